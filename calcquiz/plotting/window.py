"""Choosing the window: how much of the plane to show, whatever poles and spikes a function has.

This module imports numpy: import it where a picture is made, not at start.
"""

import math
from collections.abc import Iterable, Sequence

import numpy as np

from calcquiz.plotting.sample import COARSE, Array, Function, Window, values
from calcquiz.plotting.ticks import round_step
from calcquiz.records.scene import Point

TAILS = ((0.3, 10.0), (0.2, 10.0), (0.1, 4.0), (0.05, 3.0), (0.0, 3.0))
"""How much of the values to leave out at each end, from the middle outwards, and what taking in more may cost:
a tail that makes the window more than so many times as high is left out."""
SPIKE = 1000.0
"""A bounded peak is shown in full unless it is so many times higher than the rest of the graph."""
ZOOMS = 6
"""16^6 = 2^24 times closer: a pole has grown as much, a peak no longer grows."""
FOLLOWING = 0.5
"""How far a follower is shown, in heights of the others above and below them."""
COMPANY = 1.5
"""Beside others a graph that runs away is shown as far as so many times their height above and below them."""
COMPARABLE = 12.0
"""One that turns or levels off is shown whole while it makes the window at most so many times as high as the others:
on a screen of 18 rows these still rise by one or two."""
LEVEL, EDGE = 0.04, 0.1
"""A graph levels off where it changes by so little of its height over so much of the window, at its edge."""
MARGIN = 0.06
LARGEST = 1e300
SMALLEST = 1e-290
CANDIDATES: tuple[Window, ...] = ((-5, 5), (0, 10), (-1, 1), (0, 30), (-100, 100))


def y_window(
    functions: Iterable[Function], x: Window, also: Iterable[float] = (), followers: Iterable[Function] = ()
) -> Window:
    """Return a window of heights that shows every function well on x, and the heights in `also`.

    Followers are shown at most half a window above and below the others. Poles are cut off where they leave the
    rest; a height in `also` that would make everything else flat (20 times the window) is not included. Without
    any finite value: (-1, 1).
    """
    with np.errstate(all="ignore"):
        found = [(span, _stays(function, x, span)) for function in functions if (span := _extent(function, x))]
        beside = [span for function in followers if (span := _extent(function, x)) is not None]
    heights = list(also)
    whole = [span for span, _ in found]
    spans = [_among(span, stays, [other for other in whole if other is not span]) for span, stays in found]
    if not spans:
        spans = [(min(heights), max(heights))] if heights else [(-1.0, 1.0)]
    low, high = min(span[0] for span in spans), max(span[1] for span in spans)
    spread = _spread(low, high)
    room = FOLLOWING * (spread[1] - spread[0])
    low, high = (
        min([low, *(max(span[0], low - room) for span in beside)]),
        max([high, *(min(span[1], high + room) for span in beside)]),
    )
    reach = 20 * (spread[1] - spread[0])
    near = [height for height in heights if low - reach <= height <= high + reach]
    return padded(min([low, *near]), max([high, *near]))


def _stays(function: Function, x: Window, span: Window) -> tuple[bool, bool]:
    """Return whether a graph turns or levels off at its lowest and at its highest values; else it runs away there."""
    heights = values(function, np.linspace(*x, COARSE))
    heights = heights[np.isfinite(heights)]
    edge = min(max(1, int(EDGE * len(heights))), len(heights) - 1)
    rises = [abs(heights[end] - heights[inner]) for end, inner in ((0, edge), (-1, -1 - edge))]
    steep = [rise > LEVEL * (heights.max() - heights.min()) for rise in rises]
    low, high = float(heights.min()), float(heights.max())
    return low >= span[0] and _is_inside(-heights, steep), high <= span[1] and _is_inside(heights, steep)


def _is_inside(heights: Array, steep: list[bool]) -> bool:
    """Return whether the highest value is taken inside the window, or at an edge where the graph is not steep."""
    top = int(heights.argmax())
    if top < EDGE * len(heights) and heights[0] == heights[top]:
        return not steep[0]
    if heights[-1] == heights[top]:
        return not steep[1]
    return True


def _among(span: Window, stays: tuple[bool, bool], others: list[Window]) -> Window:
    """Return a graph's range, cut so that it does not flatten the other graphs that are not constant.

    Args:
        span: Its lowest and highest value.
        stays: Whether it is bounded below and above by what is seen of it.
        others: The ranges of the other graphs.
    """
    moving = [other for other in others if other[1] - other[0] > 1e-9 * max(abs(other[0]), abs(other[1]))]
    if not moving:
        return span
    low, high = min(other[0] for other in moving), max(other[1] for other in moving)
    room, most = COMPANY * (high - low), COMPARABLE * (high - low)
    least = span[0] if stays[0] and high - span[0] <= most else max(span[0], low - room)
    largest = span[1] if stays[1] and span[1] - low <= most else min(span[1], high + room)
    return min(least, high), max(largest, low)


def padded(low: float, high: float) -> Window:
    """Return a window around low <= y <= high: zero included when near, a margin on both sides."""
    low, high = _spread(low, high)
    if 0 < low <= 0.4 * high:
        low = 0.0
    if 0 > high >= 0.4 * low:
        high = 0.0
    margin = MARGIN * (high - low)
    return max(low - margin, -LARGEST), min(high + margin, LARGEST)


def x_window(function: Function) -> Window:
    """Return a window of places where the function has values: the first candidate nearly half full."""
    shares = [np.isfinite(values(function, np.linspace(*window, COARSE))).mean() for window in CANDIDATES]
    full = [window for window, share in zip(CANDIDATES, shares, strict=True) if share > 0.45]
    return full[0] if full else CANDIDATES[int(np.argmax(shares))]


def around_stops(stops: Sequence[Point], wide: Window, high: Window) -> tuple[Window, Window]:
    """Return windows of x and y around a path: the usual ones where they hold it, else others of their shape.

    Of a path that runs away only what stays within ten times its start is shown.
    """
    far = 10 * (1 + max(map(abs, stops[0])))
    across, up = zip(*(stop for stop in stops if max(map(abs, stop)) <= far), strict=True)
    if wide[0] <= min(across) and max(across) <= wide[1] and high[0] <= min(up) and max(up) <= high[1]:
        return wide, high
    shape = (wide[1] - wide[0]) / (high[1] - high[0])
    half = 0.7 * max(max(up) - min(up), (max(across) - min(across)) / shape) + 1e-9 * far
    step = round_step(half / 5)
    return _round_around(across, half * shape, step), _round_around(up, half, step)


def _round_around(places: Sequence[float], half: float, step: float) -> Window:
    """Return a window around the middle of the places, its ends multiples of the step."""
    middle = (min(places) + max(places)) / 2
    return math.floor((middle - half) / step) * step, math.ceil((middle + half) / step) * step


def _spread(low: float, high: float) -> Window:
    """Return low and high, moved apart when they are too close to tell apart: a constant shows zero too."""
    low, high = max(low, -LARGEST), min(high, LARGEST)
    size = max(abs(low), abs(high))
    if size < SMALLEST:
        return -1.0, 1.0
    if high - low <= 1e-9 * size:
        return min(0.0, 2 * low), max(0.0, 2 * high)
    return low, high


def _extent(function: Function, x: Window) -> Window | None:
    """Return the lowest and highest value worth showing, or None when there is no finite value."""
    places = np.linspace(*x, COARSE)
    heights = values(function, places)
    found = heights[np.isfinite(heights)]
    if not len(found):
        return None
    low, high = _central(found)
    base = max(1.0, *np.abs(np.quantile(found, [0.25, 0.75])).tolist())
    top, bottom = _peak(function, places, heights), _peak(lambda x: -values(function, x), places, -heights)
    if top is not None and top <= SPIKE * base:
        high = top
    if bottom is not None and bottom <= SPIKE * base:
        low = -bottom
    return low, high


def _peak(function: Function, x: Array, y: Array) -> float | None:
    """Return the highest value, or None when it grows without end the closer one looks."""
    index = int(np.nanargmax(y))
    left, right, top, growth = x[max(index - 1, 0)], x[min(index + 1, len(x) - 1)], float(y[index]), 0.0
    for _ in range(ZOOMS):
        places = np.linspace(left, right, 33)
        heights = np.nan_to_num(values(function, places), nan=-np.inf)
        index = int(np.argmax(heights))
        growth = max(0.0, float(heights[index]) - top)
        top += growth
        left, right = places[max(index - 1, 0)], places[min(index + 1, 32)]
    return top if growth <= 1e-3 * max(1e-3 * abs(top), top - float(np.nanmin(y))) else None


def _central(found: Array) -> Window:
    """Return the range of values from the middle outwards, until a tail would dwarf what is shown."""
    found = np.clip(found, -LARGEST, LARGEST)
    low, high = np.quantile(found, [0.35, 0.65]).tolist()
    low_open = high_open = True
    for tail, growth in TAILS:
        lower, upper = np.quantile(found, [tail, 1 - tail]).tolist()
        most = growth * (high - low) if high > low else np.inf
        low_open = low_open and high - lower <= most
        low = lower if low_open else low
        high_open = high_open and upper - low <= most
        high = upper if high_open else high
    return low, high
