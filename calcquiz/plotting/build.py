"""Scenes from trees: graphs, and a learner's curve beside the right one.

This module imports numpy: import it where a picture is made, not at start.
"""

import math
from collections.abc import Callable, Mapping
from fractions import Fraction

from calcquiz.algebra.points import Span
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Apply, Name, Tree, walk
from calcquiz.plotting.assemble import Graph, Sketch, assemble, function_of, value_at
from calcquiz.plotting.sample import Window
from calcquiz.plotting.ticks import number_text
from calcquiz.plotting.window import x_window
from calcquiz.records.scene import Guide, Mark, Scene

RIGHT, YOURS = "right", "yours"
PERIODIC = frozenset({"sin", "cos", "tan", "sec", "csc", "cot"})
CLOSER = (1.5, 1.0, 0.5, 0.25, 0.1, 0.01, 1e-3, 1e-4)
TELLING = 0.12
"""Marks nearer than this part of the height of a picture are in the same line of it, or the next."""


def curve_scene(
    curves: Mapping[str, Tree],
    variable: str = "x",
    *,
    x: Window | None = None,
    y: Window | None = None,
    title: str = "",
) -> Scene:
    """Return the graphs of the trees (label -> tree) as functions of the variable.

    Without `x`, a window where the first one has values: two periods for circular functions.
    """
    graphs = tuple(Graph(label=label, function=function_of(tree, variable)) for label, tree in curves.items())
    in_pi = x is None and any(map(is_periodic, curves.values()))
    window = x or ((-2 * math.pi, 2 * math.pi) if in_pi else x_window(graphs[0].function))
    return assemble(Sketch(x=window, y=y, graphs=graphs, title=title, x_label=variable, x_in_pi=in_pi))


def is_periodic(tree: Tree) -> bool:
    """Whether a circular function occurs in the tree."""
    return any(isinstance(node, Apply) and node.head in PERIODIC for node in walk(tree))


def witness_scene(
    key: Tree,
    response: Tree,
    variable: str,
    point: Mapping[str, float | Fraction],
    *,
    title: str = "",
    formula: Callable[[Tree], str] = to_text,
    within: Span = (None, None),
) -> Scene:
    """Return both curves around the point where they differ, each with a mark on it.

    Args:
        key: The right answer, labelled "right".
        response: What the learner typed, labelled "yours".
        variable: The name on the horizontal axis.
        point: A value for every variable; those but `variable` are held fixed, further names (a
            constant of integration) are 0.
        title: A line above the picture.
        formula: How the variable is written beside its axis.
        within: Between which numbers the variable is.
    """
    name = formula(Name(variable))
    fixed = {name: float(value) for name, value in point.items()}
    place = fixed[variable]
    graphs = tuple(
        Graph(label=label, function=function_of(tree, variable, fixed))
        for label, tree in ((RIGHT, key), (YOURS, response))
    )
    heights = {graph.label: value_at(graph.function, place) for graph in graphs}
    marks = tuple(Mark(label=label, x=place, y=y) for label, y in heights.items() if y is not None)
    guide = Guide(label=f"{name} = {number_text(place)}", x=place)
    scenes = (
        assemble(Sketch(x=window, graphs=graphs, marks=marks, guides=(guide,), title=title, x_label=name))
        for window in _around(place, within)
    )
    first = next(scenes)
    return first if _tells_apart(first) else next(filter(_tells_apart, scenes), first)


def _around(place: float, within: Span) -> list[Window]:
    """Return windows around the place inside `within`, wide ones first; the first has round ends, where it may."""
    reach = max(2.5, abs(place) / 3)
    first = (float(math.floor(place - reach)), float(math.ceil(place + reach)))
    low, high = (end if end is None else float(end) for end in within)
    return [
        (left if low is None else max(left, low), right if high is None else min(right, high))
        for left, right in (first, *((place - near, place + near) for near in CLOSER))
    ]


def _tells_apart(scene: Scene) -> bool:
    """Whether the marks are in the window and far enough from each other to be seen as two."""
    heights = [mark.y for mark in scene.marks]
    seen = all(scene.y[0] <= height <= scene.y[1] for height in heights)
    return len(heights) < 2 or (seen and abs(heights[0] - heights[1]) >= TELLING * (scene.y[1] - scene.y[0]))
