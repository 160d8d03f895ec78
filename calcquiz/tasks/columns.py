"""Many points at once in floats: values, and slopes and bends by differences, for searches that look widely."""

from collections.abc import Mapping
from typing import Any

from calcquiz.algebra.tree import Apply, Tree, walk
from calcquiz.tasks.numeric import numeric_value, task_values

SLOPE_STEP = 1e-5
BEND_STEP = 1e-4


def column_values(tree: Tree, columns: Mapping[str, Any]) -> Any:
    """Return the values at many points (shape: that of the columns), NaN where there is none; tasks may stand in it."""
    import numpy as np

    from calcquiz.algebra.evaluate import numpy_values

    if not any(isinstance(part, Apply) and part.head in task_values() for part in walk(tree)):
        return numpy_values(tree, columns)
    rows = zip(*columns.values(), strict=True)
    values = [numeric_value(tree, dict(zip(columns, map(float, row), strict=True)), 20) for row in rows]
    return np.array([np.nan if value is None else float(value) for value in values])


def sloped(function: Tree, names: tuple[str, ...], place: Any) -> tuple[Any, Any]:
    """Return the slopes (n) and bends (n × n) of a function at a point by central differences."""
    import numpy as np

    count = len(names)
    shifts = np.eye(count)
    steps = [sign * SLOPE_STEP * shifts[k] for k in range(count) for sign in (1, -1)]
    pairs = [(i, j) for i in range(count) for j in range(count)]
    steps += [BEND_STEP * (a * shifts[i] + b * shifts[j]) for i, j in pairs for a in (1, -1) for b in (1, -1)]
    grid = np.array([place + step for step in steps])
    values = column_values(function, {name: grid[:, k] for k, name in enumerate(names)})
    first, second = values[: 2 * count], values[2 * count :].reshape(count, count, 4)
    slopes = (first[0::2] - first[1::2]) / (2 * SLOPE_STEP)
    bends = (second[..., 0] - second[..., 1] - second[..., 2] + second[..., 3]) / (4 * BEND_STEP**2)
    return slopes, bends
