"""Files of lines that a command reads: one by name, or standard input."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from calcquiz.records.errors import UsageError


@contextmanager
def lines_of(name: str, what: str) -> Iterator[Iterable[str]]:
    """Open a file, or standard input for `-`, and close it again.

    Args:
        name: The file's name.
        what: What its lines are: cases, tasks.

    Raises:
        UsageError: it cannot be read.
    """
    if name == "-":
        yield sys.stdin
        return
    with ExitStack() as stack:
        try:
            file = stack.enter_context(Path(name).open(encoding="utf-8", errors="replace"))
        except OSError as error:
            raise UsageError(
                f"{name} cannot be read: {error.strerror}", f"Name a file of {what}, one JSON a line."
            ) from error
        yield file
