"""The TeX writer: a layout tree to TeX that `read_tex` reads back as the same tree."""

from collections.abc import Callable
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
from calcquiz.typeset.symbols import (
    BIG_TEX,
    DELIMITER_TEX,
    FUNCTIONS,
    SPACE_TEX,
    STYLE_TEX,
    TEX,
)


def to_tex(layout: Layout) -> str:
    r"""Return the formula in TeX, without dollar signs.

    Example:
        >>> from calcquiz.typeset.tex_reader import read_tex
        >>> to_tex(read_tex(r"\frac 12 x^2+\sin x"))
        '\\frac{1}{2}x^2 + \\sin x'
    """
    return _WRITERS[type(layout)](layout)


def _row(layout: Row) -> str:
    text = ""
    for item, role in zip(layout.items, roles_of(layout.items), strict=True):
        # 1{0}^2: a digit before another number with scripts is not part of its base.
        number = isinstance(item, Scripts) and _is_number(item.base) and text[-1:].isdigit()
        piece = f"{{{to_tex(item.base)}}}{_limits(item)}" if number and isinstance(item, Scripts) else to_tex(item)
        text = _join(text, _spaced(piece, item, role))
    return text.strip() if not text.endswith("\\ ") else text


def _spaced(piece: str, item: Layout, role: Role) -> str:
    if role in {Role.OPERATOR, Role.RELATION} or piece == r"\cdot":
        return f" {piece} "
    if role is Role.PUNCTUATION or (isinstance(item, BigOperator) and _limits(item)):
        return f"{piece} "
    return piece


def _join(left: str, right: str) -> str:
    """Put a space between a command and a letter after it, which would be read as one word."""
    if right[:1].isalnum() and right[:1].isascii() and _ends_with_command(left):
        return f"{left} {right}"
    return left + (right.lstrip() if left.endswith(" ") and not left.endswith("\\ ") else right)


def _ends_with_command(text: str) -> bool:
    word = len(text)
    while word and text[word - 1].isalpha() and text[word - 1].isascii():
        word -= 1
    return 0 < word < len(text) and text[word - 1] == "\\"


def _symbol(layout: Symbol) -> str:
    if layout.kind is Kind.TEXT:
        return f"\\text{{{_escaped(layout.text)}}}"
    if layout.kind is Kind.FUNCTION:
        known = layout.text in FUNCTIONS
        return f"\\{layout.text}" if known else f"\\operatorname{{{_escaped(layout.text)}}}"
    if layout.style:
        inner = TEX.get(Symbol(layout.text, layout.kind), layout.text)
        return f"{STYLE_TEX[layout.style]}{{{inner if layout.style != 'upright' else _escaped(layout.text)}}}"
    if layout.kind is Kind.DIGIT:
        return layout.text.replace(",", "{,}")
    if layout.kind in {Kind.OPEN, Kind.CLOSE}:
        return DELIMITER_TEX.get(layout.text, layout.text)
    return TEX.get(layout, layout.text)


def _escaped(text: str) -> str:
    return "".join(f"\\{character}" if character in "%$&_#{}" else character for character in text)


def _argument(layout: Layout) -> str:
    return f"{{{to_tex(layout)}}}"


def _fraction(layout: Fraction) -> str:
    return f"\\frac{_argument(layout.numerator)}{_argument(layout.denominator)}"


def _root(layout: Root) -> str:
    index = "" if layout.index is None else f"[{to_tex(layout.index)}]"
    return f"\\sqrt{index}{_argument(layout.body)}"


def _scripts(layout: Scripts) -> str:
    base = layout.base
    text = to_tex(base)
    simple = isinstance(base, Symbol | Fenced | Grid | Accent | Root | Fraction)
    if _is_number(base) and not text.isdigit():
        simple = False
    return (text if simple else f"{{{text}}}") + _limits(layout)


def _is_number(layout: Layout) -> bool:
    return isinstance(layout, Symbol) and layout.kind is Kind.DIGIT


def _limits(layout: Scripts | BigOperator) -> str:
    return _below(layout.below) + _above(layout.above)


def _below(layout: Layout | None) -> str:
    return "" if layout is None else f"_{_script(layout)}"


def _above(layout: Layout | None) -> str:
    """Write an exponent; primes that begin it are written as apostrophes."""
    if layout is None:
        return ""
    items = layout.items if isinstance(layout, Row) else (layout,)
    primes = 0
    while primes < len(items) and items[primes] == _PRIME:
        primes += 1
    rest = items[primes:]
    if not rest:
        return "'" * primes if primes else "^{}"
    return "'" * primes + f"^{_script(rest[0] if len(rest) == 1 else Row(rest))}"


def _script(layout: Layout) -> str:
    text = to_tex(layout)
    return text if len(text) == 1 and text.isalnum() else f"{{{text}}}"


def _big_operator(layout: BigOperator) -> str:
    command = BIG_TEX.get(layout.symbol) or f"\\operatorname*{{{_escaped(layout.symbol)}}}"
    return command + _limits(layout)


def _fenced(layout: Fenced) -> str:
    body = to_tex(layout.body)
    left, right = (DELIMITER_TEX.get(side, side) for side in (layout.left, layout.right))
    # Plain brackets space better in a browser; bars and tall bodies need \left and \right.
    if layout.left in "([{" and layout.right in ")]}" and layout.left and layout.right and _is_low(layout.body):
        return f"{left}{body}{right}"
    opened = _join(f"\\left{left}", body)
    return f"{opened}\\right{right}"


def _is_low(layout: Layout) -> bool:
    """Whether plain brackets are tall enough and cannot pair wrongly."""
    if isinstance(layout, Row):
        return all(_is_low(item) for item in layout.items)
    if isinstance(layout, Symbol):
        return layout.kind not in {Kind.OPEN, Kind.CLOSE} and layout.text != "|"
    if isinstance(layout, Scripts):
        return all(_is_low(part) for part in (layout.base, layout.below, layout.above) if part is not None)
    return isinstance(layout, Space | Root | Accent) or (isinstance(layout, Fenced) and _is_low(layout.body))


def _grid(layout: Grid) -> str:
    if layout.kind == "binom":
        (top,), (bottom,) = layout.rows
        return f"\\binom{_argument(top)}{_argument(bottom)}"
    rows = " \\\\ ".join(" & ".join(to_tex(cell) for cell in cells) for cells in layout.rows)
    return f"\\begin{{{layout.kind}}}{rows}\\end{{{layout.kind}}}"


def _accent(layout: Accent) -> str:
    return f"\\{layout.name}{_argument(layout.body)}"


def _space(layout: Space) -> str:
    return SPACE_TEX[layout.width]


_PRIME = Symbol("′", Kind.PRIME)
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
