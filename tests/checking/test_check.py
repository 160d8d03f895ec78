"""Each answer gets the outcome a teacher would give."""

from fractions import Fraction

import pytest

from calcquiz.checking.check import check
from calcquiz.records.rules import Rules
from calcquiz.records.variant import Kind, NamedMistake, Option
from calcquiz.records.verdict import Method, Outcome

RIGHT, WRONG, PARTLY, UNREADABLE = Outcome.CORRECT, Outcome.INCORRECT, Outcome.PARTIAL, Outcome.UNREADABLE
X = Rules(variables=("x",))


def judged(typed, key, kind, **rules):
    return check(typed, key, kind, Rules(**{"variables": ("x", "y"), **rules}))


@pytest.mark.parametrize(
    ("typed", "key", "outcome"),
    [
        ("6x(x^2+1)^2", "6*x*(x^2 + 1)^2", RIGHT),
        ("6x^5 + 12x^3 + 6x", "6*x*(x^2 + 1)^2", RIGHT),  # expanded
        ("6x(x^2+1)^3", "6*x*(x^2 + 1)^2", WRONG),
        ("abs(x)", "sqrt(x^2)", RIGHT),
        ("x", "sqrt(x^2)", WRONG),  # equal for positive x only
        ("-2sin(x)cos(x)", "-sin(2*x)", RIGHT),
        ("1 - 2sin^2 x", "cos(2*x)", RIGHT),
        ("e^(x ln 2)", "2^x", RIGHT),
        ("2^x", "e^x", WRONG),
        ("x^(1/3)", "cbrt(x)", RIGHT),  # odd roots of negative numbers are real
        ("ln(x^2)", "2*log(x)", RIGHT),  # defined on more: right, with a note
        ("2ln(x)", "log(x^2)", WRONG),  # undefined for negative x
        ("1.000001x^2", "x^2", WRONG),
        ("x^(1e300*1e300)", "x^2", WRONG),  # an exponent beyond every float
        ("x^(10^-400)", "1", WRONG),
        ("x^2 + 1e-6", "x^2", WRONG),
        ("sin(x) + 1e-30", "sin(x)", WRONG),
        ("(x-y)^6000", "(y-x)^6000", RIGHT),  # never expanded
        ("sqrt((x-7.3)^2)", "x - 7.3", WRONG),
        ("sigma(x)(1-sigma(x))", "exp(-x)/(1 + exp(-x))^2", RIGHT),
        ("x/(1+x", "x", UNREADABLE),
        ("(x, y)", "x*y", WRONG),  # another kind of answer
        ("{x}", "x", WRONG),
        ("z + x", "x", UNREADABLE),  # not a name of the problem
        ("1/ln(x-100)", "1/log(x - 100)", RIGHT),  # defined far out only
        ("acoth(x/200)", "log((200+x)/(x-200))/2", RIGHT),
    ],
)
def test_an_expression(typed, key, outcome):
    assert judged(typed, key, Kind.EXPRESSION).outcome is outcome


@pytest.mark.parametrize(
    ("typed", "key", "outcome"),
    [
        ("x^2/2 + C", "x^2/2", RIGHT),
        ("x^2/2 - C", "x^2/2", RIGHT),
        ("(x^2 + C)/2", "x^2/2", RIGHT),
        ("-cos(x)^2 + C", "sin(x)^2", RIGHT),  # they differ by a constant
        ("ln|k x|", "log(abs(x))", RIGHT),  # ln k is a constant
        ("x^2 + C", "x^2/2", WRONG),  # forgot to divide by the new power
        ("C*x^2/2", "x^2/2", WRONG),  # C may only be added
        ("x^2/2 + C^2", "x^2/2", WRONG),  # C^2 cannot be negative
        ("x^2/2", "x^2/2", PARTLY),  # complete it: + C
        ("x^2/2 + 3", "x^2/2", PARTLY),  # a number is not every constant
        ("ln(x) + C", "log(abs(x))", RIGHT),  # right with a note where the problem is lenient
    ],
)
def test_an_antiderivative(typed, key, outcome):
    assert judged(typed, key, Kind.ANTIDERIVATIVE, variable="x").outcome is outcome


def test_a_strict_problem_wants_the_bars_of_the_logarithm():
    verdict = judged("ln(x) + C", "log(abs(x))", Kind.ANTIDERIVATIVE, variable="x", log_abs="strict")
    assert (verdict.outcome, verdict.mistake) == (WRONG, "missing-abs-in-log")


def test_a_missing_constant_has_its_name_and_says_what_to_add():
    verdict = judged("x^2/2", "x^2/2", Kind.ANTIDERIVATIVE, variable="x")
    assert verdict.mistake == "missing-constant"
    assert verdict.message == "Nearly complete: the constant of integration + C is missing."


@pytest.mark.parametrize(
    ("typed", "key", "rules", "outcome"),
    [
        ("1/3", "1/3", {}, RIGHT),
        ("2/6", "1/3", {}, RIGHT),
        ("sqrt(8)", "2*sqrt(2)", {}, RIGHT),
        ("factorial(500) + 1e-6", "factorial(500)", {"decimals_are_exact": True}, WRONG),
        ("e^700 + 10^-6", "e^700", {}, WRONG),
        ("0.333", "1/3", {}, WRONG),
        ("0.333", "1/3", {"practice": True}, RIGHT),  # within a relative 1e-3
        ("0.33", "1/3", {"practice": True}, WRONG),
        ("0.333", "1/3", {"practice": True, "exact": True}, WRONG),
        ("3.0", "3", {"integer": True}, RIGHT),
        ("3.001", "3", {"integer": True, "practice": True}, WRONG),  # counts are exact
        ("oo", "oo", {}, RIGHT),
        ("-∞", "-oo", {}, RIGHT),
        ("oo", "-oo", {}, WRONG),
        ("dne", "oo", {}, WRONG),
        ("1.05", "1", {"atol": Fraction("0.05")}, RIGHT),  # the end belongs to the tolerance
        ("1.0501", "1", {"atol": Fraction("0.05")}, WRONG),
        ("1.05", "1", {"rtol": Fraction("0.05")}, RIGHT),
        ("3.142", "pi", {"sigfigs": 4}, RIGHT),
        ("3.14", "pi", {"sigfigs": 4}, WRONG),
        ("1000", "1000", {"sigfigs": 2}, RIGHT),  # zeros at the end may or may not count
        ("1E3", "1000", {"sigfigs": 1}, RIGHT),
        ("7.00", "7", {"sigfigs": 3}, RIGHT),
        ("0.095", "0.1", {"sigfig_tolerance": 2}, RIGHT),
        ("0.094", "0.1", {"sigfig_tolerance": 2}, WRONG),
        ("2.50", "5/2", {"decimals": 2}, RIGHT),
        ("2.5", "5/2", {"decimals": 2}, WRONG),
        ("2.5", "5/2", {"decimals": 2, "trailing_zeros_required": False}, RIGHT),
        ("3.1416", "pi", {"digits": 3}, RIGHT),
        ("3.141", "pi", {"digits": 3}, WRONG),
        ("3.141", "pi", {"digits": 3, "truncation_allowed": True}, RIGHT),
        ("0.333333333333333", "1/3", {"decimals_are_exact": True}, WRONG),
        ("x", "3", {}, WRONG),
    ],
)
def test_a_number(typed, key, rules, outcome):
    assert judged(typed, key, Kind.NUMBER, **rules).outcome is outcome


@pytest.mark.parametrize(
    ("typed", "key", "outcome", "mistake"),
    [
        ("(1, 2)", "(1, 2)", RIGHT, None),
        ("<1, 4/2>", "(1, 2)", RIGHT, None),
        ("[1, 2]", "(1, 2)", RIGHT, None),
        ("(2x, 2y)", "(2*x, 2*y)", RIGHT, None),
        ("(2y, 2x)", "(2*x, 2*y)", WRONG, "swapped-components"),
        ("(2x, y)", "(2*x, 2*y)", PARTLY, "wrong-entries"),
        ("(0, 0, 0)", "(0, 0, 1)", PARTLY, "wrong-entries"),  # no order of the right components
        ("(1, 2, 3)", "(1, 2)", WRONG, "wrong-size"),
        ("3", "(1, 2)", WRONG, "wrong-type"),
        ("(2x, 4y)/2", "(x, 2*y)", RIGHT, None),
        ("1/13 (5, -12)", "(5/13, -12/13)", RIGHT, None),
        ("(1, 2) - 2(x, 0)", "(1 - 2*x, 2)", RIGHT, None),
        ("2(1, 2)", "(2, 2)", PARTLY, "wrong-entries"),
        ("(1, 2)(3, 4)", "(3, 8)", WRONG, "wrong-type"),  # which product is meant nobody knows
    ],
)
def test_a_vector(typed, key, outcome, mistake):
    verdict = judged(typed, key, Kind.VECTOR)
    assert (verdict.outcome, verdict.mistake) == (outcome, mistake)


@pytest.mark.parametrize(
    ("typed", "key", "outcome", "mistake"),
    [
        ("(0, 2/5)", "(0, 0.4)", RIGHT, None),
        ("[-2, 2]", "[-2, 2]", RIGHT, None),
        ("(-2, 2]", "[-2, 2]", PARTLY, "wrong-strictness"),
        ("(1, oo)", "(1, oo)", RIGHT, None),
        ("(0, 1) U [1, 2)", "(0, 2)", RIGHT, None),
        ("(0, 3)", "(0, 2)", WRONG, None),
        ("(oo, 2)", "(-oo, 2)", UNREADABLE, None),
        ("x", "(0, 1)", UNREADABLE, None),
        ("3", "(0, 1)", WRONG, "wrong-type"),
    ],
)
def test_an_interval(typed, key, outcome, mistake):
    verdict = check(typed, key, Kind.INTERVAL, Rules())
    assert (verdict.outcome, verdict.mistake) == (outcome, mistake)


OPTIONS = (
    Option(letter="a", key="diverges", text="It diverges."),
    Option(letter="b", key="absolutely", text="It converges absolutely."),
    Option(letter="c", key="conditionally", text="It converges conditionally."),
)


@pytest.mark.parametrize(
    ("typed", "mode", "key", "outcome"),
    [
        ("b", "one", "absolutely", RIGHT),
        ("B", "one", "absolutely", RIGHT),
        ("absolutely", "one", "absolutely", RIGHT),
        ("(b)", "one", "absolutely", RIGHT),
        ("a", "one", "absolutely", WRONG),
        ("d", "one", "absolutely", UNREADABLE),
        ("", "one", "absolutely", UNREADABLE),
        ("a b", "one", "absolutely", UNREADABLE),
        ("a", "any", "diverges, absolutely", RIGHT),
        ("a, b", "all", "diverges, absolutely", RIGHT),
        ("a", "all", "diverges, absolutely", PARTLY),
        ("a c", "all", "diverges, absolutely", WRONG),
        ("b, a, c", "order", "absolutely, diverges, conditionally", RIGHT),
        ("a, b, c", "order", "absolutely, diverges, conditionally", WRONG),
    ],
)
def test_a_choice_by_letter_or_by_key(typed, mode, key, outcome):
    assert check(typed, key, Kind.CHOICE, Rules(mode=mode), options=OPTIONS).outcome is outcome


def test_the_authors_mistake_is_named_before_any_general_diagnosis():
    mistakes = [NamedMistake(name="no-inner", is_="cos(3*x)", say="The slope 3 is missing.", family="chain-rule")]
    verdict = check("cos 3x", "3*cos(3*x)", Kind.EXPRESSION, X, mistakes=mistakes)
    assert (verdict.mistake, verdict.message) == ("no-inner", "The slope 3 is missing.")


@pytest.mark.parametrize(
    ("typed", "key", "name"),
    [
        ("-2x", "2*x", "wrong-sign"),
        ("4x", "2*x", "constant-factor"),
        ("2x + 1", "2*x", "constant-difference"),
        ("1/(2x)", "2*x", "reciprocal"),
        ("x^3/3", "2*x", "integrated-instead"),  # an antiderivative of x^2, whose derivative was asked
    ],
)
def test_a_wrong_expression_is_diagnosed_where_the_diagnosis_was_verified(typed, key, name):
    assert check(typed, key, Kind.EXPRESSION, X).mistake == name


def test_what_is_no_number_is_told_what_is_asked():
    assert judged("(1, 2)", "3", Kind.NUMBER).message == "One number is asked here."
    assert judged("2x", "3", Kind.NUMBER).message == "A number is asked here, without variables."


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("(0, 3)", "The right end is not right."),
        ("(1, 3)", "Neither end is right."),
        ("(1, 2)", "The left end is not right."),
    ],
)
def test_the_end_of_an_interval_that_is_wrong_is_named(typed, message):
    assert check(typed, "(0, 2)", Kind.INTERVAL, Rules()).message == message


def test_a_value_that_is_zero_is_shown_as_zero():
    witness = check("cos(pi*x/4)", "cos(pi*x/2)", Kind.EXPRESSION, X).witness
    assert (witness.at, witness.yours, witness.right) == ({"x": "2"}, "0", "-1")


def test_a_disagreement_comes_with_a_point_where_both_values_are_shown():
    verdict = check("2x", "x^2", Kind.EXPRESSION, X)
    assert verdict.method is Method.PROBED
    assert verdict.witness is not None
    assert (verdict.witness.at, verdict.witness.yours, verdict.witness.right) == ({"x": "1"}, "2", "1")


def test_the_same_answer_always_gets_the_same_verdict():
    verdicts = {repr(check("sin(x)^2 + x", "x + 1 - cos(x)^3", Kind.EXPRESSION, X)) for _ in range(3)}
    assert len(verdicts) == 1


def test_the_derivative_kind_takes_the_function_and_expects_its_derivative():
    assert check("2x", "x^2", Kind.DERIVATIVE, X).outcome is RIGHT


def test_what_cannot_be_decided_is_said_to_be_undecided():
    verdict = check("ln(-x^2 - 1)", "log(-1 - x^4)", Kind.EXPRESSION, X)
    assert verdict.outcome is Outcome.UNDECIDED


@pytest.mark.parametrize(
    ("typed", "key", "interval", "outcome"),
    [
        ("log(p) - log(1 - p)", "log(p/(1 - p))", "p in (0, 1)", RIGHT),
        ("-log(1 - p)", "-log(abs(p - 1))", "p in (0, 1)", RIGHT),  # the bars say nothing there
        ("-log(1 - p)", "-log(abs(p - 1))", "p in (0, 3)", WRONG),
        ("abs(x - 1)", "x - 1", "x in (1, oo)", RIGHT),
        ("abs(x - 1)", "1 - x", "x in (-oo, 1)", RIGHT),
        ("1/(p*(1 + p))", "1/(p*(1 - p))", "p in (0, 1)", WRONG),
    ],
)
def test_answers_are_compared_where_the_variable_may_be(typed, key, interval, outcome):
    assert judged(typed, key, Kind.EXPRESSION, within=(interval,)).outcome is outcome


@pytest.mark.parametrize("typed", ["1/p", "p*(1 - p)", "1/(1 - p)", "1/(p*(1 - p)) + (p - 3/4)*(p - 1/4)*(p - 1/2)"])
def test_the_counterexample_of_a_probability_is_one(typed):
    witness = judged(typed, "1/(p*(1 - p))", Kind.EXPRESSION, within=("p in (0, 1)",)).witness
    assert 0 < Fraction(witness.at["p"]) < 1
