"""Scanning a line: where a function of one variable is zero or changes its sign, by its values alone."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from calcquiz.algebra.tree import Tree
from calcquiz.tasks.numeric import numeric_value

PLACES = 240
BISECTIONS = 150
DIGITS = 60
ZERO = 1e-25
"""Relative to its size nearby, what counts as zero at a place found by bisection."""
LEVEL = 1e-9
"""Three values that differ by less, relatively, are a plateau: nothing is touched there."""

NEAR, FAR = 6.0314159, 60.0314159
"""Marks that no author's number lies on: a zero on a mark is not seen."""

Span = tuple[Any, Any]
Function = Callable[[Any], Any]
"""Returns None where there is no value."""


def roots_between(function: Tree, name: str, values: Mapping[str, Any], span: Span, places: int = PLACES) -> list[Any]:
    """Return zeros of a formula in a range, in order: sign changes bisected, touches followed down; poles are none.

    Args:
        function: May hold tasks that have a number at a point.
        name: The variable.
        values: What the other names stand for.
        span: Both ends; what lies on them is not looked for.
        places: How many intervals are looked at.
    """
    return zeros(lambda place: numeric_value(function, {**values, name: place}, DIGITS), span, places)


def zeros(at: Function, span: Span, places: int = PLACES, *, jumps: bool = False) -> list[Any]:
    """Return where a function is zero in a range; with `jumps` also where its sign changes at a jump or pole."""
    from mpmath import mp, mpf, workdps

    with workdps(DIGITS):
        low, high = mpf(span[0]), mpf(span[1])
        width = (high - low) / places
        # Off the round numbers: a zero on the grid is between two of its places.
        grid = [low + width * (step + mpf("0.4142")) for step in range(places)]
        grid = [low + width * mpf("1e-9"), *grid, high - width * mpf("1e-9")]
        rows = [(place, at(place)) for place in grid]
        found = [root for left, right in pairwise(rows) for root in _crossing(at, left, right, jumps=jumps)]
        for one, two, three in zip(rows, rows[1:], rows[2:], strict=False):
            found += _touch(at, one, two, three)
        return sorted({mp.nstr(root, 18): root for root in found}.values())


def wide_zeros(at: Function, span: Span, *, jumps: bool = False) -> list[Any]:
    """Return zeros in a range that may be infinite: up to 60 from the origin, closely up to 6."""
    marks = [-FAR, -NEAR, NEAR, FAR]
    low, high = max(-FAR, span[0]), min(FAR, span[1])
    edges = [low, *(mark for mark in marks if low < mark < high), high]
    return [root for left, right in pairwise(edges) for root in zeros(at, (left, right), jumps=jumps)]


def _crossing(at: Function, left: Any, right: Any, *, jumps: bool) -> list[Any]:
    (a, fa), (b, fb) = left, right
    if fa is None or fb is None:
        return []
    if fa == 0 or fb == 0:
        return [a] if fa == 0 else []
    if (fa > 0) == (fb > 0):
        return []
    size = max(abs(fa), abs(fb))
    for _ in range(BISECTIONS):
        middle = (a + b) / 2
        value = at(middle)
        if value is None:
            return []
        if value == 0:
            return [middle]
        if (value > 0) == (fa > 0):
            a = middle
        else:
            b = middle
    value = at(a)
    if jumps:
        return [(a + b) / 2]
    return [(a + b) / 2] if value is not None and abs(value) <= ZERO * max(1, size) else []


def _touch(at: Function, one: Any, two: Any, three: Any) -> list[Any]:
    """Return the place between three where the function touches zero without crossing it."""
    (a, fa), (_, fb), (c, fc) = one, two, three
    if None in {fa, fb, fc} or not (abs(fb) <= min(abs(fa), abs(fc)) and fa * fb > 0 and fb * fc > 0):
        return []
    if max(abs(fa), abs(fc)) <= abs(fb) * (1 + LEVEL):
        return []
    for _ in range(BISECTIONS):
        third = (c - a) / 3
        values = [at(a + third), at(c - third)]
        if None in values:
            return []
        if abs(values[0]) < abs(values[1]):
            c = c - third
        else:
            a = a + third
    place = (a + c) / 2
    value = at(place)
    return [place] if value is not None and abs(value) <= 1e-30 * max(1, abs(fb)) else []
