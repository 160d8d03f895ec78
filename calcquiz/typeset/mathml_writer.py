"""The MathML writer: a layout tree to MathML Core, which browsers draw without any script."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from calcquiz.typeset.block_writer import block
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
    items_of,
)
from calcquiz.typeset.spacing import ENDS_OPERAND, Role, roles_of
from calcquiz.typeset.symbols import BIG_WORDS, GRIDS, INTEGRALS

APPLY = "<mo>&#x2061;</mo>"
"""The invisible sign between a function and its argument."""
THIN = '<mspace width="0.167em"/>'
CLOSE_TO_FUNCTION = frozenset(
    {Role.FENCED, Role.OPEN, Role.CLOSE, Role.PUNCTUATION, Role.SPACE, Role.RELATION, Role.OPERATOR}
)
"""What stands close to the word of a function, or brings its own space."""
WORDS = frozenset(BIG_WORDS.values())
ACCENTS = {"hat": "^", "bar": "¯", "vec": "→", "dot": "˙", "ddot": "¨", "tilde": "~", "overline": "‾"}
SPACES = {1: "0.167em", 2: "1em", 4: "2em"}
BOLD, BLACKBOARD, CALLIGRAPHIC = (0x1D400, 0x1D41A), (0x1D538, 0x1D552), (0x1D49C, 0x1D4B6)
ALPHABETS = {"bold": BOLD, "blackboard": BLACKBOARD, "calligraphic": CALLIGRAPHIC}
"""Style -> where its capitals and small letters begin in Unicode; MathML Core has no other way to say it."""
EXCEPTIONS = {
    "blackboard": dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True)),
    "calligraphic": dict(zip("BEFHILMRego", "ℬℰℱℋℐℒℳℛℯℊℴ", strict=True)),
}


def to_mathml(layout: Layout, *, display: bool = False, tall: bool = False) -> str:
    """Return the formula as a `math` element.

    Args:
        layout: The formula.
        display: On a line of its own, with tall fractions; otherwise inside a sentence.
        tall: Inside a sentence, with tall fractions all the same.

    Example:
        >>> from calcquiz.typeset.tex_reader import read_tex
        >>> to_mathml(read_tex("x^2"))
        '<math><msup><mi>x</mi><mn>2</mn></msup></math>'
    """
    mode = ' display="block"' if display else ' displaystyle="true"' if tall else ""
    return f"<math{mode}>{_element(layout)}</math>"


def _element(layout: Layout) -> str:
    return _WRITERS[type(layout)](layout)


def _one(layout: Layout) -> str:
    """Return exactly one element, as fractions and scripts need it."""
    return f"<mrow>{_element(layout)}</mrow>" if isinstance(layout, Row) else _element(layout)


def _row(layout: Row) -> str:
    pieces: list[str] = []
    before: Role | None = None
    for item, role in zip(layout.items, roles_of(layout.items), strict=True):
        if before is not None:
            pieces.append(_between(before, role))
        pieces.append(_sign(item) if role is Role.SIGN else _element(item))
        before = role
    return "".join(pieces)


def _between(left: Role, right: Role) -> str:
    """Return what stands between two items that browsers do not space themselves: words of functions."""
    if left is Role.FUNCTION:
        return APPLY if right in CLOSE_TO_FUNCTION else APPLY + THIN
    return THIN if right is Role.FUNCTION and left in ENDS_OPERAND else ""


def _sign(item: Layout) -> str:
    text = item.text if isinstance(item, Symbol) else ""
    return f'<mo form="prefix">{escape(text)}</mo>'


def _symbol(layout: Symbol) -> str:
    text = escape(_styled(layout))
    if layout.kind is Kind.DIGIT:
        return f"<mn>{text}</mn>"
    if layout.kind is Kind.TEXT:
        return f"<mtext>{text}</mtext>"
    if layout.kind in {Kind.VARIABLE, Kind.FUNCTION}:
        upright = layout.style == "upright" and len(layout.text) == 1
        return f'<mi mathvariant="normal">{text}</mi>' if upright else f"<mi>{text}</mi>"
    return f"<mo{_STRETCH.get(layout.kind, '')}>{text}</mo>"


_STRETCH = {
    Kind.OPEN: ' stretchy="false"',
    Kind.CLOSE: ' stretchy="false"',
    Kind.PUNCTUATION: ' separator="true" lspace="0" rspace="0.167em"',
}


def _styled(layout: Symbol) -> str:
    """Return the text in the letters of its style."""
    alphabet = ALPHABETS.get(layout.style)
    if alphabet is None:
        return layout.text
    known = EXCEPTIONS.get(layout.style, {})
    return "".join(known.get(letter) or _in_alphabet(letter, alphabet) for letter in layout.text)


def _in_alphabet(letter: str, alphabet: tuple[int, int]) -> str:
    for first, start in zip("Aa", alphabet, strict=True):
        if letter.isascii() and letter.isalpha() and letter.isupper() == (first == "A"):
            return chr(start + ord(letter) - ord(first))
    return letter


def _fraction(layout: Fraction) -> str:
    return f"<mfrac>{_one(layout.numerator)}{_one(layout.denominator)}</mfrac>"


def _root(layout: Root) -> str:
    if layout.index is None:
        return f"<msqrt>{_element(layout.body)}</msqrt>"
    return f"<mroot>{_one(layout.body)}{_one(layout.index)}</mroot>"


def _scripts(layout: Scripts) -> str:
    return _with_scripts(_one(layout.base), layout.below, layout.above, ("msub", "msup", "msubsup"))


def _with_scripts(base: str, below: Layout | None, above: Layout | None, names: Sequence[str]) -> str:
    parts = [part for part in (below, above) if part is not None]
    if not parts:
        return base
    name = names[2] if len(parts) == 2 else names[0 if above is None else 1]
    return f"<{name}>{base}{''.join(_one(part) for part in parts)}</{name}>"


def _big_operator(layout: BigOperator) -> str:
    if layout.symbol in INTEGRALS:
        return _with_scripts(f"<mo>{layout.symbol}</mo>", layout.below, layout.above, ("msub", "msup", "msubsup"))
    word = ' lspace="0" rspace="0.167em"' if layout.symbol in WORDS else ""
    if word and layout.below is None and layout.above is None:
        return f"<mi>{layout.symbol}</mi>"
    sign = f'<mo movablelimits="false"{word}>{escape(layout.symbol)}</mo>'
    return _with_scripts(sign, layout.below, layout.above, ("munder", "mover", "munderover"))


def _fenced(layout: Fenced) -> str:
    """Return the body in its brackets; those around one line keep their size, as they sit better then."""
    return _fenced_text(layout.left, _element(layout.body), layout.right, grow=block(layout.body).height > 1)


def _grid(layout: Grid) -> str:
    left, right = GRIDS[layout.kind]
    align = ' style="text-align: left"' if layout.kind in {"cases", "aligned"} else ""
    rows = "".join(
        f"<mtr>{''.join(f'<mtd{align}>{_element(cell)}</mtd>' for cell in cells)}</mtr>" for cells in layout.rows
    )
    return _fenced_text(left, f"<mtable>{rows}</mtable>", right)


def _fenced_text(left: str, inner: str, right: str, *, grow: bool = True) -> str:
    stretchy = str(grow).lower()
    before, after = (
        f'<mo fence="true" stretchy="{stretchy}">{escape(side)}</mo>' if side else "" for side in (left, right)
    )
    return f"<mrow>{before}{inner}{after}</mrow>" if before or after else inner


def _accent(layout: Accent) -> str:
    wide = len(items_of(layout.body)) > 1 or layout.name == "overline"
    stretch = ' stretchy="true"' if wide else ""
    return f'<mover accent="true">{_one(layout.body)}<mo{stretch}>{ACCENTS[layout.name]}</mo></mover>'


def _space(layout: Space) -> str:
    return f'<mspace width="{SPACES[layout.width]}"/>'


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
