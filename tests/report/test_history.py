"""History: the log read as questions."""

from datetime import date

from calcquiz.records.event import Event, EventKind
from calcquiz.records.rating import Rating
from calcquiz.records.verdict import Outcome
from calcquiz.report.history import past_questions


def event(number: int, kind: EventKind, **columns: object) -> Event:
    given = {"skill": "power-rule", "variant": 3, "revision": 1, "seq": number} | columns
    return Event(
        uid=f"{number:032x}",
        device="desk",
        session="s",
        kind=kind,
        at_ms=1000 * number,
        utc_offset_min=60,
        study_day=date(2026, 3, 2),
        **given,  # type: ignore[arg-type]
    )


WRONG = event(
    1,
    EventKind.ANSWER,
    part=1,
    try_=1,
    outcome=Outcome.INCORRECT,
    detail={"statement": "Differentiate $x^2$.", "ask": "", "response": "x", "message": "No.", "mistake": "halved"},
)
RIGHT = event(2, EventKind.ANSWER, part=1, try_=2, outcome=Outcome.CORRECT, detail={"response": "2x", "key": "2*x"})
ENDED = event(3, EventKind.REVIEW, outcome=Outcome.CORRECT, rating=Rating.HARD, active_ms=30_000)


def test_a_question_comes_with_every_graded_line_as_it_was_shown() -> None:
    (question,) = past_questions([ENDED, WRONG, RIGHT])
    assert (question.number, question.statement, question.rating) == (3, "Differentiate $x^2$.", Rating.HARD)
    assert [(line.response, line.outcome, line.mistake, line.key) for line in question.lines] == [
        ("x", Outcome.INCORRECT, "halved", None),
        ("2x", Outcome.CORRECT, None, "2*x"),
    ]
    assert question.seconds == 30


def test_the_rating_is_the_one_the_learner_gave_last() -> None:
    better = event(4, EventKind.OVERRIDE, rating=Rating.GOOD, detail={"uid": ENDED.uid})
    (question,) = past_questions([WRONG, RIGHT, ENDED, better])
    assert question.rating is Rating.GOOD


def test_a_question_that_was_taken_back_is_marked() -> None:
    gone = event(4, EventKind.UNDO, detail={"uids": [ENDED.uid, RIGHT.uid, WRONG.uid]})
    (question,) = past_questions([WRONG, RIGHT, ENDED, gone])
    assert question.undone
    assert len(question.lines) == 2


def test_a_line_that_was_taken_back_is_no_part_of_the_question_that_followed() -> None:
    gone = event(2, EventKind.UNDO, detail={"uids": [WRONG.uid]})
    (question,) = past_questions([WRONG, gone, event(3, EventKind.ANSWER, outcome=Outcome.CORRECT), ENDED])
    assert not question.undone
    assert [line.outcome for line in question.lines] == [Outcome.CORRECT]
