"""Shipped facts: the light facts of our own problems in one file, so that a first start need not read every problem."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from calcquiz.bank.index import FACTS, ProblemFile
from calcquiz.records.bank import Facts

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


def shipped_text(facts: Iterable[Facts]) -> str:
    """Return the text of the file for these problems, one a line, by id; those with findings are left out."""
    lines = [
        f"{json.dumps(one.id)}: {json.dumps({'of': _fingerprint(Path(one.path)), 'facts': _light(one)})}"
        for one in sorted(facts, key=lambda one: one.id)
        if one.usable
    ]
    return f'{{"format": {FORMAT}, "problems": {{\n' + ",\n".join(lines) + "\n}}\n"


def write_shipped(folder: Path, facts: Iterable[Facts]) -> None:
    """Write the file of a bank that has one."""
    if (folder / FILE).is_file():
        (folder / FILE).write_text(shipped_text(facts), encoding="utf-8", newline="\n")


def _light(facts: Facts) -> dict[str, Any]:
    return {name: value for name, value in asdict(facts).items() if name not in PLACE}


def _fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
