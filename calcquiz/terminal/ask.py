"""Asking: the answer line and the keys at a terminal, lines of a stream everywhere else."""

import sys
from collections.abc import Sequence
from typing import TextIO

from calcquiz.records.moment import Question
from calcquiz.render.style import Style
from calcquiz.terminal.choices import CHOICES, QUIT, footer_lines, key_in
from calcquiz.terminal.stream import read_line


def ask(question: Question, style: Style, history: Sequence[str] = (), source: TextIO | None = None) -> str | None:
    """Return what was typed as an answer, or None when the session is to end.

    The question is on the screen already: what draws the answer line is imported only now.

    Args:
        question: Its prompt says how the answer will be read.
        style: `interactive` says whether there is an answer line.
        history: Earlier answers to this question, the latest last.
        source: Where lines are read when there is none; standard input when None.

    Raises:
        KeyboardInterrupt: Ctrl-C.
    """
    if not style.interactive:
        return _ask_stream("Answer: ", style, source or sys.stdin)
    from calcquiz.terminal.answer_line import ask_line
    from calcquiz.terminal.completion import completions_for
    from calcquiz.terminal.preview import NOTHING_TYPED, NOTHING_TYPED_IN_QUIZ, preview_for

    return ask_line(
        f"{style.indent}{style.mark('prompt')} ",
        preview_for(question.prompt, style, NOTHING_TYPED_IN_QUIZ if question.in_quiz else NOTHING_TYPED),
        completions_for(question.prompt),
        history,
        colour=style.colour,
    )


def ask_choice(keys: Sequence[str], style: Style, source: TextIO | None = None) -> str:
    """Return the key that was chosen among `keys` (see `choices.CHOICES`).

    At a simple terminal a line is read, a key or its word; the end of input is `q`.
    """
    choices = [CHOICES[key] for key in keys]
    if style.interactive:
        from calcquiz.terminal.keys import ask_key

        return ask_key(choices, style)
    while True:
        typed = _ask_stream("\n".join(footer_lines(choices, style)) + ": ", style, source or sys.stdin)
        if typed is None:
            return QUIT.key
        if key := key_in(choices, typed):
            return key


def _ask_stream(label: str, style: Style, source: TextIO) -> str | None:
    """Read a line; a person at a simple terminal sees the label first, a pipe does not."""
    if source.isatty():
        sys.stdout.write(style.indent + label.lstrip())
        sys.stdout.flush()
    return read_line(source)
