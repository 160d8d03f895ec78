"""Each moment of a session as the lines a screen shows."""

from collections.abc import Callable
from datetime import date
from typing import Any

from rich.cells import cell_len
from rich.text import Text

from calcquiz.records.moment import Graded, Hint, Moment, Notice, Picture, Question, Solution, Summary
from calcquiz.render.formula import readable
from calcquiz.render.graded import graded_lines
from calcquiz.render.prose import prose
from calcquiz.render.question import question_lines
from calcquiz.render.solution import solution_lines
from calcquiz.render.style import Style
from calcquiz.render.words import counted, day, duration, listed, sentence
from calcquiz.render.wrap import words_of, wrap

LOWEST_PICTURE, HIGHEST_PICTURE, HIGHEST_ALONE = 10, 18, 30
"""Rows: a picture takes three fifths of the screen, so that the verdict above it is still seen."""
BESIDE_ALONE = 3
"""Rows that a picture alone on the screen leaves: a blank one, and the lines of the shell around it."""


def moment_lines(moment: Moment, style: Style, today: date | None = None) -> list[Text]:
    """Return a moment as lines of at most `style.width` cells.

    Args:
        moment: What has happened.
        style: The screen.
        today: The study day, so that days to come can be named from it.
    """
    if isinstance(moment, Summary):
        return summary_lines(moment, style, today)
    if type(moment) not in RENDERERS:
        from calcquiz.render.lesson import LESSON_RENDERERS  # no question needs them

        return LESSON_RENDERERS[type(moment)](moment, style)
    return RENDERERS[type(moment)](moment, style)


def hint_lines(hint: Hint, style: Style) -> list[Text]:
    """Return a rung of the hint ladder."""
    label = f"Hint {hint.rung} of {hint.rungs}"
    if style.plain:
        return prose(f"{label}: {hint.text}", style)
    lines = prose(hint.text, style, first=f"{style.indent}{label}  ", rest=f"{style.indent}  ")
    lines[0].stylize("bold", len(style.indent), len(style.indent) + len(label))
    return lines


def _after_gap(solution: Solution, style: Style) -> list[Text]:
    return ([] if style.plain else [Text()]) + solution_lines(solution, style)


def notice_lines(notice: Notice, style: Style) -> list[Text]:
    """Return a sentence from the program."""
    return prose(notice.text, style)


def summary_lines(summary: Summary, style: Style, today: date | None = None) -> list[Text]:
    """Return how a session went, what was missed and when the first of it comes back."""
    lines = [Text()]
    lines += sentence(_score(summary), style, "" if style.plain else "bold")
    if summary.reasked:
        lines += sentence(f"{_again(summary)}.", style)
    if summary.missed:
        names = listed(list(dict.fromkeys(summary.missed)))
        lines += sentence(f"To practise: {names}.", style)
    if summary.next_due:
        lines += sentence(f"The next review is due {day(summary.next_due, today)}.", style)
    return lines


def _score(summary: Summary) -> str:
    if not summary.asked and not summary.skipped:
        return "No question answered this time. Everything is as it was."
    facts = [f"{summary.right} right", f"{summary.wrong} not yet"]
    facts += [f"{summary.undecided} undecided"] if summary.undecided else []
    facts += [f"{summary.skipped} skipped"] if summary.skipped else []
    time = f" in {duration(summary.seconds)}" if summary.seconds >= 1 else ""
    return f"{counted(summary.asked, 'question')}{time}: {listed(facts)}."


def _again(summary: Summary) -> str:
    if summary.reasked == 1:
        return "What was asked again was right" if summary.reasked_right else "What was asked again was not right yet"
    if summary.reasked_right == summary.reasked:
        return "Everything that was missed and asked again was right"
    verb = "was" if summary.reasked_right == 1 else "were"
    return f"Of {summary.reasked} asked again {summary.reasked_right} {verb} right"


def picture_lines(picture: Picture, style: Style) -> list[Text]:
    """Return a picture: drawn, or told in sentences and a table of values for screen readers."""
    caption = prose(picture.caption, style) if picture.caption else []
    if style.plain:
        from calcquiz.plotting.table import describe

        told = describe(picture.scene, width=style.width)
        return caption + [row for line in told.split("\n") for row in _told_lines(readable(line, style), style)]
    from calcquiz.plotting.terminal import draw

    width = style.width - 2 * len(style.indent)
    room, most = style.height * 3 // 5, HIGHEST_PICTURE
    if picture.alone:
        room, most = style.height - BESIDE_ALONE, HIGHEST_ALONE
    height = min(max(room, LOWEST_PICTURE), most)
    drawn = draw(picture.scene, width=width, height=height, colour=style.colour, ascii_only=style.ascii_only)
    lines = [Text.assemble(style.indent, Text.from_ansi(line)) for line in drawn.split("\n")]
    return [Text(), *lines, *caption]


def _told_lines(line: str, style: Style) -> list[Text]:
    """Return a sentence wrapped; a row of the table fits as it is."""
    return [Text(line)] if cell_len(line) <= style.width else wrap(words_of(line), style.width)


RENDERERS: dict[type[Any], Callable[[Any, Style], list[Text]]] = {
    Question: question_lines,
    Graded: graded_lines,
    Hint: hint_lines,
    Solution: _after_gap,
    Picture: picture_lines,
    Notice: notice_lines,
}
