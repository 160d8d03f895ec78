"""What `due` prints: the skills to review today, lowest recall first, and those that may begin."""

from datetime import date

from rich.text import Text

from calcquiz.records.agenda import Agenda, DueSkill
from calcquiz.render.style import Style
from calcquiz.render.tables import Column, table_lines
from calcquiz.render.words import counted, day, quiet, sentence
from calcquiz.render.wrap import words_of, wrap

COLUMNS = (
    Column(heading="skill"),
    Column(heading="", drop=3),
    Column(heading="recall", right=True),
    Column(heading="due", drop=1),
    Column(heading="title", least=16, drop=2, look="dim"),
)


def agenda_lines(agenda: Agenda, style: Style) -> list[Text]:
    """Return what there is to do as lines, and the command that does it."""
    if not agenda.due and not agenda.new:
        when = f" Next review {day(agenda.next_due.isoformat(), agenda.day)}." if agenda.next_due else ""
        return sentence(f"Nothing is due today.{when} Practise freely: calcquiz practice chapter1", style)
    lines = _due(agenda, style)
    if agenda.new:
        lines += ([] if style.plain or not agenda.due else [Text()]) + _new(agenda, style)
    gap = [] if style.plain else [Text()]
    return lines + gap + quiet("Begin with: calcquiz drill", style)


def _due(agenda: Agenda, style: Style) -> list[Text]:
    if not agenda.due:
        return sentence("Nothing is due for review.", style)
    heading = f"{counted(len(agenda.due), 'skill')} due"
    if style.plain:
        lines = [line for due in agenda.due for line in wrap(words_of(_told(due, agenda.day)), style.width, rest="  ")]
        return [Text(f"{heading}:"), *lines]
    rows = [(due.skill, due.section, _percent(due), _since(due, agenda.day), due.title) for due in agenda.due]
    return table_lines(COLUMNS, [(heading, rows)], style)


def _new(agenda: Agenda, style: Style) -> list[Text]:
    heading = f"{counted(len(agenda.new), 'new skill')} may begin"
    if style.plain:
        lines = [
            line
            for new in agenda.new
            for line in wrap(words_of(f"{new.skill}: {new.title}, section {new.section}."), style.width, rest="  ")
        ]
        return [Text(f"{heading}:"), *lines]
    columns = (COLUMNS[0], COLUMNS[1], COLUMNS[4])
    blank = tuple(Column(heading="", least=c.least, drop=c.drop, look=c.look) for c in columns)
    return table_lines(blank, [(heading, [(new.skill, new.section, new.title) for new in agenda.new])], style)


def _percent(due: DueSkill) -> str:
    return f"{round(100 * due.recall)} %"


def _since(due: DueSkill, today: date) -> str:
    late = (today - due.due_day).days
    return "today" if late <= 0 else f"{counted(late, 'day')} ago"


def _told(due: DueSkill, today: date) -> str:
    leech = f", forgotten {counted(due.lapses, 'time')}" if due.is_leech else ""
    return f"{due.skill}: {due.title}, section {due.section}, recall {_percent(due)}, due {_since(due, today)}{leech}."
