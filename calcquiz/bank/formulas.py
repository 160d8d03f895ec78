"""Formulas of authors: parsed with the tasks as functions, the arguments of each task checked."""

from collections.abc import Collection

from calcquiz.algebra.parse import parse
from calcquiz.algebra.tree import Apply, Tree, walk
from calcquiz.tasks.catalog import TASKS

FORMULA_HEADS = frozenset({*TASKS, "given"})


def read_formula(text: str, names: Collection[str]) -> Tree:
    """Return the tree of an author's formula; FormulaError with the place where it is none."""
    tree = parse(text, names, author=True, functions=FORMULA_HEADS)
    for part in walk(tree):
        if isinstance(part, Apply) and part.head in TASKS:
            TASKS[part.head].require(part)
    return tree
