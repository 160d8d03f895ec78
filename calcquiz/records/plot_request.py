"""A plot request: functions of one's own and what is to be drawn beside them, as typed."""

from dataclasses import dataclass
from typing import TypeAlias

Pair: TypeAlias = tuple[str, str]
"""Two ends, each a number or a formula without variables: ("-pi/2", "pi")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlotRequest:
    """What `calcquiz plot` is asked for; None or empty where nothing was said."""

    formulas: tuple[str, ...]
    x: Pair | None = None
    y: Pair | None = None
    derivative: bool = False
    tangent: tuple[str, ...] = ()
    """Places."""
    secant: Pair | None = None
    """Two places."""
    area: Pair | None = None
    riemann: int | None = None
    """How many slices, between the ends of `area`."""
    side: str | None = None
    """left, right or mid: where a slice takes its height."""
    taylor: tuple[int, ...] = ()
    """Orders."""
    at: str | None = None
    """Where the Taylor polynomials are expanded."""
    level_curves: bool = False
    descent: str | None = None
    """The start, two numbers joined by a comma."""
    rate: str | None = None
    steps: int | None = None
    sequence: int | None = None
    """The last index of the terms to draw."""
    partial_sums: int | None = None
    """The last index of the sums to draw."""
    first: int | None = None
    """The first index of terms and sums."""
