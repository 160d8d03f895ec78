"""Points that solve several equations at once: what is linear is put into the rest, Newton does the others."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from calcquiz.algebra.differentiate import differentiate
from calcquiz.algebra.points import Domain, stratified
from calcquiz.algebra.snapped import Coordinate, value_at
from calcquiz.algebra.tidy import tidy
from calcquiz.algebra.tree import ZERO, Number, Tree, div, free_names, neg, size, substitute
from calcquiz.records.errors import FormulaError

Point = dict[str, Coordinate]
MOST_POINTS = 12
MOST_CASES = 6
"""Cases that arise where the factor of a linear name may be zero."""
LARGEST_EQUATION = 400


@dataclass(frozen=True, slots=True)
class Case:
    """Equations after elimination: `defined` gives names by formulas in those defined later and the free ones."""

    equations: tuple[Tree, ...]
    defined: tuple[tuple[str, Tree], ...] = ()


def solution_points(
    equations: Sequence[Tree], names: Sequence[str], domain: Domain, source: random.Random
) -> Iterator[Point]:
    """Yield points where every formula of `equations` is zero, or nearly so: the caller confirms them.

    Args:
        equations: Formulas in the names.
        names: All names a point gives a value.
        domain: What the names may be.
        source: Draws the names that stay free, seeded by the caller.
    """
    for case in _cases(tuple(equations)):
        yield from islice(_points(case, names, domain, source), MOST_POINTS)


def _cases(equations: tuple[Tree, ...]) -> list[Case]:
    """Return the cases left when names that are linear in an equation have been eliminated."""
    waiting, done = [Case(equations)], []
    budget = MOST_CASES
    while waiting:
        case = _without_constants(waiting.pop(0))
        if case is None:
            continue
        found = _linear(case)
        if found is None:
            done.append(case)
            continue
        place, name, factor, rest = found
        others = case.equations[:place] + case.equations[place + 1 :]
        value = tidy(neg(div(rest, factor)))
        kept = tuple(tidy(substitute(other, {name: value})) for other in others)
        waiting.append(Case(kept, (*case.defined, (name, value))))
        if free_names(factor) and budget:
            budget -= 1
            waiting.append(Case((*others, factor, rest), case.defined))
    return done


def _without_constants(case: Case) -> Case | None:
    """Return the case without equations that hold everywhere; None when one holds nowhere."""
    kept = []
    for equation in case.equations:
        if free_names(equation):
            kept.append(equation)
            continue
        value = value_at(equation, {})
        if value is None or value.value:
            return None
    return Case(tuple(kept), case.defined)


def _linear(case: Case) -> tuple[int, str, Tree, Tree] | None:
    """Return place, name, factor A and rest B of an equation A * name + B = 0, the simplest factor first."""
    found = []
    for place, equation in enumerate(case.equations):
        if len(case.equations) == 1 or size(equation) > LARGEST_EQUATION:
            continue
        for name in sorted(free_names(equation)):
            try:
                factor = differentiate(equation, name)
            except FormulaError:
                continue
            if name not in free_names(factor) and factor != ZERO:
                found.append((not isinstance(factor, Number), size(factor), place, name, factor))
    if not found:
        return None
    *_, place, name, factor = min(found, key=lambda entry: entry[:4])
    return place, name, factor, tidy(substitute(case.equations[place], {name: ZERO}))


def _points(case: Case, names: Sequence[str], domain: Domain, source: random.Random) -> Iterator[Point]:
    known = {name for name, _ in case.defined}
    free = [name for name in names if name not in known]
    rows = stratified(free, domain, source, per_stratum=1)
    moving = {name for equation in case.equations for name in free_names(equation)}
    count = len(rows) if len(moving) > len(case.equations) or set(free) - moving else 2
    for index in range(count if free else 1):
        row = {name: values[index] for name, values in rows.columns.items()}
        for point in _completed(case, row, source):
            full = _defined(case, point)
            if full is not None:
                yield full


def _completed(case: Case, row: dict[str, Fraction], source: random.Random) -> Iterator[Point]:
    """Yield the row with as many names changed as there are equations left, so that these hold."""
    base = {name: Coordinate(value) for name, value in row.items()}
    unknown = sorted({name for equation in case.equations for name in free_names(equation)} & set(row))
    if not case.equations:
        yield base
    elif len(case.equations) == 1:
        from calcquiz.algebra.critical_points import Search

        value = value_at(case.equations[0], base)
        if value is not None and value.value == 0:
            yield base  # it holds everywhere: cos(t)^2 + sin(t)^2 = 1
        moving = unknown[source.randrange(len(unknown))]
        others = {name: value for name, value in row.items() if name != moving}
        for zero in Search(moving, others).zeros(case.equations[0]):
            yield {**base, moving: zero}
    else:
        from calcquiz.checking.newton import newton_points

        chosen = source.sample(unknown, min(len(unknown), len(case.equations)))
        for solved in newton_points(case.equations[: len(chosen)], sorted(chosen), row, source):
            yield {**base, **solved}


def _defined(case: Case, point: Point) -> Point | None:
    for name, value in reversed(case.defined):
        coordinate = value_at(value, point)
        if coordinate is None:
            return None
        point = {**point, name: coordinate}
    return point
