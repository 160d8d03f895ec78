"""The legend: what each sign of a picture stands for, in as few lines as fit."""

from collections.abc import Iterator
from dataclasses import dataclass

from calcquiz.plotting.series import Series
from calcquiz.plotting.ticks import place_text
from calcquiz.records.scene import Area, Bars, Levels, Mark, Path, Scene

GAP = 3
MOST_LINES = 3
"""An entry takes no more lines than these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A sign in an ink, and the words for it."""

    sign: str
    ink: int
    words: str

    @property
    def width(self) -> int:
        """Return the columns it takes."""
        return len(self.sign) + 1 + len(self.words)


def legend(scene: Scene, series: dict[str, Series], width: int, cut: str) -> tuple[tuple[Entry, ...], ...]:
    """Return the entries line by line; words too long for a line go on in the next, at last they end in `cut`."""
    lines: list[list[Entry]] = []
    room = 0
    for entry in _entries(scene, series):
        for fitted in _fitted(entry, width, cut):
            if not lines or fitted.width > room:
                lines.append([])
                room = width
            lines[-1].append(fitted)
            room -= fitted.width + GAP
    return tuple(tuple(line) for line in lines)


def _fitted(entry: Entry, width: int, cut: str) -> Iterator[Entry]:
    """Yield the entry in parts that fit into a line; those after the first have no sign."""
    room = width - len(entry.sign) - 1
    sign, words = entry.sign, entry.words
    for _ in range(MOST_LINES - 1):
        end = words.rfind(" ", 0, room + 1)
        if len(words) <= room or end <= 0:
            break
        yield Entry(sign=sign, ink=entry.ink, words=words[:end].ljust(room))
        sign, words = " " * len(entry.sign), words[end + 1 :]
    yield Entry(sign=sign, ink=entry.ink, words=words if len(words) <= room else words[: room - len(cut)] + cut)


def point_text(mark: Mark, scene: Scene) -> str:
    """Return a mark's point as text, such as (2, 0.5); a float's trace of 0 is 0."""
    x, y = (
        0.0 if abs(value) < 1e-12 * (window[1] - window[0]) else value
        for value, window in ((mark.x, scene.x), (mark.y, scene.y))
    )
    return f"({place_text(x, in_pi=scene.x_in_pi, log=scene.x_log)}, {place_text(y, log=scene.y_log)})"


def _entries(scene: Scene, series: dict[str, Series]) -> Iterator[Entry]:
    marks = {mark.label: mark for mark in scene.marks}
    for curve in scene.curves:
        mark = marks.get(curve.label)
        sign = series[curve.label].line
        if mark is not None:
            yield _mark_entry(marks.pop(curve.label), series[curve.label], scene, before=sign)
        elif curve.label:
            words = curve.label if curve.pieces else f"{curve.label}: nothing in this window"
            yield Entry(sign=sign, ink=series[curve.label].ink, words=words)
    lines: tuple[Levels | Path, ...] = (*scene.levels, *scene.paths)
    yield from (_entry(thing.label, series, "line") for thing in lines if thing.label)
    shaded: tuple[Area | Bars, ...] = (*scene.areas, *scene.bars)
    yield from (_entry(thing.label, series, "shade") for thing in shaded if thing.label)
    yield from (_entry(dots.label, series, "point") for dots in scene.dots if dots.label)
    yield from (_entry(arrows.label, series, "arrow") for arrows in scene.arrows if arrows.label)
    drawn = {curve.label for curve in scene.curves}
    yield from (_mark_entry(mark, series[mark.label], scene) for mark in scene.marks if mark.label not in drawn)


def _entry(label: str, series: dict[str, Series], sign: str) -> Entry:
    text: str = getattr(series[label], sign)
    return Entry(sign=text, ink=series[label].ink, words=label)


def _mark_entry(mark: Mark, series: Series, scene: Scene, before: str = "") -> Entry:
    """Return the entry of a mark, with the line of its curve before its sign."""
    inside = scene.x[0] <= mark.x <= scene.x[1] and scene.y[0] <= mark.y <= scene.y[1]
    where = point_text(mark, scene) if inside else f"{point_text(mark, scene)}, outside this window"
    sign = f"{before}{series.spot}" if inside else before or " "
    return Entry(sign=sign, ink=series.ink, words=f"{mark.label} {where}".strip())
