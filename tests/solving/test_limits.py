"""Derivations of limits: every line is proved by values close to the place, and the end is the limit."""

import pytest
from limit_exercises import EXERCISES

from calcquiz.records.derivation import Derivation, Level, Status
from calcquiz.solving.limits.rules import LIMIT_RULES
from calcquiz.solving.rule import Rule
from calcquiz.solving.rules import RULES
from calcquiz.solving.work import work
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.task import Setting
from calcquiz.tasks.worker_functions import compute_here


def worked(text: str, level: Level = Level.NORMAL) -> Derivation:
    return work(read_formula(text, open_names=True), Setting(compute=compute_here), level)


@pytest.mark.parametrize(("task", "result"), EXERCISES[::6])
def test_a_limit_is_worked_with_every_line_proved(task: str, result: str) -> None:
    _assert_worked(task, result)


@pytest.mark.full
@pytest.mark.parametrize(("task", "result"), EXERCISES)
def test_every_limit_of_the_table_is_worked_with_every_line_proved(task: str, result: str) -> None:
    _assert_worked(task, result)


def _assert_worked(task: str, result: str) -> None:
    derivation = worked(task)
    assert derivation.status is Status.WORKED, derivation.note
    assert derivation.result == result
    assert derivation.steps[-1].after == result
    assert all(step.proved for step in derivation.steps)
    for step in derivation.steps:
        assert read_formula(step.after, open_names=True)


def test_the_table_holds_a_hundred_limits_and_more() -> None:
    assert len({task for task, _ in EXERCISES}) >= 100


@pytest.mark.parametrize(
    ("task", "rules"),
    [
        ("limit((x^2 + x - 6)/(x - 2), x, 2)", ["factor-a-limit", "cancel-near-the-place", "continuity"]),
        ("limit((sqrt(x + 9) - 3)/x, x, 0)", ["conjugate", "cancel-near-the-place", "continuity"]),
        ("limit((3*x^2 + 2*x - 1)/(5*x^2 + 7), x, oo)", ["highest-power", "limit-laws"]),
        ("limit(sin(3*x)/(5*x), x, 0)", ["standard-quotient", "standard-limit"]),
        ("limit(log(x)/x, x, oo)", ["lhopital", "limit-laws"]),
        ("limit(x*sin(1/x), x, 0)", ["squeeze"]),
        ("limit(1/(x - 2), x, 2)", ["pole", "pole", "two-sides"]),
    ],
)
def test_a_limit_is_worked_by_the_cheapest_rule_a_teacher_would_try(task: str, rules: list[str]) -> None:
    assert [step.rule for step in worked(task).steps] == rules


def test_two_sides_that_differ_are_both_shown() -> None:
    steps = worked("limit(abs(x - 2)/(x - 2), x, 2)").steps
    assert [step.after for step in steps if step.depth] == [
        "limit(-(x - 2)/(x - 2), x, 2, left)",
        "-1",
        "limit((x - 2)/(x - 2), x, 2, right)",
        "1",
    ]
    assert steps[-1].why == "From the left the limit is $-1$, from the right $1$: they differ."


def test_lhopitals_rule_names_the_form_and_both_derivatives() -> None:
    step = worked("limit(log(x)/x, x, oo)").steps[0]
    assert step.why == (
        r"This has the form $\frac{\infty}{\infty}$. L'Hôpital: differentiate top and bottom, "
        r"$\left(\ln x\right)' = \frac{1}{x}$ and $\left(x\right)' = 1$."
    )


@pytest.mark.parametrize("rule", LIMIT_RULES, ids=lambda rule: rule.name)
def test_the_example_of_every_rule_of_limits_uses_the_rule(rule: Rule) -> None:
    assert rule.name in {step.rule for step in worked(rule.example, Level.FULL).steps}


def test_every_rule_a_limit_names_is_in_the_registry() -> None:
    assert {step.rule for task, _ in EXERCISES[::17] for step in worked(task).steps if step.rule} <= set(RULES)


def test_a_function_without_values_near_the_place_has_no_limit_there() -> None:
    derivation = worked("limit(sqrt(x), x, -1)")
    assert derivation.result == "dne"
    assert derivation.steps[0].why == "$\\sqrt{x}$ has no real values near $-1$: nothing is approached."
