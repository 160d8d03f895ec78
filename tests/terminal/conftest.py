"""A real terminal for tests: a program under a pseudo-terminal, its screen kept by pyte."""

import os
import select
import sys
import time

import pyte
import pytest
from ptyprocess import PtyProcess

QUESTION = """
import os, sys
from calcquiz.records.moment import Question
from calcquiz.records.rules import Rules
from calcquiz.records.variant import Kind, Option, Variant, VariantPart
from calcquiz.render.style import decide_style
from calcquiz.terminal.ask import ask, ask_choice
from calcquiz.terminal.screen import show

options = (Option(letter="a", key="min", text="a minimum"), Option(letter="b", key="max", text="a maximum"))
choice = os.environ.get("KIND") == "choice"
part = VariantPart(
    part=1,
    ask="Is it a minimum of $x^2$?" if choice else "Differentiate $f(x) = (3x + 2)^5$.",
    kind=Kind.CHOICE if choice else Kind.EXPRESSION,
    rules=Rules(variables=("x",)),
    options=options if choice else (),
)
variant = Variant(
    id="chain-rule", variant=0, revision=1, chapter=1, section="1.2", title="Power of a line",
    difficulty=2, tags=(), statement="", parts=(part,),
)
question = Question(n=1, count=3, place=1, variant=variant, part=1)
style = decide_style(sys.stdout, sys.stdin, os.environ)
"""
ANSWER = (
    QUESTION + "show(question, style)\ntyped = ask(question, style, ['x', '2x'])\nprint('got', ascii(typed)[:60])\n"
)
KEY = QUESTION + "print('pressed', ask_choice(('enter', 's', 'p', 'u', '1', '2', '3', '4', 'q'), style))\n"


class TerminalScreen:
    """What a person sees, and a keyboard."""

    def __init__(self, program, columns, rows, environment):
        kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "COLUMNS", "LINES"}}
        self.process = PtyProcess.spawn(
            [sys.executable, "-c", program],
            dimensions=(rows, columns),
            env={**kept, "TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8", **environment},
        )
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)

    def type(self, text):
        data = text.encode()
        while data:
            self._read(0)
            _, ready, _ = select.select([], [self.process.fd], [], 5)
            assert ready, "the program does not read its keys"
            written = os.write(self.process.fd, data[:1024])
            data = data[written:]

    def wait_for(self, text, seconds=20):
        """Return the rows once `text` stands on the screen."""
        end = time.monotonic() + seconds
        while not any(text in row for row in self.rows):
            assert time.monotonic() < end, f"{text!r} did not appear on\n" + "\n".join(self.rows)
            self._read(0.05)
        return self.rows

    @property
    def rows(self):
        return [row.rstrip() for row in self.screen.display]

    def row_with(self, text):
        """Return the first row that holds `text`, and its cells."""
        number = next(number for number, row in enumerate(self.rows) if text in row)
        return self.rows[number], [self.screen.buffer[number][column] for column in range(self.screen.columns)]

    def _read(self, seconds):
        ready, _, _ = select.select([self.process.fd], [], [], seconds)
        if ready:
            try:
                self.stream.feed(os.read(self.process.fd, 65_536))
            except OSError:  # the program has ended
                time.sleep(0.01)


@pytest.fixture
def terminal():
    """Start programs under a terminal of a given size; they are ended with the test."""
    started = []

    def start(program, columns=80, rows=24, **environment):
        started.append(TerminalScreen(program, columns, rows, environment))
        return started[-1]

    yield start
    for screen in started:
        screen.process.close(force=True)


@pytest.fixture
def answer_program():
    return ANSWER


@pytest.fixture
def key_program():
    return KEY
