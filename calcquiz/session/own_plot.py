"""A plot of one's own: what is asked for is checked, told in a sentence where it does not fit, and becomes a scene."""

import math
from dataclasses import replace

from calcquiz.algebra.parse import parse
from calcquiz.algebra.tree import Apply, Name, Tree, free_names, walk
from calcquiz.records.errors import CalcquizError, FormulaError, UsageError
from calcquiz.records.plot_request import PlotRequest
from calcquiz.records.scene import Bars, Scene
from calcquiz.session.pictures import legend
from calcquiz.session.plot_entries import DRAWERS, Asked, told
from calcquiz.session.plot_fit import check_fit

NO_CURVES = frozenset({
    "=", "==", "!=", "<", "<=", ">", ">=", "and", "or", "not", "vector", "list", "set", "interval", "union",
})  # fmt: skip
"""Heads of formulas that are no numbers."""
IMAGINARY = Name("i")


def own_scene(request: PlotRequest) -> Scene:
    """Return the picture that is asked for.

    Raises:
        FormulaError: A text is no function, or no number where one is needed.
        UsageError: What is asked for does not fit together, or does not exist, such as a tangent at a corner.
    """
    from calcquiz.plotting.authored import scene_of

    asked = _read(request)
    check_fit(request, asked.called, asked.names)
    variables = asked.names or (("n",) if request.sequence or request.partial_sums else ("x",))
    plot = {name: entry for drawer in DRAWERS for name, entry in drawer(asked, variables)}
    try:
        scene = scene_of(plot, variables=variables, formula=legend)
        assert scene is not None  # nothing is hidden without a key
        wider = None if request.x is not None else _wider(scene)
        scene = scene_of({**plot, "x": wider}, variables=variables, formula=legend) if wider else scene
    except FormulaError:
        raise
    except CalcquizError as error:
        raise UsageError(error.message, error.advice) from error
    assert scene is not None
    return _with_sums(scene)


def _wider(scene: Scene) -> list[str] | None:
    """Return the ends of a window that holds all points of the picture, or None when it does."""
    places = [mark.x for mark in scene.marks] + [x for dots in scene.dots for x, _ in dots.points]
    low, high = scene.x
    if all(low <= place <= high for place in places):
        return None
    unit, name = (math.pi, "pi") if scene.x_in_pi else (1.0, "1")
    margin = (max(*places, high) - min(*places, low)) / 8
    first = low if min(places) >= low else min(places) - margin
    last = high if max(places) <= high else max(places) + margin
    return [f"{end:.9g}*{name}".replace("e+", "e") for end in (math.floor(first / unit), math.ceil(last / unit))]


def _read(request: PlotRequest) -> Asked:
    trees = tuple(dict.fromkeys(_function(text) for text in request.formulas))
    names = tuple(sorted(frozenset[str]().union(*map(free_names, trees))))
    return Asked(request=request, trees=trees, names=names)


def _function(text: str) -> Tree:
    """Return the function that is typed; `y = x^2` means x^2."""
    tree = parse(text, open_names=True, author=True)
    match tree:
        case Apply("=", (Name("y" | "z" as name), right)) if name not in free_names(right):
            tree = right
    for node in walk(tree):
        if node == IMAGINARY:
            (start, end), advice = node.span, "A picture shows real numbers. Write another letter, such as x or n."
            raise FormulaError("i is the imaginary unit", text=text, start=start, end=end, advice=advice)
    if isinstance(tree, Apply) and tree.head in NO_CURVES:
        advice = "Write a formula that gives one number for each x, such as x^2 or sin(x)."
        raise FormulaError("this is no function that can be drawn", text=text, end=len(text), advice=advice)
    return tree


def _with_sums(scene: Scene) -> Scene:
    """Return the scene with the value of each Riemann sum in its name."""

    def total(bars: Bars) -> str:
        slices = [(bar.right - bar.left) * bar.height for bar in bars.bars]
        return told(sum(slices), sum(map(abs, slices)))

    return replace(scene, bars=tuple(replace(bars, label=f"{bars.label} (sum {total(bars)})") for bars in scene.bars))
