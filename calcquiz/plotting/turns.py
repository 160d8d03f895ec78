"""What a piece of a curve does: where it turns, where it crosses zero, and how exactly that can be told."""

import math
from dataclasses import dataclass
from itertools import pairwise

from calcquiz.records.scene import Point

TELLING = 0.001
"""A rise or fall of less than this part of the window is not worth a word."""
FINEST = 1000
"""Numbers are told to this part of the window: a sampled turn is not known better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Where a rise (direction 1), a fall (-1) or a level stretch (0) ends."""

    point: Point
    direction: int
    last: bool
    """Whether the piece ends there."""


def turns(piece: tuple[Point, ...], window: Point) -> tuple[Turn, ...]:
    """Return the ends of the rises and falls of a piece, left to right; the last one is the piece's end."""
    least = TELLING * (window[1] - window[0])
    low = high = piece[0][1]
    direction = extreme = 0
    found: list[Turn] = []
    for index, (_, y) in enumerate(piece):
        if direction == 0:
            low, high = min(low, y), max(high, y)
            direction = 1 if y - low > least else -1 if high - y > least else 0
            extreme = index
        elif (y - piece[extreme][1]) * direction >= 0:
            extreme = index
        elif abs(y - piece[extreme][1]) > least:
            found.append(Turn(point=_vertex(piece, extreme), direction=direction, last=False))
            direction, extreme = -direction, index
    return (*found, Turn(point=piece[-1], direction=direction, last=True))


def _vertex(piece: tuple[Point, ...], index: int) -> Point:
    """Return the vertex of the parabola through a turning sample and its neighbours: the turn, more exactly."""
    if not 0 < index < len(piece) - 1:
        return piece[index]
    (left, before), (x, y), (right, after) = piece[index - 1 : index + 2]
    if not left < x < right:
        return x, y
    rise, fall = (y - before) / (x - left), (after - y) / (right - x)
    bend = (fall - rise) / (right - left)
    if bend == 0 or not math.isfinite(bend):
        return x, y
    slope = rise + bend * (x - left)
    shift = -slope / (2 * bend)
    if not left - x <= shift <= right - x:
        return x, y
    return x + shift, y - bend * shift * shift


def zeros(piece: tuple[Point, ...]) -> tuple[float, ...]:
    """Return where the piece changes its sign, left to right."""
    signed = [point for point in piece if point[1] != 0]
    crossings = [(start, end) for start, end in pairwise(signed) if (start[1] < 0) != (end[1] < 0)]
    return tuple(x + (end_x - x) * (y / (y - end_y)) for (x, y), (end_x, end_y) in crossings)


def rounded(value: float, window: Point) -> float:
    """Return a number rounded to what can be told in a window.

    >>> rounded(0.49984, (-3.0, 3.0)), rounded(1234567.0, (0.0, 1e7))
    (0.5, 1230000.0)
    """
    finest = (window[1] - window[0]) / FINEST
    return round(value, -math.floor(math.log10(finest))) if finest > 0 and math.isfinite(value) else value
