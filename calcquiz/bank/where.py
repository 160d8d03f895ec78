"""WHERE on the command line: a chapter, a section, a problem or one of its variants, with “did you mean”."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from calcquiz.records.bank import Chapter, Facts, Section, Selection
from calcquiz.records.errors import BankError, UsageError

if TYPE_CHECKING:
    from calcquiz.bank.catalog import Catalog

CHAPTER = re.compile(r"(?:chapter\s*)?([1-9]\d?)", re.IGNORECASE)
SECTION = re.compile(r"(?:section\s*)?([1-9]\d?\.[1-9]\d?)", re.IGNORECASE)


def resolve(catalog: Catalog, where: str) -> Selection:
    """Return what WHERE means; see `Catalog.resolve`."""
    text = where.strip()
    if not text or text == "all":
        return Selection(ids=tuple(facts.id for facts in catalog.usable), title="Everything")
    chapter = _chapter(catalog, text)
    if chapter is not None:
        chosen = [facts for facts in catalog.facts if facts.chapter == chapter.number]
        return _selection(chosen, f"Chapter {chapter.number}: {chapter.title}")
    section = _section(catalog, text)
    if section is not None:
        chosen = [facts for facts in catalog.facts if facts.section == section.number]
        return _selection(chosen, f"{section.number} {section.title}")
    return _problem(catalog, text)


def sections_of(catalog: Catalog, where: str) -> tuple[tuple[Chapter, ...], Section | None]:
    """Return the chapters that WHERE means and, where it means one section (or a problem of it), that section.

    Raises:
        UsageError: nothing has that name; the nearest name is suggested.
    """
    text = where.strip()
    if not text or text == "all":
        return catalog.chapters, None
    chapter = _chapter(catalog, text)
    if chapter is not None:
        return (chapter,), None
    section = _section(catalog, text)
    if section is None:
        facts = catalog.by_id.get(catalog.current_id(text.partition("#")[0]))
        if facts is None:
            raise _unknown(catalog, text)
        section = catalog.section(facts.section)
    return (catalog.chapter(int(section.number.partition(".")[0])),), section


def _chapter(catalog: Catalog, text: str) -> Chapter | None:
    match = CHAPTER.fullmatch(text)
    return next((one for one in catalog.chapters if match and one.number == int(match[1])), None)


def _section(catalog: Catalog, text: str) -> Section | None:
    match = SECTION.fullmatch(text)
    sections = (section for chapter in catalog.chapters for section in chapter.sections)
    return next((one for one in sections if (match and one.number == match[1]) or one.slug == text), None)


def _selection(chosen: list[Facts], title: str) -> Selection:
    ids = tuple(facts.id for facts in chosen if facts.usable)
    broken = tuple(finding for facts in chosen for finding in facts.findings)
    if not ids and broken:
        raise BankError(broken)
    if not ids:
        raise UsageError(f"{title} has no problems yet", "Run calcquiz list to see what there is.")
    return Selection(ids=ids, title=title)


def _problem(catalog: Catalog, text: str) -> Selection:
    name, mark, variant = text.partition("#")
    if mark and not re.fullmatch(r"\d{1,6}", variant):
        raise UsageError(f"`{text}` is no variant", f"Write a number after the #: {name}#0.")
    facts = catalog.by_id.get(catalog.current_id(name))
    if facts is None:
        raise _unknown(catalog, name)
    if not facts.usable:
        raise BankError(facts.findings)
    return Selection(ids=(facts.id,), title=facts.title, variant=int(variant) if mark else None)


def _unknown(catalog: Catalog, name: str) -> UsageError:
    chapters = [f"chapter{chapter.number}" for chapter in catalog.chapters]
    sections = [section.number for chapter in catalog.chapters for section in chapter.sections]
    known = [*chapters, *sections, *catalog.by_id, *catalog.aliases]
    close = difflib.get_close_matches(name.lower(), known, 1, cutoff=0.8)
    close = close or difflib.get_close_matches(name.lower(), known, 3, cutoff=0.5)
    close = close or [one for one in known if len(name) > 2 and name.lower() in one][:3]
    advice = (
        f"Did you mean {_or(close)}?" if close else f"Write a chapter ({', '.join(chapters)}), or see calcquiz list."
    )
    return UsageError(f"there is no chapter, section or problem called `{name[:60]}`", advice)


def _or(names: list[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} or {last}" if first else last
