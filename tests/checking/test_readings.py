"""Ambiguous text has one documented reading; where another would have been right, the learner is asked about it."""

import pytest

from calcquiz.algebra.readings import other_readings
from calcquiz.checking.check import check
from calcquiz.records.rules import Rules
from calcquiz.records.variant import Kind
from calcquiz.records.verdict import Outcome

RULES = Rules(variables=("n", "x", "y"))


@pytest.mark.parametrize(
    ("typed", "key", "meant"),
    [
        ("1/2x", "1/(2*x)", "1/(2x)"),
        ("e^2x", "exp(2*x)", "e^(2x)"),
        ("sin x^2", "sin(x)^2", "(sin x)^2"),
        ("log x/2", "log(x/2)", "log (x/2)"),
        ("x^1/2", "sqrt(x)", "x^(1/2)"),
        ("1/x+1", "1/(x + 1)", "1/(x+1)"),
        ("2^n+1", "2^(n + 1)", "2^(n+1)"),
        ("sqrt x+1", "sqrt(x + 1)", "sqrt (x+1)"),
        ("-x^2", "x^2", None),  # the wrong sign is the simpler explanation
        ("e^2x", "exp(3*x)", None),
        ("cos x²", "cos(x)^2", "(cos x)²"),
        ("3e^-x/2", "3*exp(-x/2)", "3e^(-x/2)"),
    ],
)
def test_a_right_answer_without_its_brackets_gets_the_question_what_was_meant(typed, key, meant):
    verdict = check(typed, key, Kind.EXPRESSION, RULES)
    assert verdict.outcome is Outcome.INCORRECT
    if meant is None:
        assert verdict.mistake != "other-reading"
    else:
        assert (verdict.mistake, verdict.message) == ("other-reading", f"Did you mean {meant}?")


def test_an_antiderivative_a_number_and_an_entry_of_a_vector_are_read_otherwise_too():
    asked = [
        ("x^3/2 + 1/2x + C", "x^3/2 + 1/(2*x)", Kind.ANTIDERIVATIVE, "Did you mean x^3/2 + 1/(2x) + C?"),
        ("e^1/2", "sqrt(e)", Kind.NUMBER, "Did you mean e^(1/2)?"),
        ("(1/2x, y)", "(1/(2*x), y)", Kind.VECTOR, "Did you mean (1/(2x), y)?"),
    ]
    for typed, key, kind, message in asked:
        assert check(typed, key, kind, RULES).message == message


def test_the_authors_mistake_comes_before_another_reading():
    from calcquiz.records.variant import NamedMistake

    mistake = NamedMistake(name="half", is_="x/2", say="That is half of x.", family="algebra")
    verdict = check("1/2x", "1/(2*x)", Kind.EXPRESSION, RULES, mistakes=[mistake])
    assert verdict.message == "That is half of x."


def test_the_readings_of_a_text_differ_from_it_and_from_each_other():
    readings = [text for text, _ in other_readings("1/2 pi x^2", {"x"})]
    assert readings == ["1/(2 pi) x^2", "1/(2 pi x)^2", "1/(2 pi x^2)"]
    assert list(other_readings("2x + 1", {"x"})) == []
    assert list(other_readings("1/2x" + " " * 200, {"x"})) == []
