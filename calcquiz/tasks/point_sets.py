"""Sets of points on a line as answers: their values, their range, and comparison with what a scan finds."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from calcquiz.algebra.tree import Apply, Name, Tree
from calcquiz.records.errors import FormulaError
from calcquiz.records.evidence import Evidence
from calcquiz.tasks.numeric import end_value, numeric_value
from calcquiz.tasks.regions import Range
from calcquiz.tasks.task import Args, names_in

DIGITS = 60
SAME = 1e-11


def require_numbers(args: Args, names: Collection[str]) -> None:
    """Raise FormulaError when other names than the variables are left in a task that needs numbers."""
    left = names_in(*args) - set(names)
    if left:
        raise FormulaError(f"`{min(left)}` has no value here", advice="Draw it as a parameter.")


def elements(found: Tree) -> tuple[Tree, ...] | None:
    """Return the elements of a set, a single value as a set of its own; None when it is neither."""
    if found == Name("emptyset"):
        return ()
    if isinstance(found, Apply) and found.head == "set":
        return found.args
    if isinstance(found, Apply) and found.head in {"vector", "list", "=", "union"}:
        return None
    return (found,)


def values_of(found: Tree, point: Mapping[str, Any]) -> list[Any] | None:
    """Return the values of the elements, None when there is no such set or one of them has no value."""
    trees = elements(found)
    values = None if trees is None else [numeric_value(tree, point, DIGITS) for tree in trees]
    return None if values is None or None in values else values


def ends_of(span: Range, point: Mapping[str, Any]) -> tuple[Any, Any]:
    """Return the ends of a range as numbers, infinite ones as such."""
    return end_value(span.low, point, DIGITS), end_value(span.high, point, DIGITS)


def inside(span: Range, ends: tuple[Any, Any], value: Any) -> bool:
    """Return whether a value lies in the range, an end only where it belongs."""
    low, high = ends
    if near(value, low):
        return span.low_closed
    if near(value, high):
        return span.high_closed
    return bool(low < value < high)


def near(left: Any, right: Any) -> bool:
    """Return whether two places are the same."""
    return bool(abs(left - right) <= SAME * max(1, abs(left)))


def judged(
    values: Collection[Any], is_one: Callable[[Any], bool | None], scanned: Collection[Any], method: str
) -> Evidence:
    """Return whether every value is one of the points asked for, none stands twice, and all that a scan saw are there.

    Args:
        values: The key's elements.
        is_one: Whether a place is a point of the kind that is asked for, None where that is not clear.
        scanned: Points that a scan found.
        method: How they were looked at.
    """
    verdicts = [is_one(value) for value in values]
    listed = list(values)
    twice = any(near(value, other) for k, value in enumerate(listed) for other in listed[:k])
    missing = any(not any(near(value, other) for value in values) for other in scanned)
    agrees = False if False in verdicts or twice or missing else None if None in verdicts else True
    return Evidence(agrees=agrees, points=len(verdicts) + len(scanned), method=method)
