"""Fuzz: spread due days a little, the same way on every machine, onto the days with least to do.

Source: the bounds are Anki's (`rslib/src/scheduler/states/fuzz.rs`).
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from hashlib import sha256

SPREAD = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, float("inf"), 0.05))
"""From this interval, to that one, so many days more on either side for each day."""


def fuzz_bounds(interval_days: int, *, at_least: int = 1, at_most: int = 36_500) -> tuple[int, int]:
    """Return the shortest and the longest interval that may stand for this one, both included.

    >>> fuzz_bounds(2), fuzz_bounds(10), fuzz_bounds(100)
    ((2, 2), (8, 12), (93, 107))
    """
    at_least = min(at_least, at_most)
    interval = max(at_least, min(interval_days, at_most))
    delta = _spread(interval)
    low, high = _nearest(interval - delta), _nearest(interval + delta)
    return max(at_least, min(low, at_most)), max(at_least, min(high, at_most))


def choose_interval(
    skill: str,
    repetitions: int,
    interval_days: int,
    *,
    day: date,
    previous_days: int = 0,
    at_most: int = 36_500,
    load: Callable[[date, date], Mapping[date, int]] | None = None,
) -> int:
    """Return an interval inside the bounds whose due day has the least to do.

    Among equally light days the choice is drawn from sha256 of skill and repetitions.

    Args:
        skill: The skill's id.
        repetitions: How many answers have moved its memory, with this one.
        interval_days: The interval the memory model gives, at least 1.
        day: The study day of the answer.
        previous_days: The last interval; when the new one is longer, the choice is not shorter than it.
        at_most: The longest interval allowed.
        load: How many skills fall due on each day from one day to another, both included; None counts none.
    """
    grew = interval_days > previous_days
    low, high = fuzz_bounds(interval_days, at_least=previous_days if grew else 1, at_most=at_most)
    size = high - low + 1
    start = int.from_bytes(sha256(f"{skill}:{repetitions}".encode()).digest()[:8]) % size
    days = [low + (start + offset) % size for offset in range(size)]
    if load is None or size == 1:
        return days[0]
    due = load(day + timedelta(days=low), day + timedelta(days=high))
    return min(days, key=lambda interval: due.get(day + timedelta(days=interval), 0))


def _spread(interval_days: int) -> float:
    if interval_days < SPREAD[0][0]:
        return 0.0
    return 1 + sum(share * max(0.0, min(interval_days, end) - start) for start, end, share in SPREAD)


def _nearest(value: float) -> int:
    """Round halves up, as Rust does for positive numbers."""
    return int(value + 0.5)
