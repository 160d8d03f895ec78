"""Ticks: round numbers a person would choose."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcquiz.plotting.ticks import number_text, pi_text, pi_ticks, round_step, round_ticks


def texts(ticks):
    return [text for _, text in ticks]


@pytest.mark.parametrize(
    ("low", "high", "most", "written"),
    [
        (-5, 5, 5, ["-4", "-2", "0", "2", "4"]),
        (0, 1, 6, ["0", "0.2", "0.4", "0.6", "0.8", "1"]),
        (-1.1, 1.1, 5, ["-1", "-0.5", "0", "0.5", "1"]),
        (0, 3e6, 4, ["0", "1e6", "2e6", "3e6"]),
        (0, 4e-5, 5, ["0", "1e-5", "2e-5", "3e-5", "4e-5"]),
        (-1e18, 1e18, 3, ["-1e18", "0", "1e18"]),
    ],
)
def test_ticks_are_round(low, high, most, written):
    assert texts(round_ticks(low, high, most)) == written


@pytest.mark.parametrize(
    ("periods", "most", "written"),
    [
        (1, 9, ["-π", "-3π/4", "-π/2", "-π/4", "0", "π/4", "π/2", "3π/4", "π"]),
        (1, 5, ["-π", "-π/2", "0", "π/2", "π"]),
        (2, 5, ["-2π", "-π", "0", "π", "2π"]),
    ],
)
def test_angles_are_told_in_multiples_of_pi(periods, most, written):
    assert texts(pi_ticks(-periods * math.pi, periods * math.pi, most)) == written


@given(low=st.floats(-1e9, 1e9), width=st.floats(1e-6, 1e12), most=st.integers(1, 9))
def test_ticks_are_in_the_window_and_never_too_many(low, width, most):
    high = low + width
    if low < high:
        ticks = round_ticks(low, high, most)
        assert len(ticks) <= most
        least = 1e-6 * width + 1e-15 * abs(low)  # the last bits of a float
        assert all(low - least <= tick <= high + least for tick, _ in ticks)
        assert len(set(texts(ticks))) == len(ticks) or abs(low) > 100 * width


@given(least=st.floats(1e-300, 1e300))
def test_a_round_step_is_not_below_what_is_asked_and_less_than_three_times_it(least):
    assert least * (1 - 1e-8) <= round_step(least) <= 2.51 * least


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (2.0, "2"),
        (-1 / 3, "-0.3333"),
        (1234567.0, "1.235e6"),
        (0.0, "0"),
        (1e-5, "1e-5"),
        (99999.4, "99999"),
        (1e18, "1e18"),
    ],
)
def test_a_number_is_written_short(value, written):
    assert number_text(value) == written


def test_halves_of_pi_read_as_in_a_book():
    assert [pi_text(Fraction(k, 2)) for k in (-3, -2, -1, 0, 1)] == ["-3π/2", "-π", "-π/2", "0", "π/2"]
