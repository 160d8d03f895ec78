"""Clipping: a run of points cut exactly at the top and bottom of a window, and thinned to what can be seen."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from calcquiz.records.scene import Point

FINEST = 1500
"""Points nearer to each other than this part of the window, in both directions, are one point."""


def clip(x: Sequence[float], y: Sequence[float], x_window: Point, y_window: Point) -> tuple[tuple[Point, ...], ...]:
    """Return the parts of the run inside the window; NaN ends a part, and so does leaving the window."""
    pieces: list[list[Point]] = []
    for run in _runs(x, y):
        if len(run) == 1 and y_window[0] <= run[0][1] <= y_window[1]:
            pieces.append(run)
        pieces.extend(_cut_run(run, y_window))
    near = ((x_window[1] - x_window[0]) / FINEST, (y_window[1] - y_window[0]) / FINEST)
    return tuple(_thin(piece, near) for piece in pieces)


def _runs(x: Sequence[float], y: Sequence[float]) -> Iterator[list[Point]]:
    """Yield the runs of points between those without a value."""
    run: list[Point] = []
    for point in zip(x, y, strict=True):
        if point[1] == point[1]:
            run.append(point)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _cut_run(run: list[Point], window: Point) -> Iterator[list[Point]]:
    """Yield the parts of a run of joined points inside the window."""
    part: list[Point] = []
    for start, end in pairwise(run):
        segment = cut_segment(start, end, window)
        if segment is None:
            continue
        if not part or part[-1] != segment[0]:
            if part:
                yield part
            part = [segment[0]]
        part.append(segment[1])
    if part:
        yield part


def cut_segment(start: Point, end: Point, window: Point) -> tuple[Point, Point] | None:
    """Return the part of a segment with low <= y <= high, or None when it is outside."""
    low, high = window
    if max(start[1], end[1]) < low or min(start[1], end[1]) > high:
        return None
    return _held(start, start, end, window), _held(end, start, end, window)


def _held(point: Point, start: Point, end: Point, window: Point) -> Point:
    """Return an end of the segment, moved along it to the window's edge when it is outside."""
    level = min(max(point[1], window[0]), window[1])
    if level == point[1]:
        return point
    # quarters, because the difference of two heights near 1.8e308 overflows
    share = (level / 4 - start[1] / 4) / (end[1] / 4 - start[1] / 4)
    return start[0] + share * (end[0] - start[0]), level


def _thin(piece: list[Point], near: Point) -> tuple[Point, ...]:
    """Return the piece without points that fall on the one kept before; its ends stay."""
    kept = [piece[0]]
    for point in piece[1:-1]:
        if abs(point[0] - kept[-1][0]) > near[0] or abs(point[1] - kept[-1][1]) > near[1]:
            kept.append(point)
    return (*kept, piece[-1]) if len(piece) > 1 else tuple(kept)
