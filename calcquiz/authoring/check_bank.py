"""Checking a bank: which problems are meant, what is wrong beside them, and the report of every one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from calcquiz.authoring.lessons import lessons_within
from calcquiz.authoring.one_at_a_time import alone
from calcquiz.authoring.pinning import bank_folder, banks_of, pin_findings, write_pins
from calcquiz.authoring.proofs_cache import ProofsCache
from calcquiz.authoring.prove import Job, Report
from calcquiz.bank.catalog import CHAPTER_FOLDER, Catalog, open_catalog
from calcquiz.bank.facts import read_facts
from calcquiz.bank.links import link_findings
from calcquiz.bank.shipped_facts import write_shipped
from calcquiz.records.bank import Facts
from calcquiz.records.errors import Finding, UsageError

Crew = Callable[[Sequence[Job], Callable[[Report], None]], list[Report]]
"""Proves jobs, tells of each as it is done, and returns the reports in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What is to be checked."""

    catalog: Catalog
    facts: tuple[Facts, ...]
    findings: tuple[Finding, ...]
    """What is wrong beside the problems: chapters, links, families."""
    lessons: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BankReport:
    """What came of checking a bank."""

    findings: tuple[Finding, ...]
    problems: int
    variants: int
    unproved: tuple[tuple[str, str], ...]
    """Id and reason of each key that nothing proves."""
    cached: int
    seconds: float
    """Processor time of all proofs that were made now."""
    pinned: int | None = None
    """How many revisions were pinned; None when that was not asked for."""


def scope_of(path: str, folders: Sequence[Path], cache: Path | None) -> Scope:
    """Return what a path means: a bank, a chapter, a section, a file; or a name as on other commands.

    Args:
        path: Empty for every bank.
        folders: The banks in use, calcquiz's own first.
        cache: Where the index may be kept.

    Raises:
        UsageError: nothing has that name.
    """
    place = Path(path).resolve() if path and Path(path).exists() else None
    bank = _bank_of(place) if place is not None else None
    known = {folder.resolve() for folder in folders}
    if bank is not None and bank not in known:
        catalog = open_catalog([*folders, bank], None)
    else:
        catalog = open_catalog(folders, cache)
    if place is not None:
        return _within(catalog, place)
    if not path:
        return Scope(
            catalog=catalog,
            facts=catalog.facts,
            findings=(*catalog.findings, *link_findings(catalog)),
            lessons=lessons_within(catalog, None),
        )
    chosen = set(catalog.resolve(path).ids)
    if not _is_one_problem(catalog, path):  # a section's broken problems cannot be practised, and are the first to tell
        sections = {facts.section for facts in catalog.facts if facts.id in chosen}
        chosen |= {facts.id for facts in catalog.broken if facts.section in sections}
    scope = _chosen(catalog, [facts for facts in catalog.facts if facts.id in chosen])
    return replace(scope, lessons=_lessons_named(catalog, path, scope.facts))


def _is_one_problem(catalog: Catalog, name: str) -> bool:
    return catalog.current_id(name.partition("#")[0]) in catalog.by_id


def _lessons_named(catalog: Catalog, name: str, facts: Sequence[Facts]) -> tuple[Path, ...]:
    """Return the lessons of the sections that a name means; none where it means one problem."""
    if _is_one_problem(catalog, name):
        return ()
    return lessons_within(catalog, None, sorted({one.section for one in facts}))


def _bank_of(place: Path) -> Path | None:
    """Return the folder that holds the chapter a place is in; the place itself when it holds chapters."""
    for folder in (place, *place.parents):
        if CHAPTER_FOLDER.fullmatch(folder.name):
            return folder.parent
    holds_chapters = place.is_dir() and any(CHAPTER_FOLDER.fullmatch(inner.name) for inner in place.iterdir())
    return place if holds_chapters else None


def _within(catalog: Catalog, place: Path) -> Scope:
    facts = [one for one in catalog.facts if Path(one.path).resolve().is_relative_to(place)]
    beside = [finding for finding in catalog.findings if Path(finding.file).resolve().is_relative_to(place)]
    lessons = lessons_within(catalog, place)
    if facts or beside or lessons:
        scope = _chosen(catalog, facts)
        return replace(scope, findings=(*beside, *scope.findings), lessons=lessons)
    if place.is_file() and place.suffix == ".md":
        return Scope(catalog=catalog, facts=(), findings=(), lessons=(place,))
    if place.is_file() and place.suffix == ".yaml":
        alone = Facts(id=place.stem, path=str(place), chapter=0, section="", own=False)
        return Scope(catalog=catalog, facts=(alone,), findings=())
    raise UsageError(f"{place} holds no problems", "Name a bank, a chapter, a section or a problem's file.")


def _chosen(catalog: Catalog, facts: list[Facts]) -> Scope:
    files = {one.path for one in facts}
    links = tuple(finding for finding in link_findings(catalog) if finding.file in files)
    return Scope(catalog=catalog, facts=tuple(facts), findings=links)


def check_bank(
    scope: Scope, count: int, crew: Crew, cache: ProofsCache, done: Callable[[Report], None], *, pin: bool = False
) -> BankReport:
    """Return the report of a scope.

    Args:
        scope: As from `scope_of`.
        count: How many variants of each problem to look at.
        crew: Who proves what is not in the cache.
        cache: Reports of earlier runs.
        done: Called once for each problem.
        pin: Whether to pin revisions that are not pinned yet, of problems without findings.
    """
    jobs = [_job(scope, facts, count) for facts in scope.facts]
    known = [cache.get(job) for job in jobs]
    for report in known:
        if report is not None:
            done(report)
    waiting = [job for job, report in zip(jobs, known, strict=True) if report is None]
    made = crew(waiting, done) if waiting else []
    for job, report in zip(waiting, made, strict=True):
        if not report.broken_off:
            cache.put(job, report)
    fresh = iter(made)
    reports = [report if report is not None else next(fresh) for report in known]
    total = _total(scope, reports)
    pinned = _pin(scope, jobs, reports, total.findings) if pin else None
    unpinned = [
        finding for bank in banks_of(scope.catalog, jobs, reports) for finding in pin_findings(bank, scope.catalog)
    ]
    return replace(total, findings=(*total.findings, *unpinned), pinned=pinned)


def _read_anew(scope: Scope, folder: Path) -> list[Facts]:
    """Return the facts of a bank's problems from their files: what an index holds may be another reader's."""
    inside = (facts for facts in scope.catalog.facts if bank_folder(facts.path) == folder)
    return [read_facts((Path(facts.path), facts.chapter, facts.section, facts.own)) for facts in inside]


def _pin(scope: Scope, jobs: list[Job], reports: list[Report], found: tuple[Finding, ...]) -> int:
    pinned = 0
    for bank in banks_of(scope.catalog, jobs, reports):
        with alone(bank.folder):
            write_shipped(bank.folder, _read_anew(scope, bank.folder))
            pinned += write_pins(bank, scope.catalog, found)
    return pinned


def _job(scope: Scope, facts: Facts, count: int) -> Job:
    first = scope.catalog.first_id(facts.id)
    try:
        data = Path(facts.path).read_bytes()
    except OSError as error:
        raise UsageError(f"{facts.path} cannot be read: {error.strerror}", "Allow reading it.") from error
    return Job(facts=facts, first_id=first, data=data, count=count)


def _total(scope: Scope, reports: list[Report]) -> BankReport:
    return BankReport(
        findings=(*scope.findings, *(finding for report in reports for finding in report.findings)),
        problems=len(reports),
        variants=sum(report.variants for report in reports),
        unproved=tuple((report.id, reason) for report in reports for reason in report.unproved),
        cached=sum(report.cached for report in reports),
        seconds=sum(report.seconds for report in reports if not report.cached),
    )
