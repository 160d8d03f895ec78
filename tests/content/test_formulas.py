"""Every formula that the bank can show: typeset in every form, never wider than a narrow screen."""

from functools import cache

import pytest

from calcquiz.bank.catalog import open_catalog
from calcquiz.bank.folders import bank_folders
from calcquiz.records.variant import Kind
from calcquiz.render.formula import display, tree_of
from calcquiz.render.style import Style
from calcquiz.render.wrap import SIGNS
from calcquiz.session.shelf import Shelf
from calcquiz.solving.worker_functions import compute_here
from calcquiz.typeset import Place, block, cells, from_tree, line, read_tex, split_math, to_tex
from calcquiz.typeset.typst_writer import to_typst

CATALOG = open_catalog(bank_folders({}))
SHELF = Shelf(CATALOG, compute_here)
IDS = sorted(facts.id for facts in CATALOG.usable)
NARROW, INDENT = 40, "    "
MANY = 8


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


def of_many_variants(id_):
    return formulas(id_, range(0, SHELF.count(id_), max(1, SHELF.count(id_) // MANY)))


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


def faults(layouts):
    """Return which formulas are not shown well on a narrow screen, or not the same after a round trip, in words."""
    found = []
    for text, layout in layouts.items():
        found += [f"{text}: another formula as TeX"] if read_tex(to_tex(layout)) != layout else []
        for ascii_only in (False, True):
            rows = [shown.plain for shown in display(layout, Style(width=NARROW, ascii_only=ascii_only), indent=INDENT)]
            found += [f"{text}: too wide as {row!r}" for row in rows if cells(row) > NARROW]
            found += [f"{text}: {row!r} is not ASCII" for row in rows if ascii_only and not row.isascii()]
        found += [f"{text}: {reason}" for reason in _ugly_breaks(layout)]
    return found


def _ugly_breaks(layout):
    """Yield where a formula that fits in no block goes on in the middle of a term."""
    rows = [shown.plain for shown in display(layout, Style(width=NARROW), indent=INDENT)]
    if len(rows) > 1 and block(layout).width > NARROW - len(INDENT):
        assert " ".join(row.strip() for row in rows) == line(layout)
        yield from (f"{row!r} begins in the middle of a term" for row in rows[1:] if row.strip()[0] not in SIGNS)


def page(layouts):
    """Return a Typst document with all formulas."""
    return "#set page(width: auto, height: auto)\n" + "".join(f"$ {to_typst(layout)} $\n" for layout in layouts)


@pytest.mark.parametrize("id_", IDS)
def test_the_formulas_of_a_problem_are_shown_whole_on_forty_columns(id_):
    shown = of_first_variant(id_)
    assert shown
    assert faults(shown) == []


def test_typst_compiles_the_formulas_of_a_problem_of_each_chapter():
    typst = pytest.importorskip("typst")
    firsts = {CATALOG.by_id[id_].chapter: id_ for id_ in reversed(IDS)}
    layouts = [layout for id_ in firsts.values() for layout in of_first_variant(id_).values()]
    assert typst.compile(page(layouts).encode(), format="pdf")


@pytest.mark.full
@pytest.mark.parametrize("id_", IDS)
def test_the_formulas_of_many_variants_are_shown_whole_and_compile(id_):
    typst = pytest.importorskip("typst")
    shown = of_many_variants(id_)
    assert faults(shown) == []
    assert typst.compile(page(shown.values()).encode(), format="pdf")
