"""Faults: what SQLite and the file system report, said in words with the file and what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from calcquiz.records.errors import DataError

SAFE = "Nothing was overwritten."
MOVE = "set CALCQUIZ_HOME to a folder of your own"
FAULTS = {
    "SQLITE_BUSY": ("is in use by another calcquiz", "Close the other one, or wait for it, and run this again."),
    "SQLITE_LOCKED": ("is in use by another calcquiz", "Close the other one, or wait for it, and run this again."),
    "SQLITE_FULL": (
        "could not be written: the disk is full",
        "What was recorded before is safe. Free some space and run this again.",
    ),
    "SQLITE_READONLY": ("cannot be written", f"Allow writing to the file and its folder, or {MOVE}."),
    "SQLITE_CANTOPEN": ("cannot be opened", f"Allow reading and writing the file and its folder, or {MOVE}."),
    "SQLITE_PERM": ("cannot be opened", f"Allow reading and writing the file and its folder, or {MOVE}."),
    "SQLITE_CORRUPT": (
        "is damaged",
        f"{SAFE} Put a backup in its place, or move the file away to start over.",
    ),
    "SQLITE_NOTADB": (
        "is not a calcquiz database",
        f"{SAFE} Put a backup in its place, or move the file away to start over.",
    ),
    "SQLITE_IOERR": (
        "could not be read or written: the disk reports an error",
        f"{SAFE} Check the disk, and copy the folder to another one.",
    ),
}
"""By the beginning of SQLite's name for an error: what it means for the file, and what to do."""


def fault(path: Path, name: str, detail: str = "") -> DataError:
    """Return the error for what SQLite calls `name`, such as `SQLITE_FULL` or `SQLITE_IOERR_WRITE`."""
    known = next((words for prefix, words in FAULTS.items() if name.startswith(prefix)), None)
    what, advice = known or (f"could not be used: {detail or name}", SAFE)
    return DataError(f"{path} {what}", advice)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what goes wrong with the database inside into a DataError that names the file.

    A broken constraint or a misuse of sqlite3 is a fault of ours, not of the file: it passes.
    """
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise
    except sqlite3.Error as error:
        raise fault(path, getattr(error, "sqlite_errorname", ""), str(error)) from error
    except OSError as error:
        raise file_fault(path, error) from error


def file_fault(path: Path, error: OSError) -> DataError:
    """Return the error for a file or folder that the system refuses."""
    reason = (error.strerror or str(error)).lower()
    return DataError(f"{path} cannot be used: {reason}", f"Allow reading and writing it, or {MOVE}. {SAFE}")
