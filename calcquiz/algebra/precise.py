"""Evaluation with mpmath: one point at any precision, None wherever any part of the formula is not real."""

from collections.abc import Mapping, Sequence
from typing import Any

import mpmath
from mpmath import mp

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.precise_functions import (
    RULES,
    OutgrownError,
    UndefinedError,
    checked,
    number,
    rational_power,
    real_power,
)
from calcquiz.algebra.tree import ZERO, Apply, Name, Number, Tree, free_names, rebuild

ZERO_DIGITS, NOTHING = 60, 1e-50
"""A constant that small, worked out to so many digits, is 0."""


def mp_value(tree: Tree, values: Mapping[str, Any], digits: int = 40) -> Any:
    """Return the value at a point as an mpf of about `digits` digits, or None where it is not real.

    Args:
        tree: A formula; conditions give True and False.
        values: Fractions, ints or mpfs by name.
        digits: Decimal digits to work with.
    """
    try:
        return workable_value(tree, values, digits)
    except OutgrownError:
        return None


def workable_value(tree: Tree, values: Mapping[str, Any], digits: int = 40) -> Any:
    """Return what `mp_value` returns, where the value and its parts are of a size that can be worked with.

    Raises:
        OutgrownError: some part is real, but too large or small.
    """
    with mp.workdps(digits):
        point = {name: number(value) for name, value in values.items()}
        try:
            return _value(tree, point)
        except OutgrownError:
            raise
        except (UndefinedError, ZeroDivisionError, ValueError, OverflowError, mpmath.libmp.NoConvergence):
            return None


def zeros_written(tree: Tree) -> Tree:
    """Return a formula with 0 for its constants that are 0 but for their last digits, as sin(pi) is."""

    def plain(node: Tree) -> Tree:
        if not isinstance(node, Apply) or free_names(node):
            return node
        value = mp_value(node, {}, ZERO_DIGITS)
        return ZERO if value is not None and not isinstance(value, bool) and abs(value) < NOTHING else node

    return rebuild(tree, plain)


def applied(tree: Apply, values: Sequence[Any]) -> Any:
    """Return the tree's head applied to values of its arguments, at the precision in force; None where not real.

    Raises:
        OutgrownError: the value is real, but too large or small to work with.
    """
    try:
        if tree.head == "pow":
            exponent = exact_number(tree.args[1])
            power = real_power(*values) if exponent is None else rational_power(values[0], exponent)
            return checked(power)
        rule = RULES.get(tree.head)
        return None if rule is None else checked(rule(*values))
    except OutgrownError:
        raise
    except (UndefinedError, ZeroDivisionError, ValueError, OverflowError, mpmath.libmp.NoConvergence):
        return None


def _value(tree: Tree, point: Mapping[str, Any]) -> Any:
    if isinstance(tree, Number):
        return number(tree.value)
    if isinstance(tree, Name):
        return _named(tree.name, point)
    if tree.head == "pow":
        return checked(_power(tree, point))
    if tree.head == "pick":
        return _pick(tree, point)
    rule = RULES.get(tree.head)
    if rule is None:
        raise UndefinedError
    return checked(rule(*[_value(arg, point) for arg in tree.args]))


def _named(name: str, point: Mapping[str, Any]) -> Any:
    if name in point:
        return point[name]
    if name == "pi":
        return +mp.pi
    if name == "e":
        return +mp.e
    raise UndefinedError


def _power(tree: Apply, point: Mapping[str, Any]) -> Any:
    base = _value(tree.args[0], point)
    exponent = exact_number(tree.args[1])
    if exponent is None:
        return real_power(base, _value(tree.args[1], point))
    return rational_power(base, exponent)


def _pick(tree: Apply, point: Mapping[str, Any]) -> Any:
    *cases, otherwise = tree.args
    for condition, value in zip(cases[::2], cases[1::2], strict=True):
        if _value(condition, point):
            return _value(value, point)
    return _value(otherwise, point)
