"""One key after a verdict."""

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from calcquiz.render.style import Style
from calcquiz.terminal.choices import AFTER_VERDICT, QUIT, RATINGS, SOLUTION, footer_lines, key_in
from calcquiz.terminal.keys import ask_key


def pressed(keys, choices=AFTER_VERDICT):
    with create_pipe_input() as keyboard:
        keyboard.send_text(keys)
        return ask_key(choices, Style(), keyboard=keyboard, screen=DummyOutput())


@pytest.mark.parametrize(
    ("keys", "choice"),
    [
        ("\r", "enter"),
        ("\n", "enter"),
        ("s", "s"),
        ("P", "p"),  # with the shift key
        ("3", "3"),
        ("xyz!u", "u"),  # other keys do nothing
        ("\x1b[200~s q\x1b[201~2", "2"),  # a paste is not a choice
        ("\x04", "q"),  # Ctrl-D leaves
    ],
)
def test_a_key_is_a_choice(keys, choice):
    assert pressed(keys) == choice


def test_a_key_that_is_not_offered_does_nothing():
    assert pressed("s1", RATINGS) == "1"


def test_ctrl_c_interrupts():
    with pytest.raises(KeyboardInterrupt):
        pressed("\x03")


def test_a_closed_terminal_quits():
    with create_pipe_input() as keyboard:
        keyboard.close()
        assert ask_key(AFTER_VERDICT, Style(), keyboard=keyboard, screen=DummyOutput()) == "q"


def test_a_learner_who_has_to_rate_sees_every_word():
    assert footer_lines(RATINGS, Style()) == ["  1 again · 2 hard · 3 good · 4 easy"]


def test_the_footer_is_ascii_where_the_screen_is():
    assert footer_lines(AFTER_VERDICT, Style(ascii_only=True)) == [
        "  Enter next - s solution - p plot - u undo - 1-4 again to easy - q quit"
    ]


def test_at_a_simple_terminal_a_word_is_as_good_as_a_key():
    assert [key_in((SOLUTION, QUIT), typed) for typed in ("s", "SOLUTION", " quit ", "", "2x")] == [
        "s",
        "s",
        "q",
        None,
        None,
    ]
