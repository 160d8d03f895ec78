"""Pinning: a problem that asks something else than before needs a new revision, or stored variants would lie."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from calcquiz.authoring.prove import Job, Report, Revision
from calcquiz.bank.catalog import CHAPTER_FOLDER, Catalog
from calcquiz.bank.revisions import FILE, Pin, Pins, pins_text, read_pins
from calcquiz.bank.source import Source
from calcquiz.records.errors import DataError, Finding

WRITE = "Run calcquiz bank check --pin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinned:
    """A bank's pins and those of its problems that were checked."""

    folder: Path
    pins: Pins | None
    jobs: tuple[Job, ...]
    reports: tuple[Report, ...]
    whole: bool
    """Whether every problem of the bank was checked."""


def banks_of(catalog: Catalog, jobs: Sequence[Job], reports: Sequence[Report]) -> list[Pinned]:
    """Return the banks that were checked, each with its jobs and reports; files outside a bank belong to none."""
    rows: dict[Path, list[tuple[Job, Report]]] = {}
    for job, report in zip(jobs, reports, strict=True):
        folder = bank_folder(job.facts.path)
        if folder is not None:
            rows.setdefault(folder, []).append((job, report))
    sizes: dict[Path | None, int] = {}
    for facts in catalog.facts:
        sizes[bank_folder(facts.path)] = sizes.get(bank_folder(facts.path), 0) + 1
    return [
        Pinned(
            folder=folder,
            pins=read_pins(folder),
            jobs=tuple(job for job, _ in pairs),
            reports=tuple(report for _, report in pairs),
            whole=len(pairs) == sizes.get(folder, 0),
        )
        for folder, pairs in rows.items()
    ]


def bank_folder(path: str) -> Path | None:
    """Return the folder of the bank that a problem's file is in, None for a file outside a bank."""
    return next((one.parent for one in Path(path).parents if CHAPTER_FOLDER.fullmatch(one.name)), None)


def pin_findings(bank: Pinned, catalog: Catalog) -> list[Finding]:
    """Return what does not fit the pins of a bank; nothing where it has no pins."""
    if bank.pins is None:
        return []
    found = [_mismatch(job, revision, _pin_of(job.facts.id, bank.pins, catalog)) for job, revision in _usable(bank)]
    beside = [*bank.pins.findings, *_gone(bank.pins, catalog)] if bank.whole else []
    return [*beside, *(finding for finding in found if finding is not None)]


def _usable(bank: Pinned) -> list[tuple[Job, Revision]]:
    pairs = zip(bank.jobs, bank.reports, strict=True)
    return [(job, report.revision) for job, report in pairs if report.revision is not None]


def _pin_of(id_: str, pins: Pins, catalog: Catalog) -> Pin | None:
    """Return the pin of a problem, under its own name or an older one."""
    older = [old for old in catalog.aliases if old not in catalog.by_id and catalog.current_id(old) == id_]
    return next((pins.by_id[name] for name in (id_, *older) if name in pins.by_id), None)


def _gone(pins: Pins, catalog: Catalog) -> list[Finding]:
    advice = "Take this line out, or give the problem's new id in aliases.yaml."
    return [
        pins.source.finding(pin.line, 1, f"there is no problem `{pin.id}`", advice)
        for pin in pins.by_id.values()
        if catalog.current_id(pin.id) not in catalog.by_id
    ]


def _mismatch(job: Job, revision: Revision, pin: Pin | None) -> Finding | None:
    """Return what is wrong between a problem and its pin."""
    now = revision.number
    if pin is None:
        message, advice = f"`{job.facts.id}` is not pinned in {FILE}", f"{WRITE} once nothing else is found."
    elif now > pin.revision:
        message, advice = f"revision {now} is not pinned in {FILE}", f"{WRITE} once nothing else is found."
    elif now < pin.revision:
        message = f"the revision went down, from {pin.revision} to {now}"
        advice = f"Write `revision: {pin.revision}`, or a higher one if the problem has changed since."
    elif revision.fingerprint != pin.fingerprint:
        message = f"the problem asks something else than revision {now} did"
        advice = (
            f"Write `revision: {now + 1}`, or undo the change. "
            f"If nobody has practised it yet, take its line out of {FILE} and run calcquiz bank check --pin."
        )
    else:
        return None
    line, column = revision.place
    return Source.of(job.facts.path, job.data.decode("utf-8-sig")).finding(line, column, message, advice)


def write_pins(bank: Pinned, catalog: Catalog, found: Iterable[Finding]) -> int:
    """Pin the problems of a bank that are new or have a new revision; return how many were pinned.

    What other processes have pinned meanwhile is kept: call it where the bank's folder is held. A problem with
    findings keeps the pin it has, and so does one that changed and kept its revision. Pins under an older name move
    to the new one.

    Raises:
        DataError: the file cannot be written.
    """
    now = read_pins(bank.folder)
    if now is not None and now.findings:
        return 0  # lines that cannot be read would be lost
    faulty = {finding.file for finding in found}
    pins = {} if now is None else dict(now.by_id)
    written = 0
    for job, revision in _usable(bank):
        old = None if now is None else _pin_of(job.facts.id, now, catalog)
        pin = Pin(id=job.facts.id, revision=revision.number, fingerprint=revision.fingerprint)
        if old is not None and old.revision >= pin.revision:
            pin = replace(old, id=job.facts.id)
        elif job.facts.path in faulty:
            continue
        else:
            written += 1
        if old is not None:
            del pins[old.id]
        pins[pin.id] = pin
    if pins:
        _write(bank.folder / FILE, pins_text(pins.values()))
    return written


def _write(path: Path, text: str) -> None:
    try:
        part = path.with_suffix(".part")
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        raise DataError(f"{path} cannot be written: {error.strerror}", "Allow writing it.") from error
