"""Optima in the worker: candidates inside a region, on each of its boundaries and in its corners, the best one kept."""

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

from calcquiz.algebra.bridge import from_sympy, symbol, to_sympy
from calcquiz.algebra.differentiate import differentiate
from calcquiz.algebra.precise import mp_value
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tidy import tidy
from calcquiz.algebra.tree import Apply, Tree, free_names
from calcquiz.records.errors import CalcquizError
from calcquiz.tasks.own_text import read
from calcquiz.tasks.worker_solving import critical, value_of
from calcquiz.tasks.worker_systems import InfinitelyManyError, system, vector_text

MOST_CONSTRAINTS = 8
DIGITS = 60
FEASIBLE = 1e-25
TIE = 1e-25


def optimum(task: str, function: str, names: str, constraints: str, relations: str) -> str:
    """Return the best point, or its value.

    Args:
        task: `argmin`, `argmax`, `minimum`, `maximum`, or `point` and `value` for the only stationary point.
        function: What is made small or large.
        names: The variables, joined by commas.
        constraints: A list of residuals.
        relations: How each stands to zero, `>=`, `>` or `=`, joined by commas.

    Raises:
        CalcquizError: there is none, there are several, or the candidates were not found.
    """
    unknowns = tuple(names.split(","))
    residuals = read(constraints)
    rules = list(zip(residuals.args if isinstance(residuals, Apply) else (), relations.split(","), strict=False))
    if len(rules) > MOST_CONSTRAINTS:
        raise CalcquizError(f"there are more than {MOST_CONSTRAINTS} conditions", "Write fewer.")
    tree = read(function)
    found = _candidates(tree, unknowns, rules)
    rows = [(_height(tree, unknowns, point), point) for point in found if _is_feasible(rules, unknowns, point)]
    rows = [row for row in rows if row[0] is not None]
    if not rows:
        raise CalcquizError("there is no such point", "Choose another function or region.")
    if task in {"point", "value"}:
        if len(rows) > 1:
            raise CalcquizError(f"there are {len(rows)} such points", "Write min or max at the end.")
        return _told(task == "point", tree, unknowns, rows[0][1])
    sign = 1 if task in {"argmin", "minimum"} else -1
    best = min(sign * height for height, _ in rows)
    winners = [point for height, point in rows if sign * height - best <= TIE * max(1, abs(best))]
    for point in winners:
        if not all(relation != ">" or not _vanishes(residual, unknowns, point) for residual, relation in rules):
            raise CalcquizError("the best values lie on an end that does not belong to the region", "Include it.")
    if task in {"argmin", "argmax"} and len(winners) > 1:
        raise CalcquizError(f"there are {len(winners)} best points", "Ask for the value, or narrow the region.")
    return _told(task in {"argmin", "argmax"}, tree, unknowns, winners[0])


def _told(as_point: bool, tree: Tree, names: tuple[str, ...], point: tuple[Any, ...]) -> str:  # noqa: FBT001
    import sympy

    if as_point:
        return to_text(from_sympy(point[0])) if len(point) == 1 else vector_text(point)
    height = to_sympy(tree).subs(list(zip(map(symbol, names), point, strict=True)), simultaneous=True)
    return to_text(from_sympy(sympy.radsimp(sympy.simplify(height))))


def _candidates(tree: Tree, names: tuple[str, ...], rules: list[tuple[Tree, str]]) -> list[tuple[Any, ...]]:
    equalities = [residual for residual, relation in rules if relation == "="]
    others = [residual for residual, relation in rules if relation != "="]
    found: dict[tuple[float, ...], tuple[Any, ...]] = {}
    for count in range(len(names) - len(equalities) + 1):
        for chosen in combinations(others, count):
            try:
                points = _on(tree, names, [*equalities, *chosen], others)
            except InfinitelyManyError:
                if not chosen or not all(_is_straight(residual, names) for residual in chosen):
                    raise
                continue  # constant along a straight boundary: its corners tell
            for point in points:
                found.setdefault(tuple(round(float(value_of(entry)), 12) for entry in point), point)
    return [found[values] for values in sorted(found)]


def _is_straight(residual: Tree, names: tuple[str, ...]) -> bool:
    import sympy

    unknowns = [symbol(name) for name in names]
    expression = to_sympy(residual)
    return bool(expression.is_polynomial(*unknowns)) and int(sympy.Poly(expression, *unknowns).total_degree()) <= 1


def _on(tree: Tree, names: tuple[str, ...], active: list[Tree], bounds: list[Tree]) -> list[tuple[Any, ...]]:
    """Return where the function is stationary on the set on which the active residuals vanish.

    On a line it is looked for between the ends that the bounds tell.
    """
    unknowns = [symbol(name) for name in names]
    if not active and len(names) == 1:
        found = read(critical(to_text(tree), names[0], *_ends(bounds, names[0])))
        return [(to_sympy(entry),) for entry in (found.args if isinstance(found, Apply) else ())]
    conditions = [to_sympy(residual) for residual in active]
    minors = list(_minors(tree, names, active)) if len(active) < len(names) else []
    if minors and all(minor == 0 for minor in minors):
        return []  # constant along this set: its corners tell
    return system([*conditions, *(minor for minor in minors if minor != 0)], unknowns)


def _ends(bounds: list[Tree], name: str) -> tuple[str, str]:
    """Return the ends of a range that straight bounds tell: x - a >= 0 and b - x >= 0."""
    import sympy

    x, low, high = symbol(name), -sympy.oo, sympy.oo
    for bound in map(to_sympy, bounds):
        slope = sympy.diff(bound, x)
        if slope.is_number and slope.is_positive:
            low = sympy.Max(low, sympy.solve(bound, x)[0])
        elif slope.is_number and slope.is_negative:
            high = sympy.Min(high, sympy.solve(bound, x)[0])
    return to_text(from_sympy(low)), to_text(from_sympy(high))


def _minors(tree: Tree, names: tuple[str, ...], active: list[Tree]) -> Iterator[Any]:
    """Yield the minors that vanish where the gradient is a combination of those of the active residuals."""
    import sympy

    rows = [[to_sympy(tidy(differentiate(one, name))) for name in names] for one in (tree, *active)]
    matrix = sympy.Matrix(rows)
    for columns in combinations(range(len(names)), len(rows)):
        yield sympy.expand(matrix.extract(list(range(len(rows))), list(columns)).det())


def _height(tree: Tree, names: tuple[str, ...], point: tuple[Any, ...]) -> Any:
    from mpmath import mpf

    values = {name: value_of(entry) for name, entry in zip(names, point, strict=True)}
    others = dict.fromkeys(free_names(tree) - set(names), mpf("1.37"))
    return mp_value(tree, others | values, DIGITS)


def _is_feasible(rules: list[tuple[Tree, str]], names: tuple[str, ...], point: tuple[Any, ...]) -> bool:
    for residual, relation in rules:
        value = _height(residual, names, point)
        if value is None or value < -FEASIBLE or (relation == "=" and value > FEASIBLE):
            return False
    return True


def _vanishes(residual: Tree, names: tuple[str, ...], point: tuple[Any, ...]) -> bool:
    value = _height(residual, names, point)
    return value is not None and abs(value) <= FEASIBLE


FUNCTIONS: dict[str, Callable[..., str]] = {"optimum": optimum}
