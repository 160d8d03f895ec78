"""Every formula that the bank can show, and its pictures in text.

`python tests/support/bank_formulas.py` draws the pictures anew, a file a section in `tests/typeset/bank`; then read
what changed. They show the formulas of each problem's first variant and of the lessons, on one line and as a block.
"""

from functools import cache
from pathlib import Path

from calcquiz.bank.catalog import open_catalog
from calcquiz.bank.folders import bank_folders
from calcquiz.bank.lesson_reader import read_lesson
from calcquiz.records.lesson import Formula, Prose, Table
from calcquiz.records.variant import Kind
from calcquiz.render.formula import tree_of
from calcquiz.session.shelf import Shelf
from calcquiz.solving.worker_functions import compute_here
from calcquiz.typeset import Place, block, from_tree, line, read_tex, split_math

FOLDER = Path(__file__).parent.parent / "typeset" / "bank"
CATALOG = open_catalog(bank_folders({}))
SHELF = Shelf(CATALOG, compute_here)
IDS = sorted(facts.id for facts in CATALOG.usable)


def formulas(id_, numbers):
    """Return the layouts of some variants of a problem by what they were written as."""
    found = {}
    for number in numbers:
        variant = SHELF.derived(SHELF.complete(SHELF.draw(id_, number)))
        for text in _sentences(variant):
            found |= {run.text: read_tex(run.text) for run in split_math(text) if run.place is not Place.TEXT}
        for text, names in _in_the_language(variant):
            tree = tree_of(text, names)
            assert tree is not None, f"{variant.name}: {text} cannot be read"
            found[text] = from_tree(tree)
    return found


@cache
def of_first_variant(id_):
    return formulas(id_, (0,))


def _sentences(variant):
    yield variant.statement
    for part in variant.parts:
        yield from (part.ask, *part.hints, *(option.text for option in part.options))
        yield from (*(mistake.say for mistake in part.mistakes), *(step.why for step in part.solution))


def _in_the_language(variant):
    for part in variant.parts:
        texts = [side for step in part.solution for side in (step.before, step.after)]
        if part.kind is not Kind.CHOICE:
            texts += [part.key, *(mistake.is_ for mistake in part.mistakes)]
        yield from ((text, part.rules.variables) for text in texts if text)


def pictures(section):
    """Return the text of a section's file."""
    ids = [facts.id for facts in CATALOG.usable if facts.section == section.number]
    shown = [(id_, of_first_variant(id_)) for id_ in ids]
    return "".join(_entry(name, layouts) for name, layouts in (*lesson_formulas(section), *shown))


def lesson_formulas(section):
    """Yield the section's lesson with the layouts of its formulas."""
    if section.lesson:
        blocks = [block for page in read_lesson(Path(section.lesson)).pages for block in page.blocks]
        texts = [block.text for block in blocks if isinstance(block, Prose)]
        texts += [cell for block in blocks if isinstance(block, Table) for row in block.rows for cell in row]
        written = [run.text for text in texts for run in split_math(text) if run.place is not Place.TEXT]
        written += [block.tex for block in blocks if isinstance(block, Formula)]
        yield "lesson", {tex: read_tex(tex) for tex in written}


def _entry(name, layouts):
    telling = ((text, layout) for text, layout in layouts.items() if len(text) > 2)  # not a name or a digit
    return f"# {name}\n\n" + "".join(_picture(text, layout) for text, layout in telling)


def _picture(text, layout):
    drawn = [row.rstrip() for row in block(layout).lines]
    flat = line(layout)
    return f"$ {text}\n" + "\n".join([flat, *(drawn if drawn != [flat] else [])]) + "\n\n"


def sections():
    """Return the sections of the bank that hold problems."""
    return [section for chapter in CATALOG.chapters for section in chapter.sections]


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for one in sections():
        (FOLDER / f"{one.number}.txt").write_text(pictures(one), encoding="utf-8", newline="\n")
