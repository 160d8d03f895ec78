"""The canvas: every cell of a picture with its character and its ink, painted layer by layer."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

from calcquiz.plotting.clip import cut_segment
from calcquiz.plotting.raster import Dot, Raster, area_dots, bar_dots, braille, curve_dots
from calcquiz.plotting.series import COMPASS, Series
from calcquiz.records.scene import Path, Point, Scene

Line: TypeAlias = tuple[str, tuple[tuple[Point, ...], ...]]
"""A label and pieces."""
QUIET = 5
"""The ink of axes and guides, after the inks of the series."""
LONGEST_NAME = 16
TOUCHING = 30
"""What it costs to stand right beside another text, as if both were one word."""
CHEAP = {*"*o+xz:", *(arrow for pair in COMPASS for arrow in pair if arrow != "v")}
"""Signs of lines and arrows, which a name may hide."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A character in an ink."""

    character: str
    ink: int | None


@dataclass(slots=True, kw_only=True)
class Canvas:
    """The cells painted so far, by column and row from the lower left."""

    raster: Raster
    ascii_only: bool
    cells: dict[Dot, Cell] = field(default_factory=dict)
    dots: dict[Dot, frozenset[Dot]] = field(default_factory=dict)
    """For cells of braille lines: the dots in them, so that lines that cross share a cell."""

    def stipple(self, dots: Iterable[Dot], letter: str, ink: int, *, shared: bool = True) -> None:
        """Paint dots; `shared` keeps the dots of other lines in the same cells."""
        touched: dict[Dot, set[Dot]] = {}
        for dot in dots:
            cell = self.raster.cell(dot)
            inner = dot[0] % self.raster.across, dot[1] % self.raster.up
            touched.setdefault(cell, set()).add(inner)
        for cell, inner_dots in touched.items():
            here = frozenset(inner_dots) | (self.dots.get(cell, frozenset()) if shared else frozenset())
            if shared:
                self.dots[cell] = here
            self.cells[cell] = Cell(letter if self.ascii_only else braille(here), ink)

    def write(self, column: int, row: int, text: str, ink: int | None) -> None:
        """Write a text from left to right."""
        for offset, character in enumerate(text):
            self.cells[column + offset, row] = Cell(character, ink)

    def crowding(self, column: int, row: int, length: int) -> int:
        """Return what a text would hide, by weight; far more when it does not fit or hides or touches a text."""
        if column < 0 or row < 0 or row >= self.raster.rows or column + length > self.raster.columns:
            return 1000
        places = ((column + offset, row) for offset in range(length))
        hidden = sum(self._weight(self.cells.get(place)) for place in places)
        neighbours = (self.cells.get((place, row)) for place in (column - 1, column + length))
        return hidden + TOUCHING * sum(cell is not None and cell.character.isalnum() for cell in neighbours)

    def _weight(self, cell: Cell | None) -> int:
        """Return what hiding a cell costs: little for an axis or shading, much for a sign or a letter."""
        if cell is None or cell.character == " ":
            return 0
        if cell.ink == QUIET:
            return 1
        return 4 if "⠀" <= cell.character <= "⣿" or cell.character in CHEAP else 100


def paint(scene: Scene, raster: Raster, series: dict[str, Series], *, ascii_only: bool) -> dict[Dot, Cell]:
    """Return the cells of the scene's picture; cells not in it are blank."""
    canvas = Canvas(raster=raster, ascii_only=ascii_only)
    _paint_axes(canvas, scene)
    _paint_shaded(canvas, scene, series)
    _paint_guides(canvas, scene)
    _paint_lines(canvas, [(levels.label, levels.pieces) for levels in scene.levels], series)
    _paint_arrows(canvas, scene, series)
    lines = [(path.label, _legs(path, scene)) for path in scene.paths]
    lines += [(curve.label, curve.pieces) for curve in reversed(scene.curves)]  # the first curve on top
    _paint_lines(canvas, lines, series)
    _paint_points(canvas, scene, series)
    _name_things(canvas, scene, series)
    return canvas.cells


def _paint_lines(canvas: Canvas, lines: list[Line], series: dict[str, Series]) -> None:
    for label, pieces in lines:
        sign = series[label]
        canvas.stipple(curve_dots(canvas.raster, pieces, sign.dash), sign.letter, sign.ink)


def _legs(path: Path, scene: Scene) -> tuple[tuple[Point, ...], ...]:
    """Return the legs of a path, cut at the window's top, bottom and sides."""
    legs = []
    for start, end in pairwise(path.stops):
        leg = cut_segment(start, end, scene.y)
        turned = leg and cut_segment((leg[0][1], leg[0][0]), (leg[1][1], leg[1][0]), scene.x)
        if turned:
            legs.append(tuple((x, y) for y, x in turned))
    return tuple(legs)


def crossing(scene: Scene) -> Point:
    """Return where the axes meet, or the point of the window nearest to it; powers of ten have no 0."""
    (left, right), (bottom, top) = scene.x, scene.y
    return (
        left if scene.x_log else min(max(0.0, left), right),
        bottom if scene.y_log else min(max(0.0, bottom), top),
    )


def _paint_axes(canvas: Canvas, scene: Scene) -> None:
    """Draw the axes where they are zero in the window; at the left edge the frame is the axis."""
    raster = canvas.raster
    column, row = raster.cell(raster.dot(0, 0))
    upright, level = 0 < column < raster.columns, 0 <= row < raster.rows
    if level and not scene.y_log and raster.y[0] <= 0 <= raster.y[1]:
        canvas.write(0, row, "─" * raster.columns, QUIET)
    if upright and not scene.x_log and raster.x[0] <= 0 <= raster.x[1]:
        for height in range(raster.rows):
            canvas.write(column, height, "┼" if (column, height) in canvas.cells else "│", QUIET)


def _paint_shaded(canvas: Canvas, scene: Scene, series: dict[str, Series]) -> None:
    for area in scene.areas:
        sign = series[area.label]
        canvas.stipple(area_dots(canvas.raster, area), sign.shade[0], sign.ink, shared=False)
    for bars in scene.bars:
        sign = series[bars.label]
        for bar in bars.bars:
            canvas.stipple(bar_dots(canvas.raster, bar), sign.shade[0], sign.ink, shared=False)


def _paint_guides(canvas: Canvas, scene: Scene) -> None:
    for guide in scene.guides:
        if scene.x[0] <= guide.x <= scene.x[1]:
            column, _ = canvas.raster.cell(canvas.raster.dot(guide.x, scene.y[0]))
            for row in range(canvas.raster.rows):
                canvas.write(column, row, ":" if canvas.ascii_only else "┊", QUIET)


def _paint_arrows(canvas: Canvas, scene: Scene, series: dict[str, Series]) -> None:
    """Write each arrow in the direction it has on the screen, over level curves, under everything else."""
    raster = canvas.raster
    for arrows in scene.arrows:
        for (x, y), (right, up) in arrows.arrows:
            column, row = raster.cell(raster.dot(x, y))
            if raster.holds(x, y):
                # a cell is twice as high as wide
                across = right / (scene.x[1] - scene.x[0]) * raster.columns
                along = up / (scene.y[1] - scene.y[0]) * raster.rows * 2
                eighth = round(math.atan2(along, across) / (math.pi / 4)) % len(COMPASS)
                canvas.write(column, row, COMPASS[eighth][canvas.ascii_only], series[arrows.label].ink)


def _paint_points(canvas: Canvas, scene: Scene, series: dict[str, Series]) -> None:
    points = [(x, y, series[dots.label].point, series[dots.label].ink) for dots in scene.dots for x, y in dots.points]
    points += [(x, y, series[path.label].point, series[path.label].ink) for path in scene.paths for x, y in path.stops]
    points += [(mark.x, mark.y, series[mark.label].spot, series[mark.label].ink) for mark in scene.marks]
    for x, y, sign, ink in points:
        if canvas.raster.holds(x, y):
            canvas.write(*canvas.raster.cell(canvas.raster.dot(x, y)), sign, ink)


def _name_things(canvas: Canvas, scene: Scene, series: dict[str, Series]) -> None:
    """Write the names of marks, guides and axes where they hide least."""
    raster = canvas.raster
    spots = {raster.cell(raster.dot(mark.x, mark.y)) for mark in scene.marks if raster.holds(mark.x, mark.y)}
    for mark in scene.marks:
        if raster.holds(mark.x, mark.y) and 0 < len(mark.label) <= LONGEST_NAME:
            column, row = raster.cell(raster.dot(mark.x, mark.y))
            places = _beside(column, row, len(mark.label))
            clear = [place for place in places if not _misleads(place, len(mark.label), spots - {(column, row)})]
            _write_best(canvas, mark.label, series[mark.label].ink, clear)
    for guide in scene.guides:
        if guide.label and scene.x[0] <= guide.x <= scene.x[1]:
            column, _ = raster.cell(raster.dot(guide.x, scene.y[0]))
            top = raster.rows - 1
            _write_best(canvas, guide.label, None, [(column + 1, top), (column - len(guide.label), top)])
    _name_axes(canvas, scene)


def _name_axes(canvas: Canvas, scene: Scene) -> None:
    """Write the variable at the right end of its axis, and the name of the heights at the top of theirs."""
    raster = canvas.raster
    column, row = raster.cell(raster.dot(*crossing(scene)))
    right = raster.columns - len(scene.x_label)
    _write_best(canvas, scene.x_label, None, [(right, row + 1), (right, row - 1), (right, row)])
    top = raster.rows - 1
    left = column - len(scene.y_label)
    _write_best(canvas, scene.y_label, None, [(column + 1, top), (left, top), (column + 1, top - 1)])


def _beside(column: int, row: int, length: int) -> list[Dot]:
    """Return where the name of a sign may begin, best first."""
    right, left, middle = column + 2, column - length - 1, column - length // 2
    beside = [(start, row + up) for up in (0, 1, -1) for start in (right, left)]
    return [*beside, (middle, row + 1), (middle, row - 1), (right, row + 2), (left, row + 2), (right, row - 2)]


def _misleads(place: Dot, length: int, spots: set[Dot]) -> bool:
    """Whether a name at the place would stand beside the sign of another mark."""
    return any(row == place[1] and place[0] - 2 <= column <= place[0] + length + 1 for column, row in spots)


def _write_best(canvas: Canvas, text: str, ink: int | None, places: list[Dot]) -> None:
    """Write the text at the place where it hides least, or nowhere when it would hide another text."""
    if not text or not places:
        return
    costs = [canvas.crowding(column, row, len(text)) for column, row in places]
    best = min(range(len(places)), key=lambda index: (costs[index], index))
    if costs[best] < 50:
        canvas.write(*places[best], text, ink)
