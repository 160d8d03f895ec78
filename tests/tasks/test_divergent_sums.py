"""Divergent sums: oo and -oo where the partial sums go there, dne only where they swing; what decides convergence."""

import time

import pytest

from calcquiz.algebra.text import to_text
from calcquiz.records.errors import CalcquizError
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.series_tests import verdict_by_growth
from calcquiz.tasks.task import Args, Setting
from calcquiz.tasks.terms import direction_of_terms, verdict_of_terms
from calcquiz.tasks.worker_functions import compute_here

SETTING = Setting(compute=compute_here)
SUMS = [
    ("1/(n + 1)^0.4", 1, "oo"),  # decimals for exponents
    ("n/(n + 1)^1.5", 1, "oo"),
    ("-1/(n + 1)^0.4", 1, "-oo"),
    ("1/n^0.9", 1, "oo"),
    ("1/n^(3/4)", 1, "oo"),
    ("1/(3*n - 2)^(2/3)", 1, "oo"),
    ("1/sqrt(n + 3)", 1, "oo"),
    ("-3/n", 1, "-oo"),
    ("1/(2*n + 1)", 0, "oo"),
    ("1/(10 - n)", 11, "-oo"),  # from a later start
    ("(n - 100)/(n^2 + 1)", 1, "oo"),  # negative at first
    ("(5 - n)/(n^2 + 1)", 1, "-oo"),
    ("n/(n^2 + 1)", 1, "oo"),
    ("n^2/(n^3 + 5)", 0, "oo"),
    ("1/(n*log(n))", 2, "oo"),
    ("log(n)/n", 1, "oo"),
    ("1/sqrt(n*log(n))", 2, "oo"),
    ("log(1 - 1/n)", 2, "-oo"),
    ("log(1 + 1/n)", 1, "oo"),
    ("sin(1/n)", 1, "oo"),
    ("1 - cos(1/sqrt(n))", 1, "oo"),
    ("atan(n)/n", 1, "oo"),
    ("n^2 - n^3", 1, "-oo"),
    ("(1 + 1/n)^n", 1, "oo"),
    ("n^(1/n)", 1, "oo"),
    ("n^(1/n) - 1", 1, "oo"),  # as for ln n/n
    ("factorial(n)/10^n", 0, "oo"),
    ("n^n", 1, "oo"),
    ("floor(n/2)", 1, "oo"),
    ("sqrt(n) - sqrt(n + 1)", 1, "-oo"),
    ("(2 + sin(n))/n", 1, "oo"),
    ("abs(sin(n))/n", 1, "oo"),
    ("1/n + (-1)^n/n^2", 1, "oo"),
    ("1/n + (-1)^n/sqrt(n)", 1, "oo"),  # the part that swings has a sum
    ("1 + 2*(-1)^n", 1, "oo"),
    ("(1 + (-1)^n)/n", 1, "oo"),  # every other term is 0
    ("(1 - (-1)^n)/n", 1, "oo"),
    ("(-1)^n", 0, "dne"),
    ("(-1)^n*n", 1, "dne"),
    ("(-1)^n*n/(n + 1)", 1, "dne"),
    ("(-1)^n*log(n)", 1, "dne"),
    ("(-1)^n + 1/n^2", 1, "dne"),
    ("(-2)^n", 0, "dne"),
    ("(-3/2)^n", 1, "dne"),
    ("cos(pi*n)*n", 1, "dne"),
    ("sin(n)", 1, "dne"),
]


def asked(term: str, start: int) -> Args:
    return read_formula(f"sum({term}, n, {start}, oo)", open_names=True).args  # type: ignore[union-attr]


@pytest.mark.parametrize(("term", "start", "value"), SUMS)
def test_a_divergent_sum_goes_where_its_partial_sums_go(term: str, start: int, value: str) -> None:
    args = asked(term, start)
    assert to_text(TASKS["sum"].key(args, SETTING)) == value
    told = {other: TASKS["sum"].oracle(args, read_formula(other), SETTING).agrees for other in ("oo", "-oo", "dne")}
    assert told == {other: other == value for other in told}


@pytest.mark.parametrize("term", ["(-2)^n", "1/(n + 1)^0.4", "n/(n^2 + 1)", "(-1)^n"])
def test_no_number_is_the_value_of_a_divergent_sum(term: str) -> None:
    for wrong in ("1/3", "1/2", "0"):  # extrapolation makes 1/3 of 1 - 2 + 4 - 8 + …
        assert TASKS["sum"].oracle(asked(term, 0), read_formula(wrong), SETTING).agrees is False


def test_a_sum_with_an_undefined_term_says_which() -> None:
    with pytest.raises(CalcquizError, match=r"^the term for n = 3 is not defined$"):
        TASKS["sum"].key(asked("1/(n - 3)", 1), SETTING)


TOLD_APART = [
    ("1/n^1.001", "absolutely"),
    ("1/n^0.999", "diverges"),
    ("log(n)^5/n^1.2", "absolutely"),
    ("log(n)/n^1.1", "absolutely"),
    ("1/(n*log(n)^1.5)", "absolutely"),
    ("1/(n*(log(n) + 5))", "diverges"),
    ("1/(n*(log(n) - 5)^2)", "absolutely"),
    ("(-1)^n/n + 1/n^2", "conditionally"),
    ("(-1)^n/sqrt(n) + 1/n", "diverges"),  # it alternates, and its sizes do not fall
    ("sin(pi*n/2)/n", "conditionally"),
    ("cos(pi*n/3)/n", "conditionally"),
    ("cos(n)^2/n", "diverges"),
    ("3*sin(4*n)^2/n^2", "absolutely"),
    ("abs(sin(n))/2^n", "absolutely"),
    ("factorial(n)/100^n", "diverges"),
    ("2^n*factorial(n)/n^n", "absolutely"),
    ("3^n*factorial(n)/n^n", "diverges"),
    ("binomial(2*n, n)/4^n", "diverges"),
    ("binomial(2*n, n)/5^n", "absolutely"),
    ("(1 - 1/n)^(n^2)", "absolutely"),
    ("n^log(n)", "diverges"),
    ("1/n^(1 + 1/n)", "diverges"),
]


@pytest.mark.parametrize(("term", "verdict"), TOLD_APART)
def test_growth_and_numbers_judge_a_series_alike(term: str, verdict: str) -> None:
    tree = read_formula(term, open_names=True)
    assert verdict_by_growth(tree, "n") == verdict
    assert verdict_of_terms(tree, "n") in {verdict, None}


@pytest.mark.parametrize(("term", "verdict"), TOLD_APART[2:17:3])
def test_numbers_judge_on_their_own(term: str, verdict: str) -> None:
    assert verdict_of_terms(read_formula(term, open_names=True), "n") == verdict


def test_where_no_law_tells_nothing_is_said() -> None:
    for term in ("sin(n^2)/n", "1/(n*log(n)*log(log(n)))"):
        tree = read_formula(term, open_names=True)
        assert verdict_by_growth(tree, "n") is None
        assert verdict_of_terms(tree, "n") is None
    assert direction_of_terms(read_formula("log(-n)", open_names=True), "n") is None


def test_a_constant_that_is_zero_but_for_its_last_digits_is_zero() -> None:
    for term in ("sin(pi)/n", "n*cos(pi/2)"):
        args = asked(term, 1)
        assert to_text(TASKS["sum"].key(args, SETTING)) == "0"
        assert TASKS["sum"].oracle(args, read_formula("oo"), SETTING).agrees is False


@pytest.mark.parametrize("term", ["7*sin(3*n)/n^2", "cos(n)/n^3", "abs(sin(n))/n^2", "(1 + cos(n))/n^2", "tan(n)/n^2"])
def test_waves_are_judged_or_given_up_at_once(term: str) -> None:
    began = time.process_time()
    try:
        verdict = compute_here("convergence", term, "n")
    except CalcquizError as error:
        assert (term, error.message) == ("tan(n)/n^2", "no test decides this series")
    else:
        assert verdict == "absolutely"
    assert time.process_time() - began < 2  # sympy takes 10 to 20 seconds over each of them
