"""The cache of proofs: what came of a problem, kept under the content of its file and of calcquiz."""

import hashlib
import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from calcquiz import __version__
from calcquiz.authoring.prove import Job, Report, Revision
from calcquiz.records.errors import Finding

FOLDER = "proofs"
PACKAGE = Path(__file__).resolve().parent.parent


@cache
def code_digest() -> str:
    """Return a digest of calcquiz itself: another version may come to another conclusion."""
    digest = hashlib.sha256(__version__.encode())
    for path in sorted(PACKAGE.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def job_digest(job: Job) -> str:
    """Return what a report is kept under."""
    facts = job.facts
    place = json.dumps([facts.id, facts.path, facts.chapter, facts.section, job.first_id, job.count, code_digest()])
    return hashlib.sha256(place.encode() + b"\0" + job.data).hexdigest()


class ProofsCache:
    """Reports by the digest of their job, one file each.

    Args:
        folder: A folder to keep them in; done without when it is None or cannot be read or written.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = None if folder is None else folder / FOLDER

    def get(self, job: Job) -> Report | None:
        """Return the report of an equal job, or None."""
        if self._folder is None:
            return None
        try:
            values = json.loads((self._folder / f"{job_digest(job)}.json").read_text(encoding="utf-8"))
            return _report(values)
        except (OSError, ValueError, TypeError, KeyError):
            return None  # an entry that is missing or damaged is made anew

    def put(self, job: Job, report: Report) -> None:
        """Keep a report; a folder that cannot be written is done without."""
        if self._folder is None:
            return
        whole = self._folder / f"{job_digest(job)}.json"
        part = whole.with_suffix(".part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(asdict(report), ensure_ascii=False), encoding="utf-8")
            part.replace(whole)
        except OSError:
            self._folder = None  # not writable: the proofs are made again next time


def _report(values: dict[str, Any]) -> Report:
    findings = tuple(Finding(**finding) for finding in values.pop("findings"))
    unproved = tuple(values.pop("unproved"))
    told = values.pop("revision")
    revision = told and Revision(**told | {"place": tuple(told["place"])})
    return Report(**values | {"findings": findings, "unproved": unproved, "revision": revision, "cached": True})
