"""The agenda: what there is to do on a study day, in the order in which it is asked."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class DueSkill:
    """A skill that waits for a review."""

    skill: str
    section: str
    title: str
    due_day: date
    recall: float
    """The probability of recall on the study day."""
    lapses: int
    is_leech: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSkill:
    """A skill that may begin today."""

    skill: str
    section: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """What `calcquiz drill` asks on a study day."""

    day: date
    due: tuple[DueSkill, ...] = ()
    """Lowest recall first, sections alternating."""
    new: tuple[NewSkill, ...] = ()
    next_due: date | None = None
    """When nothing is due: the next day on which something is."""
