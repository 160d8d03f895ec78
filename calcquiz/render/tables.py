"""Tables without boxes: aligned columns, dropped or cut until they fit the width."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from calcquiz.render.style import Style

GAP = 2
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table."""

    heading: str
    right: bool = False
    """Numbers stand at the right."""
    least: int = 0
    """Cells it may be cut down to; 0: it is never cut."""
    drop: int = 0
    """Where the screen is too narrow, the column with the highest number goes first; 0 stays."""
    look: str = ""


def table_lines(columns: Sequence[Column], groups: Sequence[tuple[str, Rows]], style: Style) -> list[Text]:
    """Return groups of rows, each under its heading, in columns of the same widths.

    A row has a cell for every column. An empty heading is left out.
    """
    rows = [row for _, group in groups for row in group]
    widths = [
        max(cell_len(cell) for cell in (column.heading, *(row[i] for row in rows))) for i, column in enumerate(columns)
    ]
    kept = _kept(columns, widths, style)
    _narrow(columns, kept, widths, style)
    headings = [column.heading for column in columns]
    lines = [_row(headings, columns, kept, widths, style, look="dim")] if any(headings) else []
    for heading, group in groups:
        if heading:
            lines += [*([Text()] if lines else []), Text.assemble(style.indent, (_cut(heading, style), "bold"))]
        lines += [_row(row, columns, kept, widths, style) for row in group]
    return lines


def _kept(columns: Sequence[Column], widths: Sequence[int], style: Style) -> list[int]:
    """Return the columns that fit when each is cut as far as it may be."""
    kept = list(range(len(columns)))
    smallest = [min(column.least or width, width) for column, width in zip(columns, widths, strict=True)]
    while _total(kept, smallest, style) > style.width and any(columns[i].drop for i in kept):
        kept.remove(max(kept, key=lambda i: columns[i].drop))
    return kept


def _total(kept: Sequence[int], widths: Sequence[int], style: Style) -> int:
    return len(style.indent) + sum(widths[i] for i in kept) + GAP * (len(kept) - 1)


def _narrow(columns: Sequence[Column], kept: Sequence[int], widths: list[int], style: Style) -> None:
    """Cut the columns that may be cut, the widest first, until the table fits or nothing is left to cut."""
    while (excess := _total(kept, widths, style) - style.width) > 0:
        cuttable = [i for i in kept if columns[i].least and widths[i] > columns[i].least]
        if not cuttable:
            return
        widest = max(cuttable, key=lambda i: widths[i])
        widths[widest] = max(columns[widest].least, widths[widest] - excess)


def _row(
    cells: Sequence[str],
    columns: Sequence[Column],
    kept: Sequence[int],
    widths: Sequence[int],
    style: Style,
    look: str = "",
) -> Text:
    line = Text(style.indent)
    for i in kept:
        cell = _shortened(cells[i], widths[i], style)
        padding = " " * (widths[i] - cell_len(cell))
        line.append(padding + cell if columns[i].right else cell + padding, look or columns[i].look)
        line.append(" " * GAP)
    line.rstrip()
    return line


def _shortened(cell: str, width: int, style: Style) -> str:
    if cell_len(cell) <= width:
        return cell
    end = "..." if style.ascii_only else "…"
    return set_cell_size(cell, max(0, width - len(end))).rstrip() + end


def _cut(heading: str, style: Style) -> str:
    return _shortened(heading, style.width - len(style.indent), style)
