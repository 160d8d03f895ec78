"""A document as a Jupyter notebook: a cell for each question, an empty one to work in, answers at the end."""

import json
from typing import Any

from calcquiz.render.sheets.document import Block, Document, Heading, NewPage, Question
from calcquiz.render.sheets.markdown_sheet import escaped, markdown_blocks

WORK = "# Your work on question {number}. The answer: \n"


def notebook_text(document: Document) -> str:
    """Return the document as a notebook (format 4.5), its cells numbered so that the same sheet is the same file."""
    cells: list[dict[str, Any]] = []
    _add(cells, _title(document))
    behind: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Question):
            _add(cells, markdown_blocks((block,)))
            _add(cells, WORK.format(number=block.number), kind="code")
        elif isinstance(block, Heading):
            _flush(cells, behind)
            behind = [block]
        elif not isinstance(block, NewPage):
            behind.append(block)
    _flush(cells, behind)
    notebook = {"cells": cells, "metadata": METADATA, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def _title(document: Document) -> str:
    title = f"# {escaped(document.title)}"
    return f"{title}\n\n*{escaped(document.subtitle)}*" if document.subtitle else title


def _flush(cells: list[dict[str, Any]], blocks: list[Block]) -> None:
    if blocks:
        _add(cells, markdown_blocks(blocks))


def _add(cells: list[dict[str, Any]], text: str, *, kind: str = "markdown") -> None:
    cell: dict[str, Any] = {"cell_type": kind, "id": f"cell-{len(cells)}", "metadata": {}}
    if kind == "code":
        cell |= {"execution_count": None, "outputs": []}
    cells.append(cell | {"source": text.strip("\n").splitlines(keepends=True)})
