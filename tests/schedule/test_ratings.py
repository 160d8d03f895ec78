"""From how a question went to a rating, row by row of the table a learner can read."""

import pytest

from calcquiz.records.rating import Rating
from calcquiz.records.verdict import Outcome
from calcquiz.schedule.ratings import PartResult, active_seconds, expected_seconds, rate_question

RIGHT, WRONG, PARTIAL, UNDECIDED = Outcome.CORRECT, Outcome.INCORRECT, Outcome.PARTIAL, Outcome.UNDECIDED
AGAIN, HARD, GOOD, EASY = Rating
OWN = (10, 20, 30, 40, 50)


@pytest.mark.parametrize(
    ("part", "rating"),
    [
        ({"outcome": RIGHT}, GOOD),
        ({"outcome": RIGHT, "tries": 2}, HARD),  # right at a later try
        ({"outcome": RIGHT, "hints": 1}, HARD),
        ({"outcome": PARTIAL}, HARD),  # partly right in the end
        ({"outcome": PARTIAL, "tries": 2}, HARD),
        ({"outcome": WRONG, "tries": 2}, AGAIN),  # wrong at the last try, or gave up
        ({"outcome": RIGHT, "solution_opened": True}, AGAIN),
        ({"outcome": UNDECIDED, "own_rating": HARD}, HARD),  # the learner has the last word
        ({"outcome": UNDECIDED, "own_rating": EASY}, EASY),
        ({"outcome": UNDECIDED}, None),  # nobody has judged it
    ],
)
def test_each_way_a_question_can_go_has_its_rating(part, rating):
    assert rate_question([PartResult(**part)], seconds=20, expected=60) == rating


@pytest.mark.parametrize(
    ("seconds", "easy", "recent", "rating"),
    [
        (120, False, (), GOOD),  # exactly twice the expected time is not slower than it
        (120.5, False, (), HARD),
        (None, False, (), GOOD),  # an unknown time is held against nobody
        (14, False, OWN, GOOD),  # Easy is off unless switched on
        (14, True, OWN, EASY),  # faster than half the own median of 30
        (15, True, OWN, GOOD),
        (1, True, OWN[:4], GOOD),  # four times are not yet a habit
        (None, True, OWN, GOOD),
    ],
)
def test_time_makes_a_right_answer_hard_or_easy(seconds, easy, recent, rating):
    parts = [PartResult(outcome=RIGHT)]
    assert rate_question(parts, seconds=seconds, expected=60, recent=recent, easy=easy) == rating


def test_speed_never_makes_a_helped_answer_easy():
    parts = [PartResult(outcome=RIGHT, hints=1)]
    assert rate_question(parts, seconds=1, expected=60, recent=OWN, easy=True) == HARD


@pytest.mark.parametrize(
    ("outcomes", "rating"),
    [((RIGHT, RIGHT), GOOD), ((RIGHT, PARTIAL), HARD), ((WRONG, RIGHT), AGAIN), ((WRONG, UNDECIDED), AGAIN)],
)
def test_a_question_of_several_parts_is_rated_by_its_worst(outcomes, rating):
    parts = [PartResult(outcome=outcome) for outcome in outcomes]
    assert rate_question(parts, seconds=20, expected=60) == rating


def test_the_expected_time_comes_from_difficulty_until_there_are_five_own_times():
    assert [expected_seconds((), difficulty) for difficulty in range(1, 6)] == [30, 60, 120, 240, 400]
    assert expected_seconds(OWN[:4], 2, parts=3) == 180
    assert expected_seconds(OWN, 2, parts=3) == 30


def test_a_pause_makes_the_time_unknown():
    assert active_seconds(600, 10) == 600
    assert active_seconds(600.1, 10) is None
    assert active_seconds(2000, 400) == 2000
    assert active_seconds(2000.1, 400) is None
