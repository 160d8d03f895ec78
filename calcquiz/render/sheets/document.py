"""A document: what stands on the pages of a worksheet, before any format writes it."""

from dataclasses import dataclass
from typing import TypeAlias

from calcquiz.records.scene import Scene
from calcquiz.records.worksheet import Paper
from calcquiz.typeset import Layout, block


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A stretch of words; `style` is `strong`, `emphasis`, `code` or empty."""

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A formula inside a line."""

    layout: Layout
    tall: bool = False
    """Whether fractions and sums take their full height, as they do on lines of their own."""

    @property
    def high(self) -> bool:
        """Return whether it is higher than a line of words."""
        return block(self.layout).height > 1


Span: TypeAlias = Words | Formula


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Words and formulas that flow."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Display:
    """A formula on a line of its own."""

    layout: Layout

    @property
    def width(self) -> int:
        """Return about how wide it is, in letters."""
        return block(self.layout).width


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """Lines printed as they are."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of a list: its label, such as `a)` or `2.` or `•`, and what belongs to it."""

    label: str
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Entries under one another: options, steps, answers."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture, and the same in words for those who cannot see it."""

    scene: Scene
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Empty lines to write on; formats that are not written on by hand leave them out."""

    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A numbered question."""

    number: int
    blocks: tuple["Block", ...]

    def pieces(self) -> list[tuple["Block", ...]]:
        """Return what belongs on one page: each part with its room to write, the first one with the statement."""
        pieces: list[tuple[Block, ...]] = [()]
        for inner in self.blocks:
            pieces[-1] += (inner,)
            if isinstance(inner, Room):
                pieces.append(())
        return [piece for piece in pieces if piece]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The title of what follows: `level` 1 for a part of the document, 2 for a question in it."""

    text: str
    level: int
    note: str = ""
    """A small remark beside it, such as the name of a variant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPage:
    """What follows begins on a new page."""


Block: TypeAlias = Paragraph | Display | Code | Listing | Figure | Room | Question | Heading | NewPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The pages of one file."""

    title: str
    subtitle: str
    """Such as `Version A`; empty where there is nothing to tell."""
    fields: tuple[str, ...]
    """What is filled in by hand at the top: `Name`, `Date`."""
    paper: Paper
    blocks: tuple[Block, ...]
