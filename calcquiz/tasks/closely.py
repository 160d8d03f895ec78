"""Two formulas compared by numbers, tasks in them worked out: where they differ, once more with many digits."""

from collections.abc import Iterator

from calcquiz.algebra.tree import Tree
from calcquiz.records.evidence import Evidence
from calcquiz.tasks.numeric import DIGITS, numeric_value
from calcquiz.tasks.points import ENOUGH, FIRST_POINTS, Point, close, witness

MORE_DIGITS = 120
"""Beside e^100 a derivative of size 1 is lost in 30 digits."""


def compare_closely(found: Tree, asked: Tree, points: Iterator[Point], method: str, digits: int = DIGITS) -> Evidence:
    """Return what comparing a key with what is asked says; places where either has no value are left out."""
    compared = 0
    for turn, point in enumerate(points):
        if turn >= FIRST_POINTS and compared >= ENOUGH:
            break
        values = _values((asked, found), point, digits)
        if values is not None and not close(*values):
            values = _values((asked, found), point, MORE_DIGITS)
        if values is None:
            continue
        compared += 1
        if not close(*values):
            right, mine = values
            return Evidence(agrees=False, points=compared, witness=witness(point, mine, right), method=method)
    return Evidence(agrees=True if compared >= ENOUGH else None, points=compared, method=method)


def _values(trees: tuple[Tree, Tree], point: Point, digits: int) -> tuple[object, object] | None:
    first, second = (numeric_value(tree, point, digits) for tree in trees)
    return None if first is None or second is None else (first, second)
