"""Optima by search: a grid over a region, projected onto its equations, and zoomed in around the best point."""

from collections.abc import Sequence
from typing import Any

from calcquiz.algebra.tree import Tree
from calcquiz.tasks.columns import column_values
from calcquiz.tasks.regions import Constraint

REACHES = (1.0, 5.0, 30.0, 200.0)
"""Half widths of the grids that are looked at first, around the origin and around the key."""
FINE = {1: 401, 2: 41, 3: 15, 4: 9}
"""Places a side of the first grids, by the number of variables."""
ZOOM = {1: 41, 2: 17, 3: 9, 4: 7}
ROUNDS = 60
PROJECTIONS = 25
ON_SURFACE = 1e-10
STEP = 1e-6


def best_value(
    function: Tree, names: Sequence[str], constraints: Sequence[Constraint], near: Sequence[float], sign: int
) -> float | None:
    """Return the smallest (sign 1) or largest (-1) value a search finds in a region, None when it finds no point.

    Args:
        function: Of the variables alone.
        names: The variables, at most four.
        constraints: What every point fulfils.
        near: A point around which is looked more closely, may be empty.
        sign: 1 to make it small, -1 to make it large.
    """
    import numpy as np

    search = _Search(function, tuple(names), tuple(constraints), sign)
    centres = [np.zeros(len(names))] + ([np.array(near, dtype=float)] if near else [])
    for centre in centres:
        for reach in (*REACHES, 1e-2, 1e-4) if centre is not centres[0] else REACHES:
            search.look(centre, reach, FINE[len(names)])
    reach = 1.0
    for _ in range(ROUNDS if search.place is not None else 0):
        search.look(search.place, reach, ZOOM[len(names)])
        for edge in search.edges:
            search.look(search.place, reach, ZOOM[len(names)], edge)
        reach *= 0.6
    return None if search.place is None else search.value


class _Search:
    """The best point so far."""

    def __init__(self, function: Tree, names: tuple[str, ...], constraints: tuple[Constraint, ...], sign: int) -> None:
        self.function, self.names, self.sign = function, names, sign
        self.equations = [one.residual for one in constraints if one.relation == "="]
        self.bounds = [one for one in constraints if one.relation != "="]
        self.place: Any = None
        self.value = 0.0

    @property
    def edges(self) -> list[Constraint]:
        """Return the boundaries that belong to the region; on a line its grid finds the ends."""
        return [one for one in self.bounds if one.relation == ">="] if len(self.names) > 1 else []

    def look(self, centre: Any, reach: float, places: int, edge: Constraint | None = None) -> None:
        """Look at a grid around a centre, moved onto the equations and onto an edge."""
        import numpy as np

        axes = [np.linspace(middle - reach, middle + reach, places) for middle in centre]
        rows = np.stack([axis.ravel() for axis in np.meshgrid(*axes)], axis=1)
        equations = self.equations + ([] if edge is None else [edge.residual])
        rows = self.allowed(self.projected(rows, equations) if equations else rows, edge)
        if not len(rows):
            return
        values = self.sign * self.values(self.function, rows)
        if np.isnan(values).all():
            return
        best = int(np.nanargmin(values))
        if self.place is None or values[best] < self.sign * self.value:
            self.place, self.value = rows[best], float(self.sign * values[best])

    def values(self, tree: Tree, rows: Any) -> Any:
        """Return the values of a formula at the rows."""
        return column_values(tree, {name: rows[:, k] for k, name in enumerate(self.names)})

    def allowed(self, rows: Any, edge: Constraint | None) -> Any:
        """Return the rows that fulfil all conditions; those on an edge do its own up to rounding."""
        import numpy as np

        kept = np.ones(len(rows), dtype=bool)
        for bound in self.bounds:
            if bound == edge:
                continue
            values = self.values(bound.residual, rows)
            kept &= (values > 0) if bound.relation == ">" else (values >= 0)
        return rows[kept]

    def projected(self, rows: Any, equations: list[Tree]) -> Any:
        """Return the rows moved onto the equations by Gauss-Newton steps; those that do not get there are left out."""
        import numpy as np

        for _ in range(PROJECTIONS):
            gaps = np.stack([self.values(tree, rows) for tree in equations], axis=1)
            usable = np.isfinite(gaps).all(axis=1)
            rows, gaps = rows[usable], gaps[usable]
            if not len(rows) or np.abs(gaps).max() < ON_SURFACE / 100:
                break
            slopes = np.stack([self.slopes(tree, rows) for tree in equations], axis=1)
            usable = np.isfinite(slopes).all(axis=(1, 2))
            rows, gaps, slopes = rows[usable], gaps[usable], slopes[usable]
            rows = rows - np.einsum("kij,kj->ki", np.linalg.pinv(slopes), gaps)
        if not len(rows):
            return rows
        gaps = np.stack([self.values(tree, rows) for tree in equations], axis=1)
        return rows[np.nan_to_num(np.abs(gaps), nan=1.0).max(axis=1) < ON_SURFACE]

    def slopes(self, tree: Tree, rows: Any) -> Any:
        """Return the slopes of a formula at the rows by central differences."""
        import numpy as np

        columns = []
        for place in range(len(self.names)):
            shift = np.zeros(len(self.names))
            shift[place] = STEP
            columns.append((self.values(tree, rows + shift) - self.values(tree, rows - shift)) / (2 * STEP))
        return np.stack(columns, axis=1)
