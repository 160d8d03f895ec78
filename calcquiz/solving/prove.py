"""Proofs by numbers: that the two sides of a move are equal."""

from collections.abc import Mapping
from typing import Any

from calcquiz.algebra.probe import same_values
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Apply, Tree, walk
from calcquiz.records.errors import FormulaError
from calcquiz.solving.move import Move
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.numeric import numeric_value
from calcquiz.tasks.points import close, plenty_of_points
from calcquiz.tasks.slopes import holds_antiderivative, slope, variable_of
from calcquiz.tasks.spread import spread
from calcquiz.tasks.task import Setting, names_in, open_names

ENOUGH = 3
"""Points at which both sides must have been compared."""
ACCURACY = 1e-10
DIGITS, MORE_DIGITS = 20, 120
"""To begin with, and where values differ."""
CONTAINERS = frozenset({"vector", "list", "set"})


def move_holds(move: Move, setting: Setting) -> bool | None:
    """Return whether a move was confirmed (True), refuted (False), or neither (None); a sentence needs no proof."""
    if move.proof is not None:
        return move.proof()
    if move.before is None or move.after is None:
        return True
    if move.part is not None and move.became is not None:
        return equal(move.part, move.became, setting)
    return equal(move.before, move.after, setting)


def equal(left: Tree, right: Tree, setting: Setting) -> bool | None:
    """Return whether two formulas have the same values wherever both have one, tasks in them worked out by mpmath.

    Two sides with indefinite integrals are compared by their slopes; containers entry by entry.
    """
    left, right = spread(left), spread(right)
    if left == right:
        return True
    if holds_antiderivative(left) or holds_antiderivative(right):
        return _same_slope(left, right, setting)
    if _is_container(left) and _is_container(right):
        return _same_entries(left, right, setting)
    if not _holds_task(left) and not _holds_task(right):
        return same_values(left, right, setting.domain)
    return _same_by_tasks(left, right, setting)


def _holds_task(tree: Tree) -> bool:
    return any(isinstance(node, Apply) and node.head in TASKS for node in walk(tree))


def _is_container(tree: Tree) -> bool:
    return isinstance(tree, Apply) and tree.head in CONTAINERS


def _same_slope(left: Tree, right: Tree, setting: Setting) -> bool | None:
    variable = variable_of(left) or variable_of(right)
    if variable is None:
        return None
    try:
        return same_values(slope(left, variable), slope(right, variable), setting.domain)
    except FormulaError:
        return None


def _same_entries(left: Tree, right: Tree, setting: Setting) -> bool | None:
    assert isinstance(left, Apply)
    assert isinstance(right, Apply)
    if left.head != right.head or len(left.args) != len(right.args):
        return False
    verdicts = [equal(mine, other, setting) for mine, other in zip(left.args, right.args, strict=True)]
    return False if False in verdicts else None if None in verdicts else True


def _same_by_tasks(left: Tree, right: Tree, setting: Setting) -> bool | None:
    """Compare values at points, the tasks on either side worked out by numbers."""
    names = open_names(left) | open_names(right)
    variables = {**setting.variables, **dict.fromkeys(_ends_of_sums(left) | _ends_of_sums(right), "integer")}
    compared = 0
    for point in plenty_of_points(names, variables, to_text(left)) if names else iter([{}]):
        values = _values(left, right, point, DIGITS)
        if values is not None and not close(*values, ACCURACY):
            values = _values(left, right, point, MORE_DIGITS)  # beside e^100 a slope of size 1 is lost in 20 digits
        if values is None:
            continue
        if not close(*values, ACCURACY):
            return False
        compared += 1
        if compared == ENOUGH:
            return True
    return True if compared and not names else None


def _ends_of_sums(tree: Tree) -> frozenset[str]:
    """Return the names in the ends of sums: a sum goes up to a whole number."""
    sums = [node for node in walk(tree) if isinstance(node, Apply) and node.head == "sum"]
    return frozenset().union(*(names_in(*node.args[2:]) for node in sums)) - {"oo"}


def _values(left: Tree, right: Tree, point: Mapping[str, Any], digits: int) -> tuple[Any, Any] | None:
    """Return the values of both sides, None where one has none; the plainer side, the right one, tells that first."""
    after = numeric_value(right, point, digits)
    before = None if after is None else numeric_value(left, point, digits)
    return None if before is None else (before, after)
