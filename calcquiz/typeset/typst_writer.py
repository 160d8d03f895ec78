"""The Typst writer: a layout tree to Typst's mathematics, every sign of it written as a character or a quoted word."""

from collections.abc import Callable, Sequence
from typing import Any

from calcquiz.typeset.layout import (
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
from calcquiz.typeset.spacing import Role, roles_of
from calcquiz.typeset.symbols import BIG_WORDS, GRIDS

ACCENTS = {
    "hat": "hat",
    "bar": "macron",
    "vec": "arrow",
    "dot": "dot",
    "ddot": "dot.double",
    "tilde": "tilde",
    "overline": "overline",
}
STYLES = {"bold": "bold", "blackboard": "bb", "calligraphic": "cal", "upright": "upright"}
SPACES = {1: "thin", 2: "quad", 4: "wide"}
ESCAPED = frozenset("\\#$\"_^/&~;,:()[]{}|*`'@")
"""Characters that mean something to Typst; a backslash makes them signs. Letters and other signs stand as they are."""
WORDS = frozenset(BIG_WORDS.values())
NOTHING = '""'
"""An empty place: functions of Typst want an argument there."""


def to_typst(layout: Layout) -> str:
    r"""Return the formula in Typst's mathematics, without dollar signs.

    Args:
        layout: The formula.

    Example:
        >>> from calcquiz.typeset.tex_reader import read_tex
        >>> to_typst(read_tex(r"\frac 12 x^2+\sin x"))
        'frac(1, 2) attach(x, t: 2) + op("sin") x'
    """
    return _WRITERS[type(layout)](layout)


def _row(layout: Row) -> str:
    if not layout.items:
        return NOTHING
    return " ".join(
        _signed(item) if role is Role.SIGN else to_typst(item)
        for item, role in zip(layout.items, roles_of(layout.items), strict=True)
    )


def _signed(item: Layout) -> str:
    """Return a sign that begins something: Typst takes it for an operation where it follows a bracket or a word."""
    return f'class("unary", {to_typst(item)})'


def _symbol(layout: Symbol) -> str:
    if layout.kind is Kind.FUNCTION:
        return f"op({_quoted(layout.text)})"
    if layout.kind is Kind.TEXT or (len(layout.text) > 1 and layout.kind is not Kind.DIGIT):
        word = _quoted(layout.text)
    else:
        word = _escaped(layout.text)
    return f"{STYLES[layout.style]}({word})" if layout.style else word


def _quoted(text: str) -> str:
    """Return a text as a string literal, which Typst never reads as markup."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _escaped(text: str) -> str:
    return "".join(f"\\{character}" if character in ESCAPED else character for character in text)


def _fraction(layout: Fraction) -> str:
    return f"frac({to_typst(layout.numerator)}, {to_typst(layout.denominator)})"


def _root(layout: Root) -> str:
    body = to_typst(layout.body)
    return f"sqrt({body})" if layout.index is None else f"root({to_typst(layout.index)}, {body})"


def _scripts(layout: Scripts) -> str:
    return _attached(to_typst(layout.base), layout.below, layout.above)


def _attached(base: str, below: Layout | None, above: Layout | None) -> str:
    given = [f"{side}: {to_typst(part)}" for side, part in (("b", below), ("t", above)) if part is not None]
    return f"attach({', '.join((base, *given))})" if given else base


def _big_operator(layout: BigOperator) -> str:
    sign = f"op({_quoted(layout.symbol)}, limits: #true)" if layout.symbol in WORDS else _big_sign(layout.symbol)
    return _attached(sign, layout.below, layout.above)


def _big_sign(text: str) -> str:
    return text if len(text) == 1 else f"op({_quoted(text)}, limits: #true)"


def _fenced(layout: Fenced) -> str:
    """Return the body between its brackets, which grow with it; they are escaped, for they need not pair."""
    left, right = (_escaped(side) for side in (layout.left, layout.right))
    inner = " ".join(part for part in (left, to_typst(layout.body), right) if part)
    return f"lr({inner})"


def _grid(layout: Grid) -> str:
    if layout.kind == "binom":
        (top,), (bottom,) = layout.rows
        return f"binom({to_typst(top)}, {to_typst(bottom)})"
    if layout.kind == "cases":
        return f"cases({', '.join(_aligned(cells, ' & quad ') for cells in layout.rows)})"
    left, _ = GRIDS[layout.kind]
    if layout.kind == "aligned":
        return " \\ ".join(_aligned(cells, " & ") for cells in layout.rows)
    delimiter = f'delim: "{left}"' if left else "delim: #none"
    return f"mat({delimiter}, {'; '.join(', '.join(to_typst(cell) for cell in cells) for cells in layout.rows)})"


def _aligned(cells: Sequence[Layout], gap: str) -> str:
    return gap.join(to_typst(cell) for cell in cells)


def _accent(layout: Accent) -> str:
    name = ACCENTS[layout.name]
    return f"overline({to_typst(layout.body)})" if name == "overline" else f"accent({to_typst(layout.body)}, {name})"


def _space(layout: Space) -> str:
    return SPACES[layout.width]


_WRITERS: dict[type, Callable[[Any], str]] = {
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
