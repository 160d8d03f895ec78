"""A worksheet: questions chosen to be printed, in one or several versions, with key and solutions where asked for."""

from dataclasses import dataclass
from enum import StrEnum

from calcquiz.records.derivation import Level
from calcquiz.records.scene import Scene
from calcquiz.records.variant import Variant


class Paper(StrEnum):
    """The paper a sheet is printed on."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One numbered question of a sheet."""

    number: int
    """Counts from 1."""
    variant: Variant
    """Complete where key or solutions are printed, else as drawn."""
    question_picture: Scene | None = None
    """What belongs to the question."""
    answer_picture: Scene | None = None
    """What belongs to the solution."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One version of a worksheet: all of them ask the same skills in the same order."""

    letter: str
    """`A`, `B`, …; empty where there is one version."""
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worksheet:
    """What is printed."""

    title: str
    paper: Paper
    sheets: tuple[Sheet, ...]
    key: bool = False
    """Whether the answers are printed."""
    solutions: Level | None = None
    """How much of the worked solutions is printed; None for nothing."""

    @property
    def answered(self) -> bool:
        """Return whether anything is printed that needs the keys."""
        return self.key or self.solutions is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A problem that another program cannot ask, and why."""

    id: str
    reason: str
