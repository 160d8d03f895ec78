"""Sampling: a function on a window, as pieces of points that may be joined, split at poles, jumps and gaps.

This module imports numpy: import it where a picture is made, not at start.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from calcquiz.plotting.clip import clip
from calcquiz.records.scene import Point

Array: TypeAlias = NDArray[np.float64]
Function: TypeAlias = Callable[[Array], Any]
"""From an array of places to an array of values (or one value for all); complex, NaN and infinite allowed."""
Window: TypeAlias = tuple[float, float]

COARSE = 481
"""Places in the first pass: three for each dot column of a canvas 80 wide."""
REFINEMENTS = 8
MOST_POINTS = 12_000
"""Where sampling stops refining, for sin(1/x) and its like."""
BENT = 1 / 500
"""How far, in heights of the window, a midpoint may be off the chord: a quarter of a dot."""
JUMP = 1 / 100
"""A gap, in heights of the window, that shows as a vertical line: one dot."""
SECTIONS = 8
ROUNDS = 10
"""8^10 = 2^30 narrows a cell of the grid far below a dot; any closer to the hole of a quotient floats are but noise."""


def values(function: Function, x: Array) -> Array:
    """Return the function at the places x: real and finite, or NaN."""
    with np.errstate(all="ignore"):
        raw = np.asarray(function(x))
        if np.iscomplexobj(raw):
            raw = np.where(raw.imag == 0, raw.real, np.nan)
        y = np.broadcast_to(raw, x.shape).astype(np.float64)
    return np.where(np.isfinite(y), y, np.nan)


def sample(function: Function, x: Window, y: Window) -> tuple[tuple[Point, ...], ...]:
    """Return the graph of the function in the window as pieces, each a run of points to be joined.

    A pole, a jump or a place without a real value ends a piece; a piece that leaves the window at the
    top or bottom is cut exactly there. At most a few thousand points; no function makes it raise or hang.
    """
    with np.errstate(all="ignore"):
        places = np.linspace(*x, COARSE)
        heights = values(function, places)
        places, heights = _insert(places, heights, *_edges(function, places, heights))
        places, heights = _refine(function, places, heights, y)
        places, heights = _split(function, places, heights, y)
    return clip(places.tolist(), heights.tolist(), x, y)


def _insert(x: Array, y: Array, more_x: Array, more_y: Array) -> tuple[Array, Array]:
    """Return the points with more points among them, ordered by x; equal places keep their order."""
    x, y = np.concatenate([x, more_x]), np.concatenate([y, more_y])
    order = np.argsort(x, kind="stable")
    return x[order], y[order]


def _fraction(y: Array, window: Window) -> Array:
    """Return heights as fractions of the window, cut half a window above and below it."""
    low, high = window
    return np.clip((y - low) / (high - low), -0.5, 1.5)


def _edges(function: Function, x: Array, y: Array) -> tuple[Array, Array]:
    """Return the last point that has a value, for each cell where the domain begins or ends."""
    defined = ~np.isnan(y)
    cells = np.flatnonzero(defined[:-1] != defined[1:])
    inside = np.where(defined[cells], x[cells], x[cells + 1])
    outside = np.where(defined[cells], x[cells + 1], x[cells])
    rows = np.arange(len(cells))
    for _ in range(ROUNDS):
        grid = _grid(inside, outside)
        undefined = np.isnan(values(function, grid.ravel()).reshape(grid.shape))
        undefined[:, 0], undefined[:, -1] = False, True
        first = np.argmax(undefined, axis=1)
        inside, outside = grid[rows, first - 1], grid[rows, first]
    return inside, values(function, inside)


def _grid(left: Array, right: Array) -> Array:
    """Return, for each interval, its ends and the places that cut it into equal sections."""
    grid: Array = left[:, None] + (right - left)[:, None] * np.linspace(0, 1, SECTIONS + 1)
    grid[:, 0], grid[:, -1] = left, right
    return grid


def _refine(function: Function, x: Array, y: Array, window: Window) -> tuple[Array, Array]:
    """Return the points with midpoints added wherever the graph is off its chord by more than `BENT`."""
    xs, ys = [x], [y]
    left, right = x[:-1], x[1:]
    low, high = _fraction(y[:-1], window), _fraction(y[1:], window)
    total = len(x)
    for _ in range(REFINEMENTS):
        middle = left + (right - left) / 2
        height = values(function, middle)
        xs.append(middle)
        ys.append(height)
        between = _fraction(height, window)
        bent = np.abs(between - (low + high) / 2) > BENT
        total += 2 * int(bent.sum())
        if total > MOST_POINTS or not bent.any():
            break
        left, right = np.concatenate([left[bent], middle[bent]]), np.concatenate([middle[bent], right[bent]])
        low, high = np.concatenate([low[bent], between[bent]]), np.concatenate([between[bent], high[bent]])
    return _insert(x[:0], y[:0], np.concatenate(xs), np.concatenate(ys))


def _split(function: Function, x: Array, y: Array, window: Window) -> tuple[Array, Array]:
    """Return the points with a place without a value wherever the graph has a pole or a jump.

    A gap that stays while its cell is narrowed to nothing is a break: the last places on both
    sides then end their pieces.
    """
    cells = np.flatnonzero(np.abs(np.diff(_fraction(y, window))) > JUMP)
    left, right = x[cells], x[cells + 1]
    for _ in range(ROUNDS):
        grid = _grid(left, right)
        steps = np.abs(np.diff(_fraction(values(function, grid.ravel()), window).reshape(grid.shape), axis=1))
        steps = np.where(np.isnan(steps), np.inf, steps)
        widest = np.argmax(steps, axis=1)
        still = np.flatnonzero(steps.max(axis=1, initial=0) > JUMP)
        cells, left, right = cells[still], grid[still, widest[still]], grid[still, widest[still] + 1]
    places = np.stack([left, left, right], axis=1).ravel()
    ends = values(function, places)
    ends[1::3] = np.nan
    after = np.repeat(cells + 1, 3)
    return np.insert(x, after, places), np.insert(y, after, ends)
