"""The learner's curve beside the right one."""

import math
from fractions import Fraction

import pytest

from calcquiz.algebra.parse import parse
from calcquiz.plotting.build import curve_scene, witness_scene
from calcquiz.plotting.terminal import draw


def tree(text):
    return parse(text, open_names=True)


def test_both_curves_have_a_mark_at_the_witness():
    scene = witness_scene(tree("2*x*cos(x^2)"), tree("cos(x^2)"), "x", {"x": Fraction(3, 2)})
    assert [(mark.label, mark.x, round(mark.y, 3)) for mark in scene.marks] == [
        ("right", 1.5, -1.885),
        ("yours", 1.5, -0.628),
    ]
    assert [curve.label for curve in scene.curves] == ["right", "yours"]
    assert scene.guides[0].label == "x = 1.5"


@pytest.mark.parametrize(
    ("key", "response", "place"),
    [
        ("x^3/3", "x^3", 2),
        ("1000*x^2", "1000*x^2 + 1", 3),  # nearly alike: the picture goes closer
        ("log(x)", "log(x) + 1/100", 40),
        ("x", "x", 1),  # alike: nothing to tell apart, still a picture
        ("1/x", "-1/x^2", 1e-3),
        ("exp(x)", "exp(2*x)", 50),
    ],
)
def test_the_picture_is_close_enough_to_tell_the_curves_apart(key, response, place):
    scene = witness_scene(tree(key), tree(response), "x", {"x": place})
    assert scene.x[0] < place < scene.x[1]
    heights = [mark.y for mark in scene.marks]
    if heights[0] != heights[1] and max(map(abs, heights)) < 1e6:
        assert abs(heights[0] - heights[1]) > 0.1 * (scene.y[1] - scene.y[0])


def test_where_an_answer_has_no_value_only_the_other_is_marked():
    scene = witness_scene(tree("x"), tree("sqrt(x)"), "x", {"x": -1})
    assert [mark.label for mark in scene.marks] == ["right"]


def test_other_variables_are_held_at_the_witness_and_a_constant_of_integration_at_zero():
    scene = witness_scene(tree("a*x + C"), tree("x"), "x", {"x": 1, "a": 3})
    assert [mark.y for mark in scene.marks] == [3.0, 1.0]


def test_circular_functions_show_two_periods_in_multiples_of_pi():
    scene = curve_scene({"f": tree("sin(x)/x")})
    assert scene.x == (-2 * math.pi, 2 * math.pi)
    assert scene.x_in_pi


def test_a_window_given_is_kept():
    scene = curve_scene({"f": tree("x^2")}, x=(0, 1), y=(0, 0.5))
    assert (scene.x, scene.y) == ((0, 1), (0, 0.5))
    assert max(y for piece in scene.curves[0].pieces for _, y in piece) == 0.5


def test_a_name_never_stands_beside_the_other_mark():
    lines = draw(witness_scene(tree("x^3/3"), tree("x^3"), "x", {"x": 2}), width=40, height=14, colour=False).split(
        "\n"
    )[:-2]
    assert not any("◆" in line and "right" in line for line in lines)
    assert any("◆" in line and "yours" in line for line in lines)


@pytest.mark.parametrize(
    ("within", "place", "window"),
    [
        ((Fraction(0), Fraction(1)), Fraction(3, 4), (0, 1)),  # a probability
        ((Fraction(0), Fraction(100)), Fraction(2), (0, 5)),
        ((Fraction(1), None), Fraction(3), (1, 6)),
        ((None, Fraction(1, 2)), Fraction(-1), (-4, 0.5)),
        ((None, None), Fraction(3, 4), (-2, 4)),
    ],
)
def test_both_curves_are_drawn_where_the_variable_may_be(within, place, window):
    key, response = tree("1/(x + 9) + x"), tree("x - 3")
    assert witness_scene(key, response, "x", {"x": place}, within=within).x == window
