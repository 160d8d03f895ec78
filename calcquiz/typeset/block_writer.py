"""The block writer: a layout tree to two-dimensional text, with stacked fractions and tall brackets."""

from collections.abc import Callable
from typing import Any

from calcquiz.typeset.block import (
    Block,
    beside,
    cells,
    column,
    padded_to,
    stacked,
    text_block,
    widened,
)
from calcquiz.typeset.columns import in_columns
from calcquiz.typeset.delimiters import tall
from calcquiz.typeset.layout import (
    EVALUATION_BAR,
    Accent,
    BigOperator,
    Fenced,
    Fraction,
    Grid,
    Layout,
    Root,
    Row,
    Scripts,
    Space,
    Symbol,
    items_of,
)
from calcquiz.typeset.line_writer import Style, above, below, line, lowered, raised, run_together, side, write
from calcquiz.typeset.spacing import Placed, Role, place
from calcquiz.typeset.symbols import ACCENTS, GRIDS, INTEGRALS


def block(layout: Layout, ascii_only: bool = False) -> Block:  # noqa: FBT001, FBT002 - read as block(layout, ascii_only=…)
    r"""Return the formula in two dimensions; every line has the same width.

    Example:
        >>> from calcquiz.typeset.tex_reader import read_tex
        >>> for text in block(read_tex(r"\frac{x^2-1}{x+1}")).lines:
        ...     print(text.rstrip())
        x² − 1
        ──────
        x + 1
    """
    return drawn_in(layout, Style(ascii=ascii_only))


def drawn_in(layout: Layout, style: Style) -> Block:
    """Return the layout in two dimensions in a style."""
    return _BLOCKS[type(layout)](layout, style)


def best(layout: Layout, width: int, ascii_only: bool = False) -> Block:  # noqa: FBT001, FBT002 - as above
    """Return the two-dimensional form where it fits into `width` cells and has several lines, else one line.

    The line is never cut: it may be wider than `width`.
    """
    drawn = block(layout, ascii_only)
    return drawn if drawn.height > 1 and drawn.width <= width else text_block(line(layout, ascii_only))


def _simple(layout: Layout, style: Style) -> Block:
    return text_block(write(layout, style))


# Rows and integrals --------------------------------------------------------------------------------------


def _row(layout: Row, style: Style) -> Block:
    placed = place(layout, tight=False)
    blocks = [drawn_in(item, style) for item, _, _ in placed]
    for position in range(len(placed) - 1, -1, -1):
        item = placed[position][0]
        if isinstance(item, BigOperator) and item.symbol in INTEGRALS:
            blocks[position] = _integral(item, _operand(placed, blocks, position), style)
    parts: list[Block] = []
    for position, drawn in enumerate(blocks):
        between = _cells_before(placed, blocks, position)
        if between:
            parts.append(text_block(" " * between))
        parts.append(drawn)
    return beside(parts) if parts else text_block("")


def _operand(placed: list[Placed], blocks: list[Block], position: int) -> list[Block]:
    """Return the blocks an integral sign stands before: up to the next relation."""
    end = position + 1
    while end < len(placed) and placed[end][1] is not Role.RELATION:
        end += 1
    return blocks[position + 1 : end]


def _cells_before(placed: list[Placed], blocks: list[Block], position: int) -> int:
    """Return the gap before an item: as on one line, but rules of fractions never touch a neighbour."""
    between = placed[position][2]
    if not position:
        return 0
    if between:
        return 2 if _meets_limit(placed[position - 1][0], blocks[position - 1], blocks[position]) else between
    if placed[position][1] in {Role.PUNCTUATION, Role.CLOSE}:
        return 0
    left, right = placed[position - 1][0], placed[position][0]
    if isinstance(left, Fraction | Root) or isinstance(right, Fraction):
        return 1
    before, drawn = blocks[position - 1], blocks[position]
    return int(run_together(before.lines[before.baseline], drawn.lines[drawn.baseline], tight=False))


def _meets_limit(left: Layout, sign: Block, right: Block) -> bool:
    """Whether what stands below a sum would read as one with what hangs below the line beside it: n=1 n²."""
    is_sign = isinstance(left, BigOperator) and left.symbol not in INTEGRALS and len(left.symbol) == 1
    return is_sign and sign.descent > 0 and right.descent > 0


def _integral(layout: BigOperator, operand: list[Block], style: Style) -> Block:
    """Draw an integral sign as tall as what it stands before."""
    ascent = max((drawn.ascent for drawn in operand), default=0)
    descent = max((drawn.descent for drawn in operand), default=0)
    if not ascent and not descent:
        return _low_integral(layout, style)
    ascent, descent = max(ascent, 1), max(descent, 1)
    top, fill, bottom = ("/", "|", "/") if style.ascii else ("⌠", "⎮", "⌡")
    count = INTEGRALS[layout.symbol]
    signs = [top * count, *[fill * count] * (ascent + descent - 1), bottom * count]
    if layout.symbol == "∮":
        signs[ascent] = "O" if style.ascii else "∮"
    signs[0] += _limit(layout.above, style)
    signs[-1] += _limit(layout.below, style)
    return column(signs, ascent)


def _low_integral(layout: BigOperator, style: Style) -> Block:
    if style.ascii or (_is_raised(layout.above) and _is_lowered(layout.below)):
        return _simple(layout, style)
    indent = " " * cells(layout.symbol)
    lines = [indent + _limit(layout.above, style), layout.symbol, indent + _limit(layout.below, style)]
    return _without_blank_ends(column(lines, 1))


def _without_blank_ends(drawn: Block) -> Block:
    first, last = 0, len(drawn.lines)
    while first < drawn.baseline and not drawn.lines[first].strip():
        first += 1
    while last > drawn.baseline + 1 and not drawn.lines[last - 1].strip():
        last -= 1
    return Block(drawn.lines[first:last], drawn.baseline - first, drawn.width)


def _limit(layout: Layout | None, style: Style) -> str:
    return "" if layout is None else write(layout, style._replace(tight=True))


def _is_raised(layout: Layout | None) -> bool:
    return layout is None or raised(layout) is not None


def _is_lowered(layout: Layout | None) -> bool:
    return layout is None or lowered(layout) is not None


def _big_operator(layout: BigOperator, style: Style) -> Block:
    """Draw a sum, product or limit with what stands above and below it centred."""
    if layout.symbol in INTEGRALS:
        return _low_integral(layout, style)
    parts = [_simple(BigOperator(layout.symbol), style)]
    if layout.below is not None:
        parts.append(text_block(_limit(layout.below, style)))
    if layout.above is not None:
        parts.insert(0, text_block(_limit(layout.above, style)))
    return stacked(parts, int(layout.above is not None))


# Fractions, roots, scripts -------------------------------------------------------------------------------


def _fraction(layout: Fraction, style: Style) -> Block:
    top, bottom = drawn_in(layout.numerator, style), drawn_in(layout.denominator, style)
    # The rule of the outer fraction is longer than those within.
    inner = (*items_of(layout.numerator), *items_of(layout.denominator))
    margin = 2 * any(isinstance(item, Fraction) for item in inner)
    width = max(top.width, bottom.width, 1) + margin
    rule = text_block(("-" if style.ascii else "─") * width)
    return stacked([widened(top, width), rule, widened(bottom, width)], 1)


def _root(layout: Root, style: Style) -> Block:
    body = drawn_in(layout.body, style)
    if body.height == 1 and isinstance(layout.body, Symbol) and not (style.ascii and layout.index):
        return _simple(layout, style)
    index = "" if layout.index is None else _limit(layout.index, style)
    if body.height == 1:
        hook = "\\/" if style.ascii else "√"
        overline = index + " " * (len(hook) - cells(index)) + "_" * body.width
        return column([overline, " " * (cells(index) - len(hook)) + hook + body.lines[0]], 1)
    return _tall_root(body, index, style)


def _tall_root(body: Block, index: str, style: Style) -> Block:
    hook, bar, corner, rule = ("\\", "|", " ", "_") if style.ascii else ("╲", "│", "┌", "─")
    indent = max(cells(index), 1)
    margins = [""] * (body.height - 1) + [hook]
    margins[-2] = index
    lines = [" " * indent + corner + rule * body.width]
    for margin, text in zip(margins, body.lines, strict=True):
        lines.append(" " * (indent - cells(margin)) + margin + bar + text)
    return column(lines, body.baseline + 1)


def _scripts(layout: Scripts, style: Style) -> Block:
    base = layout.base
    if isinstance(base, Fenced) and (base.left, base.right) == EVALUATION_BAR:
        return _evaluation_bar(base, layout, style)
    if isinstance(base, Root | Fraction | Scripts) or (isinstance(base, Row) and base.items):
        base = Fenced("(", base, ")")
    drawn = drawn_in(base, style)
    if drawn.height > 1:
        return _scripts_of_tall(drawn, layout, style)
    return _scripts_of_line(drawn, layout, style)


def _scripts_of_line(drawn: Block, layout: Scripts, style: Style) -> Block:
    """Put scripts beside a base of one line: as small characters where there are such, else on lines of their own."""
    low, high = layout.below, layout.above
    text = drawn.lines[0]
    if low is not None and (style.ascii or _is_lowered(low)):
        text, low = text + below(low, style), None
    if high is not None and low is None and (_is_raised(high) if not style.ascii else _is_primes(high)):
        text, high = text + above(high, style), None
    if low is None and high is None:
        return text_block(text)
    top, bottom = _limit(high, style), _limit(low, style)
    lines = [top, "", bottom]
    return _without_blank_ends(beside([text_block(text), column(lines, 1)]))


def _is_primes(layout: Layout) -> bool:
    return not _limit(layout, Style(ascii=True)).strip("'")


def _scripts_of_tall(base: Block, layout: Scripts, style: Style) -> Block:
    """Put scripts beside the first and the last line of a tall base."""
    lines = [""] * base.height
    lines[0] = _small(layout.above, None if style.ascii else raised, style)
    lines[-1] = _small(layout.below, None if style.ascii else lowered, style)
    return beside([base, column(lines, base.baseline)])


def _small(layout: Layout | None, shift: Callable[[Layout], str | None] | None, style: Style) -> str:
    shifted = shift(layout) if shift and layout is not None else None
    return shifted or _limit(layout, style)


def _evaluation_bar(bar: Fenced, layout: Scripts, style: Style) -> Block:
    """Draw a bar as tall as what stands before it, its limits at both ends."""
    body = drawn_in(bar.body, style)
    if body.height == 1:
        if not style.ascii and _is_raised(layout.above) and _is_lowered(layout.below):
            return text_block(f"{body.lines[0]}│{below(layout.below, Style())}{above(layout.above, Style())}")
        body = padded_to(body, int(layout.above is not None), int(layout.below is not None))
    lines = ["|" if style.ascii else "│"] * body.height
    lines[0] += _limit(layout.above, style)
    lines[-1] += _limit(layout.below, style)
    return beside([body, column(lines, body.baseline)])


# Brackets, tables, accents -------------------------------------------------------------------------------


def _fenced(layout: Fenced, style: Style) -> Block:
    return _between(layout.left, drawn_in(layout.body, style), layout.right, style)


def _between(left: str, body: Block, right: str, style: Style) -> Block:
    if body.height == 1:
        return text_block(f"{side(left, style)}{body.lines[0]}{side(right, style)}")
    sides = [tall(text, body.height, body.baseline, ascii_only=style.ascii) for text in (left, right)]
    return beside([sides[0], body, sides[1]])


def _grid(layout: Grid, style: Style) -> Block:
    left, right = GRIDS[layout.kind]
    body = in_columns(layout.kind, [[drawn_in(cell, style) for cell in cells] for cells in layout.rows])
    return _between(left, body, right, style)


def _accent(layout: Accent, style: Style) -> Block:
    body = drawn_in(layout.body, style)
    if body.height == 1 and body.width == 1 and not style.ascii:
        return _simple(layout, style)
    mark = ACCENTS[layout.name][1]
    if layout.name in {"bar", "overline"}:
        over = "_" * body.width
    elif layout.name == "vec":
        over = ("-" if style.ascii else "─") * (body.width - 1) + (">" if style.ascii else "→")
    else:
        over = mark
    return stacked([text_block(over), body], 1)


_BLOCKS: dict[type, Callable[[Any, Style], Block]] = {
    Row: _row,
    Symbol: _simple,
    Fraction: _fraction,
    Root: _root,
    Scripts: _scripts,
    BigOperator: _big_operator,
    Fenced: _fenced,
    Grid: _grid,
    Accent: _accent,
    Space: _simple,
}
