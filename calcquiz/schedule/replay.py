"""Replay: the cards that a history implies, whatever order it was written in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from calcquiz.records.card import Card
from calcquiz.records.event import ENDS_A_QUESTION, Event, EventKind, undone_uids
from calcquiz.records.retention import Observation
from calcquiz.schedule.engine import Model
from calcquiz.schedule.moves import classify_answer, record_credit, record_extra, record_review


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """What later events say about earlier ones."""

    undone: frozenset[str] = frozenset()
    """Uids of events that were taken back."""
    overrides: Mapping[str, Event] = field(default_factory=dict)
    """The override that counts for the uid of an event: the last one."""


def corrections(events: Iterable[Event]) -> Corrections:
    """Return what the undo and override events among these correct."""
    events = [event for event in events if event.kind in {EventKind.UNDO, EventKind.OVERRIDE}]
    undone = undone_uids(events)
    overrides = sorted(
        (event for event in events if event.kind is EventKind.OVERRIDE and event.uid not in undone),
        key=lambda event: event.order,
    )
    return Corrections(undone=undone, overrides={event.detail["uid"]: event for event in overrides})


def observations(events: Iterable[Event], given: Corrections | None = None) -> list[Observation]:
    """Return every answer that moved the memory, in the log's order, with the recall that was foretold of it.

    The arguments are those of `replay`. What was reset since is left out.
    """
    found: list[Observation] = []
    replay(events, given, found)
    return found


def replay(
    events: Iterable[Event], given: Corrections | None = None, observed: list[Observation] | None = None
) -> dict[str, Card]:
    """Return the card of every skill that the events imply.

    Args:
        events: A history, in any order; answer events and the like are passed over.
        given: The corrections of the whole history. When they are given, events are taken as they
            come and must be in the log's order: so a long history need not fit in memory.
        observed: Takes an observation of each answer that moves the memory.
    """
    if given is None:
        events = sorted(events, key=lambda event: event.order)
        given = corrections(events)
    cards: dict[str, Card] = {}
    parameters: tuple[float, ...] | None = None
    for event in events:
        if event.uid in given.undone:
            continue
        if event.kind is EventKind.PARAMS:
            parameters = tuple(event.detail["parameters"])
        elif event.kind is EventKind.RESET:
            _reset(cards, event)
            if observed is not None:
                observed[:] = [one for one in observed if event.skill not in {None, one.skill}]
        else:
            _fold(cards, event, given, parameters, observed)
    return cards


def replay_skill(skill: str, events: Iterable[Event]) -> Card | None:
    """Return the card of one skill, from its own history."""
    return replay(events).get(skill)


def parameters_in_effect(events: Iterable[Event]) -> tuple[float, ...] | None:
    """Return the weights that the last `params` event set, for a live `Model`; None for the defaults."""
    undone = undone_uids(events := list(events))
    params = [event for event in events if event.kind is EventKind.PARAMS and event.uid not in undone]
    last = max(params, key=lambda event: event.order, default=None)
    return tuple(last.detail["parameters"]) if last else None


def _reset(cards: dict[str, Card], event: Event) -> None:
    if event.skill is None:
        cards.clear()
    else:
        cards.pop(event.skill, None)


def _fold(
    cards: dict[str, Card],
    event: Event,
    given: Corrections,
    parameters: tuple[float, ...] | None,
    observed: list[Observation] | None,
) -> None:
    """Move the card of the event's skill; an answer is classified anew, since what came before may differ."""
    skill = event.skill
    if skill is None:
        return
    card = cards.get(skill)
    if event.kind in ENDS_A_QUESTION:
        event = _as_overridden(event, given.overrides.get(event.uid))
        if event.rating is None:
            return
        kind = classify_answer(card, event.study_day, is_reask=event.kind is EventKind.REASK)
        if card is None or kind is EventKind.REVIEW:
            model = _model_of(event, parameters)
            if observed is not None:
                observed.append(_observation(card, event, model))
            cards[skill], _ = record_review(card, event, model=model)
        else:
            cards[skill] = record_extra(card, event)
    elif event.kind is EventKind.IMPLICIT and card is not None:
        cards[skill] = record_credit(card, event)


def _observation(card: Card | None, event: Event, model: Model) -> Observation:
    assert event.skill is not None
    assert event.rating is not None
    return Observation(
        skill=event.skill,
        study_day=event.study_day,
        elapsed_days=card.elapsed_days(event.study_day) if card else 0,
        interval_days=card.interval_days if card else 0,
        recall=card.recall(event.study_day, model.decay) if card else None,
        rating=event.rating,
    )


def _as_overridden(event: Event, override: Event | None) -> Event:
    if override is None:
        return event
    detail = {**event.detail, "interval": override.detail.get("interval")}
    return replace(event, rating=override.rating, due_day=override.due_day, detail=detail)


def _model_of(event: Event, parameters: tuple[float, ...] | None) -> Model:
    """Return the model an answer was scheduled with: its retention stands in the event."""
    detail = event.detail
    return _model(detail.get("retention", 0.9), detail.get("maximum_interval", 36_500), parameters)


@cache
def _model(retention: float, maximum_interval: int, parameters: tuple[float, ...] | None) -> Model:
    return Model(desired_retention=retention, maximum_interval=maximum_interval, parameters=parameters)
