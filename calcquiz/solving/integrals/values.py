"""Exact values at the ends of integrals: sines of multiples of π, arctangents, logarithms and roots of numbers."""

from collections.abc import Callable
from fractions import Fraction

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.powers import Constant, powers_of
from calcquiz.algebra.tidy import negate, product, quotient, total
from calcquiz.algebra.tree import ONE, ZERO, Apply, Name, Number, Tree, call, free_names, number, rebuild, walk
from calcquiz.solving.integrals.algebra import finished, square_root, terms_of
from calcquiz.solving.integrals.constants import (
    HYPERBOLIC,
    exponential_value,
    joined_factors,
    squared_sum,
    with_like_roots,
)
from calcquiz.solving.integrals.logarithm_values import logarithm_value, squared, without_bars
from calcquiz.solving.integrals.logarithms import by_primes, joined_logarithms
from calcquiz.tasks.textbook import textbook

PI = Name("pi")
HALF = Fraction(1, 2)
HALF_PI = quotient(PI, number(2))
LARGEST_FACTORED = 10**9


def _root_over(value: int, below: int) -> Tree:
    return quotient(call("sqrt", number(value)), number(below))


SINES: dict[Fraction, Tree] = {
    Fraction(0): ZERO,
    Fraction(1, 6): number(HALF),
    Fraction(1, 4): _root_over(2, 2),
    Fraction(1, 3): _root_over(3, 2),
    Fraction(1, 2): ONE,
}
"""Multiple of π -> sine, in the first quarter."""
TANGENTS: dict[Fraction, Tree] = {
    Fraction(0): ZERO,
    Fraction(1, 6): _root_over(3, 3),
    Fraction(1, 4): ONE,
    Fraction(1, 3): call("sqrt", number(3)),
}


def evaluated(tree: Tree) -> Tree:
    """Return a formula with exact values worked out: sin(π/3), arctan 1, ln e^2, sqrt(12), ln 8 - ln 2."""
    worked = tree
    for _ in range(4):
        made = finished(rebuild(worked, _one))
        if made == worked:
            break
        worked = made
    joined = joined_logarithms(by_primes(worked), numbers=True)
    return plus_first(with_like_roots(worked if joined == worked else finished(rebuild(joined, _one))))


def plus_first(value: Tree) -> Tree:
    """Return a sum that begins with a minus so that it begins with a term that has none."""
    terms = terms_of(value)
    first = next((term for term in terms if not _has_minus(term)), None)
    if len(terms) < 2 or first is None or not _has_minus(terms[0]):
        return value
    return total([first, *(term for term in terms if term is not first)])


def _has_minus(term: Tree) -> bool:
    return (isinstance(term, Number) and term.value < 0) or (isinstance(term, Apply) and term.head == "neg")


def _one(node: Tree) -> Tree:
    if not isinstance(node, Apply):
        return node
    if free_names(node):
        return node.args[0] if is_power_of_zero_or_one(node) else node
    if node.head in PARITY and _has_minus(node.args[0]):
        turned = _one(Apply(node.head, (negate(node.args[0]),)))
        return turned if PARITY[node.head] > 0 else negate(turned)
    rule = RULES.get(node.head)
    return textbook(node) if rule is None else rule(node)


PARITY = {
    **dict.fromkeys(("cos", "sec", "cosh", "sech"), 1),
    **dict.fromkeys(("sin", "tan", "csc", "cot", "asin", "atan", "sinh", "tanh", "asinh", "atanh", "erf"), -1),
}
"""Function -> 1 where it is even, -1 where it is odd."""


def is_power_of_zero_or_one(node: Tree) -> bool:
    """Return whether a formula is 1^n or 0^n: with a name in the exponent, which is positive where there is a value."""
    return isinstance(node, Apply) and node.head == "pow" and node.args[0] in {ZERO, ONE} and bool(free_names(node))


def share_of_pi(tree: Tree) -> Fraction | None:
    """Return q of q π."""
    if tree == ZERO:
        return Fraction(0)
    powers = powers_of(tree, "pi ")
    if powers is None or powers.parts or set(powers.constant.powers) != {PI} or powers.constant.powers[PI] != 1:
        return None
    return powers.constant.rational


def _sine_of(share: Fraction) -> Tree | None:
    turn = share % 2
    sign = 1
    if turn >= 1:
        turn, sign = turn - 1, -1
    known = SINES.get(min(turn, 1 - turn))
    return None if known is None else known if sign > 0 else negate(known)


def _tangent_of(share: Fraction) -> Tree | None:
    turn = share % 1
    known = TANGENTS.get(min(turn, 1 - turn))
    return None if known is None else known if turn < HALF else negate(known)


def _sine(node: Apply) -> Tree:
    return _from(node, _sine_of)


def _cosine(node: Apply) -> Tree:
    return _from(node, lambda share: _sine_of(share + HALF))


def _tangent(node: Apply) -> Tree:
    return _from(node, _tangent_of)


def _secant(node: Apply) -> Tree:
    return _from(node, lambda share: _reciprocal(_sine_of(share + HALF)))


def _cosecant(node: Apply) -> Tree:
    return _from(node, lambda share: _reciprocal(_sine_of(share)))


def _cotangent(node: Apply) -> Tree:
    return _from(node, lambda share: _tangent_of(HALF - share))


def _reciprocal(value: Tree | None) -> Tree | None:
    """Return 1/value without a root below."""
    if value is None or value == ZERO:
        return None
    square = exact_number(Apply("pow", (value, number(2)))) or exact_number(squared(value))
    return quotient(ONE, value) if square is None else finished(quotient(value, number(square)))


def _from(node: Apply, known: Callable[[Fraction], Tree | None]) -> Tree:
    share = share_of_pi(node.args[0])
    found = None if share is None else known(share)
    return node if found is None else found


def _inverse(table: dict[Fraction, Tree], complement: bool = False) -> Callable[[Apply], Tree]:  # noqa: FBT001, FBT002  # a table of rules
    def rule(node: Apply) -> Tree:
        value = finished(node.args[0])
        for share, known in table.items():
            for sign in (1, -1):
                if _same(value, known if sign > 0 else negate(known)):
                    angle = HALF - sign * share if complement else sign * share
                    return Constant(angle).times(PI) if angle else ZERO
        return node

    return rule


def _same(left: Tree, right: Tree) -> bool:
    if left == right:
        return True
    from calcquiz.algebra.precise import mp_value

    ours, theirs = mp_value(left, {}), mp_value(right, {})
    return ours is not None and theirs is not None and abs(ours - theirs) < 1e-30


def _root(node: Apply) -> Tree:
    value = exact_number(node.args[0])
    if value is None:
        return _root_of_multiple(node)
    return node if value <= 0 or value > LARGEST_FACTORED else square_root(node.args[0])


def _root_of_multiple(node: Apply) -> Tree:
    """Return sqrt(18 π) as 3 sqrt(2 π)."""
    inside, outside = Constant(), Constant()
    inside.multiply(node.args[0])
    if not inside.is_defined or not 1 < inside.rational <= LARGEST_FACTORED or inside.rational.denominator > 1:
        return node
    outside.multiply(square_root(number(inside.rational)))
    kept = inside.rational / outside.rational**2
    under = Constant(kept, dict(inside.powers)).times(ONE)
    return node if outside.rational == 1 else Constant(outside.rational).times(call("sqrt", under))


def _arcsecant(node: Apply) -> Tree:
    """Return asec 2 as π/3: the angle whose cosine is 1/2."""
    cosine = quotient(ONE, node.args[0])
    found = _inverse(SINES, complement=True)(Apply("acos", (finished(cosine),)))
    return node if isinstance(found, Apply) and found.head == "acos" else found


def _arccotangent(node: Apply) -> Tree:
    """Return acot 1 as π/4: what is left of a right angle."""
    found = _inverse(TANGENTS)(Apply("atan", node.args))
    return node if isinstance(found, Apply) and found.head == "atan" else finished(total([HALF_PI, negate(found)]))


def _absolute(node: Apply) -> Tree:
    return without_bars(node.args[0])


def _power(node: Apply) -> Tree:
    """Return 4^(3/2) as 8, 2^(3/2) as 2 sqrt(2)."""
    base, exponent = exact_number(node.args[0]), exact_number(node.args[1])
    if base == 1:
        return ONE
    if node.args[0] == Name("e"):
        return exponential_value(node.args[1])
    if exponent == 2 and isinstance(node.args[0], Apply) and node.args[0].head == "add":
        return squared_sum(node.args[0])
    if base is not None and base < 0 and exponent is not None and exponent.denominator % 2:
        return finished(product([number((-1) ** exponent.numerator), Apply("pow", (number(-base), node.args[1]))]))
    if base is None or exponent is None or exponent.denominator != 2 or base <= 0:
        return textbook(node)
    whole = int(exponent - HALF)
    return finished(product([number(base**whole), square_root(number(base))]))


RULES: dict[str, Callable[[Apply], Tree]] = {
    "sin": _sine,
    "cos": _cosine,
    "tan": _tangent,
    "sec": _secant,
    "csc": _cosecant,
    "cot": _cotangent,
    "atan": _inverse(TANGENTS),
    "asin": _inverse(SINES),
    "acos": _inverse(SINES, complement=True),
    "asec": _arcsecant,
    "acot": _arccotangent,
    "exp": lambda node: exponential_value(node.args[0]),
    "mul": joined_factors,
    "div": joined_factors,
    **HYPERBOLIC,
    "log": logarithm_value,
    "sqrt": _root,
    "abs": _absolute,
    "pow": _power,
}
"""Function of a constant -> its value where that is known exactly."""


def holds_name(tree: Tree, name: str) -> bool:
    """Return whether a name stands anywhere in the tree, bound or free."""
    return any(node == Name(name) for node in walk(tree))
