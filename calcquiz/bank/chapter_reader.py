"""The readers of chapter.yaml, mistakes.yaml and aliases.yaml."""

from pathlib import Path

from calcquiz.bank.nodes import Mapping
from calcquiz.bank.schema import Reader
from calcquiz.bank.yaml_reader import read_yaml
from calcquiz.records.bank import Chapter, Family, Section
from calcquiz.records.errors import BankError, Finding

CHAPTER_KEYS = ("calcquiz", "title", "goals", "sections")
SECTION_KEYS = ("folder", "title", "goals", "problems")
FAMILY_KEYS = ("title", "what", "why", "instead", "skill")
MOST_FAMILIES = 40


def read_chapter(path: Path, number: int) -> tuple[Chapter, tuple[Finding, ...]]:
    """Return a chapter as its chapter.yaml describes it (sections without files yet), and what is wrong in it."""
    try:
        root, source = read_yaml(str(path), path.read_bytes())
    except BankError as error:
        return Chapter(number=number, title=f"Chapter {number}"), error.findings
    reader = Reader(source)
    entries = reader.entries(root, "a chapter", CHAPTER_KEYS)
    sections = []
    for place, node in enumerate(reader.items(entries.get("sections"), "`sections`"), 1):
        fields = reader.entries(node, "a section", SECTION_KEYS)
        slug = reader.text(fields.get("folder"), f"sections.{place}.folder")
        if slug.partition("-")[0] != str(place):
            reader.find(node, f"section {place} has the folder `{slug}`", f"Name the folder `{place}-…`.")
        goals = reader.items(fields.get("goals"), "`goals`")
        sections.append(
            Section(
                number=f"{number}.{place}",
                slug=slug,
                title=reader.sentence(fields.get("title"), f"sections.{place}.title", ()),
                goals=tuple(reader.sentence(goal, "goals", ()) for goal in goals),
                order=reader.words(fields.get("problems"), f"sections.{place}.problems"),
            )
        )
    chapter = Chapter(
        number=number,
        title=reader.sentence(entries.get("title"), "title", ()) or f"Chapter {number}",
        goals=tuple(reader.sentence(goal, "goals", ()) for goal in reader.items(entries.get("goals"), "`goals`")),
        sections=tuple(sections),
    )
    return chapter, tuple(reader.findings)


def read_families(path: Path) -> tuple[dict[str, Family], tuple[Finding, ...]]:
    """Return the families of mistakes by name, and what is wrong in the file."""
    if not path.is_file():
        return {}, ()
    try:
        root, source = read_yaml(str(path), path.read_bytes())
    except BankError as error:
        return {}, error.findings
    reader = Reader(source)
    found = {}
    for key, node in reader.pairs(root, "mistakes.yaml"):
        name = reader.word(key, key.text)
        entries = reader.entries(node, "a family", FAMILY_KEYS)
        for missing in [field for field in FAMILY_KEYS[:4] if field not in entries]:
            reader.find(key, f"the family `{name}` has no `{missing}`", f"Add {missing}: … to it.")
        texts = {field: reader.sentence(entries.get(field), f"{name}.{field}", ()) for field in FAMILY_KEYS[:4]}
        found[name] = Family(name=name, skill=reader.word(entries.get("skill"), f"{name}.skill") or None, **texts)
    if len(found) > MOST_FAMILIES:
        reader.find(root, f"there are {len(found)} families, more than {MOST_FAMILIES}", "Join those that are alike.")
    return found, tuple(reader.findings)


def read_aliases(path: Path) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """Return old id -> new id, and what is wrong in the file."""
    if not path.is_file():
        return {}, ()
    try:
        root, source = read_yaml(str(path), path.read_bytes())
    except BankError as error:
        return {}, error.findings
    reader = Reader(source)
    if isinstance(root, Mapping) and not root.pairs:
        return {}, ()
    found = {
        reader.word(key, key.text): reader.word(value, key.text) for key, value in reader.pairs(root, "aliases.yaml")
    }
    return found, tuple(reader.findings)
