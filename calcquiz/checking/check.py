"""The checker: text of a response and of a key, an answer kind and rules, to a verdict."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from calcquiz.algebra.parse import parse
from calcquiz.algebra.readings import other_readings
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Apply, Tree, free_names
from calcquiz.checking.antiderivative import check_antiderivative
from calcquiz.checking.choice import check_choice
from calcquiz.checking.decide import Prove
from calcquiz.checking.diagnose import clearly_apart, diagnose, takes_long
from calcquiz.checking.elements import check_list, check_matrix, check_set, check_vector
from calcquiz.checking.equation import check_equation
from calcquiz.checking.expression import check_derivative, check_expression
from calcquiz.checking.form import judge_form
from calcquiz.checking.inequality import check_inequality
from calcquiz.checking.interval import check_interval
from calcquiz.checking.number import check_number
from calcquiz.records.errors import FormulaError, UsageError
from calcquiz.records.rules import Rules
from calcquiz.records.variant import CONSTANTS_OF_INTEGRATION, Kind, NamedMistake, Option
from calcquiz.records.verdict import Method, Outcome, Verdict

Checker = Callable[[Tree, Tree, Rules, Prove | None], Verdict]

CHECKERS: Mapping[Kind, Checker] = {
    Kind.EXPRESSION: check_expression,
    Kind.DERIVATIVE: check_derivative,
    Kind.ANTIDERIVATIVE: check_antiderivative,
    Kind.NUMBER: check_number,
    Kind.VECTOR: check_vector,
    Kind.LIST: check_list,
    Kind.MATRIX: check_matrix,
    Kind.SET: check_set,
    Kind.INTERVAL: check_interval,
    Kind.EQUATION: check_equation,
    Kind.INEQUALITY: check_inequality,
}
"""One entry an answer kind; a choice is judged on its text."""

DIAGNOSED = frozenset({Kind.EXPRESSION, Kind.NUMBER, Kind.DERIVATIVE, Kind.ANTIDERIVATIVE})
VALUES = frozenset({Kind.EXPRESSION, Kind.NUMBER, Kind.DERIVATIVE})
"""Kinds whose response equals the key, point by point."""
ROWS = frozenset({Kind.VECTOR, Kind.LIST})
MOST_READINGS = 4
"""Other readings that are tried where a comparison takes longer."""
UNSPECIFIC = frozenset({None, "wrong-entries"})
"""Diagnoses that say so little that another reading of the text says more."""


def check(
    response: str,
    key: str,
    kind: Kind,
    rules: Rules,
    *,
    mistakes: Sequence[NamedMistake] = (),
    options: tuple[Option, ...] = (),
    prove: Prove | None = None,
) -> Verdict:
    """Judge a response.

    Args:
        response: The text as typed.
        key: The right answer in the language of formulas; an option's key for a choice.
        kind: What kind of answer is asked.
        rules: What is accepted.
        mistakes: The author's foreseen wrong answers: the first that matches is named.
        options: The options of a choice as displayed.
        prove: Asks the worker for a symbolic proof when values do not tell.

    Returns:
        UNREADABLE with the place and advice when the response is not mathematics accepted here. No text raises.
    """
    if kind is Kind.CHOICE:
        return _name_choice(check_choice(response, key, options, rules), mistakes)
    checker = CHECKERS.get(kind)
    if checker is None:
        known = ", ".join(sorted(CHECKERS))
        raise UsageError(f"answers of kind {kind} are not judged", f"Kinds: {known}, choice.")
    key_tree = parse(key, rules.variables, open_names=True, author=True)
    try:
        tree = read_response(response, key_tree, kind, rules)
        verdict = checker(tree, key_tree, rules, prove)
    except FormulaError as error:
        return unreadable(error)
    if verdict.outcome in {Outcome.INCORRECT, Outcome.PARTIAL}:
        verdict = _named(verdict, tree, key_tree, checker, rules, mistakes)
        if verdict.mistake is None and kind in DIAGNOSED:
            verdict = diagnose(verdict, kind, tree, _judged_key(kind, key_tree, rules), rules)
        if verdict.mistake in UNSPECIFIC and not takes_long(tree, key_tree):
            verdict = _read_otherwise(verdict, response, key_tree, kind, rules)
    elif verdict.outcome is Outcome.CORRECT and rules.form is not None:
        verdict = judge_form(verdict, tree, rules.form)
    return replace(verdict, read_as=to_text(tree))


def _read_otherwise(verdict: Verdict, response: str, key: Tree, kind: Kind, rules: Rules) -> Verdict:
    """Return the verdict with the question what was meant, where another reading of the text is right."""
    names, checker = _readable_names(kind, key, rules), CHECKERS[kind]
    readings = other_readings(response, names, open_names=rules.open_names, decimal_separator=rules.decimal_separator)
    for text, tree in readings if kind in VALUES else islice(readings, MOST_READINGS):
        try:
            if any(clearly_apart(*pair) for pair in _compared(kind, tree, key, rules)):
                continue
            outcome = checker(tree, key, rules, None).outcome
        except FormulaError:
            continue  # read like this it is no answer of this kind
        if outcome is Outcome.CORRECT:
            return replace(verdict, mistake="other-reading", message=f"Did you mean {text}?")
    return verdict


def _compared(kind: Kind, tree: Tree, key: Tree, rules: Rules) -> list[tuple[Tree, Tree]]:
    """Return the pairs of formulas that are equal wherever a response is right; none for kinds judged otherwise."""
    from calcquiz.algebra.differentiate import differentiate

    if kind in VALUES:
        return [(tree, _judged_key(kind, key, rules))]
    if kind is Kind.ANTIDERIVATIVE:
        return [(differentiate(tree, rules.variable), differentiate(key, rules.variable))]
    if kind in ROWS and isinstance(tree, Apply) and isinstance(key, Apply) and len(tree.args) == len(key.args):
        return list(zip(tree.args, key.args, strict=True))
    return []


def read_response(response: str, key: Tree, kind: Kind, rules: Rules) -> Tree:
    """Return the tree of a response; raises FormulaError where it cannot be read."""
    names = _readable_names(kind, key, rules)
    return parse(response, names, open_names=rules.open_names, decimal_separator=rules.decimal_separator)


def _readable_names(kind: Kind, key: Tree, rules: Rules) -> frozenset[str]:
    constants = CONSTANTS_OF_INTEGRATION if kind is Kind.ANTIDERIVATIVE else ()
    return frozenset({*rules.variables, *free_names(key), *constants})


def unreadable(error: FormulaError) -> Verdict:
    """Return UNREADABLE with what is wrong and what to write instead."""
    return Verdict(
        outcome=Outcome.UNREADABLE,
        method=Method.NONE,
        message=f"{error.message}. {error.advice}".strip(),
        start=error.start,
        end=error.end,
    )


def _judged_key(kind: Kind, key: Tree, rules: Rules) -> Tree:
    from calcquiz.algebra.differentiate import differentiate

    return differentiate(key, rules.variable) if kind is Kind.DERIVATIVE else key


def _named(
    verdict: Verdict,
    tree: Tree,
    key: Tree,
    checker: Checker,
    rules: Rules,
    mistakes: Sequence[NamedMistake],
) -> Verdict:
    """Return the verdict with the author's first mistake that the response equals."""
    if verdict.mistake in {"missing-constant", "number-instead-of-constant"}:
        return verdict
    relaxed = replace(rules, require_constant=False)
    for mistake in mistakes:
        wrong_key = parse(mistake.is_, {*rules.variables, *free_names(key)}, open_names=True, author=True)
        if checker(tree, wrong_key, relaxed, None).outcome is Outcome.CORRECT:
            return replace(verdict, mistake=mistake.name, message=mistake.say)
    return verdict


def _name_choice(verdict: Verdict, mistakes: Sequence[NamedMistake]) -> Verdict:
    if verdict.outcome is not Outcome.INCORRECT:
        return verdict
    for mistake in mistakes:
        if verdict.read_as == mistake.is_:
            return replace(verdict, mistake=mistake.name, message=mistake.say)
    return verdict
