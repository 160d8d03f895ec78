"""Inequalities, and intervals written as inequalities: the same points, ends and brackets told apart."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calcquiz.checking.check import check
from calcquiz.records.rules import Rules
from calcquiz.records.variant import Kind
from calcquiz.records.verdict import Outcome

RIGHT, WRONG, PARTLY, OPEN = Outcome.CORRECT, Outcome.INCORRECT, Outcome.PARTIAL, Outcome.UNDECIDED


def judged(typed, key, kind=Kind.INEQUALITY, **rules):
    return check(typed, key, kind, Rules(open_names=True, **rules))


@pytest.mark.parametrize(
    ("typed", "key", "outcome"),
    [
        # One variable.
        ("x > 1", "x > 1", RIGHT),
        ("1 < x", "x > 1", RIGHT),
        ("-2 > -2x", "x > 1", RIGHT),
        ("x - 1 > 0", "x > 1", RIGHT),
        ("2x > 2", "x > 1", RIGHT),
        ("x >= 1", "x > 1", PARTLY),
        ("x < 1", "x > 1", WRONG),
        ("x > 2", "x > 1", WRONG),
        ("x > 1.0000001", "x > 1", WRONG),
        ("x = 1", "x > 1", WRONG),
        ("x != 1", "x > 1", WRONG),
        ("3 <= x", "2*x - 1 >= 5", RIGHT),
        ("x >= 1/3", "3*x >= 1", RIGHT),
        ("x >= 0.333", "3*x >= 1", WRONG),
        ("x > sqrt(2)", "x*sqrt(2) > 2", RIGHT),
        ("x > 1.41421356", "x > sqrt(2)", WRONG),
        ("-2 < x < 2", "x^2 < 4", RIGHT),
        ("|x| < 2", "x^2 < 4", RIGHT),
        ("x < 2 and x > -2", "x^2 < 4", RIGHT),
        ("not (x >= 2 or x <= -2)", "x^2 < 4", RIGHT),
        ("x < 2", "x^2 < 4", WRONG),
        ("x < 2 or x > -2", "x^2 < 4", WRONG),
        ("x < -2 or x > 2", "x^2 < 4", WRONG),
        ("-2 <= x <= 2", "x^2 < 4", PARTLY),
        ("-2 <= x < 2", "x^2 < 4", PARTLY),
        ("-2 < x < 3", "x^2 < 4", WRONG),
        ("x >= 3 or x <= -3", "x^2 >= 9", RIGHT),
        ("x > 3", "x^2 - 9 >= 0 and x > 3", RIGHT),
        ("0 <= x <= 2", "x^2 <= 2*x", RIGHT),
        ("x <= 2", "x^2 <= 2*x", WRONG),  # divided by x
        ("(a-4)^2 - 16 + 4 >= 0", "a^2 - 8*a + 4 >= 0", RIGHT),
        ("a >= 4 + 2sqrt(3) or a <= 4 - 2sqrt(3)", "a^2 - 8*a + 4 >= 0", RIGHT),
        ("a > 4 + 2sqrt(3) or a <= 4 - 2sqrt(3)", "a^2 - 8*a + 4 >= 0", PARTLY),
        ("2 < x < 5", "x > 2 and (x-5)*(x+3) < 0", RIGHT),
        ("x > 2 and ((x < 5 and x > -3) or (x > 5 and x < -3))", "x > 2 and (x-5)*(x+3) < 0", RIGHT),
        ("(x > -5 and x < -4) or (x > 8 and x < 5)", "-5 < x < -4", RIGHT),  # the second half is empty
        ("x > 3 and x < 2", "x > 5 and x < 1", RIGHT),  # both hold nowhere
        ("x > 3 or x < 4", "x^2 >= 0", RIGHT),  # both hold everywhere
        ("(x - 1)^2 > 0", "x != 1", RIGHT),
        ("x < 1 or x > 1", "x != 1", RIGHT),
        ("not (x = 1)", "x != 1", RIGHT),
        ("x != 0", "x != 1", WRONG),
        ("x != 1 and x != 2", "not (x = 1 or x = 2)", RIGHT),
        ("x != 1 or x != 2", "not (x = 1 or x = 2)", WRONG),
        ("x <= 0 and x >= 0", "x^2 <= 0", RIGHT),
        ("x = 0", "x^2 <= 0", RIGHT),
        # Quotients, roots, logarithms: where they are not defined nothing holds.
        ("x > 0", "1/x > 0", RIGHT),
        ("x >= 0", "1/x > 0", PARTLY),
        ("0 < x < 1", "1/x > 1", RIGHT),
        ("x < 1", "1/x > 1", WRONG),  # multiplied by x
        ("x < 0 or x > 1/2", "1/x < 2", RIGHT),
        ("2x < |x - 1|", "2*x/abs(x - 1) < 1", RIGHT),
        ("x < 1/3", "2*x/abs(x - 1) < 1", RIGHT),
        ("x < 2 or x > 3", "1/(x^2 - 5*x + 6) > 0", RIGHT),
        ("x <= 2 or x >= 3", "1/(x^2 - 5*x + 6) > 0", PARTLY),
        ("(x - 2)(x - 3) > 0", "1/(x^2 - 5*x + 6) > 0", RIGHT),
        ("-1 <= x < 3", "(x + 1)/(x - 3) <= 0", RIGHT),
        ("-1 <= x <= 3", "(x + 1)/(x - 3) <= 0", PARTLY),
        ("x > 4", "sqrt(x) > 2", RIGHT),
        ("0 <= x < 4", "sqrt(x) < 2", RIGHT),
        ("x < 4", "sqrt(x) < 2", WRONG),  # the root needs x >= 0
        ("x > 1", "log(x) > 0", RIGHT),
        ("0 < x < 1", "log(x) < 0", RIGHT),
        ("x < 1", "log(x) < 0", WRONG),
        ("x > e^2", "log(x) > 2", RIGHT),
        ("x > 7.39", "log(x) > 2", WRONG),
        ("x < ln(5)", "exp(x) < 5", RIGHT),
        ("x >= ln(10)/ln(2)", "2^x >= 10", RIGHT),
        ("-1 < x < 1", "abs(x) < 1", RIGHT),
        ("x > 5 or x < -1", "abs(x - 2) > 3", RIGHT),
        ("-1 <= x <= 1", "abs(x - 1/2) + abs(x + 1/2) <= 2", RIGHT),
        ("x >= 0", "abs(x) = x", RIGHT),
        ("x > 0", "abs(x) = x", PARTLY),
        ("sin(x) > 0", "2*sin(x) > 0", RIGHT),
        ("-sin(x) < 0", "sin(x)^3 > 0", RIGHT),
        ("cos(x) > 0", "sin(x) > 0", WRONG),
        ("x < 0.7390851332", "x < cos(x)", WRONG),
        ("x - cos(x) < 0", "x < cos(x)", RIGHT),
        ("2 < x < 3", "floor(x) = 2", PARTLY),
        ("2 <= x < 3", "floor(x) = 2", RIGHT),
        # Several variables.
        ("y > x", "x < y", RIGHT),
        ("x = y", "x < y", WRONG),
        ("x <= y", "x < y", PARTLY),
        ("x > y", "x < y", WRONG),
        ("y - x > 0", "x < y", RIGHT),
        ("3x^2 < 9a", "x^2 - 3*a < 0", RIGHT),
        ("3x^2 <= 9a", "x^2 - 3*a < 0", PARTLY),
        ("a > x^2/3", "x^2 - 3*a < 0", RIGHT),
        ("sqrt(x^2 + y^2) < 2", "x^2 + y^2 < 4", RIGHT),
        ("x^2 + y^2 <= 4", "x^2 + y^2 < 4", PARTLY),
        ("x^2 + y^2 < 2", "x^2 + y^2 < 4", WRONG),
        ("x < 2 and y < 2", "x^2 + y^2 < 4", WRONG),
        ("x > 0 and y > 0 or x < 0 and y < 0", "x*y > 0", RIGHT),
        ("x > 0 and y > 0", "x*y > 0", WRONG),
        ("|x| < |y|", "x^2 < y^2", RIGHT),
        ("x < y", "x^2 < y^2", WRONG),
        ("(x - 40)^2 + (y + 30)^2 < 1", "2*(x - 40)^2 + 2*(y + 30)^2 < 2", RIGHT),
        ("sqrt((x - 40)^2 + (y + 30)^2) < 1", "(x - 40)^2 + (y + 30)^2 < 1", RIGHT),
        ("(x - 40)^2 + (y + 30)^2 < 1/4", "(x - 40)^2 + (y + 30)^2 < 1", WRONG),
        ("x + y + z < 1", "z < 1 - x - y", RIGHT),
        ("a < b and b < c", "a < b < c", RIGHT),
        ("a < c", "a < b < c", WRONG),
        ("y > e^x", "log(y) > x", RIGHT),
        ("x < 1 and y = 2", "y = 2 and x < 1", RIGHT),
        # Intervals and sets are other ways to write the same.
        ("(1, oo)", "x > 1", RIGHT),
        ("(-2, 2)", "x^2 < 4", RIGHT),
        ("[-2, 2)", "x^2 < 4", PARTLY),
        ("(-oo, -3] U [3, oo)", "x^2 >= 9", RIGHT),
        ("(-oo, oo)", "x^2 >= 0", RIGHT),
    ],
)
def test_an_inequality_is_right_when_it_holds_at_the_same_points(typed, key, outcome):
    assert judged(typed, key).outcome is outcome


@pytest.mark.parametrize(
    ("typed", "key", "mistake", "message"),
    [
        ("x >= 1", "x > 1", "wrong-strictness", "The ends are right, a bracket is not: check which ends belong to it."),
        ("x < 1", "x > 1", "inequality-backwards", "The inequality points the wrong way."),
        ("x <= 1", "x > 1", "inequality-backwards", "The inequality points the wrong way."),
        ("x^2 + y^2 > 4", "x^2 + y^2 < 4", "inequality-backwards", "The inequality points the wrong way."),
        ("x = 1", "x > 1", "wrong-type", "This is another kind of answer than the one asked for."),
        ("x + 1", "x > 1", "wrong-type", "Write an inequality such as 0 < x <= 2."),
        ("t > 1", "x > 1", "wrong-variable", "This uses a name that the answer does not have."),
        ("X > 1", "x > 1", "wrong-case", "Capital and small letters differ here."),
        ("x > 2", "x > 1", None, ""),
    ],
)
def test_what_is_wrong_with_an_inequality_has_its_name(typed, key, mistake, message):
    verdict = judged(typed, key)
    assert (verdict.mistake, verdict.message) == (mistake, message)


def test_a_point_where_one_side_holds_is_shown():
    verdict = judged("x > 3", "x > 1")
    assert (verdict.witness.at, verdict.witness.yours, verdict.witness.right) == ({"x": "2"}, "false", "true")


@pytest.mark.parametrize(
    ("typed", "key", "rules", "outcome"),
    [
        ("x < 2", "x^2 < 4", {"assumptions": "positive"}, RIGHT),
        ("x < 2", "x^2 < 4", {"positive": ("x",)}, RIGHT),
        ("a < b", "a^2 < b^2", {"assumptions": "positive"}, RIGHT),
        ("a > b", "a^2 < b^2", {"assumptions": "positive"}, WRONG),
        ("n > 3", "n >= 4", {"integers": ("n",)}, RIGHT),
        ("n > 3", "n >= 4", {}, WRONG),
        ("n >= 32", "n^2 > 1000", {"integers": ("n",), "positive": ("n",)}, RIGHT),
        ("n > 32", "n^2 > 1000", {"integers": ("n",), "positive": ("n",)}, WRONG),
        ("p > 1/2", "1/2 < p < 1", {"within": ("p in (0, 1)",)}, RIGHT),
        ("p > 1/2", "1/2 < p < 1", {}, WRONG),
        ("p < 1/2", "1/2 < p < 1", {"within": ("p in (0, 1)",)}, WRONG),
        ("r^2 < 1/4", "-1/2 < r < 1/2", {"within": ("r in (-1, 1)",)}, RIGHT),
        ("r < 1/2", "-1/2 < r < 1/2", {"within": ("r in (-1, 1)",)}, WRONG),
        ("r < 1/2", "-1 < r < 1/2", {"within": ("r in (-1, 1)",)}, RIGHT),
        ("p > q", "p^2 > q^2", {"within": ("p in (0, 1)", "q in (0, 1)")}, RIGHT),
        ("p > q", "p^2 > q^2", {"within": ("p in (-1, 1)", "q in (-1, 1)")}, WRONG),
    ],
)
def test_only_values_that_the_variables_may_have_count(typed, key, rules, outcome):
    verdict = judged(typed, key, **rules).outcome
    assert verdict is outcome or (outcome is WRONG and verdict is PARTLY)


@pytest.mark.parametrize(
    ("typed", "key", "outcome"),
    [
        ("0 < x < 2", "(0, 2)", RIGHT),
        ("0 <= x < 2", "(0, 2)", PARTLY),
        ("0 < x < 3", "(0, 2)", WRONG),
        ("x > 0 and x < 2", "(0, 2)", RIGHT),
        ("|x - 1| < 1", "(0, 2)", RIGHT),
        ("x^2 < 4", "(-2, 2)", RIGHT),
        ("x < 2", "(-oo, 2)", RIGHT),
        ("x <= 2", "(-oo, 2)", PARTLY),
        ("x < -1 or x > 1", "(-oo, -1) U (1, oo)", RIGHT),
        ("x^2 < 2", "(-sqrt(2), sqrt(2))", RIGHT),
        ("x = 1 or x = -1", "{-1, 1}", RIGHT),
        ("x != 0", "(-oo, 0) U (0, oo)", RIGHT),
        ("x < 1 and x > 1", "{}", RIGHT),
        ("x > y", "(0, oo)", WRONG),  # two names: not one line
        ("(0, 2)", "0 < x < 2", RIGHT),
        ("x^2", "[1, 3]", WRONG),
    ],
)
def test_an_interval_may_be_written_as_an_inequality(typed, key, outcome):
    assert judged(typed, key, Kind.INTERVAL).outcome is outcome


@given(st.fractions(-9, 9, max_denominator=6), st.fractions(0, 5, max_denominator=6), st.booleans(), st.integers(1, 4))
@settings(max_examples=60, deadline=None)
def test_a_quadratic_inequality_holds_between_its_roots(middle, radius, closed, factor):
    radius += Fraction(1, 7)
    sign = "<=" if closed else "<"
    squared = f"{factor}*(x - ({middle}))^2 - {factor * radius**2} {sign} 0"
    between = f"{middle - radius} {sign} x {sign} {middle + radius}"
    assert judged(between, squared).outcome is RIGHT
    brackets = "[]" if closed else "()"
    assert judged(f"{brackets[0]}{middle - radius}, {middle + radius}{brackets[1]}", squared).outcome is RIGHT
    assert judged(f"{middle - radius} {sign} x {sign} {middle + radius + 1}", squared).outcome is WRONG
