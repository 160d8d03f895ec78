"""Factors of polynomials over the rationals: whether one can be factored further, and what two have in common."""

import math
from collections.abc import Iterable
from fractions import Fraction
from itertools import combinations

from calcquiz.algebra.dense import Coefficients, divided, greatest_common, plus, times
from calcquiz.algebra.rational import Polynomial

HIGHEST_DEGREE = 10
"""Polynomials of higher degree are only searched for repeated factors and a factor t."""
LINES = ((1, 0), (3, 1), (5, -2), (2, 7), (7, 3), (11, -5))
"""Slopes and offsets: several names are tied to one, along lines."""
MOST_LINES = 4


def content(polynomial: Polynomial) -> int:
    """Return what all coefficients have in common, once they are whole numbers: 2 for 6x + 4, 1 for x/2 + 1/2."""
    scale = math.lcm(*(value.denominator for value in polynomial.values()))
    return math.gcd(*(int(value * scale) for value in polynomial.values()))


def is_reducible(polynomial: Polynomial) -> bool:
    """Whether the polynomial is a product of two that are not constant, with rational coefficients.

    In several variables it is looked at along lines: a product stays one on every line, and what is none
    stays none on nearly every line (Hilbert's irreducibility theorem).
    """
    return all(_reducible(line) for line in _on_lines(polynomial))


def have_common_factor(left: Polynomial, right: Polynomial) -> bool:
    """Whether two polynomials have a factor in common that is not constant."""
    pairs = zip(_on_lines(left, right), _on_lines(right, left), strict=True)
    return all(len(greatest_common(*pair)) > 1 for pair in pairs)


def _on_lines(polynomial: Polynomial, other: Polynomial | None = None) -> list[Coefficients]:
    """Return the polynomial in one variable along a few lines; the same lines for a pair of polynomials."""
    both = [*polynomial, *(other or ())]
    parts = sorted({base for monomial in both for base, _ in monomial}, key=repr)
    shifts = range(1) if len(parts) < 2 else range(MOST_LINES)
    lines = [{part: LINES[(place + shift) % len(LINES)] for place, part in enumerate(parts)} for shift in shifts]
    return [_along(polynomial, line) for line in lines]


def _along(polynomial: Polynomial, line: dict[tuple[object, ...], tuple[int, int]]) -> Coefficients:
    total: Coefficients = []
    for monomial, coefficient in polynomial.items():
        term = [coefficient]
        for base, exponent in monomial:
            slope, offset = line[base]
            for _ in range(exponent):
                term = times(term, [Fraction(offset), Fraction(slope)])
        total = plus(total, term)
    return total


def _slope(values: Coefficients) -> Coefficients:
    return [k * value for k, value in enumerate(values)][1:]


def _reducible(values: Coefficients) -> bool:
    degree = len(values) - 1
    if degree < 2:
        return False
    if values[0] == 0 or len(greatest_common(values, _slope(values))) > 1:
        return True
    return degree <= HIGHEST_DEGREE and _has_factor(values)


def _has_factor(values: Coefficients) -> bool:
    """Whether the product over some of the roots has rational coefficients: proposed by floats, confirmed exactly."""
    import numpy as np

    scale = math.lcm(*(value.denominator for value in values))
    whole = [int(value * scale) for value in values]
    roots = np.roots([float(value) for value in reversed(whole)])
    for size in range(1, (len(values) - 1) // 2 + 1):
        for some in combinations(roots, size):
            proposed = whole[-1] * np.poly(some)
            if _nearly_whole(proposed) and not divided(values, [Fraction(round(c.real)) for c in proposed[::-1]])[1]:
                return True
    return False


def _nearly_whole(values: Iterable[complex]) -> bool:
    return all(abs(value - round(value.real)) < 1e-3 for value in values)
