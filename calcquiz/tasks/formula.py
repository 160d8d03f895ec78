"""Formulas of authors: parsed with the tasks as functions, the arguments of each task checked."""

from collections.abc import Collection

from calcquiz.algebra.parse import parse
from calcquiz.algebra.tree import Apply, Tree, walk
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.limit import SIDES

FORMULA_HEADS = frozenset({*TASKS, "given"})
"""What an author may apply beside the functions of the language."""


def read_formula(
    text: str,
    names: Collection[str] = (),
    *,
    open_names: bool = False,
    heads: frozenset[str] = FORMULA_HEADS,
) -> Tree:
    """Return the tree of an author's formula; FormulaError with the place where it is none."""
    known = {*names, *SIDES} if "limit" in text else names
    tree = parse(text, known, author=True, functions=heads, open_names=open_names)
    for part in walk(tree):
        if isinstance(part, Apply) and part.head in TASKS:
            TASKS[part.head].require(part)
    return tree
