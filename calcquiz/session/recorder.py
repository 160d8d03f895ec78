"""The recorder: each graded line becomes one transaction in the log before its feedback is shown."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from calcquiz.records.card import Card
from calcquiz.records.event import Event, EventKind, standing
from calcquiz.records.moment import Question
from calcquiz.records.rating import Rating
from calcquiz.records.settings import Settings
from calcquiz.records.verdict import Outcome, Verdict
from calcquiz.schedule.cards import (
    apply_credit,
    consequences,
    credits_for,
    last_question,
    moved_skills,
    overriding,
    record_answer,
    undoing,
)
from calcquiz.schedule.engine import Model
from calcquiz.schedule.replay import replay_skill
from calcquiz.schedule.study_day import clock_went_back, milliseconds, study_day, utc_offset_minutes
from calcquiz.session.agenda import model_in_effect
from calcquiz.session.clock import Clock
from calcquiz.session.upkeep import implied_cards
from calcquiz.storage.log import EventLog

CREDIT_KINDS = frozenset({EventKind.IMPLICIT, EventKind.UNDO})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One graded line, as it goes into the log."""

    question: Question
    response: str
    verdict: Verdict
    key: str | None
    """As shown; None while the part is not over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a whole question ended."""

    outcome: Outcome
    rating: Rating | None
    """None when nobody judged it: the memory is left alone."""
    tries: int
    hints: int
    active_seconds: float | None
    encompasses: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Recorder:
    """Writes a session's events; every method returns when they are on disk."""

    log: EventLog
    settings: Settings
    clock: Clock
    seed: int
    session: str = ""
    model: Model = field(init=False)

    def __post_init__(self) -> None:
        """Name the session and take the memory model in effect."""
        self.session = self.session or self.log.new_uid(milliseconds(self.clock.now()))
        self.model = model_in_effect(self.log, self.settings)

    @property
    def today(self) -> date:
        """Return the study day."""
        return study_day(self.clock.now(), self.settings.rollover_hour)

    def clock_warning(self) -> str | None:
        """Return a sentence when the clock shows an earlier time than the last event."""
        if clock_went_back(self.log.last_written_ms(), milliseconds(self.clock.now())):
            return "The clock shows an earlier time than at your last answer. Answers are recorded all the same."
        return None

    def stamp(self, kind: EventKind, **columns: Any) -> Event:
        """Return an event of now."""
        now = self.clock.now()
        at_ms = milliseconds(now)
        return Event(
            uid=self.log.new_uid(at_ms),
            device=self.log.device,
            session=self.session,
            kind=kind,
            at_ms=at_ms,
            utc_offset_min=utc_offset_minutes(now),
            study_day=self.today,
            seed=self.seed,
            **columns,
        )

    def record(self, line: Line | None, ending: Ending | None = None, question: Question | None = None) -> Event | None:
        """Write a graded line and, when it ends the question, the event that moves the card; both or nothing.

        Args:
            line: None when the question ends without one (given up, solution opened).
            ending: None while the question goes on.
            question: Needed only without a line.

        Returns:
            The event that ended the question.
        """
        question = line.question if line else question
        assert question is not None
        with self.log.transaction():
            if line is not None:
                self.log.append([self._answer(line)])
            return self._end(question, ending) if ending else None

    def _answer(self, line: Line) -> Event:
        verdict = line.verdict
        detail = {
            "statement": line.question.variant.statement,
            "ask": line.question.prompt.ask,
            "response": line.response,
            "read_as": verdict.read_as,
            "key": line.key,
            "mistake": verdict.mistake,
            "message": verdict.message,
            "method": verdict.method.value,
        }
        return self.stamp(
            EventKind.ANSWER,
            **_about(line.question),
            part=line.question.part,
            try_=line.question.try_,
            outcome=verdict.outcome,
            detail={name: value for name, value in detail.items() if value not in (None, "")},
        )

    def _end(self, question: Question, ending: Ending) -> Event:
        kind = EventKind.REASK if question.reask else EventKind.EXTRA
        milli = None if ending.active_seconds is None else int(1000 * ending.active_seconds)
        event = self.stamp(
            kind,
            **_about(question),
            outcome=ending.outcome,
            rating=ending.rating,
            tries=ending.tries,
            hints=ending.hints,
            active_ms=milli,
        )
        if ending.rating is None:
            (event,) = self.log.append([event])
            return event
        skill = question.variant.id
        last = self.log.last_order()
        event, card = record_answer(
            self.log.card(skill),
            event,
            model=self.model,
            history=partial(self.log.history, skill),
            last=last,
            load=self.log.load,
        )
        (event,) = self.log.append([event], {skill: card})
        self._credit(event, ending.encompasses)
        return event

    def _credit(self, event: Event, encompasses: Sequence[tuple[str, str]]) -> None:
        cards = {skill: card for skill, _ in encompasses if (card := self.log.card(skill)) is not None}
        for credit in credits_for(event, encompasses, cards, lambda: self.log.new_uid(event.at_ms)):
            skill = credit.skill or ""
            history = partial(self.log.history, skill)
            card = apply_credit(cards[skill], credit, history=history, last=self.log.last_order())
            self.log.append([credit], {skill: card})

    def override(self, ended: Event, rating: Rating) -> Card | None:
        """Give a question that has ended another rating; returns the card after it."""
        skill = ended.skill or ""
        with self.log.transaction():
            event = overriding(self.stamp(EventKind.OVERRIDE), ended, rating)
            card = replay_skill(skill, [*self.log.history(skill), event])
            self.log.append([event], {skill: card})
            if rating < Rating.GOOD:
                self._take_back_credit(ended)
        return card

    def _take_back_credit(self, ended: Event) -> None:
        """Undo the implicit credit of a question that was not remembered well after all."""
        given = consequences(ended, standing(self.log.events(session=self.session, kinds=CREDIT_KINDS)))
        credit = [event for event in given if event.kind is EventKind.IMPLICIT]
        if credit:
            self._undo(credit)

    def undo(self, events: Sequence[Event]) -> Event:
        """Take events back, and move the cards to where they were."""
        with self.log.transaction():
            return self._undo(events)

    def _undo(self, events: Sequence[Event]) -> Event:
        event = undoing(self.stamp(EventKind.UNDO), events)
        if any(one.kind is EventKind.RESET and one.skill is None for one in events):
            (event,) = self.log.append([event])
            self.log.replace_cards(implied_cards(self.log))
            return event
        cards = {s: replay_skill(s, [*self.log.history(s), event]) for s in moved_skills(events)}
        self.log.append([event], cards)
        return event

    def set_parameters(self, weights: Sequence[float]) -> None:
        """Let the memory model have other weights from here on: 21 numbers."""
        with self.log.transaction():
            self.log.append([self.stamp(EventKind.PARAMS, detail={"parameters": list(weights)})])

    def reset(self, skills: Sequence[str] | None) -> None:
        """Start over with these skills, None: with all there are; their cards go, their history stays in the log."""
        with self.log.transaction():
            gone = tuple(self.log.cards()) if skills is None else skills
            events = [self.stamp(EventKind.RESET, skill=skill) for skill in ([None] if skills is None else skills)]
            self.log.append(events, dict.fromkeys(gone))

    def lines_of(self, question: Question) -> list[Event]:
        """Return the lines of a question that goes on, those that still stand."""
        left = standing(self.log.events(session=self.session))
        lines: list[Event] = []
        for event in reversed(left):
            if event.ends_question or event.skill != question.variant.id:
                break
            if event.kind is EventKind.ANSWER:
                lines.append(event)
        return lines

    def last_question(self) -> tuple[Event, ...]:
        """Return the last question of this session that still stands, with all that belongs to it."""
        return last_question(self.log.events(session=self.session))

    def flag(self, question: Question, text: str) -> None:
        """Mark a problem as one that needs a look."""
        self.log.append([self.stamp(EventKind.FLAG, **_about(question), detail={"on": True, "text": text[:500]})])


def _about(question: Question) -> dict[str, Any]:
    variant = question.variant
    return {"skill": variant.id, "revision": variant.revision, "variant": variant.variant}
