"""Derivations of limits of sequences: signs that go, powers joined, squeezed steps, even and odd members."""

import pytest

from calcquiz.records.derivation import Derivation, Level, Status
from calcquiz.solving.work import work
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.task import Setting
from calcquiz.tasks.worker_functions import compute_here


def worked(formula: str) -> Derivation:
    asked = read_formula(f"limit({formula}, n, oo)", open_names=True)
    return work(asked, Setting(compute=compute_here), Level.NORMAL)


@pytest.mark.parametrize(
    ("formula", "result", "rule"),
    [
        ("abs((-3/2)^n)", "oo", "signs-gone"),
        ("abs((-1)^n*n/(n + 1))", "1", "signs-gone"),
        ("abs((-2)^n/n)", "oo", "signs-gone"),
        ("((-1)^n)^2", "1", "signs-gone"),
        ("(-1)^(2*n + 1)", "-1", "signs-gone"),
        ("abs(cos(pi*n))", "1", "signs-gone"),
        ("cos(2*pi*n)", "1", "sign-of-cosine"),
        ("sin(pi*n)/n + 2", "2", "sign-of-cosine"),
        ("3^(n + 1)/5^n", "0", "join-exponentials"),
        ("(-2)^n/3^n", "0", "squeeze"),
        ("(-1)^n*(n + 1)/n^2", "0", "squeeze"),
        ("floor(n/2)/n", "1/2", "squeeze"),
        ("ceiling(sqrt(n))/sqrt(n)", "1", "squeeze"),
        ("(n + 1)*(1 + 1/n)^n", "oo", "growth-order"),
        ("-n*(1 + 1/n)^n", "-oo", "growth-order"),
        ("n*0.9^n", "0", "growth-order"),
        ("sum(k, k, 1, n)/n^2", "1/2", "sum-of-powers"),
        ("(1 + (-1)^n/n)^n", "dne", "classes"),
        ("1 + (-1)^n", "dne", "classes"),
        ("n*(1 + (-1)^n)", "dne", "classes"),
        ("(2 + (-1)^n)*n", "oo", "classes"),
        ("n/3 - floor(n/3)", "dne", "classes"),
        ("ceiling(n/2) - floor(n/2)", "dne", "classes"),
    ],
)
def test_a_sequence_is_worked_by_the_rule_a_teacher_would_name(formula: str, result: str, rule: str) -> None:
    derivation = worked(formula)
    assert derivation.status is Status.WORKED, derivation.note
    assert derivation.result == result
    assert rule in {step.rule for step in derivation.steps}
    assert all(step.proved for step in derivation.steps if step.after)


def test_the_words_name_even_and_odd_members() -> None:
    said = [step.why for step in worked("1 + (-1)^n").steps]
    assert said == [
        "For even $n$ this is $2$.",
        "For odd $n$ this is $0$.",
        "For even $n$ the members tend to $2$, for odd $n$ to $0$: they differ.",
    ]
    assert worked("(2 + (-1)^n)*n").steps[-1].why == "For even $n$ and for odd $n$ the members tend to $\\infty$."


def test_a_sign_that_goes_is_told() -> None:
    first = worked("abs((-3/2)^n)").steps[0]
    assert first.why == (r"$\left|\left(-\frac{3}{2}\right)^n\right| = \left(\frac{3}{2}\right)^n$: the sign is gone.")


def test_a_whole_part_is_squeezed_between_its_neighbours() -> None:
    steps = worked("floor(n/2)/n").steps
    assert steps[0].why == (
        r"$\frac{n}{2} - 1 < \left\lfloor\frac{n}{2}\right\rfloor \le \frac{n}{2}$: look at both ends."
    )
    assert steps[-1].why.startswith("Squeeze: with each of the two in the place of")
