"""The moments of a session: what a loop yields and what a screen, a pipe or a JSON stream shows."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from calcquiz.records.variant import Step, Variant, VariantPart
from calcquiz.records.verdict import Verdict

if TYPE_CHECKING:
    from calcquiz.records.lesson import LessonMoment  # no question needs a lesson
    from calcquiz.records.scene import Scene  # thirty dataclasses that no question needs


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One prompt: part `part` (from 1) of question `n` (from 1, re-asks counted)."""

    n: int
    count: int
    """How many first questions the session asks."""
    place: int = 0
    """Which of the first questions it is, from 1; 0 for a re-ask."""
    variant: Variant
    part: int
    try_: int = 1
    reask: bool = False
    """A fresh variant of a skill that was missed earlier in the session."""
    in_quiz: bool = False
    """Asked without hints and solutions."""

    @property
    def prompt(self) -> VariantPart:
        """Return the part that is asked."""
        return self.variant.parts[self.part - 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """A line was read and judged. `over` says whether the part has ended."""

    question: Question
    verdict: Verdict
    over: bool
    response: str = ""
    complete: Variant | None = None
    """The variant with its keys and solutions, once the part is over."""
    rating: int | None = None
    """1 Again … 4 Easy, when this line ended the whole question and was recorded."""
    due_in_days: int | None = None
    tries_left: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """A rung of the hint ladder: rung `rung` of `rungs`."""

    rung: int
    rungs: int
    text: str
    """Markdown with `$TeX$`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """A worked solution, asked for or shown after a wrong answer."""

    steps: tuple[Step, ...]
    key: str
    part: VariantPart


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A scene to draw."""

    scene: "Scene"
    caption: str = ""
    alone: bool = False
    """Whether it has the screen for itself, with nothing above it that must stay seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A sentence from the program: saved, skipped, undone, nothing due."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """How a session went."""

    asked: int
    """First questions that were ended."""
    right: int
    wrong: int
    undecided: int = 0
    skipped: int = 0
    reasked: int = 0
    reasked_right: int = 0
    seconds: float = 0.0
    missed: tuple[str, ...] = ()
    """Ids of the skills answered wrong, first to last."""
    next_due: str | None = None
    """The earliest due day among the skills that were asked, as YYYY-MM-DD."""


Moment: TypeAlias = "Question | Graded | Hint | Solution | Picture | Notice | Summary | LessonMoment"
