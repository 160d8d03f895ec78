"""How a screen is drawn: its size, and whether it may use colour, Unicode and redrawing."""

import contextlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TextIO

WIDEST = 96
"""Cells of the longest line: a wider terminal stays empty at the right, for longer lines read badly."""
NARROWEST = 20
MARKS = {
    "separator": "·",
    "dot": "●",
    "no-dot": "○",
    "correct": "✓",
    "incorrect": "✗",
    "partial": "~",
    "unreadable": "?",
    "undecided": "?",
    "bullet": "•",
    "dash": "–",
    "prompt": "❯",
}
ASCII_MARKS = {
    "separator": "-",
    "dot": "*",
    "no-dot": ".",
    "correct": "+",
    "incorrect": "-",
    "partial": "~",
    "unreadable": "?",
    "undecided": "?",
    "bullet": "*",
    "dash": "-",
    "prompt": ">",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What a renderer may use; decided once, when the program starts."""

    width: int = 80
    """Cells in a line, 20 to 96."""
    height: int = 24
    """Rows of the screen."""
    ascii_only: bool = False
    """The stream cannot take Unicode."""
    plain: bool = False
    """For screen readers: labels in words, no boxes, no redrawing, formulas on one line."""
    colour: bool = False
    effects: bool = False
    """Bold and dim letters, which `NO_COLOR` leaves alone; colour needs them."""
    interactive: bool = False
    """Both ends are terminals that can redraw a line: the answer line may be used."""
    indent: str = "  "
    """What stands before every line."""

    def mark(self, name: str) -> str:
        """Return the sign called `name` (a key of `MARKS`) in the characters this screen can show."""
        return (ASCII_MARKS if self.ascii_only else MARKS)[name]


def decide_style(
    output: TextIO, source: TextIO, environment: Mapping[str, str], *, plain: bool = False, encoding: str | None = None
) -> Style:
    """Return the style that fits the streams and the environment.

    Args:
        output: Where the screen is printed.
        source: Where answers are read.
        environment: `NO_COLOR`, `FORCE_COLOR`, `TERM`, `ACCESSIBLE`, `COLUMNS` and `LINES` are looked at.
        plain: The flag `--plain`; `ACCESSIBLE=1` means the same.
        encoding: The encoding of `output` before it was changed to UTF-8; its present one when None.
    """
    plain = plain or environment.get("ACCESSIBLE", "") not in {"", "0"}
    dumb = environment.get("TERM") == "dumb"
    columns, rows = _size(output, environment)
    effects = not plain and not dumb and (output.isatty() or environment.get("FORCE_COLOR", "") not in {"", "0"})
    return Style(
        width=min(max(columns, NARROWEST), WIDEST),
        height=rows,
        ascii_only=not _is_unicode(encoding or getattr(output, "encoding", None)),
        plain=plain,
        colour=effects and not environment.get("NO_COLOR"),
        effects=effects,
        interactive=output.isatty() and source.isatty() and not dumb and not plain,
        indent="" if plain else "  ",
    )


def _is_unicode(encoding: str | None) -> bool:
    return (encoding or "utf-8").lower().replace("_", "-") in {"utf-8", "utf8", "utf-8-sig", "cp65001", "utf-16"}


def _size(output: TextIO, environment: Mapping[str, str]) -> tuple[int, int]:
    columns, rows = 80, 24
    with contextlib.suppress(OSError, ValueError):  # no terminal there: files, pipes and streams in memory
        columns, rows = os.get_terminal_size(output.fileno())
    return _positive(environment.get("COLUMNS")) or columns or 80, _positive(environment.get("LINES")) or rows or 24


def _positive(text: str | None) -> int:
    return int(text) if text is not None and text.isascii() and text.isdecimal() and len(text) < 6 else 0
