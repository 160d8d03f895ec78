"""Integrals with parameters: what is assumed of them is said, and the result holds for numbers in their place."""

import pytest

from calcquiz.records.derivation import Status
from calcquiz.solving.work import work
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.task import Setting
from calcquiz.tasks.worker_functions import compute_here

SETTING = Setting(compute=compute_here)


@pytest.mark.parametrize(
    ("function", "result"),
    [
        ("1/(a^2 + b^2*x^2)", "atan(b*x/a)/(a*b) + C"),
        ("sqrt(a^2 - x^2)", "a^2*asin(x/a)/2 + x*sqrt(a^2 - x^2)/2 + C"),
        ("1/(x^2*sqrt(x^2 - a^2))", "sqrt(x^2 - a^2)/(a^2*x) + C"),
        ("1/(x^2 + a^2)^(3/2)", "x/(a^2*sqrt(a^2 + x^2)) + C"),
        ("a^x", "a^x/log(a) + C"),
    ],
)
def test_an_integral_that_needs_the_sign_of_a_parameter_says_so_and_is_worked(function: str, result: str) -> None:
    derivation = work(read_formula(f"integral({function}, x)", open_names=True), SETTING)
    assert derivation.status is Status.WORKED
    assert derivation.steps[0].why.startswith("Take ")
    assert derivation.result == result
    assert all(step.proved for step in derivation.steps if step.after)


@pytest.mark.parametrize(
    ("function", "result"),
    [
        ("1/((x - a)*(x - b))", "log(abs(x - a))/(a - b) + log(abs(x - b))/(b - a) + C"),
        ("1/(x*(1 + a*x))", "-log(abs(1 + a*x)) + log(abs(x)) + C"),
    ],
)
def test_factors_with_names_are_split_into_partial_fractions(function: str, result: str) -> None:
    derivation = work(read_formula(f"integral({function}, x)", open_names=True), SETTING)
    assert derivation.status is Status.WORKED
    assert derivation.steps[0].rule == "partial-fractions"
    assert derivation.result == result


def test_nothing_is_assumed_where_the_sign_does_not_matter() -> None:
    derivation = work(read_formula("integral(x*exp(a*x), x)", open_names=True), SETTING)
    assert derivation.status is Status.WORKED
    assert not any("positive" in step.why for step in derivation.steps)


def test_a_multiple_of_a_sum_with_other_names_is_integrated_term_by_term() -> None:
    derivation = work(read_formula("integral(2*(x + 2*y)/3, x, 0, 1)", open_names=True), SETTING)
    assert derivation.result == "1/3 + 4*y/3"  # (1 + 2y)^2/3 - (2y)^2/3 is right, and nobody would leave it so
