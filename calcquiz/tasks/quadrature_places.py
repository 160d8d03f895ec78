"""Where an integral has to be split before it is told by numbers, and the same integral over the logarithm."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from calcquiz.algebra.powers import powers_of, whole_of
from calcquiz.algebra.tidy import product, raised
from calcquiz.algebra.tree import ONE, Apply, Name, Tree, call, free_names, number, rebuild, substitute, walk

CORNERED = frozenset({"abs", "sign", "max", "min", "relu", "pick", "floor", "ceiling", "cbrt", "root"})
"""Functions with corners, jumps or ends: no panel may cross those."""
MOST_PLACES = 12


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


S = Name("log of the variable")
"""No formula has a name with blanks."""


def _power(base: Tree, exponent: Tree) -> Tree:
    whole = whole_of(exponent)
    return raised(base, exponent if whole is None else number(whole))
