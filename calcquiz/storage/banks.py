"""The banks a learner has added, remembered in `config.toml` beside the settings."""

from pathlib import Path

from calcquiz.records.errors import DataError
from calcquiz.storage.config_file import read_table, write_entry

BANKS = "banks"


def remembered_banks(file: Path) -> tuple[str, ...]:
    """Return the folders and `package:NAME`s of `config.toml`, which need not exist.

    Raises:
        DataError: the file cannot be read, or `banks` is no list of texts.
    """
    found = read_table(file).get(BANKS, [])
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise DataError(f"{file}: banks is no list of folders", 'Write banks = ["/home/me/problems"].')
    return tuple(found)


def remember_bank(file: Path, name: str) -> bool:
    """Add a bank to `config.toml`, all else in it left as it is; False when it is there already.

    Raises:
        DataError: the file cannot be read or written.
    """
    known = remembered_banks(file)
    if name in known:
        return False
    write_entry(file, BANKS, [*known, name])
    return True
