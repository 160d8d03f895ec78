"""Printing: the one place where a moment, a screen or an error reaches a stream."""

import sys
from collections.abc import Sequence
from datetime import date
from typing import TextIO

from rich.text import Text

from calcquiz.records.errors import CalcquizError
from calcquiz.records.moment import Moment
from calcquiz.render.errors import error_text
from calcquiz.render.screen import moment_lines
from calcquiz.render.style import Style


def show(moment: Moment, style: Style, stream: TextIO | None = None, *, today: date | None = None) -> None:
    """Print a moment and flush, so that it is seen before anything else happens."""
    show_lines(moment_lines(moment, style, today), style, stream)


def show_lines(lines: Sequence[Text], style: Style, stream: TextIO | None = None) -> None:
    """Print lines as they are: never wrapped, never read as markup.

    Raises:
        BrokenPipeError: nobody reads any more.
    """
    stream = stream or sys.stdout
    if style.effects:
        _print(lines, style, stream)
    else:
        stream.write("".join(f"{line.plain.rstrip()}\n" for line in lines))
    stream.flush()


def _print(lines: Sequence[Text], style: Style, stream: TextIO) -> None:
    from rich.console import Console

    console = Console(
        file=stream,
        width=style.width,
        force_terminal=True,
        no_color=not style.colour,
        highlight=False,
        markup=False,
        emoji=False,
    )
    for line in lines:
        console.print(line, no_wrap=True, overflow="ignore", crop=False)


def show_error(error: CalcquizError, style: Style, stream: TextIO | None = None) -> None:
    """Print an error on the error stream."""
    stream = stream or sys.stderr
    stream.write(error_text(error, style) + "\n")
    stream.flush()
