"""Limits of sequences: signs, steps and factorials, with the oracle that looks at even and odd members."""

import pytest

from calcquiz.algebra.text import to_text
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.task import Args, Setting
from calcquiz.tasks.worker_functions import compute_here

LIMIT = TASKS["limit"]
LIMITS = [
    ("abs((-3/2)^n)", "oo"),
    ("abs((-1/2)^n)", "0"),
    ("(-1/2)^n", "0"),
    ("(-3/2)^n", "dne"),
    ("(-1)^n*n/(n + 1)", "dne"),
    ("(-1)^(n + 1)/sqrt(n)", "0"),
    ("(-1)^n*(n + 1)/n^2", "0"),
    ("(n + (-1)^n)/(n - (-1)^n)", "1"),
    ("1 + (-1)^n", "dne"),
    ("n*(1 + (-1)^n)", "dne"),
    ("(2 + (-1)^n)*n", "oo"),  # it jumps, and grows all the same
    ("((-1)^n)^2", "1"),
    ("(-2)^n/3^n", "0"),
    ("(5 + (-2)^n)/3^n", "0"),
    ("(-1)^n*sin(1/n)", "0"),
    ("abs(cos(pi*n))", "1"),
    ("sin(pi*n)", "0"),
    ("cos(2*pi*n)", "1"),
    ("cos(pi*n/2)", "dne"),
    ("sin(n)", "dne"),
    ("cos(n)/n", "0"),
    ("floor(n/2)/n", "1/2"),
    ("n/2 - floor(n/2)", "dne"),
    ("n/3 - floor(n/3)", "dne"),
    ("ceiling(n/2) - floor(n/2)", "dne"),
    ("floor(sqrt(n))/sqrt(n)", "1"),
    ("min(n, 10)", "10"),
    ("n^(1/n)", "1"),
    ("(2^n + 3^n)^(1/n)", "3"),
    ("(1 - 2/n)^n", "exp(-2)"),
    ("factorial(n)/n^n", "0"),
    ("factorial(n + 1)/(factorial(n)*n)", "1"),
    ("factorial(n)/10^n", "oo"),
    ("sqrt(n^2 + n) - n", "1/2"),
    ("n*sin(pi/n)", "pi"),  # not 0, as for sin(pi*n)
    ("n^2*(1 - cos(pi/n))", "pi^2/2"),
    ("(-1)^n*n*sin(pi/n)", "dne"),
    ("(-0.7)^n + 2", "2"),
    ("(-1)^n/log(n)", "0"),
    ("n*0.9^n", "0"),
    ("(-n)^(n + 5)", "dne"),
    ("(factorial(n))^(1/n)", "oo"),
]


TOO_SLOW = {"(-1)^n/log(n)"}
"""Values that are still far from their limit at the furthest n: they might have none."""


def asked(formula: str) -> Args:
    return read_formula(f"limit({formula}, n, oo)", open_names=True).args  # type: ignore[union-attr]


@pytest.mark.parametrize(("formula", "value"), LIMITS)
@pytest.mark.parametrize("variables", [{}, {"n": "integer"}], ids=["called n", "declared"])
def test_a_sequence_tends_to_what_all_its_members_come_close_to(
    formula: str, value: str, variables: dict[str, str]
) -> None:
    setting = Setting(compute=compute_here, variables=variables)
    args = asked(formula)
    assert to_text(LIMIT.key(args, setting)) == value
    assert LIMIT.oracle(args, read_formula(value), setting).agrees is True
    for wrong in {"0", "1", "oo", "dne"} - {value}:
        verdict = LIMIT.oracle(args, read_formula(wrong), setting).agrees
        assert verdict is False or (verdict is None and formula in TOO_SLOW)


def test_a_variable_that_is_declared_real_is_no_index() -> None:
    real = Setting(compute=compute_here, variables={"n": "real"})
    assert to_text(LIMIT.key(asked("sin(pi*n)"), real)) == "dne"
    assert LIMIT.oracle(asked("sin(pi*n)"), read_formula("0"), real).agrees is False


def test_toward_infinity_the_piece_that_holds_there_counts() -> None:
    setting = Setting(compute=compute_here)
    for formula, place, value in (("max(x, 2)/x", "oo", "1"), ("max(x, 2)", "-oo", "2"), ("min(x, 3)", "oo", "3")):
        args = read_formula(f"limit({formula}, x, {place})", open_names=True).args  # type: ignore[union-attr]
        assert to_text(LIMIT.key(args, setting)) == value


def test_values_that_end_early_refute_nothing_they_are_on_their_way_to() -> None:
    setting = Setting(compute=compute_here)
    args = asked("log(factorial(n))/(n*log(n))")  # 0.87 at n = 2048, and 1 in the end
    assert LIMIT.oracle(args, read_formula("1"), setting).agrees is None
    assert LIMIT.oracle(args, read_formula("dne"), setting).agrees is None
    assert LIMIT.oracle(args, read_formula("1/2"), setting).agrees is False


def test_what_grows_too_fast_to_be_held_is_not_refuted() -> None:
    setting = Setting(compute=compute_here)
    args = asked("exp(factorial(2*n))")
    assert LIMIT.oracle(args, read_formula("oo"), setting).agrees is None
