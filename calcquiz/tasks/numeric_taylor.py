"""Numbers for Taylor coefficients and polynomials: interpolated from values close to the place, by mpmath alone."""

from functools import lru_cache
from typing import Any

from calcquiz.algebra.tree import Name, Tree, free_names
from calcquiz.tasks.required import Values, number, whole
from calcquiz.tasks.task import Args, name_of

INTERPOLATION_DIGITS = 500
SPACING = "1e-25"


def coefficient(args: Args, values: Values, _: int) -> Any:
    """Return the n-th Taylor coefficient around a."""
    order = whole(args[3], 12)
    return _coefficients(args[0], name_of(args[1]), args[2], order, _outside(args, values))[order]


def _outside(args: Args, values: Values) -> tuple[tuple[str, Any], ...]:
    """Return the values on which coefficients depend, those of the other names."""
    names = (free_names(args[0]) - {name_of(args[1])}) | free_names(args[2])
    return tuple((name, values[name]) for name in sorted(names) if name in values)


@lru_cache(maxsize=64)
def _coefficients(
    function: Tree, name: str, centre: Tree, order: int, outside: tuple[tuple[str, Any], ...]
) -> tuple[Any, ...]:
    """Return the coefficients up to x^n of the polynomial through values at ± k · 1e-25 around a.

    An integral of a Taylor polynomial asks for them at every place.
    """
    import mpmath

    values = dict(outside)
    with mpmath.workdps(INTERPOLATION_DIGITS):
        middle, unit = number(centre, values, INTERPOLATION_DIGITS), mpmath.mpf(SPACING)
        places = [unit * sign * k for k in range(1, order // 2 + 3) for sign in (1, -1)]
        heights = [number(function, {**values, name: middle + place}, INTERPOLATION_DIGITS) for place in places]
        return tuple(+one for one in interpolated(places, heights)[: order + 1])


def interpolated(places: list[Any], heights: list[Any]) -> list[Any]:
    """Return the coefficients of the polynomial through the points, the lowest first (Newton's form)."""
    table = list(heights)
    for level in range(1, len(table)):
        for row in range(len(table) - 1, level - 1, -1):
            table[row] = (table[row] - table[row - 1]) / (places[row] - places[row - level])
    result = [table[-1]]
    for row in range(len(table) - 2, -1, -1):
        shifted = [0, *result]
        for power, value in enumerate(result):
            shifted[power] -= places[row] * value
        shifted[0] += table[row]
        result = shifted
    return result


def taylor(args: Args, values: Values, digits: int) -> Any:
    """Return the value of the Taylor polynomial, its coefficients interpolated."""
    import mpmath

    name = name_of(args[1])
    rows = _coefficients(args[0], name, args[2], whole(args[3], 12), _outside(args, values))
    shift = number(Name(name), values, digits) - number(args[2], values, digits)
    with mpmath.workdps(digits):
        return mpmath.polyval(rows[::-1], shift)
