"""Every slip of every task: what comes of it is explained by it, wherever no other slip leads to the same answer."""

import pytest

from calcquiz.solving.signature import alike
from calcquiz.solving.slips.catalog import SLIPS
from calcquiz.solving.slips.explain import consequences, with_pairs
from calcquiz.solving.worker_functions import compute_here
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.resolve import resolve
from calcquiz.tasks.task import Setting
from calcquiz.tasks.textbook import with_whole_values

SETTING = Setting(compute=compute_here)
EXPLAINED = 0.9
TASKS_WITH_SLIPS = [
    "derivative(x^3*exp(2*x), x)",
    "derivative(log(x^2 + 1), x)",
    "derivative(sin(x)/x, x)",
    "derivative(x^4 - 3*x, x, 2)",
    "partial(x^2*y + exp(x*y), x)",
    "partial(x^2*y^3, x, y)",
    "implicit(x^2 + x*y + y^2 = 7, x, y)",
    "difference(x^2, x, 1, 1/10)",
    "difference(x^2 + x, x, a, h)",
    "difference(x^3, x, 1, h, central)",
    "determinant([[1, 2], [3, 5]])",
    "determinant([[1, x], [2, 3*x]])",
    "determinant([[1, 2, 3], [0, 4, 5], [1, 0, 7]])",
    "gradient(x^2*y + y^3, (x, y))",
    "jacobian((x*y, x + y^2), (x, y))",
    "hessian(x^2*y + y^3, (x, y))",
    "directional(x^2 + y^2, (x, y), (1, 2), (3, 4))",
    "tangent(x^3, x, 2)",
    "tangent(x^2*y, (x, y), (1, 2))",
    "at(derivative(x^3 - x, x), x, 2)",
    "integral(x*exp(2*x), x)",
    "integral(3*x^2 + 1/x, x)",
    "integral(x*exp(-x^2), x)",
    "integral(x^2, x, 1, 3)",
    "integral(cos(2*x), x, 0, pi/4)",
    "integral(exp(-2*x), x, 0, oo)",
    "limit((x^2 - 4)/(x - 2), x, 2)",
    "limit(sin(3*x)/x, x, 0)",
    "limit((2*n^2 + 1)/(3*n^2 + n), n, oo)",
    "sum(3*(1/2)^n, n, 1, oo)",
    "sum(n, n, 1, 10)",
    "convergence((-1)^n/n, n)",
    "convergence(1/n^2, n)",
    "radius(3^n*x^n, n, x)",
    "interval_of_convergence((x - 1)^n/n, n, x)",
    "least(n, 1/n < 1/100, 1)",
    "solve(x^2 - 5*x + 6 = 0, x)",
    "solve(exp(2*x) = 5, x)",
    "critical(x^3 - 3*x, x)",
    "inflection(x^4 - 6*x^2, x)",
    "stationary_points(x^2 + x*y + y^2 - 3*x, (x, y))",
    "classify(x^3 - 3*x, x, 1)",
    "classify(x^2 - y^2, (x, y), (0, 0))",
    "argmin(x^2 - 4*x, x)",
    "maximum(x^3 - 3*x, x, [0, 2])",
    "minimum(x^2 + y^2 - 2*x, (x, y))",
    "lagrange(x*y, [x + y = 6], (x, y), value, max)",
    "lagrange(x*y, [x + y = 6], (x, y), point, max)",
    "taylor(exp(2*x), x, 0, 3)",
    "taylor(x^2*y + x, (x, y), (1, 1), 2)",
    "coefficient(exp(x), x, 0, 3)",
    "newton(x^2 - 2, x, 1, 2)",
    "descent(x^2 + 2*y^2, (x, y), (1, 1), 1/10, 2)",
    "iterate(x/2 + 1, x, 0, 3)",
    "riemann(x^2, x, 0, 1, 4, left)",
    "trapezoid(x^2, x, 0, 1, 4)",
    "simpson(x^2, x, 0, 2, 4)",
]
SAMPLE = TASKS_WITH_SLIPS[::5]


def told(text):
    """Return how many slips of a task lead to a wrong answer, and how many of these are explained by themselves."""
    asked = read_formula(text, open_names=True)
    key = with_whole_values(resolve(asked, SETTING, TASKS))
    known = with_pairs(consequences(asked, key, SETTING, seconds=5))
    assert known.singles, f"no slip of {text} leads to a wrong answer"
    assert known.explanation(key) is None, f"the right answer to {text} is given a slip"
    explained = 0
    for one in known.singles:
        wrong = SLIPS[asked.head].result(asked.args, SETTING, frozenset(one.slips))
        explanation = known.explanation(wrong)
        if explanation is not None and explanation.placed:
            (given,) = explanation.slips
            assert (given.part, given.wrong) == (one.slips[0].part, one.slips[0].wrong), text
            explained += 1
        else:
            assert sum(alike(one.outcome, other.outcome) for other in known.singles) > 1, (text, one.slips[0].name)
    return len(known.singles), explained


def judge(tasks):
    counts = [told(text) for text in tasks]
    wrong, explained = (sum(column) for column in zip(*counts, strict=True))
    assert explained >= EXPLAINED * wrong, f"{explained} of {wrong}"


def test_slips_are_told_apart_by_what_comes_of_them():
    judge(SAMPLE)


@pytest.mark.full
def test_the_slips_of_every_task_are_told_apart_by_what_comes_of_them():
    judge(TASKS_WITH_SLIPS)


def test_every_task_with_slips_is_tried_here():
    assert {text.partition("(")[0] for text in TASKS_WITH_SLIPS} <= set(SLIPS)
    assert set(SLIPS) <= set(TASKS)
