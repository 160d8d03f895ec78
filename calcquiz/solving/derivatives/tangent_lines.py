"""Tangent lines and planes, worked: height and slope at the point, then the equation."""

from calcquiz.algebra.tidy import tidy
from calcquiz.algebra.tree import Apply, Name, Tree, add, mul, sub, substitute
from calcquiz.records.derivation import Level
from calcquiz.solving.derivatives.derivatives import differentiated
from calcquiz.solving.derivatives.differential import Differential
from calcquiz.solving.derivatives.implicit import implicit
from calcquiz.solving.derivatives.partial_values import at_point
from calcquiz.solving.derivatives.partials import by_variable, held
from calcquiz.solving.nested import with_tasks_inside
from calcquiz.solving.prove import equal
from calcquiz.solving.sheet import Sheet
from calcquiz.solving.words import equation, listed, tex
from calcquiz.solving.worker import Worker
from calcquiz.tasks.directional import coordinates
from calcquiz.tasks.factors import form_of
from calcquiz.tasks.implicit import residual
from calcquiz.tasks.tangent import TASK, dependent, is_curve
from calcquiz.tasks.task import Args, names_of
from calcquiz.typeset import tree_tex


def tangent(args: Args, sheet: Sheet) -> Tree:
    """Work `tangent(f, x, a)`, `tangent(f, (x, y), p)` or `tangent(F = c, (x, y), p)`."""
    expected = TASK.key(args, sheet.setting)
    assert isinstance(expected, Apply)
    return _of_curve(args, expected, sheet) if is_curve(args) else _of_graph(args, expected, sheet)


def _of_graph(args: Args, expected: Apply, sheet: Sheet) -> Tree:
    names = names_of(args[1])
    place = coordinates(args[2], len(names), TASK.signature)
    point = dict(zip(names, place, strict=True))
    inner = sheet.inner()
    function, height = args[0], Name(dependent(args))
    where = listed([equation(tree_tex(Name(name)), value) for name, value in point.items()])
    at: list[Tree] = [Apply("at", (function, *args[1:]))]
    values = [at_point(at[0], substitute(function, point), inner, why=f"The height at {where}.")]
    for name in names:
        slope = _slope(function, name, len(names), inner)
        pending = Apply("derivative" if len(names) == 1 else "partial", (function, Name(name)))
        at.append(Apply("at", (pending, *args[1:])))
        steep = "The slope there." if len(names) == 1 else f"The slope along {tex(Name(name))} there."
        values.append(at_point(at[-1], substitute(slope, point), inner, why=steep))
    steps = [sub(Name(name), value) for name, value in point.items()]
    start, filled = (_sum(height, parts, steps) for parts in (at, values))
    form = POINT_SLOPE if len(names) == 1 else "The plane has this height and these slopes"
    _write(start, Apply("=", (height, tidy(filled.args[1]))), expected, f"{form}.", sheet)
    return expected


POINT_SLOPE = "The line has this height and this slope: $y = f(a) + f'(a) (x - a)$"


def _slope(function: Tree, name: str, count: int, sheet: Sheet) -> Tree:
    if count == 1:
        return differentiated(function, Differential(variable=name), sheet)
    return by_variable(function, name, sheet, held(function, name))


def _sum(height: Tree, parts: list[Tree], steps: list[Tree]) -> Apply:
    first, *slopes = parts
    return Apply("=", (height, add(first, *(mul(slope, step) for slope, step in zip(slopes, steps, strict=True)))))


def _write(start: Apply, filled: Apply, expected: Apply, why: str, sheet: Sheet) -> None:
    """Write the equation with its heights and slopes, filled in, and multiplied out; right sides are compared."""
    chain, setting = sheet.chain(start), sheet.setting
    if form_of(filled.args[1]) == form_of(expected.args[1]):
        filled = expected
    chain.to("point-slope", filled, why, proof=lambda: equal(start.args[1], filled.args[1], setting))
    chain.to(
        "simplify",
        expected,
        "Multiply out and collect.",
        level=Level.NORMAL,
        proof=lambda: equal(filled.args[1], expected.args[1], setting),
    )


def _of_curve(args: Args, expected: Apply, sheet: Sheet) -> Tree:
    names = names_of(args[1])
    x, y = (Name(name) for name in names)
    point = dict(zip(names, coordinates(args[2], 2, TASK.signature), strict=True))
    a, b = point.values()
    inner = sheet.inner()
    if expected.args[0] == x:
        return _vertical(args, expected, sheet)
    slope = implicit((args[0], x, y), inner)
    asked = Apply("at", (Apply("implicit", (args[0], x, y)), *args[1:]))
    value = at_point(asked, substitute(slope, point), inner, why=f"The slope at {tex(args[2])}.")
    filled = Apply("=", (y, tidy(add(b, mul(value, sub(x, a))))))

    def touches() -> bool | None:
        return TASK.oracle(args, expected, sheet.setting).agrees

    chain = sheet.chain(args[0])
    chain.to("point-slope", filled, f"The line through {tex(args[2])} with slope {tex(value)}.", proof=touches)
    chain.to("simplify", expected, "Multiply out and collect.", level=Level.NORMAL, proof=touches)
    return expected


def _vertical(args: Args, expected: Apply, sheet: Sheet) -> Tree:
    """Write why a tangent is vertical: the derivative by y vanishes at the point, that by x does not."""
    names = names_of(args[1])
    function = residual(args[0])
    point = dict(zip(names, coordinates(args[2], 2, TASK.signature), strict=True))
    inner = sheet.inner()
    for name in names:
        slope = by_variable(function, name, inner, held(function, name))
        asked = Apply("at", (Apply("partial", (function, Name(name))), *args[1:]))
        at_point(asked, substitute(slope, point), inner, why=f"At {tex(args[2])}.")
    chain = sheet.chain(args[0])
    why = f"Only the derivative by {tex(Name(names[0]))} does not vanish there, so the tangent is vertical."
    chain.to("point-slope", expected, why, proof=lambda: TASK.oracle(args, expected, sheet.setting).agrees)
    return expected


WORKERS: dict[str, Worker] = {"tangent": with_tasks_inside("tangent", tangent)}
