"""A scene as a PNG file, through matplotlib (of the extra `plots`; imported nowhere else)."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import Any

from calcquiz.plotting.legend import point_text
from calcquiz.plotting.ticks import axis_ticks
from calcquiz.records.errors import UsageError
from calcquiz.records.scene import Area, Arrows, Bars, Curve, Dots, Guide, Levels, Mark, Path, Scene

INCHES = (7.5, 4.5)
DOTS_PER_INCH = 150
COLOURS = ("#0072b2", "#d55e00", "#b5459a", "#00808a", "#444444")
"""Blue, orange, magenta, teal, grey: told apart by every kind of sight."""
STYLES: tuple[Any, ...] = ("solid", (0, (5, 2)), (0, (1, 1.5)), (0, (6, 2, 1, 2)), (0, (2, 4)))
QUIET = "#777777"
MOST_ACROSS, MOST_UP = 9, 7
SETTINGS: dict[Any, Any] = {
    "text.parse_math": False,  # a label is text, also with a dollar sign
    "font.size": 10.0,
    "path.simplify": False,
}


def png_file(scene: Scene) -> bytes:
    """Return the scene as a PNG file.

    Raises:
        UsageError: matplotlib is not installed.
    """
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ImportError as error:
        raise UsageError(
            "a picture as png needs matplotlib", "Install it: python -m pip install 'calcquiz[plots]', or write --svg."
        ) from error
    with mpl.rc_context(SETTINGS):
        figure = Figure(figsize=INCHES, dpi=DOTS_PER_INCH, layout="constrained")
        axes = figure.add_subplot()
        _draw(axes, scene)
        file = BytesIO()
        figure.savefig(file, format="png", metadata={"Software": None})
    return file.getvalue()


def _draw(axes: Any, scene: Scene) -> None:
    looks = _looks(scene)
    _prepare(axes, scene)
    for field, drawer in DRAWERS.items():
        for thing in getattr(scene, field):
            look = looks.get(thing.label, {})
            drawer(axes, replace(thing, label=_named(thing, scene)), look)
    if axes.get_legend_handles_labels()[0]:
        axes.figure.legend(loc="outside lower center", ncols=3, frameon=False)


def _named(thing: Any, scene: Scene) -> str:
    """Return the words for a thing in the legend: a mark is told with its point."""
    return f"{thing.label} {point_text(thing, scene)}".strip() if isinstance(thing, Mark) else str(thing.label)


def _looks(scene: Scene) -> dict[str, dict[str, Any]]:
    """Return the colour and line of each label: what is labelled alike looks alike."""
    kinds: tuple[Any, ...] = (
        scene.curves, scene.levels, scene.paths, scene.areas, scene.bars, scene.dots, scene.arrows, scene.marks,
    )  # fmt: skip
    labels = dict.fromkeys(thing.label for kind in kinds for thing in kind)
    return {
        label: {"color": COLOURS[order % len(COLOURS)], "linestyle": STYLES[order % len(STYLES)]}
        for order, label in enumerate(labels)
    }


def _prepare(axes: Any, scene: Scene) -> None:
    """Set the window, its ticks, and the axes at 0 where that is in the window."""
    axes.set_xlim(*scene.x)
    axes.set_ylim(*scene.y)
    x_ticks = axis_ticks(scene.x, MOST_ACROSS, in_pi=scene.x_in_pi, log=scene.x_log)
    y_ticks = axis_ticks(scene.y, MOST_UP, log=scene.y_log)
    for set_ticks, ticks in ((axes.set_xticks, x_ticks), (axes.set_yticks, y_ticks)):
        set_ticks([place for place, _ in ticks], [text for _, text in ticks])
    axes.spines[["top", "right"]].set_visible(False)
    axes.axhline(scene.y[0] if scene.y_log else 0, color=QUIET, linewidth=0.6)
    axes.axvline(scene.x[0] if scene.x_log else 0, color=QUIET, linewidth=0.6)
    axes.set_xlabel(scene.x_label, loc="right")
    axes.set_ylabel(scene.y_label, loc="top", rotation=0)
    axes.set_title(scene.title)
    if scene.levels:
        axes.set_aspect("equal", adjustable="box")


def _label(text: str) -> str:
    """Return a text for the legend; what has none stays out of it."""
    return text if text and not text.startswith("_") else "_nolegend_"


def _lines(axes: Any, thing: Curve | Levels, look: dict[str, Any]) -> None:
    """Draw pieces as one line with gaps."""
    label = thing.label if thing.pieces or not thing.label else f"{thing.label}: nothing in this window"
    x: list[float | None] = []
    y: list[float | None] = []
    for piece in thing.pieces:
        x += [*(point[0] for point in piece), None]
        y += [*(point[1] for point in piece), None]
    axes.plot(x, y, label=_label(label), linewidth=1.6, **look)


def _area(axes: Any, area: Area, look: dict[str, Any]) -> None:
    base = area.base or tuple((x, 0.0) for x, _ in area.edge)
    places = [x for x, _ in area.edge]
    heights, lows = [y for _, y in area.edge], [y for _, y in base]
    axes.fill_between(places, lows, heights, color=look["color"], alpha=0.2, linewidth=0, label=_label(area.label))


def _bars(axes: Any, bars: Bars, look: dict[str, Any]) -> None:
    widths = [bar.right - bar.left for bar in bars.bars]
    axes.bar(
        [bar.left for bar in bars.bars], [bar.height for bar in bars.bars], widths, align="edge",
        facecolor=look["color"] + "33", edgecolor=look["color"], linewidth=0.8, label=_label(bars.label),
    )  # fmt: skip


def _dots(axes: Any, dots: Dots, look: dict[str, Any]) -> None:
    x, y = zip(*dots.points, strict=True) if dots.points else ((), ())
    axes.plot(x, y, "o", markersize=4, color=look["color"], label=_label(dots.label))


def _path(axes: Any, path: Path, look: dict[str, Any]) -> None:
    for start, end in pairwise(path.stops):
        axes.plot([start[0], end[0]], [start[1], end[1]], color=look["color"], linewidth=1.2)
    x, y = zip(*path.stops, strict=True)
    axes.plot(x, y, "o", markersize=4, color=look["color"], label=_label(path.label))


def _arrows(axes: Any, arrows: Arrows, look: dict[str, Any]) -> None:
    if arrows.arrows:
        columns = zip(*((*place, *vector) for place, vector in arrows.arrows), strict=True)
        axes.quiver(*columns, angles="xy", color=look["color"], alpha=0.6, width=0.003, label=_label(arrows.label))


def _mark(axes: Any, mark: Mark, look: dict[str, Any]) -> None:
    axes.plot([mark.x], [mark.y], "D", markersize=6, color=look["color"], label=_label(mark.label))


def _guide(axes: Any, guide: Guide, _: dict[str, Any]) -> None:
    axes.axvline(guide.x, color=QUIET, linestyle=(0, (1, 2)), linewidth=1)
    axes.annotate(guide.label, (guide.x, 1), xycoords=("data", "axes fraction"), xytext=(3, -10),
                  textcoords="offset points", color=QUIET)  # fmt: skip


DRAWERS: dict[str, Callable[[Any, Any, dict[str, Any]], None]] = {
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
"""Field of a scene -> what draws it, from the back to the front."""
