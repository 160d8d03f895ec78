"""Rational functions are integrated fraction by fraction, also where sympy alone is asked."""

import time

import pytest

from calcquiz.tasks.worker_functions import compute_here

SOON = 2.0
"""Seconds; the slowest took 17 by sympy's rules."""


@pytest.mark.parametrize(
    ("function", "antiderivative"),
    [
        ("(5*x + 1)/((x - 1)*(2*x + 3))", "6*log(abs(x - 1))/5 + 13*log(abs(2*x + 3))/10"),
        ("x/((x - 1)*(x^2 + 4))", "log(abs(x - 1))/5 - log(x^2 + 4)/10 + 2*atan(x/2)/5"),
        ("(x^4 + 1)/(x*(x^2 + 1)^2)", "log(abs(x)) + 1/(x^2 + 1)"),
        ("x^7/(x^4 + 1)^2", "log(x^4 + 1)/4 + 1/(4*x^4 + 4)"),
        ("(6*x + 7)/(x + 2)^2", "6*log(abs(x + 2)) + 5/(x + 2)"),
    ],
)
def test_sympy_is_given_the_fractions_one_by_one(function: str, antiderivative: str) -> None:
    compute_here("integral", "1/x", "x", "")  # imports
    started = time.perf_counter()
    assert compute_here("integral", function, "x", "") == antiderivative
    assert time.perf_counter() - started < SOON
