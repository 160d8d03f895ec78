"""The picture of a solved task: function and derivative, the area, the Taylor polynomial, level curves."""

import re
from collections.abc import Callable
from typing import Any, TypeAlias

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.parse import parse
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tidy import tidy
from calcquiz.algebra.tree import ZERO, Apply, Name, Tree, free_names, substitute
from calcquiz.records.errors import CalcquizError
from calcquiz.records.moment import Picture
from calcquiz.session.pictures import legend
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.task import Args, name_of, names_of

Plot: TypeAlias = dict[str, Any]
Drawer: TypeAlias = Callable[[Args, Tree], Plot | None]
CONSTANT_OF_INTEGRATION = "C"
OPTION = re.compile("[a-z]{2,}")
"""The key of a choice."""
WIDTH = 3
"""How far a picture of level curves reaches around its middle, at least."""


def solved_picture(task: Tree, result: str) -> Picture | None:
    """Return what fits a task: None where nothing does, or where no curve can be drawn."""
    from calcquiz.plotting.authored import scene_of

    if not isinstance(task, Apply) or task.head not in DRAWERS:
        return None
    variables = names_of(task.args[PLACES.get(task.head, 1)])
    try:
        names = (*variables, CONSTANT_OF_INTEGRATION)
        found = Name(result) if OPTION.fullmatch(result) else parse(result, names, author=True, open_names=True)
        plot = DRAWERS[task.head](task.args, found)
        scene = None if plot is None else scene_of(plot, variables=variables, formula=legend)
    except CalcquizError:
        return None  # a name without a value, a curve that exists nowhere: there is nothing to draw
    return None if scene is None else Picture(scene=scene)


def _function_and_result(args: Args, result: Tree) -> Plot:
    return {"curves": list(dict.fromkeys([to_text(args[0]), to_text(result)]))}


def _integral(args: Args, result: Tree) -> Plot:
    if len(args) < 4:
        return {"curves": [to_text(args[0]), to_text(tidy(substitute(result, {CONSTANT_OF_INTEGRATION: ZERO})))]}
    low, high = args[2:4]
    if exact_number(low) is None and free_names(low) | free_names(high):
        return {"curves": [to_text(args[0])]}
    if Name("oo") in {low, high} or to_text(low) == "-oo":
        return {"curves": [to_text(args[0])]}
    return {"area": {"under": to_text(args[0]), "from": to_text(low), "to": to_text(high)}}


def _taylor(args: Args, result: Tree) -> Plot | None:
    if isinstance(args[1], Apply):
        return None
    del result
    return {"taylor": {"of": to_text(args[0]), "at": to_text(args[2]), "orders": [to_text(args[3])]}}


def _tangent(args: Args, result: Tree) -> Plot | None:
    del result
    if isinstance(args[1], Apply):
        return None
    return {"tangent": {"to": to_text(args[0]), "at": to_text(args[2])}}


def _panels(side: str) -> Drawer:
    def drawer(args: Args, result: Tree) -> Plot | None:
        del result
        if isinstance(args[0], Apply) and args[0].head == "list":
            return None
        chosen = args[5].name if len(args) > 5 and isinstance(args[5], Name) else side
        ends = {"from": to_text(args[2]), "to": to_text(args[3])}
        return {"riemann": {"under": to_text(args[0]), **ends, "n": to_text(args[4]), "side": chosen}}

    return drawer


def _terms(args: Args, result: Tree) -> Plot:
    del result
    first = to_text(args[2]) if len(args) > 2 else "1"
    return {"partial_sums": {"of": to_text(args[0]), "n": [first, f"{first} + 30"]}}


def _function(args: Args, result: Tree) -> Plot | None:
    """Return the graph of a function with the points of the result, level curves for one of two variables."""
    if isinstance(args[1], Apply):
        return _levels(args[0], _points_of(result)) if len(args[1].args) == 2 else None
    name = name_of(args[1])
    places = [to_text(place) for place in _members(result) if not free_names(place)]
    points = [f"({place}, {to_text(substitute(args[0], {name: parse(place)}))})" for place in places]
    return {"curves": [to_text(args[0])]} | ({"points": points} if points else {})


def _both_sides(args: Args, result: Tree) -> Plot:
    """Return both sides of an equation, with its solutions."""
    sides = args[0].args if isinstance(args[0], Apply) and args[0].head == "=" else (args[0],)
    return {"curves": [to_text(side) for side in sides], "guides": [to_text(place) for place in _members(result)]}


def _level_curves(args: Args, result: Tree) -> Plot | None:
    two = isinstance(args[1], Apply) and len(args[1].args) == 2
    return _levels(args[0], _points_of(result)) if two else None


def _levels(function: Tree, points: list[str]) -> Plot:
    return {
        "level": to_text(function),
        "x": [str(-WIDTH), str(WIDTH)],
        "y": [str(-WIDTH), str(WIDTH)],
    } | ({"points": points} if points else {})


def _descent(args: Args, result: Tree) -> Plot | None:
    del result
    if not isinstance(args[1], Apply) or len(args[1].args) != 2 or len(args) > 5:
        return None
    path = to_text(Apply("descent", args))
    field = to_text(Apply("neg", (Apply("gradient", args[:2]),)))
    return {"level": to_text(args[0]), "path": path, "arrows": field}


def _members(result: Tree) -> tuple[Tree, ...]:
    """Return the numbers of a set, or the only one."""
    if isinstance(result, Apply) and result.head == "set":
        return tuple(member for member in result.args if exact_number(member) is not None or not _is_vector(member))
    return () if _is_vector(result) or free_names(result) or result in NO_PLACES else (result,)


def _points_of(result: Tree) -> list[str]:
    members = result.args if isinstance(result, Apply) and result.head == "set" else (result,)
    return [to_text(member) for member in members if _is_vector(member) and not free_names(member)]


def _is_vector(tree: Tree) -> bool:
    return isinstance(tree, Apply) and tree.head == "vector"


NO_PLACES = frozenset({Name("oo"), Name("dne"), Name("emptyset")})
PLACES = {"limit": 1, "lagrange": 2}
"""Where the variables stand among the arguments; second unless said here."""
DRAWERS: dict[str, Drawer] = {
    "derivative": _function_and_result,
    "integral": _integral,
    "limit": lambda args, _: {"curves": [to_text(args[0])]},
    "taylor": _taylor,
    "tangent": _tangent,
    "riemann": _panels("left"),
    "sum": _terms,
    "convergence": _terms,
    "critical": _function,
    "inflection": _function,
    "stationary_points": _function,
    "argmin": _function,
    "argmax": _function,
    "minimum": lambda args, _: _function(args, Name("dne")),
    "maximum": lambda args, _: _function(args, Name("dne")),
    "solve": _both_sides,
    "gradient": lambda args, _: _level_curves(args, Name("dne")),
    "hessian": lambda args, _: _level_curves(args, Name("dne")),
    "directional": lambda args, _: _level_curves(args, Name("dne")),
    "descent": _descent,
}
"""Task -> what is drawn of it, as an author's plot."""
assert set(DRAWERS) <= set(TASKS)
