"""What oracles say of limits that are approached slowly, and of terms that shrink unevenly."""

from fractions import Fraction

import pytest

from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.numeric import numeric_value
from calcquiz.tasks.task import Setting
from calcquiz.tasks.terms import verdict_of_terms
from calcquiz.tasks.worker_functions import compute_here


def agrees(text: str, result: str) -> bool | None:
    asked = read_formula(text, open_names=True)
    return TASKS["limit"].oracle(asked.args, read_formula(result), Setting(compute=compute_here)).agrees  # type: ignore[union-attr]


def test_one_over_the_logarithm_goes_to_zero_however_slowly() -> None:
    assert agrees("limit(1/log(x), x, oo)", "0") is True
    assert agrees("limit(2 + 1/log(x), x, oo)", "2") is True


@pytest.mark.parametrize("wrong", ["0", "1/50", "1/10"])
def test_a_number_close_to_a_slow_limit_is_still_refused(wrong: str) -> None:
    assert agrees("limit(1/20 + 1/log(x), x, oo)", wrong) is False


@pytest.mark.parametrize(
    ("term", "verdict"),
    [
        ("sin(n)/n^2", "absolutely"),
        ("(2 + cos(n))/n^2", "absolutely"),
        ("(2 + sin(n))/n", "diverges"),  # never below 1/n
        ("(2 + sin(n))/sqrt(n)", "diverges"),
        ("sin(n)/n", None),  # it converges conditionally, which sizes do not tell
    ],
)
def test_terms_that_shrink_unevenly_are_judged_by_their_means(term: str, verdict: str | None) -> None:
    assert verdict_of_terms(read_formula(term, open_names=True), "n") == verdict


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ("sum(n*(n - 1)*(n - 2)*exp(-4)*4^n/factorial(n), n, 0, oo)", 64),  # a factorial moment of a Poisson number
        ("sum(n*(n - 1)*exp(-12)*12^n/factorial(n), n, 0, oo)", 144),
        ("sum(n*(1/3)^n, n, 1, oo)", Fraction(3, 4)),
    ],
)
def test_terms_that_grow_before_they_vanish_are_added_one_by_one(asked: str, value: int | Fraction) -> None:
    found = numeric_value(read_formula(asked, open_names=True), {})
    assert abs(found - value) < 1e-25
