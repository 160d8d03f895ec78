"""What is drawn beside a graph: tangent, secant, Taylor polynomials, slices, terms and partial sums.

This module imports numpy: import it where a picture is made, not at start.
"""

import math
from collections.abc import Iterator, Sequence

import numpy as np

from calcquiz.algebra.differentiate import differentiate
from calcquiz.algebra.tree import Tree
from calcquiz.plotting.assemble import function_of, value_at
from calcquiz.plotting.sample import Array, Function, Window, sample, values
from calcquiz.plotting.window import y_window
from calcquiz.records.scene import Bar, Bars, Dots

HIGHEST_ORDER = 9
SIMPSON = (1000, 1502, 2000)
AGREE, TRACE = 1e-6, 1e-10
NEAR = (1e-4, 1e-6)
LEAST_GAP = 1e-6
PLACES = {0.0: "left", 0.5: "middle", 1.0: "right"}
"""Where a slice takes its height, by the share of its width."""


def tangent(tree: Tree, variable: str, at: float) -> Function | None:
    """Return the tangent at a place as a function, or None where there is no slope."""
    height = value_at(function_of(tree, variable), at)
    slope = slope_at(tree, variable, at)
    return None if height is None or slope is None else _polynomial(at, (height, slope))


def slope_at(tree: Tree, variable: str, at: float) -> float | None:
    """Return the slope of a graph at a place, or None where there is none.

    At a corner the formula of the derivative may still have a value (sign(0) is 0 for |x|): there the slopes to
    both sides do not come together, however near they are taken.
    """
    slope = value_at(function_of(differentiate(tree, variable), variable), at)
    if slope is None:
        return None
    function, size = function_of(tree, variable), max(1.0, abs(at))
    wide, narrow = (_gap(function, at, near * size) for near in NEAR)
    corner = narrow > LEAST_GAP * (1 + abs(slope)) and narrow > wide / 2
    return None if corner else slope


def _gap(function: Function, at: float, near: float) -> float:
    """Return the difference of the slopes to both sides; 0 where one side has no value."""
    left, middle, right = (value_at(function, place) for place in (at - near, at, at + near))
    if left is None or middle is None or right is None:
        return 0.0
    return abs((right - middle) - (middle - left)) / near


def secant(function: Function, start: float, end: float) -> Function | None:
    """Return the line through two points of a graph, or None where one is missing."""
    low, high = value_at(function, start), value_at(function, end)
    if low is None or high is None or start == end:
        return None
    return _polynomial(start, (low, (high - low) / (end - start)))


def taylor(tree: Tree, variable: str, at: float, orders: Sequence[int]) -> Iterator[tuple[int, Function]]:
    """Yield the Taylor polynomials at a place by order, as far as the derivatives exist (order 9 at most)."""
    coefficients: list[float] = []
    derivative, value = tree, value_at(function_of(tree, variable), at)
    for order in range(min(max(orders, default=0), HIGHEST_ORDER) + 1):
        if order:
            value, derivative = slope_at(derivative, variable, at), differentiate(derivative, variable)
        if value is None:
            return
        coefficients.append(value / math.factorial(order))
        if order in orders:
            yield order, _polynomial(at, tuple(coefficients))


def riemann_bars(function: Function, ends: Window, count: int, share: float) -> Bars:
    """Return the slices of a Riemann sum: heights at this share of each, 0 its left side, 1 its right one."""
    width = (ends[1] - ends[0]) / count
    lefts = [ends[0] + index * width for index in range(count)]
    heights = [value_at(function, left + share * width) for left in lefts]
    bars = [
        Bar(left=left, right=left + width, height=height)
        for left, height in zip(lefts, heights, strict=True)
        if height is not None
    ]
    name = PLACES.get(share)
    where = f", height at the {name}" if name else ""
    return Bars(label=f"{count} slices{where}", bars=tuple(bars))


def integral(function: Function, ends: Window) -> float | None:
    """Return the integral by Simpson's rule, or None where its value cannot be vouched for.

    A break (a pole, a jump, a gap) between the ends has no value, and neither has a function for which three
    grids, finer and finer, do not agree.
    """
    if len(sample(function, ends, y_window([function], ends))) != 1:
        return None
    sums = [_simpson(function, ends, count) for count in SIMPSON]
    size = _simpson(lambda x: np.abs(values(function, x)), ends, SIMPSON[0])
    if not all(map(math.isfinite, [*sums, size])):
        return None
    if max(map(abs, sums)) <= TRACE * size:
        return 0.0
    return sums[-1] if max(sums) - min(sums) <= AGREE * abs(sums[-1]) else None


def _simpson(function: Function, ends: Window, count: int) -> float:
    """Return Simpson's rule on an even number of slices; NaN where a value is missing."""
    heights = values(function, np.linspace(*ends, count + 1))
    weights = np.where(np.arange(count + 1) % 2 == 1, 4.0, 2.0)
    weights[[0, -1]] = 1.0
    return float(weights @ heights) * (ends[1] - ends[0]) / count / 3


def term_bars(function: Function, first: int, last: int, label: str) -> Bars:
    """Return a bar for each term of a sequence that has a value."""
    terms = zip(range(first, last + 1), _terms(function, first, last), strict=True)
    bars = [Bar(left=n - 0.3, right=n + 0.3, height=term) for n, term in terms if term is not None]
    return Bars(label=label, bars=tuple(bars))


def term_dots(function: Function, first: int, last: int, label: str) -> Dots:
    """Return the terms of a sequence that have a value, as separate points."""
    terms = zip(range(first, last + 1), _terms(function, first, last), strict=True)
    return Dots(label=label, points=tuple((float(n), term) for n, term in terms if term is not None))


def partial_sums(function: Function, first: int, last: int, label: str) -> Dots:
    """Return the partial sums of a sequence, up to the first term without a value."""
    points: list[tuple[float, float]] = []
    total = 0.0
    for n, term in zip(range(first, last + 1), _terms(function, first, last), strict=True):
        if term is None or not math.isfinite(total + term):
            break
        total += term
        points.append((float(n), total))
    return Dots(label=label, points=tuple(points))


def _terms(function: Function, first: int, last: int) -> list[float | None]:
    terms = values(function, np.arange(first, last + 1, dtype=np.float64)).tolist()
    return [None if math.isnan(term) else term for term in terms]


def _polynomial(at: float, coefficients: tuple[float, ...]) -> Function:
    """Return the polynomial with these coefficients of the powers of (x - at), lowest first."""

    def function(x: Array) -> Array:
        result = np.zeros_like(x)
        for coefficient in reversed(coefficients):
            result = result * (x - at) + coefficient
        return result

    return function
