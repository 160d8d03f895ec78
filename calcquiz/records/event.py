"""An event: one entry of the append-only log of what a learner did.

The log's order is (at_ms, uid), not the order of writing: a clock that was set back and an
import from another machine find their places in it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from calcquiz.records.rating import Rating
from calcquiz.records.verdict import Outcome


class EventKind(StrEnum):
    """What can be in the log."""

    ANSWER = "answer"
    """One graded line: part, try, outcome; detail holds statement, key and answer as shown."""
    REVIEW = "review"
    """A question has ended and its answer moves the memory: the first of the study day, when due."""
    REASK = "reask"
    """A fresh variant of a skill that was missed in the session has ended."""
    EXTRA = "extra"
    """A question has ended that was not due."""
    IMPLICIT = "implicit"
    """A skill exercised by another one was postponed; detail: `cause` (uid), `of` (skill), `weight`."""
    OVERRIDE = "override"
    """The learner gave another rating; detail: `uid` of the event that is re-rated."""
    UNDO = "undo"
    """Events are taken back; detail: `uids`, a list. An undo itself is final."""
    FLAG = "flag"
    """The learner marks a problem as bad; detail: `on`, and what they wrote."""
    LESSON = "lesson"
    QUIZ = "quiz"
    SUSPEND = "suspend"
    """Detail: `on`; a suspended skill is never asked by `drill`."""
    RESET = "reset"
    """The named skill starts over; without a skill, all of them."""
    PARAMS = "params"
    """Other weights of the memory model from here on; detail: `parameters`, 21 numbers."""
    SETTINGS = "settings"


ENDS_A_QUESTION = frozenset({EventKind.REVIEW, EventKind.REASK, EventKind.EXTRA})
"""The kinds that carry the rating of a whole question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One entry of the log; what does not apply to its kind is None."""

    uid: str
    """32 hexadecimal digits, unique on every machine, sorting by time."""
    device: str
    """Which installation wrote it."""
    session: str
    kind: EventKind
    at_ms: int
    """When it happened, milliseconds since 1970 UTC."""
    utc_offset_min: int
    """Minutes that local time was ahead of UTC."""
    study_day: date
    """The learner's day, written once: changing zones or the rollover hour never rewrites it."""
    seq: int | None = None
    """The place of writing in this database; None until it is written."""
    skill: str | None = None
    revision: int | None = None
    variant: int | None = None
    part: int | None = None
    """Counts from 1; None where the event is about a whole question."""
    try_: int | None = None
    """Counts from 1."""
    outcome: Outcome | None = None
    seed: int | None = None
    """The session's seed, within 64 bits."""
    rating: Rating | None = None
    due_day: date | None = None
    """The due day that was chosen when the answer was given."""
    tries: int | None = None
    """The most tries that a part of the question took."""
    hints: int | None = None
    """How many hints were opened."""
    active_ms: int | None = None
    """Milliseconds at work on it; None when unknown (a long pause)."""
    detail: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """JSON values."""

    @property
    def order(self) -> tuple[int, str]:
        """Return the place in the log's order."""
        return (self.at_ms, self.uid)

    @property
    def ends_question(self) -> bool:
        """Return whether it carries the rating of a whole question."""
        return self.kind in ENDS_A_QUESTION


def undone_uids(events: Iterable[Event]) -> frozenset[str]:
    """Return the uids that the undo events among these take back."""
    return frozenset(uid for event in events if event.kind is EventKind.UNDO for uid in event.detail.get("uids", ()))


def standing(events: Iterable[Event]) -> list[Event]:
    """Return the events that no undo among them takes back, undo events left out, in the log's order."""
    events = list(events)
    gone = undone_uids(events)
    kept = (event for event in events if event.uid not in gone and event.kind is not EventKind.UNDO)
    return sorted(kept, key=lambda event: event.order)
