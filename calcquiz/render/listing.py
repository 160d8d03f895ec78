"""What `list` prints: every skill under its section, with its difficulty and where the learner stands with it."""

from collections.abc import Mapping, Sequence

from rich.text import Text

from calcquiz.records.bank import Chapter, Facts
from calcquiz.render.question import DIFFICULTIES, difficulty_dots
from calcquiz.render.style import Style
from calcquiz.render.tables import Column, table_lines
from calcquiz.render.words import counted, quiet, sentence
from calcquiz.render.wrap import words_of, wrap

COLUMNS = (
    Column(heading="skill"),
    Column(heading="difficulty", drop=1),
    Column(heading="state"),
    Column(heading="title", least=16, drop=2, look="dim"),
)


def list_lines(
    problems: Sequence[Facts], chapters: Sequence[Chapter], states: Mapping[str, str], style: Style
) -> list[Text]:
    """Return the problems under their sections, those that cannot be used by their first finding at the end.

    Args:
        problems: In the order to be printed.
        chapters: Where the titles of sections stand.
        states: What to print as state by id, e.g. `new`, `due`, `in 3 days`; `new` where an id is missing.
        style: The screen.
    """
    usable = [facts for facts in problems if facts.usable]
    if not problems:
        return sentence("There is no problem here yet.", style)
    titles = {section.number: section.title for chapter in chapters for section in chapter.sections}
    groups = {facts.section: [other for other in usable if other.section == facts.section] for facts in usable}
    lines: list[Text] = []
    if style.plain:
        for section, members in groups.items():
            lines += wrap(words_of(_section(section, titles) + ":"), style.width)
            lines += [line for facts in members for line in _plain_row(facts, states, style)]
    elif usable:
        rows = [
            (_section(section, titles), [_row(facts, states, style) for facts in members])
            for section, members in groups.items()
        ]
        lines += table_lines(COLUMNS, rows, style)
    return lines + _end(problems, usable, style)


def _section(number: str, titles: Mapping[str, str]) -> str:
    return f"{number} {titles.get(number, '')}".strip()


def _row(facts: Facts, states: Mapping[str, str], style: Style) -> tuple[str, ...]:
    return facts.id, difficulty_dots(facts.difficulty, style), states.get(facts.id, "new"), facts.title


def _plain_row(facts: Facts, states: Mapping[str, str], style: Style) -> list[Text]:
    difficulty = f"difficulty {facts.difficulty} of {DIFFICULTIES}"
    row = f"{facts.id}: {facts.title}, {difficulty}, {states.get(facts.id, 'new')}."
    return wrap(words_of(row), style.width, rest="  ")


def _end(problems: Sequence[Facts], usable: Sequence[Facts], style: Style) -> list[Text]:
    """Return the count, and what is wrong with the problems that cannot be used."""
    gap = [] if style.plain else [Text()]
    lines = gap + quiet(f"{counted(len(usable), 'skill')}.", style)
    broken = [facts for facts in problems if not facts.usable]
    if broken:
        lines += sentence(f"{counted(len(broken), 'problem')} cannot be used:", style)
    for facts in broken:
        finding = facts.findings[0]
        # The place stays whole, however long, so that editors can open it.
        lines.append(Text(f"{style.indent}  {finding.file}:{finding.line}:{finding.column}:"))
        lines += wrap(words_of(finding.message), style.width, first=style.indent + "    ")
    return lines
