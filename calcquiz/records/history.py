"""A chapter of the learner's history: one question that was asked, as it was shown then."""

from dataclasses import dataclass
from datetime import date

from calcquiz.records.event import EventKind
from calcquiz.records.rating import Rating
from calcquiz.records.verdict import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class PastLine:
    """One graded line of a past question."""

    part: int
    try_: int
    ask: str
    """Markdown with `$TeX$`, as shown then."""
    response: str
    outcome: Outcome
    message: str
    mistake: str | None
    key: str | None
    """In the language of formulas; None where the part went on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastQuestion:
    """One question that has ended."""

    number: int
    """Its `seq` in this database: what `calcquiz history NUMBER` takes."""
    skill: str
    variant: int | None
    revision: int | None
    study_day: date
    at_ms: int
    utc_offset_min: int
    kind: EventKind
    outcome: Outcome
    rating: Rating | None
    """With the learner's own word."""
    due_day: date | None
    seconds: float | None
    statement: str
    lines: tuple[PastLine, ...]
    undone: bool = False
