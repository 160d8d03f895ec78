"""Zeros of a formula in one variable found by its signs on a grid, then followed to 60 digits."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np
from mpmath import mp

from calcquiz.algebra.differentiate import differentiate
from calcquiz.algebra.evaluate import Column, numpy_values
from calcquiz.algebra.precise import mp_value
from calcquiz.algebra.snapped import DIGITS, Coordinate, as_fraction, nearby, value_at
from calcquiz.algebra.tree import Apply, Tree
from calcquiz.records.errors import FormulaError

MOST_ZEROS = 16
DENSE = 32
"""So far from 0 the grid is dense."""
NOISE = 4e-15
"""Relative to the largest term of a sum."""
SHALLOW = 0.25
"""A dip of |f| is looked into when its parabola goes below this share of the lowest value on the grid."""
ROUNDS = 10


@cache
def _grid() -> Column:
    """Return about 1,500 places: dense near zero, then by powers of two up to 10^12."""
    dense = np.arange(-DENSE * 16, DENSE * 16 + 1) / 16
    far = 2.0 ** (np.arange(20, 160) / 4)
    small = 2.0 ** (np.arange(-100, -16) / 4)
    return np.unique(np.concatenate([dense, far, -far, small, -small]))


def scanned_zeros(
    tree: Tree, name: str, values: Mapping[str, Fraction], edges: Sequence[float], known: Sequence[Coordinate] = ()
) -> list[Coordinate]:
    """Return the zeros of a formula that its signs or its dips betray, those nearest to 0.

    Args:
        tree: A formula in `name`.
        name: The variable.
        values: What the other names stand for.
        edges: Where a part of it ends, jumps or turns: looked at from close by.
        known: Zeros of other formulas on the line: one that is a zero here too need not be followed again.
    """
    line = _Line(tree, name, values, known)
    beside = [edge + side * (1 + abs(edge)) for edge in edges for side in (-1e-3, -1e-7, 0, 1e-7, 1e-3)]
    grid = np.unique(np.concatenate([_grid(), np.array(beside)])) if beside else _grid()
    f = line.without_noise(grid)
    sign = np.sign(f)
    found = [Coordinate(Fraction(float(grid[place]))) for place in _ends_of_runs(sign)]
    crossing = np.nonzero(sign[:-1] * sign[1:] < 0)[0]
    brackets = [(grid[place], grid[place + 1]) for place in _nearest(grid, crossing)]
    through = 1 + np.nonzero((sign[1:-1] == 0) & (sign[:-2] * sign[2:] < 0))[0]
    brackets += [(grid[place - 1], grid[place + 1]) for place in _nearest(grid, through)]
    found += line.followed(tree, brackets)
    found += line.touching(grid, f)
    return found


def _ends_of_runs(sign: Any) -> list[int]:
    """Return single zeros, and the ends of each run of zeros beyond which the formula has a value other than 0."""
    zero = np.concatenate([[False], sign == 0, [False]])
    outside = np.concatenate([[True], np.isnan(sign), [True]])
    beside = zero[:-2] & (zero[2:] | outside[2:]) | zero[2:] & outside[:-2]
    return [int(place) for place in np.nonzero(zero[1:-1] & ~beside)[0]][:MOST_ZEROS]


def _nearest(grid: Column, places: Any) -> list[int]:
    """Return the places nearest to 0; far ones, where the grid is coarse, only when few are near."""
    ordered = sorted((int(place) for place in places), key=lambda place: abs(grid[place]))[:MOST_ZEROS]
    near = [place for place in ordered if abs(grid[place]) <= DENSE]
    return near if len(near) > MOST_ZEROS // 3 else ordered


class _Line:
    """A formula along a line."""

    def __init__(self, tree: Tree, name: str, values: Mapping[str, Fraction], known: Sequence[Coordinate]) -> None:
        self.tree, self.name, self.values, self.known = tree, name, values, known

    def floats(self, places: Column, tree: Tree | None = None) -> Column:
        columns = {other: np.full(len(places), float(value)) for other, value in self.values.items()}
        return numpy_values(tree or self.tree, {**columns, self.name: places})

    def without_noise(self, places: Column) -> Column:
        """Return the values, 0 where the terms of a sum cancel but for rounding."""
        if not (isinstance(self.tree, Apply) and self.tree.head == "add"):
            return self.floats(places)
        terms = [self.floats(places, term) for term in self.tree.args]
        total = np.sum(terms, axis=0)
        return np.where(np.abs(total) <= NOISE * np.max(np.abs(terms), axis=0), 0.0, total)

    def followed(self, tree: Tree, brackets: Sequence[tuple[float, float]]) -> list[Coordinate]:
        """Return the zeros of a formula in brackets where it changes its sign; poles and jumps fall away."""
        if not brackets:
            return []
        low, high = (np.array(ends, dtype=float) for ends in zip(*brackets, strict=True))
        at_low, at_high = self.floats(low, tree), self.floats(high, tree)
        for turn in range(ROUNDS):
            # Halving in turn with the secant: never outside the bracket, and quick once the curve looks straight.
            with np.errstate(all="ignore"):
                secant = low - at_low * (high - low) / (at_high - at_low)
            usable = (secant > low) & (secant < high) & (turn % 2 == 1)
            middle = np.where(usable, secant, (low + high) / 2)
            value = self.floats(middle, tree)
            same = np.sign(value) == np.sign(at_low)
            low, at_low = np.where(same, middle, low), np.where(same, value, at_low)
            high, at_high = np.where(same, high, middle), np.where(same, at_high, value)
        points = (self.zero_between(tree, float(a), float(b)) for a, b in zip(low, high, strict=True))
        return [point for point in points if point is not None]

    def zero_between(self, tree: Tree, low: float, high: float) -> Coordinate | None:
        for point in self.known:
            if low <= point.value <= high:
                others = {other: Coordinate(value) for other, value in self.values.items()}
                value = value_at(tree, {**others, self.name: point})
                if value is not None and value.value == 0:
                    return point
        return self.polished(tree, low, high)

    def polished(self, tree: Tree, low: float, high: float) -> Coordinate | None:
        """Return the zero by the secant method, or None when it does not settle in or beside the bracket."""
        with mp.workdps(DIGITS + 10):
            a, b = mp.mpf(low), mp.mpf(high)
            wide = abs(b - a) * 4 + abs(b) * mp.mpf(10) ** -12
            start = b
            fa, fb = self.precise(tree, a), self.precise(tree, b)
            for _ in range(16):
                if fa is None or fb is None:
                    return None
                if fb in {0, fa}:
                    return nearby(as_fraction(b))
                a, b, fa = b, b - fb * (b - a) / (fb - fa), fb
                if abs(b - start) > wide:
                    return None
                if abs(b - a) <= abs(b) * mp.mpf(10) ** -(DIGITS // 2 + 5):
                    return nearby(as_fraction(b))
                fb = self.precise(tree, b)
            return None

    def precise(self, tree: Tree, place: Any) -> Any:
        return mp_value(tree, {**self.values, self.name: place}, DIGITS + 10)

    def touching(self, grid: Column, f: Column) -> list[Coordinate]:
        """Return where the formula comes down to zero without crossing it: zeros of its slope in a dip."""
        size, sign = np.abs(f), np.sign(f)
        left, here, right = size[:-2], size[1:-1], size[2:]
        same_sign = (sign[:-2] * sign[1:-1] > 0) & (sign[1:-1] * sign[2:] > 0)
        dips = same_sign & (here <= left) & (here <= right) & _goes_to_zero(grid, size)
        low = [int(place) for place in np.nonzero(dips)[0]]
        if not low:
            return []
        try:
            slope = differentiate(self.tree, self.name)
        except FormulaError:
            return []
        chosen = sorted(low, key=lambda place: abs(grid[place]))[: MOST_ZEROS // 2]
        found = self.followed(slope, [(grid[place], grid[place + 2]) for place in chosen])
        depth = self.floats(np.array([float(point.value) for point in found]))
        return [point for point, value in zip(found, depth, strict=True) if not abs(value) > 1e-6]


def _goes_to_zero(x: Column, y: Column) -> Any:
    """Return where the parabola through three neighbouring points opens upwards and goes down to about zero."""
    with np.errstate(all="ignore"):
        rise, fall = (y[2:] - y[1:-1]) / (x[2:] - x[1:-1]), (y[1:-1] - y[:-2]) / (x[1:-1] - x[:-2])
        bend = (rise - fall) / (x[2:] - x[:-2])
        slope = fall + bend * (x[1:-1] - x[:-2])
        lowest = y[1:-1] - slope * slope / (4 * bend)
        return (bend > 1e-12 * y[1:-1]) & (lowest <= SHALLOW * y[1:-1])
