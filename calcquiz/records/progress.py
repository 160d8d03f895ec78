"""Progress: what the log and the cards say about a learner, in numbers."""

from dataclasses import dataclass
from datetime import date

from calcquiz.records.retention import Retention


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How far a chapter or a section has come."""

    name: str
    """`2` for a chapter, `2.1` for a section."""
    skills: int
    """Skills of the bank in it."""
    seen: int
    """Of these, answered at least once."""
    due: int
    """Of these, due today or earlier."""
    mature: int
    """Of these, with an interval of at least 21 days."""
    asked: int
    """Questions that were ended, without re-asks."""
    first_try: int
    """Of these, right at the first try."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weakness:
    """A skill that needs work."""

    skill: str
    wrong: int
    """How many of its last `asked` questions were rated Again."""
    asked: int
    """At most 5."""
    recall: float
    """The probability of recall today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """The numbers behind `calcquiz stats`."""

    chapters: tuple[Share, ...]
    sections: tuple[Share, ...]
    total: Share
    """Named `all`; it also counts answers to skills that have left the bank."""
    asked_today: int
    """Questions ended today, re-asks included."""
    right_today: int
    streak_days: int
    """Study days with at least one question, up to today; one free day in seven does not end it."""
    weakest: tuple[Weakness, ...]
    mistakes: tuple[tuple[str, int], ...]
    """Named mistakes and how often each was made, the commonest first."""
    overridden: int
    """Ratings that the learner changed: the honest error rate of the rating rule."""
    rated: int = 0
    """Questions with a rating."""
    days: tuple[tuple[date, int], ...] = ()
    """Questions on each study day of the last 12 weeks, whole weeks from Monday on, up to today."""
    retention: tuple[Retention, ...] = ()
    """Groups with at least one review."""
