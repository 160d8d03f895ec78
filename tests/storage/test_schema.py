"""A database is recognised, migrated after a backup, or refused untouched."""

import os
import sqlite3

import pytest

from calcquiz.records.errors import DataError
from calcquiz.storage.log import open_log
from calcquiz.storage.schema import MIGRATIONS, connect

RESTORE = "Nothing was overwritten. Put a backup in its place, or move the file away to start over."


def refused(home):
    """Open the home, which must fail and leave every file as it was; return the error."""
    before = {path.name: path.read_bytes() for path in home.iterdir() if path.is_file()}
    with pytest.raises(DataError) as caught:
        open_log(home)
    assert {path.name: path.read_bytes() for path in home.iterdir() if path.is_file()} == before
    assert caught.value.exit_code == 4
    return caught.value


@pytest.fixture
def used(home, event):
    """A home with a hundred events in it, closed."""
    with open_log(home) as log:
        log.append([event(detail={"statement": "x" * 500}) for _ in range(100)])
    return home


def test_another_file_under_that_name_is_refused(home):
    home.mkdir()
    (home / "calcquiz.db").write_text("Dear diary, today I learned the chain rule. " * 50, encoding="utf-8")
    error = refused(home)
    assert (error.message, error.advice) == (f"{home / 'calcquiz.db'} is not a calcquiz database", RESTORE)


def test_the_database_of_another_program_is_refused(home):
    home.mkdir()
    other = sqlite3.connect(home / "calcquiz.db")
    other.execute("CREATE TABLE bookmark (address TEXT)")
    other.close()
    assert refused(home).message == f"{home / 'calcquiz.db'} is not a calcquiz database"


@pytest.mark.parametrize("size", [0, 99, 100, 4096, 20_000])
def test_a_truncated_database_is_refused(used, size):
    os.truncate(used / "calcquiz.db", size)
    error = refused(used)
    assert error.message in {
        f"{used / 'calcquiz.db'} is damaged",
        f"{used / 'calcquiz.db'} is not a calcquiz database",
    }
    assert error.advice == RESTORE


def test_damage_inside_is_named_when_it_is_met(used):
    path = used / "calcquiz.db"
    raw = bytearray(path.read_bytes())
    raw[4096:] = os.urandom(len(raw) - 4096)
    path.write_bytes(raw)
    with pytest.raises(DataError) as caught, open_log(used) as log:
        log.events()
    assert (caught.value.message, caught.value.advice) == (f"{path} is damaged", RESTORE)
    assert path.read_bytes() == raw


def test_an_event_nobody_can_read_is_named(home, log, event):
    log.append([event()])
    log._connection.execute("DROP TRIGGER event_never_changes")
    log._connection.execute("UPDATE event SET kind = 'dance'")
    with pytest.raises(DataError) as caught:
        log.events()
    assert caught.value.message == f"{home / 'calcquiz.db'} is damaged: event 1 cannot be read"


def test_a_newer_database_is_refused_untouched(used):
    connection = sqlite3.connect(used / "calcquiz.db")
    connection.execute("PRAGMA user_version = 9")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    error = refused(used)
    assert error.message == (f"{used / 'calcquiz.db'} was written by a newer calcquiz (version 9, this one knows 1)")
    assert error.advice == "Nothing was overwritten. Update calcquiz: pip install --upgrade calcquiz"


def test_an_older_database_is_migrated_after_a_backup(used):
    path = used / "calcquiz.db"
    newer = (*MIGRATIONS, ("ALTER TABLE card ADD COLUMN note TEXT", "CREATE TABLE extra (x)"))
    for _ in range(2):
        connection = connect(path, migrations=newer)
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
        assert connection.execute("SELECT count(note) FROM card").fetchone() == (0,)
        connection.close()
    backup = sqlite3.connect(used / "calcquiz-before-version-2.db")
    assert backup.execute("SELECT count(*) FROM event").fetchone() == (100,)
    assert backup.execute("PRAGMA user_version").fetchone() == (1,)
    backup.close()
    assert [each.name for each in used.glob("*before*")] == ["calcquiz-before-version-2.db"]


def test_a_migration_that_fails_changes_nothing_and_keeps_every_backup(used):
    path = used / "calcquiz.db"
    broken = (*MIGRATIONS, ("CREATE TABLE extra (x)", "CREATE TABLE event (x)"))
    for _ in range(2):
        with pytest.raises(DataError) as caught:
            connect(path, migrations=broken)
        assert caught.value.message == f"{path} could not be used: table event already exists"
    with open_log(used) as log:
        assert log.count() == 100
    names = sorted(each.name for each in used.glob("*before*"))
    assert names == ["calcquiz-before-version-2.db", "calcquiz-before-version-2.db.1"]


def test_a_start_that_was_killed_is_taken_up(home):
    home.mkdir()
    (home / "calcquiz.db").touch()
    with open_log(home) as log:
        assert log.count() == 0


def test_a_folder_that_may_not_be_written_is_named(shared, as_somebody):
    shared.chmod(0o555)
    with as_somebody(), pytest.raises(DataError) as caught:
        open_log(shared / "home")
    assert caught.value.message == f"{shared / 'home'} cannot be used: permission denied"
    assert caught.value.advice == (
        "Allow reading and writing it, or set CALCQUIZ_HOME to a folder of your own. Nothing was overwritten."
    )


@pytest.mark.parametrize(
    ("folder", "file", "reason"),
    [
        (0o555, 0o666, "cannot be written"),  # no room for what SQLite keeps beside it
        (0o777, 0o444, "cannot be used: permission denied"),
        (0o555, 0o444, "cannot be used: permission denied"),
        (0o000, 0o666, "cannot be used: permission denied"),
    ],
)
def test_a_database_that_may_not_be_written_is_named(shared, as_somebody, event, folder, file, reason):
    home = shared / "home"
    with open_log(home) as log:
        log.append([event()])
    (home / "device").chmod(0o644)
    (home / "calcquiz.db").chmod(file)
    home.chmod(folder)
    with as_somebody(), pytest.raises(DataError) as caught, open_log(home) as log:
        log.append([event()])
    assert caught.value.message == f"{home / 'calcquiz.db'} {reason}"
    assert "set CALCQUIZ_HOME to a folder of your own" in caught.value.advice
    home.chmod(0o755)
    with open_log(home) as log:
        assert log.count() == 1


def test_a_file_in_place_of_the_folder_is_named(tmp_path):
    (tmp_path / "home").write_text("not a folder", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        open_log(tmp_path / "home")
    assert caught.value.message == f"{tmp_path / 'home'} cannot be used: file exists"
