"""One at a time: two processes that write the same files of a bank wait for each other."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from calcquiz.records.errors import DataError

PATIENCE_SECONDS = 20.0
"""Writing pins and facts takes about a second."""
PAUSE_SECONDS = 0.02

if sys.platform == "win32":
    import msvcrt

    def _open(folder: Path) -> int:
        return os.open(folder / "revisions.lock", os.O_RDWR | os.O_CREAT)

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _open(folder: Path) -> int:
        return os.open(folder, os.O_RDONLY)

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold a folder against every other process that asks for it; a process that ends lets go of it.

    Raises:
        DataError: another process holds it for longer than `PATIENCE_SECONDS`, or it cannot be opened.
    """
    try:
        handle = _open(folder)
    except OSError as error:
        raise DataError(f"{folder} cannot be opened: {error.strerror}", "Allow reading it.") from error
    try:
        _wait_for(handle, folder)
        yield
    finally:
        os.close(handle)


def _wait_for(handle: int, folder: Path) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return _lock(handle)
        except (BlockingIOError, PermissionError):
            if time.monotonic() > until:
                message = f"another process is writing the pins of {folder}"
                raise DataError(message, "Run calcquiz bank check --pin once more when it is done.") from None
            time.sleep(PAUSE_SECONDS)
