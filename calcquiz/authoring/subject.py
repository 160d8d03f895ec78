"""The subject of a proof: a problem with its variants worked out, and where the entries of each part stand."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from calcquiz.algebra.points import Domain
from calcquiz.algebra.tree import Tree
from calcquiz.authoring.ledger import Ledger
from calcquiz.records.derivation import Derivation
from calcquiz.records.errors import CalcquizError
from calcquiz.records.problem import Mistake, Part, Problem
from calcquiz.records.variant import Kind, Variant, VariantPart
from calcquiz.tasks.task import Compute
from calcquiz.variants.complete import complete, key_tree
from calcquiz.variants.derive import derivation_of, with_derivation
from calcquiz.variants.draw import variant_at
from calcquiz.variants.environment import Environment, environment
from calcquiz.variants.grid import passing


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """A variant worked out."""

    variant: Variant
    here: Environment
    keys: dict[int, Tree]
    """The key of each part; an antiderivative's without its constant."""
    seconds: float
    """Processor time that working it out took."""
    derivations: dict[int, Derivation] = field(default_factory=dict)
    """How each part that has automatic steps is worked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One part of one worked variant."""

    worked: Worked
    written: Part
    part: VariantPart
    here: Environment
    """Knows the answers to the parts before."""
    key: Tree
    path: str
    """What the paths of its entries begin with: empty, or `parts.2.`."""

    @property
    def derivation(self) -> Derivation | None:
        """Return how the part is worked where its solution has automatic steps."""
        return self.worked.derivations.get(self.part.part)

    @property
    def domain(self) -> Domain:
        """Return what the variables may be in this variant."""
        return self.here.domain

    @property
    def constant(self) -> str:
        """Return the constant of integration as the key has it, ` + C`, empty for other kinds."""
        return f" + {self.part.key.rpartition(' + ')[2]}" if self.part.kind is Kind.ANTIDERIVATIVE else ""

    @property
    def number(self) -> int:
        """Return the number of the variant."""
        return self.worked.variant.variant


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A problem, its first variants worked out, and the ledger of what is wrong with it."""

    problem: Problem
    worked: tuple[Worked, ...]
    compute: Compute
    ledger: Ledger

    def asked(self) -> Iterator[Asked]:
        """Yield every part of every variant."""
        for worked in self.worked:
            known: dict[int, Tree] = {}
            for written, part in zip(self.problem.parts, worked.variant.parts, strict=True):
                key = worked.keys[part.part]
                yield Asked(
                    worked=worked,
                    written=written,
                    part=part,
                    here=worked.here.with_given(known),
                    key=key,
                    path=part_path(self.problem, part.part),
                )
                known = {**known, part.part: key}


def part_path(problem: Problem, number: int) -> str:
    """Return what the paths of a part's entries begin with."""
    return f"parts.{number}." if any(path.startswith("parts.1.") for path in problem.places) else ""


def mistake_path(problem: Problem, asked: Asked, mistake: Mistake) -> str:
    """Return the path of a mistake, which stands in its part or at problem level."""
    own = f"{asked.path}mistakes.{mistake.name}"
    return own if any(path.startswith(own) for path in problem.places) else f"mistakes.{mistake.name}"


def key_path(asked: Asked) -> str:
    """Return the path of what gives a part its key."""
    return f"{asked.path}task" if asked.written.task else f"{asked.path}answer.is"


def _worked(problem: Problem, drawn: Variant, compute: Compute) -> tuple[Variant, dict[int, Derivation]]:
    """Return a variant with its keys and solutions, and the derivations of its automatic steps by part."""
    variant = complete(problem, drawn, compute)
    due = [part for part in variant.parts if part.automatic is not None]
    derivations = {part.part: derivation_of(problem, part, compute) for part in due}
    parts = [with_derivation(part, derivations[part.part]) if part in due else part for part in variant.parts]
    return replace(variant, parts=tuple(parts)), derivations


def work_out(problem: Problem, count: int, ledger: Ledger, compute: Compute) -> Subject:
    """Return the problem with its first variants worked out; those that cannot be are noted."""
    worked = []
    for number, values in enumerate(islice(passing(problem), count)):
        start = time.thread_time()
        try:
            variant, derivations = _worked(problem, variant_at(problem, values, number), compute)
        except CalcquizError as error:
            path = "task" if "task" in problem.places else "answer" if problem.parts[0].answer else "parts"
            advice = error.advice or "Look at the formulas of this draw."
            ledger.note(path, "key", f"the key cannot be worked out: {error.message}", advice, number)
            continue
        seconds = time.thread_time() - start
        keys = {part.part: key_tree(part, tuple(problem.variables)) for part in variant.parts}
        here = environment(problem, variant.values)
        worked.append(Worked(variant=variant, here=here, keys=keys, seconds=seconds, derivations=derivations))
    return Subject(problem=problem, worked=tuple(worked), compute=compute, ledger=ledger)
