"""The forecast: cards played on day by day."""

from datetime import date, timedelta

import pytest

from calcquiz.records.card import Card
from calcquiz.records.rating import Rating
from calcquiz.schedule.engine import Model, step
from calcquiz.session.forecasting import forecast

TODAY = date(2026, 3, 2)


def card(skill: str, *, last: int, due: int, stability: float = 10.0) -> Card:
    """A card that was answered `last` days ago and is due in `due` days."""
    return Card(
        skill=skill,
        stability=stability,
        difficulty=5.0,
        first_day=TODAY - timedelta(days=last),
        last_day=TODAY - timedelta(days=last),
        due_day=TODAY + timedelta(days=due),
        interval_days=max(1, last + due),
        repetitions=1,
        lapses=0,
        last_rating=Rating.GOOD,
        seen_ms=0,
    )


def test_what_is_overdue_counts_today_and_what_comes_later_on_its_day() -> None:
    cards = [card("a", last=9, due=-3), card("b", last=2, due=0), card("c", last=1, due=4), card("d", last=1, due=40)]
    days = forecast(cards, TODAY, 30, Model()).days
    assert [load.due for load in days[:5]] == [2, 0, 0, 0, 1]
    assert sum(load.due for load in days) == 3
    assert len(days) == 30


def test_a_review_that_is_remembered_comes_back_after_the_interval_of_the_model() -> None:
    one = card("a", last=3, due=2, stability=3.0)
    _, interval = step(one.memory, Rating.GOOD, 5, Model())
    days = forecast([one], TODAY, 60, Model()).days
    back = [number for number, load in enumerate(days) if load.follow_ups]
    assert back[0] == 2 + interval


@pytest.mark.parametrize("retention", [0.8, 0.95])
def test_a_higher_retention_brings_more_reviews(retention: float) -> None:
    cards = [card(f"s{n}", last=1, due=n) for n in range(5)]
    usual = forecast(cards, TODAY, 90, Model()).reviews
    other = forecast(cards, TODAY, 90, Model(desired_retention=retention)).reviews
    assert (other > usual) == (retention > 0.9)
