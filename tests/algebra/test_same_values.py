"""Two formulas are told apart at a simple point where that is enough, and by all points where it is not."""

import pytest

from calcquiz.algebra.parse import parse
from calcquiz.algebra.points import Domain
from calcquiz.algebra.probe import compare, has_values, same_values

DOMAIN = Domain()
POSITIVE = Domain(positive=frozenset({"x"}))


def read(text):
    return parse(text, {"x", "y", "n"}, author=True)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("(x + 1)^2", "x^2 + 2*x + 1", True),
        ("sin(x)^2 + cos(x)^2", "1", True),
        ("x + y", "y + x", True),
        ("2*x", "3*x", False),
        ("x*y", "x + y", False),
        ("x", "x + 10^-9", False),  # closer than a first look sees
        ("x", "pick(x < 40, x, x + 1)", False),  # apart far out only
        ("sqrt(x^2)", "x", False),
        ("abs(x - 7)", "x - 7", False),
        ("sqrt(x - 100)", "sqrt(x - 100) + 1", False),  # no simple point has a value
        ("7/2", "3.5", True),
        ("sqrt(2)", "1.41421356237", False),
        ("sqrt(-1 - x^2)", "log(-1 - x^2)", None),  # nowhere defined
    ],
)
def test_the_verdict_is_that_of_the_comparison_at_all_points(left, right, same):
    trees = read(left), read(right)
    assert same_values(*trees, DOMAIN) is same
    assert compare(*trees, DOMAIN).equal is same


def test_what_is_equal_for_positive_values_is_the_same_there():
    assert same_values(read("sqrt(x^2)"), read("x"), POSITIVE) is True
    assert same_values(read("log(x^2)"), read("2*log(x)"), POSITIVE) is True


@pytest.mark.parametrize(
    ("formula", "defined"),
    [
        ("x^2 + y", True),
        ("log(x)", True),
        ("sqrt(x - 20)", True),  # at no simple point
        ("asin(x/1000)", True),
        ("sqrt(-1 - x^2)", False),
        ("1/(x - x)", False),
        ("log(-3)", False),
        ("exp(2)", True),
    ],
)
def test_a_formula_is_defined_where_enough_points_have_a_value(formula, defined):
    assert has_values(read(formula), DOMAIN) is defined


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("12*x^2/exp(4*x^3)", "12*x^2*exp(-4*x^3)"),  # e^(x^3) outgrows all numbers where its reciprocal is tiny
        ("sin(exp(2*x^2 + 1))", "sin(e*exp(2*x^2))"),  # the angle outgrows its digits
    ],
)
def test_what_outgrows_the_numbers_does_not_tell_equal_formulas_apart(left, right):
    result = compare(read(left), read(right), DOMAIN)
    assert result.equal is True
    assert result.right_only == 0


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("20*(1-tanh(5*x-2)^2)", "20*sech(5*x-2)^2", True),
        ("sqrt(1-tanh(5*x-2)^2)", "sech(5*x-2)", True),
        ("(1-tanh(3*x)^2)^2", "sech(3*x)^4", True),
        ("1-tanh(x)^2", "sech(x)^2+10^(-30)", False),
        ("0*x", "exp(-x^2)", False),
        ("exp(-x^2)", "exp(-x^2)+exp(-3*x^2)", False),
    ],
)
def test_what_cancels_to_almost_nothing_far_out_is_looked_at_with_more_digits(left, right, same):
    assert same_values(read(left), read(right), DOMAIN) is same
