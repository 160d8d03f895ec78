"""The sheet of a quiz: which questions it has and until when, as it stands in the log, so that it can be resumed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from calcquiz.records.event import Event, EventKind, standing
from calcquiz.storage.log import EventLog

BEGUN, ENDED = "begin", "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizSheet:
    """One quiz."""

    session: str
    seed: int
    where: str
    """As it was typed."""
    questions: tuple[tuple[str, int], ...]
    """Skill and variant of each, in the order of asking."""
    ends_at_ms: int

    def detail(self) -> dict[str, Any]:
        """Return the sheet as it goes into the log."""
        questions = [list(question) for question in self.questions]
        return {"phase": BEGUN, "where": self.where, "questions": questions, "ends_at_ms": self.ends_at_ms}


def open_quiz(log: EventLog) -> QuizSheet | None:
    """Return the last quiz that was begun and not ended, whether its time is up or not."""
    events = standing(log.events(kinds={EventKind.QUIZ, EventKind.UNDO}))
    if not events or events[-1].detail.get("phase") != BEGUN:
        return None
    return _sheet(events[-1])


def _sheet(event: Event) -> QuizSheet:
    detail = event.detail
    return QuizSheet(
        session=event.session,
        seed=event.seed or 0,
        where=str(detail.get("where", "")),
        questions=tuple((str(skill), int(variant)) for skill, variant in detail["questions"]),
        ends_at_ms=int(detail["ends_at_ms"]),
    )


def answered(log: EventLog, sheet: QuizSheet) -> dict[tuple[str, int], list[Event]]:
    """Return the graded lines of each question that has ended, by skill and variant."""
    events = standing(log.events(session=sheet.session))
    ended = {(event.skill, event.variant) for event in events if event.ends_question}
    lines: dict[tuple[str, int], dict[int, Event]] = {}
    for event in events:
        if event.kind is EventKind.ANSWER and (event.skill, event.variant) in ended:
            # A question that was left between two parts is asked again: the later line counts.
            lines.setdefault((event.skill or "", event.variant or 0), {})[event.part or 1] = event
    return {question: list(parts.values()) for question, parts in lines.items()}


def unanswered(sheet: QuizSheet, done: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return the questions that are still to be asked, in order."""
    gone = set(done)
    return [question for question in sheet.questions if question not in gone]
