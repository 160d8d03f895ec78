"""Pictures in the terminal: readable without colour, in ASCII, at any width, the same bytes everywhere."""

import math
import os
import re
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calcquiz.algebra.parse import parse
from calcquiz.plotting.assemble import Graph, Sketch, assemble
from calcquiz.plotting.authored import scene_of
from calcquiz.plotting.build import curve_scene
from calcquiz.plotting.sample import sample
from calcquiz.plotting.table import describe
from calcquiz.plotting.terminal import draw
from calcquiz.records.scene import Area, Bar, Bars, Curve, Dots, Guide, Levels, Mark, Path, Scene

ANSI = re.compile(r"\x1b\[[0-9;]*m")
SQUARE = ((-2.0, 4.0), (-1.0, 1.0), (0.5, 0.25))
EVERYTHING = Scene(
    x=(-3.0, 5.0),
    y=(-2.0, 5.0),
    curves=(Curve(label="f(x)=x²", pieces=(SQUARE,)), Curve(label="θ", pieces=(((-3.0, 0.0), (5.0, 5.0)),))),
    areas=(Area(label="area", edge=((0.0, 1.0), (2.0, 3.0))),),
    bars=(Bars(label="terms", bars=(Bar(left=-1.0, right=0.0, height=-1.0),)),),
    dots=(Dots(label="sums", points=((1.0, 1.0), (9.0, 9.0))),),
    levels=(Levels(label="L = 1", levels=(1.0,), pieces=(SQUARE[:2],)),),
    paths=(Path(label="descent", stops=((-9.0, 2.0), (0.0, 2.0), (0.0, 99.0))),),
    marks=(Mark(label="yours", x=1.0, y=2.0), Mark(label="far", x=100.0, y=2.0), Mark(label="", x=0.0, y=0.0)),
    guides=(Guide(label="x = 1", x=1.0), Guide(label="", x=77.0)),
    title="Everything at once",
    y_label="y",
)


def picture(text, **how):
    return draw(curve_scene({text: parse(text, ["x"])}), **how)


def test_a_parabola_looks_like_one():
    assert picture("x^2", width=40, height=13, colour=False).split("\n") == [
        "  │⣄                 │                 ⣠",
        "  │⠘⣆                │                ⣰⠃",
        "20┤ ⠈⢦               │               ⡴⠁",
        "  │  ⠈⢳⡀             │             ⢀⡞⠁",
        "  │    ⠹⣄            │            ⣠⠏",
        "10┤     ⠘⢦⡀          │          ⢀⡴⠃",
        "  │       ⠙⢦         │         ⡴⠋",
        "  │         ⠙⢦⡀      │      ⢀⡴⠋",
        "  │           ⠉⠲⢤⣀   │   ⣀⡤⠖⠉          x",
        " 0┤──────────────⠈⠉⠑⠒⠒⠒⠊⠉⠁──────────────",
        "  └───┬───────┬──────┬──────┬───────┬───",
        "     -4      -2      0      2       4",
        "⠒⠒⠒ x^2",
    ]


def test_colour_adds_nothing_but_colour():
    coloured = draw(EVERYTHING, width=70, height=20, colour=True)
    plain = draw(EVERYTHING, width=70, height=20, colour=False)
    assert [line.rstrip() for line in ANSI.sub("", coloured).split("\n")] == plain.split("\n")
    assert "\x1b" not in plain


def test_no_background_is_painted_and_no_red_stands_against_green():
    codes = set(re.findall(r"\x1b\[([0-9;]*)m", draw(EVERYTHING)))
    assert codes <= {"0", "38;5;33", "38;5;166", "38;5;170", "38;5;37", "38;5;244"}


def test_without_utf_8_a_picture_is_ascii_and_its_ticks_stay_in_place():
    text = draw(curve_scene({"θ·x²": parse("tan(x)", ["x"])}), width=40, height=12, colour=False, ascii_only=True)
    assert text.isascii()
    assert text.split("\n")[-2:] == [" -2pi                0              2pi", "*** theta*x^2"]


@pytest.mark.parametrize("width", [24, 40, 80, 132])
@pytest.mark.parametrize("ascii_only", [False, True])
def test_a_picture_never_exceeds_its_width_or_height(width, ascii_only):
    for height in (10, 14, 24):
        lines = draw(EVERYTHING, width=width, height=height, colour=False, ascii_only=ascii_only).split("\n")
        assert max(map(len, lines)) <= width
        if width >= 80:
            assert len(lines) <= height


def test_the_legend_tells_line_and_mark_of_a_label_together():
    mark = Mark(label="yours", x=1.0, y=2.0)
    scene = Scene(
        x=(0.0, 2.0), y=(0.0, 4.0), curves=(Curve(label="yours", pieces=(((0.0, 0.0), (2.0, 4.0)),)),), marks=(mark,)
    )
    assert draw(scene, colour=False).split("\n")[-1] == "⠒⠒⠒● yours (1, 2)"


def test_what_is_not_in_the_window_is_said_in_the_legend():
    scene = Scene(
        x=(0.0, 2.0), y=(0.0, 4.0), curves=(Curve(label="f", pieces=()),), marks=(Mark(label="P", x=9.0, y=9.0),)
    )
    assert (
        draw(scene, colour=False).split("\n")[-1] == "⠒⠒⠒ f: nothing in this window     P (9, 9), outside this window"
    )


def test_a_label_too_long_for_a_line_is_cut():
    scene = Scene(x=(0.0, 1.0), y=(0.0, 1.0), curves=(Curve(label="x" * 100, pieces=()),))
    assert draw(scene, width=30, colour=False).split("\n")[-1] == f"⠒⠒⠒ {'x' * 25}…"
    assert draw(scene, width=30, colour=False, ascii_only=True).split("\n")[-1] == f"*** {'x' * 23}..."


def test_labels_of_a_learner_are_text_and_nothing_else():
    scene = Scene(x=(0.0, 1.0), y=(0.0, 1.0), curves=(Curve(label="[red]a*b*c[/]", pieces=()),))
    assert "[red]a*b*c[/]" in draw(scene, colour=False)


def test_a_vertical_line_is_never_drawn_at_a_pole():
    rows = picture("1/x", width=81, height=20, colour=False).split("\n")[:-2]
    columns = [{row[column] for row in rows if column < len(row)} for column in range(3, 80)]
    inked = [sum("⠀" < sign <= "⣿" for sign in column) for column in columns]
    full = [
        rows for rows in zip(*[row.ljust(81) for row in rows], strict=True) if all("⠀" < sign <= "⣿" for sign in rows)
    ]
    assert inked
    assert full == []


@settings(max_examples=40, deadline=None)
@given(
    x=st.tuples(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6)),
    y=st.tuples(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6)),
    places=st.lists(st.tuples(st.floats(-2, 3), st.floats(-2, 3)), max_size=6),
)
def test_no_scene_makes_drawing_or_telling_fail(x, y, places):
    windows = (x[0], x[0] + x[1]), (y[0], y[0] + y[1])
    points = tuple((windows[0][0] + a * x[1], windows[1][0] + b * y[1]) for a, b in places)
    inside = tuple(p for p in points if all(w[0] <= v <= w[1] for v, w in zip(p, windows, strict=True)))
    scene = Scene(
        x=windows[0],
        y=windows[1],
        curves=(Curve(label="f", pieces=(tuple(sorted(inside)),) if inside else ()),),
        dots=(Dots(label="d", points=points),),
        paths=(Path(label="p", stops=points),),
        marks=tuple(Mark(label="m", x=a, y=b) for a, b in points),
    )
    assert draw(scene, width=50, height=14)
    assert describe(scene)


HOSTILE = """
import sys
import numpy as np
from calcquiz.plotting.assemble import Graph, Sketch, assemble
from calcquiz.plotting.table import describe
from calcquiz.plotting.terminal import draw
function = {source}
for width, height, ascii_only in ((80, 24, False), (40, 16, False), (40, 16, True)):
    scene = assemble(Sketch(x=(-3.0, 3.0), graphs=(Graph(label="f", function=function),)))
    print(draw(scene, width=width, height=height, ascii_only=ascii_only))
    print(describe(scene, width=width))
"""
SOURCES = [
    "lambda x: 1 / x", "np.tan", "np.log", "lambda x: np.exp(x**9)",
    "lambda x: np.where(np.abs(x - 1) < 0.01, 1e300, x)", "lambda x: x * np.nan", "lambda x: x * 0 + np.inf",
    "lambda x: 0 * x", "lambda x: np.sin(1 / x)", "np.floor", "lambda x: x**-9.5", "lambda x: np.sqrt(x - 10)",
    "lambda x: np.sqrt(x.astype(complex))", "lambda x: np.where(x > 0, 1e18, -1e18)", "lambda x: 1e18 * x",
    "lambda x: 1e-320 * x", "lambda x: np.where(x > 0, np.inf, -np.inf)", "lambda x: 3", "lambda x: 1e308 * np.sign(x)",
    "lambda x: x * 1e7", "lambda x: 1j",
]  # fmt: skip


@pytest.mark.parametrize("source", [SOURCES[0], SOURCES[4], pytest.param("np.tan", marks=pytest.mark.full)])
def test_a_hostile_function_is_drawn_in_a_process_of_its_own(source):
    run_hostile(source)


@pytest.mark.full
@pytest.mark.parametrize("source", SOURCES)
def test_every_hostile_function_is_drawn_in_a_process_of_its_own(source):
    run_hostile(source)


def run_hostile(source):
    command = [sys.executable, "-W", "error", "-c", HOSTILE.format(source=source)]
    done = subprocess.run(command, capture_output=True, timeout=30, check=False, env={**os.environ, "PYTHONUTF8": "1"})
    assert done.returncode == 0, done.stderr.decode()
    assert b"nan" not in done.stdout.lower()


@pytest.mark.parametrize("source", SOURCES)
def test_a_hostile_function_leaves_a_whole_picture(source):
    function = eval(source, {"np": np})  # noqa: S307 - our own text, from the list above
    scene = assemble(Sketch(x=(-3.0, 3.0), graphs=(Graph(label="f", function=function),)))
    lines = draw(scene, width=60, height=12, colour=False).split("\n")
    assert len(lines) == 12
    assert max(map(len, lines)) <= 60
    assert all(math.isfinite(number) for window in (scene.x, scene.y) for number in window)
    assert sample(function, scene.x, scene.y) == scene.curves[0].pieces


def test_the_bytes_of_a_picture_do_not_depend_on_the_hash_seed():
    program = (
        "from calcquiz.algebra.parse import parse; from calcquiz.plotting.build import *; "
        "from calcquiz.plotting.terminal import draw; "
        "print(draw(witness_scene(parse('sin(x)', ['x']), parse('x^2', ['x']), 'x', {'x': 1.0})))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1


def test_the_words_for_a_scene_need_neither_numpy_nor_plotext():
    program = (
        "import sys; import calcquiz.plotting.table, calcquiz.plotting.terminal; "
        "print(sorted({'numpy', 'plotext', 'sympy', 'mpmath'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


def test_a_title_wider_than_the_screen_goes_on_in_the_next_line():
    title = "Level curves of a squared loss, one step at a time"
    found = scene_of({"curves": ["x"], "title": title}, variables=("x",))
    lines = draw(found, width=40, height=14, colour=False).splitlines()
    assert lines[:2] == ["Level curves of a squared loss, one step", "at a time"]
    assert len(lines) <= 14
