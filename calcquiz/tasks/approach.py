"""Approaching a limit by numbers: values of a function along points that close in on a, from each side."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from calcquiz.algebra.tree import Apply, Name, Tree
from calcquiz.tasks.task import Args, name_of

DIGITS = 400
"""Enough for differences like 1 - cos h - h²/2 at h = 1e-64."""
STEPS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64)
"""Exponents k of the distances 10^-k (or of the places 10^k toward infinity)."""
GENTLE = (2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 16384, 65536)
"""Places toward infinity where exp is not yet too large to hold."""
SLOW = STEPS[-5:]
"""Places far enough apart to tell a logarithm's approach from a wrong limit."""
SLOWEST_RATE = 0.4
STEADY = 1.25
"""The rate at which gaps shrink like a power of 1/ln x may change by so much, from step to step."""
SETTLED = 1e-12
SHRINKING = 0.62
CLOSER = 0.98
"""Steps, or gaps between two rows, that shrink by less from place to place need not vanish."""

Row = list[Any]


def approach(args: Args, values: Mapping[str, Any], *, whole: bool = False) -> list[Row]:
    """Return the defined values on each side that counts, the closest last.

    Args:
        args: Those of `limit(f, x, a[, left | right])`.
        values: Values of the other names.
        whole: The variable runs through whole numbers (a sequence).
    """
    from calcquiz.algebra.precise import mp_value

    function, name, place = args[0], name_of(args[1]), args[2]
    side = args[3].name if len(args) > 3 and isinstance(args[3], Name) else ""
    if _is_oo(place):
        return [_values(function, name, values, row) for row in _far(1, whole=whole)]
    if isinstance(place, Apply) and place.head == "neg" and _is_oo(place.args[0]):
        return [_values(function, name, values, row) for row in _far(-1, whole=False)]
    centre = mp_value(place, values, DIGITS)
    signs = {"left": (-1,), "right": (1,)}.get(side, (-1, 1))
    return [_values(function, name, values, _near(centre, sign)) for sign in signs]


def _is_oo(tree: Tree) -> bool:
    return tree == Name("oo")


def _near(centre: Any, sign: int) -> list[Any]:
    from mpmath import mpf, workdps

    with workdps(DIGITS):
        return [centre + sign * mpf(10) ** -k * mpf("0.918") for k in STEPS] if centre is not None else []


def _far(sign: int, *, whole: bool) -> list[list[Any]]:
    """Return places toward infinity: for sequences even and odd ones, for functions two phases."""
    from mpmath import mpf, workdps

    with workdps(DIGITS):
        shifts = (mpf(0), mpf(1)) if whole else (mpf("0.37"), mpf("2.11"))
        places = sorted({*GENTLE, *(10**k for k in STEPS[3:])})
        return [[sign * (mpf(place) + shift) for place in places] for shift in shifts]


def _values(function: Tree, name: str, values: Mapping[str, Any], places: list[Any]) -> Row:
    from calcquiz.algebra.precise import mp_value

    found = (mp_value(function, {**values, name: place}, DIGITS) for place in places)
    return [value for value in found if value is not None]


def settled(row: Row) -> Any:
    """Return what the values of a row settle to, None when they do not to 12 digits."""
    if len(row) < 4:
        return None
    last = row[-1]
    scale = max(1, abs(last))
    return +last if all(abs(value - last) <= SETTLED * scale for value in row[-3:]) else None


def settles(row: Row) -> tuple[Any, Any] | None:
    """Return what a row settles to and how far off that may be; also where its steps only shrink ever more.

    Values with factorials end early, and are then not settled to 12 digits.
    """
    found = settled(row)
    if found is not None:
        return found, 0
    steps = [abs(later - earlier) for earlier, later in pairwise(row[-6:])]
    if len(steps) < 5 or not all(later <= SHRINKING * earlier for earlier, later in pairwise(steps)):
        return None
    return row[-1], 2 * steps[-1]


def may_meet(rows: list[Row]) -> bool:
    """Return whether rows that have not settled slow down and come closer to each other, as those of (-1)^n/ln n."""
    if any(settled(row) is not None or not _slows_down(row) for row in rows):
        return False
    gaps = [abs(one - other) for one, other in zip(rows[0][-4:], rows[-1][-4:], strict=False)]
    return len(rows) == 1 or all(later < CLOSER * earlier for earlier, later in pairwise(gaps))


def _slows_down(row: Row) -> bool:
    """Return whether the last six values go one way, in ever smaller steps."""
    steps = [later - earlier for earlier, later in pairwise(row[-6:])]
    one_way = len({step > 0 for step in steps}) == 1
    return len(steps) == 5 and one_way and all(abs(b) < CLOSER * abs(a) for a, b in zip(steps, steps[2:], strict=False))


def tends_to(row: Row, limit: Any) -> bool | None:
    """Return whether a row tends to a number: close to it, or closing in at a steady rate.

    None where that is not told: fewer than four values, or values that end early, at a factorial, still on their way.
    """
    if len(row) < 4:
        return None
    gaps = [abs(value - limit) for value in row[-4:]]
    if gaps[-1] <= 1e-9 * max(1, abs(limit)):
        return True
    if all(later <= SHRINKING * earlier for earlier, later in pairwise(gaps[1:])) or _like_a_logarithm(row, limit):
        return True
    return None if len(row) < len(STEPS) and gaps[-1] < _way_to_go(row) else False


def _way_to_go(row: Row) -> Any:
    """Return how far a row may still go, three times what its last steps come to when they go on to shrink so."""
    first, second = (abs(later - earlier) for earlier, later in pairwise(row[-3:]))
    return 3 * second / (1 - second / first) if second < first else 0


def _like_a_logarithm(row: Row, limit: Any) -> bool:
    """Return whether the gaps shrink like a power of 1/k at distances 10^-k: 1/ln x goes to 0, 1 + 1/ln x does not."""
    from mpmath import log

    if len(row) < len(SLOW):
        return False
    gaps = [abs(value - limit) for value in row[-len(SLOW) :]]
    pairs = pairwise(zip(SLOW, gaps, strict=True))
    rates = [log(here / there) / log(mine / other) for (other, here), (mine, there) in pairs if here and there]
    return len(rates) == len(SLOW) - 1 and min(rates) >= SLOWEST_RATE and max(rates) <= STEADY * min(rates)


def _takes_off(sizes: Row) -> bool:
    """Return whether values rise ever faster in the end, whatever they did before: n!/100^n."""
    if any(size <= 0 for size in sizes):
        return False
    steps = [later / earlier for earlier, later in pairwise(sizes)]
    return steps[0] > 1 and all(later > 2 * earlier for earlier, later in pairwise(steps))


def grows(row: Row) -> int:
    """Return 1 or -1 when the values grow beyond all bounds in that direction, else 0."""
    if len(row) < 4:
        return 0
    sign = 1 if row[-1] > 0 else -1
    sizes = [sign * value for value in row[-6:]]
    rising = all(later > earlier > 0 for earlier, later in pairwise(sizes)) or _takes_off(sizes[-4:])
    return sign if rising and sizes[-1] > 4 and sizes[-1] > 1.1 * sizes[0] else 0
