"""The index: chapters and light facts of problems, kept in a cache folder, renewed for the files that changed."""

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Generic, TypeAlias, TypeVar

from calcquiz import __version__
from calcquiz.records.bank import Chapter, Facts, Family, Section
from calcquiz.records.errors import Finding

T = TypeVar("T")
VERSION = f"2, calcquiz {__version__}"
"""Another reader may find other things wrong: an index is of one version."""
FILE = "bank-index.json"
Stamp: TypeAlias = tuple[int, int]
"""Modification time in nanoseconds and size in bytes."""
ProblemFile: TypeAlias = tuple[Path, int, str, bool]
"""A problem's path, its chapter, its section, and whether it is calcquiz's own."""
Values: TypeAlias = dict[str, Any]


class Index:
    """What was read from each file, as JSON values, until the file changes.

    Args:
        cache: A folder to keep the index in; done without when it cannot be read or written.
    """

    def __init__(self, cache: Path | None) -> None:
        self._cache = cache
        self._known = _load(cache)
        self._fresh: Values = {}
        self._changed = False

    def get(self, path: Path, place: list[Any], read: Callable[[], T], code: "Code[T]") -> T:
        """Return what `read` gives for a file, from the index where neither file nor place has changed."""
        known = self.known(path, place, code)
        if known is not None:
            self._fresh[str(path)] = self._known[str(path)]
            return known
        stamp = list(_stamp(path))
        found = read()
        self._fresh[str(path)] = {"stamp": stamp, "place": place, "values": code.to_json(found)}
        self._changed = True
        return found

    def known(self, path: Path, place: list[Any], code: "Code[T]") -> T | None:
        """Return what the index holds of an unchanged file, without reading it; None where it holds nothing."""
        entry = self._known.get(str(path))
        try:
            if entry is not None and entry["stamp"] == list(_stamp(path)) and entry["place"] == place:
                return code.of_json(entry["values"])
        except (KeyError, TypeError, AttributeError, ValueError):
            pass  # damaged: the same as missing
        return None

    def save(self, *, partial: bool = False) -> None:
        """Keep what is known of the files that were looked at; with `partial` also of those that were not."""
        if partial:
            self._fresh = {**self._known, **self._fresh}
        if self._changed or len(self._fresh) != len(self._known):
            _save(self._cache, self._fresh)


@dataclass(frozen=True, slots=True)
class Code(Generic[T]):
    """How a value is written as JSON values and read back."""

    to_json: Callable[[T], Values]
    of_json: Callable[[Values], T]


def _findings(values: list[Values]) -> tuple[Finding, ...]:
    return tuple(Finding(**finding) for finding in values)


def _facts(values: Values) -> Facts:
    lists = ("kinds", "tags", "requires", "families")
    return Facts(
        **{
            **values,
            **{name: tuple(values[name]) for name in lists},
            "encompasses": tuple((skill, weight) for skill, weight in values["encompasses"]),
            "findings": _findings(values["findings"]),
        }
    )


def _chapter(values: Values) -> tuple[Chapter, tuple[Finding, ...]]:
    chapter = values["value"]
    sections = tuple(Section(**{name: _tupled(value) for name, value in one.items()}) for one in chapter["sections"])
    made = Chapter(**{**chapter, "goals": tuple(chapter["goals"]), "sections": sections})
    return made, _findings(values["findings"])


def _tupled(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _families(values: Values) -> tuple[dict[str, Family], tuple[Finding, ...]]:
    return {name: Family(**family) for name, family in values["value"].items()}, _findings(values["findings"])


def _plain(found: tuple[Any, tuple[Finding, ...]]) -> Values:
    value, findings = found
    plain = {name: asdict(one) for name, one in value.items()} if isinstance(value, dict) else asdict(value)
    return {"value": plain, "findings": [asdict(finding) for finding in findings]}


FACTS: Code[Facts] = Code(asdict, _facts)
CHAPTER: Code[tuple[Chapter, tuple[Finding, ...]]] = Code(_plain, _chapter)
FAMILIES: Code[tuple[dict[str, Family], tuple[Finding, ...]]] = Code(_plain, _families)


def _stamp(path: Path) -> Stamp:
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)


def _load(cache: Path | None) -> dict[str, Any]:
    if cache is None:
        return {}
    try:
        stored = json.loads((cache / FILE).read_text(encoding="utf-8"))
        if stored["version"] != VERSION:
            return {}
        entries: Values = dict(stored["files"])
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
