"""Formulas built from the grammar: each is drawn and told, whatever it is."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from calcquiz.algebra.tree import Apply, Name, Number, Tree, number
from calcquiz.plotting.build import curve_scene, witness_scene
from calcquiz.plotting.table import describe
from calcquiz.plotting.terminal import draw

UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)  # a picture costs 20 ms: shrinking takes minutes
UNARY = ["neg", "sin", "cos", "tan", "exp", "log", "sqrt", "abs", "floor", "sign", "factorial", "atan", "sigma", "erf"]
BINARY = ["add", "mul", "div", "pow", "max"]
LEAVES = st.sampled_from([Name("x"), Name("x"), Name("pi"), Name("C")]) | st.builds(
    number, st.integers(-9, 9) | st.fractions(-3, 3, max_denominator=7) | st.sampled_from([10**18, 10**150])
)


def grown(children: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    return st.builds(lambda head, arg: Apply(head, (arg,)), st.sampled_from(UNARY), children) | st.builds(
        lambda head, left, right: Apply(head, (left, right)), st.sampled_from(BINARY), children, children
    )


FORMULAS = st.recursive(LEAVES, grown, max_leaves=8)


def check(key, response, place):
    scene = curve_scene({"f": key})
    for piece in scene.curves[0].pieces:
        assert all(scene.x[0] <= x <= scene.x[1] and scene.y[0] <= y <= scene.y[1] for x, y in piece)
    beside = witness_scene(key, response, "x", {"x": place})
    for picture in (scene, beside):
        lines = draw(picture, width=60, height=14, colour=False).split("\n")
        assert len(lines) <= 15
        assert max(map(len, lines)) <= 60
        assert describe(picture)


@settings(max_examples=25, deadline=None, phases=UNSHRUNK, suppress_health_check=[HealthCheck.too_slow])
@given(key=FORMULAS, response=FORMULAS, place=st.integers(-10, 10) | st.floats(-100, 100))
def test_any_formula_is_drawn_and_told(key, response, place):
    check(key, response, place)


@pytest.mark.full
@settings(max_examples=3000, deadline=None, phases=UNSHRUNK, suppress_health_check=[HealthCheck.too_slow])
@given(key=FORMULAS, response=FORMULAS, place=st.integers(-10, 10) | st.floats(-100, 100))
def test_three_thousand_formulas_are_drawn_and_told(key, response, place):
    check(key, response, place)


def test_a_number_beyond_all_floats_is_no_curve():
    assert curve_scene({"f": Number(10**400)}).curves[0].pieces == ()  # type: ignore[arg-type]
