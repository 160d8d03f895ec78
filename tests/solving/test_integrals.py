"""Derivations of integrals: every step by a named rule, proved, and the result confirmed by an oracle."""

import pytest

from calcquiz.records.derivation import Derivation, Level, Status
from calcquiz.solving.integral_rules import INTEGRAL_RULES
from calcquiz.solving.rule import Rule
from calcquiz.solving.work import work
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.task import Setting
from calcquiz.tasks.worker_functions import compute_here


def worked(text: str, level: Level = Level.NORMAL) -> Derivation:
    return work(read_formula(text, open_names=True), Setting(compute=compute_here), level)


@pytest.mark.parametrize("rule", INTEGRAL_RULES, ids=lambda rule: rule.name)
def test_every_rule_of_integration_has_an_example_that_uses_it_with_every_step_proved(rule: Rule) -> None:
    derivation = worked(rule.example, Level.FULL)
    assert derivation.status is Status.WORKED
    assert rule.name in {step.rule for step in derivation.steps}
    assert all(step.proved for step in derivation.steps if step.after)


@pytest.mark.parametrize(
    ("task", "rules", "result"),
    [
        # read off term by term
        ("integral(3*x^2 - 4*x + 5, x)", ["integrate-sum"], "x^3 - 2*x^2 + 5*x + C"),
        # u = x^2, then back
        ("integral(x*cos(x^2), x)", ["substitution", "integrate-cosine", "substitute-back"], "sin(x^2)/2 + C"),
        # once by parts
        ("integral(x*exp(x), x)", ["integration-by-parts", "integrate-exponential"], "x*exp(x) - exp(x) + C"),
        # the integral comes back after two turns
        (
            "integral(exp(x)*cos(x), x)",
            ["integration-by-parts", "integration-by-parts", "solve-for-integral"],
            "exp(x)*cos(x)/2 + exp(x)*sin(x)/2 + C",
        ),
    ],
)
def test_an_integral_is_worked_by_the_rules_a_lecturer_would_name(task: str, rules: list[str], result: str) -> None:
    derivation = worked(task)
    assert [step.rule for step in derivation.steps] == rules
    assert derivation.result == derivation.steps[-1].after == result


def test_the_constant_of_integration_has_another_name_where_c_is_taken() -> None:
    assert worked("integral(C*x, x)").result == "C*x^2/2 + K"
