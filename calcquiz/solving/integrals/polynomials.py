"""Polynomials for partial fractions: division with remainder, factors over the rationals, the coefficients."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from calcquiz.algebra.dense import divided, greatest_common, times
from calcquiz.algebra.polynomials import Sparse, quotient_in
from calcquiz.algebra.real_roots import real_roots
from calcquiz.algebra.tree import Tree

HIGHEST_DEGREE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """A power of an irreducible polynomial."""

    base: tuple[Fraction, ...]
    """Coefficients, the constant first."""
    times: int

    @property
    def degree(self) -> int:
        """Return the degree of the base."""
        return len(self.base) - 1


def ratio_of(tree: Tree, name: str) -> tuple[list[Fraction], list[Fraction]] | None:
    """Return numerator and denominator of a rational function, constant first, nothing in common."""
    found = quotient_in(tree, name, {})
    if found is None or not found.exact or max((*found.top, *found.bottom), default=0) > HIGHEST_DEGREE:
        return None
    top, bottom = dense(found.top), dense(found.bottom)
    common = greatest_common(top, bottom)
    if len(common) > 1:
        top, bottom = divided(top, common)[0], divided(bottom, common)[0]
    return top, bottom


def dense(polynomial: Sparse) -> list[Fraction]:
    """Return the coefficients, constant first."""
    return [polynomial.get(power, Fraction(0)) for power in range(max(polynomial, default=-1) + 1)]


def sparse(values: Sequence[Fraction]) -> Sparse:
    """Return the polynomial as powers."""
    return {power: value for power, value in enumerate(values) if value}


def factors_of(polynomial: Sequence[Fraction]) -> tuple[Fraction, list[Factor]] | None:
    """Return the leading coefficient and the irreducible factors; None where one has a degree above 2."""
    leading = polynomial[-1]
    rest = [value / leading for value in polynomial]
    found: dict[tuple[Fraction, ...], int] = {}
    for base in (*_linear(rest), *_quadratic(rest)):
        while len(rest) > len(base) - 1 and not divided(rest, base)[1]:
            rest = divided(rest, base)[0]
            found[tuple(base)] = found.get(tuple(base), 0) + 1
            if len(rest) == 1:
                break
    if len(rest) == 3:
        found[tuple(rest)] = found.get(tuple(rest), 0) + 1
    elif len(rest) != 1:
        return None
    return leading, [Factor(base=base, times=count) for base, count in found.items()]


def with_whole_factors(leading: Fraction, factors: Sequence[Factor]) -> tuple[Fraction, list[Factor]]:
    """Return the same product with whole coefficients in the factors: 2 x + 1 for x + 1/2."""
    whole = []
    for factor in factors:
        scale = math.lcm(*(value.denominator for value in factor.base))
        leading /= scale**factor.times
        whole.append(Factor(base=tuple(value * scale for value in factor.base), times=factor.times))
    return leading, whole


def _linear(polynomial: Sequence[Fraction]) -> list[list[Fraction]]:
    roots = real_roots(sparse(polynomial)) or []
    return [[-root, Fraction(1)] for root in sorted(roots, key=abs) if _short(root)]


def _short(root: Fraction) -> bool:
    return root.denominator < 10**6


def _quadratic(polynomial: Sequence[Fraction]) -> list[list[Fraction]]:
    """Return quadratic factors: proposed by complex roots, confirmed exactly."""
    if len(polynomial) < 4:
        return []
    import numpy as np

    scale = math.lcm(*(value.denominator for value in polynomial))
    roots = np.roots([float(value * scale) for value in reversed(polynomial)])
    found = []
    for place, first in enumerate(roots):
        for second in roots[place + 1 :]:
            b, c = -(first + second), first * second
            if abs(b.imag) + abs(c.imag) > 1e-4:
                continue
            base = [Fraction(c.real).limit_denominator(60), Fraction(b.real).limit_denominator(60), Fraction(1)]
            if not divided(polynomial, base)[1] and base not in found and not real_rational(base):
                found.append(base)
    return found


def real_rational(base: Sequence[Fraction]) -> bool:
    """Return whether a quadratic has a rational root."""
    return any(_short(root) for root in real_roots(sparse(base)) or [])


def partial_fractions(
    top: Sequence[Fraction], leading: Fraction, factors: Sequence[Factor]
) -> list[tuple[Factor, int, list[Fraction]]] | None:
    """Return numerators over powers of the factors: (factor, power, coefficients, constant first)."""
    whole: list[Fraction] = [Fraction(1)]
    for factor in factors:
        for _ in range(factor.times):
            whole = times(whole, factor.base)
    columns: list[tuple[Factor, int, int, list[Fraction]]] = []
    for factor in factors:
        rest = whole
        for k in range(1, factor.times + 1):
            rest = divided(rest, factor.base)[0]
            columns += [(factor, k, d, times(rest, [Fraction(0)] * d + [Fraction(1)])) for d in range(factor.degree)]
    size = len(whole) - 1
    wanted = [top[k] / leading if k < len(top) else Fraction(0) for k in range(size)]
    solution = _solved([[c[3][k] if k < len(c[3]) else Fraction(0) for c in columns] for k in range(size)], wanted)
    if solution is None:
        return None
    found: dict[tuple[Factor, int], list[Fraction]] = {}
    for (factor, k, _, _), value in zip(columns, solution, strict=True):
        found.setdefault((factor, k), []).append(value)
    return [(factor, k, values) for (factor, k), values in found.items()]


def _solved(rows: list[list[Fraction]], right: list[Fraction]) -> list[Fraction] | None:
    """Solve a square system (Gauss)."""
    system = [[*row, value] for row, value in zip(rows, right, strict=True)]
    size = len(system)
    for column in range(size):
        pivot = next((row for row in range(column, size) if system[row][column]), None)
        if pivot is None:
            return None
        system[column], system[pivot] = system[pivot], system[column]
        system[column] = [value / system[column][column] for value in system[column]]
        for row in range(size):
            if row != column and system[row][column]:
                factor = system[row][column]
                system[row] = [a - factor * b for a, b in zip(system[row], system[column], strict=True)]
    return [row[-1] for row in system]
