"""Derivations of sums that diverge, and of series whose signs change without a pattern or in some of their terms."""

import pytest

from calcquiz.records.derivation import Derivation, Level, Status
from calcquiz.solving.work import work
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.task import Setting
from calcquiz.tasks.worker_functions import compute_here


def worked(text: str) -> Derivation:
    return work(read_formula(text, open_names=True), Setting(compute=compute_here), Level.NORMAL)


@pytest.mark.parametrize(
    ("task", "result", "rule"),
    [
        ("sum(1/(n + 1)^0.4, n, 1, oo)", "oo", "limit-comparison"),
        ("sum(n/(n + 1)^1.5, n, 1, oo)", "oo", "limit-comparison"),
        ("sum(-1/(n + 1)^0.4, n, 1, oo)", "-oo", "limit-comparison"),
        ("sum(1/(3*n - 2)^(2/3), n, 1, oo)", "oo", "limit-comparison"),
        ("sum(1/(n + 5)^0.99, n, 1, oo)", "oo", "limit-comparison"),  # nearly the harmonic series
        ("sum(abs((-1)^n/n), n, 1, oo)", "oo", "signs-gone"),
        ("sum(1 + (-1)^n, n, 1, oo)", "oo", "nth-term-test"),
        ("sum((1 + (-1)^n)/n, n, 1, oo)", "oo", "series-by-parts"),
        ("sum(1/n + (-1)^n/sqrt(n), n, 1, oo)", "oo", "series-by-parts"),
        ("sum((-1)^n + 1/n^2, n, 1, oo)", "dne", "series-by-parts"),
        ("sum(sin(n), n, 1, oo)", "dne", "nth-term-test"),
        ("sum(n*cos(n), n, 1, oo)", "dne", "nth-term-test"),
        ("sum(0*n, n, 1, oo)", "0", "simplify"),
        ("convergence((-1)^n/n + 1/n^2, n)", "conditionally", "series-by-parts"),
        ("convergence((2 + sin(n))/n, n)", "diverges", "direct-comparison"),
        ("convergence(binomial(2*n, n)/5^n, n)", "absolutely", "ratio-test"),
        ("convergence(binomial(n, 2)/2^n, n)", "absolutely", "ratio-test"),
        ("radius(n^n*x^n, n, x)", "0", "ratio-test"),
        ("convergence((5 + n)*((1/2)^(n^2)*n), n)", "absolutely", "ratio-test"),  # no integral is searched for
        ("convergence(0.9^(n^2)*(n + 1/2), n)", "absolutely", "ratio-test"),
        ("convergence(n*exp(-n^2), n)", "absolutely", "integral-test"),
    ],
)
def test_a_series_is_judged_by_what_a_teacher_would_look_at(task: str, result: str, rule: str) -> None:
    derivation = worked(task)
    assert derivation.status is Status.WORKED, derivation.note
    assert derivation.result == result
    assert rule in {step.rule for step in derivation.steps}
    assert all(step.proved for step in derivation.steps if step.after or step.rule)


def test_decimals_stay_decimals_in_the_series_that_is_compared_with() -> None:
    assert worked("sum(1/(n + 1)^0.4, n, 1, oo)").steps[0].why == (
        r"Compare with $b_{n} = \frac{1}{n^{0.4}}$: a $p$-series with $p = 0.4$, which diverges."
    )


def test_no_series_is_compared_with_negative_terms_from_below() -> None:
    for task in ("sum(sin(n), n, 1, oo)", "sum(n*cos(n), n, 1, oo)"):
        assert "direct-comparison" not in {step.rule for step in worked(task).steps}


def test_where_the_sum_goes_is_told_with_its_reason() -> None:
    last = {
        "sum(1/(n + 1)^0.4, n, 1, oo)": "All terms are positive, so the partial sums grow beyond all bounds.",
        "sum((n - 100)/(n^2 + 1), n, 1, oo)": (
            "In the end all terms are positive, so the partial sums grow beyond all bounds."
        ),
        "sum(1 + (-1)^n, n, 1, oo)": "The partial sums grow beyond all bounds.",
        "sum(sin(n), n, 1, oo)": "So the sum has no value.",
    }
    assert {task: worked(task).steps[-1].why for task in last} == last


def test_the_parts_are_named_with_what_they_do() -> None:
    assert worked("convergence(1/n + (-1)^n/sqrt(n), n)").steps[-1].why == (
        r"$\sum \frac{1}{n}$ diverges and $\sum \frac{(-1)^n}{\sqrt{n}}$ converges, but not absolutely: "
        "the sum of the parts diverges."
    )
