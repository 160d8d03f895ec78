"""Where an integral has to be split before it is told by numbers, and the same integral over the logarithm."""

from collections.abc import Mapping
from fractions import Fraction
from math import comb
from typing import Any

from calcquiz.algebra.powers import powers_of, whole_of
from calcquiz.algebra.snapped import as_fraction
from calcquiz.algebra.tabular import polynomial_in
from calcquiz.algebra.tidy import product, raised, total
from calcquiz.algebra.tree import ONE, Apply, Name, Tree, call, free_names, number, rebuild, substitute, walk

CORNERED = frozenset({"abs", "sign", "max", "min", "relu", "pick", "floor", "ceiling", "cbrt", "root"})
"""Functions with corners, jumps or ends: no panel may cross those."""
MOST_PLACES = 12
POWER = 6
"""1/x^(4/5) beside 0 is 6 s^(1/5) then."""
CLOSE = Fraction(1, 10**25)


def has_corners(tree: Tree) -> bool:
    """Return whether a formula holds a function that turns or jumps."""
    return any(isinstance(part, Apply) and part.head in CORNERED for part in walk(tree))


def places_within(tree: Tree, name: str, values: Mapping[str, Any], low: Any, high: Any) -> list[Any]:
    """Return places inside a range at which a part of the formula has a corner, a pole, jumps or ends, in order."""
    import mpmath

    from calcquiz.algebra.critical_points import Search  # it imports numpy: loading a bank stays quick

    known = {other: Fraction(str(value)) for other, value in values.items()}
    found = [point.value for point in Search(name, known).edges(tree)]
    places = {mpmath.mpf(value.numerator) / value.denominator for value in found}
    return sorted(place for place in places if low < place < high)[:MOST_PLACES]


def beside(tree: Tree, name: str, place: Any, side: int) -> Tree:
    """Return f(p + s^6) 6 s^5, or with p - s^6: what is integrated over s is smooth where f grows like a root beside p.

    Args:
        tree: The integrand.
        name: Its variable.
        place: p, an mpf; x - p cancels exactly, so that no digits are lost beside it.
        side: 1 above p, -1 below.
    """
    moved = _moved(tree, name, rational(place), side)
    return Apply("mul", (number(POWER), raised(S, number(POWER - 1)), moved))


def _moved(tree: Tree, name: str, place: Fraction, side: int) -> Tree:
    """Return the tree in s, every polynomial in it by powers of the distance: x^2 - 1 beside 1 is 2 s^6 + s^12."""
    if name not in free_names(tree):
        return tree
    polynomial = polynomial_in(tree, name)
    if polynomial is None:
        assert isinstance(tree, Apply)
        return Apply(tree.head, tuple(_moved(arg, name, place, side) for arg in tree.args))
    terms = [
        product([number(value * side**power), raised(S, number(POWER * power))])
        for power, value in _about(polynomial, place).items()
    ]
    return total(terms)


def _about(polynomial: Mapping[int, Fraction], place: Fraction) -> dict[int, Fraction]:
    """Return the polynomial by powers of x - p; zeros left out."""
    made: dict[int, Fraction] = {}
    for power, value in polynomial.items():
        for k in range(power + 1):
            made[k] = made.get(k, Fraction(0)) + value * comb(power, k) * place ** (power - k)
    return {k: value for k, value in made.items() if value}


def rational(place: Any) -> Fraction:
    """Return an mpf as a fraction, short where it is one."""
    exact = as_fraction(place)
    short = exact.limit_denominator(10**9)
    return short if abs(exact - short) <= CLOSE * (1 + abs(exact)) else exact


def over_logarithm(tree: Tree, name: str) -> Tree | None:
    """Return x f(x) with s for ln x and e^s for x: what is integrated over s; None where no ln x stands in f.

    The tail of 1/(x ln^2 x) is so thin that the places that matter are numbers of a thousand digits; 1/s^2 has none.
    """
    logarithm = call("log", Name(name))
    if not any(node == logarithm for node in walk(tree)):
        return None
    powers = powers_of(product([tree, Name(name)]), name)
    if powers is None:
        return None
    joined = product([_power(part, exponent) for part, exponent in powers.parts.items()])
    without = rebuild(product([powers.constant.times(ONE), joined]), lambda node: S if node == logarithm else node)
    return substitute(without, {name: call("exp", S)}) if name in free_names(without) else without


S = Name("the other variable")
"""No formula has a name with blanks."""


def _power(base: Tree, exponent: Tree) -> Tree:
    whole = whole_of(exponent)
    return raised(base, exponent if whole is None else number(whole))
