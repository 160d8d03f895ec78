"""The schema: how the database is made, recognised, migrated after a backup, or refused untouched."""

import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from calcquiz.records.errors import DataError
from calcquiz.storage.faults import SAFE, explained, fault

APPLICATION_ID = 0x63616C63
"""`calc`: marks the file as ours, at offset 68 of its header."""
BUSY_TIMEOUT_MS = 5_000

VERSION_1 = (
    """CREATE TABLE event (
        seq INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, device TEXT NOT NULL, session TEXT NOT NULL,
        kind TEXT NOT NULL, skill TEXT, revision INTEGER, variant INTEGER, part INTEGER, try INTEGER,
        outcome TEXT, seed INTEGER, at_ms INTEGER NOT NULL, utc_offset_min INTEGER NOT NULL,
        study_day TEXT NOT NULL, rating INTEGER CHECK (rating BETWEEN 1 AND 4), due_day TEXT,
        tries INTEGER, hints INTEGER, active_ms INTEGER, detail TEXT NOT NULL)""",
    "CREATE INDEX event_order ON event (at_ms, uid)",
    "CREATE INDEX event_skill ON event (skill, kind, revision, variant, session)",  # all `seen_variants` reads
    "CREATE INDEX event_session ON event (session)",
    "CREATE INDEX event_study_day ON event (study_day)",
    "CREATE INDEX event_kind ON event (kind)",
    """CREATE TRIGGER event_never_changes BEFORE UPDATE ON event
       BEGIN SELECT RAISE(ABORT, 'events are never changed: append an undo event'); END""",
    """CREATE TRIGGER event_never_goes BEFORE DELETE ON event
       BEGIN SELECT RAISE(ABORT, 'events are never deleted: append an undo event'); END""",
    """CREATE TABLE card (
        skill TEXT PRIMARY KEY, stability REAL NOT NULL, difficulty REAL NOT NULL, first_day TEXT NOT NULL,
        last_day TEXT NOT NULL, due_day TEXT NOT NULL, interval_days INTEGER NOT NULL,
        repetitions INTEGER NOT NULL, lapses INTEGER NOT NULL, last_rating INTEGER NOT NULL,
        seen_ms INTEGER NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX card_due ON card (due_day)",
)
MIGRATIONS: tuple[tuple[str, ...], ...] = (VERSION_1,)
"""Entry n takes a database from version n to n + 1; entry 0 makes it."""


def connect(
    path: Path, *, migrations: Sequence[Sequence[str]] = MIGRATIONS, busy_timeout_ms: int = BUSY_TIMEOUT_MS
) -> sqlite3.Connection:
    """Return a connection to the database of the newest version; it is made or migrated where needed.

    Every commit is on disk when it returns (WAL, synchronous FULL). A write waits for another
    process up to the time-out.

    Raises:
        DataError: the file is not ours, damaged, newer, in use, or cannot be written; it is left as it is.
    """
    with explained(path):
        inspect(path, newest=len(migrations))
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))  # before SQLite makes it readable by all
        connection = sqlite3.connect(path, isolation_level=None, timeout=busy_timeout_ms / 1000)
        try:
            if _version(connection) < len(migrations):
                _migrate(connection, path, migrations)
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA recursive_triggers = ON")  # REPLACE would go round the triggers
        except BaseException:
            connection.close()
            raise
    return connection


def inspect(path: Path, *, newest: int) -> None:
    """Refuse a file that is not a whole database of ours, from its header alone, touching nothing.

    The layout of the header: https://www.sqlite.org/fileformat.html
    """
    if not path.exists():
        return
    size = path.stat().st_size
    if size == 0:
        if (path.parent / "device").exists() or _has_content(path, "-wal"):
            raise fault(path, "SQLITE_CORRUPT")
        return
    with path.open("rb") as file:
        header = file.read(100)
    if not header.startswith(b"SQLite format 3\x00") or _number(header, 68) != APPLICATION_ID:
        raise fault(path, "SQLITE_NOTADB")
    version = _number(header, 60)
    if version > newest:
        raise DataError(
            f"{path} was written by a newer calcquiz (version {version}, this one knows {newest})",
            f"{SAFE} Update calcquiz: pip install --upgrade calcquiz",
        )
    page_size = 65_536 if header[16:18] == b"\x00\x01" else int.from_bytes(header[16:18])
    unfinished = _has_content(path, "-wal") or _has_content(path, "-journal")
    if not unfinished and size < page_size * _number(header, 28):
        raise fault(path, "SQLITE_CORRUPT")


def back_up(connection: sqlite3.Connection, target: Path) -> Path:
    """Copy the database to a new private file and return its path; an older backup is never replaced."""
    free = (target.with_name(f"{target.name}{mark}") for mark in ("", *(f".{n}" for n in range(1, 10_000))))
    chosen = next(path for path in free if not path.exists())
    os.close(os.open(chosen, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    copy = sqlite3.connect(chosen)
    try:
        connection.backup(copy)
    finally:
        copy.close()
    return chosen


def _migrate(connection: sqlite3.Connection, path: Path, migrations: Sequence[Sequence[str]]) -> None:
    found = _version(connection)
    if found:
        back_up(connection, path.with_name(f"{path.stem}-before-version-{len(migrations)}.db"))
    connection.execute("BEGIN IMMEDIATE")
    try:
        # another process may have been quicker
        for version in range(_version(connection), len(migrations)):
            for statement in migrations[version]:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(migrations)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has rolled back by itself
            connection.execute("ROLLBACK")
        raise
    # the version must stand in the file itself, where `inspect` reads it
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _has_content(path: Path, suffix: str) -> bool:
    beside = path.with_name(path.name + suffix)
    return beside.exists() and beside.stat().st_size > 0


def _number(header: bytes, offset: int) -> int:
    return int.from_bytes(header[offset : offset + 4])
