"""Points just beside the jumps of floor, sign and pick, where formulas may differ in a gap too narrow to be hit."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from calcquiz.algebra.evaluate import Column, numpy_values
from calcquiz.algebra.points import Points
from calcquiz.algebra.tree import Apply

JUMPS = frozenset({"sign", "floor", "ceiling", "pick"})
"""What can be equal everywhere but in a narrow gap: floor(x) and floor(x + 10^-9)."""
MOST_NODES, MOST_JUMPS = 8, 12
HALVINGS = 46
BESIDE = Fraction(1, 10**12)
"""How far from a jump, as a share of the way between two points, values are compared."""


def beside_jumps(nodes: Sequence[Apply], points: Points) -> Points:
    """Return points on both sides of jumps, found by halving the ways between neighbouring points.

    Args:
        nodes: Applications of the heads in `JUMPS`.
        points: Where to start; a jump is looked for between each point and the next.
    """
    rows = [row for node in list(dict.fromkeys(nodes))[:MOST_NODES] for row in _both_sides(node, points)]
    names = list(points.columns)
    return Points({name: [row[name] for row in rows] for name in names}, {name: [-1] * len(rows) for name in names})


def _both_sides(node: Apply, points: Points) -> list[dict[str, Fraction]]:
    places = {name: np.array([float(value) for value in values]) for name, values in points.columns.items()}

    def level(shares: Column) -> Column:
        return _level(node, {name: at[:-1] + shares * np.diff(at) for name, at in places.items()})

    low, high = np.zeros(len(points) - 1), np.ones(len(points) - 1)
    before = level(low)
    crossed = np.nonzero(before != level(high))[0][:MOST_JUMPS]
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        same = level(middle) == before
        low, high = np.where(same, middle, low), np.where(same, high, middle)
    return [
        _between(points, int(row), share)
        for row in crossed
        for share in (Fraction(low[row]) - BESIDE, Fraction(high[row]) + BESIDE)
    ]


def _level(node: Apply, columns: dict[str, Column]) -> Column:
    """Return a number that changes where the node jumps: its value, or which condition of `pick` holds."""
    if node.head != "pick":
        return np.nan_to_num(numpy_values(node, columns), nan=0.5)
    truths = [np.nan_to_num(numpy_values(condition, columns), nan=0.5) for condition in node.args[:-1:2]]
    return np.asarray(sum(truth * 3.0**place for place, truth in enumerate(truths)))


def _between(points: Points, row: int, share: Fraction) -> dict[str, Fraction]:
    return {name: values[row] + share * (values[row + 1] - values[row]) for name, values in points.columns.items()}
