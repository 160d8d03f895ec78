"""Systems in the worker: the points at which several formulas vanish, stationary points among them."""

from collections.abc import Callable, Iterable
from itertools import product as combinations_of
from typing import Any

from calcquiz.algebra.bridge import from_sympy, symbol, to_sympy
from calcquiz.algebra.differentiate import differentiate
from calcquiz.algebra.precise import mp_value
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tidy import tidy
from calcquiz.algebra.tree import Apply, free_names
from calcquiz.records.errors import CalcquizError
from calcquiz.tasks.own_text import read
from calcquiz.tasks.worker_solving import ADVICE, DIGITS, SAMPLE, factors_of, simple, value_of

MOST_BRANCHES = 64


class InfinitelyManyError(CalcquizError):
    """The points asked for form lines or surfaces."""


def system(expressions: list[Any], unknowns: list[Any]) -> list[tuple[Any, ...]]:
    """Return the real points at which all expressions vanish.

    Raises:
        CalcquizError: there are infinitely many, or sympy does not find them.
    """
    import sympy

    choices = [factors_of(expression) for expression in expressions if expression != 0]
    if len(choices) < len(unknowns):
        raise InfinitelyManyError("there are infinitely many such points", "Choose another function.")
    branches = list(combinations_of(*choices))
    if len(branches) > MOST_BRANCHES:
        raise CalcquizError("these equations have too many factors", ADVICE)
    found: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for branch in branches:
        try:
            rows = sympy.solve(list(dict.fromkeys(branch)), unknowns, dict=True)
        except NotImplementedError as error:
            raise CalcquizError("the points were not found", ADVICE) from error
        for row in rows:
            point = tuple(simple(row.get(name, name)) for name in unknowns)
            if any(set(entry.free_symbols) & set(unknowns) for entry in point):
                raise InfinitelyManyError("there are infinitely many such points", "Choose another function.")
            if any(entry.has(sympy.I) or entry.is_real is False for entry in point):
                continue
            values = [value_of(entry) for entry in point]
            if None not in values and _all_vanish(expressions, unknowns, values):
                found.setdefault(tuple(round(float(value), 12) for value in values), point)
    return [found[values] for values in sorted(found)]


def _all_vanish(expressions: list[Any], unknowns: list[Any], values: list[Any]) -> bool:
    from mpmath import mpf

    point = {str(name): value for name, value in zip(unknowns, values, strict=True)}
    for expression in expressions:
        tree = from_sympy(expression)
        others = dict.fromkeys(free_names(tree) - set(point), mpf(SAMPLE))
        value = mp_value(tree, others | point, DIGITS)
        if value is None or abs(value) > 1e-25:
            return False
    return True


def stationary(function: str, *names: str) -> str:
    """Return the points at which all partial derivatives vanish, as a set of vectors."""
    tree = read(function)
    slopes = [to_sympy(tidy(differentiate(tree, name))) for name in names]
    points = system(slopes, [symbol(name) for name in names])
    return "{" + ", ".join(vector_text(point) for point in points) + "}"


def vector_text(point: Iterable[Any]) -> str:
    """Return a point."""
    return to_text(Apply("vector", tuple(from_sympy(entry) for entry in point)))


FUNCTIONS: dict[str, Callable[..., str]] = {"stationary": stationary}
