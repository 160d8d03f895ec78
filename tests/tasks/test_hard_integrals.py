"""Areas beside poles, corners and thin tails are told by numbers; where an integral diverges no number is given."""

import pytest
from mpmath import mp

from calcquiz.algebra.parse import parse
from calcquiz.algebra.precise import mp_value
from calcquiz.algebra.tree import ZERO, Apply, Name
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.numeric import numeric_value
from calcquiz.tasks.task import Setting
from calcquiz.tasks.worker_functions import compute_here


@pytest.mark.parametrize(
    ("integral", "exact"),
    [
        ("integral(sqrt(x^2), x, -1, 2)", "5/2"),  # a corner that no bars show
        ("integral(1/sqrt(x), x, 0, 4)", "4"),
        ("integral(sqrt(4 - x^2), x, -2, 2)", "2*pi"),  # the root ends where the range does
        ("integral(1/sqrt(4 - x^2), x, -2, 2)", "pi"),
        ("integral(1/x^(1/3), x, -1, 8)", "9/2"),  # an odd root has values on both sides of its pole
        ("integral(1/(x - 1)^(2/3), x, 0, 3)", "3 + 3*2^(1/3)"),
        ("integral(1/(x*log(x)^2), x, e, oo)", "1"),  # half of the area lies beyond e^2, a tenth beyond e^10
        ("integral(1/(x*log(x)^(3/2)), x, 2, oo)", "2/sqrt(log(2))"),
        ("integral(abs(x - 1), x, -2, 3)", "13/2"),
        ("integral(x^(-9/10), x, 0, 1)", "10"),  # a tenth of the area lies below 10^-10
    ],
)
def test_a_convergent_area_is_told_to_ten_digits(integral: str, exact: str) -> None:
    found = numeric_value(read_formula(integral, ["x"]), {})
    assert mp.almosteq(found, mp_value(parse(exact), {}), rel_eps=1e-10)


@pytest.mark.parametrize(
    "integral",
    [
        "integral(1/x, x, -1, 1)",  # the two sides of the pole do not cancel
        "integral(1/(x - 1), x, 1, 3)",
        "integral(tan(x), x, 0, pi/2)",
        "integral(1/(x*log(x)), x, 2, oo)",  # so slow that the first million looks convergent
        "integral(log(x)/x, x, 1, oo)",
        "integral(1/(x^2 - 2), x, 0, 3)",
        "integral(1/(x*log(x)), x, 0, 1/2)",
    ],
)
def test_no_number_is_given_for_a_divergent_integral(integral: str) -> None:
    assert numeric_value(read_formula(integral, ["x"]), {}) is None


@pytest.mark.parametrize(
    ("integral", "verdict"),
    [
        ("integral(1/x^2, x, -oo, oo)", "oo"),  # the pole lies inside an infinite range
        ("integral(1/x^3, x, -oo, oo)", "dne"),
        ("integral(1/(x - 1)^2, x, 0, oo)", "oo"),
        ("integral(exp(x), x, -oo, oo)", "oo"),  # it dies out on one side only
        ("integral(x, x, -oo, oo)", "dne"),
    ],
)
def test_divergence_over_an_infinite_range_is_confirmed_and_a_value_refuted(integral: str, verdict: str) -> None:
    asked = read_formula(integral, ["x"])
    assert isinstance(asked, Apply)
    task, setting = TASKS["integral"], Setting(compute=compute_here)
    assert task.oracle(asked.args, Name(verdict), setting).agrees is True
    assert task.oracle(asked.args, ZERO, setting).agrees is False


def test_an_integral_up_to_a_name_is_compared_where_the_end_lies_below_too() -> None:
    asked = read_formula("integral(1/t, t, 1, x)", ["x", "t"])
    assert isinstance(asked, Apply)
    found = parse("log(x)", {"x"})
    assert TASKS["integral"].oracle(asked.args, found, Setting(compute=compute_here)).agrees is True
