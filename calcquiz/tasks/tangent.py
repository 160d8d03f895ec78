"""The task `tangent(f, x, a)`, `tangent(f, (x, y), p)` or `tangent(F = c, (x, y), p)`: a tangent line or plane."""

from collections.abc import Mapping
from typing import Any

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tidy import negate, product, quotient, total
from calcquiz.algebra.tree import ZERO, Apply, Name, Tree, sub, substitute
from calcquiz.records.errors import CalcquizError
from calcquiz.records.evidence import Evidence
from calcquiz.records.variant import Kind
from calcquiz.tasks.at import is_defined
from calcquiz.tasks.decimals import decimalised, has_decimals
from calcquiz.tasks.derivative import nth_derivative
from calcquiz.tasks.directional import coordinates
from calcquiz.tasks.implicit import residual
from calcquiz.tasks.numeric import numeric_value
from calcquiz.tasks.points import sample_points
from calcquiz.tasks.task import Args, Setting, Task, names_in, names_of
from calcquiz.tasks.textbook import textbook

METHOD = "contact of the graph close by"
DIGITS = 60
STEPS = ("1e-6", "1e-10")
SHRINKS = 0.2
"""The gap over the distance of a tangent shrinks with the distance, at least as its root; others stay."""
NOTHING = 1e-20
DIRECTIONS = (
    *(("0.6", "0.8"), ("-0.8", "0.6"), ("0.28", "-0.96"), ("1", "0"), ("0", "1")),
    *(("-0.6", "-0.8"), ("0.8", "-0.6"), ("-1", "0"), ("0", "-1")),
)


def key(args: Args, _: Setting) -> Tree:
    """Return y = m x + b, z = m x + n y + b, or for a curve F(x, y) = c its tangent line.

    Slopes and heights that are not rational stay with x - a: y = e (x - 1) + e.
    """
    names = names_of(args[1])
    place = coordinates(args[2], len(names), TASK.signature)
    point = dict(zip(names, place, strict=True))
    if is_curve(args):
        return _tangent_of_curve(args, names, point)
    height = textbook(substitute(args[0], point))
    slopes = [textbook(substitute(nth_derivative(args[0], name, 1), point)) for name in names]
    _require_value(height, "the function has no value at this point")
    for slope in slopes:
        _require_value(slope, "the function has no derivative at this point")
    found = affine(names, slopes, place, height)
    return Apply("=", (Name(dependent(args)), decimalised(found) if any(map(has_decimals, args)) else found))


def _require_value(tree: Tree, message: str) -> None:
    if not is_defined(tree):
        raise CalcquizError(message, "Choose another point.")


def is_curve(args: Args) -> bool:
    """Return whether the tangent of a curve given by an equation is asked."""
    return isinstance(args[0], Apply) and args[0].head == "=" and len(names_of(args[1])) == 2


def dependent(args: Args) -> str:
    """Return the name of the height: y over a line, z over a plane, another letter where it is taken."""
    names = names_of(args[1])
    letters = ("y", "z", "u") if len(names) == 1 else ("z", "w", "u")
    return next(letter for letter in letters if letter not in {*names, *names_in(*args)})


def affine(names: tuple[str, ...], slopes: list[Tree], place: tuple[Tree, ...], height: Tree) -> Tree:
    """Return the sum of slope times (variable - place) and the height, collected where one number is left."""
    fixed = textbook(total([height, *(textbook(negate(product([m, a]))) for m, a in zip(slopes, place, strict=True))]))
    if not (isinstance(fixed, Apply) and fixed.head == "add") and not names_in(*place):
        terms = [textbook(product([m, Name(name)])) for m, name in zip(slopes, names, strict=True)]
        return textbook(total([*terms, fixed]))
    steps = [
        product([slope, textbook(sub(Name(name), a))]) for slope, name, a in zip(slopes, names, place, strict=True)
    ]
    return total([*(step for step in steps if step != ZERO), height])


def _tangent_of_curve(args: Args, names: tuple[str, ...], point: dict[str, Tree]) -> Tree:
    function = residual(args[0])
    (x, y), (a, b) = names, (point[name] for name in names)
    value = numeric_value(substitute(function, point), {})
    if value is not None and abs(value) > 1e-20:
        raise CalcquizError("the point does not lie on the curve", "Choose a point that solves the equation.")
    by_x, by_y = (textbook(substitute(nth_derivative(function, name, 1), point)) for name in names)
    if exact_number(by_y) == 0:
        if exact_number(by_x) == 0:
            raise CalcquizError("the curve has no tangent at this point", "Choose another point.")
        return Apply("=", (Name(x), a))
    slope = textbook(negate(quotient(by_x, by_y)))
    return Apply("=", (Name(y), affine((x,), [slope], (a,), b)))


def oracle(args: Args, found: Tree, setting: Setting) -> Evidence:
    """Look at the gap between the graph and the key over ever smaller distances; a line or plane it must be."""
    if not isinstance(found, Apply) or found.head != "=":
        return Evidence(agrees=False, method="shape")
    names = names_of(args[1])
    others = names_in(*args) - set(names)
    point = next(sample_points(others, setting.variables)) if others else {}
    place = [numeric_value(arg, point, DIGITS) for arg in coordinates(args[2], len(names), TASK.signature)]
    if None in place:
        return Evidence(agrees=None, method=METHOD)
    base = dict(zip(names, place, strict=True))
    checks = [_touches(args, found, base, point), _is_straight(args, found, base, point)]
    agrees = False if False in checks else None if None in checks else True
    return Evidence(agrees=agrees, points=len(STEPS) * len(names), method=METHOD)


def _touches(args: Args, found: Apply, base: Mapping[str, Any], point: Mapping[str, Any]) -> bool | None:
    from mpmath import mpf, workdps

    if is_curve(args):
        return _touches_curve(args, found, base, point)
    closing = []
    with workdps(DIGITS):
        for direction in DIRECTIONS if len(base) > 1 else (("1",), ("-1",)):
            gaps = []
            for step in STEPS:
                shifts = zip(base.items(), direction, strict=True)
                there = {name: value + mpf(step) * mpf(part) for (name, value), part in shifts}
                height, line = (_height(args, tree, {**point, **there}) for tree in (args[0], found))
                gaps.append(None if height is None or line is None else abs(height - line) / mpf(step))
            closing.append(_closes(gaps))
    known = [one for one in closing if one is not None]
    return all(known) if known else None


def _closes(gaps: list[Any]) -> bool | None:
    """Return whether the gap over the distance shrinks with the distance; None where it is not known."""
    wide, narrow = gaps
    return None if wide is None or narrow is None else bool(narrow <= SHRINKS * wide or narrow < NOTHING)


def _height(args: Args, tree: Tree, values: Mapping[str, Any]) -> Any:
    """Return the height of a formula, or that at which an equation linear in the height holds."""
    if not (isinstance(tree, Apply) and tree.head == "="):
        return numeric_value(tree, values, DIGITS)
    name = dependent(args)
    ends = [numeric_value(sub(*tree.args), {**values, name: place}, DIGITS) for place in (0, 1)]
    if None in ends or ends[0] == ends[1]:
        return None
    return ends[0] / (ends[0] - ends[1])


def _is_straight(args: Args, found: Apply, base: Mapping[str, Any], point: Mapping[str, Any]) -> bool | None:
    """Return whether the equation is linear: second differences of its residual vanish."""
    from mpmath import workdps

    letters = (*base, *(() if is_curve(args) else (dependent(args),)))
    gap = sub(*found.args)
    verdicts = []
    with workdps(DIGITS):
        for one in letters:
            for other in letters:
                corners = [
                    {name: 1 + i * (name == one) + j * (name == other) for name in letters}
                    for i in (0, 1)
                    for j in (0, 1)
                ]
                values = [numeric_value(gap, {**point, **corner}, DIGITS) for corner in corners]
                if None in values:
                    return None
                bend = values[0] - values[1] - values[2] + values[3]
                verdicts.append(abs(bend) <= 1e-20 * max(1, *map(abs, values)))
    return all(verdicts)


def _touches_curve(args: Args, found: Apply, base: Mapping[str, Any], point: Mapping[str, Any]) -> bool | None:
    """Return whether the line runs through the point, and F stays at its value along it up to the square."""
    from mpmath import mpf, workdps

    (x, a), (y, b) = base.items()
    gap, function = sub(*found.args), residual(args[0])

    def at(tree: Tree, dx: Any, dy: Any) -> Any:
        return numeric_value(tree, {**point, x: a + dx, y: b + dy}, DIGITS)

    with workdps(DIGITS):
        here, right, up = (at(gap, *shift) for shift in ((0, 0), (1, 0), (0, 1)))
        if None in {here, right, up} or at(function, 0, 0) is None:
            return None
        along = (up - here, here - right)
        if abs(here) > 1e-20 or abs(at(function, 0, 0)) > 1e-20 or along == (0, 0):
            return False
        sides = []
        for sign in (1, -1):
            values = [at(function, sign * mpf(step) * along[0], sign * mpf(step) * along[1]) for step in STEPS]
            if None in values:
                return None
            sides.append(_closes([abs(value) / mpf(step) for value, step in zip(values, STEPS, strict=True)]))
        return all(sides)


TASK = Task(
    name="tangent",
    signature="tangent(f, x, a), tangent(f, (x, y), (a, b)) or tangent(x^2 + y^2 = 25, (x, y), (3, 4))",
    arity=(3, 3),
    names=(1,),
    kind=lambda _: Kind.EQUATION,
    key=key,
    oracle=oracle,
    variable=lambda args: names_of(args[1])[0],
)
