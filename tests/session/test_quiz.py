"""The quiz: no hints, no feedback, marks at the end, resumable until its time is up."""

from datetime import timedelta

from session_table import right

from calcquiz.records.event import EventKind
from calcquiz.records.moment import Graded, Notice, Question, Solution, Summary


def asked(moments):
    """The questions that were asked, not those that are marked at the end: a mark begins with what was answered."""
    followed = zip(moments, [*moments[1:], None], strict=True)
    return [
        (m.variant.id, m.variant.variant)
        for m, after in followed
        if isinstance(m, Question) and m.part == 1 and not (isinstance(after, Notice) and "You answered" in after.text)
    ]


def notices(moments):
    return [moment.text for moment in moments if isinstance(moment, Notice)]


def test_verdicts_and_solutions_come_after_the_last_answer(table):
    moments = table.quiz([right, "0", right, "0", right, right])
    verdicts = [n for n, moment in enumerate(moments) if isinstance(moment, Graded) and moment.over]
    noted = [n for n, moment in enumerate(moments) if isinstance(moment, Notice) and moment.text.startswith("Noted")]
    assert len(noted) == 3
    assert max(noted) < min(verdicts)
    assert any(isinstance(moment, Solution) for moment in moments)
    summary = moments[-1]
    assert isinstance(summary, Summary)
    assert (summary.asked, summary.right, summary.wrong, summary.skipped) == (3, 2, 1, 0)


def test_a_quiz_that_was_left_goes_on_with_what_was_not_answered(table):
    first = table.quiz([right, "/quit"])
    assert notices(first)[-1] == "Left. `calcquiz quiz` goes on while there is time."
    table.now += timedelta(minutes=5)
    second = table.quiz([right] * 5)
    assert notices(second)[0].startswith("You left a quiz: 1 of 3 done, 15 minutes left.")
    assert asked(first)[1] == asked(second)[0]  # the question that was on the screen
    assert not set(asked(first)[:1]) & set(asked(second))
    assert (second[-1].asked, second[-1].right) == (3, 3)
    assert not notices(table.quiz([None]))[0].startswith("You left")  # it has ended: a new one begins


def test_when_the_time_is_up_the_quiz_shows_its_marks_and_ends(table):
    table.quiz([right, "/quit"], minutes=10)
    table.now += timedelta(minutes=11)
    moments = table.quiz([right] * 5)
    assert notices(moments)[0] == "The time of the quiz you left is up. Here are its marks."
    assert (moments[-1].asked, moments[-1].right, moments[-1].skipped) == (1, 1, 2)


def test_an_answer_after_the_end_does_not_count(table):
    def late(question, key):
        table.now += timedelta(minutes=30)
        return key

    moments = table.quiz([right, late])
    assert "Time is up. This answer came too late and does not count." in notices(moments)
    assert (moments[-1].asked, moments[-1].skipped) == (1, 2)


def test_a_skipped_question_comes_last_and_hints_are_not_given(table):
    moments = table.quiz(["/skip", "/hint", right, right, right, right])
    names = asked(moments)
    assert names[0] == names[-1]
    assert any("A quiz has no hints." in text for text in notices(moments))
    assert moments[-1].right == 3


def test_the_first_answer_ever_is_a_review_in_a_quiz_too(table):
    table.quiz([right] * 5)
    kinds = [event.kind for event in table.events]
    assert kinds.count(EventKind.REVIEW) == 3
    assert (kinds[0], kinds[-1]) == (EventKind.QUIZ, EventKind.QUIZ)


def test_what_cannot_be_read_is_told_at_once_and_asked_again(table):
    moments = table.quiz(["((", right, right, right, right], count=1)
    assert moments[-1].asked == 1
    assert len([m for m in moments if isinstance(m, Graded) and not m.over]) == 1


def test_the_marks_show_steps_that_are_worked_out_automatically_and_the_learners_own_first_part(table):
    moments = table.quiz(["0", "0"], skills=["two-steps"], count=1)
    solutions = [moment for moment in moments if isinstance(moment, Solution)]
    assert solutions
    assert all(any(step.after for step in solution.steps) for solution in solutions)


def test_a_question_whose_answer_cannot_be_worked_out_is_left_out(table, monkeypatch):
    from calcquiz.records.errors import OutOfTimeError
    from calcquiz.session.shelf import Shelf

    whole = Shelf.complete

    def complete(shelf, variant, given=None):
        if variant.id == "slope-of-power":
            raise OutOfTimeError("this took longer than 2 seconds", "Try a simpler formula.")
        return whole(shelf, variant, given)

    monkeypatch.setattr(Shelf, "complete", complete)
    moments = table.quiz(["1", "1", "1", "a"])
    assert any("It is left out." in text for text in notices(moments))
    assert (moments[-1].asked, moments[-1].skipped) == (2, 1)
