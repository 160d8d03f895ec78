"""A scene: what a picture shows, as numbers in the plane, before any writer draws it."""

from dataclasses import dataclass
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A sampled graph: points in order, split into finite pieces at poles, jumps and gaps."""

    label: str
    pieces: tuple[tuple[Point, ...], ...]
    """Each piece is a run of finite (x, y) points in the window that may be joined by a line."""
    values: tuple[tuple[float, float | None], ...] = ()
    """The function at a few round places, whether in the window or not; None where it has no real value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """The area between two edges over the same places; without a base, down (or up) to the x-axis."""

    label: str
    edge: tuple[Point, ...]
    base: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A rectangle between the x-axis and `height` over left <= x <= right."""

    left: float
    right: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Rectangles on the x-axis: the terms of a sequence, the slices of a Riemann sum."""

    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dots:
    """Separate points that no line joins: partial sums, data, the steps of an iteration."""

    label: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """Level curves of a function of two variables: short pieces in no order."""

    label: str
    levels: tuple[float, ...]
    pieces: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """Stops joined by lines, first to last: a descent. Those outside the window are not drawn."""

    label: str
    stops: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrows:
    """Directions at places of the plane, such as where a function grows fastest; their lengths tell nothing."""

    label: str
    arrows: tuple[tuple[Point, Point], ...]
    """Each is a place and the vector that points from it; no vector is zero."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A point with a label. One that lies outside the window is told in words, not drawn."""

    label: str
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """A vertical line at x, such as the end of an interval or a place that is asked about."""

    label: str
    x: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What is drawn in a window; every number is finite, every point of a curve in the window."""

    x: tuple[float, float]
    y: tuple[float, float]
    curves: tuple[Curve, ...] = ()
    areas: tuple[Area, ...] = ()
    bars: tuple[Bars, ...] = ()
    dots: tuple[Dots, ...] = ()
    levels: tuple[Levels, ...] = ()
    paths: tuple[Path, ...] = ()
    arrows: tuple[Arrows, ...] = ()
    marks: tuple[Mark, ...] = ()
    guides: tuple[Guide, ...] = ()
    title: str = ""
    x_label: str = "x"
    y_label: str = ""
    x_in_pi: bool = False
    """Whether the horizontal axis is told in multiples of π."""
    x_log: bool = False
    """Whether the numbers along x are powers of ten: 2 stands for 100."""
    y_log: bool = False
