"""Proving one problem: the list of proofs, and what came of them."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from calcquiz.authoring import drawing, judging, keys, pictures, sentences, solutions
from calcquiz.authoring.ledger import Ledger, place_of
from calcquiz.authoring.subject import Subject, work_out
from calcquiz.bank.problem_reader import read_problem
from calcquiz.bank.revisions import fingerprint
from calcquiz.bank.source import Source
from calcquiz.records.bank import Facts
from calcquiz.records.errors import BankError, Finding
from calcquiz.records.problem import Place, Problem
from calcquiz.solving.worker_functions import compute_here
from calcquiz.tasks.task import Compute

Proof = Callable[[Subject], None]

PROOFS: tuple[Proof, ...] = (
    drawing.enough_variants,
    drawing.every_parameter_matters,
    sentences.questions_differ,
    sentences.sentences_read_well,
    keys.oracles_agree,
    keys.keys_are_answers,
    keys.promises_are_kept,
    judging.right_answers_are_accepted,
    judging.near_answers_are_refused,
    judging.mistakes_are_named,
    judging.mistakes_survive,
    solutions.steps_hold,
    solutions.solutions_arrive_at_the_key,
    solutions.automatic_steps_are_proved,
    solutions.variants_are_quick,
    solutions.pinned_draw_comes_true,
    pictures.pictures_can_be_drawn,
)
"""Everything that is proved of a problem, in order; a new proof is one function and one entry here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One problem to prove: everything a process elsewhere needs to know of it."""

    facts: Facts
    first_id: str
    data: bytes
    """The file's bytes."""
    count: int
    """How many variants to look at, from 0 on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A problem's revision, and what it stands for."""

    number: int
    fingerprint: str
    """As in a bank's revisions.txt."""
    place: Place
    """Where it stands in the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What came of proving one problem."""

    id: str
    findings: tuple[Finding, ...] = ()
    variants: int = 0
    unproved: tuple[str, ...] = ()
    """The reasons of keys that nothing proves."""
    seconds: float = 0.0
    """Processor time."""
    revision: Revision | None = None
    """None when the file does not load."""
    cached: bool = False
    broken_off: bool = False
    """Whether the proofs were not brought to their end: such a report is not kept."""


def prove(job: Job, compute: Compute = compute_here) -> Report:
    """Return the report of a problem; a file that does not load has the findings of its reader."""
    start = time.thread_time()
    facts = job.facts
    try:
        problem = _read(job)
    except BankError as error:
        return Report(id=facts.id, findings=error.findings)
    source = Source.of(facts.path, job.data.decode("utf-8-sig"))
    findings, variants = prove_problem(problem, source, job.count, compute)
    return Report(
        id=facts.id,
        findings=findings,
        variants=variants,
        unproved=tuple(part.answer.unproved for part in problem.parts if part.answer and part.answer.unproved),
        seconds=round(time.thread_time() - start, 3),
        revision=_revision(problem),
    )


def revision_of(job: Job) -> Revision:
    """Return the revision of a problem; raises BankError when its file does not load."""
    return _revision(_read(job))


def _revision(problem: Problem) -> Revision:
    return Revision(number=problem.revision, fingerprint=fingerprint(problem), place=place_of(problem, "revision"))


def _read(job: Job) -> Problem:
    facts = job.facts
    return read_problem(
        facts.path, job.data, id_=facts.id, chapter=facts.chapter, section=facts.section, first_id=job.first_id
    )


def prove_problem(
    problem: Problem, source: Source, count: int, compute: Compute = compute_here
) -> tuple[tuple[Finding, ...], int]:
    """Return the findings of every proof, and how many variants were looked at."""
    ledger = Ledger(problem, source, count)
    subject = work_out(problem, count, ledger, compute)
    ledger.drawn = len(subject.worked)
    for proof in PROOFS:
        proof(subject)
    return ledger.findings(), len(subject.worked)
