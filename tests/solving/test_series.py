"""Derivations of series: sums, tests of convergence, power series; each verdict confirmed by how the terms shrink."""

import pytest

from calcquiz.records.derivation import Derivation, Level, Status
from calcquiz.solving.rule import Rule
from calcquiz.solving.rules import RULES
from calcquiz.solving.series_rules import SERIES_RULES
from calcquiz.solving.work import work
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.task import Setting
from calcquiz.tasks.worker_functions import compute_here


def worked(text: str, level: Level = Level.NORMAL) -> Derivation:
    return work(read_formula(text, open_names=True), Setting(compute=compute_here), level)


CONVERGENCE = [
    ("1/n^2", "absolutely", "p-series"),
    ("3/sqrt(n)", "diverges", "p-series"),
    ("5/n", "diverges", "p-series"),
    ("1/n^(3/2)", "absolutely", "p-series"),
    ("(2/3)^n", "absolutely", "geometric-test"),
    ("4/3^n", "absolutely", "geometric-test"),
    ("(-3/4)^n", "absolutely", "geometric-test"),
    ("exp(-2*n)", "absolutely", "geometric-test"),
    ("n/(2*n + 1)", "diverges", "nth-term-test"),
    ("(1 + 1/n)^n", "diverges", "nth-term-test"),
    ("cos(1/n)", "diverges", "nth-term-test"),
    ("(3^n + 1)/2^n", "diverges", "nth-term-test"),
    ("3^n/(n*2^n)", "diverges", "nth-term-test"),
    ("n^n/factorial(n)", "diverges", "nth-term-test"),
    ("(-1)^n*n/(n + 1)", "diverges", "nth-term-test"),
    ("n^(1/n)", "diverges", "nth-term-test"),
    ("2^n/factorial(n)", "absolutely", "ratio-test"),
    ("n^3/3^n", "absolutely", "ratio-test"),
    ("factorial(n)/n^n", "absolutely", "ratio-test"),
    ("2^n*factorial(n)/n^n", "absolutely", "ratio-test"),
    ("factorial(n)^2/factorial(2*n)", "absolutely", "ratio-test"),
    ("(-3)^n/factorial(n)", "absolutely", "ratio-test"),
    ("(-2/3)^n*n", "absolutely", "ratio-test"),
    ("n^2*exp(-n)", "absolutely", "ratio-test"),
    ("(n/(2*n + 1))^n", "absolutely", "root-test"),
    ("(1 + 1/n)^(-n^2)", "absolutely", "root-test"),
    ("((2*n + 3)/(n + 1))^n/5^n", "absolutely", "root-test"),
    ("(3*n + 1)/(n^3 + 2)", "absolutely", "limit-comparison"),
    ("1/(2*n - 1)", "diverges", "limit-comparison"),
    ("n/(n^2 + 1)", "diverges", "limit-comparison"),
    ("sqrt(n)/(n^2 + 1)", "absolutely", "limit-comparison"),
    ("1/sqrt(n^3 + 1)", "absolutely", "limit-comparison"),
    ("1/(2^n + n)", "absolutely", "limit-comparison"),
    ("(2^n + 1)/(3^n - n)", "absolutely", "limit-comparison"),
    ("sin(1/n)", "diverges", "limit-comparison"),
    ("1 - cos(1/n)", "absolutely", "limit-comparison"),
    ("log(1 + 1/n)", "diverges", "limit-comparison"),
    ("sqrt(n + 1) - sqrt(n)", "diverges", "limit-comparison"),
    ("log(n)/n^2", "absolutely", "limit-comparison"),
    ("1/log(n)", "diverges", "limit-comparison"),
    ("1/(sqrt(n)*log(n))", "diverges", "limit-comparison"),
    ("atan(n)/n^2", "absolutely", "limit-comparison"),
    ("sin(n)/n^2", "absolutely", "direct-comparison"),
    ("cos(n)^2/n^3", "absolutely", "direct-comparison"),
    ("(2 + sin(n))/n", "diverges", "direct-comparison"),
    ("abs(sin(n))/2^n", "absolutely", "direct-comparison"),
    ("1/(n*log(n))", "diverges", "integral-test"),
    ("1/(n*log(n)^2)", "absolutely", "integral-test"),
    ("n*exp(-n^2)", "absolutely", "integral-test"),
    ("(-1)^n/n", "conditionally", "alternating-test"),
    ("(-1)^(n + 1)/(2*n - 1)", "conditionally", "alternating-test"),
    ("(-1)^n/sqrt(n)", "conditionally", "alternating-test"),
    ("(-1)^n*n/(n^2 + 1)", "conditionally", "alternating-test"),
    ("(-1)^n*log(n)/n", "conditionally", "alternating-test"),
    ("(-1)^n/log(n)", "conditionally", "alternating-test"),
    ("cos(pi*n)/sqrt(n)", "conditionally", "alternating-test"),
    ("(-1)^n*sqrt(n)/(n + 1)", "conditionally", "alternating-test"),
    ("(-1)^n/n^2", "absolutely", "p-series"),
    ("(-1)^n/(n^2 + 1)", "absolutely", "limit-comparison"),
    ("-1/n^2", "absolutely", "p-series"),
]
SUMS = [
    ("sum(4*(1/3)^n, n, 2, oo)", "2/3"),
    ("sum(3/2^n, n, 0, oo)", "6"),
    ("sum((-1/2)^n, n, 1, oo)", "-1/3"),
    ("sum(5*(-2/3)^(n - 1), n, 1, oo)", "3"),
    ("sum(exp(-n), n, 0, oo)", "1/(1 - 1/e)"),
    ("sum(R*g^t, t, 0, oo)", "R/(1 - g)"),
    ("sum((2^n + 3^n)/6^n, n, 0, oo)", "7/2"),
    ("sum(2^n, n, 0, oo)", "oo"),
    ("sum((-1)^n, n, 0, oo)", "dne"),
    ("sum(1/(n*(n + 1)), n, 1, oo)", "1"),
    ("sum(3/(n*(n + 2)), n, 1, oo)", "9/4"),
    ("sum(1/(n*(n + 3)), n, 1, oo)", "11/18"),
    ("sum(1/(4*n^2 - 1), n, 1, oo)", "1/2"),
    ("sum(1/((n + 1)*(n + 2)), n, 0, oo)", "1"),
    ("sum(log((n + 1)/n), n, 1, oo)", "oo"),
    ("sum(1/sqrt(n) - 1/sqrt(n + 1), n, 1, oo)", "1"),
    ("sum(n/2^n, n, 1, oo)", "2"),
    ("sum(n*(1/3)^(n - 1), n, 1, oo)", "9/4"),
    ("sum(n^2/2^n, n, 1, oo)", "6"),
    ("sum(1/factorial(n), n, 0, oo)", "e"),
    ("sum(2^n/factorial(n), n, 1, oo)", "exp(2) - 1"),
    ("sum((-1)^(n + 1)/n, n, 1, oo)", "log(2)"),
    ("sum((-1)^n/(2*n + 1), n, 0, oo)", "pi/4"),
    ("sum((-1)^n/factorial(2*n), n, 0, oo)", "cos(1)"),
    ("sum(1/(n*2^n), n, 1, oo)", "log(2)"),
    ("sum(1/n^2, n, 1, oo)", "pi^2/6"),
    ("sum(1/n, n, 1, oo)", "oo"),
    ("sum(n/(n + 1), n, 1, oo)", "oo"),
    ("sum(1/k, k, 1, 4)", "25/12"),
    ("sum(n^2, n, 1, 10)", "385"),
    ("sum(k^3, k, 5, 20)", "44000"),
    ("sum(3*k + 1, k, 1, 30)", "1425"),
    ("sum(k, k, 1, N)", "N*(N + 1)/2"),
    ("sum(3*k^2 - k + 2, k, 1, n)", "n*(n^2 + n + 2)"),
    ("sum(2^k, k, 0, n)", "2^(n + 1) - 1"),
    ("sum(3*(1/2)^k, k, 0, 9)", "3069/512"),
    ("sum(R*g^t, t, 0, n - 1)", "R*(1 - g^n)/(1 - g)"),
    ("sum(1/(k*(k + 1)), k, 1, n)", "n/(n + 1)"),
]
POWER = [
    ("radius(x^n/n, n, x)", "1"),
    ("radius((2*x - 1)^n/sqrt(n), n, x)", "1/2"),
    ("radius(factorial(2*n)/factorial(n)^2*x^n, n, x)", "1/4"),
    ("radius(n^2*x^n/5^n, n, x)", "5"),
    ("radius(x^n/factorial(n), n, x)", "oo"),
    ("radius(factorial(n)*x^n, n, x)", "0"),
    ("interval_of_convergence((x - 3)^n/(n*2^n), n, x)", "[1, 5)"),
    ("interval_of_convergence((-1)^n*(x + 1)^n/n^2, n, x)", "[-2, 0]"),
    ("interval_of_convergence((-1)^n*(x - 2)^n/(n*3^n), n, x)", "(-1, 5]"),
    ("interval_of_convergence(x^(2*n)/4^n, n, x)", "(-2, 2)"),
    ("interval_of_convergence(n*(x/3)^n, n, x)", "(-3, 3)"),
    ("interval_of_convergence(x^n/factorial(n), n, x)", "(-oo, oo)"),
    ("interval_of_convergence(factorial(n)*(x - 1)^n, n, x)", "[1, 1]"),
    ("interval_of_convergence((x - 2)^n/(n*log(n)), n, x)", "[1, 3)"),
    ("interval_of_convergence((x + 4)^n/sqrt(n), n, x)", "[-5, -3)"),
    ("interval_of_convergence((2*x - 1)^n/n, n, x)", "[0, 1)"),
    ("convergence_set(1/n^p, n, p)", "(1, oo)"),
    ("convergence_set(1/n^(2*p - 1), n, p)", "(1, oo)"),
    ("convergence_set(n^2/(n^p + 1), n, p)", "(3, oo)"),
    ("convergence_set((p/3)^n, n, p)", "(-3, 3)"),
    ("convergence_set(1/(n*log(n)^p), n, p)", "(1, oo)"),
    ("least(n, 1/2^n < 1/1000, 1)", "10"),
    ("least(n, 1/(n + 1)^2 <= 1/1000, 1)", "31"),
    ("least(n, 1/factorial(n + 1) <= 1/10000, 0)", "7"),
]
VALUES = [*SUMS, *POWER]


@pytest.mark.parametrize(("term", "verdict", "rule"), CONVERGENCE[::5])
def test_a_series_is_judged_by_the_test_a_teacher_would_take(term: str, verdict: str, rule: str) -> None:
    _assert_judged(term, verdict, rule)


@pytest.mark.full
@pytest.mark.parametrize(("term", "verdict", "rule"), CONVERGENCE)
def test_every_series_of_the_table_is_judged_with_every_step_proved(term: str, verdict: str, rule: str) -> None:
    _assert_judged(term, verdict, rule)


def _assert_judged(term: str, verdict: str, rule: str) -> None:
    derivation = worked(f"convergence({term}, n)")
    assert derivation.status is Status.WORKED, derivation.note
    assert derivation.result == verdict
    assert rule in {step.rule for step in derivation.steps}
    assert all(step.proved for step in derivation.steps if step.after or step.rule)


@pytest.mark.parametrize(("task", "result"), VALUES[::6])
def test_a_sum_or_an_interval_is_worked_with_every_line_proved(task: str, result: str) -> None:
    _assert_worked(task, result)


@pytest.mark.full
@pytest.mark.parametrize(("task", "result"), VALUES)
def test_every_sum_and_interval_of_the_table_is_worked_with_every_line_proved(task: str, result: str) -> None:
    _assert_worked(task, result)


def _assert_worked(task: str, result: str) -> None:
    derivation = worked(task)
    assert derivation.status is Status.WORKED, derivation.note
    assert derivation.result == result
    assert derivation.steps[-1].after == result
    assert all(step.proved for step in derivation.steps if step.after)
    for step in derivation.steps:
        assert not step.after or read_formula(step.after, open_names=True)


def test_the_tables_hold_eighty_series_and_more() -> None:
    assert len({*CONVERGENCE, *VALUES}) >= 80


def test_the_alternating_test_names_its_three_conditions() -> None:
    steps = worked("convergence((-1)^n/n, n)").steps
    said = " ".join(step.why for step in steps)
    assert "which is positive" in said
    assert "It decreases, because the bottom $n$ grows with $n$." in said
    assert any(step.after == "0" for step in steps)
    assert steps[-1].why == "It converges, but not absolutely: conditionally."


def test_both_ends_of_an_interval_are_tested_as_series_of_their_own() -> None:
    said = [step.why for step in worked("interval_of_convergence((x - 3)^n/(n*2^n), n, x)").steps]
    assert r"At $x = 1$ the series is $\sum \frac{(-1)^n}{n}$." in said
    assert r"At $x = 5$ the series is $\sum \frac{1}{n}$." in said
    assert said[-1] == "The end $1$ belongs to the interval, $5$ does not:"


def test_a_series_whose_terms_do_not_move_is_refused_in_words() -> None:
    derivation = worked("radius(1/n^2, n, x)")
    assert derivation.status is not Status.WORKED
    assert derivation.note


@pytest.mark.parametrize("rule", SERIES_RULES, ids=lambda rule: rule.name)
def test_the_example_of_every_rule_of_series_uses_the_rule(rule: Rule) -> None:
    assert rule.name in {step.rule for step in worked(rule.example, Level.FULL).steps}


def test_every_rule_a_series_names_is_in_the_registry() -> None:
    tasks = [task for task, _ in VALUES[::4]] + [f"convergence({term}, n)" for term, _, _ in CONVERGENCE[::6]]
    assert {step.rule for task in tasks for step in worked(task).steps if step.rule} <= set(RULES)
