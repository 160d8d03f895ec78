"""Proofs by numbers: an authored identity on this variant, and a key against its independent oracle."""

from collections.abc import Iterator
from typing import Any

from calcquiz.algebra.exact import exact_value
from calcquiz.algebra.points import Domain
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Apply, Name, Tree, free_names, neg, walk
from calcquiz.records.errors import FormulaError
from calcquiz.records.evidence import Evidence
from calcquiz.records.problem import Answer, Part, Problem
from calcquiz.records.variant import Kind
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.numeric import numeric_value
from calcquiz.tasks.points import ENOUGH, FIRST_POINTS, close, plenty_of_points
from calcquiz.tasks.resolve import resolve
from calcquiz.tasks.slopes import slope, variable_of
from calcquiz.tasks.task import Setting, open_names
from calcquiz.variants.environment import Environment
from calcquiz.variants.equality import same_answer, same_value

ACCURACY = 1e-10
DIGITS = 16
PROVED_POINTS = 5
"""Points at which an identity with tasks is compared: a proof that is made while a learner waits."""
LIMITS = frozenset({Name("oo"), neg(Name("oo")), Name("dne")})
"""What a limit may be beside a number; conditions compare them as they stand."""
ENTRYWISE = frozenset({"vector", "list", "gradient"})


def identity_holds(left: Tree, right: Tree, setting: Setting, domain: Domain) -> bool | None:
    """Return whether an identity holds on this variant, None where too few points tell.

    Derivatives, integrals, limits and sums in it are worked out by mpmath; two sides with an
    indefinite integral may differ by a constant.
    """
    if _holds_vector(left) and _holds_vector(right):
        return _entries_hold(left, right, setting, domain)
    if not _has_task(left) and not _has_task(right):
        return same_value(left, right, domain)
    diverging = _diverges(left, right, setting)
    if diverging is not None:
        return diverging
    variable = variable_of(left) or variable_of(right)
    if variable is not None:
        return _slopes_agree(left, right, variable, setting, domain)
    names = open_names(left) | open_names(right)
    pairs = _values(left, right, names, setting)
    if len(pairs) < (ENOUGH if names else 1):
        return None
    return all(close(mine, other, ACCURACY) for mine, other in pairs)


def _slopes_agree(left: Tree, right: Tree, variable: str, setting: Setting, domain: Domain) -> bool | None:
    """Compare two sides with indefinite integrals by their slopes: they may differ by a constant."""
    try:
        return identity_holds(slope(left, variable), slope(right, variable), setting, domain)
    except FormulaError:
        return None


def _values(left: Tree, right: Tree, names: frozenset[str], setting: Setting) -> list[tuple[Any, Any]]:
    """Return the values of both sides at points where both have one; the side without a task tells that first."""
    found: list[tuple[Any, Any]] = []
    points = plenty_of_points(names, setting.variables, to_text(left)) if names else iter([{}])
    for turn, point in enumerate(points):
        if len(found) == PROVED_POINTS or (turn >= FIRST_POINTS and len(found) >= ENOUGH):
            break
        first, second = (right, left) if _has_task(left) else (left, right)
        value = numeric_value(first, point, DIGITS)
        other = None if value is None else numeric_value(second, point, DIGITS)
        if other is not None:
            found.append((value, other))
    return found


def _has_task(tree: Tree) -> bool:
    return any(isinstance(node, Apply) and node.head in TASKS for node in walk(tree))


def _holds_vector(tree: Tree) -> bool:
    heads = {part.head for part in walk(tree) if isinstance(part, Apply)}
    return bool(heads & ENTRYWISE)


def _entries_hold(left: Tree, right: Tree, setting: Setting, domain: Domain) -> bool | None:
    sides = [resolve(side, setting, TASKS) for side in (left, right)]
    if any(_holds_vector(part) for side in sides for part in _entries(side)):
        return None  # a vector in a formula that has no value, (1, 2)*(3, 4)
    return same_value(sides[0], sides[1], domain)


def _entries(tree: Tree) -> Iterator[Tree]:
    """Yield the entries of a vector or matrix; anything else is its only entry."""
    if isinstance(tree, Apply) and tree.head in {"vector", "list"}:
        for arg in tree.args:
            yield from _entries(arg)
    else:
        yield tree


def _diverges(left: Tree, right: Tree, setting: Setting) -> bool | None:
    """Return what the oracle says where one side is oo or dne and the other a task."""
    for task, value in ((left, right), (right, left)):
        infinite = bool(free_names(value) & {"oo", "dne"}) or any(n in {Name("oo"), Name("dne")} for n in walk(value))
        if infinite and isinstance(task, Apply) and task.head in TASKS:
            return TASKS[task.head].oracle(task.args, value, setting).agrees
    return None


def broken_promises(problem: Problem, key: Tree, here: Environment) -> list[str]:
    """Return the conditions of `always` that do not hold of a key."""
    known = here.with_tree("key", key)
    return [promise for promise in problem.always if not _is_true(known.fill(promise))]


def _is_true(condition: Tree) -> bool:
    return _truth(condition) is True


def _truth(condition: Tree) -> bool | None:
    """Return whether a condition holds, by numbers where it has no exact value; None where it has no value at all."""
    if isinstance(condition, Apply) and condition.head in {"=", "!="} and not LIMITS.isdisjoint(condition.args):
        return (condition.args[0] == condition.args[1]) is (condition.head == "=")
    for value in (exact_value(condition, {}), numeric_value(condition, {})):
        if isinstance(value, bool):
            return value
    return None


def key_evidence(part: Part, key: Tree, here: Environment, setting: Setting) -> Evidence:
    """Return what the part's independent oracle says of its key.

    The oracle of a task shares no code with its key; for `answer` it is the author's `oracle`: a task,
    or a formula of another form; for a choice a `pick` whose values are options, or lists of them.
    """
    if part.task is not None:
        asked = here.fill(part.task)
        assert isinstance(asked, Apply)
        return TASKS[asked.head].oracle(asked.args, key, setting)
    assert part.answer is not None
    if part.answer.oracle is None:
        return Evidence(agrees=None, method=part.answer.unproved or "there is no oracle")
    if part.answer.kind is Kind.CHOICE:
        return _choice_evidence(part.answer, key, here, setting)
    other = here.fill(part.answer.oracle)
    if isinstance(other, Apply) and other.head in TASKS:
        return TASKS[other.head].oracle(other.args, key, setting)
    resolved = resolve(other, setting, TASKS)
    agrees = same_answer(part.answer.kind, key, resolved, here.domain, part.rules.variable)
    return Evidence(agrees=agrees, points=1, method="a formula of another form")


def _choice_evidence(answer: Answer, key: Tree, here: Environment, setting: Setting) -> Evidence:
    for option, _ in answer.options:
        here = here.with_tree(option, Name(option))
    found = resolve(here.fill(answer.oracle or ""), setting, TASKS)
    while isinstance(found, Apply) and found.head == "pick":
        *cases, otherwise = found.args
        for condition, value in zip(cases[::2], cases[1::2], strict=True):
            truth = _truth(condition)
            if truth is None:
                return Evidence(agrees=None, method=f"its conditions, for {to_text(condition)} has no value")
            if truth:
                found = value
                break
        else:
            found = otherwise
    if isinstance(found, Apply) and found.head == "list":  # several options, in their order
        found = Name(", ".join(map(to_text, found.args)))
    return Evidence(agrees=found == key, points=1, method=f"its conditions, which pick {to_text(found)}")
