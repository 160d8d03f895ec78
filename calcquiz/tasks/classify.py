"""The task `classify(f, x, a)` or `classify(f, (x, y), p)`: what the second derivative test says of a point."""

from typing import Any

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tree import Name, Tree, substitute
from calcquiz.records.errors import CalcquizError, FormulaError
from calcquiz.records.evidence import Evidence
from calcquiz.records.variant import Kind
from calcquiz.tasks.derivative import nth_derivative
from calcquiz.tasks.directional import coordinates
from calcquiz.tasks.numeric import numeric_value
from calcquiz.tasks.task import Args, Setting, Task, names_of
from calcquiz.tasks.textbook import textbook

METHOD = "values on circles around the point"
OPTIONS = (
    ("minimum", "A local minimum."),
    ("maximum", "A local maximum."),
    ("saddle", "A saddle point."),
    ("neither", "It is no stationary point."),
    ("inconclusive", "The test is inconclusive."),
)
DIGITS = 80
RADIUS = "1e-12"
ANGLES = 180
TINY = 1e-6
"""Rise over radius (or its square) that counts as none."""


def shown(args: Args) -> tuple[str, ...]:
    """Return the options: no saddle on a line."""
    several = len(names_of(args[1])) > 1
    return tuple(option for option, _ in OPTIONS if several or option != "saddle")


def key(args: Args, _: Setting) -> Tree:
    """Return what the test says: by the sign of f'', or of D = f_xx f_yy - f_xy² and f_xx."""
    names = names_of(args[1])
    if len(names) > 2:
        raise FormulaError("the test is for one or two variables", advice=f"Write {TASK.signature}.")
    point = dict(zip(names, coordinates(args[2], len(names), TASK.signature), strict=True))

    def sign(*by: str) -> int:
        return _sign(_value(args[0], by, point))

    _value(args[0], (), point)
    if any(sign(name) for name in names):
        return Name("neither")
    if len(names) == 1:
        bend = sign(names[0], names[0])
        return Name({1: "minimum", -1: "maximum", 0: "inconclusive"}[bend])
    x, y = names
    xx, yy, xy = (_value(args[0], by, point) for by in ((x, x), (y, y), (x, y)))
    discriminant = _sign(xx * yy - xy * xy)
    if discriminant > 0:
        return Name("minimum" if _sign(xx) > 0 else "maximum")
    return Name("saddle" if discriminant < 0 else "inconclusive")


def _value(function: Tree, by: tuple[str, ...], point: dict[str, Tree]) -> Any:
    """Return a derivative at the point, exactly where it is rational."""
    for name in by:
        function = nth_derivative(function, name, 1)
    value = textbook(substitute(function, point))
    exact = exact_number(value)
    found = numeric_value(value, {}, DIGITS) if exact is None else exact
    if found is None:
        what = "derivatives are" if by else "function is"
        raise CalcquizError(f"the {what} not defined at this point", "Choose another point.")
    return found


def _sign(value: Any) -> int:
    return 0 if abs(value) < 1e-40 else 1 if value > 0 else -1


def oracle(args: Args, found: Tree, _: Setting) -> Evidence:
    """Look at how the function rises on a small circle around the point: not at all, up, down, or both."""
    names = names_of(args[1])
    place = [numeric_value(arg, {}, DIGITS) for arg in coordinates(args[2], len(names), TASK.signature)]
    verdict = None if None in place else _seen(args[0], names, place)
    agrees = None if verdict is None else found == Name(verdict)
    return Evidence(agrees=agrees, points=ANGLES, method=METHOD)


def _seen(function: Tree, names: tuple[str, ...], place: list[Any]) -> str | None:
    from mpmath import cos, mpf, pi, sin, workdps

    with workdps(DIGITS):
        radius = mpf(RADIUS)
        centre = numeric_value(function, dict(zip(names, place, strict=True)), DIGITS)

        def rise(angle: Any) -> Any:
            direction = (cos(angle), sin(angle)) if len(names) > 1 else (1 if angle < 1 else -1,)
            there = {name: a + radius * part for name, a, part in zip(names, place, direction, strict=True)}
            value = numeric_value(function, there, DIGITS)
            return None if value is None or centre is None else value - centre

        angles = [2 * pi * k / ANGLES for k in range(ANGLES)] if len(names) > 1 else [mpf(0), pi]
        rises = [rise(angle) for angle in angles]
        if None in rises:
            return None
        if any(abs(value) / radius > TINY for value in rises):
            return "neither"
        ends = [_extreme(rise, rises, angles, sign) / radius**2 for sign in (-1, 1)]
    return _named(*ends)


def _extreme(rise: Any, rises: list[Any], angles: list[Any], sign: int) -> Any:
    """Return the largest (1) or smallest (-1) rise, followed between the neighbours of the best angle."""
    best = max(range(len(rises)), key=lambda k: sign * rises[k])
    if len(rises) < 3:
        return rises[best]
    width = angles[1] - angles[0]
    low, high = angles[best] - width, angles[best] + width
    for _ in range(100):
        third = (high - low) / 3
        if sign * rise(low + third) > sign * rise(high - third):
            high = high - third
        else:
            low = low + third
    return rise((low + high) / 2)


def _named(lowest: Any, highest: Any) -> str:
    if lowest > TINY:
        return "minimum"
    if highest < -TINY:
        return "maximum"
    if lowest < -TINY and highest > TINY:
        return "saddle"
    return "inconclusive"


TASK = Task(
    name="classify",
    signature="classify(f, x, a) or classify(f, (x, y), (a, b))",
    arity=(3, 3),
    names=(1,),
    kind=lambda _: Kind.CHOICE,
    key=key,
    oracle=oracle,
    variable=lambda args: names_of(args[1])[0],
    options=OPTIONS,
    shown=shown,
)
