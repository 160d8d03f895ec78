"""Pictures of the plane: arrows of the gradient, and windows that hold a descent."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcquiz.algebra.parse import parse
from calcquiz.plotting.authored import scene_of
from calcquiz.plotting.contour import gradient_arrows, level_curves
from calcquiz.plotting.lines import slope_at
from calcquiz.plotting.table import describe
from calcquiz.plotting.terminal import draw
from calcquiz.plotting.window import around_stops
from calcquiz.records.errors import FormulaError
from calcquiz.records.scene import Arrows, Curve, Mark, Scene

WIDE, HIGH = (-6.0, 6.0), (-3.0, 3.0)
FIELD = (((-2.0, 0.0), (1.0, 0.0)), ((0.0, 1.0), (0.0, -3.0)), ((2.0, 0.0), (1.0, 1.0)))


def tree(text):
    return parse(text, ["x", "y"])


def test_arrows_point_where_the_function_grows_and_downhill_the_other_way():
    up = gradient_arrows(tree("x^2 + 4y^2"), ("x", "y"), WIDE, HIGH)
    down = gradient_arrows(tree("x^2 + 4y^2"), ("x", "y"), WIDE, HIGH, downhill=True)
    for ((x, y), (right, rise)), (_, opposite) in zip(up.arrows, down.arrows, strict=True):
        assert (right, rise) == pytest.approx((x / math.hypot(x, 4 * y), 4 * y / math.hypot(x, 4 * y)))
        assert (right, rise) == pytest.approx((-opposite[0], -opposite[1]))


def test_where_the_gradient_is_zero_or_undefined_there_is_no_arrow():
    assert gradient_arrows(tree("3 + 0*x"), ("x", "y"), WIDE, HIGH).arrows == ()
    middle = gradient_arrows(tree("x^2 + y^2"), ("x", "y"), WIDE, HIGH).arrows
    assert len(middle) == 54  # of 55, without the one at the minimum
    assert len(gradient_arrows(tree("1/x + y"), ("x", "y"), WIDE, HIGH).arrows) == 50  # none on the line x = 0
    assert all(x > 0 and y > 0 for (x, y), _ in gradient_arrows(tree("log(x) + log(y)"), ("x", "y"), WIDE, HIGH).arrows)


def test_an_arrow_has_the_direction_it_has_on_the_screen():
    scene = Scene(x=(-3.0, 3.0), y=(-1.5, 1.5), arrows=(Arrows(label="downhill", arrows=FIELD),))
    drawn = draw(scene, width=60, height=20, colour=False)
    assert all(drawn.count(sign) == 1 + (sign == "→") for sign in "→↓↗")  # one more in the legend
    told = "downhill: (-2, 0) to the right, (0, 1) down, (2, 0) up to the right."
    assert told in describe(scene)
    assert draw(scene, width=60, height=20, colour=False, ascii_only=True).isascii()


@pytest.mark.parametrize("entry", ["x", "gradient(x, y)", "descent(x, (x, y), (1, 1), 1, 1)"])
def test_what_is_no_gradient_has_no_arrows(entry):
    with pytest.raises(FormulaError) as caught:
        scene_of({"arrows": entry}, variables=("x", "y"))
    assert caught.value.message == f"`{entry}` is no field of arrows"
    assert caught.value.advice == "Write arrows: -gradient(f, (x, y))"


@given(
    start=st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6)),
    steps=st.lists(st.tuples(st.floats(-10, 10), st.floats(-10, 10)), max_size=8),
)
def test_a_window_holds_every_stop_of_a_descent_that_stays(start, steps):
    stops = [start]
    for right, up in steps:
        stops.append((stops[-1][0] + right, stops[-1][1] + up))
    far = 10 * (1 + max(map(abs, start)))
    x, y = around_stops(stops, WIDE, HIGH)
    assert x[0] < x[1]
    assert y[0] < y[1]
    for stop in stops:
        if max(map(abs, stop)) <= far:
            assert x[0] <= stop[0] <= x[1]
            assert y[0] <= stop[1] <= y[1]


def test_a_descent_near_the_origin_is_shown_in_the_usual_window():
    assert around_stops([(2.0, 1.0), (0.5, 0.1)], WIDE, HIGH) == (WIDE, HIGH)


def test_of_a_descent_that_runs_away_the_beginning_is_shown():
    x, _ = around_stops([(1.0, 1.0), (-8.0, 2.0), (500.0, 3.0), (-1e9, 4.0)], WIDE, HIGH)
    assert -30 < x[0] < -8
    assert x[1] < 30


@pytest.mark.parametrize(
    ("function", "place", "slope"),
    [
        ("x^2", 3, 6),
        ("|x|", 0, None),  # a corner
        ("|x|", 1, 1),
        ("x*|x|", 0, 0),  # smooth after all
        ("floor(x)", 2, None),  # a jump
        ("floor(x)", 1.5, 0),
        ("sin(1000*x)", 0, 1000),  # steep and bent, no corner
        ("x^2*sin(x)", 1e6, None),
        ("1/x", 0, None),
        ("max(x, 2*x)", 0, None),
    ],
)
def test_a_slope_is_found_where_there_is_one(function, place, slope):
    found = slope_at(parse(function, ["x"]), "x", place)
    if function == "x^2*sin(x)":  # far out floats end: whatever is found, it is a number
        assert found is None or math.isfinite(found)
    elif slope is None:
        assert found is None
    else:
        assert found == pytest.approx(slope)


def test_a_name_never_touches_another_text():
    mark = Mark(label="start", x=0.2, y=1.4)
    scene = Scene(x=(-3.0, 3.0), y=(-1.5, 1.5), curves=(Curve(label="f", pieces=()),), marks=(mark,), y_label="y")
    drawn = draw(scene, width=60, height=16, colour=False)
    assert "ystart" not in drawn
    assert "start" in drawn.split("\n")[0] + drawn.split("\n")[1]


@pytest.mark.parametrize(
    ("function", "levels"),
    [
        ("x^2 + y^2", (0.25, 2.3, 6.3, 12, 20, 31)),  # a bowl: nearer to each other at the bottom
        ("x^2 - y^2", (-5, 0, 5, 10, 15, 20, 25, 30)),  # a saddle: round numbers, and 0 through its middle
        ("1/(x*y)", (-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2)),  # poles have no bottom
        ("3 + 0*x", ()),
        ("log(-1 - x^2 - y^2)", ()),
    ],
)
def test_levels_are_chosen_so_that_the_shape_is_seen(function, levels):
    assert level_curves(tree(function), ("x", "y"), WIDE, HIGH).levels == pytest.approx(levels, rel=0.05)
