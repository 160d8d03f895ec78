"""Values that must be there: a number at a point, or a small whole number; Undefined where there is none."""

from collections.abc import Mapping
from typing import Any

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tree import Tree
from calcquiz.tasks.numeric import numeric_value
from calcquiz.tasks.numeric_quadrature import Undefined

Values = Mapping[str, Any]


def number(tree: Tree, values: Values, digits: int) -> Any:
    """Return a value; raises Undefined where there is none."""
    value = numeric_value(tree, values, digits)
    if value is None or isinstance(value, bool):
        raise Undefined
    return value


def whole(tree: Tree, most: int) -> int:
    """Return a whole number from 0 to the most; raises Undefined for any other."""
    value = exact_number(tree)
    if value is None or value.denominator != 1 or not 0 <= value <= most:
        raise Undefined
    return int(value)
