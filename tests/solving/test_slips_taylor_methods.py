"""Slips in Taylor polynomials and numerical methods: a wrong answer is explained by the step that leads to it."""

from collections.abc import Iterator
from itertools import combinations

import pytest

from calcquiz.algebra.tree import Apply, Tree
from calcquiz.solving.slips.explain import consequences, explain
from calcquiz.solving.slips.methods import METHOD_SLIPS
from calcquiz.solving.slips.slip import Slip, Slips
from calcquiz.solving.slips.taylor import TAYLOR_SLIPS
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.resolve import resolve
from calcquiz.tasks.task import Setting
from calcquiz.tasks.worker_functions import compute_here

SETTING = Setting(compute=compute_here)
SLIPS: dict[str, Slips] = {**TAYLOR_SLIPS, **METHOD_SLIPS}


def read(text: str) -> Tree:
    return read_formula(text, open_names=True)


def task_in(text: str) -> Apply:
    asked = read(text)
    assert isinstance(asked, Apply)
    return asked


@pytest.mark.parametrize(
    ("task", "answer", "slip"),
    [
        # Taylor polynomials of one variable.
        ("taylor(exp(2*x), x, 0, 3)", "1 + 2*x + 4*x^2 + 8*x^3", "factorials-forgotten"),
        ("taylor(exp(2*x), x, 0, 3)", "1 + 2*x + 2*x^2 + 8*x^3/3", "order-for-factorial"),
        ("taylor(exp(2*x), x, 0, 3)", "1 + 2*x + x^2 + x^3/3", "inner-power-forgotten"),
        ("taylor(exp(2*x), x, 0, 3)", "1 + x + x^2/2 + x^3/6", "inner-factor-dropped"),
        ("taylor(exp(2*x), x, 0, 3)", "1 + 2*x + 2*x^2", "last-term-missing"),
        ("taylor(exp(2*x), x, 0, 3)", "2*x + 2*x^2 + 4*x^3/3", "constant-term-missing"),
        ("taylor(exp(-x), x, 0, 3)", "1 + x + x^2/2 + x^3/6", "inner-sign-lost"),
        ("taylor(sin(x), x, 0, 5)", "x + x^3/6 + x^5/120", "alternation-lost"),
        ("taylor(sin(x), x, 0, 3)", "-x + x^3/6", "odd-signs-turned"),
        ("taylor(cosh(x), x, 0, 4)", "1 - x^2/2 + x^4/24", "alternation-added"),
        ("taylor(log(x), x, 1, 3)", "x - x^2/2 + x^3/3", "base-point-forgotten"),
        ("taylor(log(x), x, 1, 2)", "x + 1 - (x + 1)^2/2", "base-point-sign"),
        ("taylor(log(x), x, 1, 2)", "x - 1 - (x - 1)^2", "factorials-forgotten"),
        ("taylor(exp(-x^2), x, 0, 4)", "1 - x^2 - x^4/2", "inner-power-forgotten"),
        ("taylor(exp(-2*x^2), x, 0, 4)", "1 - 2*x + 2*x^2", "inner-exponent-lost"),
        ("taylor(x^2*exp(x), x, 0, 4)", "1 + x + x^2/2", "outer-factor-lost"),
        ("taylor(cos(x), x, 0, 4)", "1 - x^2/2 - x^4/24", "term-sign"),
        ("taylor(exp(sin(x)), x, 0, 2)", "1 - x - x^2/2", "sign-of-derivative"),
        # Of several variables.
        ("taylor(x*y, (x, y), (1, 2), 2)", "2 + 2*(x - 1) + (y - 2) + (x - 1)*(y - 2)/2", "mixed-halved"),
        ("taylor(exp(x*y), (x, y), (0, 0), 2)", "1", "mixed-forgotten"),
        ("taylor(x^2 + 3*y^2, (x, y), (0, 0), 2)", "2*x^2 + 6*y^2", "half-forgotten"),
        ("taylor(exp(x + 2*y), (x, y), (0, 0), 1)", "1 + 2*x + y", "slopes-swapped"),
        ("taylor(x^2*y, (x, y), (1, 2), 1)", "2 + 4*x + y", "base-point-forgotten"),
        # Coefficients.
        ("coefficient(sin(3*x), x, 0, 5)", "243", "factorials-forgotten"),
        ("coefficient(sin(3*x), x, 0, 5)", "1/40", "inner-power-forgotten"),
        ("coefficient(log(x), x, 1, 4)", "1/3", "order-before"),
        ("coefficient(exp(2*x), x, 0, 3)", "2/3", "order-after"),
        # Newton's method, descent, iterations.
        ("newton(x^2 - 2, x, 1, 1)", "1/2", "plus-for-minus"),
        ("newton(x^2 - 2, x, 1, 1)", "3", "quotient-inverted"),
        ("newton(x^2 - 3, x, 1, 1)", "3", "slope-forgotten"),
        ("newton(x^2 - 3, x, 2, 1)", "1/4", "place-forgotten"),
        ("newton(x^2 - 2, x, 1, 2)", "3/2", "step-missing"),
        ("newton(x^2 - 2, x, 1, 1)", "17/12", "step-too-many"),
        ("newton(cos(x) - x, x, 1, 1)", "1 - (cos(1) - 1)/(sin(1) - 1)", "sign-of-derivative"),
        ("newton(derivative(x^4 - 3*x, x), x, 1, 1)", "13/12", "plus-for-minus"),
        ("newton(derivative(w^3 - 3*w^2, w), w, 4, 1)", "10/3", "derivative-forgotten"),
        ("newton(derivative(exp(w) - 5*w, w), w, 1, 1)", "6 - e", "slope-forgotten"),
        ("descent((w - 3)^2, w, 0, 0.1, 1)", "-0.6", "plus-for-minus"),
        ("descent((w - 3)^2, w, 0, 0.1, 1)", "6", "rate-forgotten"),
        ("descent((w - 3)^2, w, 0, 0.1, 1)", "0.3", "exponent-not-in-front"),
        ("descent(x^2 + x*y, (x, y), (1, 2), 0.1, 1)", "(0.6, 1.94)", "one-after-the-other"),
        ("descent(x^2 + x*y, (x, y), (1, 2), 0.1, 1)", "(0.9, 1.6)", "components-swapped"),
        ("descent(w^2, w, 4, 0.1, 2, 0.9)", "2.56", "momentum-forgotten"),
        ("descent(w^2, w, 4, 0.1, 2, 0.9)", "3.7696", "momentum-averaged"),
        ("descent((w - 3)^2, w, 0, 0.1, 2)", "1.2", "gradient-not-refreshed"),
        ("descent(x^2 + 3*y^2, (x, y), (1, 2), 0.1, 1)", "(0.8, 2)", "one-coordinate-moved"),
        ("descent(x^2 + 3*y^2, (x, y), (1, 2), 0.1, 1)", "(2, 12)", "gradient-alone"),
        ("iterate((x + y, x - y), (x, y), (1, 2), 1)", "(3, 1)", "one-after-the-other"),
        ("iterate(w/2 + 1/w, w, 1, 2)", "577/408", "step-too-many"),
        # Sums over panels.
        ("riemann(x^2, x, 0, 2, 4, left)", "15/4", "right-ends"),
        ("riemann(x^2, x, 0, 2, 4, right)", "7/4", "left-ends"),
        ("riemann(x^2, x, 0, 2, 4, right)", "21/8", "middles"),
        ("riemann(x^2 + 1, x, 0, 2, 4, left)", "25/4", "height-too-many"),
        ("riemann(x^2, x, 0, 2, 4, left)", "7/2", "width-forgotten"),
        ("riemann([2, 5, 4, 1], x, 0, 6, 3, left)", "20", "right-ends"),
        ("trapezoid([1, 4, 2, 6], x, 0, 3, 3)", "13", "ends-not-halved"),
        ("trapezoid([1, 4, 2, 6], x, 0, 3, 3)", "13/2", "inner-not-doubled"),
        ("trapezoid([1, 4, 2, 6], x, 0, 3, 3)", "19", "half-forgotten"),
        ("trapezoid([1, 4, 2, 6], x, 0, 3, 3)", "7", "left-sum"),
        ("trapezoid([1, 4, 2, 6], x, 0, 3, 3)", "12", "right-sum"),
        ("simpson(1/x, x, 1, 5, 4)", "101/60", "trapezoid-rule"),
        ("simpson(1/x, x, 1, 5, 4)", "121/90", "weights-swapped"),
        ("simpson(1/x, x, 1, 5, 4)", "101/90", "trapezoid-weights"),
        ("simpson(1/x, x, 1, 5, 4)", "83/45", "only-fours"),
        ("simpson(1/x, x, 1, 5, 4)", "73/30", "half-for-third"),
    ],
)
def test_a_wrong_answer_is_explained_by_the_slip_that_leads_to_it(task: str, answer: str, slip: str) -> None:
    asked = task_in(task)
    found = explain(asked, read(answer), resolve(asked, SETTING, TASKS), SETTING)
    assert found is not None
    assert [one.name for one in found.slips] == [slip]


TASKS_WITH_SLIPS = (
    "taylor(exp(3*x), x, 0, 4)",
    "taylor(log(1 + x^2), x, 0, 4)",
    "taylor(sqrt(x), x, 4, 2)",
    "taylor(x^2*y + 3*y, (x, y), (1, 2), 2)",
    "taylor(log(x + y), (x, y), (1, 0), 2)",
    "coefficient(x^2*exp(-x), x, 0, 5)",
    "coefficient(1/x, x, 2, 3)",
    "newton(x^3 - 2*x - 5, x, 2, 2)",
    "newton(exp(x) - 3*x, x, 0, 2)",
    "descent(x^2 + 3*y^2, (x, y), (1, 2), 1/10, 2)",
    "descent(w^2, w, 4, 0.1, 3, 0.9)",
    "descent(a*w^2/2, w, w0, eta, 2)",
    "iterate((0.8*p + 0.3*q, 0.2*p + 0.7*q), (p, q), (1, 0), 3)",
    "riemann(x^2 + 1, x, 0, 2, 4, left)",
    "trapezoid(exp(-x^2), x, 0, 1, 4)",
    "simpson(sin(x), x, 0, pi, 4)",
)


def outcomes(task: str) -> Iterator[tuple[Slip, Tree | None]]:
    asked = task_in(task)
    slips = SLIPS[asked.head]
    for slip in slips.sites(asked.args, SETTING):
        yield slip, slips.result(asked.args, SETTING, frozenset({slip}))


@pytest.mark.parametrize("task", TASKS_WITH_SLIPS)
def test_every_slip_is_found_again_in_its_answer_and_the_right_answer_has_none(task: str) -> None:
    asked = task_in(task)
    key = resolve(asked, SETTING, TASKS)
    known = consequences(asked, key, SETTING, seconds=0.5)
    assert known is not None
    assert known.explanation(key) is None
    found = list(outcomes(task))
    assert found
    for slip, answer in found:
        assert answer is not None, slip
        told = known.explanation(answer)
        assert told is not None, slip
        assert told.slips == (slip,)


@pytest.mark.parametrize("task", TASKS_WITH_SLIPS[::3])
def test_two_slips_at_different_places_lead_to_an_answer_or_to_none_but_never_fail(task: str) -> None:
    asked = task_in(task)
    slips = SLIPS[asked.head]
    sites = list(slips.sites(asked.args, SETTING))
    pairs = [pair for pair in combinations(sites, 2) if pair[0].place != pair[1].place]
    made = [slips.result(asked.args, SETTING, frozenset(pair)) for pair in pairs]
    assert sum(answer is not None for answer in made) > len(made) // 2


@pytest.mark.parametrize("task", TASKS_WITH_SLIPS)
def test_what_is_said_has_no_gap_in_it(task: str) -> None:
    for slip, _ in outcomes(task):
        assert "{}" not in slip.say
        assert slip.say.endswith(".")
        assert slip.right != slip.wrong


@pytest.mark.parametrize(
    "task",
    ["riemann(1/x, x, 0, 1, 4)", "newton(x^2 + 1, x, 0, 1)", "taylor(1/x, x, 0, 2)", "newton(x^2 - 2, x, 1, 0)"],
)
def test_where_there_is_no_answer_there_is_no_slip(task: str) -> None:
    assert list(outcomes(task)) == []
