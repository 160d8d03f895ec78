"""A scene as text for a terminal, through plotext (imported nowhere else)."""

import re
from textwrap import wrap

from calcquiz.plotting.ascii import lines_in_ascii, scene_in_ascii
from calcquiz.plotting.canvas import Cell, paint
from calcquiz.plotting.layout import Layout, lay_out
from calcquiz.plotting.legend import GAP, Entry, legend
from calcquiz.plotting.raster import Dot
from calcquiz.plotting.series import series_of
from calcquiz.records.scene import Scene

INKS = (33, 166, 170, 37, None, 244)
"""Blue, orange, magenta, teal, the terminal's own, and grey for the axes, of the 256 colours: told apart by
every kind of sight, readable on black and on white; never red against green."""

BLANK_END = re.compile(r" +(\x1b\[0m)?$")
TITLE_LINES = 3
"""A sentence has room on the narrowest screen; a title that goes on is cut."""


def draw(scene: Scene, *, width: int = 80, height: int = 20, colour: bool = True, ascii_only: bool = False) -> str:
    """Return the scene drawn in at most `width` columns and `height` lines, without a line end after the last.

    Args:
        scene: What to draw.
        width: Columns, 24 or more.
        height: Lines, 10 or more; title and legend are among them.
        colour: Whether to add ANSI colours (of 256); patterns, signs and names carry the meaning without.
        ascii_only: Use nothing outside ASCII, for a stream that is not UTF-8.
    """
    width, height = max(width, 24), max(height, 10)
    scene = scene_in_ascii(scene) if ascii_only else scene
    series = series_of(scene, ascii_only=ascii_only)
    entries = legend(scene, series, width, cut="..." if ascii_only else "…")
    title = wrap(scene.title, width)[:TITLE_LINES]
    layout = lay_out(scene, width=width, height=height - len(entries) - len(title), ascii_only=ascii_only)
    cells = paint(scene, layout.raster, series, ascii_only=ascii_only)
    lines = [*title, *_plotext(layout, cells, colour=colour), *(_line(row, colour=colour) for row in entries)]
    text = "\n".join(lines)
    return lines_in_ascii(text) if ascii_only else text


def _line(entries: tuple[Entry, ...], *, colour: bool) -> str:
    """Return a line of the legend."""
    return (" " * GAP).join(f"{_inked(entry.sign, entry.ink, colour=colour)} {entry.words}" for entry in entries)


def _inked(text: str, ink: int, *, colour: bool) -> str:
    return f"\x1b[38;5;{INKS[ink]}m{text}\x1b[0m" if colour and INKS[ink] is not None else text


def _plotext(layout: Layout, cells: dict[Dot, Cell], *, colour: bool) -> list[str]:
    """Return the canvas with its axes and ticks, line by line.

    plotext is told cells, not numbers of the scene: nothing reaches it but small whole numbers
    (it hangs on 1e7 and knows no poles), and each cell once, since it paints sets in any order.
    """
    import plotext

    raster = layout.raster
    plotext.clear_figure()  # its one figure is global
    plotext.limit_size(False, False)  # noqa: FBT003 - its signature
    plotext.plot_size(raster.columns + 1 + max((len(text) for _, text in layout.y_ticks), default=0), raster.rows + 2)
    plotext.theme("clear")
    plotext.xaxes(True, False)  # noqa: FBT003
    plotext.yaxes(True, False)  # noqa: FBT003
    plotext.xlim(0, raster.columns - 1)
    plotext.ylim(0, raster.rows - 1)
    plotext.xticks([column for column, _ in layout.x_ticks], [text for _, text in layout.x_ticks])
    plotext.yticks([row for row, _ in layout.y_ticks], [text for _, text in layout.y_ticks])
    plotext.scatter([0], [0], marker=" ")  # without data it draws no axes
    for ink in (None, *range(len(INKS))):
        chosen = [(place, cell.character) for place, cell in cells.items() if cell.ink == ink and raster.is_cell(place)]
        if chosen:
            columns, rows = zip(*(place for place, _ in chosen), strict=True)
            marks = [character for _, character in chosen]
            shade = INKS[ink] if colour and ink is not None and INKS[ink] is not None else "default"
            plotext.scatter(list(columns), list(rows), marker=marks, color=shade)
    text: str = plotext.build()
    plotext.clear_figure()
    lines = text.rstrip("\n").split("\n")
    return [BLANK_END.sub("", line) if colour else plotext.uncolorize(line).rstrip() for line in lines]
