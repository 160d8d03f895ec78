"""Answers from a pipe, and what is printed to one."""

import io

import pytest

from calcquiz.records.errors import FormulaError, UsageError
from calcquiz.records.moment import Notice, Question
from calcquiz.records.rules import Rules
from calcquiz.records.variant import Kind, Variant, VariantPart
from calcquiz.render.style import Style
from calcquiz.terminal.ask import ask, ask_choice
from calcquiz.terminal.screen import show, show_error
from calcquiz.terminal.stream import read_line

PART = VariantPart(part=1, ask="?", kind=Kind.NUMBER, rules=Rules())
VARIANT = Variant(
    id="a",
    variant=0,
    revision=1,
    chapter=1,
    section="1.1",
    title="A",
    difficulty=1,
    tags=(),
    statement="",
    parts=(PART,),
)
QUESTION = Question(n=1, count=1, variant=VARIANT, part=1)


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_line_of_100_kilobytes_is_cut_and_the_next_one_is_the_next_answer():
    lines = io.StringIO("x" * 100_000 + "\n2x\n")
    assert read_line(lines) == "x" * 2_000
    assert read_line(lines) == "2x"


def test_the_end_of_input_ends_the_session():
    assert ask(QUESTION, Style(), source=io.StringIO("")) is None
    assert ask_choice(("s", "q"), Style(), io.StringIO("")) == "q"


def test_a_pipe_sees_no_label(capsys):
    assert ask(QUESTION, Style(), source=io.StringIO("3\n")) == "3"
    assert capsys.readouterr().out == ""


def test_a_simple_terminal_is_asked_until_the_word_is_one_of_the_choices(capsys):
    assert ask_choice(("enter", "s", "q"), Style(plain=True, indent=""), Terminal("2x\nsolution\n")) == "s"
    assert capsys.readouterr().out == "Enter next · s solution · q quit: " * 2


def test_a_moment_is_printed_without_escape_codes_where_there_is_no_terminal():
    stream = io.StringIO()
    show(Notice(text="**Saved.** [red]x[/red] and $x^2$."), Style(), stream)
    assert stream.getvalue() == "  Saved. [red]x[/red] and x².\n"


def test_colour_and_weight_can_be_had_apart():
    coloured, weighed = io.StringIO(), io.StringIO()
    show(Notice(text="**Saved.**"), Style(colour=True, effects=True), coloured)
    show(Notice(text="**Saved.**"), Style(effects=True), weighed)
    assert coloured.getvalue() == weighed.getvalue() == "  \x1b[1mSaved.\x1b[0m\n"


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (UsageError("no chapter is called chaptre2", "Did you mean chapter2?"),
         "calcquiz: no chapter is called chaptre2\n  Did you mean chapter2?\n"),
        (FormulaError("a ) is missing", text="2(x", start=3, end=4, advice="Close the ( with )."),
         "calcquiz: a ) is missing\n  2(x\n     ^\n  Close the ( with ).\n"),
    ],
)  # fmt: skip
def test_an_error_says_what_where_and_what_to_write_instead(error, text):
    stream = io.StringIO()
    show_error(error, Style(), stream)
    assert stream.getvalue() == text
