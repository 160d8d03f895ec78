"""A forecast: how many reviews each of the coming days brings."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLoad:
    """The reviews of one coming study day."""

    day: date
    due: int
    """Skills whose next review falls on this day; today's count holds what is overdue."""
    follow_ups: float
    """Reviews that come back on this day if every one before is answered right, each at its own recall."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """The load of the coming days, today first."""

    days: tuple[DayLoad, ...]

    @property
    def due(self) -> int:
        """Return how many skills fall due in these days."""
        return sum(load.due for load in self.days)

    @property
    def reviews(self) -> float:
        """Return how many reviews are expected, follow-ups included."""
        return self.due + sum(load.follow_ups for load in self.days)
