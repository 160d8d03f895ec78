"""JSON on a stream: one line, flushed; apart from the screen, so that no screen is imported for it."""

import sys
from typing import TextIO


def show_json(line: str, stream: TextIO | None = None) -> None:
    """Print one line of JSON and flush.

    Raises:
        BrokenPipeError: nobody reads any more.
    """
    stream = stream or sys.stdout
    stream.write(line + "\n")
    stream.flush()
