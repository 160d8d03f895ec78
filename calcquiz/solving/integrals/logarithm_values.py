"""Logarithms of constants: ln e^2 is 2, ln 8 is 3 ln 2, ln(sqrt(2)/2) is -(ln 2)/2."""

from fractions import Fraction

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.powers import Constant
from calcquiz.algebra.tidy import negate, product, quotient, total
from calcquiz.algebra.tree import ONE, ZERO, Apply, Name, Tree, call, number
from calcquiz.solving.integrals.algebra import finished
from calcquiz.tasks.textbook import textbook

HALF = Fraction(1, 2)


def logarithm_value(node: Apply) -> Tree:
    """Return ln e^2 as 2, ln 8 as 3 ln 2, ln(1/2) as -ln 2 and ln|-3| as ln 3; other logarithms as they are."""
    if len(node.args) != 1:
        return textbook(node)
    inside = finished(node.args[0])
    if isinstance(inside, Apply) and inside.head == "abs":
        inside = without_bars(inside.args[0])
    if isinstance(inside, Apply) and inside.head in {"exp", "sqrt", "pow"}:
        return _logarithm_of_power(inside)
    if inside == Name("e"):
        return ONE
    value = exact_number(inside)
    if value is None or value <= 0:
        return _logarithm_of_product(inside)
    if value == 1:
        return ZERO
    if value.numerator == 1:
        return negate(_whole_logarithm(value.denominator))
    return _whole_logarithm(int(value)) if value.denominator == 1 else call("log", inside)


def _logarithm_of_product(inside: Tree) -> Tree:
    """Return ln(sqrt(2)/2) as -(ln 2)/2 and ln(1/e) as -1; ln of anything else as it is."""
    scale = Constant()
    scale.multiply(inside)
    if not scale.is_defined or scale.rational <= 0 or not scale.powers:
        return call("log", inside)
    exponents = [_exponent_of(base, power) for base, power in scale.powers.items()]
    if scale.rational == 1 and None not in exponents:
        return finished(total([exponent for exponent in exponents if exponent is not None]))
    square = exact_number(squared(inside))
    if square is None:
        return call("log", inside)
    return finished(quotient(logarithm_value(call_log(number(square))), number(2)))


def _exponent_of(base: Tree, power: int) -> Tree | None:
    """Return q n of (e^q)^n, None for any other base."""
    if base == Name("e"):
        return number(power)
    if isinstance(base, Apply) and base.head == "exp":
        return product([number(power), base.args[0]])
    return None


def without_bars(inside: Tree) -> Tree:
    """Return a constant, or its opposite where it is negative."""
    from calcquiz.algebra.precise import mp_value

    value = mp_value(inside, {})
    return inside if value is None or value >= 0 else finished(negate(inside))


def _logarithm_of_power(inside: Apply) -> Tree:
    if inside.head == "exp":
        return inside.args[0]
    exponent = number(HALF) if inside.head == "sqrt" else inside.args[1]
    if inside.args[0] == Name("e"):
        return exponent
    return finished(product([exponent, logarithm_value(call_log(inside.args[0]))]))


def call_log(inside: Tree) -> Apply:
    """Return ln of a formula."""
    return Apply("log", (inside,))


def _whole_logarithm(value: int) -> Tree:
    """Return ln 8 as 3 ln 2; ln 6 stays."""
    for power in range(value.bit_length(), 1, -1):
        root = round(value ** (1 / power))
        if root > 1 and root**power == value:
            return product([number(power), call("log", number(root))])
    return call("log", number(value))


def squared(value: Tree) -> Tree:
    """Return the square of a constant, worked out."""
    return finished(product([value, value]))
