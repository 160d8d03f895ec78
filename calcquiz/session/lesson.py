"""The lesson: its pages turned one by one, its pictures and examples in place, then the section's problems."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

from calcquiz.records.event import EventKind
from calcquiz.records.lesson import Block, Drawing, Example, ExampleShown, Lesson, PageTurned
from calcquiz.records.moment import Moment, Notice, Picture
from calcquiz.session.desk import Choose, Desk
from calcquiz.session.example import without_doctest, write_figure
from calcquiz.session.practice import practise
from calcquiz.session.reading import readings

Run = Callable[[Path], tuple[str | None, str]]
"""Runs a code example: what it printed (None: it was not run), and a sentence about it."""
PROBLEMS = 10
"""First questions that follow a lesson."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What a lesson needs beside itself."""

    section: str
    """`1.1`."""
    lesson: Lesson
    run: Run
    figures: bool = False
    """Whether the figure of an example can be written: it is our own, and matplotlib is there."""
    ids: tuple[str, ...] = ()
    """The section's problems."""
    folder: Path = Path()
    """Where figures are written."""


def told(reader: Reader) -> Iterator[Moment]:
    """Yield the whole lesson, page after page, for a stream that nobody turns pages of."""
    for number in range(1, len(reader.lesson.pages) + 1):
        yield from page(reader, number)
    if reader.ids:
        yield Notice(text=f"Practise it with: `calcquiz practice {reader.section}`")


def page(reader: Reader, number: int) -> Iterator[Moment]:
    """Yield a page, block by block."""
    pages = reader.lesson.pages
    shown = pages[number - 1]
    yield PageTurned(
        section=reader.section, lesson=reader.lesson.title, title=shown.title, page=number, pages=len(pages)
    )
    for block in shown.blocks:
        yield _moment(reader, block)


def _moment(reader: Reader, block: Block) -> Moment:
    if isinstance(block, Drawing):
        return Picture(scene=block.scene)
    if isinstance(block, Example):
        path = Path(block.path)
        output, note = reader.run(path)
        return ExampleShown(title=block.title, file=path.name, code=without_doctest(path), output=output, note=note)
    return block


def teach(reader: Reader, desk: Desk, choose: Choose) -> Iterator[Moment]:
    """Turn the pages as keys are pressed, from where the learner was; then ask the section's problems.

    Every page that is shown is in the log before it is read.
    """
    pages = len(reader.lesson.pages)
    number, note = _start(reader, desk)
    if note:
        yield Notice(text=note)
    while number <= pages:
        _record(reader, desk, number)
        yield from page(reader, number)
        if number == pages:
            yield Notice(text=_end(reader))
        key = yield from _turned(reader, choose, number)
        if key == "q":
            if number < pages:
                yield Notice(text=f"Page {number} of {pages} is kept. Go on with: `calcquiz learn {reader.section}`")
            else:
                _record(reader, desk, number, read=True)
            return
        number = number - 1 if key == "b" else number + 1
    _record(reader, desk, pages, read=True)
    if reader.ids:
        yield from practise(desk, reader.ids, count=PROBLEMS)


def _start(reader: Reader, desk: Desk) -> tuple[int, str]:
    """Return the page to begin with, and a sentence where it is not the first."""
    kinds = {EventKind.LESSON, EventKind.RESET, EventKind.UNDO}
    reading = readings(desk.recorder.log.events(kinds=kinds)).get(reader.section)
    pages = len(reader.lesson.pages)
    if reading is None or not 1 < reading.page <= pages:
        return 1, ""
    return reading.page, f"You were on page {reading.page} of {pages}; the lesson goes on there, b goes back."


def _end(reader: Reader) -> str:
    if not reader.ids:
        return "This is the end of the lesson."
    return "This is the end of the lesson. Enter begins its problems."


def _turned(reader: Reader, choose: Choose, number: int) -> Generator[Moment, None, str]:
    """Return `enter`, `b` or `q`; a figure that is asked for is written in between."""
    examples = [Path(one.path) for one in reader.lesson.pages[number - 1].blocks if isinstance(one, Example)]
    may = {"enter": True, "b": number > 1, "f": bool(examples) and reader.figures, "q": True}
    keys = [key for key, means in may.items() if means]
    while (key := choose(keys)) == "f":
        for path in examples:
            yield Notice(text=write_figure(path, reader.folder))
    return key


def _record(reader: Reader, desk: Desk, number: int, *, read: bool = False) -> None:
    detail = {"section": reader.section, "page": number, "pages": len(reader.lesson.pages), "read": read}
    desk.recorder.log.append([desk.recorder.stamp(EventKind.LESSON, detail=detail)])
