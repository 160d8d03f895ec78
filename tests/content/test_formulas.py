"""Every formula that the bank can show: typeset in every form, never wider than a narrow screen."""

from itertools import pairwise

import pytest
from bank_formulas import CATALOG, FOLDER, IDS, SHELF, formulas, lesson_formulas, of_first_variant, pictures, sections

from calcquiz.render.formula import display
from calcquiz.render.style import Style
from calcquiz.render.wrap import SIGNS
from calcquiz.typeset import block, cells, line, read_tex, to_tex
from calcquiz.typeset.typst_writer import to_typst

NARROW, INDENT = 40, "    "
MANY = 8


def of_many_variants(id_):
    return formulas(id_, range(0, SHELF.count(id_), max(1, SHELF.count(id_) // MANY)))


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
        for before, row in pairwise(rows):
            if row.strip()[0] not in SIGNS and not before.endswith(","):
                yield f"{row!r} begins in the middle of a term"


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


@pytest.mark.parametrize("section", sections(), ids=lambda section: section.number)
def test_the_formulas_of_a_lesson_are_shown_whole_on_forty_columns(section):
    for _, layouts in lesson_formulas(section):
        assert faults(layouts) == []


@pytest.mark.parametrize("section", sections(), ids=lambda section: section.number)
def test_the_formulas_of_a_section_look_as_their_checked_pictures(section):
    checked = (FOLDER / f"{section.number}.txt").read_text(encoding="utf-8")
    assert pictures(section) == checked, "look at them, then run: python tests/support/bank_formulas.py"
