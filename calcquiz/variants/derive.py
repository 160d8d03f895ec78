"""Deriving: a completed variant gets the steps that are worked out automatically, and the hints taken from them."""

import json
from collections.abc import Sequence
from dataclasses import replace

from calcquiz.algebra.text import to_text
from calcquiz.records.derivation import Derivation, Level, Status
from calcquiz.records.errors import CalcquizError
from calcquiz.records.problem import Problem
from calcquiz.records.variant import Kind, Step, Variant, VariantPart
from calcquiz.tasks.derivation_text import read_derivation
from calcquiz.tasks.task import Compute
from calcquiz.variants.complete import key_tree, with_rungs

TOO_LONG = "Working this out step by step took too long."


def derive(
    problem: Problem, variant: Variant, compute: Compute, *, part: int | None = None, level: Level = Level.NORMAL
) -> Variant:
    """Return the variant with the automatic steps of its solutions, and hints taken from them.

    Args:
        problem: The variant's problem.
        variant: As `complete` made it.
        compute: Runs `derivation` of `solving.worker_functions`.
        part: Work out the steps of this part only, from 1; all when None.
        level: How much of the work is told.
    """
    parts = [
        one if part not in (None, one.part) else derived_part(problem, one, compute, level) for one in variant.parts
    ]
    return replace(variant, parts=tuple(parts))


def derived_part(problem: Problem, part: VariantPart, compute: Compute, level: Level = Level.NORMAL) -> VariantPart:
    """Return the part with its automatic steps; where there are none a sentence says so."""
    if part.automatic is None:
        return part
    return with_derivation(part, derivation_of(problem, part, compute, level))


def derivation_of(problem: Problem, part: VariantPart, compute: Compute, level: Level = Level.NORMAL) -> Derivation:
    """Return how a part with a task is worked; one that takes too long is not worked."""
    task = part.task or ""
    key = key_tree(part, tuple(problem.variables))
    written = part.key if part.kind is Kind.CHOICE else to_text(key)
    sorts = json.dumps(problem.variables | part.rules.intervals)
    try:
        return read_derivation(compute("derivation", task, sorts, level.name.lower(), written))
    except CalcquizError:
        return Derivation(task=task, status=Status.UNWORKED, result=part.key, note=TOO_LONG)


def with_derivation(part: VariantPart, derivation: Derivation) -> VariantPart:
    """Return the part with the steps of a derivation in their place among the authored ones."""
    place = part.automatic or 0
    steps = derivation.steps if derivation.status is Status.WORKED else (_sentence(derivation.note),)
    solution = (*part.solution[:place], *steps, *part.solution[place:])
    lines = _lines([step for step in solution if not step.depth])
    hints = with_rungs(part.hints, lines if derivation.status is Status.WORKED else ())
    return replace(part, solution=solution, hints=hints, automatic=None)


def _sentence(text: str) -> Step:
    return Step(rule="", before="", after="", why=text, proved=False)


def _lines(steps: Sequence[Step]) -> list[list[Step]]:
    """Return steps by lines: one without a reason goes on with the line before it."""
    lines: list[list[Step]] = []
    for step in steps:
        if step.why or not lines:
            lines.append([step])
        else:
            lines[-1].append(step)
    return lines
