"""Products, powers and hyperbolic functions of constants: sqrt(2) sqrt(6), e^(-1/2) e^(1/2), cosh(ln 2), arsinh 1."""

from collections.abc import Callable
from fractions import Fraction

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.integral_table import power_of
from calcquiz.algebra.powers import Constant
from calcquiz.algebra.tidy import negate, product, quotient, raised, total
from calcquiz.algebra.tree import ONE, TWO, ZERO, Apply, Name, Tree, call, number
from calcquiz.solving.integrals.algebra import finished, square_root, terms_of
from calcquiz.solving.integrals.logarithms import factor_and_inside
from calcquiz.tasks.textbook import textbook

E = Name("e")


def joined_factors(node: Apply) -> Tree:
    """Return a product of constants with its exponentials joined, and the roots of numbers among its factors."""
    made = _surds_multiplied(textbook(node))
    scale = Constant()
    scale.multiply(made)
    exponents = {base: _exponent(base) for base in scale.powers}
    waves = [base for base, exponent in exponents.items() if exponent is not None]
    roots = [base for base in scale.powers if isinstance(base, Apply) and base.head == "sqrt"]
    whole = [base for base in roots if exact_number(base.args[0]) is not None]
    if not scale.is_defined or (len(waves) < 2 and (len(roots) < 2 or not whole)):
        return made
    kept = Constant(scale.rational, {b: p for b, p in scale.powers.items() if b not in {*waves, *roots}})
    if len(waves) > 1:
        exponent = finished(total([product([number(scale.powers[b]), exponents[b] or ZERO]) for b in waves]))
        kept.multiply(textbook(call("exp", exponent)))
    else:
        kept.powers |= {base: scale.powers[base] for base in waves}
    return _with_roots(kept, {base.args[0]: scale.powers[base] for base in roots})


def _surds_multiplied(tree: Tree) -> Tree:
    """Return sqrt(2)/(sqrt(2) - 1) as 2 + sqrt(2): the conjugate above, multiplied out; anything else as it is."""
    scale = Constant()
    scale.multiply(tree)
    below = [base for base, power in scale.powers.items() if power == -1 and _conjugate(base) is not None]
    if not scale.is_defined or len(below) != 1:
        return tree
    (base,) = below
    conjugate, square = _conjugate(base) or (ONE, Fraction(1))
    del scale.powers[base]
    scale.rational /= square
    return finished(total([_times(scale.times(ONE), term) for term in terms_of(conjugate)]))


def _conjugate(tree: Tree) -> tuple[Tree, Fraction] | None:
    """Return a - b and a^2 - b^2 for a sum a + b with a root of a number in it; None for anything else."""
    if not isinstance(tree, Apply) or tree.head != "add" or len(tree.args) != 2:
        return None
    first, second = tree.args
    squares = [exact_number(_times(term, term)) for term in (first, second)]
    if None in squares or all(exact_number(term) is not None for term in (first, second)):
        return None
    difference = (squares[0] or Fraction(0)) - (squares[1] or Fraction(0))
    conjugate = total([first, negate(second)])
    if difference == 0:
        return None
    return (conjugate, difference) if difference > 0 else (total([second, negate(first)]), -difference)


def _exponent(base: Tree) -> Tree | None:
    """Return q of e^q, None for any other constant."""
    if base == E:
        return ONE
    return base.args[0] if isinstance(base, Apply) and base.head == "exp" else None


def _with_roots(scale: Constant, roots: dict[Tree, int]) -> Tree:
    """Return a constant times square roots to whole powers, those above the bar under one root."""
    number_inside, others = Fraction(1), []
    for inside, power in roots.items():
        value = exact_number(inside)
        if value is not None:
            number_inside *= value**power
        elif power > 0:
            others.append(raised(inside, number(power)))
        else:
            scale.powers[call("sqrt", inside)] = power
    root = square_root(number(number_inside)) if number_inside != 1 else ONE
    if not others:
        return textbook(scale.times(root))
    outside = Constant()
    outside.multiply(root)
    under = [base.args[0] for base in outside.powers if isinstance(base, Apply)]
    scale.rational *= outside.rational
    return textbook(scale.times(call("sqrt", product([*under, *others]))))


def with_like_roots(tree: Tree) -> Tree:
    """Return sqrt(3)/3 - 1/(3 sqrt(3)) as 2 sqrt(3)/9: no roots below, where terms of a sum are alike then."""
    terms = terms_of(tree)
    made = textbook(total([_root_above(term) for term in terms]))
    return made if len(terms_of(made)) < len(terms) else tree


def _root_above(term: Tree) -> Tree:
    scale = Constant()
    scale.multiply(term)
    for base, power in list(scale.powers.items()):
        value = exact_number(base.args[0]) if isinstance(base, Apply) and base.head == "sqrt" else None
        if value is not None and power < 0:
            scale.rational *= value**power
            scale.powers[base] = -power
    return scale.times(ONE) if scale.is_defined else term


def exponential_value(exponent: Tree) -> Tree:
    """Return e^(c ln u) as u^c, e^1 as e; e^u otherwise."""
    factor, inside = factor_and_inside(exponent)
    if inside is None:
        return textbook(call("exp", exponent))
    return finished(power_of(inside, number(factor)))


MOST_SQUARED = 4
"""Terms of a sum whose square is multiplied out."""


def squared_sum(base: Apply) -> Tree:
    """Return (2 - sqrt(2))^2 as 6 - 4 sqrt(2)."""
    terms = terms_of(base)
    if len(terms) > MOST_SQUARED:
        return raised(base, TWO)
    products = [_times(left, right) for left in terms for right in terms]
    return finished(total(products))


def _times(left: Tree, right: Tree) -> Tree:
    made = product([left, right])
    sign = isinstance(made, Apply) and made.head == "neg"
    bare = made.args[0] if sign and isinstance(made, Apply) else made
    joined = joined_factors(bare) if isinstance(bare, Apply) and bare.head in {"mul", "div"} else textbook(bare)
    return negate(joined) if sign else joined


def _of_logarithm(made: Callable[[Fraction], Fraction]) -> Callable[[Apply], Tree]:
    """Return the rule for a hyperbolic function of c ln u, u^c a rational number: from that number."""

    def rule(node: Apply) -> Tree:
        factor, inside = factor_and_inside(node.args[0])
        value = None if inside is None else exact_number(power_of(inside, number(factor)))
        return textbook(node) if value is None or value <= 0 else number(made(value))

    return rule


def _area(sign: int) -> Callable[[Apply], Tree]:
    """Return the rule for arsinh z or arcosh z of a rational z: ln(z + sqrt(z^2 + 1)), sign -1 for arcosh."""

    def rule(node: Apply) -> Tree:
        value = exact_number(node.args[0])
        if value is None:
            return node
        square = value * value + sign
        if value < 0 or square < 0:
            return negate(rule(Apply(node.head, (number(-value),)))) if sign > 0 else node
        inside = finished(total([number(value), square_root(number(square)) if square else ZERO]))
        return textbook(call("log", inside))

    return rule


def _area_tangent(node: Apply) -> Tree:
    """Return artanh z of a rational z as half of ln((1 + z)/(1 - z))."""
    value = exact_number(node.args[0])
    if value is None or abs(value) >= 1:
        return node
    return textbook(quotient(call("log", number((1 + value) / (1 - value))), TWO))


HYPERBOLIC: dict[str, Callable[[Apply], Tree]] = {
    "cosh": _of_logarithm(lambda q: (q + 1 / q) / 2),
    "sinh": _of_logarithm(lambda q: (q - 1 / q) / 2),
    "tanh": _of_logarithm(lambda q: (q * q - 1) / (q * q + 1)),
    "asinh": _area(1),
    "acosh": _area(-1),
    "atanh": _area_tangent,
}
"""Hyperbolic functions of logarithms and their inverses: function of a constant -> its value where that is known."""
