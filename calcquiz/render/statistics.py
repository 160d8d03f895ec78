"""What `stats` prints: today, the chapters and sections, the weakest skills and the commonest mistakes."""

from collections.abc import Mapping, Sequence
from datetime import date

from rich.text import Text

from calcquiz.records.progress import Progress, Share
from calcquiz.render.style import Style
from calcquiz.render.tables import Column, table_lines
from calcquiz.render.words import MONTHS, WEEKDAYS, counted, sentence
from calcquiz.render.words import day as day_in_words
from calcquiz.render.wrap import words_of, wrap

MOST_LISTED = 5
BAR_CELLS = 10
COLUMNS = (
    Column(heading=""),
    Column(heading="", least=14, drop=3),
    Column(heading="met", right=True),
    Column(heading="", drop=2),
    Column(heading="due", right=True),
    Column(heading="settled", right=True, drop=1),
    Column(heading="right at once", right=True),
)
HEAT, HEAT_ASCII = "·░▒█", ".-+#"
HEAT_BOUNDS = (1, 5, 15)
"""Questions a day from which a day is darker."""
SETTLED = "Settled: the next review is at least three weeks after the last one."


def statistics_lines(progress: Progress, titles: Mapping[str, str], style: Style) -> list[Text]:
    """Return the numbers of a learner.

    Args:
        progress: The numbers.
        titles: The title of each chapter (`2`) and section (`2.1`).
        style: The screen.
    """
    if not progress.total.asked:
        return sentence("No question answered yet. Begin with: calcquiz practice chapter1", style)
    gap = [Text()]
    lines = _today(progress, style) + gap
    lines += _plain_shares(progress, titles, style) if style.plain else _shares(progress, titles, style)
    if progress.weakest:
        lines += gap + _weakest(progress, style)
    if progress.mistakes:
        lines += gap + _mistakes(progress, style)
    if progress.retention:
        lines += gap + _retention(progress, style)
    if progress.overridden:
        share = f"{round(100 * progress.overridden / max(1, progress.rated))} %"
        changed = f"You changed {counted(progress.overridden, 'rating')} yourself, {share} of all."
        lines += gap + sentence(changed, style)
    return lines + (gap + heat_map_lines(progress.days, style) if progress.days else [])


def _today(progress: Progress, style: Style) -> list[Text]:
    today = f"Today: {counted(progress.asked_today, 'question')}, {progress.right_today} right."
    if not progress.asked_today:
        today = "Today: no question yet."
    streak = f" {counted(progress.streak_days, 'day')} in a row." if progress.streak_days else ""
    return sentence(today + streak, style, "" if style.plain else "bold")


def _shares(progress: Progress, titles: Mapping[str, str], style: Style) -> list[Text]:
    rows: list[tuple[str, ...]] = []
    for chapter in progress.chapters:
        rows.append(_row(chapter, titles, style))
        inside = [section for section in progress.sections if section.name.split(".")[0] == chapter.name]
        rows += [_row(section, titles, style) for section in inside if section.seen]
    rows.append(_row(progress.total, titles, style))
    return [*table_lines(COLUMNS, [("", rows)], style), Text(), *sentence(SETTLED, style, "dim")]


def _row(share: Share, titles: Mapping[str, str], style: Style) -> tuple[str, ...]:
    name = f"  {share.name}" if "." in share.name else share.name
    return (
        name,
        titles.get(share.name, ""),
        f"{share.seen}/{share.skills}",
        _bar(share, style),
        str(share.due),
        str(share.mature),
        _percent(share),
    )


def _bar(share: Share, style: Style) -> str:
    """Return the part of the skills that has been met as a bar of 10 cells."""
    filled = round(BAR_CELLS * share.seen / share.skills) if share.skills else 0
    full, empty = ("#", ".") if style.ascii_only else ("━", "╌")
    return full * filled + empty * (BAR_CELLS - filled)


def _percent(share: Share) -> str:
    return f"{round(100 * share.first_try / share.asked)} % of {share.asked}" if share.asked else "-"


def _plain_shares(progress: Progress, titles: Mapping[str, str], style: Style) -> list[Text]:
    lines: list[Text] = []
    for share in (*progress.chapters, *(section for section in progress.sections if section.seen), progress.total):
        kind = "Section" if "." in share.name else "Chapter"
        name = (
            "All together" if share is progress.total else f"{kind} {share.name} {titles.get(share.name, '')}".strip()
        )
        facts = (
            f"{share.seen} of {counted(share.skills, 'skill')} met, {share.due} due, {share.mature} settled, "
            f"{share.first_try} of {counted(share.asked, 'question')} right at once."
        )
        lines += wrap(words_of(f"{name}: {facts}"), style.width, rest="  ")
    return lines + sentence(SETTLED, style)


def _weakest(progress: Progress, style: Style) -> list[Text]:
    rows = [
        (weakness.skill, f"{weakness.wrong} of the last {weakness.asked} missed")
        for weakness in progress.weakest[:MOST_LISTED]
    ]
    return _short_table("To practise", rows, style)


def _mistakes(progress: Progress, style: Style) -> list[Text]:
    rows = [(name, counted(count, "time")) for name, count in progress.mistakes[:MOST_LISTED]]
    return _short_table("Commonest mistakes", rows, style)


def _retention(progress: Progress, style: Style) -> list[Text]:
    """Return what the memory model foretold beside what came true."""
    rows = [
        (group.name, f"{round(100 * group.foretold)} %", f"{round(100 * group.true)} %", str(group.reviews))
        for group in progress.retention
    ]
    heading = "Remembered at review"
    if style.plain:
        told = [f"{name}: {true} of {count}, {foretold} was foretold." for name, foretold, true, count in rows]
        return [Text(f"{heading}:"), *(line for text in told for line in wrap(words_of(text), style.width, rest="  "))]
    columns = (
        Column(heading=heading),
        Column(heading="foretold", right=True),
        Column(heading="true", right=True),
        Column(heading="reviews", right=True),
    )
    return table_lines(columns, [("", rows)], style)


def heat_map_lines(days: Sequence[tuple[date, int]], style: Style) -> list[Text]:
    """Return the days of study of the last 12 weeks, a column a week, a row a day of the week."""
    asked = [(day, count) for day, count in days if count]
    total = f"{counted(sum(count for _, count in asked), 'question')} on {counted(len(asked), 'day')} in 12 weeks"
    if style.plain:
        most = max(asked, key=lambda entry: entry[1], default=None)
        busiest = f", most on {day_in_words(most[0].isoformat()).removeprefix('on ')}: {most[1]}" if most else ""
        return sentence(f"{total}{busiest}.", style)
    glyphs = HEAT_ASCII if style.ascii_only else HEAT
    lines = sentence(total, style, "bold")
    weeks = [dict(days[start : start + 7]) for start in range(0, len(days), 7)]
    for weekday, name in enumerate(WEEKDAYS):
        cells = [_glyph(week, weekday, glyphs) for week in weeks]
        lines.append(Text(f"{style.indent}{name[:3]}  {' '.join(cells)}".rstrip()))
    below = (_months(days), _legend(glyphs))
    return [*lines, *(Text(f"{style.indent}     {text}".rstrip(), "dim") for text in below)]


def _glyph(week: Mapping[date, int], weekday: int, glyphs: str) -> str:
    count = next((count for day, count in week.items() if day.weekday() == weekday), None)
    if count is None:
        return " "
    return glyphs[sum(count >= bound for bound in HEAT_BOUNDS)]


def _legend(glyphs: str) -> str:
    _, some, many = HEAT_BOUNDS
    return f"{glyphs[1]} up to {some - 1}  {glyphs[2]} up to {many - 1}  {glyphs[3]} more"


def _months(days: Sequence[tuple[date, int]]) -> str:
    """Return the names of months under the weeks in which they begin."""
    line = ""
    for column, (monday, _) in enumerate(days[::7]):
        begins = column == 0 or monday.month != days[7 * (column - 1)][0].month
        if begins and len(line) <= 2 * column:
            line = line.ljust(2 * column) + MONTHS[monday.month - 1][:3]
    return line


def _short_table(heading: str, rows: Sequence[tuple[str, str]], style: Style) -> list[Text]:
    if style.plain:
        lines = [line for name, fact in rows for line in wrap(words_of(f"{name}: {fact}."), style.width, rest="  ")]
        return [Text(f"{heading}:"), *lines]
    return table_lines((Column(heading="", least=12), Column(heading="", look="dim")), [(heading, rows)], style)
