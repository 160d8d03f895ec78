"""Sheets for tests: items made by hand, worksheets of them, and the tools that other programs would open them with."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from calcquiz.records.rules import Rules
from calcquiz.records.variant import Kind, Option, Step, Variant, VariantPart
from calcquiz.records.worksheet import Item, Paper, Sheet, Worksheet
from calcquiz.render.sheets.compose import documents

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PDFLATEX = shutil.which("pdflatex")
SWITCHES = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")


def part(number=1, ask="", **values):
    kept = {"kind": Kind.EXPRESSION, "rules": Rules(variables=("x",)), "key": "2*x", **values}
    return VariantPart(part=number, ask=ask, **kept)


def variant(statement="Find the slope of $x^2$.", parts=None, **values):
    shown = {"id": "slope", "variant": 7, "title": "Slope of a power", "difficulty": 2, **values}
    return Variant(
        revision=1,
        chapter=1,
        section="1.1",
        tags=(),
        statement=statement,
        parts=parts or (part(ask=statement),),
        **shown,
    )


def choice(mode="one", key="up"):
    options = (
        Option(letter="a", key="down", text=r"$\theta - \eta\nabla L$"),
        Option(letter="b", key="up", text="upwards"),
    )
    return part(ask="Where to?", kind=Kind.CHOICE, options=options, key=key, rules=Rules(mode=mode))


def step(before="", after="", why="", *, proved=True):
    return Step(rule="", before=before, after=after, why=why, proved=proved)


def worksheet(*variants, versions=1, **values):
    letters = "ABCDEFGH"[:versions] if versions > 1 else [""]
    items = tuple(Item(number=number, variant=one) for number, one in enumerate(variants, 1))
    sheets = tuple(Sheet(letter=letter, items=items) for letter in letters)
    return Worksheet(**{"title": "Slopes & areas", "paper": Paper.A4, "sheets": sheets, **values})


def document(*variants, **values):
    ((_, made),) = documents(worksheet(*variants, **values))
    return made


def in_chromium(page, *switches):
    """Return what headless Chromium prints when it opens a page."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(page, encoding="utf-8")
        command = [CHROMIUM, *SWITCHES, f"--user-data-dir={folder}/user", *switches, file.as_uri()]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return done.stdout


def compiled_by_tex(source):
    """Return the log of pdflatex; what is wrong in it raises."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "sheet.tex").write_text(source, encoding="utf-8")
        command = [PDFLATEX, "-interaction=nonstopmode", "-halt-on-error", "sheet.tex"]
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=300, check=False)
    log = done.stdout.decode(errors="replace")
    assert done.returncode == 0, log[-2000:]
    return log
