"""Drawing: a problem and a number become a variant with everything the learner sees, its key not yet worked out."""

import hashlib
import re
from dataclasses import replace
from itertools import islice

from calcquiz.algebra.points import is_positive, span_of
from calcquiz.algebra.tree import Apply, Tree
from calcquiz.records.errors import UsageError
from calcquiz.records.problem import Answer, Part, Problem
from calcquiz.records.rules import Rules
from calcquiz.records.variant import Kind, Option, Variant, VariantPart
from calcquiz.tasks.catalog import TASKS
from calcquiz.variants.environment import Environment, environment
from calcquiz.variants.grid import Values, passing
from calcquiz.variants.plot import fill_plot
from calcquiz.variants.slots import fill_sentence

LETTERS = "abcdefghijklmnopqrstuvwxyz"
TOLERANCES = ("atol", "rtol", "sigfigs", "decimals", "digits")


def draw(problem: Problem, number: int) -> Variant:
    """Return variant `number` (from 0) of a problem: statement, prompts, options and rules.

    Keys, mistakes, hints and solutions are filled in by `complete`. Equal for every platform and hash seed.

    Raises:
        UsageError: the problem has no variant of that number.
    """
    values = next(islice(passing(problem), max(0, number), None), None) if number >= 0 else None
    if values is None:
        count = count_variants(problem)
        known = f"its variants are #0 to #{count - 1}" if count else "none of its parameters pass `where`"
        raise UsageError(f"{problem.id} has no variant #{number}", f"Write {problem.id}#0: {known}.")
    return variant_at(problem, values, number)


def count_variants(problem: Problem) -> int:
    """Return how many variants a problem has, at most 200."""
    return sum(1 for _ in passing(problem))


def variant_at(problem: Problem, values: Values, number: int) -> Variant:
    """Return the variant at a point of the grid."""
    here = environment(problem, values)
    statement = _first_capital(fill_sentence(problem.ask, here))
    parts = tuple(_part(problem, part, k, here, number) for k, part in enumerate(problem.parts, 1))
    parts = tuple(part if part.ask else replace(part, ask=statement) for part in parts)
    shown = {**values, **{name: here.text(name) for name, _ in problem.let}}
    return Variant(
        id=problem.id,
        variant=number,
        revision=problem.revision,
        chapter=problem.chapter,
        section=problem.section,
        title=problem.title,
        difficulty=problem.difficulty,
        tags=problem.tags,
        statement=statement,
        parts=parts,
        variables=tuple(problem.variables),
        plot=fill_plot(problem.plot, here) if problem.plot else None,
        values=shown,
    )


def _first_capital(text: str) -> str:
    return re.sub(r"^[a-z]", lambda match: match[0].upper(), text)


def _part(problem: Problem, part: Part, number: int, here: Environment, variant: int) -> VariantPart:
    application = here.fill(part.task) if part.task else None
    kind = _kind(part, application)
    seed = f"{problem.seed}#{variant}/{number}"
    return VariantPart(
        part=number,
        ask=fill_sentence(part.ask, here),
        kind=kind,
        rules=_rules(problem, part, kind, application, here),
        options=_options(part, application, here, seed),
        task=here.text(part.task) if part.task else None,
    )


def _kind(part: Part, application: Tree | None) -> Kind:
    if part.answer is not None:
        return part.answer.kind
    assert isinstance(application, Apply)
    return TASKS[application.head].kind(application.args)


def _rules(problem: Problem, part: Part, kind: Kind, application: Tree | None, here: Environment) -> Rules:
    """Return the author's rules with what follows from the problem: names, sorts, the variable of the task.

    A number is judged as in practice (a decimal within a relative 1e-3 is right) unless the author asks
    for exactness or gives a tolerance.
    """
    names = () if kind is Kind.NUMBER else tuple(problem.variables)
    rules = part.rules if "variables" in part.ruled else replace(part.rules, variables=names)
    if "variable" not in part.ruled:
        rules = replace(rules, variable=_variable(problem, application))
    strict = bool(part.ruled & {"exact", "integer", *TOLERANCES})
    mode = part.answer.mode if part.answer is not None else "one"
    sorts = here.sorts.items()
    return replace(
        rules,
        positive=tuple(name for name, sort in sorts if is_positive(sort)),
        integers=tuple(name for name, sort in sorts if sort == "integer"),
        within=tuple(f"{name} in {sort}" for name, sort in sorts if span_of(sort)),
        practice=not strict,
        mode=mode,
    )


def _variable(problem: Problem, application: Tree | None) -> str:
    found = TASKS[application.head].variable(application.args) if isinstance(application, Apply) else None
    return found or next(iter(problem.variables), "x")


def _options(part: Part, application: Tree | None, here: Environment, seed: str) -> tuple[Option, ...]:
    """Return the options as displayed: shuffled by variant unless their order is fixed."""
    if part.answer is None:
        listed = TASKS[application.head].offered(application.args) if isinstance(application, Apply) else ()
        return _lettered(listed, here)
    listed = part.answer.options
    return _lettered(listed if part.answer.order_fixed else shuffled(listed, seed), here)


def shuffled(options: tuple[tuple[str, str], ...], seed: str) -> tuple[tuple[str, str], ...]:
    """Return options in an order that depends on the seed and their keys alone."""
    return tuple(sorted(options, key=lambda option: hashlib.sha256(f"{seed}/{option[0]}".encode()).digest()))


def _lettered(options: tuple[tuple[str, str], ...], here: Environment) -> tuple[Option, ...]:
    return tuple(
        Option(letter=letter, key=key, text=fill_sentence(sentence, here))
        for letter, (key, sentence) in zip(LETTERS, options, strict=False)
    )


def right_options(answer: Answer, values: Values) -> str:
    """Return the keys of the right options, joined by `, `; a column of `cases` may hold them."""
    return ", ".join(values.get(name, name) for name in answer.is_)
