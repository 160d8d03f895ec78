"""The task `implicit(F, x, y)`: the slope dy/dx of the curve F(x, y) = 0, or of an equation."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice
from math import gcd
from typing import Any

from calcquiz.algebra.differentiate import differentiate
from calcquiz.algebra.tidy import negate, product, quotient, total
from calcquiz.algebra.tree import Apply, Number, Tree, free_names, sub
from calcquiz.records.errors import CalcquizError
from calcquiz.records.evidence import Evidence
from calcquiz.records.variant import Kind
from calcquiz.tasks.neat import neat
from calcquiz.tasks.numeric import numeric_value
from calcquiz.tasks.numeric_quadrature import Undefined
from calcquiz.tasks.points import ENOUGH, close, sample_points, witness
from calcquiz.tasks.scan import roots_between
from calcquiz.tasks.task import Args, Setting, Task, name_of
from calcquiz.tasks.textbook import textbook

METHOD = "slopes of the curve by differences"
WINDOW = (-12, 12)
DIGITS = 50
STEP = "1e-12"
ACCURACY = 1e-15
"""The slope over steps of 1e-12 is off by their square."""
MOST_STARTS = 12
MOST_SCANS = 9
"""Values of x for which y is looked for."""
MOST_POINTS = 4
"""Points of the curve at which slopes are compared."""
FIRST_PLACES = ("0.31", "-0.77", "1.21", "2.9", "-3.7")


def residual(tree: Tree) -> Tree:
    """Return left - right of an equation, anything else as it is."""
    return sub(*tree.args) if isinstance(tree, Apply) and tree.head == "=" else tree


def slope(args: Args) -> Tree:
    """Return -F_x/F_y in textbook form.

    Raises:
        CalcquizError: F does not depend on y.
    """
    function = residual(args[0])
    above, below = (textbook(differentiate(function, name_of(name))) for name in args[1:])
    if not free_names(below) and numeric_value(below, {}) == 0:
        message = f"the equation does not depend on {name_of(args[2])}"
        raise CalcquizError(message, "Give an equation in both variables.")
    return _without_common_numbers(negate(above), below)


def _without_common_numbers(above: Tree, below: Tree) -> Tree:
    """Return the quotient with numbers that all terms share cancelled, terms with a plus first."""
    parts = [_terms(textbook(tree)) for tree in (above, below)]
    numbers = [coefficient(term) for terms in parts for term in terms]
    if any(value.denominator != 1 for value in numbers):
        return neat(quotient(textbook(above), below))
    common = Fraction(gcd(*(int(value) for value in numbers)) or 1)
    top, bottom = (total(sorted((_divided(term, common) for term in terms), key=is_negative)) for terms in parts)
    return neat(quotient(top, bottom))


def _terms(tree: Tree) -> tuple[Tree, ...]:
    return tree.args if isinstance(tree, Apply) and tree.head == "add" else (tree,)


def coefficient(term: Tree) -> Fraction:
    """Return the number a term begins with."""
    if isinstance(term, Number):
        return term.value
    if isinstance(term, Apply) and term.head == "neg":
        return -coefficient(term.args[0])
    if isinstance(term, Apply) and term.head == "mul":
        return coefficient(term.args[0])
    if isinstance(term, Apply) and term.head == "div":
        return coefficient(term.args[0]) / Fraction(coefficient(term.args[1]).numerator or 1)
    return Fraction(1)


def is_negative(term: Tree) -> bool:
    """Return whether a term has a minus sign."""
    return coefficient(term) < 0


def _divided(term: Tree, common: Fraction) -> Tree:
    return textbook(product([Number(1 / common), term]))


def key(args: Args, _: Setting) -> Tree:
    """Return the slope as a formula in both variables."""
    return slope(args)


def oracle(args: Args, found: Tree, setting: Setting) -> Evidence:
    """Compare with how y moves with x along the curve, y found by bracketing."""
    compared = 0
    for point in _points_on(args, setting):
        right = slope_by_steps(args, point)
        mine = numeric_value(found, point, DIGITS)
        if right is None or mine is None:
            continue
        compared += 1
        if not close(mine, right, ACCURACY):
            shown = witness(point, mine, right)
            return Evidence(agrees=False, points=compared, witness=shown, method=METHOD)
        if compared == MOST_POINTS:
            break
    return Evidence(agrees=True if compared >= ENOUGH else None, points=compared, method=METHOD)


def _points_on(args: Args, setting: Setting) -> Iterator[dict[str, Any]]:
    """Yield points of the curve."""
    from mpmath import mpf

    function, x, y = residual(args[0]), name_of(args[1]), name_of(args[2])
    others = free_names(function) - {x, y}
    count = 0
    low = 0 if setting.is_positive(y) else WINDOW[0]
    starts = [next(sample_points(others, setting.variables)) | {x: mpf(place)} for place in FIRST_PLACES]
    for point in islice((*starts, *sample_points(others | {x}, setting.variables)), MOST_SCANS):
        if setting.is_positive(x) and point[x] <= 0:
            continue
        for root in roots_between(function, y, point, (low, WINDOW[1])):
            yield {**point, y: root}
            count += 1
        if count >= MOST_STARTS:
            return


def slope_by_steps(args: Args, point: Mapping[str, Any]) -> Any:
    """Return dy/dx at a point of the curve from two neighbours on it; None where y does not follow x."""
    from mpmath import mpf, workdps

    function, x, y = residual(args[0]), name_of(args[1]), name_of(args[2])
    with workdps(DIGITS):
        step = mpf(STEP)
        try:
            there, here = (_follow(function, y, {**point, x: point[x] + sign * step}) for sign in (1, -1))
        except Undefined:
            return None
        return (there - here) / (2 * step)


def _follow(function: Tree, y: str, point: dict[str, Any]) -> Any:
    """Return the y of the curve near that of the point, by the secant method."""
    from mpmath import mpf

    a, b = point[y], point[y] + mpf("1e-10")
    for _ in range(12):
        values = [numeric_value(function, {**point, y: place}, DIGITS) for place in (a, b)]
        if None in values or values[0] == values[1]:
            break
        a, b = b, b - values[1] * (b - a) / (values[1] - values[0])
        if abs(b - a) < mpf("1e-42"):
            return b
    if abs(b - point[y]) > 1e-6 or abs(b - a) > mpf("1e-38"):
        raise Undefined
    return b


TASK = Task(
    name="implicit",
    signature="implicit(x^2 + y^2 = 25, x, y)",
    arity=(3, 3),
    names=(1, 2),
    kind=lambda _: Kind.EXPRESSION,
    key=key,
    oracle=oracle,
    variable=lambda args: name_of(args[1]),
)
