"""Slips in limits and series: each one is explained by its name, quickly, and a right answer by none."""

from time import perf_counter

import pytest
from limit_exercises import EXERCISES
from series_exercises import CONVERGENCE, VALUES

from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Apply, Name, Tree
from calcquiz.solving.slips.catalog import SLIPS
from calcquiz.solving.slips.explain import explain
from calcquiz.solving.slips.slip import Slip
from calcquiz.solving.slips.turns import QUIET
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.formula import read_formula

QUESTIONS = [*EXERCISES, *VALUES, *((f"convergence({term}, n)", verdict) for term, verdict, _ in CONVERGENCE)]
ENOUGH_EXPLAINED = 0.97
SECONDS = 0.1


def read(task: str, result: str) -> tuple[Apply, Tree]:
    asked = read_formula(task, open_names=True)
    assert isinstance(asked, Apply)
    key = Name(result) if asked.head == "convergence" else read_formula(result, open_names=True)
    return asked, key


def slips_of(asked: Apply) -> list[Slip]:
    return list(SLIPS[asked.head].sites(asked.args, QUIET))


def explained(task: str, result: str, answer: str) -> str:
    asked, key = read(task, result)
    wrong = Name(answer) if asked.head == "convergence" else read_formula(answer, open_names=True)
    found = explain(asked, wrong, key, QUIET, seconds=5)
    return "" if found is None else found.slips[0].name


@pytest.mark.parametrize(
    ("task", "result", "answer", "slip"),
    [
        ("limit((x^2 + x - 6)/(x - 2), x, 2)", "5", "0", "form-taken-for-zero"),
        ("limit((x^2 + x - 6)/(x - 2), x, 2)", "5", "dne", "form-taken-for-no-limit"),
        ("limit((x^2 + x - 6)/(x - 2), x, 2)", "5", "-1", "factor-sign"),  # (x - 3) for (x + 3)
        ("limit((x^2 + x - 6)/(x - 2), x, 2)", "5", "3", "cancelled-at-zero"),
        ("limit((x^2 + x - 6)/(x - 2), x, 2)", "5", "1", "quotient-rule-for-lhopital"),
        ("limit((sqrt(x + 9) - 3)/x, x, 0)", "1/6", "1/3", "conjugate-halved"),
        ("limit(sin(3*x)/(5*x), x, 0)", "3/5", "1/5", "inner-derivative-dropped-above"),
        ("limit(sin(3*x)/(5*x), x, 0)", "3/5", "5/3", "ratio-inverted"),
        ("limit((3*x^2 + 2*x - 1)/(5*x^2 + 7), x, oo)", "3/5", "-1/7", "constant-terms"),
        ("limit(1/(x - 2), x, 2)", "dne", "oo", "one-side-only"),
        ("limit(abs(x)/x, x, 0, left)", "-1", "1", "sides-swapped"),
        ("limit((1 + 2/n)^(3*n), n, oo)", "exp(6)", "1", "base-goes-to-one"),
        ("limit((1 + 2/n)^(3*n), n, oo)", "exp(6)", "exp(5)", "factors-added"),
        ("sum(4*(1/3)^n, n, 2, oo)", "2/3", "6", "starts-at-zero"),
        ("sum(4*(1/3)^n, n, 2, oo)", "2/3", "2/9", "index-one-late"),
        ("sum(4*(1/3)^n, n, 2, oo)", "2/3", "1/3", "sign-of-ratio"),
        ("sum(3/(n*(n + 2)), n, 1, oo)", "9/4", "3/2", "first-survivor-only"),
        ("sum(3/(n*(n + 2)), n, 1, oo)", "9/4", "9/2", "divisor-forgotten"),
        ("radius(n^2*x^n/5^n, n, x)", "5", "1/5", "radius-inverted"),
        ("interval_of_convergence((x - 3)^n/(n*2^n), n, x)", "[1, 5)", "(1, 5)", "left-bracket"),
        ("interval_of_convergence((x - 3)^n/(n*2^n), n, x)", "[1, 5)", "[-2, 2)", "centre-forgotten"),
        ("convergence_set(1/n^(2*p - 1), n, p)", "(1, oo)", "[1, oo)", "boundary-included"),
        ("convergence((-1)^n/n^2, n)", "absolutely", "conditionally", "taken-for-conditionally"),
        ("least(n, 1/2^n < 1/1000, 1)", "10", "9", "one-too-small"),
    ],
)
def test_a_wrong_answer_is_explained_by_the_step_a_grader_would_name(
    task: str, result: str, answer: str, slip: str
) -> None:
    assert explained(task, result, answer) == slip


def test_terms_that_tend_to_zero_are_no_proof() -> None:
    asked, key = read("convergence(1/n, n)", "diverges")
    found = explain(asked, Name("absolutely"), key, QUIET)
    assert found is not None
    assert found.slips[0].say == (
        "Terms that tend to 0 prove nothing: here they shrink too slowly, and the series diverges."
    )


def test_no_right_answer_is_ever_explained() -> None:
    for task, result in QUESTIONS:
        asked, key = read(task, result)
        assert explain(asked, key, key, QUIET) is None, task


def test_the_slips_of_a_question_are_found_in_a_tenth_of_a_second() -> None:
    for task, result in QUESTIONS[::7]:
        asked, _ = read(task, result)
        slips_of(asked)  # what is loaded once is loaded now
        SLIPS[asked.head].turns.cache_clear()  # type: ignore[attr-defined]
        begun = perf_counter()
        slips_of(asked)
        assert perf_counter() - begun < SECONDS, task


@pytest.mark.full
def test_nearly_every_simulated_slip_is_explained_by_its_own_name() -> None:
    simulated = right = 0
    for task, result in QUESTIONS:
        asked, key = read(task, result)
        for slip in slips_of(asked):
            wrong = SLIPS[asked.head].result(asked.args, QUIET, frozenset({slip}))
            assert wrong is not None
            found = explain(asked, wrong, key, QUIET, seconds=5)
            simulated += 1
            right += found is not None and found.slips == (slip,)
    assert simulated > 800
    assert right >= ENOUGH_EXPLAINED * simulated


@pytest.mark.full
def test_what_a_slip_calls_the_right_line_agrees_with_the_oracle() -> None:
    for task, result in QUESTIONS:
        asked, _ = read(task, result)
        for right in {slip.right for slip in slips_of(asked)}:
            assert TASKS[asked.head].oracle(asked.args, right, QUIET).agrees is not False, (task, to_text(right))
