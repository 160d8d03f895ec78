"""What one event does to one card: the rules by which an answer moves the memory or leaves it alone."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeAlias

from calcquiz.records.card import Card
from calcquiz.records.event import Event, EventKind
from calcquiz.records.rating import Rating
from calcquiz.schedule.engine import Model, step
from calcquiz.schedule.fuzz import choose_interval

Load: TypeAlias = Callable[[date, date], Mapping[date, int]]
"""How many skills fall due on each day from one day to another, both included."""

CREDIT = {"full": 1.0, "half": 0.5}
"""How much of an interval the weights of `encompasses` are worth."""
DAY = timedelta(days=1)


def classify_answer(card: Card | None, study_day: date, *, is_reask: bool = False) -> EventKind:
    """Return what an answer counts as: REVIEW moves the memory, REASK and EXTRA do not.

    The first answer ever is a review, in whatever command. After that it is one when the skill is
    due and has not moved on this study day: ten answers on one day would otherwise lift the
    stability from 2.3 to 130 days.

    >>> classify_answer(None, date(2026, 3, 2))
    <EventKind.REVIEW: 'review'>
    """
    if card is None:
        return EventKind.REVIEW
    if is_reask:
        return EventKind.REASK
    first_today = card.last_day < study_day
    return EventKind.REVIEW if first_today and card.is_due(study_day) else EventKind.EXTRA


def record_review(card: Card | None, event: Event, *, model: Model, load: Load | None = None) -> tuple[Card, int]:
    """Return the card after an answer that moves the memory, and the interval before fuzz, in days.

    The due day in the event is taken where its interval is the one the model gives now; otherwise
    one is chosen.
    """
    assert event.skill is not None
    assert event.rating is not None
    elapsed = card.elapsed_days(event.study_day) if card else 0
    memory, interval = step(card.memory if card else None, event.rating, elapsed, model)
    repetitions = card.repetitions + 1 if card else 1
    chosen = _stored_interval(event, interval) or choose_interval(
        event.skill,
        repetitions,
        interval,
        day=event.study_day,
        previous_days=card.interval_days if card else 0,
        at_most=model.maximum_interval,
        load=load,
    )
    moved = Card(
        skill=event.skill,
        stability=memory.stability,
        difficulty=memory.difficulty,
        first_day=card.first_day if card else event.study_day,
        last_day=event.study_day,
        due_day=event.study_day + timedelta(days=chosen),
        interval_days=chosen,
        repetitions=repetitions,
        lapses=card.lapses + (event.rating is Rating.AGAIN) if card else 0,
        last_rating=event.rating,
        seen_ms=event.at_ms,
    )
    return moved, interval


def record_extra(card: Card, event: Event) -> Card:
    """Return the card after an answer that was not due: right moves nothing, wrong asks again tomorrow."""
    assert event.rating is not None
    due = card.due_day
    if event.rating is Rating.AGAIN:
        due = min(due, event.study_day + DAY)
    # `replace` takes five times as long, and a rebuild comes here a million times
    return Card(
        skill=card.skill,
        stability=card.stability,
        difficulty=card.difficulty,
        first_day=card.first_day,
        last_day=card.last_day,
        due_day=due,
        interval_days=card.interval_days,
        repetitions=card.repetitions,
        lapses=card.lapses,
        last_rating=event.rating,
        seen_ms=event.at_ms,
    )


def postponed_day(card: Card, study_day: date, weight: str) -> date:
    """Return the due day after a skill that contains this one was answered right.

    Credit postpones, never strengthens, and to at most two intervals after the last answer of its
    own; a skill that gave trouble is left alone.
    """
    if card.is_troubled:
        return card.due_day
    farthest = card.last_day + timedelta(days=2 * card.interval_days)
    credited = study_day + timedelta(days=round(CREDIT[weight] * card.interval_days))
    return max(card.due_day, min(credited, farthest))


def record_credit(card: Card, event: Event) -> Card:
    """Return the card after implicit credit."""
    return replace(card, due_day=postponed_day(card, event.study_day, event.detail["weight"]))


def _stored_interval(event: Event, interval: int) -> int | None:
    """Return the days to the due day chosen when the answer was given, if it still fits."""
    if event.due_day is None or event.detail.get("interval") != interval:
        return None
    days = (event.due_day - event.study_day).days
    return days if days > 0 else None
