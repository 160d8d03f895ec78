"""Functions of numbers at any precision: each refuses what has no real value, or one too large to work with."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath
from mpmath import mp

LARGEST_EXPONENT = 200_000
"""Values beyond 2^±200000 are treated as undefined, so that no evaluation runs away."""
LARGEST_ANGLE = 2_000
"""Bits before the point beyond which a sine is not worked out."""


class UndefinedError(Exception):
    """Some part of the formula is not a real number at this point."""


class OutgrownError(UndefinedError):
    """Some part of the formula is real, but larger or smaller than the numbers that are worked with."""


def number(value: Any) -> Any:
    """Return a fraction, an int or an mpf as an mpf of the precision in force."""
    if isinstance(value, Fraction):
        whole = mp.mpf(value.numerator)
        return whole if value.denominator == 1 else whole / value.denominator
    return mp.mpf(value)


def checked(value: Any) -> Any:
    """Return a value that is real and of a size to work with.

    Raises:
        UndefinedError: it is not real.
        OutgrownError: it is too large or small.
    """
    if isinstance(value, mpmath.mpf):
        _, mantissa, exponent, bits = value._mpf_
        if mantissa and abs(exponent + bits) <= LARGEST_EXPONENT:
            return value  # most values: finite, not zero, of ordinary size
    if isinstance(value, bool):
        return value
    if isinstance(value, mpmath.mpc) or not mp.isfinite(value):
        raise UndefinedError
    if value and abs(mp.mag(value)) > LARGEST_EXPONENT:
        raise OutgrownError
    return value


def rational_power(base: Any, exponent: Fraction) -> Any:
    """Return base^(p/q) in the reals: odd roots of negative numbers are real."""
    if base == 0:
        if exponent <= 0:
            raise UndefinedError
        return base
    if base < 0 and exponent.denominator % 2 == 0:
        raise UndefinedError
    _bound(base, float(exponent) if abs(exponent) < 10**300 else 1e300)
    if exponent.denominator == 1:
        return mp.power(base, exponent.numerator)
    if base > 0:
        return mp.power(base, number(exponent))
    size = mp.power(-base, number(exponent))
    return -size if exponent.numerator % 2 else size


def _bound(base: Any, exponent: float) -> None:
    """Refuse a power whose result would leave the range of accepted sizes."""
    if (abs(mp.mag(base)) + 1) * abs(exponent) <= LARGEST_EXPONENT:
        return  # log2|base| is at most so large
    if abs(float(mp.log(abs(base), 2)) * exponent) > LARGEST_EXPONENT:
        raise OutgrownError


def real_power(base: Any, exponent: Any) -> Any:
    """Return base^exponent in the reals, for an exponent that is no fraction."""
    if base == 0:
        if exponent <= 0:
            raise UndefinedError
        return base
    if base < 0 and exponent != mp.floor(exponent):
        raise UndefinedError
    _bound(base, float(exponent) if mp.mag(exponent) < 1000 else 1e300)
    return mp.power(base, int(exponent)) if base < 0 else mp.power(base, exponent)


def _positive(value: Any) -> Any:
    if value <= 0:
        raise UndefinedError
    return value


def _within(low: int | None, high: int | None, function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return the function refused outside [low, high], where its value is not real."""

    def apply(value: Any) -> Any:
        if (low is not None and value < low) or (high is not None and value > high):
            raise UndefinedError
        return function(value)

    return apply


def _angle(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def apply(value: Any) -> Any:
        # Of an angle as large as its digits are many nothing is known: its whole turns use them up.
        if value and mp.mag(value) > min(LARGEST_ANGLE, mp.prec // 3):
            raise OutgrownError
        return function(value)

    return apply


def _growing(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return exp or a relative of it, refused where the result would be too large to hold."""

    def apply(value: Any) -> Any:
        if abs(value) > LARGEST_EXPONENT // 2:
            raise OutgrownError
        return function(value)

    return apply


def _factorial(value: Any) -> Any:
    if abs(value) > 3000 or (value < 0 and value == mp.floor(value)):
        raise UndefinedError
    if value == mp.floor(value):
        return mp.factorial(value)
    return _gamma(value + 1)


def _gamma(value: Any) -> Any:
    """Return gamma by steps up to where Stirling's series holds: near zero mpmath first works for a second."""
    steps = max(0, int(0.25 * mp.prec) + 20 - int(value))
    bits = mp.prec + 80  # whole numbers with so many bits after the point multiply ten times as fast as mpfs
    fixed, product = int(mp.ldexp(value, bits)), 1 << bits
    for step in range(steps):
        product = product * (fixed + (step << bits)) >> bits
    return mp.gamma(value + steps) / mp.ldexp(product, -bits)


def _binomial(n: Any, k: Any) -> Any:
    return _factorial(n) / (_factorial(k) * _factorial(n - k))


def _log(value: Any, *base: Any) -> Any:
    if base:
        return mp.log(_positive(value)) / mp.log(_positive(base[0]))
    return mp.log(_positive(value))


def _root(value: Any, n: Any) -> Any:
    if n == mp.floor(n) and 0 < n < 10**6:
        return rational_power(value, Fraction(1, int(n)))
    return real_power(value, 1 / n)


def _gcd(*values: Any) -> Any:
    import math

    if any(v != mp.floor(v) or mp.mag(v) > 1000 for v in values if v):
        raise UndefinedError
    return mp.mpf(math.gcd(*(int(v) for v in values)))


def _sum(*terms: Any) -> Any:
    result = terms[0]
    for term in terms[1:]:
        result = result + term
    return result


def _product(*factors: Any) -> Any:
    result = factors[0]
    for factor in factors[1:]:
        result = result * factor
    return result


def _outside(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a function of 1/u, refused where |u| is below 1."""

    def apply(value: Any) -> Any:
        if abs(value) < 1:
            raise UndefinedError
        return function(1 / value)

    return apply


RULES: dict[str, Callable[..., Any]] = {
    "add": _sum,
    "mul": _product,
    "neg": lambda u: -u,
    "div": lambda u, v: u / v,
    "sin": _angle(mp.sin),
    "cos": _angle(mp.cos),
    "tan": _angle(mp.tan),
    "sec": _angle(mp.sec),
    "csc": _angle(mp.csc),
    "cot": _angle(mp.cot),
    "asin": _within(-1, 1, mp.asin),
    "acos": _within(-1, 1, mp.acos),
    "atan": mp.atan,
    "asec": _outside(mp.acos),
    "acsc": _outside(mp.asin),
    "acot": lambda u: mp.pi / 2 if u == 0 else mp.atan(1 / u),
    "sinh": _growing(mp.sinh),
    "cosh": _growing(mp.cosh),
    "tanh": lambda u: mp.sign(u) if abs(u) > LARGEST_EXPONENT else mp.tanh(u),
    "sech": _growing(mp.sech),
    "csch": _growing(mp.csch),
    "coth": lambda u: mp.sign(u) if abs(u) > LARGEST_EXPONENT else mp.coth(u),
    "asinh": mp.asinh,
    "acosh": _within(1, None, mp.acosh),
    "atanh": _within(-1, 1, mp.atanh),
    "asech": lambda u: mp.acosh(1 / u),
    "acsch": lambda u: mp.asinh(1 / u),
    "acoth": _outside(mp.atanh),
    "exp": _growing(mp.exp),
    "log": _log,
    "log10": lambda u: mp.log10(_positive(u)),
    "sqrt": _within(0, None, mp.sqrt),
    "cbrt": lambda u: rational_power(u, Fraction(1, 3)),
    "root": _root,
    "abs": abs,
    "sign": mp.sign,
    "floor": mp.floor,
    "ceiling": mp.ceil,
    "min": lambda *values: min(values),
    "max": lambda *values: max(values),
    "gcd": _gcd,
    "factorial": _factorial,
    "binomial": _binomial,
    "erf": mp.erf,
    "sigma": lambda u: 1 / (1 + RULES["exp"](-u)),
    "relu": lambda u: max(u, mp.zero),
    "softplus": lambda u: max(u, mp.zero) + mp.log1p(RULES["exp"](-abs(u))),
    "Phi": mp.ncdf,
    "phi": lambda u: RULES["exp"](-u * u / 2) / mp.sqrt(2 * mp.pi),
    "=": lambda u, v: bool(u == v),
    "!=": lambda u, v: bool(u != v),
    "<": lambda u, v: bool(u < v),
    "<=": lambda u, v: bool(u <= v),
    ">": lambda u, v: bool(u > v),
    ">=": lambda u, v: bool(u >= v),
    "and": lambda *truths: all(truths),
    "or": lambda *truths: any(truths),
    "not": lambda truth: not truth,
}
"""Head -> function of the values of its arguments; powers and `pick` are worked out by `precise`."""
