"""How the terms of a series shrink, by numbers: what decides its convergence without any algebra."""

from itertools import pairwise
from typing import Any

from calcquiz.algebra.tree import Tree

PLACES = tuple(2**k for k in range(4, 13))
"""n = 16 … 4096."""
FEW = 2
FEWEST = 6
"""Places at which the terms must be defined: factorials soon grow too large."""
DIGITS = 60
DIGITS_OF_MEANS = 20
WINDOW = 44
"""Terms over which uneven sizes are averaged: seven turns of a sine."""
SETTLED = 0.04
"""The exponent of the logarithm changes by less from place to place when it is what decides."""
FALLING = 1e-3
SURE = 0.1
"""How far an exponent must be from 1 to decide."""


def verdict_of_terms(term: Tree, name: str) -> str | None:
    """Return `absolutely`, `conditionally`, `diverges`, or None where numbers do not tell.

    The local exponent p(n) = -log(|a(2n)|/|a(n)|)/log 2 tends to p where |a(n)| is about n^-p, and to
    infinity for geometric terms; where it tends to 1, the exponent of the logarithm decides (Bertrand).
    """
    from calcquiz.algebra.precise import mp_value

    terms = [mp_value(term, {name: n}, DIGITS) for n in PLACES]
    following = [mp_value(term, {name: n + 1}, DIGITS) for n in PLACES]
    defined = next((k for k, pair in enumerate(zip(terms, following, strict=True)) if None in pair), len(terms))
    if defined < FEWEST:
        return "absolutely" if _dies_out(terms[:defined]) else None
    terms, following = terms[:defined], following[:defined]
    if all(value == 0 for value in terms[-3:]):
        return "absolutely"
    sizes = [abs(value) for value in terms]
    if _is_noisy(sizes):
        sizes = _averages(term, name, defined)
    shrinks = _absolutely(sizes)
    if shrinks is True:
        return "absolutely"
    if _tends_to_zero(sizes) is False:
        return "diverges"
    if shrinks is False and _alternates(terms, following):
        return "conditionally" if _falls(sizes) else None
    if shrinks is False and _one_sign(terms, following):
        return "diverges"
    return None


def _dies_out(terms: list[Any]) -> bool:
    """Return whether terms become too small to hold: each is below the square of the one before."""
    sizes = [abs(value) for value in terms]
    return len(sizes) >= FEW and all(later < earlier**2 < 1 for earlier, later in pairwise(sizes))


def _is_noisy(sizes: list[Any]) -> bool:
    """Return whether the terms shrink unevenly from place to place, like those of sin(n)/n^2."""
    from mpmath import log

    if any(size == 0 for size in sizes):
        return False
    exponents = [-log(later / earlier, 2) for earlier, later in pairwise(sizes)]
    turns = [later - earlier for earlier, later in pairwise(exponents)]
    return bool(max(turns) > SURE and min(turns) < -SURE)


def _averages(term: Tree, name: str, count: int) -> list[Any]:
    """Return the mean size of the terms in a window behind each place."""
    from mpmath import fsum

    from calcquiz.algebra.precise import mp_value

    means = []
    for place in PLACES[:count]:
        values = (mp_value(term, {name: place + k}, DIGITS_OF_MEANS) for k in range(WINDOW))
        known = [abs(value) for value in values if value is not None]
        means.append(fsum(known) / len(known))
    return means


def _absolutely(sizes: list[Any]) -> bool | None:
    from mpmath import log

    if any(size == 0 for size in sizes):
        return None
    exponents = [-log(later / earlier, 2) for earlier, later in pairwise(sizes)]
    last = exponents[-1]
    drifts = [(p - 1) * log(n) for p, n in zip(exponents, PLACES, strict=False)]
    if last > 1 + SURE and abs(drifts[-1] - drifts[-2]) > SETTLED:
        return True
    if last < 1 - SURE:
        return False
    if abs(drifts[-1]) < 0.05:
        return False
    if 1 < drifts[-1] < drifts[-2] - FALLING:
        return None  # as for 1/(n log n log log n), whose exponent falls to 1 for ever
    if abs(drifts[-1] - drifts[-2]) < SURE:
        return None if 1 + SETTLED / 2 < drifts[-1] <= 1 + SURE else bool(drifts[-1] > 1)
    return None


def _tends_to_zero(sizes: list[Any]) -> bool | None:
    if sizes[-1] < 0.9 * sizes[-3]:
        return True
    return False if sizes[-1] > 0.99 * sizes[-3] and sizes[-1] > 1e-6 else None


def _alternates(terms: list[Any], following: list[Any]) -> bool:
    return all(here * there < 0 for here, there in zip(terms, following, strict=True))


def _one_sign(terms: list[Any], following: list[Any]) -> bool:
    signs = {value > 0 for value in (*terms[2:], *following[2:])}
    return len(signs) == 1


def _falls(sizes: list[Any]) -> bool:
    return all(later < earlier for earlier, later in zip(sizes[-4:], sizes[-3:], strict=False))
