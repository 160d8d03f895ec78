"""Numbers for difference quotients, determinants, panels and iterates, by mpmath alone.

Like `numeric` it shares no code with the keys.
"""

from collections.abc import Callable
from typing import Any

from calcquiz.algebra.tree import Apply, Name, Tree
from calcquiz.tasks.numeric import numeric_value
from calcquiz.tasks.numeric_quadrature import Undefined
from calcquiz.tasks.numeric_taylor import coefficient, interpolated, taylor
from calcquiz.tasks.required import Values, number, whole
from calcquiz.tasks.spread import spread
from calcquiz.tasks.task import Args, name_of, names_of

MOST_PANELS = 60
MOST_STEPS = 40


def difference(args: Args, values: Values, digits: int) -> Any:
    """Return the difference quotient from two values."""
    name = name_of(args[1])
    place, step = (number(arg, values, digits) for arg in args[2:4])
    if step == 0:
        raise Undefined
    back = place - step if len(args) > 4 else place
    ahead, behind = (number(args[0], {**values, name: end}, digits) for end in (place + step, back))
    return (ahead - behind) / (place + step - back)


def determinant(args: Args, values: Values, digits: int) -> Any:
    """Return the determinant of the entries' values by elimination."""
    import mpmath

    matrix = spread(args[0])
    rows = matrix.args if isinstance(matrix, Apply) else ()
    entries = [
        [number(entry, values, digits) for entry in row.args]
        for row in rows
        if isinstance(row, Apply) and len(row.args) == len(rows)
    ]
    if not entries or len(entries) != len(rows):
        raise Undefined
    with mpmath.workdps(digits):
        return mpmath.det(mpmath.matrix(entries))


def directional(args: Args, values: Values, digits: int) -> Any:
    """Return the slope of f along the line through p, by differences."""
    import mpmath

    names = names_of(args[1])
    place, direction = (_coordinates(arg, len(names), values, digits) for arg in args[2:4])
    length = mpmath.sqrt(sum(part * part for part in direction))
    if length == 0:
        raise Undefined

    def along(distance: Any) -> Any:
        there = [a + distance * part / length for a, part in zip(place, direction, strict=True)]
        return number(args[0], {**values, **dict(zip(names, there, strict=True))}, mpmath.mp.dps + 5)

    with mpmath.workdps(digits):
        return +mpmath.diff(along, 0)


def _coordinates(tree: Tree, count: int, values: Values, digits: int) -> list[Any]:
    entries = tree.args if isinstance(tree, Apply) and tree.head in {"vector", "list"} else (tree,)
    if len(entries) != count:
        raise Undefined
    return [number(entry, values, digits) for entry in entries]


def implicit(args: Args, values: Values, _: int) -> Any:
    """Return the slope of the curve at a point on it, from two neighbours on the curve."""
    from calcquiz.tasks.implicit import residual, slope_by_steps

    names = [name_of(arg) for arg in args[1:]]
    here = numeric_value(residual(args[0]), values)
    if any(name not in values for name in names) or here is None or abs(here) > 1e-15:
        raise Undefined
    found = slope_by_steps(args, values)
    if found is None:
        raise Undefined
    return found


# Panels ------------------------------------------------------------------------------------------------------


def _heights(args: Args, values: Values, digits: int, places: list[Any]) -> list[Any]:
    if isinstance(args[0], Apply) and args[0].head in {"list", "vector"}:
        return [number(entry, values, digits) for entry in args[0].args]
    name = name_of(args[1])
    return [number(args[0], {**values, name: place}, digits) for place in places]


def _panels(args: Args, values: Values, digits: int) -> tuple[list[Any], list[Any]]:
    """Return the ends of the panels and the heights there."""
    low, high, count = number(args[2], values, digits), number(args[3], values, digits), whole(args[4], MOST_PANELS)
    if not count:
        raise Undefined
    places = [low + (high - low) * k / count for k in range(count + 1)]
    heights = _heights(args, values, digits, places)
    if len(heights) != len(places):
        raise Undefined
    return places, heights


def riemann(args: Args, values: Values, digits: int) -> Any:
    """Return the area under the steps, one rectangle after the other."""
    places, heights = _panels(args, values, digits)
    side = args[5].name if len(args) > 5 and isinstance(args[5], Name) else "left"
    area = 0
    for k in range(len(places) - 1):
        height = heights[k] if side == "left" else heights[k + 1]
        if side == "mid":
            middle = {name_of(args[1]): (places[k] + places[k + 1]) / 2}
            height = number(args[0], {**values, **middle}, digits)
        area += height * (places[k + 1] - places[k])
    return area


def trapezoid(args: Args, values: Values, digits: int) -> Any:
    """Return the area under the chords, one trapezoid after the other."""
    places, heights = _panels(args, values, digits)
    pairs = zip(places, places[1:], heights, heights[1:], strict=False)
    return sum((end - start) * (first + second) / 2 for start, end, first, second in pairs)


def simpson(args: Args, values: Values, digits: int) -> Any:
    """Return the area under the parabolas through three neighbours each, by quadrature."""
    import mpmath

    places, heights = _panels(args, values, digits)
    if len(places) % 2 == 0:
        raise Undefined
    with mpmath.workdps(digits):
        area = mpmath.mpf(0)
        for k in range(0, len(places) - 1, 2):
            three = [place - places[k] for place in places[k : k + 3]]
            parabola = interpolated(three, heights[k : k + 3])[::-1]
            area += mpmath.quad(lambda x, p=parabola: mpmath.polyval(p, x), [three[0], three[2]])
        return area


# Iterates ----------------------------------------------------------------------------------------------------


def newton(args: Args, values: Values, digits: int) -> Any:
    """Return the n-th iterate of Newton's method, slopes by differences."""
    import mpmath

    name, steps = name_of(args[1]), whole(args[3], MOST_STEPS)
    with mpmath.workdps(digits + 15):

        def function(at: Any) -> Any:
            return number(args[0], {**values, name: at}, mpmath.mp.dps + 10)

        place = number(args[2], values, digits + 15)
        for _ in range(steps):
            slope = mpmath.diff(function, place)
            if slope == 0:
                raise Undefined
            place = place - function(place) / slope
        return place


def descent(args: Args, values: Values, digits: int) -> list[Any]:
    """Return the n-th point of gradient descent with momentum, slopes by differences."""
    import mpmath

    names, steps = names_of(args[1]), whole(args[4], MOST_STEPS)
    with mpmath.workdps(digits + 15):
        here = _coordinates(args[2], len(names), values, digits + 15)
        rate = number(args[3], values, digits + 15)
        momentum = number(args[5], values, digits + 15) if len(args) > 5 else 0
        before = list(here)
        for _ in range(steps):
            slopes = _slopes(args[0], names, here, values)
            there = [w + momentum * (w - old) - rate * s for w, old, s in zip(here, before, slopes, strict=True)]
            before, here = here, there
        return here


def _slopes(function: Tree, names: tuple[str, ...], here: list[Any], values: Values) -> list[Any]:
    import mpmath

    def along(place: int) -> Callable[[Any], Any]:
        def evaluate(at: Any) -> Any:
            there = dict(zip(names, here, strict=True)) | {names[place]: at}
            return number(function, {**values, **there}, mpmath.mp.dps + 10)

        return evaluate

    return [mpmath.diff(along(place), here[place]) for place in range(len(names))]


def iterate(args: Args, values: Values, digits: int) -> list[Any]:
    """Return the n-th iterate of a rule."""
    names, steps = names_of(args[1]), whole(args[3], MOST_STEPS)
    here = _coordinates(args[2], len(names), values, digits + 15)
    for _ in range(steps):
        here = _coordinates(args[0], len(names), {**values, **dict(zip(names, here, strict=True))}, digits + 15)
    return here


def entry(args: Args, values: Values, digits: int) -> Any:
    """Return one coordinate of an iterate."""
    inner = args[0]
    if not isinstance(inner, Apply):
        raise Undefined
    return _ITERATES[inner.head](inner.args, values, digits)[whole(args[1], 12)]


_ITERATES: dict[str, Callable[[Args, Values, int], list[Any]]] = {"descent": descent, "iterate": iterate}


def _only(method: str) -> Callable[[Args, Values, int], Any]:
    def value(args: Args, values: Values, digits: int) -> Any:
        found = _ITERATES[method](args, values, digits)
        if len(found) != 1:
            raise Undefined
        return found[0]

    return value


def _precisely(method: Callable[[Args, Values, int], Any]) -> Callable[[Args, Values, int], Any]:
    """Return the method with all its arithmetic in the digits that are asked for."""

    def value(args: Args, values: Values, digits: int) -> Any:
        import mpmath

        with mpmath.workdps(digits + 10):
            return method(args, values, digits)

    return value


_METHODS: dict[str, Callable[[Args, Values, int], Any]] = {
    "difference": difference,
    "coefficient": coefficient,
    "taylor": taylor,
    "determinant": determinant,
    "directional": directional,
    "implicit": implicit,
    "riemann": riemann,
    "trapezoid": trapezoid,
    "simpson": simpson,
    "newton": newton,
    "descent": _only("descent"),
    "iterate": _only("iterate"),
    "entry": entry,
}
METHODS = {name: _precisely(method) for name, method in _METHODS.items()}
"""Tasks whose value is one number at a point."""
