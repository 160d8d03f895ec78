"""Steps of integrals, read as a learner would: what is said, and what no line ends in."""

import re

import pytest

from calcquiz.algebra.tree import ONE, ZERO, Apply
from calcquiz.records.derivation import Derivation, Status
from calcquiz.solving.work import work
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.task import Setting
from calcquiz.tasks.worker_functions import compute_here

UNTIDY = re.compile(r"exp\([01]\)|log\(1\)|log\(e\)|sqrt\(4\)|\be\^[01]\b|(?<![\d/])1\*|\+ -|\^1\b(?!/)")
"""e^0, e^1, ln 1, ln e, a root that is whole, a factor 1."""


def worked(text: str) -> Derivation:
    derivation = work(read_formula(text, open_names=True), Setting(compute=compute_here))
    assert derivation.status is Status.WORKED
    assert all(step.proved for step in derivation.steps if step.after)
    return derivation


def test_a_bell_curve_off_the_middle_is_shifted_and_its_odd_part_vanishes() -> None:
    derivation = worked("integral(x*exp(-x^2 + 2*x), x, -oo, oo)")
    assert [(step.rule, step.why) for step in derivation.steps] == [
        ("completing-the-square", "Complete the square in the exponent: it is $-(x - 1)^2$ and a constant."),
        ("substitution", "Substitute $u = x - 1$, $du = dx$: both ends stay infinite."),
        ("multiply-out", "Multiply out and integrate term by term."),
        ("odd-symmetry", "$ue^{-u^2}$ is odd: the areas left and right of 0 cancel."),
        (
            "gaussian-integral",
            r"Known value: $\int_{-\infty}^{\infty} e^{-k u^2}\,du = \sqrt{\frac{\pi}{k}}$ for $k > 0$; here $k = 1$.",
        ),
    ]
    assert derivation.result == "e*sqrt(pi)"


def test_a_second_moment_is_lowered_by_parts() -> None:
    derivation = worked("integral(x^2*exp(-a*x^2), x, -oo, oo)")
    (step, _) = derivation.steps
    assert step.rule == "gaussian-moment"
    assert step.why.endswith("with $n = 2$, for $xe^{-ax^2}$ vanishes at both ends.")
    assert derivation.result == "sqrt(pi/a)/(2*a)"


def test_mean_and_variance_of_a_normal_density_come_out_by_its_parameters() -> None:
    density = "exp(-(x - mu)^2/(2*s^2))/(s*sqrt(2*pi))"
    assert worked(f"integral(x*{density}, x, -oo, oo)").result == "mu"
    assert worked(f"integral((x - mu)^2*{density}, x, -oo, oo)").result == "s^2"


def test_a_root_of_a_square_gets_bars_before_it_is_split() -> None:
    first, second, *_ = worked("integral(sqrt(x^2 - 2*x + 1), x, 0, 3)").steps
    assert (first.rule, first.after) == ("root-of-square", "integral(abs(x - 1), x, 0, 3)")
    assert first.why == (
        "Under the root stands a square, $x^2 - 2x + 1 = (x - 1)^2$. "
        r"The root of a square is an absolute value: $\sqrt{u^2} = |u|$."
    )
    assert second.after == "integral(1 - x, x, 0, 1) + integral(x - 1, x, 1, 3)"


@pytest.mark.parametrize(
    ("task", "first", "result"),
    [
        # lengths of arcs: 1 + f'^2 is a square
        ("integral(sqrt(1 + sinh(x)^2), x, 0, log(2))", "integral(cosh(x), x, 0, log(2))", "3/4"),
        ("integral(sqrt(1 + (x/2 - 1/(2*x))^2), x, 1, 2)", "integral(abs((x^2 + 1)/(2*x)), x, 1, 2)", "3/4 + log(2)/2"),
        ("integral(sqrt(1 - sin(x)^2), x, 0, pi)", "integral(abs(cos(x)), x, 0, pi)", "2"),
    ],
)
def test_a_square_under_a_root_is_seen(task: str, first: str, result: str) -> None:
    derivation = worked(task)
    assert derivation.steps[0].after == first
    assert derivation.result == result


def test_a_power_with_a_name_in_the_exponent_is_put_in_at_zero_and_one() -> None:
    derivation = worked("integral(x^n, x, 0, 1)")
    assert derivation.result == "1/(n + 1)"
    assert derivation.steps[-1].why == (
        "Put in both ends. Here $0^{n + 1}$ is $0$: there is an integral only for a positive exponent."
    )


def test_sines_and_cosines_of_opposite_numbers_cancel() -> None:
    assert worked("integral(x*sin(x), x, -1, 1)").result == "2*sin(1) - 2*cos(1)"
    asked = read_formula("integral(x^3 + x*cos(x), x, -1, 1)", ["x"])
    assert isinstance(asked, Apply)
    assert TASKS["integral"].key(asked.args, Setting(compute=compute_here)) == ZERO


@pytest.mark.parametrize("integrand", ["x^2 - x^2", "(x^2 + 1)*(1 - x) + (x^2 + 1)*(x - 1)"])
def test_nothing_integrated_without_end_is_nothing(integrand: str) -> None:
    assert worked(f"integral({integrand}, x, -oo, oo)").result == "0"


def test_bars_go_where_their_inside_keeps_its_sign() -> None:
    first, *_ = worked("integral(abs(x - 3), x, 0, 2)").steps
    assert first.why == "Between the ends the integrand does not change its formula: it is $3 - x$."


def test_an_even_integrand_over_the_whole_line_is_twice_the_half() -> None:
    first, *_, last = worked("integral(1/(x^2 + 1), x, -oo, oo)").steps
    assert (first.rule, first.after) == ("even-symmetry", "2*integral(1/(x^2 + 1), x, 0, oo)")
    assert last.after == "pi"
    *_, last = worked("integral(x^2/(x^2 + 1), x, -oo, oo)").steps
    assert (last.after, last.why) == ("oo", "The half diverges, and so does the whole.")


def test_partial_fractions_keep_the_number_above() -> None:
    (first, *_) = worked("integral(4/(x^2*(x^2 + 4)), x)").steps
    assert "comparing gives $A = 0$, $B = 1$, $C = 0$ and $D = -1$." in first.why


@pytest.mark.parametrize(
    ("task", "result"),
    [
        ("integral(1/(1 + cos(x)), x, 0, pi/2)", "1"),  # the table, no limit
        ("integral(sqrt(1 - cos(2*x)), x, 0, pi)", "2*sqrt(2)"),  # |sin x|, which stays positive
        ("integral(1/(1 + sin(x)), x, 0, pi/2)", "1"),  # tan x - 1/cos x has no value at the upper end, but a limit
        ("integral(1/(2 + sin(x)), x, 0, pi)", "2*pi*sqrt(3)/9"),  # nor has arctan(tan(x/2)) at π
        ("integral(1/(5 - 4*cos(x)), x, 0, pi)", "pi/3"),
        ("integral(1/(sin(x) + cos(x)), x, 0, pi/2)", "log(2*sqrt(2) + 3)/sqrt(2)"),
    ],
)
def test_fractions_of_sine_and_cosine_have_a_value_also_where_the_antiderivative_has_none(
    task: str, result: str
) -> None:
    assert worked(task).result == result


def test_a_value_that_is_none_is_refuted() -> None:
    asked = read_formula("integral(1/(1 + sin(x)), x, 0, pi/2)", ["x"])
    assert isinstance(asked, Apply)
    key = Apply("div", (ONE, ZERO))
    assert TASKS["integral"].oracle(asked.args, key, Setting(compute=compute_here)).agrees is False


def test_a_sum_is_integrated_term_by_term_though_it_is_linear() -> None:
    assert worked("integral(x - 1, x)").result == "x^2/2 - x + C"


def test_an_integral_that_comes_back_stands_there_twice() -> None:
    said = [step.why for step in worked("integral(exp(x)*cos(x), x)").steps]
    assert said[-1].endswith("collect it on the left, where it then stands twice, and divide by $2$.")


def test_a_slope_of_minus_one_is_written_as_a_sign() -> None:
    (step, *_) = worked("integral((1 - x)*exp(x), x)").steps
    assert "so $du = -dx$ and" in step.why


def test_the_tangent_is_substituted_where_the_secant_squared_is_its_slope() -> None:
    assert worked("integral(tan(x)*sec(x)^2, x)").result == "tan(x)^2/2 + C"


@pytest.mark.parametrize(
    "task",
    [
        "integral(cos(x)*exp(sin(x)), x, 0, pi/2)",
        "integral(x^2*exp(x), x, 0, 1)",
        "integral(abs(x - 1)*exp(x), x, 0, 2)",
        "integral(abs(log(x)), x, 1/e, e)",
        "integral(1/(x*sqrt(log(x))), x, e, e^4)",
        "integral(sqrt(x^2 - 1)/x, x, 1, 2)",
        "integral(tan(x), x, 0, pi/4)",
        "integral(exp(-x^2 + 2*x), x, -oo, oo)",
        "integral(1/(exp(x) + 1), x, 0, log(3))",
        "integral(cosh(x), x, 0, log(2))",
    ],
)
def test_no_line_has_e_to_the_one_or_a_logarithm_of_one_and_none_stands_there_twice(task: str) -> None:
    steps = [step for step in worked(task).steps if step.after]
    assert [step.after for step in steps if UNTIDY.search(step.after)] == []
    assert [step for step in steps if step.before == step.after] == []
