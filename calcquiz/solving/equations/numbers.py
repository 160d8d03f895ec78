"""Numbers behind equations: where two sides are equal, found on a grid of floats; this is what proves a line."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any

from calcquiz.algebra.tree import ZERO, Apply, Name, Tree, free_names, sub, substitute
from calcquiz.tasks.numeric import end_value
from calcquiz.tasks.regions import MINUS_OO, OO, Range

SAMPLE = "1.37"
"""What other names stand for where numbers are looked at; the worker takes the same."""
DIGITS = 40
NEAR, FAR = 6.0, 60.0
CLOSELY, WIDELY = 2400, 900
"""Places of the grid up to 6 from the origin (or in a finite range), and beyond on either side."""
ROUNDS, NARROWINGS = 60, 45
"""Of bisection, and of cutting a third away."""
SAME = 2e-6
"""Relative distance of two places that count as one: a touch is only found to half the digits."""
SMALL = 1e-4
"""Against the values nearby, what counts as zero: a touch is only found to eight digits."""
ASIDE = 1e-3
MOST_FLAT = 30
PLATEAU = 1e-9
"""Three neighbours that differ by less, relatively, are no dip."""
CERTAIN = 1e-30


@dataclass(frozen=True, slots=True)
class Line:
    """The real line, or a range of it, on which an unknown is looked for."""

    name: str
    span: Range = field(default_factory=Range)
    positive: frozenset[str] = frozenset()
    """Other names that are positive."""

    @property
    def ends(self) -> tuple[float, float]:
        """Return both ends as floats, infinite ones as such."""
        values = sample_values((self.span.low, self.span.high))
        low, high = (float(end_value(end, values, DIGITS)) for end in (self.span.low, self.span.high))
        return low, high

    def covers(self, value: float) -> bool:
        """Return whether a value lies in the range, an end only where it belongs."""
        low, high = self.ends
        if _near(value, low):
            return self.span.low_closed
        if _near(value, high):
            return self.span.high_closed
        return low < value < high


def sample_values(trees: Iterable[Tree], known: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return a sample value for every name in the trees that has none yet."""
    from mpmath import mpf

    names = frozenset().union(*(free_names(tree) for tree in trees))
    return {name: mpf(SAMPLE) for name in names} | dict(known or {})


def value_of(tree: Tree, known: Mapping[str, Any] | None = None) -> Any:
    """Return the value with 40 digits, other names standing for a sample; None where there is none."""
    from calcquiz.algebra.precise import mp_value

    return mp_value(tree, sample_values((tree,), known), DIGITS)


def sign_of(tree: Tree) -> int | None:
    """Return -1, 0 or 1, None where there is no value."""
    value = value_of(tree)
    if value is None:
        return None
    return 0 if abs(value) < CERTAIN else 1 if value > 0 else -1


def same_number(left: Tree, right: Tree) -> bool:
    """Return whether two constants have the same value."""
    one, other = value_of(left), value_of(right)
    return one is not None and other is not None and abs(one - other) <= CERTAIN * max(1, abs(one))


def alternatives(line: Tree) -> tuple[Tree, ...]:
    """Return the equations of a line `… or …`."""
    return line.args if isinstance(line, Apply) and line.head == "or" else (line,)


def is_solved(equation: Tree, name: str) -> bool:
    """Return whether an equation says what the unknown is: x = 3."""
    if not isinstance(equation, Apply) or equation.head != "=":
        return False
    left, right = equation.args
    return left == Name(name) and name not in free_names(right)


def residual(equation: Tree) -> Tree:
    """Return left side minus right side; a formula stands for itself = 0."""
    if not isinstance(equation, Apply) or equation.head != "=":
        return equation
    left, right = equation.args
    return left if right == ZERO else sub(left, right)


def numeric_solutions(line: Tree, where: Line) -> list[float]:
    """Return the solutions of a line in the range, up to 60 from the origin; solved equations tell theirs."""
    found: list[float] = []
    for equation in alternatives(line):
        if is_solved(equation, where.name):
            assert isinstance(equation, Apply)
            value = value_of(equation.args[1])
            found += [] if value is None else [float(value)]
        else:
            found += zeros(residual(equation), where)
    inside = sorted(value for value in found if where.covers(value))
    return [value for place, value in enumerate(inside) if not place or not _near(value, inside[place - 1])]


@lru_cache(maxsize=512)
def zeros(function: Tree, where: Line) -> tuple[float, ...]:
    """Return where a formula is zero, by changes of sign and by touches; poles and jumps are none."""
    import numpy as np

    grid = _grid(*where.ends)
    values = _values(function, where.name, grid)
    with np.errstate(invalid="ignore"):
        signs = np.sign(values)
        crossings = np.nonzero(signs[:-1] * signs[1:] < 0)[0]
        size = np.abs(values)
        left, here, right = size[:-2], size[1:-1], size[2:]
        is_low = (here <= left) & (here <= right) & (np.maximum(left, right) > here * (1 + PLATEAU))
        dips = np.nonzero(is_low & (signs[1:-1] * signs[:-2] > 0) & (signs[1:-1] * signs[2:] > 0))[0]
    flat = grid[values == 0]  # also where values are too small for floats: a few of them are looked at
    flat = flat[:: max(1, len(flat) // MOST_FLAT)]
    places = [*flat, *_bisected(function, where.name, grid[crossings], grid[crossings + 1])]
    places += list(_lowest(function, where.name, grid[dips], grid[dips + 2]))
    places += [end for end in where.ends if abs(end) < np.inf]
    return tuple(float(place) for place in places if vanishes_at(function, where.name, float(place)))


def _grid(low: float, high: float) -> Any:
    import numpy as np

    edges = [max(low, -FAR), min(high, FAR)] if not (abs(low) < np.inf and abs(high) < np.inf) else [low, high]
    if edges[0] >= edges[1]:
        edges = [low, low + FAR] if abs(low) < np.inf else [high - FAR, high]
    marks = [edges[0], *(mark for mark in (-NEAR, NEAR) if edges[0] < mark < edges[1]), edges[1]]
    parts = []
    for start, end in pairwise(marks):
        count = CLOSELY if (start >= -NEAR and end <= NEAR) or len(marks) == 2 else WIDELY
        # Off the round numbers: a zero on the grid is between two of its places.
        parts.append(start + (end - start) * (np.arange(count) + 0.4142) / count)
    start, end = edges
    width = end - start
    close = width * np.geomspace(1e-9, 1e-3, 30)
    return np.unique(np.concatenate([*parts, start + close, end - close]))


def _values(function: Tree, name: str, places: Any) -> Any:
    import numpy as np

    from calcquiz.algebra.evaluate import numpy_values

    columns = {other: np.full(len(places), float(SAMPLE)) for other in free_names(function) - {name}}
    return numpy_values(function, {name: places, **columns})


def _bisected(function: Tree, name: str, low: Any, high: Any) -> Any:
    import numpy as np

    below = np.sign(_values(function, name, low))
    for _ in range(ROUNDS if len(low) else 0):
        middle = (low + high) / 2
        left = np.sign(_values(function, name, middle)) == below
        low, high = np.where(left, middle, low), np.where(left, high, middle)
    return (low + high) / 2


def _lowest(function: Tree, name: str, low: Any, high: Any) -> Any:
    import numpy as np

    for _ in range(NARROWINGS if len(low) else 0):
        third = (high - low) / 3
        one, two = (np.abs(_values(function, name, place)) for place in (low + third, high - third))
        left = one < two
        low, high = np.where(left, low, low + third), np.where(left, high - third, high)
    return (low + high) / 2


def vanishes_at(function: Tree, name: str, place: float) -> bool:
    """Return whether a formula is zero at a place, against its values nearby."""
    from mpmath import mpf

    step = ASIDE * max(1.0, abs(place))
    here, *beside = (value_of(function, {name: mpf(place + shift)}) for shift in (0.0, -step, step))
    around = [abs(value) for value in beside if value is not None]
    if here is None:
        return False
    if not around:
        return bool(abs(here) < CERTAIN)
    # What only fades away, like e^(-x^2) far out, has one neighbour that is smaller still.
    return bool(min(around) > 0 and abs(here) <= SMALL * min(around))


def solves(line: Tree, where: Line, value: float) -> bool:
    """Return whether a value solves one of the equations of a line."""
    for equation in alternatives(line):
        if is_solved(equation, where.name):
            assert isinstance(equation, Apply)
            told = value_of(equation.args[1])
            if told is not None and _near(value, float(told)):
                return True
        elif vanishes_at(residual(equation), where.name, value):
            return True
    return False


def same_solutions(before: Tree, after: Tree, where: Line, *, forward: bool = False) -> bool:
    """Return whether two lines have the same solutions in a range; `forward`: whether none of the first is lost."""
    if not all(solves(after, where, value) for value in numeric_solutions(before, where)):
        return False
    return forward or all(solves(before, where, value) for value in numeric_solutions(after, where))


def in_order(values: Sequence[Tree]) -> list[Tree]:
    """Return constants by size, equal ones once."""
    kept: list[Tree] = []
    for tree in sorted(values, key=lambda tree: float(value_of(tree) or 0)):
        if not kept or not same_number(kept[-1], tree):
            kept.append(tree)
    return kept


def _near(left: float, right: float) -> bool:
    return abs(left - right) <= SAME * max(1.0, abs(left))


def with_values(tree: Tree, names: Sequence[str], values: Sequence[Tree]) -> Tree:
    """Return a formula with the variables replaced, nothing worked out."""
    return substitute(tree, dict(zip(names, values, strict=True)))


WHOLE_LINE = Range(low=MINUS_OO, high=OO)
