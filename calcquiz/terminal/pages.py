"""Pages taller than the screen: shown as far as it reaches, the rest after a key."""

from collections.abc import Callable, Sequence

from rich.text import Text

from calcquiz.render.style import Style
from calcquiz.terminal.choices import NEXT, QUIT
from calcquiz.terminal.screen import show_lines

Choose = Callable[[Sequence[str]], str]
FOOTER_ROWS = 2
"""The footer, and a row so that the last line does not touch it."""


class Pages:
    """Shows the blocks of a page; where the next one does not fit, a key is waited for first.

    Args:
        style: The screen.
        choose: Given the keys that mean something, returns the one pressed.
    """

    def __init__(self, style: Style, choose: Choose) -> None:
        self.style = style
        self._choose = choose
        self._rows = 0
        """Rows shown since the last key."""
        self._left = False

    def show(self, lines: Sequence[Text]) -> None:
        """Show a block, in portions where it is taller than the screen; nothing once `q` was pressed."""
        screenful = max(1, self.style.height - FOOTER_ROWS)
        if self._rows and self._rows + len(lines) > screenful:
            self._wait()
        while not self._left and lines:
            portion, lines = lines[:screenful], lines[screenful:]
            show_lines(portion, self.style)
            self._rows += len(portion)
            if lines:
                self._wait()

    def choose(self, keys: Sequence[str]) -> str:
        """Return the key pressed at the end of a page; `q` where it was pressed on the way."""
        key = QUIT.key if self._left else self._choose(keys)
        self._rows, self._left = 0, False
        return key

    def _wait(self) -> None:
        self._left = self._left or self._choose((NEXT.key, QUIT.key)) == QUIT.key
        self._rows = 0
