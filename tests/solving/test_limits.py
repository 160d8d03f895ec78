"""Derivations of limits: every line is proved by values close to the place, and the end is the limit."""

import pytest

from calcquiz.records.derivation import Derivation, Level, Status
from calcquiz.solving.limit_rules import LIMIT_RULES
from calcquiz.solving.rule import Rule
from calcquiz.solving.rules import RULES
from calcquiz.solving.work import work
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.task import Setting
from calcquiz.tasks.worker_functions import compute_here


def worked(text: str, level: Level = Level.NORMAL) -> Derivation:
    return work(read_formula(text, open_names=True), Setting(compute=compute_here), level)


SUBSTITUTION = [
    ("limit(x^2 + 3*x, x, 2)", "10"),
    ("limit((x + 1)/(x - 3), x, 1)", "-1"),
    ("limit(cos(x), x, pi/3)", "1/2"),
    ("limit(sqrt(2*x + 1), x, 4)", "3"),
    ("limit(x*exp(x), x, 0)", "0"),
    ("limit(log(x), x, e)", "1"),
    ("limit(7, x, 2)", "7"),
    ("limit((x^2 + y)/(x + y), x, 1)", "1"),
    ("limit(sqrt(x), x, 0)", "0"),
    ("limit(2^x, x, 3)", "8"),
]
ALGEBRA = [
    ("limit((x^2 + x - 6)/(x - 2), x, 2)", "5"),
    ("limit((x^2 - 9)/(x - 3), x, 3)", "6"),
    ("limit((x^2 - 1)/(x^2 - 3*x + 2), x, 1)", "-2"),
    ("limit((x^3 - 8)/(x^2 - 4), x, 2)", "3"),
    ("limit((x^4 - 16)/(x - 2), x, 2)", "32"),
    ("limit((2*x^2 + 5*x - 3)/(x + 3), x, -3)", "-7"),
    ("limit((x^2 - 2*x)/(x^3 - 4*x), x, 0)", "1/2"),
    ("limit((1/(x + 3) - 1/3)/x, x, 0)", "-1/9"),
    ("limit((1/x - 1/2)/(x - 2), x, 2)", "-1/4"),
    ("limit(1/(x - 1) - 2/(x^2 - 1), x, 1)", "1/2"),
    ("limit(((x + h)^2 - x^2)/h, h, 0)", "2*x"),
    ("limit(((x + h)^3 - x^3)/h, h, 0)", "3*x^2"),
    ("limit((1/(x + h) - 1/x)/h, h, 0)", "-1/x^2"),
    ("limit(((3 + h)^2 - 9)/h, h, 0)", "6"),
    ("limit((sqrt(x + 9) - 3)/x, x, 0)", "1/6"),
    ("limit((sqrt(x + 25) - 5)/x, x, 0)", "1/10"),
    ("limit((x - 4)/(sqrt(x) - 2), x, 4)", "4"),
    ("limit((sqrt(x + 1) - sqrt(1 - x))/x, x, 0)", "1"),
    ("limit((sqrt(x^2 + 5) - 3)/(x - 2), x, 2)", "2/3"),
    ("limit((sqrt(x + h) - sqrt(x))/h, h, 0)", "1/(2*sqrt(x))"),
    ("limit((3 - sqrt(x))/(9 - x), x, 9)", "1/6"),
    ("limit((cbrt(x) - 2)/(x - 8), x, 8)", "1/12"),
]
STANDARD = [
    ("limit(sin(x)/x, x, 0)", "1"),
    ("limit(sin(3*x)/x, x, 0)", "3"),
    ("limit(sin(3*x)/(5*x), x, 0)", "3/5"),
    ("limit(sin(4*x)/sin(6*x), x, 0)", "2/3"),
    ("limit(tan(2*x)/sin(5*x), x, 0)", "2/5"),
    ("limit(sin(x)^2/x^2, x, 0)", "1"),
    ("limit((1 - cos(x))/x, x, 0)", "0"),
    ("limit((1 - cos(2*x))/(3*x^2), x, 0)", "2/3"),
    ("limit((1 - cos(x))/(x*sin(x)), x, 0)", "1/2"),
    ("limit((exp(x) - 1)/x, x, 0)", "1"),
    ("limit((exp(3*x) - 1)/sin(x), x, 0)", "3"),
    ("limit((2^x - 1)/x, x, 0)", "log(2)"),
    ("limit(log(1 + 3*x)/x, x, 0)", "3"),
    ("limit(sin(x - 2)/(x^2 - 4), x, 2)", "1/4"),
    ("limit(x*sin(1/x), x, oo)", "1"),
    ("limit(x*cot(x), x, 0)", "1"),
    ("limit(atan(2*x)/x, x, 0)", "2"),
    ("limit(2*x/(exp(x) - 1), x, 0)", "2"),
    ("limit((sin(x)/x + cos(x))/2, x, 0)", "1"),
    ("limit((1 + 1/n)^n, n, oo)", "e"),
    ("limit((1 + 2/n)^(3*n), n, oo)", "exp(6)"),
    ("limit((1 - 3/x)^(2*x), x, oo)", "exp(-6)"),
    ("limit((1 + x)^(1/x), x, 0)", "e"),
    ("limit((1 + 5*x)^(2/x), x, 0)", "exp(10)"),
    ("limit(3*(1 + 2/n)^n, n, oo)", "3*exp(2)"),
]
INFINITY = [
    ("limit(1/x, x, oo)", "0"),
    ("limit(3 + 1/x, x, oo)", "3"),
    ("limit((3*x^2 + 2*x - 1)/(5*x^2 + 7), x, oo)", "3/5"),
    ("limit((x + 1)/(x^3 - 2), x, oo)", "0"),
    ("limit((2*x^3 - x)/(x^2 + 1), x, oo)", "oo"),
    ("limit((2*x^3 - x)/(x^2 + 1), x, -oo)", "-oo"),
    ("limit((4*x - 3)/(2*x + 5), x, -oo)", "2"),
    ("limit(sqrt(4*x^2 + 1)/(3*x - 1), x, oo)", "2/3"),
    ("limit(sqrt(4*x^2 + 1)/(3*x - 1), x, -oo)", "-2/3"),
    ("limit((2*x + 1)*(x - 3)/(x^2 + 4), x, oo)", "2"),
    ("limit(x/sqrt(x + 1), x, oo)", "oo"),
    ("limit(x^3 - 5*x, x, -oo)", "-oo"),
    ("limit(sqrt(x^2 + 3*x) - x, x, oo)", "3/2"),
    ("limit(sqrt(x + 1) - sqrt(x), x, oo)", "0"),
    ("limit((exp(x) - exp(-x))/(exp(x) + exp(-x)), x, oo)", "1"),
    ("limit((exp(x) - exp(-x))/(exp(x) + exp(-x)), x, -oo)", "-1"),
    ("limit(exp(x) - x^2, x, oo)", "oo"),
    ("limit(x - log(x), x, oo)", "oo"),
    ("limit(log(x + 1) - log(x), x, oo)", "0"),
    ("limit(log((2*x + 1)/(x + 3)), x, oo)", "log(2)"),
    ("limit(atan(x), x, -oo)", "-pi/2"),
    ("limit(exp(-x), x, oo)", "0"),
    ("limit(sigma(x), x, oo)", "1"),
    ("limit(tanh(x), x, -oo)", "-1"),
    ("limit((x + sin(x))/x, x, oo)", "1"),
    ("limit(x^100/exp(x), x, oo)", "0"),
    ("limit(5/(1 + 2*exp(-x)), x, oo)", "5"),
]
LHOPITAL = [
    ("limit((x - sin(x))/x^3, x, 0)", "1/6"),
    ("limit((sin(2*x) - 2*x)/(5*x^3), x, 0)", "-4/15"),
    ("limit((exp(x) - 1 - x)/x^2, x, 0)", "1/2"),
    ("limit((sin(x) - x*cos(x))/x^3, x, 0)", "1/3"),
    ("limit((tan(x) - x)/x^3, x, 0)", "1/3"),
    ("limit(log(x)/x, x, oo)", "0"),
    ("limit(log(x)/(x - 1), x, 1)", "1"),
    ("limit(log(x)^2/x, x, oo)", "0"),
    ("limit(x^2*exp(-x), x, oo)", "0"),
    ("limit(x*log(x), x, 0, right)", "0"),
    ("limit(x^2*log(x), x, 0, right)", "0"),
    ("limit(sqrt(x)*log(x), x, 0, right)", "0"),
    ("limit(1/x - 1/sin(x), x, 0)", "0"),
    ("limit(1/x - 1/(exp(x) - 1), x, 0)", "1/2"),
    ("limit(x*(pi/2 - atan(x)), x, oo)", "1"),
    ("limit(x^x, x, 0, right)", "1"),
    ("limit(x^(1/x), x, oo)", "1"),
    ("limit((1 + 1/x^2)^x, x, oo)", "1"),
    ("limit(cos(x)^(1/x^2), x, 0)", "exp(-1/2)"),
    ("limit(((x + 2)/(x - 1))^x, x, oo)", "exp(3)"),
    ("limit((sin(x + h) - sin(x))/h, h, 0)", "cos(x)"),
]
SIDES = [
    ("limit(1/(x - 2), x, 2)", "dne"),
    ("limit(1/(x - 2), x, 2, left)", "-oo"),
    ("limit(1/(x - 2)^2, x, 2)", "oo"),
    ("limit((x + 1)/(x - 3)^2, x, 3)", "oo"),
    ("limit(-2/x^4, x, 0)", "-oo"),
    ("limit(1/x - 1/x^2, x, 0)", "-oo"),
    ("limit(abs(x)/x, x, 0, left)", "-1"),
    ("limit(abs(x - 2)/(x - 2), x, 2)", "dne"),
    ("limit((x^2 - 9)/abs(x - 3), x, 3, left)", "-6"),
    ("limit(abs(x), x, 0)", "0"),
    ("limit(floor(x), x, 2)", "dne"),
    ("limit(floor(x), x, 5/2)", "2"),
    ("limit(log(x), x, 0, right)", "-oo"),
    ("limit(exp(1/x), x, 0)", "dne"),
    ("limit(exp(1/x), x, 0, left)", "0"),
    ("limit(tan(x), x, pi/2)", "dne"),
    ("limit(pick(x < 1, 2*x + 1, x^2), x, 1)", "dne"),
    ("limit(pick(x < 1, 2*x - 1, x^2), x, 1)", "1"),
    ("limit(pick(x < 0, -x, x > 0, 3*x, 0), x, 0, right)", "0"),
]
OSCILLATION = [
    ("limit(x*sin(1/x), x, 0)", "0"),
    ("limit(x^2*cos(1/x), x, 0)", "0"),
    ("limit(sin(1/x), x, 0)", "dne"),
    ("limit(sin(x), x, oo)", "dne"),
    ("limit(exp(-x)*sin(x), x, oo)", "0"),
]
SEQUENCES = [
    ("limit(sin(n)/n, n, oo)", "0"),
    ("limit((-1)^n/n, n, oo)", "0"),
    ("limit((-1)^n, n, oo)", "dne"),
    ("limit((-1)^n*n/(n + 1), n, oo)", "dne"),
    ("limit(cos(pi*n)/n, n, oo)", "0"),
    ("limit((-1/2)^n, n, oo)", "0"),
    ("limit((2^n + 3^n)/(3^n - 1), n, oo)", "1"),
    ("limit(n^2/2^n, n, oo)", "0"),
    ("limit(3^n/factorial(n), n, oo)", "0"),
    ("limit(factorial(n)/n^n, n, oo)", "0"),
    ("limit(n^(1/n), n, oo)", "1"),
    ("limit((n/(n + 1))^n, n, oo)", "exp(-1)"),
    ("limit(sqrt(n^2 + n) - n, n, oo)", "1/2"),
    ("limit((3*n^2 + 2*n + 1)/(5*n^2 + 4), n, oo)", "3/5"),
    ("limit((5*n^2 + sin(n))/(n^2 + 1), n, oo)", "5"),
    ("limit(cos(1/n), n, oo)", "1"),
    ("limit(log(n)/sqrt(n), n, oo)", "0"),
]
EXERCISES = [*SUBSTITUTION, *ALGEBRA, *STANDARD, *INFINITY, *LHOPITAL, *SIDES, *OSCILLATION, *SEQUENCES]


@pytest.mark.parametrize(("task", "result"), EXERCISES[::6])
def test_a_limit_is_worked_with_every_line_proved(task: str, result: str) -> None:
    _assert_worked(task, result)


@pytest.mark.full
@pytest.mark.parametrize(("task", "result"), EXERCISES)
def test_every_limit_of_the_table_is_worked_with_every_line_proved(task: str, result: str) -> None:
    _assert_worked(task, result)


def _assert_worked(task: str, result: str) -> None:
    derivation = worked(task)
    assert derivation.status is Status.WORKED, derivation.note
    assert derivation.result == result
    assert derivation.steps[-1].after == result
    assert all(step.proved for step in derivation.steps)
    for step in derivation.steps:
        assert read_formula(step.after, open_names=True)


def test_the_table_holds_a_hundred_limits_and_more() -> None:
    assert len({task for task, _ in EXERCISES}) >= 100


@pytest.mark.parametrize(
    ("task", "rules"),
    [
        ("limit((x^2 + x - 6)/(x - 2), x, 2)", ["factor-a-limit", "cancel-near-the-place", "continuity"]),
        ("limit((sqrt(x + 9) - 3)/x, x, 0)", ["conjugate", "continuity"]),
        ("limit((3*x^2 + 2*x - 1)/(5*x^2 + 7), x, oo)", ["highest-power", "limit-laws"]),
        ("limit(sin(3*x)/(5*x), x, 0)", ["standard-quotient", "standard-limit"]),
        ("limit(log(x)/x, x, oo)", ["lhopital", "limit-laws"]),
        ("limit(x*sin(1/x), x, 0)", ["squeeze"]),
        ("limit(1/(x - 2), x, 2)", ["pole", "pole", "two-sides"]),
    ],
)
def test_a_limit_is_worked_by_the_cheapest_rule_a_teacher_would_try(task: str, rules: list[str]) -> None:
    assert [step.rule for step in worked(task).steps] == rules


def test_two_sides_that_differ_are_both_shown() -> None:
    steps = worked("limit(abs(x - 2)/(x - 2), x, 2)").steps
    assert [step.after for step in steps if step.depth] == [
        "limit(-(x - 2)/(x - 2), x, 2, left)",
        "-1",
        "limit((x - 2)/(x - 2), x, 2, right)",
        "1",
    ]
    assert steps[-1].why == "From the left the limit is $-1$, from the right $1$: they differ."


def test_lhopitals_rule_names_the_form_and_both_derivatives() -> None:
    step = worked("limit(log(x)/x, x, oo)").steps[0]
    assert step.why == (
        r"This has the form $\frac{\infty}{\infty}$. L'Hôpital: differentiate top and bottom, "
        r"$\left(\ln x\right)' = \frac{1}{x}$ and $\left(x\right)' = 1$."
    )


@pytest.mark.parametrize("rule", LIMIT_RULES, ids=lambda rule: rule.name)
def test_the_example_of_every_rule_of_limits_uses_the_rule(rule: Rule) -> None:
    assert rule.name in {step.rule for step in worked(rule.example, Level.FULL).steps}


def test_every_rule_a_limit_names_is_in_the_registry() -> None:
    assert {step.rule for task, _ in EXERCISES[::5] for step in worked(task).steps if step.rule} <= set(RULES)
