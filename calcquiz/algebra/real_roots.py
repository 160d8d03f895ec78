"""All real roots of a polynomial with rational coefficients, none missed: isolated exactly, then refined."""

import math
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.polynomials import HIGHEST_DEGREE, Sparse
from calcquiz.algebra.tree import Apply, Number

Span: TypeAlias = tuple[Fraction, Fraction]
NEARLY = Fraction(1, 10**25)


def real_roots(polynomial: Sparse, digits: int = 70) -> list[Fraction] | None:
    """Return every real root once, in order: rational ones exactly, others within a relative 10^-digits.

    The zero polynomial has none here. None when the degree is too high to be sure.

    Example:
        >>> real_roots({2: Fraction(9), 0: Fraction(-4)})
        [Fraction(-2, 3), Fraction(2, 3)]

    Source:
        Isolation by Descartes' rule: Collins and Akritas, SYMSAC (1976) 272-275.
    """
    if len(polynomial) < 2:
        return [Fraction(0)] if polynomial and 0 not in polynomial else []
    if max(polynomial) == 1:
        return [-polynomial.get(0, Fraction(0)) / polynomial[1]]
    lowest = min(polynomial)
    roots = [Fraction(0)] if lowest else []
    step = math.gcd(*(exponent - lowest for exponent in polynomial))
    if step > 1:
        reduced = real_roots({(e - lowest) // step: c for e, c in polynomial.items()}, digits)
        if reduced is None:
            return None
        return sorted({*roots, *(root for value in reduced for root in _roots_of(value, step, digits))})
    degree = max(polynomial) - lowest
    if degree > HIGHEST_DEGREE:
        return None
    whole = _squarefree(_whole([polynomial.get(lowest + place, Fraction(0)) for place in range(degree + 1)]))
    mirrored = [-c if place % 2 else c for place, c in enumerate(whole)]
    roots += [_refined(whole, span, digits) for span in _isolate(whole)]
    roots += [-_refined(mirrored, span, digits) for span in _isolate(mirrored)]
    return sorted(roots)


def roots_and_touches(polynomial: Sparse) -> list[Fraction] | None:
    """Return the real roots of a polynomial with rounded coefficients, and where it touches zero but for rounding.

    A double root may have become two close ones or none: the zero of the slope stands in their place.
    """
    roots = real_roots(polynomial)
    slope = {exponent - 1: exponent * c for exponent, c in polynomial.items() if exponent}
    turns = real_roots(slope)
    if roots is None or turns is None:
        return None
    touches = [turn for turn in turns if _is_rounding(polynomial, turn)]
    return [root for root in roots if all(abs(root - t) > NEARLY * (1 + abs(t)) for t in touches)] + touches


def _is_rounding(polynomial: Sparse, x: Fraction) -> bool:
    """Whether the value at x is zero but for rounding."""
    terms = [coefficient * x**exponent for exponent, coefficient in polynomial.items()]
    return abs(sum(terms, Fraction(0))) <= NEARLY**2 * max(map(abs, terms), default=Fraction(0))


def _roots_of(value: Fraction, order: int, digits: int) -> list[Fraction]:
    """Return the real solutions of x^order = value."""
    from mpmath import mp

    from calcquiz.algebra.snapped import as_fraction

    if value < 0 and order % 2 == 0:
        return []
    exact = exact_number(Apply("pow", (Number(abs(value)), Number(Fraction(1, order)))))
    if exact is None:
        with mp.workdps(digits + 5):
            exact = as_fraction(mp.root(mp.mpf(value.numerator) / value.denominator * (-1 if value < 0 else 1), order))
    if order % 2:
        return [exact if value > 0 else -exact]
    return [-exact, exact]


def _whole(coefficients: list[Fraction]) -> list[int]:
    """Return the multiple with whole coefficients that have no common factor."""
    scale = math.lcm(*(c.denominator for c in coefficients))
    whole = [int(c * scale) for c in coefficients]
    common = math.gcd(*whole) or 1
    return [c // common for c in whole]


def _squarefree(p: list[int]) -> list[int]:
    """Return p without repeated factors: p / gcd(p, p')."""
    common = _gcd(p, [place * c for place, c in enumerate(p)][1:])
    return p if len(common) == 1 else _divided(p, common)


def _divided(p: list[int], common: list[int]) -> list[int]:
    """Return p over one of its factors."""
    rest = [Fraction(c) for c in p]
    quotient = [Fraction(0)] * (len(p) - len(common) + 1)
    for place in range(len(quotient) - 1, -1, -1):
        quotient[place] = rest[place + len(common) - 1] / common[-1]
        for offset, c in enumerate(common):
            rest[place + offset] -= quotient[place] * c
    return _whole(quotient)


def _gcd(p: list[int], q: list[int]) -> list[int]:
    while q:
        rest = list(p)
        while len(rest) >= len(q):
            factor = rest[-1]
            shift = len(rest) - len(q)
            rest = [c * q[-1] for c in rest]
            for place, c in enumerate(q):
                rest[place + shift] -= factor * c
            while rest and rest[-1] == 0:
                rest.pop()
        common = math.gcd(*rest) if rest else 1
        p, q = q, [c // common for c in rest]
    return p


def _isolate(p: list[int]) -> list[Span]:
    """Return spans that hold one positive root each of a square-free polynomial; a root found exactly is a span."""
    bound = 1
    while bound * abs(p[-1]) <= 2 * max(abs(c) for c in p):
        bound *= 2
    waiting = [([c * bound**place for place, c in enumerate(p)], Fraction(0), Fraction(bound))]
    found: list[Span] = []
    while waiting:
        q, low, high = waiting.pop()
        changes = _sign_changes(_shifted(q[::-1]))
        if changes == 1:
            found.append((low, high))
        if changes <= 1:
            continue
        half = [c << (len(q) - 1 - place) for place, c in enumerate(q)]
        upper = _shifted(half)
        middle = (low + high) / 2
        if upper[0] == 0:
            found.append((middle, middle))
            upper = upper[1:]
        waiting += [(half, low, middle), (upper, middle, high)]
    return found


def _shifted(p: list[int]) -> list[int]:
    """Return p(x + 1)."""
    q = list(p)
    for done in range(len(q) - 1):
        for place in range(len(q) - 2, done - 1, -1):
            q[place] += q[place + 1]
    return q


def _sign_changes(p: list[int]) -> int:
    signs = [c > 0 for c in p if c]
    return sum(a != b for a, b in pairwise(signs))


def _value(p: list[int], x: Fraction) -> int:
    """Return the sign of p(x) as a whole number: p(x) times a positive one."""
    result, scale = 0, 1
    for c in reversed(p):
        result = result * x.numerator + c * scale
        scale *= x.denominator
    return result


def _refined(p: list[int], span: Span, digits: int) -> Fraction:
    """Return the root in the span: bisection until Newton's method stays inside."""
    low, high = span
    if low == high:
        return low
    for end in span:
        if _value(p, end) == 0:
            p = _divided(p, [-end.numerator, end.denominator])  # an end is a root of its own
    start = _value(p, low)
    for _ in range(60):
        for _ in range(6):
            middle = (low + high) / 2
            value = _value(p, middle)
            if value == 0:
                return middle
            low, high = (middle, high) if (value > 0) == (start > 0) else (low, middle)
        root = _newton(p, low, high, digits)
        if root is not None:
            simple = root.limit_denominator(10**6)
            return simple if low <= simple <= high and _value(p, simple) == 0 else root
    return (low + high) / 2


def _newton(p: list[int], low: Fraction, high: Fraction, digits: int) -> Fraction | None:
    from mpmath import mp

    from calcquiz.algebra.snapped import as_fraction

    with mp.workdps(digits + 15):
        coefficients = [mp.mpf(c) for c in reversed(p)]
        ends = [mp.mpf(end.numerator) / end.denominator for end in (low, high)]
        x = sum(ends) / 2
        for _ in range(12):
            value, slope = mp.polyval(coefficients, x, derivative=True)
            if slope == 0:
                return None
            change = value / slope
            x -= change
            if not ends[0] <= x <= ends[1]:
                return None
            if abs(change) <= abs(x) * mp.mpf(10) ** -digits:
                return as_fraction(x)
    return None
