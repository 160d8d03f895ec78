"""History: the log read as questions, each with its graded lines, as they were shown then."""

from collections.abc import Iterable, Sequence

from calcquiz.records.event import Event, EventKind, undone_uids
from calcquiz.records.history import PastLine, PastQuestion
from calcquiz.records.rating import Rating
from calcquiz.records.verdict import Outcome


def past_questions(events: Iterable[Event]) -> list[PastQuestion]:
    """Return the questions that have ended, oldest first; what was undone is marked.

    Args:
        events: The log, or the kinds answer, review, reask, extra, override and undo.
    """
    ordered = sorted(events, key=lambda event: event.order)
    gone = undone_uids(ordered)
    own = _own_ratings(ordered, gone)
    waiting: dict[tuple[str, str | None], list[Event]] = {}
    found = []
    for event in ordered:
        place = (event.session, event.skill)
        if event.kind is EventKind.ANSWER:
            waiting.setdefault(place, []).append(event)
        elif event.ends_question:
            lines = [line for line in waiting.pop(place, []) if (line.uid in gone) <= (event.uid in gone)]
            found.append(_question(event, lines, own.get(event.uid, event.rating), undone=event.uid in gone))
    return found


def _own_ratings(events: Sequence[Event], gone: frozenset[str]) -> dict[str, Rating | None]:
    overrides = (event for event in events if event.kind is EventKind.OVERRIDE and event.uid not in gone)
    return {str(event.detail["uid"]): event.rating for event in overrides}


def _question(event: Event, lines: Sequence[Event], rating: Rating | None, *, undone: bool) -> PastQuestion:
    assert event.skill is not None
    return PastQuestion(
        number=event.seq or 0,
        skill=event.skill,
        variant=event.variant,
        revision=event.revision,
        study_day=event.study_day,
        at_ms=event.at_ms,
        utc_offset_min=event.utc_offset_min,
        kind=event.kind,
        outcome=event.outcome or Outcome.UNDECIDED,
        rating=rating,
        due_day=event.due_day,
        seconds=None if event.active_ms is None else event.active_ms / 1000,
        statement=next((str(line.detail.get("statement", "")) for line in lines), ""),
        lines=tuple(_line(line) for line in lines),
        undone=undone,
    )


def _line(event: Event) -> PastLine:
    detail = event.detail
    return PastLine(
        part=event.part or 1,
        try_=event.try_ or 1,
        ask=str(detail.get("ask", "")),
        response=str(detail.get("response", "")),
        outcome=event.outcome or Outcome.UNDECIDED,
        message=str(detail.get("message", "")),
        mistake=detail.get("mistake"),
        key=detail.get("key"),
    )
