"""calcquiz plot as a user meets it: in the terminal, in words, as files, and what is refused."""

import json
import re
import time

import pytest

BRAILLE = re.compile("[⠁-⣿]")


def test_a_formula_that_begins_with_a_minus_is_no_option(calcquiz):
    result = calcquiz("plot", "-x^2", "--x", "-pi", "pi")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines()[-2:] == [
        "     -π               -π/2                0               π/2                π",
        "  ⠒⠒⠒ −x²",
    ]


def test_a_picture_fills_the_screen_and_no_more(calcquiz):
    for columns, rows in ((80, 24), (40, 24)):
        command = ("plot", "x^2 + 4y^2", "--descent", "2,1", "--rate", "0.2")
        lines = calcquiz(*command, COLUMNS=str(columns), LINES=str(rows)).stdout.splitlines()
        assert max(map(len, lines)) <= columns
        assert rows * 3 // 5 <= len(lines) <= rows - 2
        assert "▲ start (2, 1)" in lines[-1]


def test_on_a_stream_that_is_not_utf_8_the_picture_is_ascii(calcquiz):
    result = calcquiz("plot", "x^2", "--tangent", "1", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert result.stdout.isascii()
    assert "*** x^2   ooo tangent at x = 1 (slope 2)   # (1, 1)" in result.stdout


def test_in_plain_words_there_are_sentences_and_a_table(calcquiz):
    result = calcquiz("plot", "x^2", "--x", "0", "2", "--area", "0", "1", "--plain")
    assert result.stdout.splitlines() == [
        "x runs from 0 to 2.",
        "x² starts at (0, 0), rises to (2, 4).",
        "area (integral 0.3333) is shaded from x = 0 to x = 1.",
        "  x    x²",
        "  0     0",
        "0.2  0.04",
        "0.4  0.16",
        "0.6  0.36",
        "0.8  0.64",
        "  1     1",
        "1.2  1.44",
        "1.4  1.96",
        "1.6  2.56",
        "1.8  3.24",
        "  2     4",
    ]


def test_as_json_a_picture_is_its_scene(calcquiz):
    scene = json.loads(calcquiz("plot", "x^2 + y^2", "--descent", "2,1", "--steps", "2", "--json").stdout)
    assert scene["paths"][0]["stops"] == [[2, 1], [1.6, 0.8], [1.28, 0.64]]
    assert scene["x"] == [-6, 6]
    assert {"curves", "areas", "levels", "arrows", "marks"} <= scene.keys()


def test_a_picture_is_written_into_the_files_that_are_named(calcquiz, tmp_path):
    svg, png = tmp_path / "p.svg", tmp_path / "p.png"
    result = calcquiz("plot", "x^2", "--svg", str(svg), "--png", str(png))
    assert (result.returncode, result.stdout) == (0, "")
    assert result.stderr == f"The picture is in {svg}.\nThe picture is in {png}.\n"
    assert svg.read_bytes().startswith(b"<?xml")
    assert png.read_bytes().startswith(b"\x89PNG")


def test_a_file_that_cannot_be_written_is_named(calcquiz, tmp_path):
    result = calcquiz("plot", "x^2", "--svg", str(tmp_path / "none" / "p.svg"))
    assert (result.returncode, result.stdout) == (2, "")
    assert "cannot be written: No such file or directory\n  Choose another file.\n" in result.stderr


def test_an_option_that_does_not_exist_is_not_read_as_a_formula(calcquiz):
    result = calcquiz("plot", "x^2", "--tangnet", "3")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "calcquiz: there is no option --tangnet\n  Did you mean --tangent?\n"


def test_every_option_is_known_to_the_list_that_corrects_them(calcquiz):
    from calcquiz.cli.plot import OPTIONS

    told = set(re.findall(r"--[a-z][a-z-]*", calcquiz("plot", "--help", COLUMNS="200").stdout))
    assert told == set(OPTIONS)


def test_what_cannot_be_read_is_shown_with_a_caret(calcquiz):
    result = calcquiz("plot", "x^2 +")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        "calcquiz: something is missing after +\n  x^2 +\n      ^\n  Write what follows +, or remove it.\n"
    )


HOSTILE = (
    "1/x",
    "tan(x)",
    "log(x)",
    "e^(x^9)",
    "pick(|x - 1| < 1/100, 10^300, x)",  # a spike
    "log(-1 - x^2)",  # never a number
    "x + oo",  # always infinite
    "0",
    "sin(1/x)",
    "floor(x)",
    "x^(-9.5)",
    "sqrt(x - 10)",
    "sqrt(x)",  # complex values on the left
    "pick(x > 0, 10^18, -10^18)",
    "10^(-320) x",
    "pick(x > 0, oo, -oo)",
    "3",  # a scalar
)
"""The hostile functions as a user types them."""
QUICK = ["1/x", "tan(x)", "e^(x^9)"]


@pytest.mark.parametrize(
    "formula", [pytest.param(text, marks=() if text in QUICK else pytest.mark.full) for text in HOSTILE]
)
def test_a_hostile_function_is_drawn_in_seconds_without_a_line_at_its_poles(calcquiz, formula):
    started = time.monotonic()
    result = calcquiz("plot", formula)
    assert time.monotonic() - started < 20
    assert (result.returncode, result.stderr) == (0, "")
    assert not re.search("nan|inf", result.stdout)
    rows = [line[line.find("┤") + 1 or line.find("│") + 1 :] for line in result.stdout.splitlines() if "│" in line]
    assert rows
    columns = ["".join(row[place] for row in rows if place < len(row)) for place in range(72)]
    assert not any(len(BRAILLE.findall(column)) == len(rows) for column in columns)
    if formula == "1/x":  # near its pole the graph leaves at the bottom and comes back at the top
        assert BRAILLE.search(rows[0])
        assert BRAILLE.search(rows[-1])
