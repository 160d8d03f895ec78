"""From functions to a scene: window, sampled graphs, areas, and values at round places.

This module imports numpy: import it where a picture is made, not at start.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from calcquiz.algebra.evaluate import numpy_values
from calcquiz.algebra.tree import Tree, free_names
from calcquiz.plotting.sample import Array, Function, Window, sample, values
from calcquiz.plotting.ticks import axis_ticks
from calcquiz.plotting.window import y_window
from calcquiz.records.scene import Area, Arrows, Bars, Curve, Dots, Guide, Levels, Mark, Path, Point, Scene

AREA_PLACES = 241
TABLE_PLACES = 11


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """A function to draw."""

    label: str
    function: Function
    follows: bool = False
    """Whether it is drawn for the sake of the others, such as a Taylor polynomial: it gets little room of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """The area between two graphs over start <= x <= end; without a lower one, to the x-axis."""

    label: str
    upper: Function
    start: float
    end: float
    lower: Function | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """Everything that goes into a scene, before windows are chosen and functions sampled."""

    x: Window
    y: Window | None = None
    graphs: tuple[Graph, ...] = ()
    regions: tuple[Region, ...] = ()
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
    x_log: bool = False
    y_log: bool = False
    """Whether all of it is in powers of ten along x or y: `plotting.decades` made it so."""
    heights: tuple[float, ...] = field(default=())
    """Further heights that the window should show."""


def function_of(tree: Tree, variable: str, fixed: Mapping[str, float] | None = None) -> Function:
    """Return the tree as a function of the variable; other names have their value in `fixed`, or 0."""
    others = free_names(tree) - {variable}
    given = fixed or {}

    def function(x: Array) -> Array:
        columns = {name: np.full(len(x), given.get(name, 0.0)) for name in others}
        return numpy_values(tree, {variable: x, **columns})

    return function


def value_at(function: Function, x: float) -> float | None:
    """Return the function's value at a place, or None where it has no real finite value."""
    value = float(values(function, np.array([x], dtype=np.float64))[0])
    return None if np.isnan(value) else value


def assemble(sketch: Sketch) -> Scene:
    """Return the scene of a sketch: every number finite, every curve cut to the window."""
    heights = (*sketch.heights, *_heights(sketch))
    leading = [graph.function for graph in sketch.graphs if not graph.follows]
    following = [graph.function for graph in sketch.graphs if graph.follows]
    y = sketch.y or y_window(leading, sketch.x, heights, following)
    return Scene(
        x=sketch.x,
        y=y,
        curves=tuple(_curve(graph, sketch, y) for graph in sketch.graphs),
        areas=tuple(_area(region, y) for region in sketch.regions),
        bars=sketch.bars,
        dots=sketch.dots,
        levels=sketch.levels,
        paths=sketch.paths,
        arrows=sketch.arrows,
        marks=sketch.marks,
        guides=sketch.guides,
        title=sketch.title,
        x_label=sketch.x_label,
        y_label=sketch.y_label,
        x_in_pi=sketch.x_in_pi,
        x_log=sketch.x_log,
        y_log=sketch.y_log,
    )


def _heights(sketch: Sketch) -> list[float]:
    """Return the heights of everything that is not a graph."""
    heights = [mark.y for mark in sketch.marks]
    heights += [y for dots in sketch.dots for _, y in dots.points]
    heights += [bar.height for bars in sketch.bars for bar in bars.bars]
    return [*heights, 0.0] if sketch.bars or sketch.regions else heights


def _curve(graph: Graph, sketch: Sketch, y: Window) -> Curve:
    ticks = axis_ticks(sketch.x, TABLE_PLACES, in_pi=sketch.x_in_pi, log=sketch.x_log)
    places = [place for place, _ in ticks]
    return Curve(
        label=graph.label,
        pieces=sample(graph.function, sketch.x, y),
        values=tuple((place, _told(graph.function, place, y)) for place in places),
    )


def _told(function: Function, x: float, y: Window) -> float | None:
    """Return a value for the table: a float's trace of 0 is 0, and of a pole (tan at π/2) no value."""
    value = value_at(function, x)
    height = y[1] - y[0]
    if value is None or abs(value) < 1e-12 * height:
        return value and 0.0
    if abs(value) > 1e9 * height:
        near = (value_at(function, math.nextafter(x, side)) for side in (-math.inf, math.inf))
        if any(other is None or abs(other - value) > abs(value) / 4 for other in near):
            return None
    return value


def _area(region: Region, y: Window) -> Area:
    """Return the area with both edges held in the window; where an edge has no value the area is empty."""
    places = np.linspace(region.start, region.end, AREA_PLACES)
    upper = values(region.upper, places)
    lower = np.zeros_like(upper) if region.lower is None else values(region.lower, places)
    nothing = np.isnan(upper) | np.isnan(lower)
    lower = np.clip(np.where(nothing, 0.0, lower), *y)
    upper = np.clip(np.where(nothing, lower, upper), *y)
    return Area(label=region.label, edge=_points(places, upper), base=_points(places, lower))


def _points(x: Array, y: Array) -> tuple[Point, ...]:
    pairs: Sequence[Point] = list(zip(x.tolist(), y.tolist(), strict=True))
    return tuple(pairs)
