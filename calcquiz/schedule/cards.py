"""Live moves: an answer, implicit credit, another rating and undo, each giving what a replay would give.

A session joins this with the log, inside one transaction of the log:

    with log.transaction():
        card = log.card(skill)
        event, card = record_answer(card, event, model=model, load=log.load,
                                    last=log.last_order(), history=lambda: log.history(skill))
        log.append([answer, event], {skill: card})
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from calcquiz.records.card import Card
from calcquiz.records.event import Event, EventKind, standing
from calcquiz.records.rating import Rating
from calcquiz.schedule.engine import Model, engine_version
from calcquiz.schedule.moves import (
    Load,
    classify_answer,
    postponed_day,
    record_credit,
    record_extra,
    record_review,
)
from calcquiz.schedule.ratings import RULE_VERSION
from calcquiz.schedule.replay import corrections, replay, replay_skill

History: TypeAlias = Callable[[], Iterable[Event]]
"""Everything written about one skill, with undo, params and reset events."""
Order: TypeAlias = tuple[int, str]


def record_answer(
    card: Card | None,
    event: Event,
    *,
    model: Model,
    history: History,
    last: Order | None = None,
    load: Load | None = None,
) -> tuple[Event, Card | None]:
    """Return the event that ends a question, ready to be written, and its skill's card after it.

    Args:
        card: The card before; None for a skill never answered.
        event: With skill, rating, study day and time; its kind matters only when it is REASK.
        model: Weights, desired retention and longest interval in effect.
        history: Read only when the event does not sort last, as after a clock was set back.
        last: The place in the log's order of the last event written.
        load: How many skills fall due on which day, for the fuzz.

    Returns:
        The event with its kind, due day, and what a replay needs in its detail; the card.
    """
    event = replace(event, detail={**event.detail, **_versions(model)})
    if not sorts_last(event, last):
        return _record_late(event, history())
    kind = classify_answer(card, event.study_day, is_reask=event.kind is EventKind.REASK)
    event = replace(event, kind=kind)
    if card is not None and kind is not EventKind.REVIEW:
        moved = record_extra(card, event)
        return replace(event, due_day=moved.due_day), moved
    moved, interval = record_review(card, event, model=model, load=load)
    return replace(event, due_day=moved.due_day, detail={**event.detail, "interval": interval}), moved


def credits_for(
    event: Event,
    encompasses: Iterable[tuple[str, str]],
    cards: Mapping[str, Card],
    new_uid: Callable[[], str],
) -> tuple[Event, ...]:
    """Return the implicit credit that an answer gives, one event a skill that is postponed by it.

    Only a review rated Good or Easy gives any.

    Args:
        event: As `record_answer` gave it.
        encompasses: Pairs of a skill that the answered one contains and `full` or `half`.
        cards: The cards of these skills; a skill without one gets no credit.
        new_uid: Gives a fresh uid.
    """
    if event.kind is not EventKind.REVIEW or event.rating is None or event.rating < Rating.GOOD:
        return ()
    given = []
    for skill, weight in encompasses:
        card = cards.get(skill)
        due = postponed_day(card, event.study_day, weight) if card else None
        if card is not None and due is not None and due > card.due_day:
            given.append(
                replace(
                    _stamp(event, new_uid()),
                    kind=EventKind.IMPLICIT,
                    skill=skill,
                    due_day=due,
                    detail={"cause": event.uid, "of": event.skill, "weight": weight},
                )
            )
    return tuple(given)


def apply_credit(card: Card, event: Event, *, history: History, last: Order | None = None) -> Card | None:
    """Return the card after one of `credits_for`'s events."""
    if sorts_last(event, last):
        return record_credit(card, event)
    return replay_skill(event.skill or "", [*history(), event])


def overriding(blank: Event, target: Event, rating: Rating) -> Event:
    """Return the event by which the learner gives another rating to a question that has ended.

    The card after it is `replay_skill(skill, [*log.history(skill), event])`.

    Args:
        blank: An event with the uid, device, session and time of now.
        target: The review, reask or extra event.
        rating: What the learner says it was.
    """
    return replace(
        _stamp(blank, blank.uid),
        kind=EventKind.OVERRIDE,
        skill=target.skill,
        revision=target.revision,
        variant=target.variant,
        rating=rating,
        detail={"uid": target.uid, "was": int(target.rating) if target.rating else None},
    )


def undoing(blank: Event, events: Sequence[Event]) -> Event:
    """Return the event that takes these back, for instance all of `last_question`.

    The cards after it are `replay_skill(skill, [*log.history(skill), event])` for every skill of
    `moved_skills(events)`.
    """
    return replace(
        _stamp(blank, blank.uid),
        kind=EventKind.UNDO,
        skill=events[0].skill,
        detail={"uids": [event.uid for event in events]},
    )


def last_question(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the last question that still stands among these events, with all that belongs to it.

    That is the event that ended it, first; then its answer lines, a rating the learner gave it, and
    the implicit credit that came of it. Empty when no question stands.
    """
    left = standing(events)
    ended = next((event for event in reversed(left) if event.ends_question), None)
    if ended is None:
        return ()
    return (ended, *_answer_lines(ended, left), *consequences(ended, left))


def last_deed(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return what `undo` takes back: the last question, or the resets that came after it at one go."""
    events = list(events)
    left = standing(events)
    last = next((event for event in reversed(left) if event.ends_question or event.kind is EventKind.RESET), None)
    if last is None or last.kind is not EventKind.RESET:
        return last_question(events)
    return tuple(event for event in left if event.kind is EventKind.RESET and event.session == last.session)


def consequences(ended: Event, events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the overrides of a question among these events and the credit that came of it."""
    return tuple(event for event in events if ended.uid in (event.detail.get("uid"), event.detail.get("cause")))


def moved_skills(events: Iterable[Event]) -> tuple[str, ...]:
    """Return the skills whose cards these events moved, sorted."""
    return tuple(sorted({event.skill for event in events if event.skill and event.kind is not EventKind.ANSWER}))


def sorts_last(event: Event, last: Order | None) -> bool:
    """Return whether an event comes after everything that is written."""
    return last is None or last < event.order


def _record_late(event: Event, history: Iterable[Event]) -> tuple[Event, Card | None]:
    """Record an answer that belongs before others: it counts as what it is at its place in the order."""
    skill = event.skill
    assert skill is not None
    events = sorted([*history, event], key=lambda each: each.order)
    earlier = replay(events[: events.index(event)], corrections(events)).get(skill)
    kind = classify_answer(earlier, event.study_day, is_reask=event.kind is EventKind.REASK)
    event = replace(event, kind=kind)
    card = replay_skill(skill, [event if each.uid == event.uid else each for each in events])
    return replace(event, due_day=card.due_day if card else None), card


def _answer_lines(ended: Event, events: Sequence[Event]) -> list[Event]:
    """Return the answer lines of a question, the last first, back to the question before on that skill."""
    lines = []
    for event in reversed(events):
        if event.order > ended.order or event.session != ended.session or event.skill != ended.skill:
            continue
        if event.ends_question and event.uid != ended.uid:
            break
        if event.kind is EventKind.ANSWER and event.variant == ended.variant:
            lines.append(event)
    return lines


def _stamp(event: Event, uid: str) -> Event:
    """Return an empty event of the same session and time."""
    return Event(
        uid=uid,
        device=event.device,
        session=event.session,
        kind=event.kind,
        at_ms=event.at_ms,
        utc_offset_min=event.utc_offset_min,
        study_day=event.study_day,
        seed=event.seed,
    )


def _versions(model: Model) -> dict[str, object]:
    return {
        "fsrs": engine_version(),
        "rule": RULE_VERSION,
        "retention": model.desired_retention,
        "maximum_interval": model.maximum_interval,
    }
