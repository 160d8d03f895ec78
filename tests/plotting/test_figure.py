"""Pictures as files: the same scene as on the screen, the same bytes every time, for SVG without any other program."""

import sys
from xml.etree import ElementTree as ET

import pytest

from calcquiz.plotting.diagram import diagram_of
from calcquiz.plotting.figure import png_file
from calcquiz.plotting.paper_shapes import Fill, Label, Spot, Stroke
from calcquiz.plotting.svg import svg_file, svg_text
from calcquiz.plotting.tikz import tikz_picture
from calcquiz.records.errors import UsageError
from calcquiz.records.scene import Area, Arrows, Bar, Bars, Curve, Dots, Guide, Levels, Mark, Path, Scene

SCENE = Scene(
    x=(-1.0, 3.0),
    y=(-1.0, 2.0),
    curves=(Curve(label="cost in $, <b>x_1</b>", pieces=(((-1.0, 0.0), (3.0, 2.0)),)), Curve(label="gone", pieces=())),
    areas=(Area(label="area", edge=((0.0, 1.0), (1.0, 1.0))),),
    bars=(Bars(label="terms", bars=(Bar(left=0.0, right=1.0, height=1.0),)),),
    dots=(Dots(label="", points=((1.0, 1.0),)),),
    marks=(Mark(label="start", x=0.0, y=0.0),),
    guides=(Guide(label="x = 1", x=1.0),),
    title="A title & more",
)
PLANE = Scene(
    x=(-1.0, 3.0),
    y=(-1.0, 2.0),
    levels=(Levels(label="f = 1", levels=(1.0,), pieces=(((0.0, 0.0), (1.0, 1.0)),)),),
    paths=(Path(label="descent", stops=((0.0, 0.0), (1.0, 1.0))),),
    arrows=(Arrows(label="downhill", arrows=(((0.0, 0.0), (1.0, 0.0)),)), Arrows(label="none", arrows=())),
)


def words(scene):
    return [shape.text for shape in diagram_of(scene).outside if isinstance(shape, Label)]


def test_an_svg_is_the_same_every_time():
    assert svg_file(SCENE) == svg_file(SCENE)
    assert svg_file(SCENE).startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<svg ')


@pytest.mark.parametrize("scene", [SCENE, PLANE])
def test_an_svg_is_well_formed_and_tells_its_words(scene):
    tree = ET.fromstring(svg_text(scene, words="What is < seen & heard."))
    assert tree.find("{http://www.w3.org/2000/svg}title").text == "What is < seen & heard."


def test_labels_are_text_whatever_they_hold():
    assert "cost in $, &lt;b&gt;x_1&lt;/b&gt;" in svg_text(SCENE)


def test_the_legend_names_everything_once_and_marks_with_their_point():
    assert words(SCENE)[-5:] == [
        "cost in $, <b>x_1</b>",
        "gone: nothing in this window",
        "area",
        "terms",
        "start (0, 0)",
    ]
    assert words(PLANE)[-4:] == ["f = 1", "descent", "downhill", "none"]


def test_ticks_have_a_real_minus_sign():
    assert {"−1", "0", "2"} <= set(words(SCENE))


def test_every_point_of_a_curve_lies_in_the_window():
    diagram = diagram_of(SCENE)
    left, top, width, height = diagram.window
    (curve,) = [shape for shape in diagram.inside if isinstance(shape, Stroke) and shape.ink == 0]
    assert curve.points == ((left, top + height * 2 / 3), (left + width, top))


def test_in_the_plane_both_directions_have_one_scale():
    _, _, width, height = diagram_of(PLANE).window
    assert width / height == pytest.approx(4 / 3)


def test_an_arrow_has_a_head_at_its_tip():
    heads = [shape for shape in diagram_of(PLANE).inside if isinstance(shape, Fill)]
    (head,) = heads
    assert head.opacity == 1
    assert head.points[0][0] == max(x for x, _ in head.points)


def test_signs_tell_marks_apart_without_colour():
    marks = Scene(x=(0.0, 1.0), y=(0.0, 1.0), marks=tuple(Mark(label=str(n), x=0.5, y=0.5) for n in range(4)))
    signs = [shape.sign for shape in diagram_of(marks).inside if isinstance(shape, Spot)]
    assert signs == ["circle", "diamond", "square", "triangle"]


def test_tikz_draws_the_same_shapes():
    picture = tikz_picture(SCENE, lambda text: text.replace("$", r"\$"))
    assert picture.startswith(r"\begin{tikzpicture}")
    assert picture.endswith(r"\end{tikzpicture}")
    assert r"cost in \$, <b>x_1</b>" in picture
    diagram = diagram_of(SCENE)
    lines = [shape for shape in (*diagram.inside, *diagram.outside) if isinstance(shape, Stroke)]
    assert picture.count(r"\draw[") == len(lines)


def test_a_png_is_one():
    assert png_file(SCENE).startswith(b"\x89PNG")
    assert png_file(PLANE).startswith(b"\x89PNG")


def test_without_matplotlib_the_install_command_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(UsageError) as caught:
        png_file(SCENE)
    assert caught.value.message == "a picture as png needs matplotlib"
    assert caught.value.advice == "Install it: python -m pip install 'calcquiz[plots]', or write --svg."
