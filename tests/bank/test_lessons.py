"""Lessons are read to the last block, and what is wrong in one is said all at once."""

from pathlib import Path

import pytest

from calcquiz.bank.lesson_reader import read_lesson
from calcquiz.records.errors import BankError
from calcquiz.records.lesson import Code, Drawing, Example, Formula, Prose, Table

BANKS = Path(__file__).parent.parent / "banks"
INVALID = sorted((BANKS / "invalid" / "lessons").glob("*.md"))


def told(path):
    with pytest.raises(BankError) as caught:
        read_lesson(path)
    return "".join(f"{one}\n" for one in caught.value.findings).replace(f"{path.parent}/", "")


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_a_bad_lesson_gets_exactly_these_messages(path):
    assert told(path) == path.with_suffix(".txt").read_text(encoding="utf-8")


def test_a_lesson_is_pages_of_blocks_in_order():
    lesson = read_lesson(BANKS / "valid" / "lesson" / "lesson.md")
    assert lesson.title == "Slopes"
    assert [page.title for page in lesson.pages] == ["", "The slope of a line", "With a computer"]
    assert [[type(block) for block in page.blocks] for page in lesson.pages] == [
        [Prose],
        [Prose, Formula, Prose, Drawing, Table],
        [Code, Example, Code, Prose],
    ]
    assert lesson.pages[1].blocks[1] == Formula(tex=r"\frac{f(b) - f(a)}{b - a} = m", line=9)
    assert lesson.pages[1].blocks[3].scene.title == "The tangent at 1/2"


def test_a_lesson_that_is_too_large_is_refused(tmp_path):
    path = tmp_path / "lesson.md"
    path.write_text("# Slopes\n" + "x" * 70_000, encoding="utf-8")
    assert told(path) == "lesson.md:1:1: the file has 68 KiB, more than 64\n  Split it: one skill a file.\n"


def test_control_and_bidi_characters_are_taken_out_of_a_lesson(tmp_path):
    path = tmp_path / "lesson.md"
    path.write_text("# Slopes\n\n## Page\n\nA\u202eb\x1b[31mc $x\x00^2$\n", encoding="utf-8")
    assert read_lesson(path).pages[0].blocks == (Prose(text="Ab[31mc $x^2$", line=5),)
