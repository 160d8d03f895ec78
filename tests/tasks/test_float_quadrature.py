"""Floats tell an integral to ten digits where two subdivisions agree, and say nothing where they do not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import mp, mpf

from calcquiz.algebra.parse import parse
from calcquiz.algebra.precise import mp_value
from calcquiz.tasks.float_quadrature import float_integral


def integral(text, low, high, **values):
    tree = parse(text, {"t", *values}, author=True)
    found = float_integral(tree, "t", {name: mpf(value) for name, value in values.items()}, mpf(low), mpf(high))
    return None if found is None else float(found)


@pytest.mark.parametrize(
    ("text", "low", "high", "exact"),
    [
        ("t^2", -1, 2, "3"),
        ("exp(-3*t)", 0, 2, "(1 - exp(-6))/3"),
        ("1/t", 1, 9, "log(9)"),
        ("cos(5*t)*t", 0, 3, "3*sin(15)/5 + cos(15)/25 - 1/25"),
        ("1/(1 + t^2)", 2, 0, "-atan(2)"),  # from right to left
        ("7", 4, 4, "0"),
        ("exp(-t)", 0, "inf", "1"),
        ("t^2*exp(t)", "-inf", 0, "2"),
        ("exp(-(t - 3)^2)", "-inf", "inf", "sqrt(pi)"),
        ("1/t^(3/2)", 1, "inf", "2"),
        ("exp(-t)*sin(t)", 0, "inf", "1/2"),  # waves that die out
    ],
)
def test_ten_digits_and_more_of_smooth_integrands(text, low, high, exact):
    assert integral(text, low, high) == pytest.approx(float(mp_value(parse(exact), {})), rel=1e-11, abs=1e-11)


def test_other_names_stand_for_their_values():
    assert integral("a*t + b", 0, 2, a="1.5", b="-0.25") == pytest.approx(2.5, rel=1e-14)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("1/t", -1, 1),  # a pole inside, whose two sides cancel
        ("1/(t - 1)", 0, 5),
        ("t/(t^2 - 2)", -3, 3),
        ("1/sqrt(t)", 0, 1),  # a pole at an end
        ("sqrt(t - 1)", 0, 2),  # no value on half of the way
        ("abs(t - 1/3)", -1, 1),  # a corner
        ("floor(t)", 0, "2.5"),  # a jump
        ("sin(500*t)", 0, 9),  # too many waves for the nodes
        ("(10^9 + sin(t)) - 10^9", 0, 1),  # what is left after cancelling has few digits
        ("cos(t)", 0, "inf"),  # it swings for ever
        ("1/t", 1, "inf"),
        ("1/t^1.1", 1, "inf"),  # a tail too slow for floats
        ("exp(t)", 0, "inf"),
        ("t^9", 0, "inf"),  # larger than any float far out
        ("exp(-t)", "inf", 0),  # from the infinite end: exchange the ends first
        ("b*t", 0, 1),  # a name that stands for nothing
    ],
)
def test_nothing_is_said_where_the_subdivisions_disagree(text, low, high):
    tree = parse(text, {"t", "b"}, author=True)
    assert float_integral(tree, "t", {}, mpf(low), mpf(high)) is None


PIECES = ["t^3 - 2*t", "exp(-t^2)", "sin(3*t)", "log(t + 5)", "sqrt(t + 4)", "1/(t^2 + 1)", "sigma(4*t)", "cbrt(t)"]


@settings(max_examples=25, deadline=None)
@given(
    first=st.sampled_from(PIECES),
    second=st.sampled_from(PIECES),
    ends=st.tuples(st.fractions(-3, 3, max_denominator=7), st.fractions(-3, 3, max_denominator=7)),
)
def test_where_something_is_said_it_agrees_with_quadrature_at_high_precision(first, second, ends):
    tree = parse(f"({first})*({second})", {"t"})
    low, high = (mpf(end.numerator) / end.denominator for end in ends)
    found = float_integral(tree, "t", {}, low, high)
    if found is not None:
        pieces = [low, (2 * low + high) / 3, 0, high] if low * high < 0 else [low, (low + high) / 2, high]
        with mp.workdps(25):
            right = mp.quad(lambda t: mp_value(tree, {"t": t}, 25), pieces)
        assert abs(found - right) < 1e-10 * max(1, abs(right))
