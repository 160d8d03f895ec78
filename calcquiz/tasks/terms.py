"""How the terms of a series shrink, by numbers: what decides its convergence without any algebra."""

from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from typing import Any

from calcquiz.algebra.tree import Tree

PLACES = tuple(2**k for k in range(4, 13))
"""n = 16 … 4096."""
LATER = tuple(2**k for k in range(15, 20))
"""For means, which are taken of few terms beside n."""
FEW = 2
FEWEST = 6
"""Places at which the terms must be defined: factorials soon grow too large."""
FAR = tuple(10 ** (40 * 2**k) for k in range(4))
"""n = 10^40 … 10^320, each the square of the one before: there a power of ln n is told from a power of n."""
ROW = 8
"""Terms in a row whose signs and sizes are looked at."""
MOST_KEPT = 20_000
DIGITS = 60
FAR_DIGITS = 700
DIGITS_OF_MEANS = 30
LONG = 710
"""Terms that are averaged: 113 turns of a sine, to 1/100000."""
BLOCK = 132
"""Terms that are added up: 21 turns of a sine, to 1/100, and a whole number of periods of 2, 3, 4 and 6."""
SETTLED = 0.04
"""The exponent of the logarithm changes by less from place to place when it is what decides."""
FALLING = 1e-3
SURE = 0.1
"""How far an exponent must be from 1 to decide."""
SURE_FAR = 1e-3
NEAR_BLOCKS = tuple(BLOCK * place for place in PLACES)
CREEPING = 0.005
"""What decides far out, the exponent of the logarithm, changes by less from place to place; that of n^-1.01 by more."""
WILD = 0.8
NEAR, ROUGH = 0.3, 0.01
"""Exponents so near 1 must not bend by more from place to place."""
EXACT = 1e-6

Term = Callable[[int, int], Any]
"""Takes n and how many digits to work with; the term as an mpf, None where it has no value."""


def verdict_of_terms(term: Tree, name: str) -> str | None:
    """Return `absolutely`, `conditionally`, `diverges`, or None where numbers do not tell.

    The local exponent p(n) = -log(|a(2n)|/|a(n)|)/log 2 tends to p where |a(n)| is about n^-p, and to
    infinity for geometric terms; where it tends to 1, the exponent of the logarithm decides (Bertrand).
    """
    value = _values_of(term, name)
    rows = _rows(value, PLACES)
    if len(rows) < FEWEST:
        return "absolutely" if _dies_out([row[0] for row in rows]) else None
    if all(one == 0 for row in rows[-3:] for one in row):
        return "absolutely"
    shrinks, sizes = _shrink(value, rows)
    if shrinks is True:
        return "absolutely"
    if _tends_to_zero(sizes) is False:
        return "diverges"
    if shrinks is None:
        return None
    signs = _signs(value, rows)
    if len(signs) == 1:
        return "diverges"
    if _alternates(rows) and _falls(rows):
        return "conditionally"
    return _by_blocks(value)


def direction_of_terms(term: Tree, name: str) -> int | None:
    """Return where the partial sums of a divergent series go: 1 to oo, -1 to -oo, 0 nowhere, None where not told."""
    value = _values_of(term, name)
    rows = _rows(value, PLACES)
    if not rows:
        return None
    signs = _signs(value, rows)
    if len(signs) < 2:
        return signs.pop() if signs else None
    blocks = [_blocks(value, phase) for phase in (0, 1)]
    ways = {_sign(block) for row in blocks for block in [*row.values()][-len(FAR) :]}
    shrinking = {_blocks_shrink(row) for row in blocks}
    if len(ways) == 1 and shrinking == {False}:
        return ways.pop()
    return 0 if len(ways) > 1 or shrinking == {True} else None


@lru_cache(maxsize=4)
def _values_of(term: Tree, name: str) -> Term:
    """Return the terms, each worked out once: the same series is looked at for every key it might have."""
    from calcquiz.algebra.precise import mp_value, zeros_written

    plain = zeros_written(term)
    return lru_cache(maxsize=MOST_KEPT)(lambda n, digits: mp_value(plain, {name: n}, digits))


def _rows(value: Term, places: tuple[int, ...], digits: int = DIGITS) -> list[list[Any]]:
    """Return terms in a row from each place on, up to the first place where one of them is not defined."""
    rows: list[list[Any]] = []
    for place in places:
        row = [value(place + k, digits) for k in range(ROW)]
        if None in row:
            break
        rows.append(row)
    return rows


def _dies_out(terms: list[Any]) -> bool:
    """Return whether terms become too small to hold: each is below the square of the one before."""
    sizes = [abs(value) for value in terms]
    return len(sizes) >= FEW and all(later < earlier**2 < 1 for earlier, later in pairwise(sizes))


def _shrink(value: Term, rows: list[list[Any]]) -> tuple[bool | None, list[Any]]:
    """Return whether the sizes have a finite sum, None where not told, and the sizes at the places."""
    sizes = [abs(row[0]) for row in rows]
    if _is_noisy(rows):
        return _by_means(value, len(rows), sizes)
    far = _rows(value, FAR, FAR_DIGITS)
    if len(far) == len(FAR) and not _is_noisy(far):
        return _far_out([abs(row[0]) for row in far]), sizes
    return _absolutely(sizes, PLACES), sizes


def _is_noisy(rows: list[list[Any]]) -> bool:
    """Return whether the terms shrink unevenly, like those of sin(n)/n^2, or are 0 now and then."""
    if any(value == 0 for row in rows for value in row) or _is_uneven([abs(row[0]) for row in rows]):
        return True
    steps = [abs(later / earlier) for earlier, later in pairwise(rows[-1])]
    return bool(max(steps) > 1 + SURE and min(steps) < 1 - SURE)


def _is_uneven(sizes: list[Any]) -> bool:
    """Return whether sizes at places, each double or the square of the one before, go up and down."""
    from mpmath import log

    exponents = [-log(later / earlier, 2) for earlier, later in pairwise(sizes)]
    turns = [later - earlier for earlier, later in pairwise(exponents)]
    return bool(max(turns) > SURE and min(turns) < -SURE)


def _by_means(value: Term, count: int, sizes: list[Any]) -> tuple[bool | None, list[Any]]:
    """Return what `_shrink` does for uneven terms: the mean size of many in a row tells."""
    for places in (LATER, PLACES[:count][-len(LATER) :]):
        means = _means(value, places)
        if means is not None:
            return (None if _is_too_rough(means) else _absolutely(means, places, CREEPING)), means
    return None, sizes


def _means(value: Term, places: tuple[int, ...]) -> list[Any] | None:
    """Return the mean size of the terms behind each place, None where some have no value."""
    from mpmath import fsum

    rows = [[value(place + k, DIGITS_OF_MEANS) for k in range(LONG)] for place in places]
    return None if any(None in row for row in rows) else [fsum(map(abs, row)) / LONG for row in rows]


def _is_too_rough(means: list[Any]) -> bool:
    """Return whether the exponents of means go up and down: a little near 1, as for sin(n^2)/n, or across 1."""
    from mpmath import log

    if 0 in means:
        return True
    exponents = [-log(later / earlier, 2) for earlier, later in pairwise(means)]
    bends = [abs(a - 2 * b + c) for a, b, c in zip(exponents, exponents[1:], exponents[2:], strict=False)]
    if abs(exponents[-1] - 1) < NEAR:
        return bool(max(bends) > ROUGH)
    return len({one > 1 for one in exponents}) > 1 or bool(bends[-1] > WILD * abs(exponents[-1] - 1))


def _absolutely(sizes: list[Any], places: tuple[int, ...], steady: float = SURE) -> bool | None:
    """Return whether terms of these sizes at these places, each double the one before, have a finite sum."""
    from mpmath import log

    if any(size == 0 for size in sizes):
        return None
    exponents = [-log(later / earlier, 2) for earlier, later in pairwise(sizes)]
    last = exponents[-1]
    drifts = [(p - 1) * log(n) for p, n in zip(exponents, places, strict=False)]
    if last > 1 + SURE and abs(drifts[-1] - drifts[-2]) > SETTLED:
        return True
    if last < 1 - SURE:
        return False
    if abs(drifts[-1]) < 0.05:
        return False
    if 1 < drifts[-1] < drifts[-2] - FALLING:
        return None  # as for 1/(n log n log log n), whose exponent falls to 1 for ever
    if abs(drifts[-1] - drifts[-2]) < steady:
        return None if 1 + SETTLED / 2 < drifts[-1] <= 1 + SURE else bool(drifts[-1] > 1)
    return None


def _far_out(sizes: list[Any]) -> bool | None:
    """Return whether terms like n^-p (ln n)^-q have a finite sum, p and q taken from places that are squares.

    With x = ln n, ln|a| = c - p x - q ln x; x doubles from place to place, so that second differences hold p alone.
    """
    from mpmath import log

    distances = [log(place) for place in FAR]
    drops = [log(earlier / later) for earlier, later in pairwise(sizes)]
    power = (drops[-1] - drops[-2]) / distances[-3]
    if abs(power - 1) > SURE_FAR:
        return bool(power > 1)
    logs = [(drop - x) / log(2) for drop, x in zip(drops, distances, strict=False)]
    first, second = (later - earlier for earlier, later in pairwise(logs))
    if max(abs(first), abs(second)) > EXACT:
        if not 0.4 < second / first < 0.6:
            return None  # as for 1/(n log n log log n); where a constant is added to ln n, differences halve
        logs.append(logs[-1] + second)
    return bool(logs[-1] > 1 + SETTLED / 2) if abs(logs[-1] - 1) > SETTLED / 2 or abs(logs[-1] - 1) < FALLING else None


def _tends_to_zero(sizes: list[Any]) -> bool | None:
    if sizes[-1] < 0.9 * sizes[-3]:
        return True
    return False if sizes[-1] > 0.99 * sizes[-3] and sizes[-1] > 1e-6 else None


def _sign(value: Any) -> int:
    return int(value > 0) - int(value < 0)


def _signs(value: Term, rows: list[list[Any]]) -> set[int]:
    """Return the signs of the terms as far out as they have values."""
    far = _rows(value, FAR, FAR_DIGITS)
    return {_sign(one) for row in far or rows[-3:] for one in row} - {0}


def _alternates(rows: list[list[Any]]) -> bool:
    return all(here * there < 0 for row in rows for here, there in pairwise(row))


def _falls(rows: list[list[Any]]) -> bool:
    return all(abs(later) < abs(earlier) for row in rows[-4:] for earlier, later in pairwise(row))


def _by_blocks(value: Term) -> str | None:
    """Return what the sums of blocks of terms say of a series whose terms tend to 0, and their sizes too slowly."""
    blocks = _blocks(value, 0)
    converges = _blocks_shrink(blocks)
    if converges:
        return "conditionally"
    same = len({_sign(block) for block in blocks.values()}) == 1
    return "diverges" if converges is False and same else None


def _blocks(value: Term, phase: int) -> dict[int, Any]:
    """Return the place and the sum of blocks of terms: far out where there are values, else as far as there are."""
    from mpmath import fsum, workdps

    found: dict[int, Any] = {}
    for places, digits in ((FAR, FAR_DIGITS), (NEAR_BLOCKS, DIGITS)):
        found = {}
        for place in places:
            start = place // BLOCK * BLOCK + phase
            terms = [value(start + k, digits) for k in range(BLOCK)]
            if None in terms:
                break
            with workdps(digits):
                found[place] = fsum(terms)
        if len(found) == len(places):
            break
    return found


def _blocks_shrink(blocks: dict[int, Any]) -> bool | None:
    """Return whether the sizes of block sums have a finite sum, None where not told."""
    places, sizes = tuple(blocks), [abs(block) for block in blocks.values()]
    if len(sizes) < len(FAR):
        return None
    if all(size == 0 for size in sizes):
        return True
    if any(size == 0 for size in sizes):
        return None
    if places == FAR:
        return _far_out(sizes)
    return None if _is_uneven(sizes) else _absolutely(sizes, places)
