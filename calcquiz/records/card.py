"""A card: the memory of one skill, as the event log implies it.

Days are `datetime.date` values and mean study days: local dates after the rollover hour.
"""

from dataclasses import dataclass
from datetime import date

from calcquiz.records.rating import Rating

FSRS_DECAY = 0.1542
"""The default weight w20 of FSRS-6: the exponent of the forgetting curve."""
LEECH_LAPSES = 4
"""So many lapses make a skill a leech: asking again does not help, its prerequisite does."""
MATURE_INTERVAL_DAYS = 21
"""Anki's bound between a young and a mature card."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """The memory state of FSRS-6."""

    stability: float
    """Days until recall falls to 0.9; at least 0.001."""
    difficulty: float
    """1 (easy) to 10."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The memory of one skill. A cache: replaying the events gives the same card."""

    skill: str
    """The problem's id."""
    stability: float
    difficulty: float
    first_day: date
    """The study day of the first answer ever."""
    last_day: date
    """The study day of the last answer that moved the memory."""
    due_day: date
    interval_days: int
    """Days from `last_day` to the due day chosen then, fuzz included; at least 1.

    Implicit credit and a wrong extra answer move `due_day` alone.
    """
    repetitions: int
    """Answers that moved the memory; at least 1."""
    lapses: int
    """How many of these were Again, the first one not counted."""
    last_rating: Rating
    """The rating of the last answer of any kind."""
    seen_ms: int
    """When the skill was last answered, milliseconds since 1970 UTC."""

    @property
    def memory(self) -> Memory:
        """Return what the memory model knows of the skill."""
        return Memory(stability=self.stability, difficulty=self.difficulty)

    @property
    def is_leech(self) -> bool:
        """Return whether the skill was forgotten so often that its prerequisite needs work."""
        return self.lapses >= LEECH_LAPSES

    @property
    def is_mature(self) -> bool:
        """Return whether the interval has reached three weeks."""
        return self.interval_days >= MATURE_INTERVAL_DAYS

    @property
    def is_troubled(self) -> bool:
        """Return whether the last answer was not a clean one, or the skill is a leech."""
        return self.last_rating < Rating.GOOD or self.is_leech

    def is_due(self, day: date) -> bool:
        """Return whether the skill is to be asked on that study day or was before."""
        return self.due_day <= day

    def elapsed_days(self, day: date) -> int:
        """Return the study days since the memory moved; 0 when the clock went back."""
        return max(0, (day - self.last_day).days)

    def recall(self, day: date, decay: float = FSRS_DECAY) -> float:
        """Return the probability of recall on that day, between 0 and 1, by the curve of FSRS-6."""
        factor = 0.9 ** (-1 / decay) - 1
        return float((1 + factor * self.elapsed_days(day) / self.stability) ** -decay)
