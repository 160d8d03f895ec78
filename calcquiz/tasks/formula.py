"""Formulas of authors: parsed with the tasks as functions, the arguments of each task checked."""

import re
from collections.abc import Collection

from calcquiz.algebra.parse import parse
from calcquiz.algebra.tree import Apply, Tree, walk
from calcquiz.records.errors import FormulaError
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.task import WORDS

FORMULA_HEADS = frozenset({*TASKS, "given"})
"""What an author may apply beside the functions of the language."""
TAKES_WORDS = re.compile(r"\b(limit|difference|riemann|solve|lagrange)\s*\(")
NO_TASK_ADVICE = "Write the formula that it stands for."
WORD = re.compile(r"\b[a-z]+\b(?!\s*[(^])")
"""A word that is not applied to anything: `max` in `lagrange(…, value, max)`."""


def words_of(text: str) -> frozenset[str]:
    """Return the words in a text that are not applied to anything, where a task takes words; else none."""
    if not TAKES_WORDS.search(text):
        return frozenset()
    return WORDS.intersection(WORD.findall(text))


def read_formula(
    text: str,
    names: Collection[str] = (),
    *,
    open_names: bool = False,
    heads: frozenset[str] = FORMULA_HEADS,
) -> Tree:
    """Return the tree of an author's formula; FormulaError with the place where it is none."""
    try:
        tree = parse(text, {*names, *words_of(text)}, author=True, functions=heads, open_names=open_names)
    except FormulaError as error:
        raise without_task(error) or error from None
    for part in walk(tree):
        if isinstance(part, Apply) and part.head in TASKS:
            TASKS[part.head].require(part)
    return tree


def without_task(error: FormulaError) -> FormulaError | None:
    """Return what to say instead where an unknown name is a task that is not worked out there; else None."""
    word = error.text[error.start : error.end]
    if word not in TASKS:
        return None
    message = f"`{word}` is a task, and none is worked out here"
    return FormulaError(message, text=error.text, start=error.start, end=error.end, advice=NO_TASK_ADVICE)
