"""Shipped facts: the light facts of our own problems in one file, so that a first start need not read every problem."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType
from typing import Any

from calcquiz.bank.index import FACTS, ProblemFile
from calcquiz.records.bank import Facts
from calcquiz.records.errors import DataError

FILE = "facts.json"
FORMAT = 1
PLACE = frozenset({"id", "path", "chapter", "section", "own", "findings"})
"""What a file's place says, and what only a reading finds: not shipped."""
Shipped = Mapping[str, dict[str, Any]]
"""Problem id -> `of`, the SHA-256 of its file, and `facts`."""


def read_shipped(folder: Path) -> Shipped:
    """Return what a bank's folder ships; nothing where the file is missing or of another format."""
    try:
        stored = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return dict(stored["problems"]) if stored["format"] == FORMAT else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}  # as if none were shipped: the problems themselves say it all


def shipped_facts(shipped: Shipped, file: ProblemFile) -> Facts | None:
    """Return the facts of a problem whose file is, byte for byte, the one they were taken from; else None."""
    path, chapter, section, own = file
    entry = shipped.get(path.stem)
    if entry is None:
        return None
    try:
        if entry["of"] != _fingerprint(path):
            return None
        place = {"id": path.stem, "path": str(path), "chapter": chapter, "section": section, "own": own, "findings": []}
        return FACTS.of_json({**entry["facts"], **place})
    except (OSError, KeyError, TypeError, ValueError):
        return None


def shipped_text(facts: Iterable[Facts], others: Shipped = MappingProxyType({})) -> str:
    """Return the text of the file for these problems, one a line, by id; those with findings are left out.

    Args:
        facts: The problems that were read.
        others: Entries of other problems, kept as they are.
    """
    entries = dict(others) | {
        one.id: {"of": _fingerprint(Path(one.path)), "facts": _light(one)} for one in facts if one.usable
    }
    lines = [f"{json.dumps(id_)}: {json.dumps(entries[id_])}" for id_ in sorted(entries)]
    return f'{{"format": {FORMAT}, "problems": {{\n' + ",\n".join(lines) + "\n}}\n"


def write_shipped(folder: Path, facts: Iterable[Facts]) -> None:
    """Write the file of a bank that has one; what it says of problems that came since the bank was read stays.

    Raises:
        DataError: it cannot be written.
    """
    path = folder / FILE
    if not path.is_file():
        return
    read = list(facts)
    there = {file.stem for file in folder.glob("chapter*/*/*.yaml")} - {one.id for one in read}
    newer = {id_: entry for id_, entry in read_shipped(folder).items() if id_ in there}
    try:
        part = path.with_suffix(".part")
        part.write_text(shipped_text(read, newer), encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        raise DataError(f"{path} cannot be written: {error.strerror}", "Allow writing it.") from error


def _light(facts: Facts) -> dict[str, Any]:
    return {name: value for name, value in asdict(facts).items() if name not in PLACE}


def _fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
