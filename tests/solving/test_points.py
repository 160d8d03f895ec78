"""Derivations of equations, special points and optima: every line proved, and the last one is the key."""

import importlib.util
from pathlib import Path

import pytest

from calcquiz.algebra.text import to_text
from calcquiz.records.derivation import Derivation, Level, Status
from calcquiz.solving.points.rules import POINT_RULES
from calcquiz.solving.rules import RULES
from calcquiz.solving.work import work
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.resolve import resolve
from calcquiz.tasks.task import Setting
from calcquiz.tasks.worker_functions import compute_here

TABLE = Path(__file__).with_name("exercises_points.py")
POSITIVE = {"POSITIVE": "wxyz", "VARIANCE": "v"}
SAMPLE = 15
"""Every fifteenth exercise is worked in the default run."""


def _exercises() -> list[tuple[str, str]]:
    spec = importlib.util.spec_from_file_location("exercises_points", TABLE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    names = [name for name in vars(module) if name.isupper()]
    return [(row, POSITIVE.get(name, "")) for name in names for row in vars(module)[name].strip().splitlines()]


EXERCISES = _exercises()


def worked(text: str, level: Level = Level.NORMAL, positive: str = "") -> Derivation:
    return work(read_formula(text, open_names=True), setting(positive), level)


def setting(positive: str = "") -> Setting:
    return Setting(compute=compute_here, variables=dict.fromkeys(positive, "positive"))


def require_proved(text: str, level: Level, positive: str) -> None:
    """Assert that an exercise is worked, each line proved, and ends in the key that its oracle confirms."""
    tree = read_formula(text, open_names=True)
    key = resolve(tree, setting(positive), TASKS)
    derivation = work(tree, setting(positive), level, key)
    assert (derivation.status, derivation.note) == (Status.WORKED, "")
    assert [step.after for step in derivation.steps if step.after and not step.proved] == []
    assert derivation.result == to_text(key)
    assert not any(step.rule == "another-form" for step in derivation.steps)
    assert {step.rule for step in derivation.steps} <= {*RULES, ""}
    if not TASKS[tree.head].options and derivation.result != "{}":
        assert [step.after for step in derivation.steps if step.after][-1] == derivation.result


@pytest.mark.parametrize(("text", "positive"), EXERCISES[::SAMPLE])
def test_an_exercise_is_worked_line_by_line_and_ends_in_its_key(text, positive):
    require_proved(text, Level.NORMAL, positive)


@pytest.mark.full
@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize(("text", "positive"), EXERCISES)
def test_every_exercise_is_worked_on_every_level(text, positive, level):
    require_proved(text, level, positive)


def test_the_table_of_exercises_is_long():
    assert len(EXERCISES) == len(set(EXERCISES)) > 500


@pytest.mark.parametrize("rule", [rule.name for rule in POINT_RULES[::4]])
def test_a_rule_is_used_in_its_example(rule):
    assert rule in {step.rule for step in worked(RULES[rule].example, Level.FULL).steps}


@pytest.mark.full
@pytest.mark.parametrize("rule", [rule.name for rule in POINT_RULES])
def test_every_rule_is_used_in_its_example(rule):
    assert rule in {step.rule for step in worked(RULES[rule].example, Level.FULL).steps}


def lines(text: str, level: Level = Level.NORMAL) -> list[str]:
    """Return what stands in each line: the formula, or the sentence where there is none."""
    return [step.after or step.why for step in worked(text, level).steps]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "solve(x^2 - 5*x + 6 = 0, x)",
            ["(x - 2)*(x - 3) = 0", "x = 2 or x = 3", "{2, 3}"],
        ),
        (
            "solve(sqrt(x + 3) = x - 3, x)",  # a false solution comes in by squaring and goes again
            ["x + 3 = (x - 3)^2", "x^2 - 7*x + 6 = 0", "(x - 1)*(x - 6) = 0", "x = 1 or x = 6", "x = 6", "{6}"],
        ),
        (
            "solve(exp(2*x) - 3*exp(x) + 2 = 0, x)",
            [
                "u^2 - 3*u + 2 = 0",
                "(u - 1)*(u - 2) = 0",
                "u = 1 or u = 2",
                "exp(x) = 1 or exp(x) = 2",
                "x = 0 or x = log(2)",
                "{0, log(2)}",
            ],
        ),
        (
            "minimum(x^3 - 3*x, x, [0, 3])",
            [
                "3*x^2 - 3",
                "3*x^2 - 3 = 0",
                "x^2 = 1",
                "x = -1 or x = 1",
                "x = 1",
                "0",
                "-2",
                "18",
                "-2",
            ],
        ),
        (
            "classify(x^3 - 3*x, x, 1)",
            [
                "3*x^2 - 3",
                "0",
                "6*x",
                "6",
                "$f'(1) = 0$ and $f''(1) > 0$: the graph is flat and curves upward, a local minimum.",
            ],
        ),
    ],
)
def test_the_lines_are_those_of_a_lecturer(text, shown):
    assert lines(text) == shown


def test_the_brief_level_tells_the_idea_and_what_comes_out():
    steps = worked("critical(x^3 - 3*x, x)", Level.BRIEF).steps
    idea = "Critical points lie where the derivative is zero or does not exist. Set it to zero. The solutions:"
    assert [(step.why, step.after) for step in steps] == [
        (idea, "x = -1 or x = 1"),
        ("These are the critical points.", "{-1, 1}"),
    ]


def test_the_full_level_sets_every_factor_to_zero_before_it_solves():
    assert "x - 2 = 0 or x - 3 = 0" in lines("solve(x^2 - 5*x + 6 = 0, x)", Level.FULL)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("solve(x^2 + 4 = 0, x)", "$x^2$ is never negative: there is no real solution."),
        ("solve(exp(x) = -1, x)", "$e^x$ cannot be $-1$: it is always positive."),
        ("solve(sqrt(x) = -2, x)", r"A root is never negative: $\sqrt{x} = -2$ has no solution."),
        ("solve(x^2 - x - 6 = 0, x, [0, 5])", "$x = -2$ does not lie in $[0, 5]$."),
        ("solve(x*log(x) - x = 0, x)", "At $x = 0$ the equation makes no sense, so it is no solution."),
        (
            "solve(sqrt(x + 3) = x - 3, x)",
            "$x = 1$ is no solution: put in, the sides are $2$ and $-2$.",
        ),
        ("inflection(x^4, x)", "There is no inflection point."),
        ("critical(exp(x), x)", "There is no critical point."),
        ("stationary_points(2*x + 3*y, (x, y))", "There is no stationary point."),
    ],
)
def test_what_is_dropped_is_dropped_with_a_sentence(text, said):
    assert said in [step.why for step in worked(text).steps]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("solve(sin(x) = 0, x)", "There are infinitely many solutions."),
        (
            "maximum(x^2, x)",
            "There is no maximum: toward minus infinity the values get larger than at every candidate.",
        ),
        ("argmin(x, x)", "There is no minimum: the slope is nowhere zero."),
        ("lagrange(x + y, [x^2 + y^2 = 2], (x, y), point)", "There are 2 such points."),
        ("stationary_points((x + y)^2, (x, y))", "There are infinitely many such points."),
    ],
)
def test_what_has_no_answer_says_why(text, note):
    derivation = worked(text)
    assert derivation.status is Status.FAILED
    assert derivation.note.startswith(note)


def test_tasks_inside_are_worked_first():
    derivation = worked("solve(derivative(x^2*exp(x), x) = 0, x)")
    assert derivation.status is Status.WORKED
    assert derivation.result == "{-2, 0}"
    assert derivation.steps[0].rule == "product"
    assert "put-in" in {step.rule for step in derivation.steps}
