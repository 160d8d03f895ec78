"""Slips in equations, special points, tests and optima: the wrong answer each leads to, and that it is told apart."""

import pytest

from calcquiz.algebra.parse import parse
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Name
from calcquiz.records.errors import CalcquizError
from calcquiz.solving.slips.catalog import SLIPS
from calcquiz.solving.slips.explain import explain
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.task import Setting
from calcquiz.tasks.worker_functions import compute_here

EXERCISES = """
solve(2*x + 3 = 7, x)
solve(5 - 3*x = 2*x + 20, x)
solve(x^2 - 5*x + 6 = 0, x)
solve(2*x^2 - 7*x + 3 = 0, x)
solve(x^2 = 9, x)
solve(x^2 - 2*x - 1 = 0, x)
solve(x^2 = 6*x, x)
solve(x^3 - 4*x = 0, x)
solve(exp(2*x) = 5, x, unique)
solve(log(2*x - 1) = 3, x)
solve(sqrt(2*x + 1) = 3, x)
solve(sqrt(x + 3) = x - 3, x)
solve(abs(2*x - 1) = 5, x)
solve(sin(x) = 1/2, x, [0, 2*pi))
solve(x^2 - x - 6 = 0, x, [0, 5])
critical(x^3 - 3*x, x)
critical(2*x^3 - 3*x^2 - 12*x + 5, x)
critical(x^2*exp(-x), x)
critical(x/(x^2 + 1), x)
critical(x + 4/x, x)
inflection(x^3 - 3*x^2, x)
inflection(x^4 - 6*x^2, x)
inflection(exp(-(x - 1)^2/8), x)
inflection(x^4 - 4*x^3, x)
stationary_points(x^3 - 12*x + y^2 - 2*y, (x, y))
stationary_points(x^2*y - 2*x^2 - y^2, (x, y))
stationary_points(x^2 + x*y + y^2 - 3*x, (x, y))
classify(x^3 - 3*x, x, 1)
classify(x^4, x, 0)
classify(x^4, x, 1)
classify(x^2 - y^2, (x, y), (0, 0))
classify(x^2 + x*y + y^2, (x, y), (0, 0))
classify(x^2 - y^4, (x, y), (0, 0))
argmin(x^2 - 4*x + 1, x)
argmin(x + 4/x, x, x > 0)
argmax(7*log(p) + 3*log(1 - p), p, (0, 1))
argmin((3 - w)^2 + (5 - 2*w)^2 + (4 - 3*w)^2, w)
minimum(x^3 - 12*x + 1, x, [0, 6])
maximum(x^3 - 3*x, x, [0, 3])
argmin(5*x^2 + 3*y^2 - 4*x - 6*y, (x, y))
argmax(x*y, (x, y), x >= 0 and y >= 0 and x + 2*y <= 4)
lagrange(2*x^2 + 3*y^2, [x + y = 5], (x, y), point, min)
lagrange(3*x + 4*y, [x^2 + y^2 = 25], (x, y), value, max)
lagrange(x*y, [x + y = 10], (x, y), point)
""".strip().splitlines()


def refused(function: str, *_: str) -> str:
    raise CalcquizError(f"{function} was called", "Slips must not need sympy.")


QUICK, SETTING = Setting(compute=refused), Setting(compute=compute_here)


def asked(text):
    return read_formula(text, open_names=True)


@pytest.mark.parametrize("text", EXERCISES)
def test_without_a_slip_the_answer_is_the_right_one(text):
    task = asked(text)
    made = SLIPS[task.head].result(task.args, QUICK, frozenset())
    assert made is not None
    assert TASKS[task.head].oracle(task.args, made, SETTING).agrees is True


@pytest.mark.parametrize("text", EXERCISES)
def test_every_slip_leads_to_a_wrong_answer_of_its_own(text):
    task = asked(text)
    slips = SLIPS[task.head]
    found = list(slips.sites(task.args, QUICK))
    answers = [slips.result(task.args, QUICK, frozenset({slip})) for slip in found]
    assert found
    assert None not in answers
    assert len({to_text(answer) for answer in answers if answer is not None}) == len(answers)
    assert len({(slip.name, slip.place) for slip in found}) == len(found)
    assert all(slip.say.endswith(".") and slip.wrong != slip.right for slip in found)


@pytest.mark.parametrize("text", EXERCISES[::2])
def test_a_wrong_answer_is_explained_by_its_slip_and_a_right_one_by_none(text):
    task = asked(text)
    key = TASKS[task.head].key(task.args, SETTING)
    assert explain(task, key, key, QUICK) is None
    slips = SLIPS[task.head]
    for slip in slips.sites(task.args, QUICK):
        answer = slips.result(task.args, QUICK, frozenset({slip}))
        assert answer is not None
        told = explain(task, answer, key, QUICK, seconds=5)
        assert told is not None
        assert [one.name for one in told.slips] == [slip.name]


@pytest.mark.parametrize(
    ("text", "answer", "slip", "said"),
    [
        ("solve(2*x + 3 = 7, x)", "{5}", "sign-not-changed", "$3$ changes its sign when it comes to the other side."),
        ("solve(2*x + 3 = 7, x)", "{4}", "not-divided", "Both sides still have to be divided by $2$."),
        (
            "solve(x^2 = 9, x)",
            "{3}",
            "negative-root-forgotten",
            "$x^2 = 9$ has two solutions: the negative root counts too.",
        ),
        (
            "solve(x^2 - 5*x + 6 = 0, x)",
            "{-3, -2}",
            "signs-of-roots",
            "$(x - 2)(x - 3) = 0$ is zero where the factors are: the signs turn around.",
        ),
        (
            "solve(x^2 = 6*x, x)",
            "{6}",
            "zero-lost",
            "Dividing by $x$ loses the solution $x = 0$: factor it out instead.",
        ),
        ("solve(x^2 - 2*x - 1 = 0, x)", "{1 + sqrt(2)}", "plus-minus-forgotten", r"$\pm$ stands for two solutions."),
        (
            "solve(sqrt(x + 3) = x - 3, x)",
            "{1, 6}",
            "false-solution-kept",
            "Put every candidate into the given equation.",
        ),
        (
            "critical(x^3 - 3*x, x)",
            "{-sqrt(3), 0, sqrt(3)}",
            "function-set-to-zero",
            "These are the zeros of the function. Set its derivative to zero.",
        ),
        (
            "inflection(x^3 - 3*x^2, x)",
            "{0, 2}",
            "slope-set-to-zero",
            "These are the zeros of the first derivative. Use the second one.",
        ),
        (
            "classify(x^2 - y^2, (x, y), (0, 0))",
            "minimum",
            "discriminant-ignored",
            "The sign of $f_{xx}$ alone does not tell: $D = f_{xx} f_{yy} - f_{xy}^2$ comes first.",
        ),
        (
            "argmin(x^2 - 4*x + 1, x)",
            "-3",
            "value-for-place",
            "That is the value of the function. Asked is where it is taken.",
        ),
        (
            "minimum(x^3 - 12*x + 1, x, [0, 6])",
            "1",
            "critical-points-forgotten",
            "The critical points inside are candidates too, not only the ends.",
        ),
        (
            "lagrange(3*x + 4*y, [x^2 + y^2 = 25], (x, y), value, max)",
            "-25",
            "other-extremum",
            "That is the other extremum: compare the values once more.",
        ),
    ],
)
def test_the_learner_is_told_what_went_wrong(text, answer, slip, said):
    task = asked(text)
    key = TASKS[task.head].key(task.args, SETTING)
    response = Name(answer) if TASKS[task.head].options else parse(answer, open_names=True)
    told = explain(task, response, key, QUICK, seconds=5)
    assert told is not None
    assert [(one.name, one.say) for one in told.slips] == [(slip, said)]
