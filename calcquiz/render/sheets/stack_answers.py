"""Parts of questions as plans for STACK: values in Maxima for every variant, joined with the tests that judge them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from calcquiz.algebra.tree import Tree
from calcquiz.records.errors import FormulaError
from calcquiz.records.rules import Rules
from calcquiz.records.variant import Kind, VariantPart
from calcquiz.render.sheets.castext import by_variant, chosen, said
from calcquiz.render.sheets.stack_choice import choice_plan
from calcquiz.render.sheets.stack_maxima import constant_of, read, substitution, without_bars, words, written
from calcquiz.render.sheets.stack_plan import AnswerTest, Plan, answer_of, mistake_of
from calcquiz.render.sheets.stack_tests import ANSWER_TESTS, Asked, key_tests, mistake_test

NARROWEST, WIDEST, SPARE = 15, 60, 5
"""Letters of a box."""
HOW = {
    Kind.VECTOR: "Type a vector in square brackets, such as `[1, 2]`.",
    Kind.LIST: "Type a list in square brackets, such as `[1, 2]`.",
    Kind.SET: "Type a set in braces, such as `{1, 2}`.",
    Kind.INTERVAL: (
        "Type `oo(a, b)` for $(a, b)$, `cc(a, b)` for $[a, b]$, `oc(a, b)` for $(a, b]$, `co(a, b)` for $[a, b)$, "
        "and `inf` for $\\infty$."
    ),
}
"""How an answer is typed where STACK wants it otherwise than we do."""


def part_plan(parts: Sequence[VariantPart], context: str) -> Plan:
    """Return how a part is asked and judged.

    Args:
        parts: The part in each variant.
        context: What the learner reads; the functions it names may be typed.

    Raises:
        FormulaError: what cannot be carried over, in words.
    """
    first = parts[0]
    if len({(part.kind, replace(part.rules, variable="")) for part in parts}) > 1:
        raise FormulaError("its variants do not ask for the same kind of answer")
    if first.kind is Kind.CHOICE:
        return choice_plan(parts)
    if first.kind not in ANSWER_TESTS:
        raise FormulaError(f"STACK cannot ask for answers of kind {first.kind.value}")
    return _typed(parts, context)


def _typed(parts: Sequence[VariantPart], context: str) -> Plan:
    first, number = parts[0], parts[0].part
    text = " ".join([context, *(piece for part in parts for piece in _formulas(part))])
    keys = tuple(read(part.key, part) for part in parts)
    values = [written(key, part.kind) for key, part in zip(keys, parts, strict=True)]
    model, target, variables = _key_variables(first, keys, values)
    pairs = substitution(first, text)
    prepared = f"sa{number}" if pairs else answer_of(number)
    asked = Asked(parts=tuple(parts), keys=keys, answer=prepared, name=target)
    tests = key_tests(asked)
    mistakes = tuple(_mistakes(asked))
    return Plan(
        part=number,
        kind=_kind(first),
        model=model,
        right=model,
        variables=(*variables, *(mistake.statement for mistake in mistakes)),
        tests=(*tests, *(mistake.test for mistake in mistakes)),
        preparation=f"{prepared}:subst({pairs},{answer_of(number)});" if pairs else "",
        foreseen=tuple(
            (mistake.test.target, place) for place, mistake in enumerate(mistakes, len(tests)) if mistake.everywhere
        ),
        width=min(max(SPARE + max(map(len, values)), NARROWEST), WIDEST),
        words=words(first, text, keys),
        decimals=not (first.rules.exact or first.rules.form == "no-decimals"),
        same_type=first.kind not in {Kind.INTERVAL, Kind.INEQUALITY},
        how=HOW.get(first.kind, ""),
    )


def _formulas(part: VariantPart) -> Iterator[str]:
    yield part.ask
    yield part.key
    yield part.task or ""
    yield from (mistake.is_ for mistake in part.mistakes)


def _key_variables(first: VariantPart, keys: Sequence[Tree], values: Sequence[str]) -> tuple[str, str, tuple[str, ...]]:
    """Return the teacher's answer, the name that answers are compared with, and the statements that define both."""
    name = f"ta{first.part}"
    statements = [chosen(name, values)]
    constant = constant_of(first)
    model = f"{name}+{constant}" if constant else _digits(name, first.rules)
    if first.kind is not Kind.ANTIDERIVATIVE or first.rules.log_abs == "strict":
        return model, name, tuple(statements)
    bare = [written(without_bars(key), first.kind) for key in keys]
    if bare == list(values):
        return model, name, tuple(statements)
    target = f"tb{first.part}"
    return model, target, (*statements, chosen(target, bare))


def _compared_as(tree: Tree, kind: Kind) -> Tree:
    return without_bars(tree) if kind is Kind.ANTIDERIVATIVE else tree


def _digits(name: str, rules: Rules) -> str:
    """Return a number with as many digits as the rules ask for."""
    if rules.sigfigs is not None:
        return f"dispsf({name},{rules.sigfigs})"
    return name if rules.decimals is None else f"dispdp({name},{rules.decimals})"


def _kind(part: VariantPart) -> str:
    if part.kind is Kind.MATRIX:
        return "matrix"
    counted = part.rules.sigfigs is not None or part.rules.decimals is not None
    return "numerical" if counted else "algebraic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A mistake that an author foresaw: its value for each variant, and the test that recognises it."""

    statement: str
    test: AnswerTest
    everywhere: bool
    """Whether every variant has it."""


def _mistakes(asked: Asked) -> Iterator[Mistake]:
    """Yield the mistakes that have a form in Maxima.

    In a variant without the mistake its key stands in: an answer that equals it was found right before.
    """
    names = dict.fromkeys(mistake.name for part in asked.parts for mistake in part.mistakes)
    number = 0
    for name in names:
        here = [next((one for one in part.mistakes if one.name == name), None) for part in asked.parts]
        trees = [
            key if one is None else read(one.is_, part)
            for one, part, key in zip(here, asked.parts, asked.keys, strict=True)
        ]
        try:
            values = [written(_compared_as(tree, asked.kind), asked.kind) for tree in trees]
        except FormulaError:
            continue  # its answer is wrong all the same, only not explained
        number += 1
        target = mistake_of(asked.parts[0].part, number)
        feedback = by_variant(["" if one is None else said(one.say) for one in here])
        test = mistake_test(asked, target, trees, feedback)
        yield Mistake(statement=chosen(target, values), test=test, everywhere=None not in here)
