"""The index: light facts of every problem, kept in a cache folder and renewed for the files that changed."""

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeAlias

from calcquiz.records.bank import Facts
from calcquiz.records.errors import Finding

VERSION = 1
FILE = "bank-index.json"
Stamp: TypeAlias = tuple[int, int]
"""Modification time in nanoseconds and size in bytes."""
ProblemFile: TypeAlias = tuple[Path, int, str, bool]
"""A problem's path, its chapter, its section, and whether it is calcquiz's own."""


def facts_of(files: Iterable[ProblemFile], cache: Path | None, read: Callable[[ProblemFile], Facts]) -> list[Facts]:
    """Return the facts of every file in order, from the cache where the file has not changed.

    Args:
        files: The problem files.
        cache: A folder to keep the index in; done without when it cannot be written.
        read: Reads the facts of one file.
    """
    known = _load(cache)
    fresh: dict[str, Any] = {}
    found = []
    changed = False
    for file in files:
        path, chapter, section, own = file
        stamp = _stamp(path)
        entry = known.get(str(path))
        place = [chapter, section, own]
        if entry is None or entry["stamp"] != list(stamp) or entry["place"] != place:
            entry = {"stamp": list(stamp), "place": place, "facts": asdict(read(file))}
            changed = True
        fresh[str(path)] = entry
        found.append(_facts(entry["facts"]))
    if changed or len(fresh) != len(known):
        _save(cache, fresh)
    return found


def _stamp(path: Path) -> Stamp:
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)


def _facts(values: dict[str, Any]) -> Facts:
    lists = ("kinds", "tags", "requires", "families")
    return Facts(
        **{
            **values,
            **{name: tuple(values[name]) for name in lists},
            "encompasses": tuple((skill, weight) for skill, weight in values["encompasses"]),
            "findings": tuple(Finding(**finding) for finding in values["findings"]),
        }
    )


def _load(cache: Path | None) -> dict[str, Any]:
    if cache is None:
        return {}
    try:
        stored = json.loads((cache / FILE).read_text(encoding="utf-8"))
        if stored["version"] != VERSION:
            return {}
        entries: dict[str, Any] = stored["files"]
        for entry in entries.values():
            _facts(entry["facts"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        # A cache that is missing or damaged is made anew: it holds nothing that the bank does not.
        return {}
    return entries


def _save(cache: Path | None, entries: dict[str, Any]) -> None:
    if cache is None:
        return
    whole = cache / FILE
    part = cache / f"{FILE}.{os.getpid()}"
    try:
        cache.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps({"version": VERSION, "files": entries}), encoding="utf-8")
        part.replace(whole)
    except OSError:
        # A folder that cannot be written: the index is made again next time.
        part.unlink(missing_ok=True) if cache.is_dir() and os.access(cache, os.W_OK) else None
