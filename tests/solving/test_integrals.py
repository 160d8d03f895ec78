"""Derivations of integrals: every step by a named rule, proved, and the result confirmed by an oracle."""

import pytest

from calcquiz.records.derivation import Derivation, Level, Status
from calcquiz.solving.integrals.rules import INTEGRAL_RULES
from calcquiz.solving.rule import Rule
from calcquiz.solving.work import work
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.task import Setting
from calcquiz.tasks.worker_functions import compute_here


def worked(text: str, level: Level = Level.NORMAL) -> Derivation:
    return work(read_formula(text, open_names=True), Setting(compute=compute_here), level)


@pytest.mark.parametrize("rule", INTEGRAL_RULES, ids=lambda rule: rule.name)
def test_every_rule_of_integration_has_an_example_that_uses_it_with_every_step_proved(rule: Rule) -> None:
    derivation = worked(rule.example, Level.FULL)
    assert derivation.status is Status.WORKED
    assert rule.name in {step.rule for step in derivation.steps}
    assert all(step.proved for step in derivation.steps if step.after)


@pytest.mark.parametrize(
    ("task", "rules", "result"),
    [
        # read off term by term
        ("integral(3*x^2 - 4*x + 5, x)", ["integrate-sum"], "x^3 - 2*x^2 + 5*x + C"),
        # u = x^2, then back
        ("integral(x*cos(x^2), x)", ["substitution", "integrate-cosine", "substitute-back"], "sin(x^2)/2 + C"),
        # once by parts
        ("integral(x*exp(x), x)", ["integration-by-parts", "integrate-exponential"], "x*exp(x) - exp(x) + C"),
        # the integral comes back after two turns
        (
            "integral(exp(x)*cos(x), x)",
            ["integration-by-parts", "integration-by-parts", "solve-for-integral"],
            "exp(x)*cos(x)/2 + exp(x)*sin(x)/2 + C",
        ),
    ],
)
def test_an_integral_is_worked_by_the_rules_a_lecturer_would_name(task: str, rules: list[str], result: str) -> None:
    derivation = worked(task)
    assert [step.rule for step in derivation.steps] == rules
    assert derivation.result == derivation.steps[-1].after == result


def test_the_constant_of_integration_has_another_name_where_c_is_taken() -> None:
    assert worked("integral(C*x, x)").result == "C*x^2/2 + K"


def sentences(text: str) -> list[str]:
    return [step.why for step in worked(text).steps]


def test_a_divergent_integral_is_said_to_diverge_and_why() -> None:
    derivation = worked("integral(1/x, x, 1, oo)")
    assert derivation.result == "oo"
    assert sentences("integral(1/x, x, 1, oo)") == [
        "The upper end is infinite: integrate to $t$ and let $t$ grow without bound.",
        (
            r"An antiderivative of $\frac{1}{x}$ is $\ln\left|x\right|$: "
            "its value at the upper end minus that at the lower."
        ),
        r"As $t \to \infty$, $\ln\left|t\right|$ grows without bound, so the integral diverges.",
    ]


def test_a_pole_between_the_ends_is_found_and_the_integral_split_there() -> None:
    first, *_, last = sentences("integral(1/x^2, x, -1, 1)")
    assert first == "The integrand is unbounded at $x = 0$: split there, each part is a limit of its own."
    assert last == "Every part diverges, and so does the integral."
    assert worked("integral(1/x, x, -1, 1)").result == "dne"


def test_the_ends_go_along_with_a_substitution() -> None:
    derivation = worked("integral(x*sqrt(x^2 + 9), x, 0, 4)")
    assert derivation.steps[0].after == "1/2*integral(sqrt(u), u, 9, 25)"
    assert derivation.steps[0].why == (
        "Substitute $u = x^2 + 9$, $du = 2x\\,dx$. The ends go along: $x = 0$ gives $u = 9$ and $x = 4$ gives $u = 25$."
    )
    assert derivation.result == "98/3"


def test_partial_fractions_show_the_equation_for_their_coefficients() -> None:
    (why, *_) = sentences("integral((5*x + 1)/((2*x + 1)*(x - 1)), x)")
    assert why == (
        r"Partial fractions: the denominator is $(2x + 1)(x - 1)$, so write "
        r"$\frac{A}{2x + 1} + \frac{B}{x - 1}$. Multiplied by the denominator, "
        r"$5x + 1 = A \left(x - 1\right) + B \left(2x + 1\right)$; comparing gives $A = 1$ and $B = 2$."
    )


def test_an_antiderivative_that_jumps_is_used_on_each_side_of_the_jump() -> None:
    derivation = worked("integral(1/(3 + 2*cos(x)), x, 0, 2*pi)")
    assert derivation.steps[0].rule == "split-integral"
    assert derivation.result == "2*pi*sqrt(5)/5"


def test_the_middle_of_a_bell_curve_is_known() -> None:
    assert worked("integral(exp(-x^2/2), x, -oo, oo)").result == "sqrt(2*pi)"


@pytest.mark.parametrize(
    ("task", "note"),
    [
        (
            "integral(log(x), x, -1, 1)",
            (
                "`log(x)` has no real value at x = -0.94, which lies between the ends. "
                "Integrate over a range where the function is defined."
            ),
        ),
        ("integral(1/(x - x), x)", "`1/(x - x)` has no value anywhere. Check the formula."),
        ("integral(oo, x)", "`oo` is no function of x. Write a formula with real values."),
    ],
)
def test_what_is_no_integrand_is_refused_in_a_sentence(task: str, note: str) -> None:
    derivation = worked(task)
    assert derivation.status is not Status.WORKED
    assert derivation.steps == ()
    assert derivation.note == note
