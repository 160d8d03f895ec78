"""Divergence of improper integrals by numbers: how the pieces toward a bad end shrink, or do not."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from calcquiz.algebra.tree import Apply, Name, Tree
from calcquiz.records.evidence import Evidence
from calcquiz.tasks.numeric import end_value, function_of
from calcquiz.tasks.numeric_quadrature import Undefined
from calcquiz.tasks.quadrature_places import places_within
from calcquiz.tasks.task import Args, name_of

METHOD = "pieces toward the ends"
PIECES = 6
STEADY = 0.98
"""Pieces between 10^-k and 10^-k-1 (or 10^k and 10^k+1) that shrink less than this do not sum up."""
NOISE = 0.1
"""Share of the last piece that its error may have."""
NOTHING = 1e-15
"""A piece that is smaller adds nothing."""
SLOW = 0.5
"""Pieces that shrink less than this are looked at again over the logarithm of the distance."""
SLOW_DIGITS = 80
GRID = 400
BLOW_UP = 1e6
GROWING = (17, 29, 43, 61, 83, 109, 139, 173, 211, 257, 311)
"""Places far out, at uneven distances, so that no wave has the same sign at all of them for long."""
ENOUGH = 3
"""Places that tell whether a function grows."""
RATIOS = tuple((right / left) ** 0.5 for left, right in pairwise(GROWING))
"""What grows at least like the square root of x grows by more than this from place to place."""


def divergence_evidence(args: Args, found: Tree) -> Evidence:
    """Return whether numbers confirm that a definite integral is oo, -oo or has no value.

    A finite key is refuted when the integral diverges, and never confirmed here.
    """
    signs = _divergent_ends(args)
    if signs is None:
        return Evidence(agrees=None, method=METHOD)
    if found == Name("oo"):
        agrees = bool(signs) and signs <= {1}
    elif found == Apply("neg", (Name("oo"),)):
        agrees = bool(signs) and signs <= {-1}
    elif found != Name("dne"):
        return Evidence(agrees=False if signs else None, points=PIECES, method=METHOD)
    else:
        agrees = bool(signs) and (signs & {0} != set() or len(signs) > 1)
    return Evidence(agrees=agrees, points=PIECES, method=METHOD)


def _divergent_ends(args: Args) -> set[int] | None:
    """Return the signs (0: it swings) with which the integral diverges at its bad places."""
    import mpmath

    low, high = (end_value(arg, {}) for arg in args[2:])
    function = function_of(args[0], name_of(args[1]), {})
    if mpmath.isinf(low) or mpmath.isinf(high):
        inner = places_within(args[0], name_of(args[1]), {}, low, high)
    else:
        inner = _poles(function, low, high)
    places = [low, *inner, high]
    signs: set[int] = set()
    try:
        for left, right in pairwise(places):
            middle = _middle(left, right)
            for end in (left, right):
                outcome = _toward(function, middle, end)
                if outcome is not None:
                    signs.add(outcome)
    except Undefined:
        return None
    return signs


def _middle(left: Any, right: Any) -> Any:
    import mpmath

    if mpmath.isinf(left) and mpmath.isinf(right):
        return mpmath.mpf(0)
    if mpmath.isinf(right):
        return left + 1
    return right - 1 if mpmath.isinf(left) else (left + right) / 2


def _toward(function: Any, middle: Any, end: Any) -> int | None:
    """Return the sign of a divergence toward an end, None where the pieces sum up."""
    import mpmath

    growing = _growth(function, end) if mpmath.isinf(end) else 0
    if growing:
        return growing
    pieces = []
    for k in range(1, PIECES + 1):
        here, there = (_place(middle, end, step) for step in (k, k + 1))
        piece, error = mpmath.quad(function, [min(here, there), max(here, there)], error=True)
        pieces.append(piece)
        if k > 1 and abs(piece) < NOTHING and abs(piece) < abs(pieces[-2]):
            return None  # further out e^-x has no value that can be worked with
    if error > NOISE * abs(piece):
        raise Undefined  # it swings faster than can be told here
    sizes = [abs(piece) for piece in pieces]
    if sizes[-1] < NOTHING or sizes[-1] < SLOW * sizes[-2]:
        return None
    if sizes[-1] < STEADY * sizes[-2]:
        pieces = _slow_pieces(function, middle, end)
        if abs(pieces[-1]) < STEADY * abs(pieces[-2]):
            return None
    directions = {1 if piece > 0 else -1 for piece in pieces}
    return directions.pop() if len(directions) == 1 else 0


def _growth(function: Any, end: Any) -> int:
    """Return the sign of a function that grows from place to place toward an infinite end, 0 for any other.

    Pieces of e^x cannot be told: the last one is too large.
    """
    values = list(_until_too_large(function, 1 if end > 0 else -1))
    grows = all(right / left > ratio for (left, right), ratio in zip(pairwise(values), RATIOS, strict=False) if left)
    if len(values) < ENOUGH or not all(values) or not grows:
        return 0
    return 1 if values[0] > 0 else -1


def _until_too_large(function: Any, sign: int) -> Iterator[Any]:
    """Yield values far out, as far as they can be worked with: e^(x^3) cannot be at 300."""
    for place in GROWING:
        try:
            yield function(sign * place)
        except Undefined:
            return


def _slow_pieces(function: Any, middle: Any, end: Any) -> list[Any]:
    """Return pieces over the logarithm s of the distance, twice as long: what falls like 1/(x ln x) stays there."""
    import mpmath

    def over_logarithm(s: Any) -> Any:
        if mpmath.isinf(end):
            sign = 1 if end > 0 else -1
            return function(sign * mpmath.exp(s)) * mpmath.exp(s)
        distance = (middle - end) * mpmath.exp(-s)
        return function(end + distance) * abs(distance)

    exact = mpmath.isinf(end) or end == 0
    longest = 512 if exact else 128
    with mpmath.workdps(15 if exact else SLOW_DIGITS):  # end + e^-128 must differ from the end
        return [
            mpmath.quad(over_logarithm, [longest / 4, longest / 2]),
            mpmath.quad(over_logarithm, [longest / 2, longest]),
        ]


def _place(middle: Any, end: Any, step: int) -> Any:
    import mpmath

    if mpmath.isinf(end):
        return middle + (1 if end > 0 else -1) * mpmath.mpf(10) ** step
    return end + (middle - end) * mpmath.mpf(10) ** -step


def _poles(function: Any, low: Any, high: Any) -> list[Any]:
    """Return places inside a finite range where the function blows up."""
    width = (high - low) / GRID
    places = [low + width * step for step in range(1, GRID)]
    found = [place for place in places if _size(function, place) > BLOW_UP]
    return found[:3] or _between(function, low, width)


def _between(function: Any, low: Any, width: Any) -> list[Any]:
    """Return poles between grid points: where the size, followed uphill, passes all bounds."""
    found = []
    sizes = [_size(function, low + width * step) for step in range(1, GRID)]
    for step in range(1, len(sizes) - 1):
        if sizes[step] >= max(sizes[step - 1], sizes[step + 1]):
            peak = _climb(function, low + width * step, low + width * (step + 2))
            if _size(function, peak) > BLOW_UP:
                found.append(peak)
    return found[:3]


def _climb(function: Any, left: Any, right: Any) -> Any:
    for _ in range(120):
        third = (right - left) / 3
        if _size(function, left + third) < _size(function, right - third):
            left = left + third
        else:
            right = right - third
    return (left + right) / 2


def _size(function: Any, place: Any) -> Any:
    import mpmath

    try:
        return abs(function(place))
    except Undefined:
        return mpmath.inf
