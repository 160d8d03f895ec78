"""A scene: what a picture shows, as numbers in the plane, before any writer draws it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A sampled curve: points in order, split into finite pieces at poles, jumps and gaps."""

    label: str
    pieces: tuple[tuple[tuple[float, float], ...], ...]
    """Each piece is a run of finite (x, y) points that may be joined by a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """The area between a curve and the x-axis, as a polygon's upper edge on a grid."""

    label: str
    edge: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A point with a label."""

    label: str
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Curves, areas and marks in a window; every number is finite."""

    x: tuple[float, float]
    y: tuple[float, float]
    curves: tuple[Curve, ...] = ()
    areas: tuple[Area, ...] = ()
    marks: tuple[Mark, ...] = ()
    title: str = ""
    x_label: str = "x"
    y_label: str = ""
