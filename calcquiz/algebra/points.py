"""Where formulas are probed: simple points first, then points in every stratum of the line, seeded by the formulas."""

import hashlib
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Self, TypeAlias

Strata: TypeAlias = Sequence[tuple[int | Fraction, int | Fraction]]
STRATA: Strata = ((-12, -3), (-3, -1), (-1, 0), (0, 1), (1, 3), (3, 12), (12, 60))
"""Open intervals; twelve points without strata accepted x for sqrt(x^2)."""
WIDE: Strata = ((-4000, -60), (-60, -12), (0, Fraction(1, 50)), (60, 4000))
SIMPLE = tuple(Fraction(value) for value in ("2", "1", "3", "-1", "1/2", "-2", "-1/2", "5"))
"""Tried first, so that a counterexample reads well."""
SHARES = tuple(Fraction(value) for value in ("3/4", "1/4", "1/2", "4/5", "1/5", "9/10", "1/10", "2/5"))
"""The simple points of a variable in an interval, as shares of it."""
ENOUGH_SIMPLE = 3
INTEGER_NAMES = frozenset({"n", "k", "m", "N", "i", "j"})
GRAIN = 10_000
"""Drawn points are multiples of 1/10000, so that a witness is exact and short."""

SORTS = ("real", "positive", "integer")
"""What a variable may be, beside the points of an interval."""
END = r"-?\d{1,12}(?:/[1-9]\d{0,11}|\.\d{1,12})?"
SPAN = re.compile(rf"\(\s*({END}|-oo)\s*,\s*({END}|oo)\s*\)")
Span: TypeAlias = tuple[Fraction | None, Fraction | None]
"""An open interval; None where it has no end."""


def span_of(sort: str) -> Span | None:
    """Return the open interval that the sort of a variable names, `(0, 1)` or `(1, oo)`; None for the other sorts."""
    match = SPAN.fullmatch(sort)
    if match is None:
        return None
    low, high = (None if end.endswith("oo") else Fraction(end) for end in match.groups())
    empty = low is not None and high is not None and low >= high
    return None if empty or low is high is None else (low, high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """What the variables may be."""

    positive: frozenset[str] = frozenset()
    integers: frozenset[str] = frozenset()
    spans: tuple[tuple[str, Span], ...] = ()
    """The open intervals of those that are kept in one."""

    @classmethod
    def of(cls, variables: Mapping[str, str]) -> Self:
        """Return the domain of variables: name -> `real`, `positive`, `integer` or an open interval, `(0, 1)`."""
        return cls(
            positive=frozenset(name for name, sort in variables.items() if is_positive(sort)),
            integers=frozenset(name for name, sort in variables.items() if sort == "integer"),
            spans=tuple((name, span) for name, sort in variables.items() if (span := span_of(sort))),
        )

    def span(self, name: str) -> Span | None:
        """Return the open interval that a variable is kept in."""
        return next((span for known, span in self.spans if known == name), None)

    def ends(self, name: str) -> Span:
        """Return between which numbers a variable is: its interval, or from 0 on where it is positive."""
        low, high = self.span(name) or (None, None)
        return Fraction(0) if low is None and name in self.positive else low, high

    def holds(self, name: str, value: Fraction) -> bool:
        """Return whether a real variable may have a value."""
        low, high = self.ends(name)
        return (low is None or value > low) and (high is None or value < high)


def is_positive(sort: str) -> bool:
    """Return whether a variable of this sort is positive: `positive`, or an interval above zero."""
    low, _ = span_of(sort) or (None, None)
    return sort == "positive" or (low is not None and low >= 0)


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
        simple = _simple(name, domain)
        columns[name] = [simple[(place + offset) % len(simple)] for place in range(len(SIMPLE))]
    return Points(columns, {name: [-1] * len(SIMPLE) for name in names})


def _simple(name: str, domain: Domain) -> list[Fraction]:
    span = domain.span(name)
    if span is None:
        simple = [value for value in SIMPLE if value > 0 or name not in domain.positive]
        return [value for value in simple if value.denominator == 1 or name not in domain.integers]
    low, high = span
    if low is not None and high is not None:
        inside = [value for value in SIMPLE if low < value < high]
        return inside if len(inside) >= ENOUGH_SIMPLE else [low + share * (high - low) for share in SHARES]
    return [_from_the_end(span, value) for value in SIMPLE if value > 0]


def _from_the_end(span: Span, distance: Fraction) -> Fraction:
    """Return the place at a distance from the only end of an interval."""
    low, high = span
    return low + distance if low is not None else (high or Fraction(0)) - distance


def stratified(
    names: Sequence[str],
    domain: Domain,
    source: random.Random,
    *,
    per_stratum: int,
    strata: Strata = STRATA,
) -> Points:
    """Return points with `per_stratum` values of each variable in each stratum, shuffled against one another."""
    length = per_stratum * len(strata)
    columns: dict[str, list[Fraction]] = {}
    indices: dict[str, list[int]] = {}
    for name in names:
        usable = _strata_of(name, domain, strata)
        order = [usable[place % len(usable)] for place in range(length)]
        source.shuffle(order)
        columns[name] = [_draw(name, place, strata, domain, source) for place in order]
        indices[name] = order
    return Points(columns, indices)


def _strata_of(name: str, domain: Domain, strata: Strata) -> list[int]:
    """Return which strata a variable has; those of an interval are pieces of it, or distances from its only end."""
    span = domain.span(name)
    if span is not None and None not in span:
        return list(range(len(strata)))
    above = span is not None or name in domain.positive
    return [place for place, (low, _) in enumerate(strata) if low >= 0 or not above]


def _draw(name: str, place: int, strata: Strata, domain: Domain, source: random.Random) -> Fraction:
    span = domain.span(name)
    if span is None:
        return _drawn(name, strata[place], domain, source)
    low, high = span
    if low is None or high is None:
        return _from_the_end(span, _drawn("", strata[place], domain, source))
    piece = GRAIN // len(strata)
    return low + (high - low) * Fraction(place * piece + source.randint(1, piece - 1), GRAIN)


def _drawn(name: str, ends: tuple[int | Fraction, int | Fraction], domain: Domain, source: random.Random) -> Fraction:
    low, high = ends
    whole = name in domain.integers or (name in INTEGER_NAMES and source.random() < 0.5)
    if whole:
        value = Fraction(source.randint(int(low), int(high)))
        return value if value > 0 or name not in domain.positive else Fraction(1)
    first, last = int(low * GRAIN), int(high * GRAIN)
    return Fraction(first + source.randint(1, max(1, last - first - 1)), GRAIN)
