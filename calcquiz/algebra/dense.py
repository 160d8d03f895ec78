"""Polynomials in one variable as lists of rational coefficients, constant first, no zero at the end."""

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias

Coefficients: TypeAlias = list[Fraction]


def trimmed(values: Sequence[Fraction]) -> Coefficients:
    """Return the coefficients without zeros at the end; the zero polynomial is an empty list."""
    kept = list(values)
    while kept and kept[-1] == 0:
        kept.pop()
    return kept


def plus(left: Sequence[Fraction], right: Sequence[Fraction]) -> Coefficients:
    """Return the sum."""
    longer, shorter = (left, right) if len(left) >= len(right) else (right, left)
    return trimmed([value + (shorter[k] if k < len(shorter) else 0) for k, value in enumerate(longer)])


def times(left: Sequence[Fraction], right: Sequence[Fraction]) -> Coefficients:
    """Return the product of two polynomials, neither of them zero."""
    result = [Fraction(0)] * (len(left) + len(right) - 1)
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            result[i + j] += a * b
    return result


def divided(left: Sequence[Fraction], right: Sequence[Fraction]) -> tuple[Coefficients, Coefficients]:
    """Return quotient and remainder; the divisor is not zero.

    >>> divided([Fraction(-1), Fraction(0), Fraction(1)], [Fraction(1), Fraction(1)])
    ([Fraction(-1, 1), Fraction(1, 1)], [])
    """
    rest, quotient = list(left), [Fraction(0)] * max(0, len(left) - len(right) + 1)
    for place in range(len(quotient) - 1, -1, -1):
        factor = rest[place + len(right) - 1] / right[-1]
        quotient[place] = factor
        for k, value in enumerate(right):
            rest[place + k] -= factor * value
    return quotient, trimmed(rest)


def greatest_common(left: Sequence[Fraction], right: Sequence[Fraction]) -> Coefficients:
    """Return the greatest common divisor with leading coefficient 1 (Euclid); an empty list for two zeros."""
    first, second = list(left), list(right)
    while second:
        first, second = second, divided(first, second)[1]
        second = [value / second[-1] for value in second]
    return [value / first[-1] for value in first] if first else []
