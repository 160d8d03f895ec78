"""Derivations of derivatives: every step by a named rule, proved, and the last one is the key."""

import importlib.util
from pathlib import Path

import pytest

from calcquiz.algebra.text import to_text
from calcquiz.records.derivation import Derivation, Level, Status
from calcquiz.solving.derivatives.rules import DERIVATIVE_RULES
from calcquiz.solving.rules import RULES
from calcquiz.solving.work import work
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.task import Setting
from calcquiz.tasks.worker_functions import compute_here

SETTING = Setting(compute=compute_here)
TABLE = Path(__file__).with_name("exercises_derivatives.py")


def _exercises() -> list[str]:
    spec = importlib.util.spec_from_file_location("exercises_derivatives", TABLE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    rows = []
    for name in (name for name in vars(module) if name.isupper()):
        for row in vars(module)[name].strip().splitlines():
            function, _, order = row.rpartition(", ") if name == "HIGHER" else (row, "", "")
            rows.append(f"derivative({function}, x, {order})" if order else f"derivative({row}, x)")
    return rows


EXERCISES = _exercises()


def worked(text: str, level: Level = Level.NORMAL) -> Derivation:
    return work(read_formula(text, open_names=True), SETTING, level)


def require_proved(text: str, level: Level) -> None:
    """Assert that an exercise is worked, each step proved, and ends in the key that its oracle confirms."""
    tree = read_formula(text, open_names=True)
    derivation = work(tree, SETTING, level)
    assert (derivation.status, derivation.note) == (Status.WORKED, "")
    assert all(step.proved for step in derivation.steps)
    key = TASKS["derivative"].key(tree.args, SETTING)
    assert derivation.result == derivation.steps[-1].after == to_text(key)
    assert TASKS["derivative"].oracle(tree.args, key, SETTING).agrees is not False


@pytest.mark.parametrize("text", EXERCISES[::4])
def test_an_exercise_of_a_textbook_is_worked_with_every_step_proved(text: str) -> None:
    require_proved(text, Level.NORMAL)


@pytest.mark.full
@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("text", EXERCISES)
def test_every_exercise_is_worked_with_every_step_proved_on_every_level(text: str, level: Level) -> None:
    require_proved(text, level)


def test_the_table_of_exercises_is_as_long_as_a_chapter_of_exercises() -> None:
    assert len(set(EXERCISES)) >= 400


@pytest.mark.parametrize(
    ("task", "rules", "result"),
    [
        ("derivative(3*x^4 - 2*x + 7, x)", ["sum"], "12*x^3 - 2"),
        ("derivative(x^2*sin(3*x), x)", ["product"], "2*x*sin(3*x) + 3*x^2*cos(3*x)"),
        ("derivative(x^x, x)", ["logarithmic", "product"], "x^x*(log(x) + 1)"),
        ("derivative(x^2*sqrt(x), x)", ["rewrite-power"], "5*x^(3/2)/2"),  # no product rule for a power
        ("derivative(4/(x^2 + 1)^3, x)", ["rewrite-power", "chain"], "-24*x/(x^2 + 1)^4"),
        ("derivative(3*x^2*sin(x), x)", ["product"], "6*x*sin(x) + 3*x^2*cos(x)"),  # 3 stays with x^2
    ],
)
def test_a_derivative_is_worked_by_the_rules_a_lecturer_would_name(task: str, rules: list[str], result: str) -> None:
    derivation = worked(task)
    assert derivation.status is Status.WORKED
    assert [step.rule for step in derivation.steps] == rules
    assert derivation.result == derivation.steps[-1].after == result
    assert all(step.proved for step in derivation.steps)


@pytest.mark.parametrize(
    ("function", "result"),
    [
        ("x^2/(x^2 + 1)^3", "(2*x - 4*x^3)/(x^2 + 1)^4"),  # the quotient rule leaves a factor to cancel
        ("x/sqrt(x^2 + 1)", "1/(x^2 + 1)^(3/2)"),
        ("x*sqrt(1 - x^2)", "(1 - 2*x^2)/sqrt(1 - x^2)"),
        ("(exp(2*x) - 1)/(exp(2*x) + 1)", "4*exp(2*x)/(exp(2*x) + 1)^2"),
        ("cos(x)/(1 + sin(x))", "-1/(sin(x) + 1)"),  # sin^2 + cos^2 = 1
        ("(x^2 + 1)^3*(x - 1)^4", "2*(x^2 + 1)^2*(x - 1)^3*(5*x^2 - 3*x + 2)"),
        ("log(x + sqrt(x^2 + 1))", "1/sqrt(x^2 + 1)"),
        ("atan(x/2)", "2/(4 + x^2)"),
        ("log(x)/x^2", "(1 - 2*log(x))/x^3"),
        ("x^2*exp(x)", "exp(x)*(x^2 + 2*x)"),
        ("(1/x)*x", "0"),
        ("(2*x + 3)/(5*x - 4)", "-23/(5*x - 4)^2"),
    ],
)
def test_a_result_is_left_as_a_lecturer_leaves_it(function: str, result: str) -> None:
    assert worked(f"derivative({function}, x)").result == result


def test_the_full_level_has_a_line_for_every_rule_and_the_brief_one_for_the_main_rule() -> None:
    task = "derivative(x^2*sin(3*x), x)"
    assert [step.rule for step in worked(task, Level.BRIEF).steps] == ["product"]
    assert {"power", "chain", "multiple"} <= {step.rule for step in worked(task, Level.FULL).steps}


def test_each_order_of_a_higher_derivative_begins_by_its_name() -> None:
    steps = worked("derivative(x^2*exp(x), x, 2)").steps
    assert steps[0].why.startswith("The first derivative. Product rule")
    assert any(step.why.startswith("The second derivative. ") for step in steps)
    assert steps[-1].why == "So this is the second derivative."


def test_the_derivative_of_an_integral_is_read_off_its_ends() -> None:
    derivation = worked("derivative(integral(sin(t), t, x, x^2), x)")
    assert [(step.rule, step.after, step.proved) for step in derivation.steps] == [
        ("derivative-of-integral", "2*x*sin(x^2) - sin(x)", True)
    ]


@pytest.mark.parametrize(
    ("function", "result"),
    [
        ("0.5*x^2*exp(-0.3*x)", "exp(-0.3*x)*(x - 0.15*x^2)"),
        ("(1 - 0.5*x)^3", "-1.5*(1 - 0.5*x)^2"),
        ("0.1*x^2 + 1.5*x", "0.2*x + 1.5"),
    ],
)
def test_a_function_with_decimals_has_a_derivative_with_decimals(function: str, result: str) -> None:
    assert worked(f"derivative({function}, x)").result == result


@pytest.mark.parametrize(
    ("task", "note"),
    [
        ("derivative(factorial(x), x)", "Factorial has no derivative here. Use a function that can be differentiated."),
        ("derivative(x^2, x, 0)", "`0` is no order of a derivative. Write a whole number from 1 to 12."),
    ],
)
def test_what_has_no_derivative_is_said_in_a_sentence(task: str, note: str) -> None:
    derivation = worked(task)
    assert (derivation.status, derivation.note) == (Status.FAILED, note)


@pytest.mark.parametrize("rule", DERIVATIVE_RULES, ids=lambda rule: rule.name)
def test_the_example_of_a_rule_uses_it(rule) -> None:
    assert rule.name in {step.rule for step in worked(rule.example, Level.FULL).steps}


def test_every_rule_that_is_used_is_in_the_registry() -> None:
    used = {step.rule for rule in RULES.values() for step in worked(rule.example, Level.FULL).steps if step.rule}
    assert used <= set(RULES)


def test_no_line_differs_from_the_line_before_in_the_spelling_of_an_exponential_alone() -> None:
    steps = worked("derivative(log(1 + e^(-2*x))/x, x)").steps
    lines = [step.after.replace("exp(-2*x)", "e^(-2*x)") for step in steps if step.after]
    assert len(lines) == len(set(lines)) == 3
