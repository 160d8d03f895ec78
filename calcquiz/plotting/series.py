"""How each thing in a scene is told from the others: ink, line pattern and signs, never ink alone."""

from dataclasses import dataclass
from typing import TypeAlias

from calcquiz.plotting.raster import SOLID, Dash
from calcquiz.records.scene import Area, Arrows, Bars, Curve, Dots, Levels, Mark, Path, Scene

Labelled: TypeAlias = Area | Arrows | Bars | Curve | Dots | Levels | Mark | Path

DASHES = (SOLID, Dash(on=5, period=9), Dash(on=1, period=4), Dash(on=10, period=13), Dash(on=2, period=12))
KINDS = len(DASHES)
LINES = (("⠒⠒⠒", "***"), ("⠒ ⠒", "ooo"), ("⠂⠂⠂", "+++"), ("⠒⠒⠐", "xxx"), ("⠒  ", "zzz"))
LETTERS = "*o+xz"
SPOTS = (("●", "O"), ("◆", "X"), ("■", "#"), ("▲", "A"), ("▼", "V"))
POINTS = (("•", "@"), ("∘", "%"), ("▪", "&"), ("▴", "^"), ("▾", "v"))
COMPASS = (("→", ">"), ("↗", "/"), ("↑", "^"), ("↖", "\\"), ("←", "<"), ("↙", "/"), ("↓", "v"), ("↘", "\\"))
"""Arrows by eighths of a turn, counted from the right against the clock."""
SHADES = (("⢌⢌⢌", ":::"), ("⢌⢌⢌", ";;;"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The signs of one label: `order` counts labels of the scene from 0."""

    order: int
    ascii_only: bool

    @property
    def ink(self) -> int:
        """Return the ink, 0 to 4."""
        return self.order % KINDS

    @property
    def dash(self) -> Dash:
        """Return the line pattern; letters tell lines apart where dots are too coarse for patterns."""
        return SOLID if self.ascii_only else DASHES[self.order % KINDS]

    @property
    def line(self) -> str:
        """Return a sample of the line, for the legend."""
        return LINES[self.order % KINDS][self.ascii_only]

    @property
    def letter(self) -> str:
        """Return the character that draws the line in ASCII."""
        return LETTERS[self.order % KINDS]

    @property
    def spot(self) -> str:
        """Return the sign of a mark."""
        return SPOTS[self.order % KINDS][self.ascii_only]

    @property
    def point(self) -> str:
        """Return the sign of a separate point."""
        return POINTS[self.order % KINDS][self.ascii_only]

    @property
    def arrow(self) -> str:
        """Return a sample of an arrow, for the legend."""
        return COMPASS[0][self.ascii_only]

    @property
    def shade(self) -> str:
        """Return a sample of the shading of an area."""
        return SHADES[self.order % 2][self.ascii_only]


def series_of(scene: Scene, *, ascii_only: bool) -> dict[str, Series]:
    """Return the signs of every label: what is labelled alike looks alike."""
    things: tuple[tuple[Labelled, ...], ...] = (
        scene.curves, scene.levels, scene.paths, scene.areas, scene.bars, scene.dots, scene.arrows, scene.marks,
    )  # fmt: skip
    labels = dict.fromkeys(thing.label for kind in things for thing in kind)
    return {label: Series(order=order, ascii_only=ascii_only) for order, label in enumerate(labels)}
