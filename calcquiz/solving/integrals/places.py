"""Places on the line written exactly: ends, rational numbers, multiples of π, square roots, logarithms, powers of e."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from calcquiz.algebra.powers import Constant
from calcquiz.algebra.precise import mp_value
from calcquiz.algebra.tidy import negate
from calcquiz.algebra.tree import Tree, call, number
from calcquiz.solving.integrals.algebra import square_root
from calcquiz.solving.integrals.values import PI, evaluated
from calcquiz.solving.sheet import UnworkedError
from calcquiz.tasks.numeric import is_infinite

NEAR = 1e-25
LARGEST_LOGARITHM = 6


def as_mpf(value: Fraction) -> Any:
    """Return a fraction as an mpf of 50 digits."""
    from mpmath import mp

    with mp.workdps(50):
        return mp.mpf(value.numerator) / value.denominator


def close_by(left: Any, right: Any) -> bool:
    """Return whether two numbers, or infinities, are one but for rounding."""
    return bool(abs(left - right) <= NEAR * (1 + abs(left))) if left - right == left - right else left == right


def exact_place(value: Fraction, ends: Sequence[Tree]) -> Tree:
    """Return the tree of a place: an end, a rational number, a multiple of π, a square root, ln 2 or e^2.

    Raises:
        UnworkedError: it is none of these.
    """
    near = as_mpf(value)
    for end in ends:
        if not is_infinite(end) and close_by(mp_value(end, {}), near):
            return end
    if value.denominator < 10**9:
        return number(value)
    from mpmath import exp, log, pi

    scales: list[tuple[Any, Callable[[Fraction], Tree]]] = [
        (near / pi, lambda share: Constant(share).times(PI)),
        (near * abs(near), _signed_root),
        *([(exp(near), _logarithm)] if abs(near) < LARGEST_LOGARITHM else []),
        *([(log(near), _exponential)] if near > 0 else []),
    ]
    for scale, made in scales:
        share = Fraction(str(scale)).limit_denominator(1000)
        if share and abs(as_mpf(share) - scale) < 1e-20:
            return made(share)
    raise UnworkedError("the integrand is not continuous at a place that has no short name", "Ask for the value alone.")


def _signed_root(square: Fraction) -> Tree:
    root = square_root(number(abs(square)))
    return root if square > 0 else negate(root)


def _logarithm(inside: Fraction) -> Tree:
    return evaluated(call("log", number(inside)))


def _exponential(exponent: Fraction) -> Tree:
    return evaluated(call("exp", number(exponent)))
