"""The task `least(n, condition, from)`: the smallest whole number, from a start, for which a condition holds."""

import operator
from collections.abc import Callable, Mapping
from typing import Any

from calcquiz.algebra.exact import exact_value
from calcquiz.algebra.tree import Apply, Number, Tree, number, substitute
from calcquiz.records.errors import CalcquizError, FormulaError
from calcquiz.records.evidence import Evidence
from calcquiz.records.variant import Kind
from calcquiz.tasks.numeric import numeric_value
from calcquiz.tasks.task import Args, Setting, Task, name_of, whole_number

METHOD = "the condition at the key and before it"
ONE_BY_ONE = 400
"""Numbers that are tried in turn; beyond them the condition is taken to hold once and for all."""
FURTHEST = 10**12
LOWEST_START, HIGHEST_START = -1000, 10**6
DIGITS = 50
SAMPLES = 300
EQUAL = 1e-40
"""Relative difference of sides that are equal, at `DIGITS` digits."""
RELATIONS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
}
JOINED: dict[str, Callable[[list[bool | None]], bool]] = {"and": all, "or": any, "not": lambda parts: not parts[0]}
"""Word -> what it makes of the truth of its parts."""


def key(args: Args, _: Setting) -> Tree:
    """Return the first number that fulfils the condition: in turn at first, then by doubling and halving."""
    start = first_of(args)
    for n in range(start, start + ONE_BY_ONE):
        if _holds(args, n):
            return number(n)
    low, step = start + ONE_BY_ONE - 1, ONE_BY_ONE
    while not _holds(args, low + step):
        low, step = low + step, 2 * step
        if step > FURTHEST:
            raise CalcquizError("no number fulfils this condition", "Write a condition that holds for large numbers.")
    high = low + step
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _holds(args, middle) else (middle, high)
    return number(high)


def first_of(args: Args) -> int:
    """Return where the search begins."""
    return whole_number(args[2], "start", low=LOWEST_START, high=HIGHEST_START)


def _holds(args: Args, n: int) -> bool:
    placed = substitute(args[1], {name_of(args[0]): number(n)})
    truth = exact_value(placed, {})
    if truth is None:
        return stands(placed, {}) is True
    if not isinstance(truth, bool):
        raise FormulaError("the condition of `least` is none", advice=f"Write {TASK.signature}.")
    return truth


def oracle(args: Args, found: Tree, _: Setting) -> Evidence:
    """Look at the condition by numbers: true at the key, false at numbers before it."""
    if not isinstance(found, Number) or found.value.denominator != 1:
        return Evidence(agrees=False, method=METHOD)
    n, start = int(found.value), first_of(args)
    if n < start or not _true(args, n):
        return Evidence(agrees=False, points=1, method=METHOD)
    stride = max(1, (n - start) // SAMPLES)
    before = sorted({*range(start, n, stride), *range(max(start, n - 20), n)})
    return Evidence(agrees=not any(_true(args, k) for k in before), points=len(before) + 1, method=METHOD)


def _true(args: Args, n: int) -> bool:
    """Return whether both sides, worked out by numbers, stand as the condition says."""
    from mpmath import mpf

    return stands(args[1], {name_of(args[0]): mpf(n)}) is True


def stands(condition: Tree, values: Mapping[str, Any]) -> bool | None:
    """Return whether a condition holds by numbers, None where a side has no value.

    Sides that differ in their last digits only are equal: (1/3)^5 < 1/243 does not hold, (1/3)^5 <= 1/243 does.

    Raises:
        FormulaError: it is no condition.
    """
    if not isinstance(condition, Apply) or condition.head not in {*RELATIONS, *JOINED}:
        raise FormulaError("the condition of `least` is none", advice=f"Write {TASK.signature}.")
    if condition.head in JOINED:
        parts = [stands(part, values) for part in condition.args]
        return None if None in parts else JOINED[condition.head](parts)
    left, right = (numeric_value(side, values, DIGITS) for side in condition.args)
    if left is None or right is None:
        return None
    gap = left - right
    return RELATIONS[condition.head](0 if abs(gap) <= EQUAL * max(abs(left), abs(right)) else gap, 0)


TASK = Task(
    name="least",
    signature="least(n, 1/2^n < 1/1000, 1)",
    arity=(3, 3),
    names=(0,),
    kind=lambda _: Kind.NUMBER,
    key=key,
    oracle=oracle,
    variable=lambda args: name_of(args[0]),
)
