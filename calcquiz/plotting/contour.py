"""Functions of two variables: level curves by marching squares, and the path of a descent.

This module imports numpy: import it where a picture is made, not at start.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from calcquiz.algebra.differentiate import differentiate
from calcquiz.algebra.evaluate import numpy_values
from calcquiz.algebra.tree import Tree
from calcquiz.plotting.sample import Array, Window
from calcquiz.plotting.ticks import round_ticks
from calcquiz.records.scene import Arrows, Levels, Point

ACROSS, UP = 121, 81
AUTOMATIC = 6
MOST_ROUND = 9
TOP, FAR_BELOW, BOTH_SIGNS = 0.95, 2.0, 0.1
NOISE = 1e-12
ARROWS_ACROSS, ARROWS_UP = 11, 5
MOST_STEPS = 200
LARGEST = 1e12
SIDES = {
    1: ((3, 0),), 2: ((0, 1),), 3: ((3, 1),), 4: ((1, 2),), 5: ((3, 0), (1, 2)), 6: ((0, 2),), 7: ((3, 2),),
    8: ((2, 3),), 9: ((2, 0),), 10: ((0, 1), (2, 3)), 11: ((2, 1),), 12: ((1, 3),), 13: ((1, 0),), 14: ((0, 3),),
}  # fmt: skip
"""Which sides of a cell (0 lower, 1 right, 2 upper, 3 left) a level crosses, by the corners above it: lower
left 1, lower right 2, upper right 4, upper left 8 (marching squares, Lorensen and Cline 1987 in the plane)."""


def level_curves(
    tree: Tree, names: tuple[str, str], x: Window, y: Window, levels: Sequence[float] = (), label: str = ""
) -> Levels:
    """Return the curves on which a function of two variables has the given values, or some values of its own."""
    across, up = np.linspace(*x, ACROSS), np.linspace(*y, UP)
    grid_x, grid_y = np.meshgrid(across, up)
    heights = numpy_values(tree, {names[0]: grid_x.ravel(), names[1]: grid_y.ravel()}).reshape(UP, ACROSS)
    chosen = tuple(levels) or _automatic(heights)
    pieces = [piece for level in chosen for piece in _level(across, up, heights, level)]
    return Levels(label=label, levels=chosen, pieces=tuple(pieces))


def _automatic(heights: Array) -> tuple[float, ...]:
    """Return levels: nearer to each other at the bottom of a bowl, round numbers where both signs occur."""
    found = heights[np.isfinite(heights)]
    if not len(found):
        return ()
    low, bottom, high = np.quantile(found, [0, 1 - TOP, TOP]).tolist()
    low = low if low >= bottom - FAR_BELOW * (high - bottom) else bottom  # down to a pole there is no bottom
    if not low < high:
        return ()
    if low < -BOTH_SIGNS * high < 0:
        return tuple(place for place, _ in round_ticks(low, high, MOST_ROUND))
    shares = [((index + 0.5) / AUTOMATIC) ** 2 for index in range(AUTOMATIC)]
    return tuple(float(f"{low + share * (high - low):.2g}") for share in shares)


def _level(x: Array, y: Array, heights: Array, level: float) -> Iterator[tuple[Point, Point]]:
    """Yield the pieces of one level curve, cell by cell; cells with an undefined corner have none."""
    above = heights > level
    case = above[:-1, :-1] * 1 + above[:-1, 1:] * 2 + above[1:, 1:] * 4 + above[1:, :-1] * 8
    defined = np.isfinite(heights[:-1, :-1] + heights[:-1, 1:] + heights[1:, 1:] + heights[1:, :-1])
    for row, column in np.argwhere(defined & (case > 0) & (case < 15)).tolist():
        left, right, low, high = float(x[column]), float(x[column + 1]), float(y[row]), float(y[row + 1])
        corners = ((left, low), (right, low), (right, high), (left, high))
        values = (
            float(heights[row, column]), float(heights[row, column + 1]),
            float(heights[row + 1, column + 1]), float(heights[row + 1, column]),
        )  # fmt: skip
        for side, other in SIDES[int(case[row, column])]:
            yield _crossing(corners, values, side, level), _crossing(corners, values, other, level)


def _crossing(corners: tuple[Point, ...], values: tuple[float, ...], side: int, level: float) -> Point:
    """Return where the level crosses a side of a cell, by linear interpolation."""
    start, end = corners[side], corners[(side + 1) % 4]
    low, high = values[side], values[(side + 1) % 4]
    share = min(1.0, max(0.0, (level - low) / (high - low)))
    return start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])


def gradient_arrows(
    tree: Tree, names: tuple[str, str], x: Window, y: Window, *, downhill: bool = False, label: str = ""
) -> Arrows:
    """Return the direction of steepest ascent (or descent) on a grid; where the gradient is 0 there is none."""
    across, up = _middles(x, ARROWS_ACROSS), _middles(y, ARROWS_UP)
    grid_x, grid_y = (grid.ravel() for grid in np.meshgrid(across, up))
    places = {names[0]: grid_x, names[1]: grid_y}
    slopes = [np.broadcast_to(numpy_values(differentiate(tree, name), places), grid_x.shape) for name in names]
    sign = -1.0 if downhill else 1.0
    with np.errstate(all="ignore"):
        length = np.hypot(*slopes)
        directions = sign * np.array(slopes) / length
    heights = np.broadcast_to(numpy_values(tree, places), grid_x.shape)
    # where the gradient is 0 but for rounding, its direction is noise
    usual = np.median(length[np.isfinite(length)]) if np.isfinite(length).any() else 0.0
    told = np.isfinite([*directions, heights]).all(axis=0) & (length > NOISE * usual)
    columns = [column[told].tolist() for column in (grid_x, grid_y, *directions)]
    return Arrows(label=label, arrows=tuple(((a, b), (right, up)) for a, b, right, up in zip(*columns, strict=True)))


def _middles(window: Window, count: int) -> Array:
    """Return the middles of so many equal parts of a window."""
    shares = (np.arange(count) + 0.5) / count
    middles: Array = window[0] * (1 - shares) + window[1] * shares  # exactly 0 in the middle of -3 to 3
    return middles


def descent(tree: Tree, names: tuple[str, str], start: Point, rate: float, steps: int) -> tuple[Point, ...]:
    """Return the stops of gradient descent: w, then w - rate·∇f(w), and so on.

    It ends early where the gradient is undefined or the path runs away.
    """
    slopes = [differentiate(tree, name) for name in names]
    stops = [start]
    for _ in range(min(steps, MOST_STEPS)):
        place = {name: np.array([value]) for name, value in zip(names, stops[-1], strict=True)}
        x, y = (
            value - rate * float(numpy_values(slope, place)[0]) for value, slope in zip(stops[-1], slopes, strict=True)
        )
        if not (abs(x) < LARGEST and abs(y) < LARGEST):
            break
        stops.append((x, y))
    return tuple(stops)
