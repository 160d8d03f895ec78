"""Every task of the bank is worked step by step, whatever its author wrote as a solution."""

import time

import pytest

from calcquiz.algebra.canonical import canonical
from calcquiz.bank.catalog import open_catalog
from calcquiz.bank.folders import bank_folders
from calcquiz.records.derivation import Status
from calcquiz.session.shelf import Shelf
from calcquiz.solving.worker_functions import compute_here
from calcquiz.variants.complete import reread
from calcquiz.variants.derive import derivation_of

SLOWEST_SECONDS = 2.0
CATALOG = open_catalog(bank_folders({}))
SHELF = Shelf(CATALOG, compute_here)
WITH_TASKS = sorted(facts.id for facts in CATALOG.usable if any(p.task for p in SHELF.problem(facts.id).parts))


def faults(id_, numbers):
    """Return what is wrong with the derivations of some variants of a problem, in words."""
    problem, found = SHELF.problem(id_), []
    for number in numbers:
        variant = SHELF.complete(SHELF.draw(id_, number))
        for written, part in zip(problem.parts, variant.parts, strict=True):
            if written.task:
                found += [f"{variant.name}, part {part.part}: {fault}" for fault in _faults_of(problem, part)]
    return found


def _faults_of(problem, part):
    started = time.thread_time()
    derivation = derivation_of(problem, part, compute_here)
    seconds = time.thread_time() - started
    if derivation.status is not Status.WORKED:
        yield f"{part.task} is {derivation.status.value}: {derivation.note}"
        return
    yield from (f"not proved: {s.before} = {s.after}" for s in derivation.steps if s.after and not s.proved)
    if not _same_form(derivation.result, part.key):
        yield f"{part.task} ends at {derivation.result}, the key is {part.key}"
    if seconds > SLOWEST_SECONDS:
        yield f"{part.task} took {seconds:.1f} s"


def _same_form(left, right):
    """Whether two texts are the same formula up to the order of terms and factors."""
    return left == right or canonical(reread(left)) == canonical(reread(right))


@pytest.mark.parametrize("id_", WITH_TASKS)
def test_a_task_of_the_bank_is_worked_with_every_step_proved(id_):
    assert faults(id_, (0,)) == []


@pytest.mark.full
@pytest.mark.parametrize("id_", WITH_TASKS)
def test_many_variants_of_a_task_are_worked_with_every_step_proved(id_):
    assert faults(id_, range(0, SHELF.count(id_), max(1, SHELF.count(id_) // 16))) == []
