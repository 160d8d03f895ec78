"""The tasks `argmin`, `argmax`, `minimum`, `maximum` (f, vars[, region]): the best point, or its value."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from calcquiz.algebra.parse import parse
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Apply, Tree, free_names, substitute
from calcquiz.records.evidence import Evidence
from calcquiz.records.variant import Kind
from calcquiz.tasks.numeric import numeric_value
from calcquiz.tasks.optimum_search import FINE, best_value
from calcquiz.tasks.points import all_of, sample_points, witness
from calcquiz.tasks.regions import Constraint, constraints_of
from calcquiz.tasks.task import Args, Setting, Task, names_in, names_of, open_names
from calcquiz.tasks.textbook import textbook

METHOD = "a grid over the region, refined"
SENSES = {"argmin": 1, "argmax": -1, "minimum": 1, "maximum": -1}
DIGITS = 40
BETTER = 1e-9
"""By how much, relatively, a value of the search must beat the key's to refute it."""
REACHED = 1e-7
"""How close, relatively, the search must come to a value that is said to be taken."""
FEASIBLE = 1e-15
OTHERS = 2


def key(task: str, args: Args, setting: Setting) -> Tree:
    """Return the best point or value, from where the gradient vanishes, the boundaries and the corners."""
    names = names_of(args[1])
    constraints = constraints_of(args[2] if len(args) > 2 else None, names, setting)
    return optimal(task, args[0], names, constraints, setting)


def optimal(
    task: str, function: Tree, names: tuple[str, ...], constraints: Sequence[Constraint], setting: Setting
) -> Tree:
    """Return what the worker finds."""
    residuals = to_text(Apply("list", tuple(one.residual for one in constraints)))
    relations = ",".join(one.relation for one in constraints)
    text = setting.compute("optimum", task, to_text(function), ",".join(names), residuals, relations)
    known = free_names(function).union(*(free_names(one.residual) for one in constraints))
    return textbook(parse(text, known, author=True))


def oracle(task: str, args: Args, found: Tree, setting: Setting) -> Evidence:
    """Search the region on a grid: the key must lie in it, and no value found there may be better."""
    names = names_of(args[1])
    constraints = constraints_of(args[2] if len(args) > 2 else None, names, setting)
    return searched(task, args[0], names, constraints, found, setting)


def searched(
    task: str, function: Tree, names: tuple[str, ...], constraints: Sequence[Constraint], found: Tree, setting: Setting
) -> Evidence:
    """Return what a search of the region says of a point or value."""
    if len(names) > max(FINE):
        return Evidence(agrees=None, method=METHOD)
    others = names_in(function, *(one.residual for one in constraints)) - set(names)
    points = list(sample_points(others, setting.variables))[:OTHERS] if others else [{}]
    return all_of([_judged(task, function, names, constraints, found, point) for point in points], METHOD)


def _judged(
    task: str,
    function: Tree,
    names: tuple[str, ...],
    constraints: Sequence[Constraint],
    found: Tree,
    point: dict[str, Any],
) -> Evidence:
    fixed = {name: _exact(value) for name, value in point.items()}
    function = substitute(function, fixed)
    constraints = [Constraint(substitute(one.residual, fixed), one.relation) for one in constraints]
    place = _place(found, names, point) if task in {"argmin", "argmax"} else {}
    if place is None or not _lies_in(constraints, place):
        return Evidence(agrees=False, points=1, method="the point lies in the region")
    value = numeric_value(function, place, DIGITS) if place else numeric_value(found, point, DIGITS)
    if value is None:
        return Evidence(agrees=False, points=1, method="the value is defined")
    sign = SENSES[task]
    best = best_value(function, names, constraints, [float(v) for v in place.values()], sign)
    if best is None:
        return Evidence(agrees=None, method=METHOD)
    scale = max(1, abs(value))
    beaten = sign * (value - best) > BETTER * scale
    unreached = not place and sign * (best - value) > REACHED * scale
    shown = witness(place, value, best) if beaten or unreached else None
    return Evidence(agrees=not (beaten or unreached), points=FINE[len(names)], witness=shown, method=METHOD)


def _exact(value: Any) -> Tree:
    from calcquiz.algebra.snapped import as_fraction
    from calcquiz.algebra.tree import Number

    return Number(as_fraction(value))


def _place(found: Tree, names: tuple[str, ...], point: dict[str, Any]) -> dict[str, Any] | None:
    entries = found.args if isinstance(found, Apply) and found.head == "vector" else (found,)
    if len(entries) != len(names):
        return None
    values = [numeric_value(entry, point, DIGITS) for entry in entries]
    return None if None in values else dict(zip(names, values, strict=True))


def _lies_in(constraints: Sequence[Constraint], place: dict[str, Any]) -> bool:
    for one in constraints if place else ():
        value = numeric_value(one.residual, place, DIGITS)
        if value is None or value < -FEASIBLE or (one.relation == "=" and value > FEASIBLE):
            return False
    return True


def kind(task: str, args: Args) -> Kind:
    """Return vector for a point of several variables, else number, or expression where other names are left."""
    if task in {"argmin", "argmax"} and len(names_of(args[1])) > 1:
        return Kind.VECTOR
    return Kind.EXPRESSION if open_names(Apply(task, args)) else Kind.NUMBER


TASKS = tuple(
    Task(
        name=task,
        signature=f"{task}(f, x), {task}(f, x, [0, 3]) or {task}(f, (x, y), x >= 0 and x + y <= 3)",
        arity=(2, 3),
        names=(1,),
        kind=partial(kind, task),
        key=partial(key, task),
        oracle=partial(oracle, task),
        variable=lambda args: names_of(args[1])[0],
    )
    for task in SENSES
)
