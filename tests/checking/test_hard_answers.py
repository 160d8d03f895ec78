"""Answers that fuzzing found to be judged wrongly once: each a small law of calculus."""

import pytest

from calcquiz.checking.check import check
from calcquiz.records.rules import Rules
from calcquiz.records.variant import Kind
from calcquiz.records.verdict import Method, Outcome

XY = Rules(variables=("x", "y"))


@pytest.mark.parametrize("key", ["asin(x)", "x*acos(x) - sqrt(1 - x^2)", "log(-x)", "sqrt(1/2 - x)"])
def test_a_constant_may_be_added_to_an_antiderivative_that_lives_on_a_short_interval(key):
    assert check(f"{key} + C", key, Kind.ANTIDERIVATIVE, XY).outcome is Outcome.CORRECT


def test_an_antiderivative_that_lives_where_the_key_does_not_is_wrong_though_the_domain_is_lenient():
    verdict = check("2 sqrt(-x) + C", "2*sqrt(x)", Kind.ANTIDERIVATIVE, XY)
    assert (verdict.outcome, verdict.method) == (Outcome.INCORRECT, Method.DOMAIN)


@pytest.mark.parametrize(
    ("typed", "key", "outcome"),
    [
        ("floor(x + 1e-9)", "floor(x)", Outcome.INCORRECT),  # they differ just below every integer
        ("sign(x - 1e-9)", "sign(x)", Outcome.INCORRECT),
        ("floor(x + y + 1e-8)", "floor(x + y)", Outcome.INCORRECT),
        ("floor(x) + 1", "floor(x + 1)", Outcome.CORRECT),
        ("-floor(-x)", "ceiling(x)", Outcome.CORRECT),
        ("floor(ln(x)/ln(10))", "floor(log10(x))", Outcome.CORRECT),
        ("x/|x|", "sign(x)", Outcome.CORRECT),  # undefined at 0 alone
    ],
)
def test_steps_are_compared_just_beside_their_jumps(typed, key, outcome):
    assert check(typed, key, Kind.EXPRESSION, XY).outcome is outcome


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("100 - x", "abs(x - 100)"),
        ("x", "max(x, -50)"),
        ("x", "min(x, 10^6)"),
        ("70 - x", "sqrt((x - 70)^2)"),
        ("70 - x", "sqrt(x^2 - 140*x + 4900)"),
        ("300 - x", "((x - 300)^2)^(1/2)"),
        ("0", "max(0, 1/1000 - abs(x))"),  # a hat that is narrow and low
        ("-1", "floor(x/1000)"),
        ("1000y - x", "abs(x - 1000*y)"),
        ("x/100", "asin(sin(x/100))"),  # the other branches begin at 50 pi
    ],
)
def test_a_corner_far_out_or_close_to_zero_is_found(typed, key):
    assert check(typed, key, Kind.EXPRESSION, XY).outcome is Outcome.INCORRECT


def test_the_counterexample_beyond_a_corner_far_out_reads_well():
    witness = check("100 - x", "abs(x - 100)", Kind.EXPRESSION, XY).witness
    assert witness is not None
    assert len(witness.at["x"].rstrip("0")) <= 2


@pytest.mark.parametrize(
    ("typed", "key", "outcome"),
    [
        ("-oo < x < oo", "(-oo, oo)", Outcome.CORRECT),
        ("-oo < x <= 2", "(-oo, 2]", Outcome.CORRECT),
        ("oo > x > 2", "(2, oo)", Outcome.CORRECT),
        ("-oo < x < 2", "(-oo, oo)", Outcome.INCORRECT),
    ],
)
def test_an_inequality_may_have_infinite_ends(typed, key, outcome):
    assert check(typed, key, Kind.INTERVAL, XY).outcome is outcome


N = Rules(variables=("n", "x"))


@pytest.mark.parametrize(
    ("typed", "key", "outcome"),
    [
        ("(-1)^n", "cos(n*pi)", Outcome.CORRECT),  # a power of -1 speaks of whole numbers
        ("(1 - (-1)^n)/2", "sin(n*pi/2)^2", Outcome.CORRECT),
        ("n!/(n - 2)!", "n*(n - 1)", Outcome.CORRECT),  # a factorial of those from 1 on
        ("n!/(n - 2)!", "n*(n - 2)", Outcome.INCORRECT),
        ("1", "cos(2*pi*n)", Outcome.INCORRECT),  # nothing says that n is whole
        ("(-1)^x", "cos(pi*x)", Outcome.INCORRECT),  # x is no name for a whole number
    ],
)
def test_n_counts_where_the_answer_says_so(typed, key, outcome):
    assert check(typed, key, Kind.EXPRESSION, N).outcome is outcome


def test_the_witness_beside_a_jump_is_a_point_where_the_values_are_what_is_said():
    witness = check("sign(x + 1e-9)", "sign(x)", Kind.EXPRESSION, XY).witness
    assert witness is not None
    assert -1e-9 < float(witness.at["x"]) < 0
    assert (witness.yours, witness.right) == ("1", "-1")


def test_what_is_nearly_a_multiple_of_the_answer_is_not_said_to_be_one():
    assert check("floor(x + 1e-9)", "floor(x)", Kind.EXPRESSION, XY).mistake is None
    assert check("e^x + 1e-14", "e^x", Kind.EXPRESSION, XY).mistake == "constant-difference"


def test_a_number_with_ten_thousand_digits_is_judged_against_a_decimal():
    assert check("1e1000^1e1", "1/3", Kind.NUMBER, XY).outcome is Outcome.INCORRECT
    assert check("1e1000^1e1", "10^10000", Kind.NUMBER, XY).outcome is Outcome.CORRECT


def test_a_root_of_variable_order_that_is_nowhere_compared_breaks_nothing():
    assert check("root(x, y) = tan(x^x^x)", "y = 2*x + 1", Kind.EXPRESSION, XY).outcome is Outcome.INCORRECT


def test_the_factorial_between_integers_is_the_gamma_function():
    from fractions import Fraction

    from mpmath import mp

    from calcquiz.algebra.parse import parse
    from calcquiz.algebra.precise import mp_value

    for text in ("1/3", "-7/3", "81/2", "-401/4", "-5999/2"):
        value = mp_value(parse("factorial(x)", {"x"}), {"x": Fraction(text)}, 110)
        with mp.workdps(125):
            true = mp.factorial(mp.mpf(Fraction(text).numerator) / Fraction(text).denominator)
            assert abs(value - true) < abs(true) * mp.mpf(10) ** -105


@pytest.mark.parametrize(
    ("typed", "key", "yours", "right"),
    [
        ("2x", "3*x", "4", "6"),
        ("x + 1e-40", "x", "2." + "0" * 39 + "1", "2"),  # 2 against 2 would be no witness
        ("x*10^30", "x", "2*10^30", "2"),
        ("x/10^9/2", "x", "10^(-9)", "2"),
    ],
)
def test_a_witness_shows_as_many_figures_as_tell_the_values_apart(typed, key, yours, right):
    witness = check(typed, key, Kind.EXPRESSION, XY).witness
    assert witness is not None
    assert (witness.at, witness.yours, witness.right) == ({"x": "2"}, yours, right)


def test_a_number_off_by_little_is_shown_to_differ():
    witness = check("125 + 1e-9", "125", Kind.NUMBER, XY).witness
    assert witness is not None
    assert (witness.yours, witness.right) == ("125.000000001", "125")


def test_an_antiderivative_is_compared_by_its_derivative_in_words_too():
    verdict = check("-2 sqrt(x) + C", "2*sqrt(x)", Kind.ANTIDERIVATIVE, XY)
    assert (verdict.mistake, verdict.message) == ("wrong-sign", "Its derivative has the right size and the wrong sign.")
    verdict = check("x^3 + C", "x^3/3", Kind.ANTIDERIVATIVE, XY)
    assert verdict.message == "Its derivative is the right one times a constant."


def test_an_antiderivative_that_is_nowhere_defined_is_not_blamed_on_its_constant():
    verdict = check("log(-|x - 1|) + C", "log(abs(x - 1))", Kind.ANTIDERIVATIVE, XY)
    assert (verdict.outcome, verdict.mistake) == (Outcome.INCORRECT, "smaller-domain")


def test_zero_is_not_called_a_multiple_of_the_answer():
    assert check("0*x", "cos(x)^2", Kind.EXPRESSION, XY).mistake is None


def test_a_letter_beside_the_constant_is_a_wrong_name_and_the_constant_is_not():
    assert check("x^3 + C", "x^2", Kind.ANTIDERIVATIVE, XY).mistake != "wrong-variable"
    assert check("x^3 + y + sin(x) y + C", "x^2", Kind.ANTIDERIVATIVE, XY).mistake == "wrong-variable"


@pytest.mark.parametrize("typed", ["sqrt(-1)", "ln(0)", "9^9^9^9"])
def test_a_number_without_a_value_is_said_to_have_none(typed):
    verdict = check(typed, "e^100", Kind.NUMBER, XY)
    assert (verdict.outcome, verdict.mistake) == (Outcome.INCORRECT, "smaller-domain")
    assert verdict.message == "This has no real value, or one too large to be worked out."


def test_a_long_unknown_word_is_not_repeated_in_full():
    message = check("a" * 400, "x", Kind.EXPRESSION, XY).message
    assert message == f"{'a' * 30}… is not a name known here. Names that may be used here: x, y."
