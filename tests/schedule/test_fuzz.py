"""Fuzz: Anki's bounds, the same choice everywhere, the lightest day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcquiz.schedule.fuzz import choose_interval, fuzz_bounds

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("interval", "bounds"),
    [
        (1, (1, 1)),  # too short to spread
        (2, (2, 2)),
        (3, (2, 4)),  # 1 + 0.15 × 0.5 days on either side
        (7, (5, 9)),  # 1 + 0.15 × 4.5 = 1.675
        (20, (17, 23)),  # 1 + 0.675 + 0.1 × 13 = 2.975
        (100, (93, 107)),  # 2.975 + 0.05 × 80 = 6.975
        (36_500, (34_673, 36_500)),  # no longer than the longest interval
    ],
)
def test_the_bounds_are_those_of_anki(interval, bounds):
    assert fuzz_bounds(interval) == bounds


@given(st.integers(1, 36_500), st.integers(0, 36_500), st.integers(1, 500))
def test_a_choice_lies_inside_the_bounds_and_never_below_a_shorter_previous_interval(raw, previous, reps):
    chosen = choose_interval("power-rule", reps, raw, day=DAY, previous_days=previous)
    low, high = fuzz_bounds(raw)
    assert low <= chosen <= high or previous > low
    if raw > previous:
        assert chosen >= previous
    assert 1 <= chosen <= 36_500


def test_the_choice_is_the_same_on_every_machine():
    skills = ("power-rule", "chain-rule", "by-parts")
    assert [choose_interval(skill, 4, 100, day=DAY) for skill in skills] == [105, 99, 102]
    assert [choose_interval("by-parts", repetitions, 100, day=DAY) for repetitions in (1, 2, 3)] == [106, 99, 107]


def test_the_lightest_day_inside_the_bounds_is_taken():
    busy = {DAY + timedelta(days=n): 5 for n in range(8, 13)} | {DAY + timedelta(days=11): 4}
    assert choose_interval("power-rule", 1, 10, day=DAY, load=lambda _a, _b: busy) == 11


def test_only_the_days_inside_the_bounds_are_counted():
    asked = []
    choose_interval("power-rule", 1, 10, day=DAY, load=lambda first, last: asked.append((first, last)) or {})
    assert asked == [(date(2026, 3, 10), date(2026, 3, 14))]


def test_days_equally_light_are_drawn_as_without_a_load():
    free = choose_interval("power-rule", 7, 100, day=DAY)
    assert choose_interval("power-rule", 7, 100, day=DAY, load=lambda _a, _b: {}) == free
