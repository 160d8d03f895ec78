"""The answer line, key by key, through prompt_toolkit's own pipe."""

from threading import Thread

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from calcquiz.terminal.answer_line import LONGEST, ask_line
from calcquiz.terminal.preview import Preview, State

UP, LEFT, TAB, ENTER, UNDO = "\x1b[A", "\x1b[D", "\t", "\r", "\x1f"


def read_back(text):
    return Preview(text=text, state=State.READ)


def typed(keys, *, words=("sin(", "sinh(", "sqrt(", "/hint"), history=()):
    with create_pipe_input() as keyboard:
        typist = Thread(target=keyboard.send_text, args=(keys,))  # a pipe holds only 64 kB
        typist.start()
        try:
            return ask_line("> ", read_back, words, history, keyboard=keyboard, screen=DummyOutput())
        finally:
            typist.join()


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        ("2x+1\r", "2x+1"),
        ("x²·√π − 1\r", "x²·√π − 1"),  # signs from a phone or a web page
        ("2x" + LEFT + "3\r", "23x"),  # the cursor moves
        ("sq\tx)\r", "sqrt(x)"),  # Tab completes what is certain
        ("si\t\r", "sin"),  # sin( or sinh(: only as far as both agree
        ("/h\t\r", "/hint"),
        ("ab" + UNDO + "\r", "a"),  # Ctrl-_ takes the typing back
        ("sq\t" + UNDO + "\r", "sq"),  # and a completion
        ("x\x15y\r", "y"),  # Ctrl-U empties the line
        ("\r", ""),
    ],
)
def test_keys_do_what_a_typist_expects(keys, answer):
    assert typed(keys) == answer


def test_up_brings_back_earlier_answers_to_this_question_the_latest_first():
    assert typed(UP + ENTER, history=["x", "2x"]) == "2x"
    assert typed(UP + UP + ENTER, history=["x", "2x"]) == "x"


def test_ctrl_d_ends_the_session_even_in_the_middle_of_a_line():
    assert typed("x^2\x04") is None


def test_ctrl_c_interrupts():
    with pytest.raises(KeyboardInterrupt):
        typed("x^2\x03")


def test_a_closed_terminal_ends_the_session():
    with create_pipe_input() as keyboard:
        keyboard.close()
        assert ask_line("> ", read_back, keyboard=keyboard, screen=DummyOutput()) is None


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("x" * 100_000, "x" * LONGEST),  # a whole file by mistake
        ("x^2\n+ 1\n", "x^2 + 1"),  # lines become one, and nothing is answered yet
        ("x\r\n", "x"),
        ("[red]x[/red]", "[red]x[/red]"),  # markup is text
        ("x\u202e2\u200b", "x2"),  # direction marks and zero-width spaces
        ("x\x00\x07\x9b31m", "x31m"),  # control characters
        ("🙂 + 1", "🙂 + 1"),
    ],
)
def test_a_paste_is_cut_and_cleaned(pasted, kept):
    assert typed(f"\x1b[200~{pasted}\x1b[201~\r") == kept


def test_a_terminal_without_bracketed_paste_cuts_too():
    assert typed("x" * 5_000 + "\r") == "x" * LONGEST


def test_control_keys_leave_no_trace():
    assert typed("a\x11\x01b\r") == "ab"  # Ctrl-Q would insert the next key as it is
