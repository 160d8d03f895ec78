"""A simulation: what a year of reviews would be like at a desired retention."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """One simulated stretch of study."""

    retention: float
    """The desired retention."""
    days: int
    skills: int
    """Skills that were begun."""
    reviews: int
    """Answers in all, first answers and re-asks left out."""
    busiest_day: int
    """Reviews on the busiest day."""
    remembered: float
    """Skills one would still know at the end: the sum of all probabilities of recall."""
    last_month_a_day: float
    """Reviews a day in the last 30 days, when the beginning is over."""
