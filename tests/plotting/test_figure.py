"""Pictures as files: the same scene as on the screen, the same bytes every time."""

import re
import sys

import pytest

from calcquiz.plotting.figure import figure_bytes
from calcquiz.records.errors import UsageError
from calcquiz.records.scene import Arrows, Bar, Bars, Curve, Dots, Guide, Levels, Mark, Path, Scene

SCENE = Scene(
    x=(-1.0, 3.0),
    y=(-1.0, 2.0),
    curves=(Curve(label="cost in $, $x_1$", pieces=(((-1.0, 0.0), (3.0, 2.0)),)), Curve(label="gone", pieces=())),
    bars=(Bars(label="terms", bars=(Bar(left=0.0, right=1.0, height=1.0),)),),
    dots=(Dots(label="", points=((1.0, 1.0),)),),
    levels=(Levels(label="f = 1", levels=(1.0,), pieces=(((0.0, 0.0), (1.0, 1.0)),)),),
    paths=(Path(label="descent", stops=((0.0, 0.0), (1.0, 1.0))),),
    arrows=(Arrows(label="downhill", arrows=(((0.0, 0.0), (1.0, 0.0)),)), Arrows(label="none", arrows=())),
    marks=(Mark(label="start", x=0.0, y=0.0),),
    guides=(Guide(label="x = 1", x=1.0),),
)


def test_an_svg_is_the_same_every_time_and_holds_no_date():
    first = figure_bytes(SCENE, "svg")
    assert first == figure_bytes(SCENE, "svg")
    assert first.startswith(b"<?xml")
    assert not re.search(rb"<dc:date>|20\d\d-\d\d-\d\d", first)


def test_labels_are_text_whatever_they_hold():
    assert b"cost in $, $x_1$" in figure_bytes(SCENE, "svg")  # the comment before the drawn letters


def test_a_png_is_one():
    assert figure_bytes(SCENE, "png").startswith(b"\x89PNG")


def test_without_matplotlib_the_install_command_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(UsageError) as caught:
        figure_bytes(SCENE, "svg")
    assert caught.value.message == "a picture as svg needs matplotlib"
    assert caught.value.advice == "Install it: python -m pip install 'calcquiz[plots]'"
