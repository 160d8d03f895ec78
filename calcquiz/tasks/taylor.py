"""The task `taylor(f, x, a, n)` or `taylor(f, (x, y), (a, b), 2)`: the Taylor polynomial at a point."""

from collections.abc import Mapping, Sequence
from typing import Any

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.parse import parse
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tidy import product, quotient, raised, total
from calcquiz.algebra.tree import ZERO, Apply, Name, Number, Tree, neg, number, substitute, walk
from calcquiz.records.errors import CalcquizError
from calcquiz.records.evidence import Evidence
from calcquiz.records.variant import Kind
from calcquiz.tasks import taylor_plane
from calcquiz.tasks.derivative import nth_derivative
from calcquiz.tasks.numeric import numeric_value
from calcquiz.tasks.points import compare, sample_points
from calcquiz.tasks.task import Args, Setting, Task, name_of, names_in, names_of, whole_number
from calcquiz.tasks.textbook import textbook

HIGHEST = 12
REMAINDER_DIGITS = 250
CORNERS = frozenset({"abs", "max", "min", "relu", "pick", "sign"})
"""Functions that need not have the derivative that their formula gives."""
STEP = "x - a, term"
"""Begins the names that stand for brackets while terms are added; no formula can hold them."""


def key(args: Args, setting: Setting) -> Tree:
    """Return the polynomial in powers of (x - a), the lowest first.

    The coefficients are f⁽ᵏ⁾(a)/k!; where a derivative is not defined at a as it stands (sin(x)/x at 0)
    the worker finds them as limits.
    """
    if len(names_of(args[1])) > 1:
        return taylor_plane.key(args, setting)
    name, place, degree = name_of(args[1]), args[2], order(args)
    terms, slope = [], args[0]
    for k in range(degree + 1):
        value = _coefficient(slope, name, place, k)
        if value is None:
            texts = [to_text(arg) for arg in args]
            text = setting.compute("taylor", *texts, setting.positive)
            return _smooth(textbook(parse(text, names_in(*args), author=True)), args)
        terms.append(term(value, name, place, k))
        slope = nth_derivative(slope, name, 1) if k < degree else slope
    return _smooth(polynomial(terms), args)


def _smooth(found: Tree, args: Args) -> Tree:
    """Return a polynomial; CalcquizError where the function has a corner at the point."""
    if _has_corners(args[0]) and _remainder_oracle(args, found).agrees is False:
        where = f"{to_text(args[1])} = {to_text(args[2])}"
        raise CalcquizError(f"there is no Taylor polynomial at {where}", "Choose another point.")
    return found


def polynomial(terms: Sequence[Tree]) -> Tree:
    """Return the sum of terms, a later x - a in brackets: 1 + (x - 1) + (x - 1)^2."""
    steps = {f"{STEP} {k}": one for k, one in enumerate(terms) if k and isinstance(one, Apply) and one.head == "add"}
    held = [Name(f"{STEP} {k}") if f"{STEP} {k}" in steps else one for k, one in enumerate(terms)]
    found = total(held)
    return steps[found.name] if isinstance(found, Name) and found.name in steps else substitute(found, steps)


def _has_corners(tree: Tree) -> bool:
    return any(isinstance(node, Apply) and (node.head in CORNERS or node.head == "sqrt") for node in walk(tree))


def order(args: Args) -> int:
    """Return the degree asked for."""
    return whole_number(args[3], "degree", low=0, high=HIGHEST)


def _coefficient(slope: Tree, name: str, place: Tree, k: int) -> Tree | None:
    written = substitute(slope, {name: place})
    if exact_number(written) is None and numeric_value(written, _sample(written)) is None:
        return None  # 0/(exp(0) - 1) must not become 0
    value = textbook(written)
    exact = exact_number(value)
    factorial = 1
    for factor in range(2, k + 1):
        factorial *= factor
    return Number(exact / factorial) if exact is not None else textbook(quotient(value, number(factorial)))


def _sample(tree: Tree) -> dict[str, Any]:
    return next(sample_points(tuple(sorted(names_in(tree))), dict.fromkeys(names_in(tree), "positive")))


def term(coefficient: Tree, name: str, place: Tree, k: int) -> Tree:
    """Return coefficient (x - a)^k as it stands in a polynomial."""
    if coefficient == ZERO or k == 0:
        return coefficient
    base: Tree = Name(name) if place == ZERO else total([Name(name), neg_of(place)])
    power = raised(base, number(k))
    if isinstance(coefficient, Number) and coefficient.value.denominator != 1:
        top = product([number(coefficient.value.numerator), power])
        return quotient(top, number(coefficient.value.denominator))
    return product([coefficient, power])


def neg_of(tree: Tree) -> Tree:
    """Return -a, a plain number with its sign turned."""
    return Number(-tree.value) if isinstance(tree, Number) else neg(tree)


def oracle(args: Args, found: Tree, setting: Setting) -> Evidence:
    """Compare with the Taylor coefficients mpmath finds by differences at high precision."""
    import mpmath

    if len(names_of(args[1])) > 1:
        return taylor_plane.oracle(args, found, setting)
    name, degree = name_of(args[1]), order(args)
    others = tuple(sorted(names_in(*args) - {name}))

    def polynomial(point: Mapping[str, Any]) -> Any:
        from calcquiz.tasks.numeric import function_of
        from calcquiz.tasks.numeric_quadrature import Undefined

        inner = {key: value for key, value in point.items() if key != name}
        try:
            with mpmath.workdps(30):
                place = numeric_value(args[2], inner)
                coefficients = mpmath.taylor(function_of(args[0], name, inner), place, degree)
                return mpmath.polyval(coefficients[::-1], point[name] - place)
        except Undefined:
            return None

    if numeric_value(args[0], {**_sample(args[2]), name: numeric_value(args[2], _sample(args[2]))}) is None:
        return _remainder_oracle(args, found)
    points = sample_points((name, *others), {**setting.variables, name: "real"})
    return compare(lambda p: numeric_value(found, p), polynomial, points, "Taylor coefficients by differences")


def _remainder_oracle(args: Args, found: Tree) -> Evidence:
    """Return whether the remainder is smaller than h^n close to the point, where the function itself has a hole."""
    import mpmath

    name, degree = name_of(args[1]), order(args)
    place = numeric_value(args[2], {}, REMAINDER_DIGITS)
    ratios = []
    with mpmath.workdps(REMAINDER_DIGITS):
        for step in ("1e-6", "-1e-6", "1e-12", "-1e-12") if place is not None else ():
            point = {name: place + mpmath.mpf(step)}
            values = [numeric_value(tree, point, REMAINDER_DIGITS) for tree in (args[0], found)]
            if None not in values:
                ratios.append(abs(values[0] - values[1]) / abs(mpmath.mpf(step)) ** degree)
    agrees = all(ratio < 1e-3 for ratio in ratios) if len(ratios) > 2 else None
    return Evidence(agrees=agrees, points=len(ratios), method="size of the remainder")


TASK = Task(
    name="taylor",
    signature="taylor(f, x, a, n) or taylor(f, (x, y), (a, b), 2)",
    arity=(4, 4),
    names=(1,),
    kind=lambda _: Kind.EXPRESSION,
    key=key,
    oracle=oracle,
    variable=lambda args: names_of(args[1])[0],
)
