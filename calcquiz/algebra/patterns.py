"""Points in every pattern of signs: where formulas with |x|, max, floor or pieces may differ in one case only."""

import numpy as np

from calcquiz.algebra.evaluate import Column, numpy_values
from calcquiz.algebra.points import Points
from calcquiz.algebra.tree import Apply, Tree, walk

SWITCHES = frozenset({"abs", "sign", "floor", "ceiling", "min", "max", "relu", "pick"})


def applications(*trees: Tree) -> list[Apply]:
    """Return every function applied anywhere in the formulas."""
    return [node for tree in trees for node in walk(tree) if isinstance(node, Apply)]


def every_pattern(left: Tree, right: Tree, points: Points) -> Points:
    """Return up to three points for each pattern of signs of the arguments of abs, floor, max and pick."""
    columns = {name: np.array([float(value) for value in values]) for name, values in points.columns.items()}
    patterns = [_switch_values(node, columns) for node in applications(left, right) if node.head in SWITCHES]
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


def _switch_values(node: Apply, columns: dict[str, Column]) -> list[Column]:
    if node.head == "pick":
        return [np.nan_to_num(numpy_values(condition, columns), nan=-1.0) for condition in node.args[:-1:2]]
    if node.head in {"min", "max"}:
        values = np.array([np.nan_to_num(numpy_values(arg, columns), nan=-1e300) for arg in node.args])
        return [np.argmax(values, axis=0).astype(float)]
    return [np.sign(np.nan_to_num(numpy_values(node.args[0], columns), nan=0.0))]
