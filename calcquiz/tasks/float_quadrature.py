"""Quadrature in floats: Gauss and Legendre's rule twice, believed only where both subdivisions agree to 12 digits."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from calcquiz.algebra.tree import Tree

NODES = 40
CUTS = (0.0, 0.31, 0.64, 1.0)
"""Where the second subdivision cuts, as shares of the way: uneven, so that the two sides of a pole do not cancel."""
AGREED = 1e-12
"""Relative difference of the two subdivisions (absolute below 1)."""


def float_integral(tree: Tree, name: str, values: Mapping[str, Any], low: Any, high: Any) -> Any:
    """Return the integral of a formula without tasks between finite ends as an mpf.

    None where it cannot be told with floats: a place without a value, values that nearly cancel, a pole, a corner.

    Args:
        tree: The integrand.
        name: The variable of integration.
        values: What the other names stand for.
        low: The lower end, a number.
        high: The upper end, a number.
    """
    import numpy as np
    from mpmath import mp

    from calcquiz.algebra.evaluate import numpy_values

    if not (mp.isfinite(low) and mp.isfinite(high)):
        return None
    ends = float(low) + (float(high) - float(low)) * np.array(CUTS)
    starts, stops = np.array([ends[0], *ends[:-1]]), np.array([ends[-1], *ends[1:]])
    nodes, weights = _rule()
    half = (stops - starts)[:, None] / 2
    places = (starts[:, None] + half * (1 + nodes)).ravel()
    columns = {other: np.full_like(places, float(value)) for other, value in values.items()} | {name: places}
    heights = numpy_values(tree, columns).reshape(len(CUTS), NODES)
    areas = (heights * weights * half).sum(axis=1)
    coarse, fine = areas[0], areas[1:].sum()
    if not abs(coarse - fine) <= AGREED * max(1.0, abs(fine)):  # NaN agrees with nothing
        return None
    return mp.mpf(float(fine))


@lru_cache(maxsize=1)
def _rule() -> tuple[Any, Any]:
    from numpy.polynomial.legendre import leggauss

    return leggauss(NODES)
