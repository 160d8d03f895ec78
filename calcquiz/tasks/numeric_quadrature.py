"""Quadrature at high precision: two subdivisions must agree, tails are seen over the logarithm of the variable."""

from collections.abc import Callable
from typing import Any

PIECES = 3
NESTED_DIGITS = 16
DOUBLINGS = 13
FEW = 3
"""Degree of a rule with few nodes."""
STEADY = 0.98
"""Pieces of a tail, each twice as long as the one before, that shrink less than this do not sum up."""
ENDLESS = 1e30
"""A piece of a tail that is larger is not the last but one of anything that converges."""


class Undefined(ArithmeticError):  # noqa: N818  # not an error: the point has no value
    """A part of the formula has no real value here."""


def few_nodes(function: Callable[[Any], Any], low: Any, high: Any) -> Any:
    """Return an integral by few nodes, each of which costs an integral itself; two subdivisions must agree."""
    import mpmath

    if mpmath.isinf(low) or mpmath.isinf(high):
        raise Undefined
    with mpmath.workdps(NESTED_DIGITS):
        middle = low + (high - low) / 3
        areas = [
            mpmath.quad(function, ends, method="gauss-legendre", maxdegree=FEW)
            for ends in ([low, high], [low, middle, high])
        ]
    return _agreed(*areas)


def quadrature(function: Callable[[Any], Any], low: Any, high: Any, digits: int, method: str = "tanh-sinh") -> Any:
    """Return an integral by quadrature; two subdivisions must agree to 12 digits, or it is Undefined."""
    import mpmath

    with mpmath.workdps(digits):
        if mpmath.isinf(low) and mpmath.isinf(high):
            return quadrature(function, low, 0, digits, method) + quadrature(function, 0, high, digits, method)
        if mpmath.isinf(high):
            return _tail(function, low, high, method)
        if mpmath.isinf(low):
            return _tail(lambda place: function(-place), -high, mpmath.inf, method)
        coarse = mpmath.quad(function, [low, high], method=method)
        fine = mpmath.quad(function, [low + (high - low) * k / PIECES for k in range(PIECES + 1)], method=method)
        return _agreed(coarse, fine)


def _agreed(coarse: Any, fine: Any) -> Any:
    if not abs(coarse - fine) <= 1e-12 * max(1, abs(fine)):
        raise Undefined
    return fine


def _tail(function: Callable[[Any], Any], low: Any, high: Any, method: str, *, slow: bool = True) -> Any:
    """Return an integral to infinity: in doubling pieces until they vanish, or transformed as a whole.

    The pieces come first because the transformed integral asks for e^-x at places where x has a
    thousand digits. What falls as slowly as 1/(x ln^2 x) is seen over the logarithm of the variable only.
    """
    import mpmath

    total, start, width, piece = mpmath.mpf(0), low, mpmath.mpf(1), mpmath.inf
    for _ in range(DOUBLINGS):
        before, piece = abs(piece), mpmath.quad(function, [start, start + width], method=method)
        if abs(piece) > ENDLESS:
            raise Undefined
        total, start, width = total + piece, start + width, 2 * width
        if abs(piece) <= mpmath.mpf(10) ** -25 * max(1, abs(total)) and start > low + 8:
            return total
    if slow and low > 0:
        return _tail(lambda s: function(mpmath.exp(s)) * mpmath.exp(s), mpmath.log(low), high, method, slow=False)
    if abs(piece) > STEADY * before:
        raise Undefined
    coarse = mpmath.quad(function, [low, low + 1, high])
    return _agreed(coarse, mpmath.quad(function, [low, low + 3, low + 10, high]))
