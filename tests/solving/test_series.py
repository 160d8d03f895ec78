"""Derivations of series: sums, tests of convergence, power series; each verdict confirmed by how the terms shrink."""

import pytest
from series_exercises import CONVERGENCE, VALUES

from calcquiz.records.derivation import Derivation, Level, Status
from calcquiz.solving.rule import Rule
from calcquiz.solving.rules import RULES
from calcquiz.solving.series.rules import SERIES_RULES
from calcquiz.solving.work import work
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.task import Setting
from calcquiz.tasks.worker_functions import compute_here


def worked(text: str, level: Level = Level.NORMAL) -> Derivation:
    return work(read_formula(text, open_names=True), Setting(compute=compute_here), level)


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
    tasks = [task for task, _ in VALUES[::9]] + [f"convergence({term}, n)" for term, _, _ in CONVERGENCE[::17]]
    assert {step.rule for task in tasks for step in worked(task).steps if step.rule} <= set(RULES)


def test_a_sum_that_meets_an_undefined_term_says_which() -> None:
    assert worked("sum(1/(n - 3), n, 1, oo)").note == "The term for n = 3 is not defined."


def test_terms_that_are_all_alike_diverge_unless_they_are_zero() -> None:
    assert worked("convergence(5, n)").steps[-1].why == (
        "The terms are all $5$: they do not tend to 0, so the series diverges."
    )
    assert worked("convergence(0*n, n)").result == "absolutely"


def test_tiny_bounds_are_told_as_powers_of_ten() -> None:
    said = [step.why for step in worked("least(n, 2^(n + 1)/factorial(n + 1) <= 1/10^6, 0)").steps]
    assert r"At $n = 12$: $1.31556 \cdot 10^{-6} > 10^{-6}$, not yet." in said
