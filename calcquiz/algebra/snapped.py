"""Values at a point known to many digits only: what differs from a whole or from zero by rounding alone is that."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from mpmath import mp

from calcquiz.algebra.exact import exact_value
from calcquiz.algebra.precise import applied, mp_value
from calcquiz.algebra.precise_functions import OutgrownError
from calcquiz.algebra.tree import Apply, Name, Number, Tree

DIGITS = 65
"""Digits to work with; an inexact coordinate is right to a few digits less."""
CLOSE = Fraction(1, 10**40)
"""A relative difference below this is rounding."""

SHORT = 5000
SHORT_CLOSE = Fraction(1, 10**45)


@dataclass(frozen=True, slots=True)
class Coordinate:
    """A number: exactly this rational, or an irrational one within a relative 10^-60 of it."""

    value: Fraction
    exact: bool = True


def as_fraction(value: Any) -> Fraction:
    """Return an mpf exactly as a fraction."""
    sign, mantissa, exponent, _ = value._mpf_
    size: Fraction = Fraction(int(mantissa)) * Fraction(2) ** exponent
    return -size if sign else size


def nearby(value: Fraction) -> Coordinate:
    """Return the coordinate that a rounded value stands for: a short fraction when only rounding keeps it away."""
    short = value.limit_denominator(SHORT)
    if abs(short - value) <= SHORT_CLOSE * (1 + abs(value)):
        return Coordinate(short)
    return Coordinate(value, exact=False)


def truth_at(relation: Tree, point: Mapping[str, Coordinate]) -> bool | None:
    """Return whether a relation holds at a point; None where one of its sides is not real.

    Raises:
        OutgrownError: a side is real, but too large or small to work with.
    """
    assert isinstance(relation, Apply)
    if all(coordinate.exact for coordinate in point.values()):
        exact = exact_value(relation, {name: coordinate.value for name, coordinate in point.items()})
        if isinstance(exact, bool):
            return exact
    with mp.workdps(DIGITS):
        values = {name: mp.mpf(c.value.numerator) / c.value.denominator for name, c in point.items()}
        left, right = (_value(side, values) for side in relation.args)
        if left is None or right is None or isinstance(left, bool) or isinstance(right, bool):
            return None
        return bool(applied(relation, (left, left) if _is_close(left, right) else (left, right)))


def value_at(tree: Tree, point: Mapping[str, Coordinate]) -> Coordinate | None:
    """Return the value at a point, or None where it is not real."""
    if all(coordinate.exact for coordinate in point.values()):
        exact = exact_value(tree, {name: coordinate.value for name, coordinate in point.items()})
        if isinstance(exact, Fraction):
            return Coordinate(exact)
    with mp.workdps(DIGITS):
        try:
            value = _value(tree, {name: mp.mpf(c.value.numerator) / c.value.denominator for name, c in point.items()})
        except OutgrownError:
            return None
        if value is None or isinstance(value, bool) or (value and abs(mp.mag(value)) > 5000):
            return None
        return Coordinate(as_fraction(value), exact=value == 0)


def _value(tree: Tree, point: Mapping[str, Any]) -> Any:
    if not isinstance(tree, Apply):
        return _leaf(tree, point)
    if tree.head == "pick":
        return _pick(tree, point)
    values = []
    for arg in tree.args:
        value = _value(arg, point)
        if value is None:
            return None
        values.append(value)
    if tree.head in _ROUNDED_ARGUMENTS:
        values = [_ROUNDED_ARGUMENTS[tree.head](value) for value in values]
    result = applied(tree, values)
    if result is None or isinstance(result, bool):
        return result
    if tree.head == "add":
        return mp.zero if abs(result) <= _close() * max(abs(value) for value in values) else result
    return _periodic(result, values[0]) if tree.head in _PERIODIC else result


def _leaf(tree: Number | Name, point: Mapping[str, Any]) -> Any:
    if isinstance(tree, Number):
        return mp.mpf(tree.value.numerator) / tree.value.denominator
    return point[tree.name] if tree.name in point else mp_value(tree, {}, DIGITS)


def _pick(tree: Apply, point: Mapping[str, Any]) -> Any:
    *cases, otherwise = tree.args
    for condition, value in zip(cases[::2], cases[1::2], strict=True):
        truth = _condition(condition, point)
        if truth is None:
            return None
        if truth:
            return _value(value, point)
    return _value(otherwise, point)


def _condition(tree: Tree, point: Mapping[str, Any]) -> Any:
    assert isinstance(tree, Apply)
    if tree.head in {"and", "or", "not"}:
        truths = [_condition(arg, point) for arg in tree.args]
        return None if None in truths else applied(tree, truths)
    left, right = (_value(side, point) for side in tree.args)
    if left is None or right is None:
        return None
    return applied(tree, (left, left) if _is_close(left, right) else (left, right))


def _close() -> Any:
    return mp.mpf(CLOSE.numerator) / CLOSE.denominator


def _is_close(left: Any, right: Any) -> bool:
    return bool(abs(left - right) <= _close() * max(abs(left), abs(right)))


def _periodic(result: Any, argument: Any) -> Any:
    """Return a sine or its like, with what is zero or a pole but for rounding made so."""
    tolerance = _close() * max(1, abs(argument))
    if abs(argument) > 1e-3 and abs(result) <= tolerance:
        return mp.zero
    return result if abs(result) * tolerance < 1 else None


def _to_whole(value: Any) -> Any:
    nearest = mp.nint(value)
    return nearest if abs(value - nearest) <= _close() * max(1, abs(value)) else value


def _to_one(value: Any) -> Any:
    return mp.sign(value) if abs(abs(value) - 1) <= _close() else value


_PERIODIC = frozenset({"sin", "cos", "tan", "sec", "csc", "cot"})
_ROUNDED_ARGUMENTS = {
    **dict.fromkeys(("floor", "ceiling", "gcd", "factorial", "binomial"), _to_whole),
    **dict.fromkeys(("asin", "acos", "atanh", "acosh", "asec", "acsc", "asech", "acoth", "log", "log10"), _to_one),
}
"""Where a function jumps or ends: its argument is put there exactly when rounding alone kept it away."""
