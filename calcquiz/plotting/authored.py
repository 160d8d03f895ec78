"""An author's plot as a scene.

    curves: [f, key]                                     graphs, along the first variable that they use
    x: [-3, 3]    y: [0, 5]                              the window; `x` in multiples of π is told in them
    points: {minimum: (1, 2)}  or  ["(1, 2)"]            marks
    guides: {mean: m}  or  [2]                           vertical lines
    area: {under: f, from: 0, to: 2}
    between: {upper: f, lower: g, from: 0, to: 2}
    tangent: {to: f, at: a}
    secants: {to: f, at: a, h: [2, 1, 1/4]}              lines through (a, f(a)) and (a + h, f(a + h))
    riemann: {under: f, from: 0, to: 2, n: 6, side: left}   or share: 1/2, a number from 0, the left, to 1
    taylor: {of: f, at: 0, orders: [1, 3]}
    partial_sums: {of: a, n: [1, 20]}                    a is a formula in the first variable
    terms: {of: a, n: [1, 20]}                           the terms as points
    bars: {of: a, n: [1, 20]}                            the terms as bars
    level: f  or  {of: f, at: [1, 2, 4]}                 level curves in the first two variables
    path: descent(f, (x, y), (2, 1), 0.1, 10)            start, rate, steps
    arrows: gradient(f, (x, y))                          where f grows fastest; -gradient(...) where it falls fastest
    log: [x, y]  or  y                                   powers of ten along these axes
    labels: {f: loss}                                    what a curve is called in the legend
    title: A sentence above the picture

This module imports numpy: import it where a picture is made, not at start.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Name, Tree, free_names, walk
from calcquiz.plotting.assemble import Sketch, assemble
from calcquiz.plotting.build import is_periodic
from calcquiz.plotting.decades import in_decades
from calcquiz.plotting.entries import ENTRIES, Author, ends_of, index_range, listed, stops_of, unless_hidden
from calcquiz.plotting.formulas import Formulas
from calcquiz.plotting.sample import Window
from calcquiz.plotting.window import around_stops, x_window
from calcquiz.records.errors import CalcquizError
from calcquiz.records.scene import Scene

TWO_PERIODS: Window = (-6.283185307179586, 6.283185307179586)
SQUARE: Window = (-3.0, 3.0)
WIDE: Window = (-6.0, 6.0)
"""A screen is about twice as wide as high: so circles look like circles."""
HEADS = frozenset({"descent", "gradient"})
IN_PLANE = ("level", "path", "arrows")
SETTINGS = ("x", "y", "labels", "log", "title", "when")


def scene_of(
    plot: Mapping[str, Any],
    *,
    variables: tuple[str, ...],
    values: Mapping[str, str] | None = None,
    formula: Callable[[Tree], str] = to_text,
) -> Scene | None:
    """Return the scene of an author's plot, or None when nothing of it may be shown yet.

    Args:
        plot: The entries, formulas as text (the module's docstring lists them).
        variables: The names that vary; the first one that the curves use is on the horizontal axis.
        values: The formula each name stands for; with `key` only once the part is over. What uses the
            key is left out before.
        formula: How a formula without a label is written in the legend, and a variable beside its axis.

    Raises:
        FormulaError: A text is no formula, or no number or point where one is needed.
        CalcquizError: An entry is unknown or lacks something.
    """
    for name in plot:
        if name not in ENTRIES and name not in SETTINGS:
            known = ", ".join([*ENTRIES, *SETTINGS])
            raise CalcquizError(f"a plot has no entry `{name}`", f"Write one of: {known}")
    reader = reader_of(plot, variables=variables, values=values)
    given = plot.get("labels", {})
    if not isinstance(given, Mapping):
        raise CalcquizError("`labels` gives no names to formulas", "Write labels: {f: loss}")
    labels = {str(name): str(label) for name, label in given.items()}
    author = Author(reader=reader, labels=labels, formula=formula)
    empty = sketch = _frame(author, plot)
    for name, entry in ENTRIES.items():
        if name in plot:
            sketch = unless_hidden(partial(entry, author, sketch, plot[name]), sketch)
    if sketch == empty:
        return None
    axes = listed(plot.get("log", []))
    return assemble(in_decades(sketch, x="x" in axes, y="y" in axes) if axes else sketch)


def reader_of(plot: Mapping[str, Any], *, variables: tuple[str, ...], values: Mapping[str, str] | None) -> Formulas:
    """Return the reader of a plot's formulas: first among its variables is the one that the curves are drawn along.

    A likelihood has a mean and a variance; where the curve is one in the variance, that is on the horizontal axis.
    """
    reader = Formulas(variables=variables, values=values or {}, functions=HEADS)
    if any(name in plot for name in IN_PLANE):
        return reader
    curves = (unless_hidden(partial(reader.tree, text), None) for text in listed(plot.get("curves", [])))
    used = (free_names(tree) for tree in curves if tree is not None)
    along = next((name for names in used for name in variables if name in names), variables[0])
    return replace(reader, variables=(along, *(name for name in variables if name != along)))


def _frame(author: Author, plot: Mapping[str, Any]) -> Sketch:
    """Return a sketch with nothing but its windows and names."""
    reader = author.reader
    x = unless_hidden(lambda: reader.window(plot["x"]), None) if "x" in plot else None
    y = unless_hidden(lambda: reader.window(plot["y"]), None) if "y" in plot else None
    in_plane = any(name in plot for name in IN_PLANE)
    in_pi = x is not None and any(Name("pi") in walk(reader.tree(end)) for end in plot["x"])
    names = [author.formula(Name(name)) for name in reader.variables]
    own_x, own_y = WIDE, SQUARE
    if "path" in plot:
        own_x, own_y = unless_hidden(lambda: around_stops(stops_of(author, plot["path"]), WIDE, SQUARE), (WIDE, SQUARE))
    if x is None:
        x, in_pi = (own_x, False) if in_plane else unless_hidden(lambda: _own_window(author, plot), (SQUARE, False))
    return Sketch(
        x=x,
        y=own_y if y is None and in_plane else y,
        title=str(plot.get("title", "")),
        x_label=names[0],
        y_label=names[1] if in_plane and len(names) > 1 else "",
        x_in_pi=in_pi,
    )


def _own_window(author: Author, plot: Mapping[str, Any]) -> tuple[Window, bool]:
    """Return a window that suits the first entry, and whether it is in multiples of π."""
    for name in ("partial_sums", "terms", "bars"):
        if name in plot:
            first, last = index_range(author, plot[name], name)
            return (first - 0.5, last + 0.5), False
    for name in ("area", "between", "riemann"):
        if name in plot:
            start, end = ends_of(author, plot[name], name)
            in_pi = any(Name("pi") in walk(author.reader.tree(plot[name][side])) for side in ("from", "to"))
            return (start - 0.25 * (end - start), end + 0.25 * (end - start)), in_pi
    if not plot.get("curves"):
        return SQUARE, False
    first = listed(plot["curves"])[0]
    if is_periodic(author.reader.tree(first)):
        return TWO_PERIODS, True
    return x_window(author.reader.function(first)), False
