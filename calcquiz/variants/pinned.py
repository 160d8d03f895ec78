"""The pinned draw of a problem: with these parameters its keys are these, as the author worked them out."""

from calcquiz.algebra.tree import Name
from calcquiz.records.problem import Problem
from calcquiz.records.variant import Kind, Variant
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.task import Compute
from calcquiz.variants.complete import complete
from calcquiz.variants.draw import variant_at
from calcquiz.variants.environment import environment
from calcquiz.variants.equality import same_answer


def pinned_variant(problem: Problem, compute: Compute) -> Variant:
    """Return the variant that `check` pins, completed; its number is -1."""
    assert problem.check is not None
    values = {name: text for name, text in problem.check.at.items() if name != "case"}
    if problem.cases:
        values |= problem.cases[int(problem.check.at["case"]) - 1]
    return complete(problem, variant_at(problem, values, -1), compute)


def pinned_differences(problem: Problem, compute: Compute) -> list[str]:
    """Return what differs between the pinned keys and those worked out, in words; empty when all agree."""
    if problem.check is None:
        return []
    variant = pinned_variant(problem, compute)
    domain = environment(problem, variant.values).domain
    found = []
    for part, pinned in zip(variant.parts, problem.check.keys, strict=True):
        if part.kind is Kind.CHOICE:
            same = Name(part.key) == Name(pinned)
        else:
            trees = [read_formula(text, (*problem.variables, "C")) for text in (part.key, pinned)]
            same = same_answer(part.kind, trees[0], trees[1], domain, part.rules.variable) is True
        if not same:
            found.append(f"part {part.part}: the key is {part.key}, `check` says {pinned}")
    return found
