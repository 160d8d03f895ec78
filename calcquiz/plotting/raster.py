"""The raster: a window laid over the cells of a screen, and what falls on which dot of a cell."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from calcquiz.records.scene import Area, Bar, Point

Dot = tuple[int, int]
"""Column and row, counted from the lower left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Raster:
    """A window on `columns` by `rows` cells of `across` by `up` dots (2 by 4 in braille, 1 by 1 in ASCII)."""

    x: Point
    y: Point
    columns: int
    rows: int
    across: int
    up: int

    def place(self, x: float, y: float) -> Point:
        """Return where a point falls, in dots; the window's edges are the middles of the outer dots."""
        width, height = self.columns * self.across - 1, self.rows * self.up - 1
        return (
            (x - self.x[0]) / (self.x[1] - self.x[0]) * width,
            (y - self.y[0]) / (self.y[1] - self.y[0]) * height,
        )

    def dot(self, x: float, y: float) -> Dot:
        """Return the dot on which a point falls."""
        across, up = self.place(x, y)
        return math.floor(across + 0.5), math.floor(up + 0.5)

    def cell(self, dot: Dot) -> Dot:
        """Return the cell of a dot."""
        return dot[0] // self.across, dot[1] // self.up

    def is_cell(self, place: Dot) -> bool:
        """Whether there is such a cell."""
        return 0 <= place[0] < self.columns and 0 <= place[1] < self.rows

    def holds(self, x: float, y: float) -> bool:
        """Whether the point is in the window."""
        return self.x[0] <= x <= self.x[1] and self.y[0] <= y <= self.y[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dash:
    """A line pattern: `on` dots drawn of every `period` along the line."""

    on: float
    period: float


SOLID = Dash(on=1, period=1)


def curve_dots(raster: Raster, pieces: tuple[tuple[Point, ...], ...], dash: Dash = SOLID) -> Iterator[Dot]:
    """Yield the dots under the pieces, in order along them; the pattern goes by length, not by x."""
    for piece in pieces:
        yield from _piece_dots([raster.place(*point) for point in piece], dash)


def _piece_dots(places: list[Point], dash: Dash) -> Iterator[Dot]:
    along = 0.0
    if len(places) == 1 or dash is SOLID:
        yield math.floor(places[0][0] + 0.5), math.floor(places[0][1] + 0.5)
    for (x, y), (to_x, to_y) in pairwise(places):
        length = math.hypot(to_x - x, to_y - y)
        count = max(1, math.ceil(2 * max(abs(to_x - x), abs(to_y - y))))
        for index in range(1, count + 1):
            share = index / count
            if (along + share * length) % dash.period < dash.on:
                yield math.floor(x + share * (to_x - x) + 0.5), math.floor(y + share * (to_y - y) + 0.5)
        along += length


def area_dots(raster: Raster, area: Area) -> Iterator[Dot]:
    """Yield a light pattern of dots between the area's edges."""
    base = area.base or tuple((x, 0.0) for x, _ in area.edge)
    upper = _heights(raster, area.edge)
    lower = _heights(raster, base)
    for column in sorted(upper.keys() & lower.keys()):
        bottom, top = sorted((upper[column], lower[column]))
        yield from ((column, row) for row in _rows(raster, bottom, top) if _shaded(raster, column, row))


def bar_dots(raster: Raster, bar: Bar) -> Iterator[Dot]:
    """Yield the outline of a bar and a light pattern inside."""
    left, right = (round(raster.place(x, 0)[0]) for x in (bar.left, bar.right))
    bottom, top = sorted((raster.place(0, 0)[1], raster.place(0, bar.height)[1]))
    left, right = max(left, 0), min(right, raster.columns * raster.across - 1)
    for column in range(left, right + 1):
        for row in _rows(raster, bottom, top):
            edge = column in {left, right} or row in {round(bottom), round(top)}
            if edge or _shaded(raster, column, row):
                yield column, row


def _rows(raster: Raster, bottom: float, top: float) -> range:
    return range(max(0, math.floor(bottom + 0.5)), min(raster.rows * raster.up - 1, math.floor(top + 0.5)) + 1)


def _shaded(raster: Raster, column: int, row: int) -> bool:
    """Whether a dot belongs to the light pattern: two dots of eight in a cell of braille."""
    return raster.up == 1 or (column % 2 == 0 and row % 2 == (column // 2) % 2)


def _heights(raster: Raster, edge: tuple[Point, ...]) -> dict[int, float]:
    """Return the height, in dots, at each dot column the edge passes over."""
    places = [raster.place(*point) for point in edge]
    heights: dict[int, float] = {}
    for (x, y), (to_x, to_y) in pairwise(places):
        for column in range(max(0, math.ceil(x - 0.5)), math.floor(to_x + 0.5) + 1):
            share = 0.0 if to_x == x else min(1.0, max(0.0, (column - x) / (to_x - x)))
            heights[column] = y + share * (to_y - y)
    return heights


BRAILLE_BITS = ((0x40, 0x04, 0x02, 0x01), (0x80, 0x20, 0x10, 0x08))
"""The bit of each dot of a cell, by column and by row from below (Unicode block U+2800)."""


def braille(dots: frozenset[Dot]) -> str:
    """Return the braille character with the given dots (column 0-1, row 0-3 from below).

    >>> braille(frozenset({(0, 0), (1, 3)}))
    '⡈'
    """
    return chr(0x2800 + sum(BRAILLE_BITS[column][row] for column, row in dots))
