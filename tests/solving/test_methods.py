"""Derivations of numerical methods: every number put in, every line proved, the last one the key."""

import pytest

from calcquiz.algebra.text import to_text
from calcquiz.records.derivation import Derivation, Level, Status
from calcquiz.solving.methods.rules import METHOD_RULES
from calcquiz.solving.rule import Rule
from calcquiz.solving.work import work
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.resolve import resolve
from calcquiz.tasks.task import Setting
from calcquiz.tasks.worker_functions import compute_here

SETTING = Setting(compute=compute_here)

EXERCISES = (
    # Riemann sums, as in the first weeks of any course on integrals.
    "riemann(x^2, x, 0, 2, 4, left)",
    "riemann(x^2, x, 0, 2, 4, right)",
    "riemann(x^2, x, 0, 2, 4, mid)",
    "riemann(x^2, x, 0, 2, 4)",
    "riemann(3*x + 1, x, 1, 4, 6, left)",
    "riemann(9 - x^2, x, -3, 3, 6, mid)",
    "riemann(1/x, x, 1, 2, 5, right)",
    "riemann(sqrt(x), x, 0, 4, 4, right)",
    "riemann(exp(x), x, 0, 1, 4, left)",
    "riemann(sin(x), x, 0, pi, 4, mid)",
    "riemann(x^3 - x, x, -1, 1, 2, left)",
    "riemann(5, x, 0, 3, 3)",
    "riemann(x^2, x, 0, 1, 1, mid)",
    "riemann(x^2, x, 0, 1, 50, right)",
    "riemann(1/(1 + x), x, 0, 1, 20, left)",
    "riemann(2^x, x, 0, 3, 24, mid)",
    "riemann([2, 5, 4, 1], x, 0, 6, 3, left)",
    "riemann([2, 5, 4, 1], x, 0, 6, 3, right)",
    "riemann(a*x, x, 0, 1, 4, right)",
    "riemann(x^2, x, a, b, 2, left)",
    "riemann(derivative(x^3, x), x, 0, 1, 2)",
    # The trapezoid rule, of functions and of samples.
    "trapezoid(x^2, x, 0, 2, 4)",
    "trapezoid(1/x, x, 1, 3, 4)",
    "trapezoid(exp(-x^2), x, 0, 1, 4)",
    "trapezoid(sqrt(1 + x^3), x, 0, 2, 4)",
    "trapezoid(log(x), x, 1, 3, 2)",
    "trapezoid(x*sin(x), x, 0, pi, 3)",
    "trapezoid([1, 4, 2, 6], x, 0, 3, 3)",
    "trapezoid([0.1, 0.35, 0.6], x, 0, 0.5, 2)",
    "trapezoid([3, 8, 7, 5, 2, 9], x, 0, 5/2, 5)",
    "trapezoid(x^2, x, 0, 1, 30)",
    "trapezoid(4*x - x^2, x, 0, 4, 1)",
    # Simpson's rule.
    "simpson(1/x, x, 1, 5, 4)",
    "simpson(x^4, x, 0, 2, 2)",
    "simpson(x^4, x, 0, 2, 4)",
    "simpson(exp(x), x, 0, 1, 2)",
    "simpson(sin(x), x, 0, pi, 4)",
    "simpson([1, 3, 2, 5, 4], x, 0, 4, 4)",
    "simpson([2, 0, -1, 4, 6, 1, 3], x, 0, 3, 6)",
    "simpson(1/(1 + x^2), x, 0, 1, 16)",
    # Newton's method.
    "newton(x^2 - 2, x, 1, 1)",
    "newton(x^2 - 2, x, 1, 3)",
    "newton(x^2 - 2, x, 1, 6)",
    "newton(x^3 - x - 1, x, 3/2, 2)",
    "newton(x^3 - 2*x - 5, x, 2, 2)",
    "newton(cos(x) - x, x, 1, 3)",
    "newton(exp(x) - 3*x, x, 0, 3)",
    "newton(log(x) - 1, x, 2, 2)",
    "newton(x^2 - a, x, 1, 2)",
    "newton(x - exp(-x), x, 0.5, 2)",
    "newton(x^4 - 10, x, 2, 2)",
    "newton(2*w - 4, w, 7, 1)",
    "newton(x^2 - 2, x, 1, 0)",
    "newton(derivative(x^4 - 3*x, x), x, 1, 1)",
    "newton(derivative(log(1 + exp(-x)), x) + x, x, 0, 1)",
    # Gradient descent in one variable and in several, with and without momentum.
    "descent((w - 3)^2, w, 0, 0.1, 3)",
    "descent(w^2/2, w, 4, 1/2, 3)",
    "descent(w^4/4 - w, w, 2, 1/10, 2)",
    "descent(exp(w) - w, w, 1, 0.5, 3)",
    "descent(log(1 + exp(-w)), w, 0, 1, 2)",
    "descent(a*w^2/2, w, w0, eta, 2)",
    "descent(x^2 + 3*y^2, (x, y), (1, 2), 1/10, 2)",
    "descent(x*y + x^2, (x, y), (1, -1), eta, 2)",
    "descent((x - 1)^2 + (x - y)^2, (x, y), (0, 0), 0.25, 4)",
    "descent(x^2 + y^2 + z^2, (x, y, z), (1, 2, 3), 1/4, 2)",
    "descent(w^2, w, 4, 0.1, 3, 0.9)",
    "descent(x^2 + 10*y^2, (x, y), (1, 1), 0.05, 2, 1/2)",
    "descent((theta_1 - 2)^2 + theta_2^2, (theta_1, theta_2), (0, 1), 0.1, 2)",
    # Other iterations.
    "iterate(w/2 + 1/w, w, 1, 3)",
    "iterate(cos(x), x, 1, 4)",
    "iterate(0.9*w, w, 10, 4)",
    "iterate(2*x*(1 - x), x, 1/4, 3)",
    "iterate((x + y, x - y), (x, y), (1, 2), 3)",
    "iterate((0.8*p + 0.3*q, 0.2*p + 0.7*q), (p, q), (1, 0), 3)",
    "iterate(w - eta*2*w, w, w0, 3)",
)


def worked(text: str, level: Level = Level.NORMAL) -> Derivation:
    asked = read_formula(text, open_names=True)
    return work(asked, SETTING, level, resolve(asked, SETTING, TASKS))


@pytest.mark.parametrize("task", EXERCISES)
def test_every_exercise_is_worked_and_every_line_proved(task: str) -> None:
    derivation = worked(task)
    assert derivation.status is Status.WORKED, derivation.note
    assert [step for step in derivation.steps if not step.proved] == []
    assert "another-form" not in {step.rule for step in derivation.steps}
    assert derivation.result == to_text(resolve(read_formula(task, open_names=True), SETTING, TASKS))
    assert derivation.result == derivation.steps[-1].after or task.endswith(" 0)")


PLAIN = [task for task in EXERCISES if "derivative(" not in task]


@pytest.mark.parametrize("task", PLAIN[::6])
def test_the_full_level_has_all_lines_of_the_normal_one_and_the_brief_one_none_beside_the_main_line(task: str) -> None:
    lines = {level: worked(task, level) for level in Level}
    ends = {level: {step.after for step in derivation.steps} for level, derivation in lines.items()}
    assert all(step.proved for derivation in lines.values() for step in derivation.steps)
    assert ends[Level.BRIEF] <= ends[Level.NORMAL] <= ends[Level.FULL]
    assert all(step.depth == 0 for step in lines[Level.NORMAL].steps)


def test_newtons_method_says_value_and_slope_and_then_has_the_numbers_in_the_formula() -> None:
    steps = worked("newton(x^2 - 2, x, 1, 2)").steps
    assert [(step.rule, step.before, step.after) for step in steps] == [
        ("differentiate", "derivative(x^2 - 2, x)", "2*x"),
        ("newton-step", "1 - (-1/2)", "3/2"),
        ("newton-step", "3/2 - 1/4/3", "17/12"),
    ]
    assert steps[1].why == "$x_{1}$ from $x_{0} = 1$: $f(1) = -1$ and $f'(1) = 2$."


def test_a_trapezoid_sum_has_the_inner_values_twice() -> None:
    steps = worked("trapezoid([1, 4, 2, 6], x, 0, 3, 3)").steps
    assert [(step.rule, step.before, step.after) for step in steps] == [
        ("panel-width", "(3 - 0)/3", "1"),
        ("trapezoid-rule", "1/2*(1 + 2*4 + 2*2 + 6)", "19/2"),
    ]
    assert steps[1].why == "Half the width, times the values: the first and the last once, the others twice."


def test_many_panels_are_summed_with_a_sign() -> None:
    steps = worked("riemann(x^2, x, 0, 1, 50, right)").steps
    assert steps[-1].before == "1/50*sum((k/50)^2, k, 1, 50)"
    assert steps[1].why.endswith(r"and so on up to $f(1) = 1$.")


def test_momentum_keeps_a_part_of_the_velocity() -> None:
    steps = worked("descent(w^2, w, 4, 0.1, 2, 0.9)").steps
    assert [(step.rule, step.after) for step in steps[1:]] == [
        ("momentum", "-0.8"),
        ("descent-step", "3.2"),
        ("momentum", "-1.36"),
        ("descent-step", "1.84"),
    ]


@pytest.mark.parametrize("task", ["newton(x^2 - 4, x, 2, 3)", "descent(x^2, x, 0, 0.1, 3)", "iterate(x^2, x, 1, 3)"])
def test_where_nothing_changes_any_more_it_is_said_and_no_step_repeats(task: str) -> None:
    steps = worked(task).steps
    assert steps[-1].why == "$x_{1}$ is where the step began: all iterates after it are the same."
    assert steps[-1].proved
    assert len({(step.before, step.after) for step in steps}) == len(steps)


def test_long_fractions_become_decimals_and_it_is_said_once() -> None:
    whys = [step.why for step in worked("newton(cos(x) - x, x, 1, 3)").steps]
    assert sum("shown with 13 figures" in why for why in whys) == 1


def test_samples_given_as_decimals_give_a_decimal() -> None:
    assert worked("trapezoid([0.1, 0.35, 0.6], x, 0, 0.5, 2)").steps[-1].before == "0.125*(0.1 + 2*0.35 + 0.6)"
    assert worked("trapezoid([0.1, 0.35, 0.6], x, 0, 0.5, 2)").result == "0.175"


def test_a_fraction_that_nobody_would_read_becomes_a_decimal() -> None:
    step = worked("simpson(1/(1 + x^3), x, 0, 2, 20)").steps[-1]
    assert step.after == "1.090004803706"
    assert step.proved
    assert step.why.endswith("Here it is rounded to 13 figures.")


def test_an_iterate_that_has_arrived_has_no_residue_of_rounding() -> None:
    steps = worked("newton(x^2 - 2, x, 1, 6)").steps
    assert steps[-1].before == "1.414213562373 - 0/2.828427124746"


@pytest.mark.parametrize(
    ("task", "note"),
    [
        ("newton(x^2 + 1, x, 0, 1)", "Newton's method cannot go on: the slope at x = 0 is zero."),
        ("riemann(1/x, x, 0, 1, 4)", "The function has no value at x = 0."),
        ("trapezoid(log(x), x, -1, 1, 2)", "The function has no value at x = -1."),
        ("simpson(x, x, 0, 1, 3)", "Simpson's rule needs an even number of panels."),
        ("trapezoid([1, 2], x, 0, 1, 2)", "2 panels need 3 values, and there are 2."),
        ("simpson(x, x, 0, oo, 2)", "`oo` is no end of a sum over panels. Write a number for each end."),
        ("iterate(sqrt(w), w, -1, 1)", "An iterate is not defined."),
        ("descent(x^2 + y^2, (x, y), 1, 0.1, 1)", "There are 1 coordinates for 2 variables."),
    ],
)
def test_what_cannot_be_worked_is_told_in_a_sentence(task: str, note: str) -> None:
    derivation = work(read_formula(task, open_names=True), SETTING)
    assert derivation.status is Status.FAILED
    assert derivation.note.startswith(note)
    assert derivation.steps == ()


@pytest.mark.parametrize("rule", METHOD_RULES, ids=lambda rule: rule.name)
def test_the_example_of_each_rule_uses_it(rule: Rule) -> None:
    assert rule.name in {step.rule for step in worked(rule.example, Level.FULL).steps}
