"""Scenes in words: what a learner hears who does not see the picture."""

import pytest

from calcquiz.algebra.parse import parse
from calcquiz.plotting.authored import scene_of
from calcquiz.plotting.build import curve_scene, witness_scene
from calcquiz.plotting.table import describe
from calcquiz.plotting.turns import rounded, turns, zeros
from calcquiz.records.scene import Scene

SQUARE = "f starts at (-1, 2), crosses 0 at x = 0, falls to (0.5, -0.25), crosses 0 at x = 1, rises to (3, 6)."
POLE = (
    "f starts at (-5, -0.2), falls out of the picture at x = -0.46; "
    "then it comes from the top at x = 0.46, falls to (5, 0.2)."
)
CUBIC = (
    "f starts at (-5, -120), crosses 0 at x = -1, rises to (-0.58, 0.4), crosses 0 at x = 0, "
    "falls to (0.58, -0.4), crosses 0 at x = 1, rises to (5, 120)."
)


def told(text, **window):
    return describe(curve_scene({"f": parse(text, ["x"])}, **window)).split("\n")


@pytest.mark.parametrize(
    ("formula", "x", "sentence"),
    [
        ("x^2 - x", (-1, 3), SQUARE),
        ("4*x*(1 - x)", (0, 1), "f starts at (0, 0), rises to (0.5, 1), falls to (1, 0)."),
        ("abs(x)", (-5, 5), "f starts at (-5, 5), falls to (0, 0), rises to (5, 5)."),
        ("3", (-5, 5), "f is 3 from x = -5 to x = 5."),
        ("sqrt(-1 - x^2)", (-5, 5), "f has no value in this picture."),
        ("sqrt(x - 10)", (0, 30), "f starts at (10, 0), rises to (30, 4.472)."),
        (
            "1/x",  # a pole: out at the bottom, in again from the top
            (-5, 5),
            POLE,
        ),
        ("floor(x)", (-5, 5), "f runs between -5 and 5 in 11 pieces."),
        ("sin(20*x)", (-5, 5), "f runs between -1 and 1 and turns more than 20 times."),
        ("x^3 - x", (-5, 5), CUBIC),
    ],
)
def test_a_sentence_tells_where_a_graph_goes(formula, x, sentence):
    assert told(formula, x=x)[1] == sentence


def test_a_table_gives_values_at_round_places_and_says_where_there_are_none():
    assert told("1/x", x=(-2, 2))[2:] == [
        "   x          f",
        "  -2       -0.5",
        "-1.5    -0.6667",
        "  -1         -1",
        "-0.5         -2",
        "   0  undefined",
        " 0.5          2",
        "   1          1",
        " 1.5     0.6667",
        "   2        0.5",
    ]


def test_circular_functions_are_told_in_multiples_of_pi_and_poles_have_no_value():
    lines = told("tan(x)")
    assert lines[0] == "x runs from -2π to 2π."
    assert lines[2:6] == ["    x          f", "  -2π          0", "-3π/2  undefined", "   -π          0"]


def test_a_table_too_wide_for_the_screen_becomes_sentences():
    scene = curve_scene({"the first function": parse("x", ["x"]), "the second function": parse("2*x", ["x"])}, x=(0, 1))
    assert "x = 1: the first function 1, the second function 2" in describe(scene, width=30).split("\n")


def test_a_wrong_answer_is_told_beside_the_right_one():
    lines = describe(witness_scene(parse("2*x", ["x"]), parse("x^2", ["x"]), "x", {"x": 1.0})).split("\n")
    assert "right is at (1, 2)." in lines
    assert "yours is at (1, 1)." in lines
    assert "A vertical line stands at x = 1." in lines


def test_sums_bars_and_paths_are_told_in_part():
    scene = scene_of(
        {"partial_sums": {"of": "1/2^n", "n": ["1", "9"]}, "bars": {"of": "1/2^n", "n": ["1", "3"]}}, variables=("n",)
    )
    assert describe(scene).split("\n")[1:] == [
        "terms: heights 0.5, 0.25, 0.125.",
        "partial sums: (1, 0.5), (2, 0.75), (3, 0.875), (4, 0.9375), (5, 0.9688), …, (9, 0.998).",
    ]
    scene = scene_of(
        {"level": {"of": "x^2+y^2", "at": ["1"]}, "path": "descent(x^2+y^2, (x, y), (1, 2), 1/4, 2)"},
        variables=("x", "y"),
    )
    assert describe(scene).split("\n")[1:] == [
        "Level curves: x^2 + y^2 = 1.",
        "descent in 2 steps: (1, 2), (0.5, 1), (0.25, 0.5).",
        "start is at (1, 2).",
    ]


def test_an_area_and_an_unnamed_point_are_told():
    scene = scene_of({"area": {"under": "x^2", "from": "0", "to": "2"}, "points": ["(1, 1)"]}, variables=("x",))
    lines = describe(scene).split("\n")
    assert "area is shaded from x = 0 to x = 2." in lines
    assert "a point is at (1, 1)." in lines


def test_an_empty_scene_is_told_by_its_window():
    assert describe(Scene(x=(0.0, 1.0), y=(0.0, 1.0), title="Nothing yet")) == "Nothing yet\nx runs from 0 to 1."


def test_touching_zero_is_no_crossing():
    assert zeros(((-1.0, 1.0), (0.0, 0.0), (1.0, 1.0))) == ()
    assert zeros(((-1.0, -1.0), (0.0, 0.0), (1.0, 1.0))) == (0.0,)


def test_a_turn_between_samples_is_found_by_the_parabola_through_its_neighbours():
    piece = tuple((x / 10, (x / 10 - 0.33) ** 2) for x in range(-10, 11))
    assert turns(piece, (0.0, 2.0))[0].point == (pytest.approx(0.33), pytest.approx(0, abs=1e-12))


def test_numbers_are_told_to_a_thousandth_of_the_window():
    assert rounded(0.49984, (-3.0, 3.0)) == 0.5
