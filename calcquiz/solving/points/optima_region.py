"""Regions of several variables in which an optimum is looked for, and how their points are tried by numbers."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from calcquiz.algebra.tree import Apply, Tree, substitute
from calcquiz.solving.equations.numbers import value_of
from calcquiz.solving.sheet import Sheet
from calcquiz.tasks.optimum import SENSES
from calcquiz.tasks.regions import Constraint

if TYPE_CHECKING:
    import numpy as np


FEASIBLE = 1e-20
FAR_OUT = 1e3
"""How far out a region is looked at that may have no end."""


@dataclass(frozen=True, slots=True)
class Region:
    """What is made small or large, and where."""

    task: str
    function: Tree
    names: tuple[str, ...]
    bounds: tuple[Constraint, ...]
    """Residuals that must not be negative."""
    known: tuple[Tree, ...]

    @property
    def sign(self) -> int:
        """Return 1 where the smallest value is wanted, -1 for the largest."""
        return SENSES[self.task]

    @property
    def word(self) -> str:
        """Return `smallest` or `largest`."""
        return "smallest" if self.sign > 0 else "largest"

    def holds(self, point: Tree) -> bool:
        """Return whether a point lies in the region."""
        known = {name: value_of(entry) for name, entry in zip(self.names, entries_of(point), strict=True)}
        values = [value_of(one.residual, known) for one in self.bounds]
        return all(value is not None and value >= -FEASIBLE for value in values)


def entries_of(point: Tree) -> tuple[Tree, ...]:
    """Return the coordinates of a point."""
    return point.args if isinstance(point, Apply) else (point,)


def worse_word(region: Region) -> str:
    """Return what other values than the best one are: larger or smaller."""
    return "larger" if region.sign > 0 else "smaller"


def nowhere_better(region: Region, point: Tree, sheet: Sheet) -> bool:
    """Return whether no place on circles around a point, small to large, has a better value."""
    import numpy as np

    from calcquiz.algebra.evaluate import numpy_values

    centre = np.array([float(value_of(entry)) for entry in entries_of(point)])
    best = value_of(put_into(region, point))
    positive = [sheet.setting.is_positive(name) for name in region.names]
    for radius in (0.01, 0.1, 0.5, 1, 3, 10, 50):
        rows = centre + radius * _rays(len(centre))
        rows = _inside_rows(region, rows[(rows[:, positive] > 0).all(axis=1)])
        values = numpy_values(region.function, {name: rows[:, k] for k, name in enumerate(region.names)})
        better = (values * region.sign < float(best) * region.sign - 1e-9 * max(1.0, abs(float(best)))).any()
        if len(rows) and bool(better):
            return False
    return True


def is_endless(region: Region) -> bool:
    """Return whether a region reaches far out in some direction."""
    return bool(len(_inside_rows(region, FAR_OUT * _rays(len(region.names)))))


def _rays(count: int) -> "np.ndarray":
    """Return 400 directions, always the same ones."""
    import numpy as np

    rays = np.random.default_rng(5).standard_normal((400, count))
    found: np.ndarray = rays / np.linalg.norm(rays, axis=1, keepdims=True)
    return found


def _inside_rows(region: Region, rows: "np.ndarray") -> "np.ndarray":
    """Return the points of a table that lie in the region."""
    from calcquiz.algebra.evaluate import numpy_values

    for bound in region.bounds:
        columns = {name: rows[:, k] for k, name in enumerate(region.names)}
        rows = rows[numpy_values(bound.residual, columns) >= 0] if len(rows) else rows
    return rows


def put_into(region: Region, point: Tree) -> Tree:
    """Return the function with a point put in, not worked out."""
    return substitute(region.function, dict(zip(region.names, entries_of(point), strict=True)))
