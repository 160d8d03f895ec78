"""Comparing two formulas by their values: screened with numpy, decided at 110 and 220 digits."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np
from mpmath import mp

from calcquiz.algebra.evaluate import Column, numpy_values
from calcquiz.algebra.exact import digits, exact_number
from calcquiz.algebra.jumps import JUMPS, beside_jumps
from calcquiz.algebra.patterns import applications, every_pattern, has_corners
from calcquiz.algebra.points import WIDE, Domain, Points, first_points, seeded, simple_points, stratified
from calcquiz.algebra.precise import mp_value, workable_value
from calcquiz.algebra.precise_functions import OutgrownError
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Apply, Number, Tree, free_names, walk

ENOUGH_POINTS = 6
PER_STRATUM = 3
SCREEN = 1e-9
"""Relative difference of floats from which a point is looked at more closely."""
CLEARLY = 1e-6
"""Relative difference of floats that is worth a look before anything else is done."""
CONFIRMED_POINTS = 4
COARSE, FINE, FINEST = 40, 110, 220
"""Digits: to see a value, to compare two, to tell a difference from a rounding error."""
ORDINARY_DIGITS = 12
LONG_RESULTS = frozenset({"pow", "factorial", "binomial"})
GUARD_DIGITS = 15
"""Two values that agree in all but so many of their digits are equal."""
MOST_EXTRA_DIGITS, MOST_EXTRA_DIGITS_AT_POINTS = 1500, 600
"""Numbers that need more are not told apart in bounded time: agreement is then no evidence."""
SMALL_DIGITS = 20
HIDING = 4
"""1 - tanh(x)^2 beside sech(x)^2 = 10^-228 is 0 in fewer than 228 digits, and its root needs twice as many as the root
has zeros: a value so small is looked at with four times as many digits more."""
SUSPECTS = 10
READABLE = (0.01, 10_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A point where the two values differ, confirmed at 110 digits."""

    point: dict[str, Fraction]
    left: Any
    right: Any


@dataclass(slots=True, kw_only=True)
class Comparison:
    """What probing found."""

    usable: int = 0
    """Points where both are defined."""
    right_only: int = 0
    """Points where only the right one is defined."""
    left_only: int = 0
    right_only_point: dict[str, Fraction] | None = None
    difference: Difference | None = None
    too_fine: bool = False
    """The formulas hold numbers so long that agreement proves nothing."""
    unclear: int = 0
    """Points where not even 110 digits told."""
    pairs: list[tuple[dict[str, Fraction], float, float]] = field(default_factory=list)
    """Some points with both values as floats: material for a diagnosis."""

    @property
    def equal(self) -> bool | None:
        """True or False where the values tell, None where too few points were usable."""
        if self.difference is not None:
            return False
        if self.too_fine:
            return None
        return True if self.usable >= ENOUGH_POINTS and self.unclear <= self.usable // 4 else None


def same_values(left: Tree, right: Tree, domain: Domain | None = None) -> bool | None:
    """Whether two formulas agree wherever both are defined; None where too few points tell."""
    domain = domain or Domain()
    return False if _differ_at_once(left, right, domain) else compare(left, right, domain).equal


def _differ_at_once(left: Tree, right: Tree, domain: Domain) -> bool:
    """Whether a difference is confirmed at one of the simple points: most different formulas show it there."""
    names = sorted(free_names(left) | free_names(right))
    if not names or left == right:
        return False
    probe, points = _Probe(left, right), simple_points(names, domain)
    ours, theirs = probe.values(points)
    with np.errstate(all="ignore"):
        larger = np.maximum(np.abs(ours), np.abs(theirs))
        apart = np.nonzero((np.abs(ours - theirs) > CLEARLY * larger) & (larger < READABLE[1]) & (larger > CLEARLY))[0]
    return any(_is_gap(left, right, points.row(int(row)), probe.extra) for row in apart[:2])


def _is_gap(left: Tree, right: Tree, point: dict[str, Fraction], extra: int) -> bool:
    """Whether the values at a point are clearly apart at 40 digits, and as far apart at 110."""
    gaps = []
    for places in (COARSE + extra, FINE + extra):
        ours, theirs = (mp_value(tree, point, places) for tree in (left, right))
        if ours is None or theirs is None or isinstance(ours, bool) or isinstance(theirs, bool):
            return False
        gap, larger = abs(ours - theirs), max(abs(ours), abs(theirs))
        if gap <= CLEARLY * larger:
            return False
        gaps.append(gap)
    return bool(abs(gaps[0] - gaps[1]) <= CLEARLY * gaps[1])


def has_values(tree: Tree, domain: Domain) -> bool:
    """Whether a formula has a real value at enough points."""
    names = sorted(free_names(tree))
    if not names:
        return _compare_constants(tree, tree).equal is True
    simple = _Probe(tree, tree).values(simple_points(names, domain))[0]
    return int(np.sum(np.isfinite(simple))) >= ENOUGH_POINTS or compare(tree, tree, domain).equal is True


def compare(left: Tree, right: Tree, domain: Domain) -> Comparison:
    """Compare two formulas on stratified points of all their variables."""
    names = sorted(free_names(left) | free_names(right))
    if not names:
        return _compare_constants(left, right)
    source = seeded(to_text(left), to_text(right))
    probe = _Probe(left, right)
    points = first_points(names, domain, source)
    probe.look_at(points)
    if probe.open and probe.thin(points):
        probe.look_at(stratified(names, domain, source, per_stratum=40))
    cornered = [node for node in applications(left, right) if has_corners(node)]
    if probe.open and cornered:
        probe.look_at(every_pattern(cornered, names, domain, source))
    jumping = [node for node in applications(left, right) if node.head in JUMPS]
    if probe.open and jumping:
        probe.look_at(beside_jumps(jumping, points))
    if probe.open and probe.result.usable < ENOUGH_POINTS:
        probe.look_at(stratified(names, domain, source, per_stratum=60, strata=WIDE))
    return probe.result


def extra_digits(*trees: Tree) -> int:
    """Return how many digits more than usual tell 1 + 10^-300 from 1: those of the longest number written."""
    needed = 0.0
    for node in (node for tree in trees for node in walk(tree)):
        if isinstance(node, Number) or (isinstance(node, Apply) and node.head in LONG_RESULTS):
            value = exact_number(node)
            size = digits(value) if value is not None else 0
            needed += size if size > ORDINARY_DIGITS else 0
    return int(needed)


def _compare_constants(left: Tree, right: Tree) -> Comparison:
    result = Comparison()
    extra = extra_digits(left, right)
    result.too_fine, extra = extra > MOST_EXTRA_DIGITS, min(extra, MOST_EXTRA_DIGITS)
    ours, theirs = (mp_value(tree, {}, FINE + extra) for tree in (left, right))
    if ours is not None and theirs is not None:
        # e^700 + 10^-6 needs as many digits more as e^700 has.
        bits = max(mp.mag(value) if value else 0 for value in (ours, theirs))
        extra = min(extra + max(0, int(0.302 * bits)), MOST_EXTRA_DIGITS)
        ours, theirs = (mp_value(tree, {}, FINE + extra) for tree in (left, right))
    if ours is None or theirs is None:
        result.right_only, result.left_only = int(theirs is not None), int(ours is not None)
        return result
    verdict = _differ(left, right, {}, ours, theirs, extra)
    result.pairs.append(({}, float(ours), float(theirs)))
    if verdict is None:
        result.unclear = 1
    elif verdict:
        result.difference = Difference(point={}, left=ours, right=theirs)
    else:
        result.usable = ENOUGH_POINTS
    return result


class _Probe:
    """The state of one comparison."""

    def __init__(self, left: Tree, right: Tree) -> None:
        self.left, self.right = left, right
        self.result = Comparison()
        extra = extra_digits(left, right)
        self.result.too_fine = extra > MOST_EXTRA_DIGITS_AT_POINTS
        self.extra = min(extra, MOST_EXTRA_DIGITS_AT_POINTS)
        self.usable_rows: list[int] = []
        self.only_right: set[tuple[Fraction, ...]] = set()

    @property
    def open(self) -> bool:
        return self.result.difference is None

    def thin(self, points: Points) -> bool:
        """Whether some stratum where the right side is defined has fewer than three usable points."""
        if self.result.usable < 2 * ENOUGH_POINTS or self.result.right_only:
            return True
        for strata in points.strata.values():
            counts: dict[int, int] = {}
            for row in self.usable_rows:
                counts[strata[row]] = counts.get(strata[row], 0) + 1
            if any(count < PER_STRATUM for stratum, count in counts.items() if stratum >= 0):
                return True
        return False

    def values(self, points: Points) -> tuple[Column, Column]:
        """Return the values of both sides as floats."""
        columns = {name: np.array([float(value) for value in values]) for name, values in points.columns.items()}
        return numpy_values(self.left, columns), numpy_values(self.right, columns)

    def look_at(self, points: Points) -> None:
        """Compare at the points; stops at the first confirmed difference."""
        ours, theirs = self.values(points)
        self.resolve_overflow(points, ours, theirs)
        both = ~np.isnan(ours) & ~np.isnan(theirs)
        self.usable_rows = [int(row) for row in np.nonzero(both)[0]]
        self.result.usable += len(self.usable_rows)
        self.note_domain(points, ours, theirs)
        with np.errstate(over="ignore"):  # values near the largest float: apart, and looked at with more digits
            apart = np.abs(ours - theirs) > SCREEN * np.maximum(np.abs(ours), np.abs(theirs))
        suspects = [row for row in self.usable_rows if apart[row]]
        # A counterexample that reads well: values of ordinary size before tiny and huge ones.
        suspects.sort(key=lambda row: not READABLE[0] <= max(abs(ours[row]), abs(theirs[row])) <= READABLE[1])
        # Where values are of ordinary size, small differences show best.
        calm = [row for row in self.usable_rows if not apart[row]]
        calm.sort(key=lambda row: bool(abs(np.log10(abs(ours[row]) + 1e-300)) > 6))
        for row in self.usable_rows[:12]:
            self.result.pairs.append((points.row(row), float(ours[row]), float(theirs[row])))
        self.confirm(points, _spread(suspects, SUSPECTS), first=True)
        if self.open:
            self.confirm(points, _spread(calm, CONFIRMED_POINTS), first=False)

    def resolve_overflow(self, points: Points, ours: Column, theirs: Column) -> None:
        """Work out at high precision what overflowed as a float on one side only.

        A value too large even then tells nothing: 1/e^(x^3) is tiny and not undefined where e^(x^3) outgrows all
        numbers. Such a point counts for neither side.
        """
        for tree, own, other in ((self.left, ours, theirs), (self.right, theirs, ours)):
            rows = np.nonzero(np.isnan(own) & ~np.isnan(other))[0][:40]
            for row in rows:
                try:
                    value = workable_value(tree, points.row(int(row)), COARSE)
                except OutgrownError:
                    other[row] = np.nan
                    continue
                if value is not None and not isinstance(value, bool):
                    own[row] = float(value)

    def note_domain(self, points: Points, ours: Column, theirs: Column) -> None:
        only_right = np.nonzero(np.isnan(ours) & ~np.isnan(theirs))[0]
        # Integers are drawn many times over: n = 0 is one point, however often.
        self.only_right |= {tuple(points.row(int(row)).values()) for row in only_right}
        self.result.right_only = len(self.only_right)
        self.result.left_only += int(np.sum(~np.isnan(ours) & np.isnan(theirs)))
        if len(only_right) and self.result.right_only_point is None:
            self.result.right_only_point = points.row(int(only_right[0]))

    def confirm(self, points: Points, rows: Sequence[int], *, first: bool) -> None:
        for row in rows:
            point = points.row(row)
            ours, theirs = (mp_value(tree, point, FINE + self.extra) for tree in (self.left, self.right))
            if ours is None or theirs is None:
                continue
            verdict = _differ(self.left, self.right, point, ours, theirs, self.extra)
            if verdict:
                self.result.difference = Difference(point=point, left=ours, right=theirs)
                return
            if verdict is None and first:
                self.result.unclear += 1


def _differ(left: Tree, right: Tree, point: dict[str, Fraction], ours: Any, theirs: Any, extra: int) -> bool | None:
    """Decide at one point, given both values at 110 + extra digits: True differ, False agree, None not clear.

    What cancels leaves rounding errors, so the difference is looked at again at 220 digits: that of
    equal values shrinks with the precision, that of different values stays.
    """
    if isinstance(ours, bool) or isinstance(theirs, bool):
        return bool(ours) != bool(theirs)
    hidden = HIDING * _digits_below_one(ours, theirs)
    if hidden:
        extra += hidden
        ours, theirs = (mp_value(tree, point, FINE + min(extra, MOST_EXTRA_DIGITS)) for tree in (left, right))
        if extra > MOST_EXTRA_DIGITS or ours is None or theirs is None:
            return None
    with mp.workdps(FINE + extra):
        fine = abs(ours - theirs)
        if fine <= max(abs(ours), abs(theirs)) * mp.mpf(10) ** (GUARD_DIGITS - FINE - extra):
            return False
    finest_values = [mp_value(tree, point, FINEST + 2 * extra) for tree in (left, right)]
    if None in finest_values:
        return None
    with mp.workdps(FINEST + 2 * extra):
        finest = abs(finest_values[0] - finest_values[1])
    if finest <= fine * 1e-20:
        return False
    return True if finest >= fine * 0.5 else None


def _digits_below_one(ours: Any, theirs: Any) -> int:
    """Return how many zeros follow the point of the larger value; 0 for values of ordinary size."""
    bits = max(mp.mag(value) if value else -mp.inf for value in (ours, theirs))
    zeros = 0 if mp.isinf(bits) else int(-0.302 * bits)
    return zeros if zeros > SMALL_DIGITS else 0


def _spread(rows: list[int], count: int) -> list[int]:
    """Return at most `count` rows: the first one and others spread evenly, in their order."""
    if len(rows) <= count:
        return rows
    step = len(rows) / count
    return [rows[int(place * step)] for place in range(count)]
