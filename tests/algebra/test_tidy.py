"""Tidying: what is worked out from decimals stays a decimal, as a learning rate does in a textbook."""

from fractions import Fraction

import pytest

from calcquiz.algebra.parse import parse
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tidy import tidy, worked_out
from calcquiz.algebra.tree import Number


@pytest.mark.parametrize(
    ("written", "tidied"),
    [
        ("2 - 0.1*6", "1.4"),  # a descent step
        ("0.05*3*x", "0.15*x"),
        ("-(0.1*3)", "-0.3"),
        ("x + 0.1*(-3)", "x - 0.3"),
        ("(1 - 0.9^3)/(1 - 0.9)", "2.71"),  # three discounted rewards
        ("2/(1 - 0.9)", "20"),  # whole numbers need no point
        ("1/(1 - 0.4)", "5/3"),  # no decimal says this exactly
        ("0.001^3", "1/1000000000"),  # too many places to read
        ("1/10 + 1/5", "3/10"),  # fractions stay fractions
        ("max(0.25, 0.5)", "0.5"),
        ("0.50*x", "0.50*x"),  # what is not worked out stays as typed
    ],
)
def test_arithmetic_with_decimals_gives_decimals_and_with_fractions_gives_fractions(written, tidied):
    assert to_text(tidy(parse(written, {"x"}))) == tidied


@pytest.mark.parametrize("value", [Fraction(-7, 20), Fraction(1, 64), Fraction(123456, 10**6), Fraction(1, 10**6)])
def test_a_number_worked_out_means_what_is_printed(value):
    text = to_text(worked_out(value, Number(Fraction(1, 10), "0.1")))
    assert tidy(parse(text)).value == value
