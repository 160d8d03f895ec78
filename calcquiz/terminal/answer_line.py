"""The answer line: one line to type in, with a preview of how it is read right under it."""

import asyncio
import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from prompt_toolkit.application import Application, get_app
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import is_done
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import (
    BufferControl,
    ConditionalContainer,
    Dimension,
    FormattedTextControl,
    HSplit,
    Layout,
    UIControl,
    Window,
)
from prompt_toolkit.layout.processors import BeforeInput
from prompt_toolkit.output import ColorDepth, Output
from prompt_toolkit.styles import Style
from rich.text import Text

from calcquiz.render.safe import without_hidden
from calcquiz.render.wrap import words_of, wrap
from calcquiz.terminal.completion import complete
from calcquiz.terminal.preview import Preview, State

os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")
"""Some terminals never answer where the cursor is; the preview must not wait for that."""
LONGEST = 500
"""Characters of an answer."""
HIGHEST = 6
"""Rows a long answer, or its preview, may take."""
TURN_SECONDS = 0.000_5
"""How long another thread may keep Python while a key waits; a key takes several turns until its preview is drawn."""
REHEARSAL_SECONDS = 0.02
"""How long after the line is drawn its first preview is rehearsed."""
LOOKS = {"read": "reverse", "candidates": "bold", "empty": "dim", "notice": "bold"}
"""How the preview looks by state; never red while typing."""
TOO_LONG = f"Only the first {LONGEST} characters were kept."
LEFT_OUT = "Characters that cannot be seen were left out."


class AnswerBuffer(Buffer):
    """A buffer that takes only what can be seen, up to 500 characters, and says what it left out."""

    notice = ""
    """What to say under the line until the next key."""

    def insert_text(self, data: str, *arguments: Any, **options: Any) -> None:
        """Insert what can be seen and fits; the arguments are those of `Buffer.insert_text`."""
        head = data[: 2 * LONGEST]
        seen = without_hidden(head)
        kept = seen[: max(0, LONGEST - len(self.text))]
        if kept:
            super().insert_text(kept, *arguments, **options)
        if kept != seen or len(data) > len(head):
            self.notice = TOO_LONG
        elif seen != head.replace("\t", " "):
            self.notice = LEFT_OUT
        else:
            self.notice = ""


def ask_line(
    label: str,
    preview: Callable[[str], Preview],
    completions: Sequence[str] = (),
    history: Sequence[str] = (),
    *,
    colour: bool = True,
    keyboard: Input | None = None,
    screen: Output | None = None,
) -> str | None:
    """Return the line that was typed, or None when Ctrl-D ended the session.

    Args:
        label: What stands before the line, e.g. `  > `.
        preview: How a text is read so far; called after every key.
        completions: What Tab completes.
        history: Earlier answers to this question, the latest last; Up and Down bring them back.
        colour: Whether the preview may use more than reverse video.
        keyboard: Where keys come from; the terminal when None.
        screen: Where the line is drawn; the terminal when None.

    Raises:
        KeyboardInterrupt: Ctrl-C.
    """
    buffer = AnswerBuffer(multiline=False, history=InMemoryHistory(list(history)))
    line = _AnswerLine(buffer, preview, completions)
    application: Application[str | None] = Application(
        layout=Layout(line.container(label)),
        key_bindings=line.keys(),
        style=Style.from_dict(LOOKS),
        color_depth=None if colour else ColorDepth.DEPTH_1_BIT,
        input=keyboard,
        output=screen,
    )
    try:
        with _keys_first():
            return application.run(pre_run=lambda: _rehearse(preview))
    except EOFError:  # the terminal was closed
        return None


def _rehearse(preview: Callable[[str], Preview]) -> None:
    """Read a formula once the line has been drawn: what reading imports is there when the first key comes."""
    asyncio.get_running_loop().call_later(REHEARSAL_SECONDS, preview, "x")


@contextmanager
def _keys_first() -> Iterator[None]:
    """Let the thread that draws take its turn soon, and no sweep of the memory come between a key and its preview."""
    before, sweeps = sys.getswitchinterval(), gc.isenabled()
    sys.setswitchinterval(TURN_SECONDS)
    gc.disable()
    try:
        yield
    finally:
        sys.setswitchinterval(before)
        if sweeps:
            gc.enable()


class _AnswerLine:
    """The parts of the answer line and what its keys do."""

    def __init__(self, buffer: AnswerBuffer, preview: Callable[[str], Preview], words: Sequence[str]) -> None:
        self.buffer = buffer
        self.preview = preview
        self.words = words
        self.candidates: tuple[str, ...] = ()
        """What Tab found, until the text changes."""
        buffer.on_text_changed += self._changed

    def _changed(self, _: Buffer) -> None:
        self.candidates = ()

    def container(self, label: str) -> HSplit:
        """Return the line with the preview under it; the preview goes away when the answer is given."""
        line = _window(BufferControl(buffer=self.buffer, input_processors=[BeforeInput(label)]))
        below = _window(FormattedTextControl(lambda: self._below(len(label))))
        return HSplit([line, ConditionalContainer(below, ~is_done)])

    def _below(self, indent: int) -> StyleAndTextTuples:
        """Return what stands under the line: what Tab found, else how the text is read; and a notice."""
        if self.candidates:
            return _rows("candidates", " ".join(self.candidates), indent)
        preview = self.preview(self.buffer.text)
        rows = _rows(preview.state, _words(preview), indent)
        return [*rows, ("", "\n"), *_rows("notice", self.buffer.notice, indent)] if self.buffer.notice else rows

    def keys(self) -> KeyBindings:
        """Return the keys beside those for editing a line."""
        bindings = KeyBindings()
        for key, action in (
            ("enter", self._answer),
            ("c-c", self._interrupt),
            ("<sigint>", self._interrupt),
            ("c-d", self._leave),
            ("c-z", self._suspend),
            ("tab", self._complete),
            ("s-tab", self._complete),
        ):
            bindings.add(key)(action)
        bindings.add(Keys.BracketedPaste)(self._paste)
        return bindings

    def _answer(self, event: KeyPressEvent) -> None:
        event.app.exit(result=self.buffer.text)

    def _interrupt(self, event: KeyPressEvent) -> None:
        event.app.exit(exception=KeyboardInterrupt())

    def _leave(self, event: KeyPressEvent) -> None:
        event.app.exit(result=None)

    def _suspend(self, event: KeyPressEvent) -> None:
        event.app.suspend_to_background()

    def _complete(self, _: KeyPressEvent) -> None:
        """Complete the word before the cursor; show what it may become when that is not certain."""
        completed = complete(self.buffer.text, self.buffer.cursor_position, self.words)
        if completed.text != self.buffer.text:
            self.buffer.save_to_undo_stack()
            self.buffer.document = Document(completed.text[:LONGEST], min(completed.cursor, LONGEST))
        self.candidates = completed.candidates

    def _paste(self, event: KeyPressEvent) -> None:
        """Insert what was pasted as one line; its line ends do not answer."""
        self.buffer.insert_text(" ".join(event.data[: 4 * LONGEST].split()))


def _window(control: UIControl) -> Window:
    return Window(control, height=Dimension(min=1, max=HIGHEST), dont_extend_height=True, wrap_lines=True)


def _rows(look: str, text: str, indent: int) -> StyleAndTextTuples:
    """Return a text in rows that fit the terminal, each after the indent."""
    columns = get_app().output.get_size().columns
    words = wrap([Text(text)] if look == State.READ else words_of(text), columns - indent - 1)
    rows: StyleAndTextTuples = []
    for row in words:
        rows += [("", ("\n" if rows else "") + " " * indent), (f"class:{look}", row.plain)]
    return rows


def _words(preview: Preview) -> str:
    return f"read as  {preview.text}" if preview.state is State.READ else preview.text
