"""The layout of a picture: how many cells the canvas has, and where its ticks stand."""

from dataclasses import dataclass

from calcquiz.plotting.ascii import words_in_ascii
from calcquiz.plotting.raster import Raster
from calcquiz.plotting.ticks import Tick, axis_ticks
from calcquiz.records.scene import Scene

MOST_ACROSS, MOST_UP = 9, 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A canvas and its ticks: cell columns with texts below it, cell rows with texts left of it."""

    raster: Raster
    x_ticks: tuple[tuple[int, str], ...]
    y_ticks: tuple[tuple[int, str], ...]


def lay_out(scene: Scene, *, width: int, height: int, ascii_only: bool) -> Layout:
    """Return the layout for a picture of `width` columns and `height` lines, without title and legend."""
    rows = max(height - 2, 4)  # an axis and the texts of its ticks
    y_ticks = axis_ticks(scene.y, min(MOST_UP, max(3, rows * 2 // 5)), log=scene.y_log)
    columns = max(width - 1 - max((len(text) for _, text in y_ticks), default=0), 8)
    across, up = (1, 1) if ascii_only else (2, 4)
    raster = Raster(x=scene.x, y=scene.y, columns=columns, rows=rows, across=across, up=up)
    x_ticks = _spaced_ticks(scene, columns, ascii_only=ascii_only)
    return Layout(
        raster=raster,
        x_ticks=tuple((raster.cell(raster.dot(x, scene.y[0]))[0], text) for x, text in x_ticks),
        y_ticks=tuple((raster.cell(raster.dot(scene.x[0], y))[1], text) for y, text in y_ticks),
    )


def _spaced_ticks(scene: Scene, columns: int, *, ascii_only: bool) -> tuple[Tick, ...]:
    """Return the most ticks whose texts stay clear of each other: then their order does not matter."""
    for most in range(MOST_ACROSS, 1, -1):
        ticks = _ticks(scene, most, ascii_only=ascii_only)
        longest = max((len(text) for _, text in ticks), default=0)
        if len(ticks) <= most and len(ticks) * (2 * longest + 2) <= columns * 1.25:
            return ticks
    return _ticks(scene, 1, ascii_only=ascii_only)


def _ticks(scene: Scene, most: int, *, ascii_only: bool) -> tuple[Tick, ...]:
    ticks = axis_ticks(scene.x, most, in_pi=scene.x_in_pi, log=scene.x_log)
    return tuple((x, words_in_ascii(text)) for x, text in ticks) if ascii_only else ticks
