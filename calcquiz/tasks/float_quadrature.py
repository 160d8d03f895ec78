"""Quadrature in floats: two subdivisions, believed only where they agree to 12 digits; infinite ends too."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from calcquiz.algebra.tree import Tree

NODES = 40
CUTS = (0.0, 0.31, 0.64, 1.0)
"""Where the second subdivision cuts, as shares of the way: uneven, so that the two sides of a pole do not cancel."""
AGREED = 1e-12
"""Relative difference of the two subdivisions (absolute below 1)."""
WIDTH, STEP = 4.5, 0.0125
"""How far and how finely the doubly exponential rule steps: its outermost places lie near 1e30 and 1e-30."""


def float_integral(tree: Tree, name: str, values: Mapping[str, Any], low: Any, high: Any) -> Any:
    """Return the integral of a formula without tasks as an mpf: Gauss and Legendre's rule between finite ends.

    None where it cannot be told with floats: a place without a value, values that nearly cancel, a pole, a corner,
    a slow tail.

    Args:
        tree: The integrand.
        name: The variable of integration.
        values: What the other names stand for.
        low: The lower end, a number.
        high: The upper end, a number.
    """
    import numpy as np
    from mpmath import mp

    if not (mp.isfinite(low) and mp.isfinite(high)):
        return _endless(tree, name, values, low, high)
    ends = float(low) + (float(high) - float(low)) * np.array(CUTS)
    starts, stops = np.array([ends[0], *ends[:-1]]), np.array([ends[-1], *ends[1:]])
    nodes, weights = _rule()
    half = (stops - starts)[:, None] / 2
    places = (starts[:, None] + half * (1 + nodes)).ravel()
    heights = _heights(tree, name, values, places).reshape(len(CUTS), NODES)
    areas = (heights * weights * half).sum(axis=1)
    coarse, fine = areas[0], areas[1:].sum()
    return _agreed(coarse, fine)


def _agreed(coarse: Any, fine: Any) -> Any:
    from mpmath import mp

    if not abs(coarse - fine) <= AGREED * max(1.0, abs(fine)):  # NaN agrees with nothing
        return None
    return mp.mpf(float(fine))


def _heights(tree: Tree, name: str, values: Mapping[str, Any], places: Any) -> Any:
    import numpy as np

    from calcquiz.algebra.evaluate import numpy_values

    columns = {other: np.full_like(places, float(value)) for other, value in values.items()} | {name: places}
    return numpy_values(tree, columns)


def _endless(tree: Tree, name: str, values: Mapping[str, Any], low: Any, high: Any) -> Any:
    """Return an integral with an infinite end, by the doubly exponential rule (Takahasi and Mori) at two steps.

    It is believed where both agree to 12 digits and the integrand has died out at the outermost places.
    """
    import numpy as np
    from mpmath import mp

    if low > high:
        return None
    t = np.arange(-WIDTH, WIDTH + STEP / 2, STEP)
    inner = np.pi / 2 * np.sinh(t)
    if mp.isinf(low) and mp.isinf(high):
        places, weights = np.sinh(inner), np.cosh(inner)
    else:
        start, sign = (float(high), -1) if mp.isinf(low) else (float(low), 1)
        places, weights = start + sign * np.exp(inner), np.exp(inner)
    with np.errstate(over="ignore", invalid="ignore"):  # infinite or no numbers: seen below
        parts = _heights(tree, name, values, places) * weights * np.pi / 2 * np.cosh(t)
    if not np.isfinite(parts).all() or abs(parts[[0, -1]]).max() > AGREED * max(1.0, abs(parts).max()):
        return None
    return _agreed(2 * STEP * parts[::2].sum(), STEP * parts.sum())


@lru_cache(maxsize=1)
def _rule() -> tuple[Any, Any]:
    from numpy.polynomial.legendre import leggauss

    return leggauss(NODES)
