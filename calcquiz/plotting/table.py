"""A scene in words: a sentence for each thing in it and a table of values, for screen readers and `--plain`."""

import math
from collections.abc import Iterator

from calcquiz.plotting.ticks import number_text, place_text
from calcquiz.plotting.turns import Turn, rounded, turns, zeros
from calcquiz.records.scene import Arrows, Bars, Curve, Dots, Mark, Path, Point, Scene

MOST_EVENTS, MOST_PIECES, MOST_TURNS = 12, 6, 20
MOST_LISTED = 6
UNDEFINED = "undefined"
DIRECTIONS = (
    "to the right", "up to the right", "up", "up to the left",
    "to the left", "down to the left", "down", "down to the right",
)  # fmt: skip
"""By eighths of a turn, counted from the right against the clock."""


def describe(scene: Scene, *, width: int = 80) -> str:
    """Return the scene as plain sentences and a table of values at round places, without a line end after the last."""
    title = [scene.title] if scene.title else []
    return "\n".join([*title, *sentences(scene), *_table(scene, width)])


def sentences(scene: Scene) -> list[str]:
    """Return what there is to see, a sentence for each thing, without title and table."""
    window = f"{scene.x_label} runs from {_x(scene, scene.x[0])} to {_x(scene, scene.x[1])}."
    return [window, *(_curve_sentence(curve, scene) for curve in scene.curves), *_other_sentences(scene)]


def _x(scene: Scene, x: float) -> str:
    """Return a place as text, in multiples of π where the axis is told in them."""
    told = place_text(x, in_pi=scene.x_in_pi, log=scene.x_log)
    return told if "π" in told else place_text(rounded(x, scene.x), log=scene.x_log)


def _y(scene: Scene, y: float) -> str:
    """Return a height as text, rounded to what the picture can tell."""
    return place_text(rounded(y, scene.y), log=scene.y_log)


def _point(scene: Scene, point: Point) -> str:
    return f"({_x(scene, point[0])}, {_y(scene, point[1])})"


def _curve_sentence(curve: Curve, scene: Scene) -> str:
    name = curve.label or "the curve"
    if not curve.pieces:
        return f"{name} has no value in this picture."
    pieces = [list(_events(piece, scene)) for piece in curve.pieces]
    if len(pieces) > MOST_PIECES or max(map(len, pieces)) > MOST_EVENTS:
        return _busy_sentence(name, curve, scene)
    return f"{name} " + "; then it ".join(", ".join(events) for events in pieces) + "."


def _busy_sentence(name: str, curve: Curve, scene: Scene) -> str:
    points = [point for piece in curve.pieces for point in piece]
    low, high = (_y(scene, edge(y for _, y in points)) for edge in (min, max))
    turning = sum(len(turns(piece, scene.y)) - 1 for piece in curve.pieces)
    count = f"more than {MOST_TURNS}" if turning > MOST_TURNS else str(turning)
    pieces = f" in {len(curve.pieces)} pieces" if len(curve.pieces) > 1 else ""
    turned = f" and turns {count} times" if turning else ""
    return f"{name} runs between {low} and {high}{pieces}{turned}."


def _events(piece: tuple[Point, ...], scene: Scene) -> Iterator[str]:
    """Yield what the piece does, from left to right."""
    ends = turns(piece, scene.y)
    if ends[0].direction == 0:
        yield _level(piece, scene)
        return
    yield _start(piece[0], scene)
    crossings = () if scene.y_log else zeros(piece)
    found: list[tuple[float, str]] = [(x, f"crosses 0 at {scene.x_label} = {_x(scene, x)}") for x in crossings]
    found += [(turn.point[0], _turn(turn, scene)) for turn in ends]
    yield from (text for _, text in sorted(found, key=lambda event: event[0]))


def _level(piece: tuple[Point, ...], scene: Scene) -> str:
    """Return what a piece that neither rises nor falls does."""
    height = _y(scene, piece[0][1])
    start, end = (_x(scene, point[0]) for point in (piece[0], piece[-1]))
    if start == end:
        return f"is {height} at {scene.x_label} = {start}"
    return f"is {height} from {scene.x_label} = {start} to {scene.x_label} = {end}"


def _start(point: Point, scene: Scene) -> str:
    edge = _edge(point, scene)
    if edge:
        return f"comes from the {edge} at {scene.x_label} = {_x(scene, point[0])}"
    return f"starts at {_point(scene, point)}"


def _turn(turn: Turn, scene: Scene) -> str:
    edge = _edge(turn.point, scene)
    verb = "rises" if turn.direction > 0 else "falls"
    if edge and turn.last:
        return f"{verb} out of the picture at {scene.x_label} = {_x(scene, turn.point[0])}"
    return f"{verb} to {_point(scene, turn.point)}"


def _edge(point: Point, scene: Scene) -> str:
    """Return `top` or `bottom` when the point is where a curve was cut."""
    return {scene.y[1]: "top", scene.y[0]: "bottom"}.get(point[1], "")


def _other_sentences(scene: Scene) -> Iterator[str]:
    for area in scene.areas:
        if area.edge:
            ends = f"{scene.x_label} = {_x(scene, area.edge[0][0])} to {scene.x_label} = {_x(scene, area.edge[-1][0])}"
            yield f"{area.label} is shaded from {ends}."
    yield from (_bars_sentence(bars) for bars in scene.bars)
    yield from (_dots_sentence(dots, scene) for dots in scene.dots)
    yield from (f"Level curves: {levels.label}." for levels in scene.levels)
    yield from (_path_sentence(path, scene) for path in scene.paths)
    yield from (_arrows_sentence(arrows, scene) for arrows in scene.arrows)
    yield from (_mark_sentence(mark, scene) for mark in scene.marks)
    yield from (f"A vertical line stands at {scene.x_label} = {_x(scene, guide.x)}." for guide in scene.guides)


def _bars_sentence(bars: Bars) -> str:
    return f"{bars.label}: heights {_listed([number_text(bar.height) for bar in bars.bars])}."


def _dots_sentence(dots: Dots, scene: Scene) -> str:
    points = [f"({_x(scene, x)}, {place_text(y, log=scene.y_log)})" for x, y in dots.points]
    return f"{dots.label or 'points'}: {_listed(points)}."


def _path_sentence(path: Path, scene: Scene) -> str:
    stops = _listed([_point(scene, stop) for stop in path.stops])
    return f"{path.label} in {len(path.stops) - 1} steps: {stops}."


def _arrows_sentence(arrows: Arrows, scene: Scene) -> str:
    told = [f"{_point(scene, place)} {direction_words(vector)}" for place, vector in arrows.arrows]
    return f"{arrows.label or 'arrows'}: {_listed(told)}."


def direction_words(vector: Point) -> str:
    """Return where a vector points, to an eighth of a turn.

    >>> direction_words((1.0, 0.1)), direction_words((-2.0, 2.0))
    ('to the right', 'up to the left')
    """
    return DIRECTIONS[round(math.atan2(vector[1], vector[0]) / (math.pi / 4)) % 8]


def _mark_sentence(mark: Mark, scene: Scene) -> str:
    return f"{mark.label or 'a point'} is at {_point(scene, (mark.x, mark.y))}."


def _listed(texts: list[str]) -> str:
    """Return the texts joined; of many the first ones and the last."""
    if not texts:
        return "none"
    return ", ".join(texts if len(texts) <= MOST_LISTED else [*texts[: MOST_LISTED - 1], "…", texts[-1]])


def _value(scene: Scene, y: float | None) -> str:
    return UNDEFINED if y is None else place_text(y, log=scene.y_log)


def _table(scene: Scene, width: int) -> list[str]:
    """Return a table of values, or a line for each place when the table is wider than the screen."""
    curves = [curve for curve in scene.curves if curve.values]
    if not curves:
        return []
    heads = [scene.x_label, *(curve.label or "value" for curve in curves)]
    places = [x for x, _ in curves[0].values]
    rows = [
        [_x(scene, x), *(_value(scene, curve.values[index][1]) for curve in curves)] for index, x in enumerate(places)
    ]
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    if sum(widths) + 2 * (len(widths) - 1) <= width:
        return ["  ".join(text.rjust(size) for text, size in zip(row, widths, strict=True)) for row in [heads, *rows]]
    return [
        f"{heads[0]} = {row[0]}: " + ", ".join(f"{head} {text}" for head, text in zip(heads[1:], row[1:], strict=True))
        for row in rows
    ]
