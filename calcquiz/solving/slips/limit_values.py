"""Right values of limits without the worker: by derivatives at the place."""

from calcquiz.algebra.differentiate import differentiate
from calcquiz.algebra.tidy import quotient
from calcquiz.algebra.tree import ZERO, Apply, Tree, free_names, walk
from calcquiz.records.errors import CalcquizError
from calcquiz.solving.limits.approach import Approach
from calcquiz.solving.limits.end import LARGEST
from calcquiz.tasks.textbook import textbook

DEEPEST = 4
"""Rounds of differentiation after which the right value of 0/0 is given up."""


def slope_at(tree: Tree, way: Approach) -> Tree | None:
    """Return the derivative, None where there is none."""
    try:
        return textbook(differentiate(tree, way.variable))
    except CalcquizError:
        return None


def value_at(tree: Tree | None, way: Approach) -> Tree | None:
    """Return the value at the place, None where there is none."""
    from calcquiz.algebra.precise import mp_value

    if tree is None or any(isinstance(node, Apply) and node.head == "derivative" for node in walk(tree)):
        return None
    placed = way.put_in(tree)
    number = mp_value(placed, {}) if not free_names(placed) else 0
    if number is None or abs(number) > LARGEST:
        return None
    return textbook(placed)


def limit_by_slopes(top: Tree, bottom: Tree, way: Approach) -> Tree | None:
    """Return u^(k)(a)/v^(k)(a) with the first k for which v^(k)(a) is not 0."""
    for _ in range(DEEPEST + 1):
        try:
            above, below = (value_at(part, way) for part in (top, bottom))
            if above is None or below is None:
                return None
            if below != ZERO:
                return textbook(quotient(above, below))
            if above != ZERO:
                return None
            top, bottom = (textbook(differentiate(part, way.variable)) for part in (top, bottom))
        except (CalcquizError, ZeroDivisionError):
            return None
    return None
