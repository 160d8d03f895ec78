"""Tasks as users type them: in calcquiz's words, in those of textbooks and of other programs."""

import pytest

from calcquiz.algebra.text import to_text
from calcquiz.records.errors import FormulaError
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.typed import KINSHIP, known_tasks, read_task


@pytest.mark.parametrize(
    ("typed", "task"),
    [
        ("integral(x^2 exp(x), x)", "integral(x^2*exp(x), x)"),
        ("d/dx x^2", "derivative(x^2, x)"),
        ("d/dt (t sin t)", "derivative(t*sin(t), t)"),
        ("d^2/dx^2 sin(x)", "derivative(sin(x), x, 2)"),
        ("∂/∂y x y^2", "derivative(x*y^2, y)"),
        ("∫ x^2 dx", "integral(x^2, x)"),
        ("int 2t dt", "integral(2*t, t)"),
        ("integrate(x^2, x)", "integral(x^2, x)"),
        ("int(x^2, x, 0, 1)", "integral(x^2, x, 0, 1)"),
        ("diff(x^2, x)", "derivative(x^2, x)"),
        ("lim(sin(x)/x, x, 0)", "limit(sin(x)/x, x, 0)"),
        ("Sum(1/n^2, n, 1, oo)", "sum(1/n^2, n, 1, oo)"),
        ("derivative(x^2)", "derivative(x^2, x)"),  # the only variable may be left out
        ("integral(1/u)", "integral(1/u, u)"),
        ("solve(x^2 = 4)", "solve(x^2 = 4, x)"),
        ("limit(sin(x)/x, x -> 0)", "limit(sin(x)/x, x, 0)"),
        ("gradient(x^2 y, [x, y])", "gradient(x^2*y, (x, y))"),
        ("hessian(x^2 y, x, y)", "hessian(x^2*y, (x, y))"),
        ("gradient(x^2 + y^2)", "gradient(x^2 + y^2, (x, y))"),
        ("limit(1/x, x, 0, right)", "limit(1/x, x, 0, right)"),
        ("2 derivative(x^2, x) + 1", "2*derivative(x^2, x) + 1"),
        ("integral(d x, x)", "integral(d*x, x)"),  # d is a name like any other
    ],
)
def test_a_task_is_read_in_the_notations_that_people_use(typed: str, task: str) -> None:
    assert to_text(read_task(typed)) == task


@pytest.mark.parametrize(
    ("typed", "message", "advice"),
    [
        ("derivate(x^2, x)", "derivate is not a name known here", "Did you mean derivative?"),
        ("derivative(x^2, 3)", "`3` is no variable", "Write derivative(f, x) or derivative(f, x, 2)."),
        ("derivative(x, pi)", "`pi` is no variable", "Write derivative(f, x) or derivative(f, x, 2)."),
        ("integral(x^2, x", "a ) is missing", "Close the ( with )."),
        ("", "there is nothing here", "Write an answer such as 2*x + 1."),
    ],
)
def test_what_is_no_task_is_refused_with_what_to_write_instead(typed: str, message: str, advice: str) -> None:
    with pytest.raises(FormulaError) as refused:
        read_task(typed)
    assert (refused.value.message, refused.value.advice) == (message, advice)


def test_of_two_names_neither_is_taken_for_the_variable() -> None:
    with pytest.raises(FormulaError) as refused:
        read_task("integral(x y)")
    assert refused.value.message == "`integral` takes 2 to 4 arguments, and has 1 here"


def test_a_bare_formula_is_answered_with_the_tasks_there_are() -> None:
    with pytest.raises(FormulaError) as refused:
        read_task("x^2")
    assert refused.value.message == "there is no task in this formula: what is to be found?"
    assert refused.value.advice == known_tasks()
    assert "Integrals: integral, riemann, trapezoid, simpson." in refused.value.advice
    assert refused.value.advice.endswith('For example: calcquiz solve "integral(x^2 exp(x), x)"')


def test_every_task_that_is_named_exists() -> None:
    named = [name for kin in KINSHIP for name in kin.names]
    assert set(named) <= set(TASKS)
    assert len(named) == len(set(named))


@pytest.mark.parametrize(
    "typed", ["(" * 3000, "x" * 100_000, "__import__('os')", "d/dx " * 500, "∫" * 400, "int " * 900 + "dx"]
)
def test_hostile_text_is_refused_at_once(typed: str) -> None:
    with pytest.raises(FormulaError):
        read_task(typed)
