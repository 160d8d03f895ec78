"""Questions for Moodle: its XML, with one question of STACK for each problem, and what had to be left out."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from calcquiz.records.errors import FormulaError
from calcquiz.records.variant import Variant
from calcquiz.records.worksheet import Item, LeftOut
from calcquiz.render.sheets.labels import shelves
from calcquiz.render.sheets.stack import stack_question
from calcquiz.render.sheets.stack_xml import texts

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
TOP = "$course$/top"
"""Moodle's own name for the outermost category of a course."""


def moodle_xml(groups: Sequence[tuple[Item, ...]]) -> tuple[str, tuple[LeftOut, ...]]:
    """Return questions in Moodle's XML, a category for each section, and the problems that could not be carried over.

    Args:
        groups: For each problem its variants, completed and worked out; at least one.
    """
    quiz = Element("quiz")
    left_out: list[LeftOut] = []
    category = ""
    for items in groups:
        first = items[0].variant
        try:
            question = stack_question(items)
        except FormulaError as error:
            left_out.append(LeftOut(id=first.id, reason=error.message))
            continue
        if category != (category := _category(first)):
            _add_category(quiz, category)
        quiz.append(question)
    indent(quiz)
    return f"{DECLARATION}{tostring(quiz, encoding='unicode')}\n", tuple(left_out)


def _category(variant: Variant) -> str:
    return "/".join((TOP, *(name.replace("/", "//") for name in shelves(variant))))


def _add_category(quiz: Element, category: str) -> None:
    question = SubElement(quiz, "question", type="category")
    texts(question, "category", category)
