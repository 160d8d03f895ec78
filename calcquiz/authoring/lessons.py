"""The proof of a lesson: it loads, has the right length, its formulas fit a screen and its pictures show something."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from calcquiz.bank.catalog import Catalog
from calcquiz.bank.lesson_reader import read_lesson
from calcquiz.records.errors import BankError, Finding
from calcquiz.records.lesson import Code, Drawing, Formula, Lesson, Prose

FEWEST_WORDS, MOST_WORDS = 400, 700
WIDEST = 78
FINITE_PERCENT = 90
WORD = re.compile(r"[A-Za-z][\w'’-]*")


def lessons_within(catalog: Catalog, place: Path | None, sections: Sequence[str] = ()) -> tuple[Path, ...]:
    """Return the lessons in a folder (None: anywhere), or of some sections."""
    every = [section for chapter in catalog.chapters for section in chapter.sections if section.lesson is not None]
    if sections:
        every = [section for section in every if section.number in sections]
    paths = [Path(section.lesson) for section in every if section.lesson is not None]
    return tuple(path for path in paths if place is None or path.resolve().is_relative_to(place))


def lesson_findings(path: Path) -> tuple[Finding, ...]:
    """Return what is wrong with a lesson."""
    try:
        lesson = read_lesson(path)
    except BankError as error:
        return error.findings
    return tuple(_found(lesson))


def words_in(lesson: Lesson) -> int:
    """Return how many words of prose a lesson has; formulas and code are not counted."""
    from calcquiz.typeset import Place, split_math

    prose = [block.text for page in lesson.pages for block in page.blocks if isinstance(block, Prose)]
    texts = [run.text for text in prose for run in split_math(text) if run.place is Place.TEXT]
    return sum(len(WORD.findall(re.sub(r"`[^`]*`", " ", text))) for text in texts)


def _found(lesson: Lesson) -> Iterator[Finding]:
    def finding(line: int, message: str, advice: str) -> Finding:
        return Finding(file=lesson.file, line=line, column=1, message=message, advice=advice)

    count = words_in(lesson)
    if not FEWEST_WORDS <= count <= MOST_WORDS:
        advice = f"Write {FEWEST_WORDS} to {MOST_WORDS}; formulas and code are not counted."
        yield finding(1, f"the lesson has {count} words", advice)
    blocks = [block for page in lesson.pages for block in page.blocks]
    if not any(isinstance(block, Code) and ">>>" in block.text for block in blocks):
        yield finding(1, "the lesson has no lines after >>>", "Show something with Python; the lines are run as tests.")
    for block in blocks:
        for tex in _formulas(block):
            if (width := _width(tex)) > WIDEST:
                yield finding(block.line, f"a formula is {width} wide, more than {WIDEST}", "Break it into two.")
        if isinstance(block, Drawing):
            for label, percent in _sparse(block):
                message = f"the curve `{label}` has a value on {percent} % of the picture"
                yield finding(block.line, message, f"Choose `x` so that it has one on {FINITE_PERCENT} % at least.")


def _formulas(block: object) -> Iterator[str]:
    from calcquiz.typeset import Place, split_math

    if isinstance(block, Formula):
        yield block.tex
    if isinstance(block, Prose):
        yield from (run.text for run in split_math(block.text) if run.place is not Place.TEXT)


def _width(tex: str) -> int:
    from calcquiz.typeset import block, read_tex

    return block(read_tex(tex)).width


def _sparse(drawing: Drawing) -> Iterator[tuple[str, int]]:
    """Yield the curves that lack a value at more than one place and more than a tenth of the places told."""
    low, high = drawing.scene.x
    for curve in drawing.scene.curves:
        told = [value for x, value in curve.values if low <= x <= high]
        missing = told.count(None)
        percent = 100 - 100 * missing // len(told) if told else 100
        if missing > 1 and percent < FINITE_PERCENT:
            yield curve.label, percent
