"""Points in every pattern of signs: where formulas with |x|, max, floor or pieces may differ in one case only."""

import random
from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from calcquiz.algebra.evaluate import Column, numpy_values
from calcquiz.algebra.points import INTEGER_NAMES, Domain, Points, stratified
from calcquiz.algebra.tree import Apply, Number, Tree, free_names, walk

SWITCHES = frozenset({"abs", "sign", "floor", "ceiling", "min", "max", "relu", "pick"})
ROOTS = frozenset({"sqrt", "root", "pow"})
"""A root of a square has a corner like |x|: where what stands under it falls, and where it rises, are two cases."""
BRANCHES = frozenset({"asin", "acos", "atan"})
"""arcsin(sin(u)) is u on one branch only, and which branch that is tells the size of the variable."""
PER_STRATUM = 80
DECADES = (-6, 9)
PER_SIDE = 240
"""Points of each sign over all sizes from 10^-6 to 10^9: |x - 100| has its corner outside the strata."""
NUDGE = 1 + 1e-7


def applications(*trees: Tree) -> list[Apply]:
    """Return every function applied anywhere in the formulas."""
    return [node for tree in trees for node in walk(tree) if isinstance(node, Apply)]


def has_corners(node: Apply) -> bool:
    """Return whether the graph of a function may turn at once: |x|, max(x, 0), arcsin(sin x), a root but √x itself."""
    return node.head in SWITCHES or ((_is_root(node) or node.head in BRANCHES) and isinstance(node.args[0], Apply))


def _is_root(node: Apply) -> bool:
    if node.head != "pow":
        return node.head in ROOTS
    exponent = node.args[1]
    value = exponent.value if isinstance(exponent, Number) else None
    divided = isinstance(exponent, Apply) and exponent.head == "div"
    return divided or (value is not None and value.denominator > 1)


def every_pattern(nodes: Sequence[Apply], names: Sequence[str], domain: Domain, source: random.Random) -> Points:
    """Return up to three points for each pattern of signs of the arguments of abs, floor, max and pick.

    Args:
        nodes: The functions with corners that occur.
        names: The variables of the points.
        domain: What they may be.
        source: Draws the points among which those of each pattern are looked for: in the strata, then of all sizes.
    """
    points = stratified(names, domain, source, per_stratum=PER_STRATUM)
    if not any(map(domain.span, names)):
        points = _joined(points, _of_all_sizes(names, domain, source))
    columns = {name: np.array([float(value) for value in values]) for name, values in points.columns.items()}
    patterns = [_switch_values(node, columns) for node in dict.fromkeys(nodes)]
    kept: dict[tuple[float, ...], list[int]] = {}
    for row in range(len(points)):
        pattern = tuple(float(value[row]) for group in patterns for value in group)
        rows = kept.setdefault(pattern, [])
        if len(rows) < 3 and len(kept) <= 64:
            rows.append(row)
    chosen = sorted(row for rows in kept.values() for row in rows)
    return Points(
        {name: [values[row] for row in chosen] for name, values in points.columns.items()},
        {name: [values[row] for row in chosen] for name, values in points.strata.items()},
    )


def _joined(first: Points, second: Points) -> Points:
    return Points(
        {name: values + second.columns[name] for name, values in first.columns.items()},
        {name: values + second.strata[name] for name, values in first.strata.items()},
    )


def _of_all_sizes(names: Sequence[str], domain: Domain, source: random.Random) -> Points:
    columns = {}
    for name in names:
        whole = name in domain.integers or name in INTEGER_NAMES
        sizes = [10 ** source.uniform(0 if whole else DECADES[0], DECADES[1]) for _ in range(2 * PER_SIDE)]
        drawn = [Fraction(round(size)) if whole else Fraction(f"{size:.2g}") for size in sizes]
        both = name not in domain.positive
        columns[name] = [-value if both and source.random() < 0.5 else value for value in drawn]
    return Points(columns, {name: [-1] * (2 * PER_SIDE) for name in names})


def _switch_values(node: Apply, columns: dict[str, Column]) -> list[Column]:
    if node.head == "pick":
        return [np.nan_to_num(numpy_values(condition, columns), nan=-1.0) for condition in node.args[:-1:2]]
    if node.head in {"min", "max"}:
        values = np.array([np.nan_to_num(numpy_values(arg, columns), nan=-1e300) for arg in node.args])
        return [np.argmax(values, axis=0).astype(float)]
    if node.head in BRANCHES:
        return [_size(columns[name]) for name in sorted(free_names(node.args[0]) & set(columns))]
    if node.head not in SWITCHES:
        return [_way(node.args[0], name, columns) for name in sorted(free_names(node.args[0]) & set(columns))]
    return [np.sign(np.nan_to_num(numpy_values(node.args[0], columns), nan=0.0))]


def _size(column: Column) -> Column:
    """Return a number for the sign and the number of digits of each value."""
    return np.asarray(np.sign(column) * (100 + np.floor(np.log10(np.abs(column) + 1e-300))))


def _way(under: Tree, name: str, columns: dict[str, Column]) -> Column:
    """Return 1 where what stands under a root grows with the variable, -1 where it falls."""
    nudged = {**columns, name: columns[name] * NUDGE}
    with np.errstate(all="ignore"):
        change = numpy_values(under, nudged) - numpy_values(under, columns)
    return np.sign(np.nan_to_num(change, nan=0.0)) * np.sign(columns[name])
