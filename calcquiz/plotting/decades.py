"""Logarithmic axes: a sketch is laid out in powers of ten, and its ticks and values are told as the numbers they are.

This module imports numpy: import it where a picture is made, not at start.
"""

import math
from dataclasses import replace

import numpy as np

from calcquiz.plotting.assemble import Graph, Sketch
from calcquiz.plotting.sample import Array, Function, Window, values
from calcquiz.records.errors import CalcquizError
from calcquiz.records.scene import Dots, Guide, Mark, Point

LINEAR_ONLY = {
    "regions": "an area",
    "bars": "a bar",
    "levels": "a level curve",
    "paths": "a path",
    "arrows": "a field of arrows",
}
"""What starts at 0 or lies in the plane, and so has no picture over powers of ten."""


def in_decades(sketch: Sketch, *, x: bool, y: bool) -> Sketch:
    """Return a sketch whose x, y or both are powers of ten; points that are not positive are left out.

    Raises:
        CalcquizError: The window reaches 0, or something in the sketch has no logarithmic picture.
    """
    for field, name in LINEAR_ONLY.items():
        if getattr(sketch, field):
            raise CalcquizError(f"{name} cannot be drawn on a logarithmic axis", "Leave out `log`.")
    return replace(
        sketch,
        x=_window(sketch.x, "x") if x else sketch.x,
        y=_window(sketch.y, "y") if y and sketch.y else sketch.y,
        graphs=tuple(_graph(graph, x=x, y=y) for graph in sketch.graphs),
        dots=tuple(
            Dots(label=dots.label, points=tuple(p for point in dots.points if (p := _point(point, x=x, y=y))))
            for dots in sketch.dots
        ),
        marks=tuple(
            Mark(label=mark.label, x=point[0], y=point[1])
            for mark in sketch.marks
            if (point := _point((mark.x, mark.y), x=x, y=y))
        ),
        guides=tuple(
            Guide(label=guide.label, x=point[0])
            for guide in sketch.guides
            if (point := _point((guide.x, 1.0), x=x, y=False))
        ),
        x_log=x,
        y_log=y,
        x_in_pi=sketch.x_in_pi and not x,
    )


def _window(window: Window, name: str) -> Window:
    if window[0] <= 0:
        raise CalcquizError(
            f"a logarithmic axis has no place for {name} = {window[0]:g}",
            f"Begin the window above 0, as in {name}: [1/1000, 10].",
        )
    return math.log10(window[0]), math.log10(window[1])


def _graph(graph: Graph, *, x: bool, y: bool) -> Graph:
    return replace(graph, function=_function(graph.function, x=x, y=y))


def _function(function: Function, *, x: bool, y: bool) -> Function:
    def moved(places: Array) -> Array:
        heights = values(function, 10.0**places if x else places)
        return np.log10(np.where(heights > 0, heights, np.nan)) if y else heights

    return moved


def _point(point: Point, *, x: bool, y: bool) -> Point | None:
    """Return the point in powers of ten, or None where it has none."""
    if (x and point[0] <= 0) or (y and point[1] <= 0):
        return None
    return (math.log10(point[0]) if x else point[0], math.log10(point[1]) if y else point[1])
