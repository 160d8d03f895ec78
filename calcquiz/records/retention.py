"""Retention: what the memory model foretold of reviews, and what came of them."""

from dataclasses import dataclass
from datetime import date

from calcquiz.records.rating import Rating


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One answer that moved the memory, with what was foretold of it."""

    skill: str
    study_day: date
    elapsed_days: int
    """Study days since the memory moved before; 0 for a first answer."""
    interval_days: int
    """The interval that ended with this answer; 0 for a first answer."""
    recall: float | None
    """The probability of recall that was foretold; None for a first answer."""
    rating: Rating

    @property
    def recalled(self) -> bool:
        """Return whether the skill was remembered: anything but Again."""
        return self.rating > Rating.AGAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """Reviews of one group, foretold and true."""

    name: str
    """`all`, `last 30 days`, `young` (intervals under three weeks), `mature`."""
    reviews: int
    """First answers to a skill are not counted: there was nothing to remember."""
    foretold: float
    """The mean probability of recall that was foretold."""
    true: float
    """The share that was remembered."""
