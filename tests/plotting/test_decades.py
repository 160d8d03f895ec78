"""Logarithmic axes: powers look straight, ticks are powers of ten, and words tell the numbers themselves."""

import pytest

from calcquiz.plotting.authored import scene_of
from calcquiz.plotting.svg import svg_text
from calcquiz.plotting.table import describe
from calcquiz.plotting.terminal import draw
from calcquiz.plotting.ticks import log_ticks
from calcquiz.records.errors import CalcquizError


def scene(**plot):
    return scene_of({"curves": ["x^2"], "x": ["1/100", "100"], "log": ["x", "y"], **plot}, variables=("x",))


def test_a_power_is_a_straight_line_on_two_logarithmic_axes():
    ((piece,),) = (curve.pieces for curve in scene().curves)
    assert all(y == pytest.approx(2 * x, abs=1e-9) for x, y in piece)


def test_ticks_are_powers_of_ten_and_never_too_many():
    assert [text for _, text in log_ticks(-4, 4, 9)] == [
        "1e-4",
        "0.001",
        "0.01",
        "0.1",
        "1",
        "10",
        "100",
        "1000",
        "10000",
    ]
    assert all(len(log_ticks(-low, 7, most)) <= most for low in range(300) for most in range(1, 9))


def test_a_table_tells_the_numbers_and_not_their_logarithms():
    told = describe(scene())
    assert told.splitlines()[0] == "x runs from 0.01 to 100."
    assert "x^2 starts at (0.01, 1e-4), rises to (100, 10000)." in told


def test_what_is_not_positive_has_no_place_on_a_logarithmic_axis():
    ((piece,),) = (curve.pieces for curve in scene(curves=["x - 1"], x=["1/10", "10"]).curves)
    assert min(x for x, _ in piece) > 0
    marks = scene(points={"left": "(-1, 1)", "right": "(10, 100)"}).marks
    assert [(mark.label, mark.x, mark.y) for mark in marks] == [("right", 1.0, pytest.approx(2.0))]


def test_one_axis_may_be_logarithmic():
    ((piece,),) = (curve.pieces for curve in scene(curves=["10^x"], x=["-3", "3"], log="y").curves)
    assert all(y == pytest.approx(x, abs=1e-9) for x, y in piece)


def test_the_picture_has_no_axis_inside_and_its_ticks_are_written():
    picture = draw(scene(), width=60, height=16, colour=False)
    assert "┼" not in picture
    assert "100" in picture
    assert ">0.01</text>" in svg_text(scene())


@pytest.mark.parametrize(
    ("plot", "message"),
    [
        ({"x": ["-1", "1"]}, "a logarithmic axis has no place for x = -1"),
        ({"area": {"under": "x^2", "from": "1", "to": "2"}}, "an area cannot be drawn on a logarithmic axis"),
    ],
)
def test_what_cannot_be_drawn_is_said(plot, message):
    with pytest.raises(CalcquizError, match=message):
        scene(**plot)
