"""Derivations on the screen: the task stands as it was typed where its notation does not say all of it."""

import pytest

from calcquiz.render.derivation import task_lines
from calcquiz.render.style import Style


@pytest.mark.parametrize(
    ("task", "line"),
    [
        ("taylor(log(x), x, 1, 3)", "  Task: taylor(log(x), x, 1, 3)"),  # T₃(ln x) would not say where
        ("newton(x^2 - 2, x, 1, 2)", "  Task: newton(x^2 - 2, x, 1, 2)"),  # x₂ would not say of what
        ("gradient(x^2, (x, y))", "  Task: ∇(x²)"),
    ],
)
def test_the_task_says_all_that_is_asked(task: str, line: str) -> None:
    assert [text.plain for text in task_lines(task, Style())] == [line]
