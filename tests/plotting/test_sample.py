"""Sampling: whatever a function does, its graph is finite, in the window, and not joined across a break."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcquiz.plotting.clip import clip, cut_segment
from calcquiz.plotting.sample import sample
from calcquiz.plotting.window import x_window, y_window

HOSTILE = {
    "1/x": (lambda x: 1 / x, (-5, 5)),
    "tan x": (np.tan, (-2 * math.pi, 2 * math.pi)),  # its poles lie on the grid
    "log x": (np.log, (-5, 5)),
    "e^(x^9)": (lambda x: np.exp(x**9), (-3, 3)),
    "a spike of 1e300": (lambda x: np.where(np.abs(x - 1) < 0.01, 1e300, x), (-3, 3)),
    "never a number": (lambda x: x * np.nan, (-3, 3)),
    "always infinite": (lambda x: x * 0 + np.inf, (-3, 3)),
    "constant 0": (lambda x: 0 * x, (-3, 3)),
    "sin(1/x)": (lambda x: np.sin(1 / x), (-1, 1)),
    "floor x": (np.floor, (-3, 3)),
    "x^-9.5": (lambda x: x**-9.5, (-3, 3)),
    "sqrt(x - 10)": (lambda x: np.sqrt(x - 10), (-5, 30)),
    "complex values": (lambda x: np.sqrt(x.astype(complex)), (-3, 3)),
    "±1e18": (lambda x: np.where(x > 0, 1e18, -1e18), (-3, 3)),
    "1e-320 x": (lambda x: 1e-320 * x, (-3, 3)),
    "±infinite": (lambda x: np.where(x > 0, np.inf, -np.inf), (-3, 3)),
    "a scalar": (lambda _: 3, (-3, 3)),
}
BREAKS = {
    "1/x": [0.0],
    "tan x": [k * math.pi / 2 for k in (-3, -1, 1, 3)],
    "±1e18": [0.0],
    "floor x": [-2, -1, 0, 1, 2],
}


def drawn(function, x):
    y = y_window([function], x)
    return y, sample(function, x, y)


@pytest.mark.parametrize("name", HOSTILE)
def test_every_point_of_a_hostile_graph_is_finite_and_in_the_window(name):
    function, x = HOSTILE[name]
    y, pieces = drawn(function, x)
    assert y[0] < y[1]
    for piece in pieces:
        for place, height in piece:
            assert x[0] <= place <= x[1]
            assert y[0] <= height <= y[1]
    assert sum(map(len, pieces)) < 12_000


@pytest.mark.parametrize("name", BREAKS)
def test_no_piece_crosses_a_pole_or_a_jump(name):
    function, x = HOSTILE[name]
    _, pieces = drawn(function, x)
    for place in BREAKS[name]:
        assert not any(piece[0][0] < place - 1e-9 and piece[-1][0] > place + 1e-9 for piece in pieces)


def test_a_graph_reaches_the_edge_of_the_window_on_both_sides_of_a_pole():
    y, pieces = drawn(lambda x: 1 / x, (-5, 5))
    assert [piece[-1][1] for piece in pieces] == [y[0], pytest.approx(0.2)]
    assert [piece[0][1] for piece in pieces] == [pytest.approx(-0.2), y[1]]


def test_a_step_is_drawn_up_to_its_jump_on_both_sides():
    _, pieces = drawn(np.floor, (-1.5, 1.5))
    ends = [(round(piece[0][0], 9) + 0.0, round(piece[-1][0], 9) + 0.0, piece[0][1]) for piece in pieces]
    assert ends == [(-1.5, -1, -2), (-1, 0, -1), (0, 1, 0), (1, 1.5, 1)]


def test_a_steep_but_continuous_graph_stays_in_one_piece():
    for function in (lambda x: np.tanh(1e6 * x), np.cbrt, lambda x: x**99, np.abs):
        assert len(drawn(function, (-1, 1))[1]) == 1


def test_a_domain_ends_where_it_ends_not_at_the_nearest_sample():
    _, pieces = drawn(lambda x: np.sqrt(x - 1 / 3), (-1, 1))
    assert pieces[0][0] == (pytest.approx(1 / 3, abs=1e-9), pytest.approx(0, abs=1e-5))


def test_beside_the_hole_of_a_quotient_no_rounding_noise_is_drawn():
    pieces = sample(lambda x: (x**2 - x - 12) / (x + 3), (-7, 1), (-12, 0))
    assert all(y == pytest.approx(x - 4, abs=1e-3) for piece in pieces for x, y in piece)


def test_what_has_no_real_value_has_no_piece():
    for name in ("never a number", "always infinite", "±infinite"):
        assert drawn(*HOSTILE[name]) == ((-1.12, 1.12), ())


@given(pole=st.floats(-4, 4), steep=st.floats(0.1, 50), order=st.sampled_from([1, 3, 5]))
def test_a_pole_anywhere_splits_the_graph(pole, steep, order):
    pieces = sample(lambda x: steep / (x - pole) ** order, (-5, 5), (-10 * steep, 10 * steep))
    assert len(pieces) == 2
    assert pieces[0][-1][0] <= pole <= pieces[1][0][0]


@given(place=st.floats(-4, 4), size=st.floats(0.1, 1000), slope=st.floats(-3, 3))
def test_a_jump_anywhere_splits_the_graph_at_its_place(place, size, slope):
    y = (-20 - size, 20 + size)
    pieces = sample(lambda x: slope * x + np.where(x > place, size, 0), (-5, 5), y)
    if size > 0.01 * (y[1] - y[0]) * 1.01:
        assert len(pieces) == 2
        assert pieces[0][-1][0] == pytest.approx(place, abs=1e-9)
        assert pieces[1][0][0] == pytest.approx(place, abs=1e-9)


@given(ys=st.lists(st.floats(-1e308, 1e308) | st.just(math.nan), min_size=1, max_size=20), top=st.floats(1e-3, 1e6))
def test_clipping_keeps_a_run_in_the_window_and_joins_only_neighbours(ys, top):
    xs = [float(index) for index in range(len(ys))]
    pieces = clip(xs, ys, (0.0, len(ys) + 1.0), (-top, top))
    for piece in pieces:
        assert all(-top <= y <= top for _, y in piece)
        assert all(end[0] - start[0] <= len(ys) for start, end in pairwise(piece))
        assert all(start[0] <= end[0] for start, end in pairwise(piece))


@pytest.mark.parametrize(
    ("start", "end", "kept"),
    [
        ((0, 0), (2, 2), ((0, 0), (1, 1))),  # leaves at the top
        ((0, -2), (4, 2), ((1, -1), (3, 1))),  # passes through
        ((0, 2), (1, 3), None),  # above
        ((0, 1), (1, 1), ((0, 1), (1, 1))),  # along the edge
        ((0, 0), (1, 1e308), ((0, 0), (pytest.approx(0), 1))),
        ((0, -1.7e308), (1, 1.7e308), ((0.5, -1), (0.5, 1))),  # the difference of its heights overflows
    ],
)
def test_a_segment_is_cut_where_it_leaves_the_window(start, end, kept):
    assert cut_segment(start, end, (-1, 1)) == kept


@pytest.mark.parametrize(
    ("function", "x", "low", "high"),
    [
        (lambda x: x**2, (-3, 3), -1, 9),  # all of it
        (lambda x: 1 / x, (-5, 5), -3, 3),  # the pole is cut off
        (lambda x: 1 / (x - 2) ** 3, (-5, 5), -1, 1),  # both branches are seen
        (np.tan, (-6.28, 6.28), -8, 8),
        (lambda x: np.exp(-x * x / 0.02) / np.sqrt(0.02 * np.pi), (-5, 5), -1, 4),  # a narrow density is shown in full
        (lambda x: np.where(np.abs(x - 1) < 0.01, 1e300, x), (-3, 3), -4, 3),  # a spike beyond measure is not
        (lambda _: 3, (-1, 1), -0.5, 6),  # a constant, with zero in sight
        (lambda _: -3, (-1, 1), -6.5, 0.5),
        (lambda x: x / 100 + 7, (-1, 1), 6.9, 7.01),  # zero is far away
        (lambda x: x**2 + 1, (-3, 3), -1, 10),  # zero is near: it is in the window
    ],
)
def test_the_window_shows_what_there_is_to_see(function, x, low, high):
    y = y_window([function], x)
    assert low <= y[0] < y[1] <= high * 1.1 + 0.3


def test_one_steep_graph_does_not_flatten_the_others():
    y = y_window([np.exp, lambda x: x + 1], (-5, 5))
    assert 20 < y[1] < 40


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


@pytest.mark.parametrize(
    ("functions", "x", "low", "high"),
    [
        ((sigmoid, lambda x: sigmoid(x) * (1 - sigmoid(x))), (-5, 5), 0, 1),  # it levels off: whole, beside its slope
        ((lambda x: sigmoid(-x), lambda x: -sigmoid(x) * (1 - sigmoid(x))), (-5, 5), -0.25, 1),
        ((lambda x: np.arctan(x / 2), lambda x: 2 / (4 + x**2)), (-20, 20), -1.47, 1.47),
        ((lambda x: np.exp(-(x**2)), lambda x: np.exp(-(x**2) / 100) / 10), (-20, 20), 0, 1),  # a bell turns
        ((lambda x: 5 * np.sin(x), np.cos), (-6, 6), -5, 5),
    ],
)
def test_a_graph_that_turns_or_levels_off_is_seen_whole_beside_others(functions, x, low, high):
    for order in (functions, functions[::-1]):
        y = y_window(order, x)
        assert y[0] <= low < high <= y[1]
        assert y[1] - y[0] < 1.3 * (high - low)


@pytest.mark.parametrize(
    ("functions", "x"),
    [
        ((lambda x: 40 * x, np.sin), (-5, 5)),  # a line runs away
        ((lambda x: x**3, np.sin), (-5, 5)),
        ((lambda x: 30 * np.sin(x), np.cos), (-6, 6)),  # it would flatten the other one
        ((lambda x: 1 / x, np.sin), (-5, 5)),
        ((lambda x: np.where(x == -5, 7.0, np.nan), np.sin), (-5, 5)),  # a single value
    ],
)
def test_a_graph_that_runs_away_or_is_far_too_high_is_cut(functions, x):
    y = y_window(functions, x)
    assert y[1] - y[0] < 5 * 2 * 1.1


def test_a_mark_far_outside_does_not_flatten_the_graph():
    assert y_window([np.sin], (-3, 3), [3.0])[1] > 3
    assert y_window([np.sin], (-3, 3), [1e6])[1] < 2


@pytest.mark.parametrize(
    ("function", "window"),
    [(np.sin, (-5, 5)), (np.log, (-5, 5)), (lambda x: np.sqrt(x - 10), (0, 30)), (np.arccos, (-1, 1))],
)
def test_a_function_is_shown_where_it_has_values(function, window):
    found = x_window(function)
    assert found == window
