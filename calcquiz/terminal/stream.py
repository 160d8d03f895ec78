"""Answers from a pipe or a simple terminal: one line at a time, however long it is."""

from typing import TextIO

LONGEST = 2_000
"""Characters kept of a line; the rest is read and thrown away (an answer has 500 at most)."""


def read_line(source: TextIO) -> str | None:
    r"""Return the next line without its end, cut to 2,000 characters, or None at the end of input.

    >>> import io
    >>> lines = io.StringIO("2x\r\n\nlast")
    >>> [read_line(lines) for _ in range(4)]
    ['2x', '', 'last', None]
    """
    line = source.readline(LONGEST)
    if not line:
        return None
    end = line
    while not end.endswith("\n") and (end := source.readline(65_536)):
        pass
    return line.rstrip("\r\n")
