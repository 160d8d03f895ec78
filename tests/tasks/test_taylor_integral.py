"""An integral of a Taylor polynomial is confirmed at once: its coefficients are found once, not at every place."""

import time

import pytest

from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.numeric import numeric_value
from calcquiz.tasks.task import Setting
from calcquiz.tasks.worker_functions import compute_here

SETTING = Setting(compute=compute_here)


@pytest.mark.parametrize(
    ("asked", "right", "wrong"),
    [
        ("integral(taylor(exp(-t^2), t, 0, 4), t, 0, x)", "x - x^3/3 + x^5/10", "x - x^3/3 + x^5/5"),
        ("integral(taylor(exp(-t^2), t, 0, 4), t, 0, x)", "floor(3/2)*x - x^3/3 + x^5/10", "floor(5/2)*x"),
        ("integral(taylor(exp(a*t), t, 0, 2), t, 0, x)", "x + a*x^2/2 + a^2*x^3/6", "x + a*x^2/2 + a*x^3/6"),
        ("integral(taylor(sin(t), t, 0, 9), t, 0, 1)", "1/2 - 1/24 + 1/720 - 1/40320 + 1/3628800", "1/2 - 1/24"),
    ],
)
def test_an_integral_of_a_taylor_polynomial_is_confirmed_in_a_moment(asked: str, right: str, wrong: str) -> None:
    args = read_formula(asked, open_names=True).args  # type: ignore[union-attr]
    began = time.process_time()
    for key, verdict in ((right, True), (wrong, False)):
        assert TASKS["integral"].oracle(args, read_formula(key, open_names=True), SETTING).agrees is verdict
    assert time.process_time() - began < 5  # it took fifteen seconds


def test_coefficients_found_for_one_value_of_a_name_are_not_taken_for_another() -> None:
    asked = read_formula("taylor(exp(a*x), x, c, 2)", open_names=True)
    for a, c, x in ((1, 0, 1), (2, 0, 1), (2, 1, 1), (2, 1, 3)):
        value = numeric_value(asked, {"a": a, "c": c, "x": x})
        by_hand = read_formula(f"exp({a * c})*(1 + {a}*({x} - {c}) + {a}^2*({x} - {c})^2/2)")
        assert abs(value - numeric_value(by_hand, {})) < 1e-20
