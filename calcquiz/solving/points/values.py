"""What points and optima share: slopes worked beside, values at points, signs between points."""

import math
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.parse import parse
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import ZERO, Apply, Name, Number, Tree, free_names, size, substitute, walk
from calcquiz.records.derivation import Level
from calcquiz.records.errors import CalcquizError
from calcquiz.solving.derivatives.derivatives import Differential, differentiated
from calcquiz.solving.equations.numbers import Line, value_of
from calcquiz.solving.equations.polynomials import equals
from calcquiz.solving.move import Move
from calcquiz.solving.prove import equal
from calcquiz.solving.sheet import Sheet
from calcquiz.solving.words import tex
from calcquiz.tasks.point_sets import elements
from calcquiz.tasks.task import Args
from calcquiz.tasks.textbook import textbook

SHORT = 4
"""Significant digits of what is shown rounded."""
LOOKED_AT = 200
PLAIN = 9
"""Nodes of a value that is shown as it is."""


def forms_of(task: str, args: Args, sheet: Sheet) -> tuple[Tree, ...]:
    """Return the elements of a task's key, for their forms; none where it has no key."""
    from calcquiz.tasks.catalog import TASKS

    try:
        return elements(TASKS[task].key(args, sheet.setting)) or ()
    except CalcquizError:
        return ()


def slope_written(function: Tree, name: str, sheet: Sheet, *, head: str = "derivative", lead: str = "") -> Tree:
    """Work a derivative beside the main line and return it."""
    if name not in free_names(function):
        return ZERO
    return differentiated(function, Differential(variable=name, head=head), sheet.inner(), lead)


def set_to_zero(pending: Tree, slope: Tree, why: str, sheet: Sheet, rule: str = "critical-points") -> Apply:
    """Write the equation slope = 0, made from one in which the derivative is still to be taken; return it."""
    equation = equals(slope, ZERO)
    sheet.write(
        Move(
            rule=rule,
            why=why,
            before=equals(pending, ZERO),
            after=equation,
            aside="The solutions:",
            depth=sheet.depth,
            proof=lambda: equal(pending, slope, sheet.setting),
        )
    )
    return equation


def simplest(tree: Tree, sheet: Sheet) -> Tree:
    """Return a value worked out: exact where it is rational, else in its shortest form."""
    value = exact_number(tree)
    if value is not None:
        return (
            textbook(tree)
            if any(isinstance(node, Number) and node.is_decimal for node in walk(tree))
            else Number(value)
        )
    plain = textbook(tree)
    if isinstance(plain, (Name, Number)):
        return plain
    text = sheet.setting.compute("simplest", to_text(plain), sheet.setting.positive)
    return textbook(parse(text, free_names(plain), author=True))


def put_in(
    function: Tree,
    names: Sequence[str],
    point: Sequence[Tree],
    sheet: Sheet,
    why: str,
    *,
    rule: str = "put-in-point",
    level: Level = Level.NORMAL,
) -> Tree:
    """Write the value of a function at a point, the numbers put in and worked out; return it."""
    before = substitute(function, dict(zip(names, point, strict=True)))
    value = simplest(before, sheet)
    if before == value or any((move.before, move.after) == (before, value) for move in sheet.moves):
        sheet.say(f"{why.removesuffix('.')} is {tex(value)}.", level=level)
    else:
        sheet.write(Move(rule=rule, why=why, before=before, after=value, level=level, depth=sheet.depth))
    return value


def rounded(tree: Tree) -> str:
    """Return a value as TeX: as it is where it is short, else rounded, with the sign for it in front."""
    exact = exact_number(tree)
    if exact is not None and len(str(exact)) <= PLAIN:
        return f"= {tex(Number(exact))[1:-1]}"
    from mpmath import nstr

    value = value_of(tree)
    if exact is None and size(textbook(tree)) <= 3 and value is not None:
        return f"= {tex(textbook(tree))[1:-1]}"
    text = str(nstr(value, SHORT))
    if "e" in text:
        mantissa, exponent = text.split("e")
        text = f"{mantissa} \\cdot 10^{{{int(exponent)}}}"
    return f"\\approx {text}"


def told_value(label: str, point: Tree, value: Tree) -> str:
    """Return `f''(1) = 6` as TeX."""
    return f"${label}({tex(point)[1:-1]}) {rounded(value)}$"


def simple_between(low: float, high: float) -> Fraction:
    """Return a plain number strictly between two others: a whole one where there is one, the smallest in size."""
    if low < 0 < high:
        return Fraction(0)
    if high <= 0:
        return -simple_between(-high, -low)
    whole = math.floor(low) + 1
    if whole < high:
        return Fraction(whole)
    for below in (2, 3, 4, 5, 10, 20, 50, 100, 1000, 2000, 5000, 10**4, 10**5, 10**6, 10**7):
        above = math.floor(low * below) + 1
        if above < high * below:
            return Fraction(above, below)
    return Fraction((low + high) / 2)


def gaps(places: Sequence[Tree], where: Line) -> list[tuple[float, float]]:
    """Return the gaps of a range between places, in order."""
    low, high = where.ends
    marks = [low, *(float(value_of(place)) for place in places), high]
    return [(a, b) for a, b in pairwise(marks) if b > a]


def tested(function: Tree, name: str, gap: tuple[float, float], beside: float) -> Fraction | None:
    """Return a plain test point in a gap, with nothing but definite signs between it and the place beside it.

    Args:
        function: Whose sign is wanted.
        name: The variable.
        gap: Both ends, infinite ones too.
        beside: The end of the gap at which the sign is wanted.
    """
    low, high = gap
    if low == -math.inf:
        low = high - 2 * max(1.0, abs(high)) if beside == high else -1.0
    if high == math.inf:
        high = low + 2 * max(1.0, abs(low)) if beside == low else 1.0
    for _ in range(12):
        place = simple_between(low, high)
        value = value_of(function, {name: place})
        if value and keeps_sign(function, name, *sorted((float(place), beside))):
            return place
        low, high = ((low + beside) / 2, beside) if beside >= high else (beside, (high + beside) / 2)
    return None


def keeps_sign(function: Tree, name: str, low: float, high: float) -> bool:
    """Return whether a function is defined between two places and has one sign there, looked at in 200 places."""
    import numpy as np

    from calcquiz.algebra.evaluate import numpy_values

    values = numpy_values(function, {name: low + (high - low) * (np.arange(LOOKED_AT) + 0.5) / LOOKED_AT})
    return bool((values > 0).all() or (values < 0).all())


def denominators(tree: Tree, name: str) -> list[Tree]:
    """Return what stands below in a formula, or under a negative power, and holds the variable; each once."""
    found = []
    for node in walk(tree):
        if not isinstance(node, Apply):
            continue
        if node.head == "div" and name in free_names(node.args[1]):
            found.append(node.args[1])
        if node.head == "pow" and name in free_names(node.args[0]):
            exponent = exact_number(node.args[1])
            if exponent is not None and exponent < 0:
                found.append(node.args[0])
    return list(dict.fromkeys(found))


def is_defined(function: Tree, name: str, place: Tree) -> bool:
    """Return whether a function has a value at a place and close to it on both sides."""
    from mpmath import mpf, workdps

    value = value_of(place)
    if value is None:
        return False
    with workdps(40):
        steps = [value + mpf(step) for step in ("0", "1e-20", "-1e-20")]
    return all(value_of(function, {name: step}) is not None for step in steps)
