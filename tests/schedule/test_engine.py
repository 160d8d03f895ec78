"""The memory model against py-fsrs itself, and the values it does not check."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calcquiz.records.card import Card, Memory
from calcquiz.records.errors import UsageError
from calcquiz.records.rating import Rating
from calcquiz.schedule.engine import Model, engine_version, step

HISTORIES = st.lists(st.tuples(st.sampled_from([1, 2, 3, 3, 3, 4]), st.integers(0, 400)), min_size=1, max_size=12)


def test_six_answers_end_at_the_pinned_memory():
    """Ratings 1,3,3,3,3,3 at gaps 0,0,1,3,8,21 days, from SCHEDULING's example."""
    memory, intervals = None, []
    for rating, gap in zip([1, 3, 3, 3, 3, 3], [0, 0, 1, 3, 8, 21], strict=True):
        memory, interval = step(memory, rating, gap)
        intervals.append(interval)
    assert memory is not None
    assert memory.stability == pytest.approx(53.626903, abs=5e-7)
    assert memory.difficulty == pytest.approx(6.357487, abs=5e-7)
    assert intervals == [1, 1, 2, 8, 22, 54]


def reference(history, retention=0.9):
    """The same history through py-fsrs as its own documentation uses it, at noon of real days."""
    from fsrs import Card as FsrsCard
    from fsrs import Rating as FsrsRating
    from fsrs import Scheduler

    scheduler = Scheduler(desired_retention=retention, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card, now, intervals = FsrsCard(card_id=7), datetime(2026, 3, 2, 12, tzinfo=UTC), []
    for rating, gap in history:
        now += timedelta(days=gap)
        card, _ = scheduler.review_card(card, FsrsRating(rating), now)
        intervals.append((card.due - now).days)
    return card, intervals


def agrees(history):
    memory, intervals = None, []
    for rating, gap in history:
        memory, interval = step(memory, rating, gap)
        intervals.append(interval)
    card, expected = reference(history)
    assert intervals == expected
    assert memory == Memory(stability=card.stability, difficulty=card.difficulty)


@given(HISTORIES)
@settings(max_examples=200, deadline=None)
def test_every_history_agrees_with_py_fsrs(history):
    agrees(history)


@pytest.mark.full
@given(HISTORIES)
@settings(max_examples=5_000, deadline=None)
def test_five_thousand_histories_agree_with_py_fsrs(history):
    agrees(history)


@given(st.floats(0.001, 5000), st.floats(0.1, 0.8), st.integers(0, 5000))
def test_recall_falls_from_one_and_is_nine_tenths_after_the_stability(stability, decay, days):
    from datetime import date

    day = date(2026, 3, 2)
    card = Card(
        skill="power-rule",
        stability=stability,
        difficulty=5,
        first_day=day,
        last_day=day,
        due_day=day,
        interval_days=1,
        repetitions=1,
        lapses=0,
        last_rating=Rating.GOOD,
        seen_ms=0,
    )
    assert card.recall(day, decay) == 1
    assert card.recall(day - timedelta(days=3), decay) == 1  # the clock went back
    later = card.recall(day + timedelta(days=days + 1), decay)
    assert 0 < later < card.recall(day + timedelta(days=days), decay) <= 1
    assert (later >= 0.9) == (days + 1 <= stability) or abs(days + 1 - stability) < 1e-6 * stability


@pytest.mark.parametrize("rating", [0, 5, -1])
def test_a_rating_that_is_none_is_refused(rating):
    with pytest.raises(UsageError) as caught:
        step(None, rating, 0)
    assert caught.value.message == f"{rating} is not a rating"
    assert caught.value.advice == "Write 1 (Again), 2 (Hard), 3 (Good) or 4 (Easy)."


@pytest.mark.parametrize("gap", [-1, 1_000_001])
def test_a_gap_nobody_can_have_waited_is_refused(gap):
    with pytest.raises(UsageError) as caught:
        step(Memory(stability=1, difficulty=5), 3, gap)
    assert caught.value.message == f"a gap of {gap} days is out of range"
    assert caught.value.advice == "Write a number of days from 0 to 1000000."


def test_the_longest_gap_is_still_scheduled():
    assert step(Memory(stability=1, difficulty=5), 3, 1_000_000)[1] > 1


@pytest.mark.parametrize(
    ("given", "message", "advice"),
    [
        (
            {"desired_retention": 1.0},
            "the desired retention 1.0 is not a probability",
            "Write a number between 0 and 1, such as 0.9.",
        ),
        (
            {"desired_retention": float("nan")},
            "the desired retention nan is not a probability",
            "Write a number between 0 and 1, such as 0.9.",
        ),
        (
            {"maximum_interval": 0},
            "the longest interval 0 is out of range",
            "Write a number of days from 1 to 36500.",
        ),
    ],
)
def test_a_model_out_of_range_is_refused(given, message, advice):
    with pytest.raises(UsageError) as caught:
        Model(**given)
    assert (caught.value.message, caught.value.advice) == (message, advice)


def test_weights_of_another_model_are_refused():
    with pytest.raises(UsageError) as caught:
        step(None, 3, 0, Model(parameters=(1.0,) * 19))
    assert caught.value.message == "these weights are not those of FSRS-6: Expected 21 parameters, got 19."
    assert caught.value.advice == "Give 21 numbers, each within the bounds of py-fsrs."


def test_no_interval_is_longer_than_the_longest_allowed():
    memory = Memory(stability=5000, difficulty=5)
    assert step(memory, 3, 5000, Model(maximum_interval=30))[1] == 30


def test_a_higher_retention_asks_sooner():
    memory = Memory(stability=50, difficulty=5)
    intervals = [step(memory, 3, 50, Model(desired_retention=r))[1] for r in (0.8, 0.9, 0.95)]
    assert intervals == sorted(intervals, reverse=True)
    assert len(set(intervals)) == 3


def test_the_engine_is_the_minor_version_that_is_pinned():
    assert engine_version().startswith("6.3.")
