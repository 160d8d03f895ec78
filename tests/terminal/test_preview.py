"""What the line under the answer says at every moment of typing."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcquiz.records.rules import Rules
from calcquiz.records.variant import Kind, Option, VariantPart
from calcquiz.render.style import Style
from calcquiz.terminal.completion import complete, completions_for
from calcquiz.terminal.preview import State, preview_for

FORMULA = VariantPart(part=1, ask="", kind=Kind.EXPRESSION, rules=Rules(variables=("x", "w_1")))
CHOICE = VariantPart(
    part=1,
    ask="",
    kind=Kind.CHOICE,
    rules=Rules(mode="all"),
    options=(Option(letter="a", key="min", text="a $x$"), Option(letter="b", key="max", text="b")),
)
READ, UNFINISHED, COMMAND, EMPTY = State.READ, State.UNFINISHED, State.COMMAND, State.EMPTY


@pytest.mark.parametrize(
    ("typed", "state", "text"),
    [
        ("", EMPTY, "Enter answers · /hint · /skip · /show · /help · Ctrl-D saves and leaves"),
        ("   ", EMPTY, "Enter answers · /hint · /skip · /show · /help · Ctrl-D saves and leaves"),
        ("1/2x", READ, "(1/2)x"),  # one documented reading, shown
        ("sin^-1 x", READ, "arcsin x"),
        ("2(x+1", UNFINISHED, "… a ) is missing"),
        ("sen(x)", UNFINISHED, "… sen is not a name known here. Did you mean sin?"),
        ("/hint", COMMAND, "/hint: a hint, one at a time"),
        ("/s", COMMAND, "/skip · /show"),
        ("/nonsense", COMMAND, "/hint · /skip · /show · /plot · /parse · /undo · /flag · /help · /quit"),
    ],
)
def test_a_formula_is_shown_as_it_will_be_graded(typed, state, text):
    preview = preview_for(FORMULA, Style())(typed)
    assert (preview.state, preview.text) == (state, text)


@pytest.mark.parametrize(
    ("typed", "state", "text"),
    [
        ("a", READ, "a) a x"),
        ("b, a", READ, "b) b; a) a x"),
        ("MAX", READ, "b) b"),
        ("c", UNFINISHED, "… the options are a, b"),
        (",", UNFINISHED, "… the options are a, b"),
    ],
)
def test_a_choice_is_shown_with_its_text(typed, state, text):
    preview = preview_for(CHOICE, Style())(typed)
    assert (preview.state, preview.text) == (state, text)


def test_an_ascii_screen_gets_an_ascii_preview():
    preview = preview_for(FORMULA, Style(ascii_only=True))
    assert preview("x²·√x").text.isascii()
    assert preview("2(").text.startswith("... ")


@given(st.text(max_size=40) | st.text("x+-*/^()[]{}|,.=<>! 0123456789sincoe\\$_", max_size=60))
def test_nothing_that_can_be_typed_breaks_the_preview(typed):
    for part in (FORMULA, CHOICE):
        assert preview_for(part, Style())(typed).text


def test_the_longest_answer_is_read_between_two_keys():
    preview = preview_for(FORMULA, Style())
    typed = "+".join(["sin(x)^2/(1+x)"] * 18)
    preview(typed)  # the first one imports
    begun = time.perf_counter()
    preview(typed)
    assert time.perf_counter() - begun < 0.1  # the goal is 16 ms; a loaded machine gets room


@pytest.mark.parametrize(
    ("line", "completed"),
    [
        ("arcs", "arcsin("),
        ("2*w", "2*w_1"),
        ("(x)sq", "(x)sqrt("),
        ("/he", "/help"),
        ("2x", "2x"),
        ("", ""),
        ("3.", "3."),
    ],
)
def test_tab_completes_names_functions_and_commands(line, completed):
    words = completions_for(FORMULA)
    assert complete(line, len(line), words).text == completed


def test_tab_adds_no_second_bracket():
    assert complete("sq(x)", 2, completions_for(FORMULA)).text == "sqrt(x)"


def test_tab_completes_the_keys_of_a_choice():
    assert complete("ma", 2, completions_for(CHOICE)).text == "max"


def test_in_a_quiz_nothing_is_offered_that_a_quiz_does_not_have():
    from calcquiz.terminal.preview import NOTHING_TYPED_IN_QUIZ

    offered = preview_for(FORMULA, Style(), NOTHING_TYPED_IN_QUIZ)("").text
    assert "/skip" in offered
    assert "/hint" not in offered
    assert "/show" not in offered
