"""The shapes of a picture on paper: lines, fills, spots and words, all lengths in points (1/72 inch)."""

import math
from dataclasses import dataclass
from typing import TypeAlias

from calcquiz.records.scene import Point

QUIET = -1
"""The ink of axes and guides; 0 to 4 are those of the series, None is the ink of the words around."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """A line through points, in points of the page from its left top corner."""

    points: tuple[Point, ...]
    ink: int | None
    width: float = 1.4
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """A closed shape, filled; `opacity` 1 covers what is below."""

    points: tuple[Point, ...]
    ink: int | None
    opacity: float = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A small sign with its middle at a point."""

    at: Point
    ink: int | None
    sign: str = "circle"
    size: float = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Words that begin, have their middle, or end at a point of their baseline."""

    at: Point
    text: str
    anchor: str = "start"
    ink: int | None = None


Shape: TypeAlias = Stroke | Fill | Spot | Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """A picture on paper: what is inside the window is cut off at its edges."""

    width: float
    height: float
    window: tuple[float, float, float, float]
    """Left, top, width and height of the window."""
    inside: tuple[Shape, ...]
    outside: tuple[Shape, ...]


def corners_of(spot: Spot) -> tuple[Point, ...]:
    """Return the corners of a spot's sign; none for a circle."""
    (x, y), size = spot.at, spot.size
    turns = {"diamond": (0, 4), "square": (0.125, 4), "triangle": (-0.25, 3)}.get(spot.sign)
    if turns is None:
        return ()
    start, count = turns
    angles = (2 * math.pi * (start + corner / count) for corner in range(count))
    return tuple((x + 1.2 * size * math.cos(angle), y + 1.2 * size * math.sin(angle)) for angle in angles)
