"""Quotients of polynomials in one variable read off a tree: numerator and denominator by powers."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from calcquiz.algebra.exact import digits, exact_number, power_is_longer
from calcquiz.algebra.tree import Apply, Name, Tree, walk

Sparse: TypeAlias = dict[int, Fraction]
"""Exponent -> coefficient; no coefficient is zero."""
Ratio: TypeAlias = tuple[Sparse, Sparse]

HIGHEST_POWER = 12_000
"""Of one term; a sum is raised to at most `HIGHEST_DEGREE`."""
HIGHEST_DEGREE = 40
HIGHEST_INEXACT_DEGREE = 12
APPROXIMATE_DIGITS = 90
MOST_DIGITS = 1500
"""Digits of a coefficient."""


class _TooLargeError(Exception):
    """Not a quotient of polynomials of a size worth the work."""


@dataclass(frozen=True, slots=True)
class Quotient:
    """A quotient of polynomials."""

    top: Sparse
    bottom: Sparse
    exact: bool
    """False when some coefficient is irrational and stands here as a rational 80 digits away or more."""


def quotient_in(tree: Tree, name: str, values: Mapping[str, Fraction]) -> Quotient | None:
    """Return numerator and denominator in powers of `name`; None when the tree is no such quotient.

    Nothing is cancelled: the zeros of every denominator in the tree are among those of the denominator.

    Args:
        tree: A formula.
        name: The variable.
        values: What the other names stand for.

    Example:
        >>> from calcquiz.algebra.parse import parse
        >>> quotient_in(parse("(x^2 - a)/x", {"x", "a"}), "x", {"a": Fraction(9)}).top
        {2: Fraction(1, 1), 0: Fraction(-9, 1)}
    """
    reader = _Reader(name, values)
    try:
        top, bottom = reader.ratio(tree)
    except _TooLargeError:
        return None
    degree = max((*top, *bottom), default=0)
    if not reader.exact and degree > HIGHEST_INEXACT_DEGREE:
        return None
    return Quotient(top, bottom, reader.exact)


class _Reader:
    """Reads one tree; subtrees without the variable are numbers."""

    def __init__(self, name: str, values: Mapping[str, Fraction]) -> None:
        self.name, self.values = name, values
        self.exact = True

    def ratio(self, tree: Tree) -> Ratio:
        if isinstance(tree, Name) and tree.name == self.name:
            return {1: Fraction(1)}, {0: Fraction(1)}
        if not isinstance(tree, Apply) or not self.moves(tree):
            return _constant(self.number(tree)), {0: Fraction(1)}
        if tree.head not in _RULES:
            raise _TooLargeError
        if tree.head == "pow":
            exponent = exact_number(tree.args[1], self.values)
            if exponent is None or exponent.denominator != 1:
                raise _TooLargeError
            return _raise(self.ratio(tree.args[0]), exponent.numerator)
        parts = [self.ratio(arg) for arg in tree.args]
        result = parts[0] if tree.head != "neg" else (_times(parts[0][0], _constant(Fraction(-1))), parts[0][1])
        for part in parts[1:]:
            result = _combine(tree.head, result, part)
        return result

    def moves(self, tree: Tree) -> bool:
        return any(isinstance(node, Name) and node.name == self.name for node in walk(tree))

    def number(self, tree: Tree) -> Fraction:
        value = exact_number(tree, self.values)
        if value is None:
            value = self.approximated(tree)
        if digits(value) > MOST_DIGITS:
            raise _TooLargeError
        return value

    def approximated(self, tree: Tree) -> Fraction:
        from calcquiz.algebra.precise import mp_value
        from calcquiz.algebra.snapped import as_fraction

        self.exact = False
        value = mp_value(tree, self.values, APPROXIMATE_DIGITS)
        if value is None or isinstance(value, bool) or (value and abs(value.man_exp[1]) > MOST_DIGITS):
            raise _TooLargeError
        return as_fraction(value)


_RULES = frozenset({"add", "mul", "neg", "div", "pow"})


def _combine(head: str, left: Ratio, right: Ratio) -> Ratio:
    if head == "mul":
        return _times(left[0], right[0]), _times(left[1], right[1])
    if head == "div":
        return _combine("mul", left, _reciprocal(right))
    if left[1] == right[1]:
        return _plus(left[0], right[0]), left[1]
    return _plus(_times(left[0], right[1]), _times(right[0], left[1])), _times(left[1], right[1])


def _reciprocal(ratio: Ratio) -> Ratio:
    """Return 1/ratio; what was a denominator stays one: 1/(1/x) is undefined at 0."""
    top, bottom = ratio
    if not top:
        raise _TooLargeError
    if len(bottom) == 1 and 0 in bottom:
        return bottom, top
    return _times(bottom, bottom), _times(top, bottom)


def _constant(value: Fraction) -> Sparse:
    return {0: value} if value else {}


def _plus(left: Sparse, right: Sparse) -> Sparse:
    result = dict(left)
    for exponent, coefficient in right.items():
        value = result.get(exponent, Fraction(0)) + coefficient
        if value:
            result[exponent] = value
        else:
            result.pop(exponent, None)
    return result


def _times(left: Sparse, right: Sparse) -> Sparse:
    if len(left) * len(right) > 2000:
        raise _TooLargeError
    result: Sparse = {}
    for a, first in left.items():
        for b, second in right.items():
            result[a + b] = result.get(a + b, Fraction(0)) + first * second
    result = {exponent: coefficient for exponent, coefficient in result.items() if coefficient}
    if result and (max(result) > HIGHEST_POWER or any(digits(value) > MOST_DIGITS for value in result.values())):
        raise _TooLargeError
    return result


def _raise(ratio: Ratio, exponent: int) -> Ratio:
    top, bottom = ratio if exponent > 0 else _reciprocal(ratio)
    if exponent == 0:
        raise _TooLargeError
    return _power(top, abs(exponent)), _power(bottom, abs(exponent))


def _power(polynomial: Sparse, exponent: int) -> Sparse:
    if len(polynomial) == 1:
        ((power, coefficient),) = polynomial.items()
        long = abs(coefficient) != 1 and power_is_longer(coefficient, Fraction(exponent), MOST_DIGITS)
        if long or power * exponent > HIGHEST_POWER:
            raise _TooLargeError
        return {power * exponent: coefficient**exponent}
    if polynomial and exponent * max(polynomial) > HIGHEST_DEGREE:
        raise _TooLargeError
    result: Sparse = {0: Fraction(1)}
    for _ in range(exponent if polynomial else 0):
        result = _times(result, polynomial)
    return result if polynomial else {}
