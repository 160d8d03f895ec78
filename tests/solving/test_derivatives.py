"""Derivations of derivatives: every step by a named rule, proved, and the last one is the key."""

import pytest

from calcquiz.records.derivation import Derivation, Level, Status
from calcquiz.solving.rules import RULES
from calcquiz.solving.work import work
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.task import Setting
from calcquiz.tasks.worker_functions import compute_here


def worked(text: str, level: Level = Level.NORMAL) -> Derivation:
    return work(read_formula(text, open_names=True), Setting(compute=compute_here), level)


@pytest.mark.parametrize(
    ("task", "rules", "result"),
    [
        ("derivative(3*x^4 - 2*x + 7, x)", ["sum"], "12*x^3 - 2"),
        ("derivative(x^2*sin(3*x), x)", ["product"], "2*x*sin(3*x) + 3*x^2*cos(3*x)"),
        ("derivative(x^x, x)", ["logarithmic", "product", "simplify"], "x^x*(log(x) + 1)"),
    ],
)
def test_a_derivative_is_worked_by_the_rules_a_lecturer_would_name(task: str, rules: list[str], result: str) -> None:
    derivation = worked(task)
    assert derivation.status is Status.WORKED
    assert [step.rule for step in derivation.steps] == rules
    assert derivation.result == derivation.steps[-1].after == result
    assert all(step.proved for step in derivation.steps)


def test_the_full_level_has_a_line_for_every_rule_and_the_brief_one_for_the_main_rule() -> None:
    task = "derivative(x^2*sin(3*x), x)"
    assert [step.rule for step in worked(task, Level.BRIEF).steps] == ["product"]
    assert {"power", "chain", "multiple"} <= {step.rule for step in worked(task, Level.FULL).steps}


def test_every_rule_that_is_used_is_in_the_registry() -> None:
    used = {step.rule for rule in RULES.values() for step in worked(rule.example, Level.FULL).steps if step.rule}
    assert used <= set(RULES)
