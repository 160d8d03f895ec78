"""Derivations in several variables, of implicit slopes, tangents, quotients and values at points."""

import importlib.util
from pathlib import Path

import pytest

from calcquiz.algebra.text import to_text
from calcquiz.records.derivation import Derivation, Level, Status
from calcquiz.solving.work import work
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.resolve import resolve
from calcquiz.tasks.task import Setting
from calcquiz.tasks.worker_functions import compute_here

SETTING = Setting(compute=compute_here)
TABLE = Path(__file__).with_name("exercises_partials.py")


def _exercises() -> list[str]:
    spec = importlib.util.spec_from_file_location("exercises_partials", TABLE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return [row for name in vars(module) if name.isupper() for row in vars(module)[name].strip().splitlines()]


EXERCISES = _exercises()


def worked(text: str, level: Level = Level.NORMAL) -> Derivation:
    return work(read_formula(text, open_names=True), SETTING, level)


def require_proved(text: str, level: Level) -> None:
    """Assert that an exercise is worked, each step proved, and ends in the key."""
    tree = read_formula(text, open_names=True)
    derivation = work(tree, SETTING, level)
    assert (derivation.status, derivation.note) == (Status.WORKED, "")
    assert all(step.proved for step in derivation.steps)
    assert derivation.result == derivation.steps[-1].after == to_text(resolve(tree, SETTING, TASKS))


@pytest.mark.parametrize("text", EXERCISES[::4])
def test_an_exercise_is_worked_with_every_step_proved(text: str) -> None:
    require_proved(text, Level.NORMAL)


@pytest.mark.full
@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("text", EXERCISES)
def test_every_exercise_is_worked_with_every_step_proved_on_every_level(text: str, level: Level) -> None:
    require_proved(text, level)


def test_a_hessian_names_its_first_derivatives_before_the_second_ones() -> None:
    steps = worked("hessian(x^2*y, (x, y))").steps
    assert [step.after for step in steps] == ["2*x*y", "x^2", "2*y", "2*x", "0", "[[2*y, 2*x], [2*x, 0]]"]
    assert steps[-1].why == (
        "The Hessian holds the second derivatives. The mixed one stands twice: its order does not matter."
    )


def test_implicit_differentiation_brings_collects_and_divides() -> None:
    steps = worked("implicit(x^3 + y^3 = 6*x*y, x, y)").steps
    assert [step.after for step in steps if not step.depth] == [
        "3*x^2 + 3*y^2*derivative(y, x) = 6*y + 6*x*derivative(y, x)",
        "3*y^2*derivative(y, x) - 6*x*derivative(y, x) = 6*y - 3*x^2",
        "(3*y^2 - 6*x)*derivative(y, x) = 6*y - 3*x^2",
        "(2*y - x^2)/(y^2 - 2*x)",
    ]


def test_a_directional_derivative_tells_gradient_length_and_dot_product() -> None:
    steps = worked("directional(x^2*y, (x, y), (1, 2), (3, 4))").steps
    afters = [step.after for step in steps]
    assert afters[-1] == "16/5"
    assert {"(2*x*y, x^2)", "(4, 1)", "5", "(4*3 + 1*4)/5"} <= set(afters)


def test_a_tangent_is_told_by_height_slope_and_point() -> None:
    steps = worked("tangent(x^2, x, 3)").steps
    assert [step.after for step in steps] == ["9", "2*x", "6", "y = 9 + 6*(x - 3)", "y = 6*x - 9"]


def test_a_difference_quotient_is_put_in_multiplied_out_and_cancelled() -> None:
    steps = worked("difference(x^2, x, a, h)").steps
    assert [step.after for step in steps] == ["((a + h)^2 - a^2)/h", "(2*a*h + h^2)/h", "2*a + h"]


@pytest.mark.parametrize(
    ("task", "note"),
    [
        ("directional(x*y, (x, y), (1, 1), (0, 0))", "The direction is the zero vector."),
        ("implicit(x^2 = 4, x, y)", "The equation does not depend on y."),
        ("tangent(log(x), x, 0)", "The function has no value at this point."),
        ("tangent(sqrt(x), x, 0)", "The function has no derivative at this point."),
        (
            "tangent(x^2 + y^2 = 25, (x, y), (3, 3))",
            "The point does not lie on the curve.",
        ),
        ("tangent(y^2 = x^3, (x, y), (0, 0))", "The curve has no tangent at this point."),
        ("at(1/x, x, 0)", "The value at this point is not defined."),
        ("directional(x*y, (x, y), (1, 1), (1, 2, 3))", "There are 3 coordinates for 2 variables."),
        ("determinant([[1, 2, 3], [4, 5, 6]])", "A determinant needs a square matrix of at most 4 rows."),
    ],
)
def test_what_cannot_be_worked_is_said_in_a_sentence(task: str, note: str) -> None:
    derivation = worked(task)
    assert derivation.status is Status.FAILED
    assert derivation.note.startswith(note)
