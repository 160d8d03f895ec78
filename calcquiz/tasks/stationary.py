"""The task `stationary_points(f, (x, y))`: the points at which all partial derivatives vanish, as a set."""

from itertools import product
from typing import Any

from calcquiz.algebra.parse import parse
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Apply, Name, Tree
from calcquiz.records.evidence import Evidence
from calcquiz.records.variant import Kind
from calcquiz.tasks.numeric import numeric_value
from calcquiz.tasks.point_sets import require_numbers
from calcquiz.tasks.task import Args, Setting, Task, names_of
from calcquiz.tasks.textbook import textbook

METHOD = "flat along every direction, and a search from many starts"
DIGITS = 40
STEP = "1e-10"
FLAT = 1e-8
STARTS = ("-4.3", "-1.7", "-0.45", "0.37", "1.6", "3.9")
NEWTON_STEPS = 40
SAME = 1e-8
FURTHEST = 60


def key(args: Args, setting: Setting) -> Tree:
    """Return the points in order of their first coordinate, then the next."""
    require_numbers(args, names_of(args[1]))
    text = setting.compute("stationary", to_text(args[0]), *names_of(args[1]))
    found = parse(text, author=True)
    points = found.args if isinstance(found, Apply) else ()
    kept = [textbook(point) for point in points if _allowed(point, names_of(args[1]), setting)]
    return Apply("set", tuple(kept)) if kept else Name("emptyset")


def _allowed(point: Tree, names: tuple[str, ...], setting: Setting) -> bool:
    """Return whether coordinates that must be positive are."""
    entries = point.args if isinstance(point, Apply) else ()
    pairs = zip(names, entries, strict=True)
    return all(not setting.is_positive(name) or numeric_value(entry, {}) > 0 for name, entry in pairs)


def oracle(args: Args, found: Tree, setting: Setting) -> Evidence:
    """Look at the slopes by differences at each point; a search from many starts may find no other."""
    names = names_of(args[1])
    points = _points(found, len(names))
    if points is None:
        return Evidence(agrees=False, method="shape")
    searched = _searched(args[0], names, setting)
    flat = all(_is_flat(args[0], names, point) for point in points)
    twice = any(_same(point, other) for k, point in enumerate(points) for other in points[:k])
    missing = [one for one in searched if not any(_same(one, point) for point in points)]
    return Evidence(agrees=flat and not twice and not missing, points=len(points) + len(searched), method=METHOD)


def _points(found: Tree, count: int) -> list[list[Any]] | None:
    if found == Name("emptyset"):
        return []
    if not isinstance(found, Apply) or found.head != "set":
        return None
    rows = []
    for point in found.args:
        entries = point.args if isinstance(point, Apply) and point.head == "vector" else ()
        values = [numeric_value(entry, {}, DIGITS) for entry in entries]
        if len(values) != count or None in values:
            return None
        rows.append(values)
    return rows


def _same(left: Any, right: Any) -> bool:
    return all(abs(a - b) < SAME * max(1, abs(b)) for a, b in zip(left, right, strict=True))


def _is_flat(function: Tree, names: tuple[str, ...], point: list[Any]) -> bool:
    from mpmath import mpf, workdps

    with workdps(DIGITS):
        step = mpf(STEP)
        for place, name in enumerate(names):
            here = dict(zip(names, point, strict=True))
            ends = [numeric_value(function, {**here, name: point[place] + sign * step}, DIGITS) for sign in (1, -1)]
            if None in ends or abs(ends[0] - ends[1]) / (2 * step) > FLAT:
                return False
    return True


def _searched(function: Tree, names: tuple[str, ...], setting: Setting) -> list[Any]:
    """Return points found by Newton's method on differences, from a grid of starts."""
    import numpy as np

    from calcquiz.tasks.columns import sloped

    starts = [[float(start) for start in row] for row in product(STARTS, repeat=len(names))]
    found: list[Any] = []
    for start in starts:
        place = np.array(start)
        for _ in range(NEWTON_STEPS):
            slopes, bends = sloped(function, names, place)
            if not (np.isfinite(slopes).all() and np.isfinite(bends).all()) or abs(np.linalg.det(bends)) < 1e-9:
                break
            change = np.linalg.solve(bends, slopes)
            place = place - change
            if np.abs(place).max() > FURTHEST:
                break
            if np.abs(change).max() < 1e-9:
                positive = [setting.is_positive(name) for name in names]
                if _settled(function, names, place) and not any(place[positive] <= 0):
                    found.append(place)
                break
    return [place for k, place in enumerate(found) if not any(_same(place, other) for other in found[:k])]


def _settled(function: Tree, names: tuple[str, ...], place: Any) -> bool:
    """Return whether a point found by floats is stationary: slopes over a wider step are small against the bends."""
    from calcquiz.tasks.columns import sloped

    slopes, bends = sloped(function, names, place)
    return bool(abs(slopes).max() < 1e-6 * max(1e-9, abs(bends).max()))


TASK = Task(
    name="stationary_points",
    signature="stationary_points(f, (x, y))",
    arity=(2, 2),
    names=(1,),
    kind=lambda _: Kind.SET,
    key=key,
    oracle=oracle,
    variable=lambda _: None,
)
