"""Columns: the cells of matrices, cases and aligned equations put in rows and columns."""

from calcquiz.typeset.block import Block, beside, stacked, text_block, widened

_ALIGNMENTS: dict[str, tuple[str, str]] = {"cases": ("left", "left"), "aligned": ("right", "left")}
"""Kind of grid -> alignment of its first, third, … and of its second, fourth, … column; else centred."""


def in_columns(kind: str, cells: list[list[Block]]) -> Block:
    """Return the cells as one block without brackets; rows may have fewer cells than others."""
    count = max(map(len, cells))
    widths = [max((row[at].width for row in cells if at < len(row)), default=0) for at in range(count)]
    body = _stacked_rows(kind, [_row(kind, row, widths) for row in cells])
    return beside([text_block(" "), body]) if kind == "cases" else body


def _row(kind: str, cells: list[Block], widths: list[int]) -> Block:
    alignments = _ALIGNMENTS.get(kind, ("center", "center"))
    parts: list[Block] = []
    for at, width in enumerate(widths):
        if at:
            parts.append(text_block(" " * _gap_before(kind, at)))
        cell = cells[at] if at < len(cells) else text_block("")
        parts.append(widened(cell, width, alignments[at % 2]))
    return beside(parts)


def _gap_before(kind: str, column: int) -> int:
    """Return the cells before a column: aligned equations come in pairs of columns, split at the relation."""
    if kind == "aligned":
        return 1 if column % 2 else 4
    return 2


def _stacked_rows(kind: str, rows: list[Block]) -> Block:
    """Put rows under one another: with a blank line between where one is tall or a brace needs its point.

    The baseline is that of the middle row, or lies between the two middle ones.
    """
    airy = any(row.height > 1 for row in rows) or (kind == "cases" and len(rows) == 2)
    blank = text_block(" ")
    spread = [piece for row in rows for piece in (blank, row)][1:] if airy else rows
    whole = stacked(spread, 0, "left")
    middle = len(spread) // 2
    if len(rows) % 2:
        baseline = sum(piece.height for piece in spread[:middle]) + spread[middle].baseline
    else:
        baseline = (whole.height - 1) // 2
    return Block(whole.lines, baseline, whole.width)
