"""Every problem of the bank prints in every format, and other programs open what was printed."""

import json
import re

import nbformat
import pytest
from sheets import CHROMIUM, PDFLATEX, compiled_by_tex, in_chromium

from calcquiz.bank.catalog import open_catalog
from calcquiz.bank.folders import bank_folders
from calcquiz.records.derivation import Level
from calcquiz.records.worksheet import Paper, Sheet, Worksheet
from calcquiz.render.sheets.compose import documents
from calcquiz.render.sheets.formats import FORMATS
from calcquiz.render.sheets.html import html_page
from calcquiz.render.sheets.notebook import notebook_text
from calcquiz.render.sheets.pdf import pdf_bytes
from calcquiz.render.sheets.tex import tex_text
from calcquiz.session.printing import Press
from calcquiz.session.shelf import Shelf
from calcquiz.solving.worker_functions import compute_here

CATALOG = open_catalog(bank_folders({}))
SHELF = Shelf(CATALOG, compute_here)
IDS = [facts.id for facts in CATALOG.usable]
SECTIONS = [section.number for chapter in CATALOG.chapters for section in chapter.sections]
TEXTS = [one for name, one in FORMATS.items() if one.write and name != "pdf"]
PRINT_WIDTH = 658
"""Pixels between the margins of A4."""
MEASURE = """<script>
const wide = [], width = document.documentElement.clientWidth;
const formulas = [...document.querySelectorAll("math")];
for (const one of [...formulas, ...document.querySelectorAll("p, pre, svg, h3, li")]) {
  const box = one.getBoundingClientRect();
  const empty = one.localName === "math" && (box.width < 1 || box.height < 1);
  if (box.right > width + 1 || empty) wide.push(one.textContent);
}
document.title = "MEASURED " + JSON.stringify({formulas: formulas.length, wide});
</script>"""


def printed(ids, *, solutions=None, numbers=(0,)):
    """Return a document with a question for each problem, answers and solutions behind where they are wanted."""
    press = Press(shelf=SHELF, answered=solutions is not None, solutions=solutions, step=lambda _: None)
    pairs = [(id_, number) for id_ in ids for number in numbers if number < SHELF.count(id_)]
    items = tuple(press.item(place, id_, number) for place, (id_, number) in enumerate(pairs, 1))
    sheet = Worksheet(
        title="All",
        paper=Paper.A4,
        sheets=(Sheet(letter="", items=items),),
        key=solutions is not None,
        solutions=solutions,
    )
    ((_, made),) = documents(sheet)
    return made


def of_section(number):
    return [facts.id for facts in CATALOG.usable if facts.section == number]


def measured(page):
    """Return how many formulas a page shows on A4, and what is cut off or not drawn."""
    page = page.replace("@media print", "@media all").replace("</body>", f"{MEASURE}</body>")
    shown = in_chromium(page, f"--window-size={PRINT_WIDTH},900", "--dump-dom")
    return json.loads(re.search(r"<title>MEASURED (.*?)</title>", shown, re.DOTALL)[1])


@pytest.mark.parametrize("id_", IDS)
def test_a_problem_prints_in_every_format_the_same_each_time(id_):
    made = printed([id_])
    for one in TEXTS:
        assert one.write(made) == one.write(made)
    nbformat.validate(nbformat.reads(notebook_text(made), 4))


@pytest.mark.parametrize("section", SECTIONS)
def test_the_questions_of_a_section_compile_to_pdf(section):
    made = printed(of_section(section))
    assert pdf_bytes(made) == pdf_bytes(made)


@pytest.mark.skipif(PDFLATEX is None, reason="no TeX distribution is installed")
def test_the_questions_of_the_bank_compile_with_tex():
    compiled_by_tex(tex_text(printed(IDS)))


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_chromium_draws_every_formula_of_the_bank_and_cuts_nothing_off():
    page = html_page(printed(IDS))
    assert measured(page) == {"formulas": page.count("<math"), "wide": []}


@pytest.mark.full
@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("level", Level)
def test_a_section_with_its_solutions_prints_in_every_format(section, level):
    made = printed(of_section(section), solutions=level, numbers=(1, 5))
    assert pdf_bytes(made).startswith(b"%PDF")
    nbformat.validate(nbformat.reads(notebook_text(made), 4))
    if PDFLATEX is not None:
        compiled_by_tex(tex_text(made))
    if CHROMIUM is not None:
        page = html_page(made)
        assert measured(page) == {"formulas": page.count("<math"), "wide": []}
