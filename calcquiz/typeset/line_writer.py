"""The line writer: a layout tree to one line of text, with as few brackets as its meaning allows."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from calcquiz.typeset.layout import (
    EVALUATION_BAR,
    Accent,
    BigOperator,
    Fenced,
    Fraction,
    Grid,
    Kind,
    Layout,
    Root,
    Row,
    Scripts,
    Space,
    Symbol,
)
from calcquiz.typeset.shape import is_derivative, is_dividend, is_divisor, is_operator
from calcquiz.typeset.spacing import BEGINS_OPERAND, ENDS_OPERAND, Placed, Role, place
from calcquiz.typeset.symbols import (
    ACCENTS,
    ASCII,
    GRIDS,
    LONGEST_SCRIPT,
    STYLED,
    SUBSCRIPTS,
    SUPERSCRIPTS,
)


class Style(NamedTuple):
    """How to write: with ASCII characters only, and close together as in scripts."""

    ascii: bool = False
    tight: bool = False


def line(layout: Layout, ascii_only: bool = False) -> str:  # noqa: FBT001, FBT002 - read as line(layout, ascii_only=…)
    r"""Return the formula on one line, without a backslash.

    Example:
        >>> from calcquiz.typeset.tex_reader import read_tex
        >>> line(read_tex(r"\frac{x^2-1}{x+1}"))
        '(x² − 1)/(x + 1)'
    """
    return write(layout, Style(ascii=ascii_only))


def write(layout: Layout, style: Style) -> str:
    """Return the layout on one line in a style."""
    return _WRITERS[type(layout)](layout, style)


def glyph(symbol: Symbol, style: Style) -> str:
    """Return the characters of a symbol."""
    if style.ascii:
        return ASCII.get(symbol.text) or to_ascii(symbol.text)
    return STYLED.get(symbol.style, {}).get(symbol.text, symbol.text)


def to_ascii(text: str) -> str:
    """Return the text with characters outside ASCII replaced: é by e, what has no like by ?."""
    if text.isascii():
        return text
    from unicodedata import combining, normalize

    plain = normalize("NFKD", "".join(ASCII.get(character, character) for character in text))
    return "".join(character for character in plain if not combining(character)).encode("ascii", "replace").decode()


# Rows ----------------------------------------------------------------------------------------------------


def _row(layout: Row, style: Style) -> str:
    placed = place(layout, tight=style.tight, flat=True)
    pieces: list[str] = []
    for position, (item, _, between) in enumerate(placed):
        if isinstance(item, Fraction):
            piece, cells = _placed_fraction(placed, position, style)
        else:
            piece, cells = write(item, style), between
        if position and isinstance(placed[position - 1][0], Root) and _multiplies(placed, position - 1, 1):
            cells = max(cells, 1)  # √2 x: the root has ended
        if position and is_operator(placed[position - 1][0]) and piece[:1].isalnum():
            cells = max(cells, 1)  # ∂/∂x eˣ: the variable has ended
        if not cells and pieces and run_together(pieces[-1], piece, tight=style.tight):
            cells = 1
        pieces += (" " * cells, piece) if cells else (piece,)
    return "".join(pieces)


def run_together(left: str, right: str, *, tight: bool) -> bool:
    """Whether two pieces side by side would be read as one word or number: rate x, x_max y, x^q y, 2 e+1."""
    if not (_is_plain(left[-1:]) and _is_plain(right[:1])):
        return False
    if tight and left.isdigit() and right == "e":
        return True
    begins_a_word = (right[1:2] == "_" and left != "d") or (right[:2].isalpha() and _is_plain(right[1:2]))
    return begins_a_word or _ENDS_WITH_WORD.search(left) is not None


def _is_plain(character: str) -> bool:
    return character.isalnum() and character not in _RAISED


def _multiplies(placed: list[Placed], position: int, step: int) -> bool:
    """Whether the neighbour in that direction is a factor beside the item, or a sign such as !."""
    other = position + step
    if not 0 <= other < len(placed):
        return False
    neighbour, role, _ = placed[other]
    cells = placed[max(position, other)][2]
    if isinstance(neighbour, Symbol) and neighbour.kind is Kind.TEXT:
        return False
    return cells < 2 and role in (BEGINS_OPERAND if step > 0 else ENDS_OPERAND)


# Fractions, roots, scripts -------------------------------------------------------------------------------


def _placed_fraction(placed: list[Placed], position: int, style: Style) -> tuple[str, int]:
    """Return a fraction in its row, in brackets where a neighbour would join it, and the cells before it."""
    item, _, cells = placed[position]
    assert isinstance(item, Fraction)
    text = _fraction(item, style)
    before = placed[position - 1] if position else None
    if is_operator(item):
        return text, max(cells, int(_multiplies(placed, position, -1)))
    joined = _multiplies(placed, position, 1) or (before is not None and before[0] in _DIVISIONS)
    if is_derivative(item) and not joined:
        return text, max(cells, int(_multiplies(placed, position, -1)))
    if before is not None and before[1] is Role.FUNCTION:
        return f"({text})", 0
    if joined:
        return f"({text})", cells
    if _multiplies(placed, position, -1):
        # (−1)ⁿ xⁿ/n is the same as (−1)ⁿ(xⁿ/n), and easier to read.
        return (text, 1) if is_dividend(item.numerator) and not text[0].isdigit() else (f"({text})", cells)
    return text, cells


def _fraction(layout: Fraction, style: Style) -> str:
    above, below = layout.numerator, layout.denominator
    top, bottom = write(above, style), write(below, style)
    if is_derivative(layout):
        # ∂²f/∂x∂y; in ASCII, where ∂ is a d, d^2 f/(dx dy).
        several = style.ascii and " " in bottom
        return f"{top}/({bottom})" if several else f"{top}/{bottom.replace(' ', '')}"
    if not is_dividend(above):
        top = f"({top})"
    return f"{top}/{bottom}" if is_divisor(below) else f"{top}/({bottom})"


def _root(layout: Root, style: Style) -> str:
    body = write(layout.body, style)
    index = None if layout.index is None else write(layout.index, style)
    if index not in {None, "2", "3"}:
        return f"root({body}, {index})"
    if style.ascii:
        return f"{'cbrt' if index == '3' else 'sqrt'}({body})"
    sign = "∛" if index == "3" else "√"
    if isinstance(layout.body, Symbol):
        return sign + body
    fence = isinstance(layout.body, Fenced) and layout.body.left == "("
    return sign + (body if fence else f"({body})")


def _scripts(layout: Scripts, style: Style) -> str:
    base = layout.base
    text = write(base, style)
    if isinstance(base, Fenced) and (base.left, base.right) == EVALUATION_BAR:
        text = _evaluated(base, style)
    elif isinstance(base, Root | Fraction | Scripts) or (isinstance(base, Row) and base.items):
        text = f"({text})"
    return text + below(layout.below, style) + above(layout.above, style)


def above(layout: Layout | None, style: Style) -> str:
    """Return an exponent: raised characters where all have one, else ^ and brackets where needed."""
    if layout is None:
        return ""
    text = write(layout, style._replace(tight=True))
    if style.ascii:
        primes = len(text) - len(text.lstrip("'"))
        rest = text[primes:]
        return text[:primes] + (f"^{_bracketed(layout, rest) if not primes else f'({rest})'}" if rest else "")
    raised = _translated(text, SUPERSCRIPTS)
    return raised if raised is not None else f"^{_bracketed(layout, text)}"


def below(layout: Layout | None, style: Style) -> str:
    """Return an index: lowered characters where all have one, else _ and brackets where needed."""
    if layout is None:
        return ""
    text = write(layout, style._replace(tight=True))
    lowered = None if style.ascii else _translated(text, SUBSCRIPTS)
    if lowered is not None:
        return lowered
    return f"_{text}" if all(map(_is_plain, text)) else f"_{_bracketed(layout, text)}"


def raised(layout: Layout) -> str | None:
    """Return an exponent in raised characters, None when one of them has none."""
    return _translated(write(layout, Style(tight=True)), SUPERSCRIPTS)


def lowered(layout: Layout) -> str | None:
    """Return an index in lowered characters, None when one of them has none."""
    return _translated(write(layout, Style(tight=True)), SUBSCRIPTS)


def _translated(text: str, table: dict[str, str]) -> str | None:
    if len(text) > LONGEST_SCRIPT:
        return None
    characters = [table.get(character) for character in text]
    return None if None in characters else "".join(filter(None, characters))


def _bracketed(layout: Layout, text: str) -> str:
    if isinstance(layout, Fenced) and (layout.left, layout.right) == ("(", ")"):
        return text
    return text if isinstance(layout, Symbol) else f"({text})"


# Operators, brackets, tables, accents --------------------------------------------------------------------


def _big_operator(layout: BigOperator, style: Style) -> str:
    sign = (ASCII.get(layout.symbol) or to_ascii(layout.symbol)) if style.ascii else layout.symbol
    return sign.replace("arg m", "argm") + below(layout.below, style) + above(layout.above, style)


def _fenced(layout: Fenced, style: Style) -> str:
    body = write(layout.body, style)
    if layout.left == layout.right == "|" and "|" in body:
        return f"abs({body})"
    return side(layout.left, style) + body + side(layout.right, style)


def side(text: str, style: Style) -> str:
    """Return the characters of one bracket; an invisible one has none."""
    return ASCII.get(text, text) if style.ascii and text else text


def _evaluated(bar: Fenced, style: Style) -> str:
    """Write what is evaluated between limits: [x³/3]₀¹, f(x)|ₓ₌₀."""
    body = write(bar.body, style)
    return f"{body}|" if is_divisor(bar.body) else f"[{body}]"


def _grid(layout: Grid, style: Style) -> str:
    left = side(GRIDS[layout.kind][0], style)
    if layout.kind == "binom":
        return f"binomial({write(layout.rows[0][0], style)}, {write(layout.rows[1][0], style)})"
    if layout.kind == "aligned":
        return "; ".join(_cells(cells, " ", style) for cells in layout.rows)
    if layout.kind == "cases":
        return f"{left}{'; '.join(_case(cells, style) for cells in layout.rows)}}}"
    rows = ", ".join(f"[{_cells(cells, ', ', style)}]" for cells in layout.rows)
    return f"det[{rows}]" if left == "|" else f"[{rows}]"


def _cells(cells: tuple[Layout, ...], separator: str, style: Style) -> str:
    return separator.join(text for text in (write(cell, style) for cell in cells) if text)


def _case(cells: tuple[Layout, ...], style: Style) -> str:
    """Write one line of a definition by cases: value, then condition."""
    value, *rest = (write(cell, style).strip() for cell in cells)
    condition = " ".join(rest)
    words = condition.startswith(_CASE_WORDS)
    separator = "" if not condition else " " if words or value.endswith((",", ";")) else ", "
    return value + separator + condition


def _accent(layout: Accent, style: Style) -> str:
    body = write(layout.body, style)
    combining = ACCENTS[layout.name][0]
    if not style.ascii and len(body) == 1:
        from unicodedata import normalize

        return normalize("NFC", body + combining)
    name = {"overline": "bar"}.get(layout.name, layout.name)
    inner = body[1:-1] if isinstance(layout.body, Fenced) and layout.body.left == "(" else body
    return f"{name}({inner})"


def _symbol(layout: Symbol, style: Style) -> str:
    return glyph(layout, style)


def _space(layout: Space, _: Style) -> str:
    return " " * layout.width


_RAISED = frozenset(SUPERSCRIPTS.values()) | frozenset(SUBSCRIPTS.values())
_ENDS_WITH_WORD = re.compile(f"(?:[_^]|[^\\W\\d_{''.join(_RAISED)}])[^\\W{''.join(_RAISED)}]+$")
_CASE_WORDS = ("if ", "for ", "when ", "where ", "otherwise", "else")
_DIVISIONS = frozenset({Symbol("/", Kind.OPERATOR), Symbol("÷", Kind.OPERATOR)})
_WRITERS: dict[type, Callable[[Any, Style], str]] = {
    Row: _row,
    Symbol: _symbol,
    Fraction: _fraction,
    Root: _root,
    Scripts: _scripts,
    BigOperator: _big_operator,
    Fenced: _fenced,
    Grid: _grid,
    Accent: _accent,
    Space: _space,
}
