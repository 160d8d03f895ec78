"""Derivations of Taylor polynomials: by known series where that is shorter, else by derivatives; every line proved."""

import pytest

from calcquiz.algebra.text import to_text
from calcquiz.records.derivation import Derivation, Level, Status
from calcquiz.solving.rule import Rule
from calcquiz.solving.taylor.rules import TAYLOR_RULES
from calcquiz.solving.work import work
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.resolve import resolve
from calcquiz.tasks.task import Setting
from calcquiz.tasks.worker_functions import compute_here

SETTING = Setting(compute=compute_here)

EXERCISES = (
    # The standard functions at 0.
    "taylor(exp(x), x, 0, 4)",
    "taylor(sin(x), x, 0, 7)",
    "taylor(cos(x), x, 0, 6)",
    "taylor(log(1 + x), x, 0, 4)",
    "taylor(1/(1 - x), x, 0, 4)",
    "taylor(1/(1 + x), x, 0, 3)",
    "taylor(sqrt(1 + x), x, 0, 3)",
    "taylor((1 + x)^(1/3), x, 0, 2)",
    "taylor(1/(1 + x)^2, x, 0, 3)",
    "taylor(tan(x), x, 0, 3)",
    "taylor(atan(x), x, 0, 5)",
    "taylor(asin(x), x, 0, 5)",
    "taylor(sinh(x), x, 0, 5)",
    "taylor(cosh(x), x, 0, 4)",
    "taylor(tanh(x), x, 0, 3)",
    "taylor(sec(x), x, 0, 2)",
    # Of a multiple of x.
    "taylor(exp(3*x), x, 0, 3)",
    "taylor(exp(-x/2), x, 0, 4)",
    "taylor(sin(2*x), x, 0, 5)",
    "taylor(cos(3*x), x, 0, 4)",
    "taylor(log(1 - 2*x), x, 0, 3)",
    "taylor(1/(1 - 3*x), x, 0, 4)",
    "taylor(sqrt(1 - 2*x), x, 0, 3)",
    "taylor(2^x, x, 0, 3)",
    # Of a power of x.
    "taylor(exp(-x^2), x, 0, 6)",
    "taylor(exp(-x^2/2), x, 0, 4)",
    "taylor(cos(x^2), x, 0, 8)",
    "taylor(sin(x^3), x, 0, 9)",
    "taylor(1/(1 + x^2), x, 0, 6)",
    "taylor(1/(1 - x^3), x, 0, 9)",
    "taylor(log(1 + x^2), x, 0, 6)",
    "taylor(sqrt(1 + x^2), x, 0, 4)",
    "taylor(1/sqrt(1 - x^2), x, 0, 6)",
    "taylor(atan(x^2), x, 0, 6)",
    "taylor(sin(x^3), x, 0, 2)",
    # Times a power of x, or over one.
    "taylor(x*exp(x), x, 0, 4)",
    "taylor(x^2*sin(x), x, 0, 7)",
    "taylor(x*exp(-x^2), x, 0, 5)",
    "taylor(3*x^2*cos(2*x), x, 0, 4)",
    "taylor(x/(1 - x), x, 0, 4)",
    "taylor(x^2/(1 + x), x, 0, 5)",
    "taylor(sin(x)/x, x, 0, 4)",
    "taylor((1 - cos(x))/x^2, x, 0, 4)",
    "taylor((exp(x) - 1)/x, x, 0, 3)",
    "taylor(log(1 + x)/x, x, 0, 3)",
    # Rewritten first.
    "taylor(log(2 + x), x, 0, 3)",
    "taylor(log(2 + x), x, 0, 6)",
    "taylor(1/(2 - x), x, 0, 3)",
    "taylor(1/(2 - x), x, 0, 6)",
    "taylor(5/(3 + x^2), x, 0, 4)",
    "taylor(sqrt(4 + x), x, 0, 2)",
    "taylor(sqrt(4 + x^2), x, 0, 4)",
    "taylor(sin(x)^2, x, 0, 6)",
    "taylor(cos(x)^2, x, 0, 4)",
    "taylor(log((1 + x)/(1 - x)), x, 0, 5)",
    "taylor(exp(1 + 2*x), x, 0, 3)",
    # Sums and products.
    "taylor(exp(x) + sin(x), x, 0, 4)",
    "taylor(cosh(2*x) - 1, x, 0, 4)",
    "taylor((1 + x)*exp(x), x, 0, 3)",
    "taylor(exp(x)*sin(x), x, 0, 4)",
    "taylor(exp(-x)*cos(x), x, 0, 3)",
    "taylor(exp(x)/(1 - x), x, 0, 3)",
    "taylor(log(1 + x)/(1 + x), x, 0, 3)",
    "taylor((1 - x^2)*cos(x), x, 0, 4)",
    # Quotients, term by term.
    "taylor(x/(exp(x) - 1), x, 0, 4)",
    "taylor(x/sin(x), x, 0, 4)",
    "taylor(tan(x)/x, x, 0, 4)",
    "taylor(x*tan(x), x, 0, 4)",
    "taylor(1/cos(x), x, 0, 4)",
    "taylor(sin(x)/exp(x), x, 0, 3)",
    "taylor(sin(x)/(1 + x + x^2), x, 0, 3)",
    "coefficient(x/(exp(x) - 1), x, 0, 2)",
    "coefficient(x/(exp(x) - 1), x, 0, 0)",
    # By derivatives only.
    "taylor(exp(sin(x)), x, 0, 3)",
    "taylor(log(cos(x)), x, 0, 4)",
    "taylor(exp(x^2 + x), x, 0, 3)",
    "taylor(sqrt(1 + sin(x)), x, 0, 2)",
    "taylor((1 + 2*x)^5, x, 0, 3)",
    # As machine learning has them.
    "taylor(sigma(x), x, 0, 3)",
    "taylor(log(1 + exp(x)), x, 0, 2)",
    "taylor(softplus(x), x, 0, 2)",
    "taylor(phi(x), x, 0, 4)",
    "taylor(Phi(x), x, 0, 3)",
    "taylor(erf(x), x, 0, 5)",
    # At other points.
    "taylor(log(x), x, 1, 3)",
    "taylor(sqrt(x), x, 4, 2)",
    "taylor(1/x, x, 2, 3)",
    "taylor(exp(x), x, 1, 3)",
    "taylor(sin(x), x, pi/4, 2)",
    "taylor(cos(x), x, pi/2, 3)",
    "taylor(tan(x), x, pi/4, 2)",
    "taylor(x^(1/3), x, 8, 2)",
    "taylor(1/(1 + x^2), x, 1, 2)",
    "taylor(x*log(x), x, 1, 3)",
    "taylor(exp(-x), x, -1, 2)",
    "taylor(log(t), t, a, 2)",
    "taylor(x^x, x, 1, 2)",
    "taylor(abs(x), x, 2, 2)",
    "taylor(max(0, x), x, 1, 1)",
    # Of what has to be worked out first.
    "taylor(derivative(exp(x^2), x), x, 0, 3)",
    "coefficient(derivative(sin(2*x), x), x, 0, 2)",
    # Polynomials.
    "taylor(x^3 - 2*x + 1, x, 1, 3)",
    "taylor(x^3 - 2*x + 1, x, 0, 2)",
    "taylor(x^4, x, 2, 4)",
    "taylor((1 - x)*(1 + x), x, 0, 3)",
    "taylor(7, x, 0, 2)",
    "taylor(x^2, x, 3, 0)",
    "taylor(a*exp(k*x), x, 0, 3)",
    # Several variables.
    "taylor(x^2*y + 3*y, (x, y), (1, 2), 2)",
    "taylor(exp(x*y), (x, y), (0, 0), 2)",
    "taylor(exp(x)*cos(y), (x, y), (0, 0), 2)",
    "taylor(exp(x)*cos(y), (x, y), (0, 0), 3)",
    "taylor(log(x + y), (x, y), (1, 0), 2)",
    "taylor(sqrt(1 + x + y), (x, y), (0, 0), 2)",
    "taylor(x*y, (x, y), (1, 1), 1)",
    "taylor(x/y, (x, y), (1, 1), 2)",
    "taylor(x*y*z, (x, y, z), (1, 1, 1), 2)",
    "taylor(sin(x + 2*y), (x, y), (0, 0), 2)",
    "taylor(log(exp(x) + exp(y)), (x, y), (0, 0), 2)",
    # Single coefficients.
    "coefficient(exp(x), x, 0, 5)",
    "coefficient(sin(3*x), x, 0, 5)",
    "coefficient(sin(3*x), x, 0, 4)",
    "coefficient(exp(-x^2), x, 0, 6)",
    "coefficient(x^2*exp(-x), x, 0, 5)",
    "coefficient(exp(x)*sin(x), x, 0, 3)",
    "coefficient(log(x), x, 1, 4)",
    "coefficient(sqrt(1 + x), x, 0, 3)",
    "coefficient(1/(1 - 3*x), x, 0, 4)",
    "coefficient(1/(1 + x^2), x, 0, 6)",
    "coefficient(x^3, x, 2, 1)",
    "coefficient(sin(x)/x, x, 0, 4)",
    "coefficient(log(2 + x^2), x, 0, 0)",
    "coefficient(exp(a*x), x, 0, 3)",
)


def worked(text: str, level: Level = Level.NORMAL) -> Derivation:
    asked = read_formula(text, open_names=True)
    return work(asked, SETTING, level, resolve(asked, SETTING, TASKS))


SAMPLE = [
    pytest.param(task, marks=() if place % 3 == 0 else pytest.mark.full, id=task)
    for place, task in enumerate(EXERCISES)
]


@pytest.mark.parametrize("task", SAMPLE)
def test_every_exercise_is_worked_and_every_line_proved(task: str) -> None:
    derivation = worked(task)
    assert derivation.status is Status.WORKED, derivation.note
    assert [step for step in derivation.steps if not step.proved] == []
    assert derivation.result == derivation.steps[-1].after
    assert derivation.result == to_text(resolve(read_formula(task, open_names=True), SETTING, TASKS))
    assert "another-form" not in {step.rule for step in derivation.steps}


@pytest.mark.parametrize("task", EXERCISES[::12])
def test_the_full_level_shows_how_each_derivative_comes_about(task: str) -> None:
    full, normal = worked(task, Level.FULL), worked(task)
    assert all(step.proved for step in full.steps if step.after)
    assert {step.after for step in normal.steps} <= {step.after for step in full.steps}
    assert full.result == normal.result == worked(task, Level.BRIEF).result


def test_the_table_says_derivative_value_and_coefficient() -> None:
    steps = worked("taylor(log(x), x, 1, 3)").steps
    assert [step.why for step in steps] == [
        (
            r"The coefficient of $(x - 1)^k$ is $\frac{f^{(k)}(1)}{k!}$. First, $f(x) = \ln x$, $f(1) = 0$: "
            "no constant term."
        ),
        r"$f'(x) = \frac{1}{x}$, $f'(1) = 1$.",
        r"$f''(x) = -\frac{1}{x^2}$, $f''(1) = -1$, $\frac{f''(1)}{2!} = -\frac{1}{2}$.",
        r"$f'''(x) = \frac{2}{x^3}$, $f'''(1) = 2$, $\frac{f'''(1)}{3!} = \frac{1}{3}$.",
        "Put the coefficients in front of the powers.",
    ]
    assert steps[-1].before == "x - 1 - 1/factorial(2)*(x - 1)^2 + 2/factorial(3)*(x - 1)^3"


@pytest.mark.parametrize(
    ("task", "rules"),
    [
        ("taylor(exp(-x^2), x, 0, 6)", ["known-series", "substitute-series"]),  # six derivatives would be long
        ("taylor(x*sin(x), x, 0, 4)", ["known-series", "combine-series"]),
        ("taylor(log(2 + x), x, 0, 6)", ["fit-series", "known-series", "substitute-series", "combine-series"]),
        (
            "taylor(atan(x), x, 0, 5)",
            ["differentiate", "known-series", "substitute-series", "integrate-series"],
        ),
        ("taylor(exp(x), x, 0, 2)", ["taylor", "taylor-coefficient", "taylor-coefficient", "taylor"]),
    ],
)
def test_the_shorter_way_is_taken(task: str, rules: list[str]) -> None:
    assert [step.rule for step in worked(task).steps] == rules


def test_each_coefficient_of_a_quotient_follows_from_those_before_it() -> None:
    steps = worked("taylor(x/(exp(x) - 1), x, 0, 2)").steps
    assert steps[-1].before == "1 - 1/2*x + (-1/6 - (-1/2*(1/2)))*x^2"
    assert steps[-1].after == "1 - x/2 + x^2/12"


def test_a_later_step_from_the_point_stands_in_brackets() -> None:
    assert worked("taylor(x^x, x, 1, 2)").result == "1 + (x - 1) + (x - 1)^2"


def test_what_is_put_in_stands_in_brackets_before_it_is_worked_out() -> None:
    assert worked("taylor(exp(-x^2), x, 0, 6)").steps[1].before == (
        "1 - x^2 + (-x^2)^2/factorial(2) + (-x^2)^3/factorial(3)"
    )


def test_the_brief_level_keeps_the_order_of_the_lines() -> None:
    rules = [step.rule for step in worked("taylor(erf(x), x, 0, 5)", Level.BRIEF).steps]
    assert rules == ["differentiate", "known-series", "substitute-series", "combine-series", "integrate-series"]


def test_even_the_plainest_substitution_has_a_line() -> None:
    steps = worked("taylor(exp(x^2), x, 0, 3)").steps
    assert [(step.before, step.after) for step in steps[1:]] == [("at(1 + u, u, x^2)", "1 + x^2")]


def test_in_two_variables_the_mixed_term_stands_twice() -> None:
    steps = worked("taylor(x^2*y + 3*y, (x, y), (1, 2), 2)").steps
    assert steps[-1].before == "8 + 4*(x - 1) + 4*(y - 2) + 1/factorial(2)*(4*(x - 1)^2 + 2*2*(x - 1)*(y - 2))"
    assert r"\nabla f(1, 2) = (4, 4)" in steps[-2].why


@pytest.mark.parametrize(
    ("task", "note"),
    [
        ("taylor(1/x, x, 0, 2)", "There is no Taylor polynomial at x = 0."),
        ("taylor(abs(x), x, 0, 1)", "There is no Taylor polynomial at x = 0."),  # a corner
        ("taylor(sqrt(x^2), x, 0, 2)", "There is no Taylor polynomial at x = 0."),
        ("taylor(sqrt(x), x, 0, 2)", "There is no Taylor polynomial at x = 0."),
        ("taylor(log(x*y), (x, y), (0, 1), 2)", "The function or a derivative of it has no value at x = 0, y = 1."),
        ("taylor(exp(x), x, 0, 40)", "`40` is no degree. Write a whole number from 0 to 12."),
        ("coefficient(1/x, x, 0, 1)", "There is no Taylor polynomial at x = 0."),
    ],
)
def test_where_there_is_no_polynomial_a_sentence_says_so(task: str, note: str) -> None:
    derivation = work(read_formula(task, open_names=True), SETTING)
    assert derivation.status is Status.FAILED
    assert derivation.note == note


@pytest.mark.parametrize("rule", TAYLOR_RULES, ids=lambda rule: rule.name)
def test_the_example_of_each_rule_uses_it(rule: Rule) -> None:
    assert rule.name in {step.rule for step in worked(rule.example, Level.FULL).steps}
