"""Limits of functions in pieces, in the worker: beside a place only one of the pieces counts."""

from fractions import Fraction
from typing import Any

CLOSE = Fraction(1, 10**6)
"""How far beside the place it is seen which piece counts; toward infinity, at one over its square."""


def in_pieces(expression: Any) -> bool:
    """Return whether a sympy expression holds a function that sympy's limits read at the place itself."""
    import sympy

    return bool(expression.has(sympy.Piecewise, sympy.Max, sympy.Min))


def limit_of_pieces(expression: Any, variable: Any, place: Any, direction: str) -> Any:
    """Return the limit of a sympy expression at a place, which may be oo or -oo, approached from one side then.

    Args:
        expression: What has a limit.
        variable: Its symbol.
        place: A number, oo or -oo.
        direction: "-" from below, "+" from above, "+-" from both sides.

    Raises:
        ValueError: the two sides differ, as sympy says it.
    """
    import sympy

    ends = [sympy.limit(_beside(expression, variable, place, side), variable, place, side) for side in direction]
    if ends[0] != ends[-1] and sympy.simplify(ends[0] - ends[-1]) != 0:
        raise ValueError("the two sides differ")
    return ends[0]


def _beside(expression: Any, variable: Any, place: Any, side: str) -> Any:
    """Return the expression with each piecewise function replaced by the piece that counts on that side."""
    import sympy

    close = sympy.Rational(CLOSE.numerator, CLOSE.denominator)
    step = -close if side == "-" else close
    near = place + step if place.is_finite else sympy.sign(place) / close**2
    pieces = expression.rewrite(sympy.Piecewise)
    return pieces.replace(sympy.Piecewise, lambda *cases: _counting(cases, variable, near))


def _counting(cases: tuple[Any, ...], variable: Any, near: Any) -> Any:
    """Return the first piece whose condition holds near the place; all of them where that cannot be seen."""
    import sympy

    for value, condition in cases:
        holds = condition.subs(variable, near)
        if holds == sympy.true:
            return value
        if holds != sympy.false:
            break
    return sympy.Piecewise(*cases)
