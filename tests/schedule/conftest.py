"""Fixtures of the schedule tests: events of one session, made short."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from typing import Any

import pytest

from calcquiz.records.card import Card
from calcquiz.records.event import Event, EventKind
from calcquiz.records.rating import Rating
from calcquiz.records.verdict import Outcome

MONDAY = date(2026, 3, 2)
MONDAY_NOON_MS = 1_772_452_800_000


@pytest.fixture
def numbers() -> Iterator[int]:
    return count(1)


@pytest.fixture
def ended(numbers) -> Callable[..., Event]:
    """Return a maker of events that end a question, one second after each other, on Monday unless said."""

    def make(skill: str, rating: int | None, kind: EventKind = EventKind.REVIEW, **given: Any) -> Event:
        number = next(numbers)
        defaults = {
            "uid": f"{number:032x}",
            "device": "desk",
            "session": "morning",
            "kind": kind,
            "skill": skill,
            "revision": 1,
            "variant": number,
            "rating": None if rating is None else Rating(rating),
            "outcome": Outcome.INCORRECT if rating == 1 else Outcome.CORRECT,
            "at_ms": MONDAY_NOON_MS + 1000 * number,
            "utc_offset_min": 0,
            "study_day": MONDAY,
        }
        return Event(**defaults | given)

    return make


@pytest.fixture
def card() -> Callable[..., Card]:
    """Return a maker of untroubled cards, answered on Monday and due ten days later unless said."""

    def make(skill: str = "power-rule", **given: Any) -> Card:
        defaults = {
            "skill": skill,
            "stability": 10.0,
            "difficulty": 5.0,
            "first_day": date(2026, 2, 1),
            "last_day": MONDAY,
            "due_day": date(2026, 3, 12),
            "interval_days": 10,
            "repetitions": 3,
            "lapses": 0,
            "last_rating": Rating.GOOD,
            "seen_ms": MONDAY_NOON_MS,
        }
        return Card(**defaults | given)

    return make
