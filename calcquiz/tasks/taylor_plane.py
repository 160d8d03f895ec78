"""Taylor polynomials in several variables, and their proof by the size of the remainder."""

from calcquiz.algebra.text import to_text
from calcquiz.algebra.tidy import product, quotient, raised, total
from calcquiz.algebra.tree import MINUS_ONE, ONE, ZERO, Name, Tree, number, sub, substitute
from calcquiz.records.errors import CalcquizError
from calcquiz.records.evidence import Evidence
from calcquiz.tasks.derivative import nth_derivative
from calcquiz.tasks.directional import coordinates
from calcquiz.tasks.numeric import numeric_value
from calcquiz.tasks.points import sample_points
from calcquiz.tasks.tangent import affine
from calcquiz.tasks.task import Args, Setting, names_in, names_of, open_names, whole_number
from calcquiz.tasks.textbook import textbook

SIGNATURE = "taylor(f, (x, y), (a, b), 2)"
HIGHEST = 3
MOST_VARIABLES = 3
DIGITS = 80
STEPS = ("1e-7", "1e-9")
SMALL = 1e-4
DIRECTIONS = (("0.6", "0.8", "0.3"), ("-0.8", "0.6", "0.5"), ("0.28", "-0.96", "-0.7"), ("-0.5", "-0.7", "0.2"))


def key(args: Args, _: Setting) -> Tree:
    """Return the polynomial in powers of (x - a), (y - b), the lowest first."""
    names = names_of(args[1])[:MOST_VARIABLES]
    place = coordinates(args[2], len(names), SIGNATURE)
    degree = whole_number(args[3], "degree", low=0, high=HIGHEST)
    point = dict(zip(names, place, strict=True))
    steps = [Name(name) if a == ZERO else textbook(sub(Name(name), a)) for name, a in zip(names, place, strict=True)]
    terms = [_linear(args[0], names, place)] if degree and not all(a == ZERO for a in place) else []
    for total_order in range(2 if terms else 0, degree + 1):
        terms += [_term(args[0], names, point, steps, orders) for orders in _orders(len(names), total_order)]
    return total([term for term in terms if term != ZERO])


def _linear(function: Tree, names: tuple[str, ...], place: tuple[Tree, ...]) -> Tree:
    """Return the constant and the linear terms; x - 1 + y - 2 + 3 is collected to x + y."""
    point = dict(zip(names, place, strict=True))
    slopes = [_value(nth_derivative(function, name, 1), point) for name in names]
    height = _value(function, point)
    if any(slope in {ONE, MINUS_ONE} for slope in slopes):
        return affine(names, slopes, place, height)
    steps = [textbook(sub(Name(name), a)) for name, a in zip(names, place, strict=True)]
    terms = [textbook(product([slope, step])) for slope, step in zip(slopes, steps, strict=True)]
    return total([height, *(term for term in terms if term != ZERO)])


def _value(tree: Tree, point: dict[str, Tree]) -> Tree:
    """Return the value of a derivative at the point; CalcquizError where it has none."""
    found = substitute(tree, point)
    if not open_names(found) and numeric_value(found, {}) is None:
        where = ", ".join(f"{name} = {to_text(a)}" for name, a in point.items())
        raise CalcquizError(f"the function or a derivative of it has no value at {where}", "Choose another point.")
    return textbook(found)


def _orders(count: int, total_order: int) -> list[tuple[int, ...]]:
    """Return the powers of each variable with a given sum, the first variable's highest first."""
    if count == 1:
        return [(total_order,)]
    return [(first, *rest) for first in range(total_order, -1, -1) for rest in _orders(count - 1, total_order - first)]


def _term(
    function: Tree, names: tuple[str, ...], point: dict[str, Tree], steps: list[Tree], orders: tuple[int, ...]
) -> Tree:
    slope, factorial = function, 1
    for name, order in zip(names, orders, strict=True):
        slope = nth_derivative(slope, name, order)
        for factor in range(2, order + 1):
            factorial *= factor
    value = _value(slope, point)
    powers = [raised(step, number(order)) for step, order in zip(steps, orders, strict=True) if order]
    return textbook(quotient(product([value, *powers]), number(factorial)))


def oracle(args: Args, found: Tree, setting: Setting) -> Evidence:
    """Return whether the remainder shrinks faster than the distance to the power of the degree."""
    from mpmath import mpf, workdps

    names = names_of(args[1])
    degree = whole_number(args[3], "degree", low=0, high=HIGHEST)
    others = names_in(*args) - set(names)
    point = next(sample_points(others, setting.variables)) if others else {}
    place = [numeric_value(arg, point, DIGITS) for arg in coordinates(args[2], len(names), SIGNATURE)]
    ratios = []
    with workdps(DIGITS):
        for step in STEPS if None not in place else ():
            for direction in DIRECTIONS:
                shifts = zip(names, place, direction, strict=False)
                there = {**point, **{name: a + mpf(step) * mpf(part) for name, a, part in shifts}}
                values = [numeric_value(tree, there, DIGITS) for tree in (args[0], found)]
                if None not in values:
                    ratios.append(abs(values[0] - values[1]) / mpf(step) ** degree)
    agrees = all(ratio < SMALL for ratio in ratios) if len(ratios) > 2 else None
    return Evidence(agrees=agrees, points=len(ratios), method="size of the remainder")
