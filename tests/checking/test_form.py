"""Value first, form second: the right value in another form than the one asked for is partly right."""

import pytest

from calcquiz.algebra.parse import parse
from calcquiz.checking.check import check
from calcquiz.checking.form import FORMS, has_form
from calcquiz.records.rules import Rules
from calcquiz.records.variant import Kind
from calcquiz.records.verdict import Outcome

NAMES = {"x", "y", "a", "t"}


def in_form(text, form):
    return has_form(parse(text, NAMES), FORMS[form][0])


@pytest.mark.parametrize(
    "text",
    [
        "(x - 1)(x + 1)",
        "-2x(x^2 + 1)^3",
        "(x - 1)^2",
        "x^2 + 1",  # no factor with rational numbers
        "x^2 - 2",
        "x^4 + x^2 + 3",
        "6(2x + 1)",
        "e^x (x + 1)",
        "x(x - 1)/(x + 2)",
        "(x/2 + 1)(x - 3)",
        "(x - y)(x + y)",
        "x^2 + y^2",
        "2 sin(x) (cos(x) - 1)",
        "12",
        "x^5 + x + 3",
    ],
)
def test_a_factored_answer_is_a_product_that_cannot_be_factored_further(text):
    assert in_form(text, "factored")


@pytest.mark.parametrize(
    "text",
    [
        "x^2 - 1",
        "(x^2 - 1)(x + 2)",  # one sum can still be factored
        "2(2x + 4)",  # 2 can be taken out
        "x^2 + x",
        "x e^x + e^x",
        "x^2 - y^2",
        "x^4 + 4",  # (x^2 + 2x + 2)(x^2 - 2x + 2)
        "x^4 + 2x^2 + 1",
        "6x^2 + 5x + 1",
        "sin(x)^2 - 1",
        "x + x",
        "x + 1/x",
    ],
)
def test_a_sum_that_can_be_factored_is_not_factored(text):
    assert not in_form(text, "factored")


@pytest.mark.parametrize(
    ("text", "expanded"),
    [
        ("x^2 + 2x + 1", True),
        ("x^3/3 - 1/x", True),
        ("3x e^(x+1) - sin(x + 1)", True),  # brackets of functions stay
        ("1/(x + 1)", True),
        ("(x + 1)^2", False),
        ("2(x + 1)", False),
        ("x - (x + 1)x", False),
        ("(x + 1)/2", False),
        ("(2x)^2", False),
    ],
)
def test_an_expanded_answer_multiplies_no_brackets(text, expanded):
    assert in_form(text, "expanded") is expanded


@pytest.mark.parametrize(
    ("text", "lowest"),
    [
        ("3/4", True),
        ("-5/7", True),
        ("2", True),
        ("(x + 1)/(x - 1)", True),
        ("sqrt(2)/2", True),
        ("x/(2x + 1)", True),
        ("6/8", False),
        ("4/2", False),
        ("3/1", False),
        ("(2x + 2)/4", False),
        ("(x^2 - 1)/(x - 1)", False),
        ("(x^2 - y^2)/(x + y)", False),
        ("x/x^2", False),
        ("(1/2)/3", False),
        ("0.75", False),
    ],
)
def test_lowest_terms_leave_nothing_to_cancel(text, lowest):
    assert in_form(text, "lowest-terms") is lowest


@pytest.mark.parametrize(
    ("text", "single"),
    [
        ("(x + 1)/(x - 1)", True),
        ("-2/(x(x + 1))", True),
        ("x + 1", True),
        ("2 * (x + 1)/(x - 1)", True),
        ("1/x + 1", False),
        ("1/(1 + 1/x)", False),
        ("1/x * 1/y", False),
        ("x^-1 + 1", False),
    ],
)
def test_one_fraction_is_no_sum_of_fractions(text, single):
    assert in_form(text, "single-fraction") is single


@pytest.mark.parametrize(
    ("text", "partial"),
    [
        ("1/x - 1/(x + 1)", True),
        ("x + 2 + 3/(x - 1)", True),
        ("2/(x - 1) + 3/(x - 1)^2", True),
        ("(2x + 1)/(x^2 + 1) - 1/(2x)", True),
        ("1/(3(x - 2))", True),
        ("1/(x(x + 1))", False),
        ("1/(x^2 - 1)", False),
        ("x/(x - 1)", False),  # divide first
        ("x/(x^2 + 1)^2 + 1/x", True),
        ("1/x + 2/x", False),  # one fraction for each power of a factor
        ("x/(x - 1)^2", False),
    ],
)
def test_partial_fractions_stand_over_powers_of_one_factor(text, partial):
    assert in_form(text, "partial-fractions") is partial


@pytest.mark.parametrize(
    ("typed", "key", "form", "outcome"),
    [
        ("(x+1)(x-1)", "x^2 - 1", "factored", Outcome.CORRECT),
        ("x^2 - 1", "x^2 - 1", "factored", Outcome.PARTIAL),
        ("(x+1)(x+1)", "x^2 - 1", "factored", Outcome.INCORRECT),  # the value comes first
        ("6/8", "3/4", "lowest-terms", Outcome.PARTIAL),
        ("3/4", "3/4", "lowest-terms", Outcome.CORRECT),
    ],
)
def test_the_right_value_in_another_form_is_partly_right(typed, key, form, outcome):
    verdict = check(typed, key, Kind.EXPRESSION, Rules(variables=("x",), form=form))
    assert verdict.outcome is outcome
    if outcome is Outcome.PARTIAL:
        assert (verdict.mistake, verdict.message) == ("wrong-form", FORMS[form][1])


def test_every_entry_of_a_vector_has_the_form():
    rules = Rules(form="no-decimals")
    assert check("(1/2, 3)", "(1/2, 3)", Kind.VECTOR, rules).outcome is Outcome.CORRECT
    verdict = check("(0.5, 3)", "(1/2, 3)", Kind.VECTOR, rules)
    assert (verdict.outcome, verdict.mistake) == (Outcome.PARTIAL, "wrong-form")
    assert verdict.message == "The value is right. Write it without decimals: a fraction or a root is exact."
