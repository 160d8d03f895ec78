"""Rows: events and cards as rows of the database, and events as JSON."""

import json
from datetime import date
from typing import Any

from calcquiz.records.card import Card
from calcquiz.records.event import Event, EventKind
from calcquiz.records.rating import Rating
from calcquiz.records.verdict import Outcome

EVENT_COLUMNS = (
    "uid",
    "device",
    "session",
    "kind",
    "skill",
    "revision",
    "variant",
    "part",
    "try",
    "outcome",
    "seed",
    "at_ms",
    "utc_offset_min",
    "study_day",
    "rating",
    "due_day",
    "tries",
    "hints",
    "active_ms",
    "detail",
)
CARD_COLUMNS = (
    "skill",
    "stability",
    "difficulty",
    "first_day",
    "last_day",
    "due_day",
    "interval_days",
    "repetitions",
    "lapses",
    "last_rating",
    "seen_ms",
)
KINDS = {str(kind): kind for kind in EventKind}
OUTCOMES: dict[str | None, Outcome | None] = {None: None, **{str(outcome): outcome for outcome in Outcome}}
RATINGS: dict[int | None, Rating | None] = {None: None, **{int(rating): rating for rating in Rating}}
"""Looking up takes a third of the time of calling the enumeration, and a rebuild does it a million times."""

read_json = json.JSONDecoder().decode


def event_row(event: Event) -> tuple[Any, ...]:
    """Return the event in the order of EVENT_COLUMNS, days as YYYY-MM-DD, detail as JSON in ASCII."""
    return (
        event.uid,
        event.device,
        event.session,
        str(event.kind),
        event.skill,
        event.revision,
        event.variant,
        event.part,
        event.try_,
        _text(event.outcome),
        event.seed,
        event.at_ms,
        event.utc_offset_min,
        event.study_day.isoformat(),
        None if event.rating is None else int(event.rating),
        None if event.due_day is None else event.due_day.isoformat(),
        event.tries,
        event.hints,
        event.active_ms,
        # ASCII also carries half of a surrogate pair, which a pipe can hand us and UTF-8 cannot hold
        json.dumps(event.detail, ensure_ascii=True, separators=(",", ":"), allow_nan=False),
    )


def event_of(row: tuple[Any, ...]) -> Event:
    """Return the event of a row of `seq` and EVENT_COLUMNS; a ValueError or KeyError when it cannot be one."""
    return Event(
        seq=row[0],
        uid=row[1],
        device=row[2],
        session=row[3],
        kind=KINDS[row[4]],
        skill=row[5],
        revision=row[6],
        variant=row[7],
        part=row[8],
        try_=row[9],
        outcome=OUTCOMES[row[10]],
        seed=row[11],
        at_ms=row[12],
        utc_offset_min=row[13],
        study_day=date.fromisoformat(row[14]),
        rating=RATINGS[row[15]],
        due_day=None if row[16] is None else date.fromisoformat(row[16]),
        tries=row[17],
        hints=row[18],
        active_ms=row[19],
        detail=read_json(row[20]),
    )


def event_json(event: Event) -> dict[str, Any]:
    """Return the event as it is exported: its columns by name, detail as an object, `seq` first."""
    values = dict(zip(EVENT_COLUMNS, event_row(event), strict=True))
    return {"seq": event.seq, **values, "detail": dict(event.detail)}


def card_row(card: Card) -> tuple[Any, ...]:
    """Return the card in the order of CARD_COLUMNS, days as YYYY-MM-DD."""
    return (
        card.skill,
        card.stability,
        card.difficulty,
        card.first_day.isoformat(),
        card.last_day.isoformat(),
        card.due_day.isoformat(),
        card.interval_days,
        card.repetitions,
        card.lapses,
        int(card.last_rating),
        card.seen_ms,
    )


def card_of(row: tuple[Any, ...]) -> Card:
    """Return the card of a row of CARD_COLUMNS; a value that cannot be one is a ValueError."""
    return Card(
        skill=row[0],
        stability=row[1],
        difficulty=row[2],
        first_day=date.fromisoformat(row[3]),
        last_day=date.fromisoformat(row[4]),
        due_day=date.fromisoformat(row[5]),
        interval_days=row[6],
        repetitions=row[7],
        lapses=row[8],
        last_rating=Rating(row[9]),
        seen_ms=row[10],
    )


def _text(value: Outcome | None) -> str | None:
    return None if value is None else str(value)
