"""The settings file `config.toml`: read as a table; one entry is changed or taken out, every other line stays."""

import json
import os
import re
import tomllib
from pathlib import Path
from typing import Any

from calcquiz.records.errors import DataError
from calcquiz.storage.faults import file_fault
from calcquiz.storage.folders import make_private_folder


def read_table(file: Path) -> dict[str, Any]:
    """Return what is in the file, nothing where it does not exist.

    Raises:
        DataError: the file cannot be read, or is no TOML.
    """
    return _table(file, _text(file))


def write_entry(file: Path, name: str, value: Any) -> None:
    """Set `name = value`; the file is made where it does not exist, None takes the entry out.

    Args:
        file: `config.toml`.
        name: Letters and underscores.
        value: A number, a switch or a list of texts, already checked.

    Raises:
        DataError: the file cannot be read or written, or is no TOML.
    """
    before = _text(file)
    entry = re.compile(rf"^{name}[ \t]*=[ \t]*(\[[^\]]*\]|[^\n]*)[ \t]*\n?", re.MULTILINE)
    # JSON writes numbers, switches and lists of texts as TOML does.
    line = "" if value is None else f"{name} = {json.dumps(value, ensure_ascii=False)}\n"
    # Entries stand before the first table, whatever else is in the file.
    text = line + entry.sub("", before, count=1)
    wanted = {key: known for key, known in _table(file, before).items() if key != name}
    if value is not None:
        wanted[name] = value
    if _table(file, text) != wanted:
        advice = f"Write this line yourself: {line.strip()}" if line else f"Take the line of {name} out yourself."
        raise DataError(f"{file}: {name} could not be changed", advice)
    _replace(file, text)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise file_fault(file, error) from error
    except UnicodeDecodeError as error:
        raise DataError(f"{file} is not text in UTF-8", "Save it again as UTF-8.") from error


def _table(file: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{file} is not TOML: {error}", "Write one setting a line: new_per_day = 3") from error


def _replace(file: Path, text: str) -> None:
    make_private_folder(file.parent)
    part = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        part.touch(mode=0o600)
        part.write_text(text, encoding="utf-8")
        part.replace(file)  # at once: a killed process leaves the old file
    except OSError as error:
        raise file_fault(file, error) from error
