"""The first group of proofs: a problem has enough variants, and every parameter changes the question."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from calcquiz.authoring.subject import Subject
from calcquiz.records.errors import CalcquizError
from calcquiz.records.problem import Problem
from calcquiz.variants.draw import variant_at
from calcquiz.variants.grid import Values, passing, tally

FEWEST = 12
RAREST_PERCENT = 1
BASES = 6
"""Draws in which one parameter after the other is changed."""
CHANGES = 10
"""Other values that are tried for a parameter."""


def enough_variants(subject: Subject) -> None:
    """Note a problem with too few variants, or whose `where` lets too few draws through."""
    problem, ledger = subject.problem, subject.ledger
    rate = tally(problem)
    where = "where" if problem.where else "params"
    if not rate.passed:
        message = f"none of the {rate.visited} draws passes `where`"
        ledger.note(where, "none", message, "Correct the condition, or widen the ranges.")
    elif rate.passed < FEWEST and not problem.few:
        message = f"the problem has {_counted(rate.passed, 'variant')}, fewer than {FEWEST}"
        ledger.note(where, "few", message, "Widen a range, add cases, or say why in `few: …`.")
    if 0 < rate.passed * 100 < rate.visited * RAREST_PERCENT:
        message = f"`where` lets {rate.passed} of {rate.visited} draws through, fewer than one in a hundred"
        ledger.note("where", "rare", message, "Build the parameters so that the condition holds: with `let`, or cases.")


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def every_parameter_matters(subject: Subject) -> None:
    """Note a parameter, or the row of cases, that no question shows."""
    problem = subject.problem
    bases = list(islice(passing(problem), BASES))
    advice = "Use it in the question, or take it out: learners would get the same question twice."
    for param in problem.params if bases else ():
        changes = [{param.name: value} for value in param.values]
        if not _matters(problem, bases, changes):
            message = f"the question does not depend on `{param.name}`"
            subject.ledger.note(f"params.{param.name}", "matters", message, advice)
    if bases and problem.cases and not _matters(problem, bases, list(problem.cases)):
        subject.ledger.note("cases", "matters", "the question is the same for every case", advice)


def _matters(problem: Problem, bases: list[Values], changes: list[Values]) -> bool:
    for base in bases:
        shown = _question(problem, base)
        for change in changes[:CHANGES]:
            changed = base | change
            if shown is not None and changed != base and _question(problem, changed) not in {shown, None}:
                return True
    return False


def _question(problem: Problem, values: Values) -> Any:
    """Return what the learner sees, None where the draw has no question."""
    try:
        return question_of(replace(variant_at(problem, values, 0), variant=0))
    except CalcquizError:
        return None


def question_of(variant: Any) -> tuple[str, ...]:
    """Return every text of a variant's question, options by key."""
    return tuple(_texts(variant))


def _texts(variant: Any) -> Iterator[str]:
    yield variant.statement
    for part in variant.parts:
        yield part.ask
        yield from sorted(option.text for option in part.options)
