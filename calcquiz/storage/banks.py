"""The banks a learner has added, remembered in `config.toml` beside the settings."""

import json
import os
import re
import tomllib
from pathlib import Path

from calcquiz.records.errors import DataError
from calcquiz.storage.faults import file_fault
from calcquiz.storage.folders import make_private_folder

BANKS = "banks"
ENTRY = re.compile(r"^banks[ \t]*=[ \t]*\[[^\]]*\][ \t]*\n?", re.MULTILINE)


def remembered_banks(file: Path) -> tuple[str, ...]:
    """Return the folders and `package:NAME`s of `config.toml`, which need not exist.

    Raises:
        DataError: the file cannot be read, or `banks` is no list of texts.
    """
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8")).get(BANKS, [])
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise file_fault(file, error) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"{file} is not TOML: {error}", "Write one setting a line: new_per_day = 3") from error
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
    make_private_folder(file.parent)
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    line = f"banks = [{', '.join(json.dumps(one, ensure_ascii=False) for one in (*known, name))}]\n"
    text = line + ENTRY.sub("", before, count=1)
    if tomllib.loads(text) != {**tomllib.loads(before), BANKS: [*known, name]}:
        raise DataError(f"{file}: `banks` could not be changed", f"Write this line yourself: {line.strip()}")
    part = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        part.touch(mode=0o600)
        part.write_text(text, encoding="utf-8")
        part.replace(file)
    except OSError as error:
        raise file_fault(file, error) from error
    return True
