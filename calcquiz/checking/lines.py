"""Comparing two regions along lines: one variable moves, critical points and the gaps between them are looked at."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from calcquiz.algebra.points import Domain
from calcquiz.algebra.snapped import Coordinate
from calcquiz.algebra.tree import Apply, Tree
from calcquiz.checking.regions import boundaries, difference, holds, relations

Point = dict[str, Coordinate]
INTEGERS = range(-12, 25)


@dataclass(frozen=True, slots=True)
class Cell:
    """A critical point of a line, or a gap between two represented by one point in it."""

    point: Point
    is_gap: bool
    yours: bool | None
    right: bool | None
    """None where it hangs on something undefined."""

    @property
    def agrees(self) -> bool:
        """Whether both regions hold the point, or neither does."""
        return (self.yours is True) == (self.right is True)


@dataclass(frozen=True, slots=True)
class Line:
    """What two regions look like along one line: cells in order, gaps and critical points in turn."""

    name: str
    cells: tuple[Cell, ...]
    exact: bool
    """Whether no critical point can have been missed."""
    met: frozenset[Tree] = frozenset()
    """The boundaries that the line meets."""

    def ends(self, side: str) -> list[int]:
        """Return the places of the critical points where the truth on a side (`yours`, `right`) changes."""
        truths = [getattr(cell, side) is True for cell in self.cells]
        found = []
        for place, cell in enumerate(self.cells):
            around = truths[max(0, place - 1) : place + 2]
            if not cell.is_gap and len(set(around)) > 1:
                found.append(place)
        return found


def line_through(
    response: Apply,
    key: Apply,
    name: str,
    values: Mapping[str, Fraction],
    domain: Domain,
    *,
    most_gaps: int | None = None,
) -> Line:
    """Return both regions along the line on which `name` moves and the other names keep their values.

    Args:
        response: A region.
        key: A region.
        name: The variable.
        values: The other names.
        domain: Where the variable may be.
        most_gaps: Look into so many gaps at most; in the others neither region is said to hold.
    """
    from calcquiz.algebra.critical_points import MOST_POINTS, Search, distinct

    low, high = domain.ends(name)
    search = Search(name, values, low=low, high=high)
    limits = {rel: boundaries(rel) for region in (response, key) for rel in relations(region)}
    found = [point for rel, bounds in limits.items() for point in search.critical(difference(rel), bounds)]
    places = sorted(distinct(found)[:MOST_POINTS], key=lambda point: point.value)
    others = {other: Coordinate(value) for other, value in values.items()}
    if name in domain.integers:
        steps: list[tuple[Coordinate, bool]] = [(place, False) for place in _whole(places, domain, name)]
    else:
        steps = list(_steps(places, low, high))
    met = {bound for bounds in limits.values() for bound in bounds if search.zeros(bound)}
    gaps = [place for place, step in enumerate(steps) if step[1]]
    skipped = set(gaps) - set(gaps if most_gaps is None else _some(gaps, most_gaps))
    cells = []
    for place, (coordinate, is_gap) in enumerate(steps):
        point = {**others, name: coordinate}
        truths = (False, False) if place in skipped else truths_at(response, key, point)
        cells.append(Cell(point, is_gap, *truths))
    return Line(name, tuple(cells), search.exact, frozenset(met))


def truths_at(response: Apply, key: Apply, point: Point) -> tuple[bool | None, bool | None]:
    """Return whether each region holds a point; both None where a formula has outgrown the numbers."""
    from calcquiz.algebra.precise_functions import OutgrownError

    try:
        return holds(response, point), holds(key, point)
    except OutgrownError:
        return None, None


def _some(gaps: list[int], most: int) -> list[int]:
    return gaps if len(gaps) <= most else [gaps[place * (len(gaps) - 1) // max(1, most - 1)] for place in range(most)]


def _steps(places: list[Coordinate], low: Fraction | None, high: Fraction | None) -> Iterator[tuple[Coordinate, bool]]:
    """Yield gaps and critical points between two ends in turn, a gap as its simplest rational."""
    for place in places:
        yield Coordinate(simplest_between(low, place.value)), True
        yield place, False
        low = place.value
    yield Coordinate(simplest_between(low, high)), True


def _whole(places: list[Coordinate], domain: Domain, name: str) -> list[Coordinate]:
    near = {math.floor(place.value) + step for place in places for step in (-1, 0, 1, 2) if abs(place.value) < 10**9}
    first = 1 if name in domain.positive else -math.inf
    return [Coordinate(Fraction(value)) for value in sorted({*INTEGERS, *near}) if value >= first]


def simplest_between(low: Fraction | None, high: Fraction | None) -> Fraction:
    """Return the rational of the smallest denominator strictly between, the one nearest to zero.

    Example:
        >>> simplest_between(Fraction(1, 3), Fraction(1)), simplest_between(None, Fraction(-2))
        (Fraction(1, 2), Fraction(-3, 1))
    """
    if (low is None or low < 0) and (high is None or high > 0):
        return Fraction(0)
    if high is not None and high <= 0:
        return -simplest_between(-high, None if low is None else -low)
    assert low is not None
    whole = math.floor(low) + 1
    if high is None or whole < high:
        return Fraction(whole)
    # Both lie in [whole - 1, whole]: take reciprocals of what remains.
    below, above = low - (whole - 1), high - (whole - 1)
    return whole - 1 + 1 / simplest_between(1 / above, 1 / below if below else None)
