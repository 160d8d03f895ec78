"""Where formulas are probed: simple points first, then points in every stratum of the line, seeded by the formulas."""

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

STRATA = ((-12, -3), (-3, -1), (-1, 0), (0, 1), (1, 3), (3, 12), (12, 60))
"""Open intervals; twelve points without strata accepted x for sqrt(x^2)."""
WIDE = ((-4000, -60), (-60, -12), (0, Fraction(1, 50)), (60, 4000))
SIMPLE = tuple(Fraction(value) for value in ("2", "1", "3", "-1", "1/2", "-2", "-1/2", "5"))
"""Tried first, so that a counterexample reads well."""
INTEGER_NAMES = frozenset({"n", "k", "m", "N", "i", "j"})
GRAIN = 10_000
"""Drawn points are multiples of 1/10000, so that a witness is exact and short."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """What the variables may be."""

    positive: frozenset[str] = frozenset()
    integers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Points:
    """Rows of values: `columns[name][row]`; `strata[name][row]` is the stratum's index, -1 for a simple point."""

    columns: dict[str, list[Fraction]]
    strata: dict[str, list[int]]

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), [Fraction(0)]))

    def row(self, index: int) -> dict[str, Fraction]:
        """Return one point by name."""
        return {name: values[index] for name, values in self.columns.items()}


def seeded(*texts: str) -> random.Random:
    """Return a generator that depends on the texts alone: the same answer always gets the same verdict."""
    digest = hashlib.sha256("\x00".join(texts).encode("utf-8", "surrogatepass")).digest()
    return random.Random(int.from_bytes(digest[:8], "big"))  # noqa: S311 - points, not secrets


def first_points(names: Sequence[str], domain: Domain, source: random.Random) -> Points:
    """Return about 36 points: the simple ones, then four in each stratum of each variable."""
    points, simple = stratified(names, domain, source, per_stratum=4), simple_points(names, domain)
    for name in names:
        points.columns[name][:0] = simple.columns[name]
        points.strata[name][:0] = simple.strata[name]
    return points


def simple_points(names: Sequence[str], domain: Domain) -> Points:
    """Return eight points with values that read well, the same ones for all formulas."""
    columns = {}
    for offset, name in enumerate(names):
        simple = [value for value in SIMPLE if value > 0 or name not in domain.positive]
        simple = [value for value in simple if value.denominator == 1 or name not in domain.integers]
        columns[name] = [simple[(place + offset) % len(simple)] for place in range(len(SIMPLE))]
    return Points(columns, {name: [-1] * len(SIMPLE) for name in names})


def stratified(
    names: Sequence[str],
    domain: Domain,
    source: random.Random,
    *,
    per_stratum: int,
    strata: Sequence[tuple[int | Fraction, int | Fraction]] = STRATA,
) -> Points:
    """Return points with `per_stratum` values of each variable in each stratum, shuffled against one another."""
    length = per_stratum * len(strata)
    columns: dict[str, list[Fraction]] = {}
    indices: dict[str, list[int]] = {}
    for name in names:
        usable = [place for place, (low, _) in enumerate(strata) if low >= 0 or name not in domain.positive]
        order = [usable[place % len(usable)] for place in range(length)]
        source.shuffle(order)
        columns[name] = [_draw(name, strata[place], domain, source) for place in order]
        indices[name] = order
    return Points(columns, indices)


def _draw(name: str, ends: tuple[int | Fraction, int | Fraction], domain: Domain, source: random.Random) -> Fraction:
    low, high = ends
    whole = name in domain.integers or (name in INTEGER_NAMES and source.random() < 0.5)
    if whole:
        value = Fraction(source.randint(int(low), int(high)))
        return value if value > 0 or name not in domain.positive else Fraction(1)
    first, last = int(low * GRAIN), int(high * GRAIN)
    return Fraction(first + source.randint(1, max(1, last - first - 1)), GRAIN)
