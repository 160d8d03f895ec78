"""Six hundred exercises of integration: worked, every step proved, the result confirmed, none wrong, in time."""

from pathlib import Path
from runpy import run_path
from time import perf_counter

import pytest

from calcquiz.records.derivation import Derivation, Level, Status
from calcquiz.solving.work import agrees, work
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.task import Setting
from calcquiz.tasks.worker_functions import compute_here

EXERCISES = run_path(str(Path(__file__).parent / "exercises_integrals.py"))
INDEFINITE: tuple[str, ...] = tuple(f"integral({function}, x)" for function in EXERCISES["INDEFINITE"])
DEFINITE: tuple[str, ...] = EXERCISES["DEFINITE"]
BEYOND = frozenset(f"integral({function}, x)" for function in EXERCISES["BEYOND"])
SAMPLE = (*INDEFINITE[::17], *DEFINITE[::9])
SETTING = Setting(compute=compute_here)
SLOW_SECONDS = 2.0


def worked(task: str) -> Derivation:
    return work(read_formula(task, open_names=True), SETTING, Level.FULL)


def is_proved(derivation: Derivation) -> bool:
    return derivation.status is Status.WORKED and all(step.proved for step in derivation.steps if step.after)


@pytest.mark.parametrize("task", [task for task in SAMPLE if task not in BEYOND])
def test_a_sample_of_the_exercises_is_worked_with_every_step_proved(task: str) -> None:
    derivation = worked(task)
    assert is_proved(derivation)
    assert agrees(read_formula(task, open_names=True), read_formula(derivation.result, open_names=True), SETTING)
    assert derivation.result == derivation.steps[-1].after


@pytest.mark.full
def test_the_exercises_are_worked_proved_and_never_wrong() -> None:
    proved, slow = 0, 0
    for task in (*INDEFINITE, *DEFINITE):
        begun = perf_counter()
        derivation = worked(task)
        slow += derivation.status is Status.WORKED and perf_counter() - begun > SLOW_SECONDS
        proved += is_proved(derivation)
        if derivation.result:
            asked, result = (read_formula(text, open_names=True) for text in (task, derivation.result))
            assert agrees(asked, result, SETTING) is not False, task
    total = len(INDEFINITE) + len(DEFINITE)
    assert total > 600
    assert proved >= 0.97 * total
    assert slow <= 0.05 * total


def test_an_antiderivative_that_no_formula_has_is_refused_in_a_sentence() -> None:
    derivation = worked("integral(exp(x^2), x)")
    assert derivation.status is Status.FAILED
    assert derivation.steps == ()
    assert derivation.note
