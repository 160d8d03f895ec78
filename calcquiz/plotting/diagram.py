"""A diagram: a scene laid out on paper as a few simple shapes, from which SVG and TikZ are written."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from textwrap import wrap
from typing import Any, TypeAlias

from calcquiz.plotting.legend import point_text
from calcquiz.plotting.paper_shapes import QUIET, Diagram, Fill, Label, Shape, Spot, Stroke
from calcquiz.plotting.series import Series, series_of
from calcquiz.plotting.ticks import axis_ticks
from calcquiz.records.scene import Area, Arrows, Bars, Curve, Dots, Guide, Levels, Mark, Path, Point, Scene

WIDTH, PLOT_HEIGHT = 420.0, 210.0
"""Points (1/72 inch) of the whole picture across, and of its window up."""
LEFT, RIGHT, TOP = 48.0, 14.0, 16.0
LINE = 14.0
"""Points from one line of words to the next."""
SIZE = 10.0
"""Points of the letters; one is about half as wide."""
LETTER = 0.54
MOST_ACROSS, MOST_UP = 9, 7
SAMPLE = 22.0
DASHES: tuple[tuple[float, ...], ...] = ((), (6, 2.5), (1.5, 2.5), (8, 2.5, 1.5, 2.5), (3, 5))
SPOTS = ("circle", "diamond", "square", "triangle", "circle")
ARROW = 7.0
"""Points of the head of an arrow, at most."""


@dataclass(slots=True)
class _Page:
    """The scene's window on the page."""

    scene: Scene
    left: float
    top: float
    width: float
    height: float
    series: dict[str, Series] = field(default_factory=dict)

    def at(self, x: float, y: float) -> Point:
        (x0, x1), (y0, y1) = self.scene.x, self.scene.y
        return (
            self.left + (x - x0) / (x1 - x0) * self.width,
            self.top + (y1 - y) / (y1 - y0) * self.height,
        )

    def ink(self, label: str) -> int:
        return self.series[label].ink

    def dash(self, label: str) -> tuple[float, ...]:
        return DASHES[self.series[label].ink]

    def sign(self, label: str) -> str:
        return SPOTS[self.series[label].ink]


def diagram_of(scene: Scene) -> Diagram:
    """Return the scene laid out on paper, 420 points wide; the legend is below the window."""
    title = wrap(scene.title, int(WIDTH / (SIZE * LETTER)))
    top = TOP + LINE * len(title)
    page = _page(scene, top)
    window = (page.left, page.top, page.width, page.height)
    legend, lines = _legend(page, top + PLOT_HEIGHT + 2.6 * LINE)
    outside = [Label(at=(WIDTH / 2, LINE * (row + 0.9)), text=line, anchor="middle") for row, line in enumerate(title)]
    return Diagram(
        width=WIDTH,
        height=top + PLOT_HEIGHT + LINE * (2.0 + lines),
        window=window,
        inside=tuple(_inside(page)),
        outside=(*outside, *_axes(page), *legend),
    )


def _page(scene: Scene, top: float) -> _Page:
    """Return the window on the page; in the plane both directions have one scale."""
    across = WIDTH - LEFT - RIGHT
    page = _Page(scene, LEFT, top, across, PLOT_HEIGHT, series_of(scene, ascii_only=False))
    if scene.levels or scene.arrows:
        wide, high = scene.x[1] - scene.x[0], scene.y[1] - scene.y[0]
        scale = min(across / wide, PLOT_HEIGHT / high)
        page.width, page.height = wide * scale, high * scale
        page.left, page.top = LEFT + (across - page.width) / 2, top + (PLOT_HEIGHT - page.height)
    return page


def _axes(page: _Page) -> Iterator[Shape]:
    scene = page.scene
    bottom, right = page.top + page.height, page.left + page.width
    yield Stroke(points=((page.left, page.top), (page.left, bottom), (right, bottom)), ink=QUIET, width=0.8)
    for place, text in axis_ticks(scene.x, MOST_ACROSS, in_pi=scene.x_in_pi, log=scene.x_log):
        x, _ = page.at(place, scene.y[0])
        yield Stroke(points=((x, bottom), (x, bottom + 3)), ink=QUIET, width=0.8)
        yield Label(at=(x, bottom + 13), text=_minus(text), anchor="middle")
    for place, text in axis_ticks(scene.y, MOST_UP, log=scene.y_log):
        _, y = page.at(scene.x[0], place)
        yield Stroke(points=((page.left - 3, y), (page.left, y)), ink=QUIET, width=0.8)
        yield Label(at=(page.left - 6, y + 3.4), text=_minus(text), anchor="end")
    yield Label(at=(right, bottom + 25), text=scene.x_label, anchor="end")
    yield Label(at=(page.left - 6, page.top - 5), text=scene.y_label)


def _minus(text: str) -> str:
    """Return a number with a real minus sign."""
    return text.replace("-", "−")


def _inside(page: _Page) -> Iterator[Shape]:
    scene = page.scene
    if not scene.y_log and scene.y[0] < 0 < scene.y[1]:
        yield Stroke(points=(page.at(scene.x[0], 0), page.at(scene.x[1], 0)), ink=QUIET, width=0.6)
    if not scene.x_log and scene.x[0] < 0 < scene.x[1]:
        yield Stroke(points=(page.at(0, scene.y[0]), page.at(0, scene.y[1])), ink=QUIET, width=0.6)
    for kind, drawer in DRAWERS.items():
        for thing in getattr(scene, kind):
            yield from drawer(page, thing)


def _lines(page: _Page, thing: Curve | Levels) -> Iterator[Shape]:
    for piece in thing.pieces:
        points = tuple(page.at(*point) for point in piece)
        yield Stroke(points=points, ink=page.ink(thing.label), dash=page.dash(thing.label))


def _area(page: _Page, area: Area) -> Iterator[Shape]:
    base = area.base or tuple((x, 0.0) for x, _ in area.edge)
    points = tuple(page.at(*point) for point in (*area.edge, *reversed(base)))
    yield Fill(points=points, ink=page.ink(area.label))


def _bars(page: _Page, bars: Bars) -> Iterator[Shape]:
    ink = page.ink(bars.label)
    for bar in bars.bars:
        corners = ((bar.left, 0.0), (bar.left, bar.height), (bar.right, bar.height), (bar.right, 0.0))
        points = tuple(page.at(*corner) for corner in corners)
        yield Fill(points=points, ink=ink)
        yield Stroke(points=(*points, points[0]), ink=ink, width=0.8)


def _dots(page: _Page, dots: Dots) -> Iterator[Shape]:
    for point in dots.points:
        yield Spot(at=page.at(*point), ink=page.ink(dots.label), size=2.2)


def _path(page: _Page, path: Path) -> Iterator[Shape]:
    ink = page.ink(path.label)
    yield Stroke(points=tuple(page.at(*stop) for stop in path.stops), ink=ink, width=1.1)
    for stop in path.stops:
        yield Spot(at=page.at(*stop), ink=ink, size=2.2)


def _arrows(page: _Page, arrows: Arrows) -> Iterator[Shape]:
    """Yield arrows of one length: their directions are what is told."""
    shaft = 0.6 * min(page.width, page.height) / max(2.0, math.sqrt(len(arrows.arrows)))
    for place, vector in arrows.arrows:
        start = page.at(*place)
        end = page.at(place[0] + vector[0], place[1] + vector[1])
        angle = math.atan2(end[1] - start[1], end[0] - start[0])
        yield from _arrow(start, angle, shaft, page.ink(arrows.label))


def _arrow(start: Point, angle: float, length: float, ink: int | None) -> Iterator[Shape]:
    head = min(ARROW, length / 2)
    tip = _along(start, angle, length)
    yield Stroke(points=(start, _along(start, angle, length - head / 2)), ink=ink, width=1)
    sides = (_along(tip, angle + math.pi + turn, head) for turn in (0.4, -0.4))
    yield Fill(points=(tip, *sides), ink=ink, opacity=1)


def _along(start: Point, angle: float, length: float) -> Point:
    return start[0] + length * math.cos(angle), start[1] + length * math.sin(angle)


def _mark(page: _Page, mark: Mark) -> Iterator[Shape]:
    yield Spot(at=page.at(mark.x, mark.y), ink=page.ink(mark.label), sign=page.sign(mark.label), size=4)


def _guide(page: _Page, guide: Guide) -> Iterator[Shape]:
    top, bottom = page.at(guide.x, page.scene.y[1]), page.at(guide.x, page.scene.y[0])
    yield Stroke(points=(top, bottom), ink=QUIET, width=0.9, dash=(2, 2.5))
    near_right = guide.x > (page.scene.x[0] + 3 * page.scene.x[1]) / 4
    shift, anchor = (-3, "end") if near_right else (3, "start")
    yield Label(at=(top[0] + shift, top[1] + SIZE), text=guide.label, anchor=anchor, ink=QUIET)


DRAWERS: dict[str, Callable[[_Page, Any], Iterator[Shape]]] = {
    "areas": _area,
    "bars": _bars,
    "levels": _lines,
    "arrows": _arrows,
    "paths": _path,
    "curves": _lines,
    "dots": _dots,
    "marks": _mark,
    "guides": _guide,
}
"""Field of a scene -> the shapes of each thing in it, from the back to the front."""


def _legend(page: _Page, top: float) -> tuple[list[Shape], int]:
    """Return the legend, and how many lines it has: entries side by side as far as they fit."""
    shapes: list[Shape] = []
    x, line = LEFT, 0
    for words, sample in _entries(page):
        rows = wrap(words, int((WIDTH - LEFT - SAMPLE - 6) / (SIZE * LETTER))) or [""]
        width = SAMPLE + 6 + LETTER * SIZE * max(map(len, rows))
        if x > LEFT and x + width > WIDTH:
            x, line = LEFT, line + 1
        y = top + LINE * line
        shapes += sample(x, y - 3.4)
        shapes += [Label(at=(x + SAMPLE + 6, y + LINE * row), text=text) for row, text in enumerate(rows)]
        line += len(rows) - 1
        x = LEFT if len(rows) > 1 else x + width + 16
        line += len(rows) > 1
    return shapes, line + (x > LEFT)


Sample: TypeAlias = Callable[[float, float], list[Shape]]


def _entries(page: _Page) -> Iterator[tuple[str, Sample]]:
    """Yield the words of each label and what draws its sample; what has no label stays out."""
    told: set[str] = set()
    for kind in ("curves", "levels", "paths", "areas", "bars", "dots", "arrows", "marks"):
        for thing in getattr(page.scene, kind):
            if thing.label and thing.label not in told:
                told.add(thing.label)
                yield _words(page, thing), _sample(page, thing.label, kind)


def _words(page: _Page, thing: Any) -> str:
    """Return what the legend says: marks with their point, a curve outside the window that it is not there."""
    marks = [mark for mark in page.scene.marks if mark.label == thing.label]
    if marks:
        return f"{thing.label} {point_text(marks[0], page.scene)}"
    empty = isinstance(thing, Curve) and not thing.pieces
    return f"{thing.label}: nothing in this window" if empty else thing.label


def _sample(page: _Page, label: str, kind: str) -> Sample:
    ink, dash, sign = page.ink(label), page.dash(label), page.sign(label)
    marked = any(mark.label == label for mark in page.scene.marks)

    def line(x: float, y: float) -> list[Shape]:
        stroke = Stroke(points=((x, y), (x + SAMPLE, y)), ink=ink, dash=dash)
        return [stroke, *(spot(x, y) if marked else [])]

    def shade(x: float, y: float) -> list[Shape]:
        corners = ((x, y - 4), (x + SAMPLE, y - 4), (x + SAMPLE, y + 4), (x, y + 4))
        return [Fill(points=corners, ink=ink), Stroke(points=(*corners, corners[0]), ink=ink, width=0.5)]

    def spot(x: float, y: float) -> list[Shape]:
        return [Spot(at=(x + SAMPLE / 2, y), ink=ink, sign=sign if kind != "dots" else "circle")]

    def stops(x: float, y: float) -> list[Shape]:
        ends = ((x, y), (x + SAMPLE, y))
        return [Stroke(points=ends, ink=ink, width=1.1), *(Spot(at=end, ink=ink, size=2.2) for end in ends)]

    def arrow(x: float, y: float) -> list[Shape]:
        return list(_arrow((x, y), 0, SAMPLE, ink))

    samples = {"areas": shade, "bars": shade, "dots": spot, "marks": spot, "paths": stops, "arrows": arrow}
    return samples.get(kind, line)
