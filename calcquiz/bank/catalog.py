"""The catalog: chapters, sections and problems of all banks, found, indexed and resolved by name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from calcquiz.bank.index import CHAPTER, FACTS, FAMILIES, Index, ProblemFile
from calcquiz.bank.shipped_facts import Shipped, read_shipped, shipped_facts
from calcquiz.records.bank import Chapter, Facts, Family, Section, Selection
from calcquiz.records.errors import BankError, Finding, UsageError

if TYPE_CHECKING:
    from calcquiz.records.problem import Problem

CHAPTER_FOLDER = re.compile(r"chapter([1-9]\d?)")
SECTION_FOLDER = re.compile(r"([1-9]\d?)-[a-z0-9-]+")


@dataclass(frozen=True, kw_only=True)
class Catalog:
    """Every chapter and problem there is; problems are loaded one by one when they are asked for."""

    chapters: tuple[Chapter, ...]
    facts: tuple[Facts, ...]
    """All problems in teaching order, broken ones too."""
    families: dict[str, Family] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    """Old id -> new id."""
    findings: tuple[Finding, ...] = ()
    """What is wrong beside the problem files: chapters, families, files that stand in the wrong place."""

    @cached_property
    def by_id(self) -> dict[str, Facts]:
        """Return the facts by id."""
        return {facts.id: facts for facts in self.facts}

    @property
    def usable(self) -> tuple[Facts, ...]:
        """Return the problems that can be asked, in teaching order."""
        return tuple(facts for facts in self.facts if facts.usable)

    @property
    def broken(self) -> tuple[Facts, ...]:
        """Return the problems whose file has findings."""
        return tuple(facts for facts in self.facts if not facts.usable)

    def current_id(self, name: str) -> str:
        """Return the id a problem has now; follows renames."""
        for _ in range(len(self.aliases)):
            if name not in self.aliases or name in self.by_id:
                break
            name = self.aliases[name]
        return name

    def first_id(self, name: str) -> str:
        """Return the oldest id a problem had."""
        older = {new: old for old, new in self.aliases.items()}
        for _ in range(len(older)):
            if name not in older:
                break
            name = older[name]
        return name

    def load(self, name: str) -> "Problem":
        """Return a problem.

        Raises:
            BankError: its file has findings.
            UsageError: there is no problem of that name.
        """
        facts = self.by_id.get(self.current_id(name))
        if facts is None:
            raise UsageError(f"there is no problem {name}", "Run calcquiz list to see them all.")
        try:
            data = Path(facts.path).read_bytes()
        except OSError as error:
            message = f"the file cannot be read: {error.strerror}"
            raise BankError((Finding(file=facts.path, line=1, column=1, message=message),)) from error
        from calcquiz.bank.problem_reader import read_problem

        return read_problem(
            facts.path,
            data,
            id_=facts.id,
            chapter=facts.chapter,
            section=facts.section,
            first_id=self.first_id(facts.id),
        )

    def chapter(self, number: int) -> Chapter:
        """Return a chapter; KeyError when there is none."""
        return {chapter.number: chapter for chapter in self.chapters}[number]

    def section(self, number: str) -> Section:
        """Return a section by its number, `2.1`; KeyError when there is none."""
        return {section.number: section for chapter in self.chapters for section in chapter.sections}[number]

    def resolve(self, where: str = "") -> Selection:
        """Return what WHERE means: `chapter2`, `2`, `2.1`, a problem's id, `ID#K`; everything when it is empty.

        Raises:
            UsageError: nothing has that name; the nearest name is suggested.
            BankError: it names a problem whose file has findings.
        """
        from calcquiz.bank.where import resolve

        return resolve(self, where)


def open_catalog(folders: Iterable[Path], cache: Path | None = None, *, where: str | None = None) -> Catalog:
    """Return the catalog of some bank folders, the first one calcquiz's own.

    A broken file makes findings; the rest stays usable.

    Args:
        folders: As from `bank.folders.bank_folders`.
        cache: Where the index may be kept.
        where: Only what this WHERE means is needed: of other problems that the index does not hold
            only id and place are known, and families of mistakes are not read.
    """
    builder = _Builder(Index(cache), where)
    for place, folder in enumerate(folders):
        builder.add(folder, own=place == 0)
    return builder.catalog()


class _Builder:
    """Gathers chapters and files over all folders."""

    def __init__(self, index: Index, where: str | None) -> None:
        self.index = index
        self.where = where.strip() if where else None
        self.chapters: dict[int, Chapter] = {}
        self.sections: dict[str, Section] = {}
        self.files: dict[str, list[ProblemFile]] = {}
        self.families: dict[str, Family] = {}
        self.aliases: dict[str, str] = {}
        self.findings: list[Finding] = []
        self.shipped: dict[Path, Shipped] = {}

    def add(self, folder: Path, *, own: bool) -> None:
        families, found = self.read_families(folder / "mistakes.yaml")
        self.families = {**families, **self.families}
        aliases, more = self.read_aliases(folder / "aliases.yaml")
        self.aliases = {**aliases, **self.aliases}
        self.findings += [*found, *more]
        for path in sorted(entry for entry in folder.iterdir() if entry.is_dir()):
            match = CHAPTER_FOLDER.fullmatch(path.name)
            if match:
                self.add_chapter(path, int(match[1]), own=own)

    def read_families(self, path: Path) -> tuple[dict[str, Family], tuple[Finding, ...]]:
        def read() -> tuple[dict[str, Family], tuple[Finding, ...]]:
            from calcquiz.bank.chapter_reader import read_families  # brings the YAML reader

            return read_families(path)

        return self.index.get(path, [], read, FAMILIES) if path.is_file() and self.where is None else ({}, ())

    def read_aliases(self, path: Path) -> tuple[dict[str, str], tuple[Finding, ...]]:
        if not path.is_file():
            return {}, ()
        from calcquiz.bank.chapter_reader import read_aliases

        return read_aliases(path)

    def read_chapter(self, path: Path, number: int) -> tuple[Chapter, tuple[Finding, ...]]:
        def read() -> tuple[Chapter, tuple[Finding, ...]]:
            from calcquiz.bank.chapter_reader import read_chapter  # brings the YAML reader

            return read_chapter(path, number)

        return self.index.get(path, [number], read, CHAPTER)

    def add_chapter(self, folder: Path, number: int, *, own: bool) -> None:
        described = folder / "chapter.yaml"
        if described.is_file():
            chapter, found = self.read_chapter(described, number)
            self.findings += found
            self.chapters.setdefault(number, chapter)
            for section in chapter.sections:
                self.sections.setdefault(section.number, section)
        elif number not in self.chapters:
            advice = "Write one with `title`, `goals` and `sections`."
            self.complain(described, f"chapter {number} has no chapter.yaml", advice)
            self.chapters[number] = Chapter(number=number, title=f"Chapter {number}")
        for path in sorted(entry for entry in folder.iterdir() if entry.is_dir()):
            match = SECTION_FOLDER.fullmatch(path.name)
            if match:
                self.add_section(path, number, f"{number}.{match[1]}", own=own)
        for stray in sorted(set(folder.glob("*.yaml")) - {described}):
            self.complain(stray, "a problem outside a section", "Move it into a section's folder.")

    def add_section(self, folder: Path, chapter: int, number: str, *, own: bool) -> None:
        section = self.sections.get(number)
        if section is None:
            title = folder.name.partition("-")[2].replace("-", " ").capitalize()
            section = Section(number=number, slug=folder.name, title=title)
            self.complain(folder, f"section {number} is not in chapter.yaml", "Add it to `sections`.")
        lesson = folder / "lesson.md"
        self.sections[number] = replace(
            section,
            folders=(*section.folders, str(folder)),
            lesson=section.lesson or (str(lesson) if lesson.is_file() else None),
            code=(*section.code, *(str(path) for path in sorted(folder.glob("*.py")))),
        )
        paths = sorted(folder.glob("*.yaml"))
        self.files.setdefault(number, []).extend((path, chapter, number, own) for path in paths)

    def complain(self, path: Path, message: str, advice: str) -> None:
        self.findings.append(Finding(file=str(path), line=1, column=1, message=message, advice=advice))

    def catalog(self) -> Catalog:
        files: list[ProblemFile] = []
        for number in sorted(self.sections, key=section_key):
            files += self.ordered(number)
        facts = [self.facts_of(file) for file in files]
        self.index.save(partial=self.where is not None)
        chapters = tuple(self.with_sections(chapter) for _, chapter in sorted(self.chapters.items()))
        return Catalog(
            chapters=chapters,
            facts=tuple(self.distinct(facts)),
            families=self.families,
            aliases=self.aliases,
            findings=tuple(self.findings),
        )

    def facts_of(self, file: ProblemFile) -> Facts:
        """Return the facts of a problem; where it is not asked for, at least its id and place."""
        path, chapter, section, own = file
        place = [chapter, section, own]
        if self.is_wanted(file):
            return self.index.get(path, place, partial(self.read_facts, file), FACTS)
        bare = Facts(id=path.stem, path=str(path), chapter=chapter, section=section, own=own)
        return self.index.known(path, place, FACTS) or bare

    def read_facts(self, file: ProblemFile) -> Facts:
        """Return the facts of a problem that is not in the index: shipped with our own bank, or read."""
        path, _, _, own = file
        folder = path.parents[2]
        if own and folder not in self.shipped:
            self.shipped[folder] = read_shipped(folder)
        return (own and shipped_facts(self.shipped[folder], file)) or _read_facts(file)

    def is_wanted(self, file: ProblemFile) -> bool:
        """Whether WHERE means the file's chapter, its section, or the problem itself."""
        if self.where is None:
            return True
        path, chapter, section, _ = file
        name = self.where.partition("#")[0]
        wanted = re.fullmatch(r"(?:chapter\s*|section\s*)?(\d+(?:\.\d+)?)", name, re.IGNORECASE)
        if wanted is not None:
            return wanted[1] in {str(chapter), section}
        slug = Path(self.sections[section].slug).name if section in self.sections else ""
        return path.stem in {name, self.aliases.get(name)} or name in {slug, "all"}

    def with_sections(self, chapter: Chapter) -> Chapter:
        numbers = [
            number for number in sorted(self.sections, key=section_key) if section_key(number)[0] == chapter.number
        ]
        return replace(chapter, sections=tuple(self.sections[number] for number in numbers))

    def ordered(self, number: str) -> list[ProblemFile]:
        """Return a section's files in teaching order; those that are not listed come last."""
        order = {name: place for place, name in enumerate(self.sections[number].order)}
        files = self.files.get(number, [])
        for name in order.keys() - {path.stem for path, *_ in files}:
            where = Path(self.sections[number].folders[0]) if self.sections[number].folders else Path(number)
            message = f"`{name}` is listed in section {number} and has no file"
            self.complain(where / f"{name}.yaml", message, "Write the problem, or take its name off the list.")
        for path, _, _, own in files:
            if own and path.stem not in order:
                advice = f"Add `- {path.stem}` to `problems` of section {number} there, where it should be taught."
                self.complain(path, "the problem is not listed in chapter.yaml", advice)
        return sorted(files, key=lambda file: (order.get(file[0].stem, len(order)), not file[3], file[0].stem))

    def distinct(self, facts: list[Facts]) -> list[Facts]:
        seen: dict[str, Facts] = {}
        for one in facts:
            if one.id in seen:
                advice = f"{seen[one.id].path} has it already: choose another file name."
                self.complain(Path(one.path), f"the id `{one.id}` is taken", advice)
            else:
                seen[one.id] = one
        return list(seen.values())


def section_key(number: str) -> tuple[int, int]:
    """Return what sections are sorted by: 2.10 comes after 2.9."""
    chapter, _, section = number.partition(".")
    return (int(chapter), int(section or 0))


def _read_facts(file: ProblemFile) -> Facts:
    from calcquiz.bank.facts import read_facts  # brings the reader of problems: only where the index is cold

    return read_facts(file)
