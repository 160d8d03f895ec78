"""Formulas in Maxima: the same tree, the same value, brackets wherever they matter, and a refusal by name."""

import mpmath
import pytest
from formulas import formulas
from hypothesis import assume, given, settings
from maxima_text import to_language

from calcquiz.algebra.maxima import region_to_maxima, to_maxima
from calcquiz.algebra.parse import parse
from calcquiz.algebra.precise import mp_value
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Apply, Name
from calcquiz.records.errors import FormulaError

POINTS = ({"x": 0.7, "y": 1.3, "n": 2}, {"x": -1.4, "y": 0.6, "n": 3}, {"x": 2.2, "y": -0.3, "n": 5})
LONGEST = 250
"""Letters of a text that is surely short enough for the parser."""


def read(text):
    return parse(text, {"x", "y", "n", "eta", "x_1", "lambda"}, author=True)


@pytest.mark.parametrize(
    ("text", "maxima"),
    [
        ("x-(y-n)", "x - (y - n)"),
        ("x-(-y)", "x - (-y)"),
        ("(-2)^2", "(-2)^2"),
        ("-x^2", "-x^2"),  # minus the square, in both
        ("(-x)^2", "(-x)^2"),
        ("2^(x^y)", "2^(x^y)"),
        ("(2^x)^y", "(2^x)^y"),
        ("2^-x", "2^(-x)"),
        ("x/(y*n)", "x/(y*n)"),
        ("x/y*n", "x/y*n"),  # from the left, in both
        ("x/(y/n)", "x/(y/n)"),
        ("3/4 x", "3/4*x"),
        ("(3/4)^x", "(3/4)^x"),
        ("1.25 x", "5/4*x"),  # exact, not a float
        ("e^(2x)", "%e^(2*x)"),
        ("exp(-x)", "exp(-x)"),
        ("sin^2 x", "sin(x)^2"),
        ("log_2(x)", "log(x)/log(2)"),
        ("|x - 1|", "abs(x - 1)"),
        ("n!", "factorial(n)"),
        ("binomial(n, 2)", "binomial(n, 2)"),
        ("sign(x) + floor(x) + ceiling(x)", "signum(x) + floor(x) + ceiling(x)"),
        ("max(x, 0) - min(x, y, 1)", "max(x, 0) - min(x, y, 1)"),
        ("gcd(n, 6, 4)", "gcd(gcd(n, 6), 4)"),  # a third argument would be a name
        ("cbrt(x) + root(x, 4)", "x^(1/3) + x^(1/4)"),
        ("sigma(x)", "1/(1 + exp(-x))"),
        ("softplus(x) + relu(x)", "log(1 + exp(x)) + max(0, x)"),
        ("Phi(x)", "(1 + erf(x/sqrt(2)))/2"),
        ("phi(x)", "exp(-x^2/2)/sqrt(2*%pi)"),
        ("eta*lambda + x_1", "eta*lambda + x_1"),
        ("-oo", "-inf"),
        ("y = 2x + 1", "y = 2*x + 1"),
        ("x != 2", "notequal(x, 2)"),
        ("{1, 2}", "{1, 2}"),
        ("{}", "{}"),
        ("(1, x)", "[1, x]"),
        ("[[1, 2], [x, 4]]", "matrix([1, 2], [x, 4])"),
        ("(0, 1]", "oc(0, 1)"),
        ("(-oo, 2) U [3, oo)", "%union(oo(-inf, 2), co(3, inf))"),
    ],
)
def test_a_formula_has_one_reading_in_maxima(text, maxima):
    assert to_maxima(read(text)) == maxima


def test_where_an_interval_is_due_a_pair_is_one():
    assert region_to_maxima(read("(1, oo)")) == "oo(1, inf)"
    assert region_to_maxima(read("[1, 2]")) == "cc(1, 2)"
    assert region_to_maxima(read("[1, 2)")) == "co(1, 2)"


@pytest.mark.parametrize(
    ("tree", "message"),
    [
        (read("pick(x < 0, -x, x)"), "pieces have no faithful form in Maxima"),
        (read("{1, 2} + {3}"), "sums of sets have no faithful form in Maxima"),
        (Apply("derivative", (Name("x"), Name("x"))), "derivative has no faithful form in Maxima"),
    ],
)
def test_what_maxima_cannot_say_faithfully_is_refused_by_name(tree, message):
    with pytest.raises(FormulaError) as caught:
        to_maxima(tree)
    assert caught.value.message == message


def parsed(text):
    """Return the tree of a text, or None where the parser refuses it: 1/0, or a number of a thousand digits."""
    try:
        return parse(text, {"x", "y", "n"}, author=True)
    except FormulaError:
        return None


@settings(max_examples=100, deadline=None)
@given(tree=formulas())
def test_any_formula_keeps_its_value_on_the_way_to_maxima_and_back(tree):
    written = to_maxima(tree)
    again = parsed(to_language(written))
    assume(parsed(to_text(tree)) is not None and len(written) < LONGEST)
    assert again is not None, written
    for point in POINTS:
        there, back = mp_value(tree, point), mp_value(again, point)
        assert (there is None) == (back is None), f"{written} at {point}"
        assert there is None or mpmath.almosteq(there, back, rel_eps=1e-20, abs_eps=1e-20), f"{written} at {point}"
