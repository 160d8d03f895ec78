"""The layout tree: what a formula looks like, before any writer draws it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Kind(StrEnum):
    """What a symbol is to its neighbours; it decides the space around it."""

    VARIABLE = "variable"
    DIGIT = "digit"
    OPERATOR = "operator"
    RELATION = "relation"
    FUNCTION = "function"
    TEXT = "text"
    PUNCTUATION = "punctuation"
    OPEN = "open"
    CLOSE = "close"
    """Brackets of which the other half is missing; pairs are `Fenced`."""
    POSTFIX = "postfix"
    """`!` and `%`: they belong to what stands before them."""
    PRIME = "prime"


@dataclass(frozen=True, slots=True)
class Symbol:
    """One sign or word: `x`, `12`, `+`, `sin`; `style` is bold, blackboard, calligraphic, upright or empty."""

    text: str
    kind: Kind = Kind.VARIABLE
    style: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Layouts side by side; build it with `row`, which keeps it flat."""

    items: tuple["Layout", ...]


@dataclass(frozen=True, slots=True)
class Fraction:
    """A numerator over a denominator."""

    numerator: "Layout"
    denominator: "Layout"


@dataclass(frozen=True, slots=True)
class Root:
    """A root; without an index the square root."""

    body: "Layout"
    index: "Layout | None" = None


@dataclass(frozen=True, slots=True)
class Scripts:
    """A base with an index below, an exponent above, or both."""

    base: "Layout"
    below: "Layout | None" = None
    above: "Layout | None" = None


@dataclass(frozen=True, slots=True)
class BigOperator:
    """A sum, product, integral, limit, maximum, with what stands below and above it.

    What it operates on are the items that follow it in its row.
    """

    symbol: str
    """A sign of `symbols.BIG_SIGNS`, or a word such as `lim`, `max`, `arg min`."""
    below: "Layout | None" = None
    above: "Layout | None" = None


@dataclass(frozen=True, slots=True)
class Fenced:
    """A body between brackets or bars; an empty text is the invisible bracket.

    `Fenced("", body, "|")` is the evaluation bar; its limits are the scripts around it.
    """

    left: str
    body: "Layout"
    right: str


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells; `kind` is an environment of `symbols.GRIDS`: pmatrix, cases, aligned, binom."""

    rows: tuple[tuple["Layout", ...], ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Accent:
    """A mark over a body: hat, bar, vec, dot, ddot, tilde or overline."""

    name: str
    body: "Layout"


@dataclass(frozen=True, slots=True)
class Space:
    """Explicit white space, `width` cells wide: 1, 2 or 4."""

    width: int


Layout: TypeAlias = Row | Symbol | Fraction | Root | Scripts | BigOperator | Fenced | Grid | Accent | Space

EMPTY = Row(())


def row(items: Iterable[Layout]) -> Layout:
    """Return the layouts side by side: nested rows are opened, digits joined, a single item is itself."""
    flat: list[Layout] = []
    for item in items:
        for piece in item.items if isinstance(item, Row) else (item,):
            last = flat[-1] if flat else None
            if (
                isinstance(piece, Symbol)
                and piece.kind is Kind.DIGIT
                and isinstance(last, Symbol)
                and last.kind is Kind.DIGIT
                and last.style == piece.style
            ):
                flat[-1] = Symbol(last.text + piece.text, Kind.DIGIT, piece.style)
            else:
                flat.append(piece)
    return flat[0] if len(flat) == 1 else Row(tuple(flat))


def items_of(layout: Layout) -> tuple[Layout, ...]:
    """Return the items of a row, or the layout itself as the only item."""
    return layout.items if isinstance(layout, Row) else (layout,)


def fenced(body: Layout, left: str = "(", right: str = ")") -> Fenced:
    """Return the body in brackets, round ones unless others are named."""
    return Fenced(left, body, right)


def separated(items: Iterable[Layout]) -> Layout:
    """Return the items with commas between them."""
    pieces: list[Layout] = []
    for item in items:
        if pieces:
            pieces.append(COMMA)
        pieces.append(item)
    return row(pieces)


COMMA = Symbol(",", Kind.PUNCTUATION)
EVALUATION_BAR = ("", "|")
"""The brackets of an evaluation bar."""
