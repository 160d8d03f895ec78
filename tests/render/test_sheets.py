"""Worksheets in every format: what stands on them, and that words from a bank stay words."""

import json
import re
import sys
from dataclasses import replace
from xml.etree import ElementTree as ET

import nbformat
import pytest
from sheets import choice, document, part, step, variant, worksheet

from calcquiz.records.derivation import Level
from calcquiz.records.errors import UsageError
from calcquiz.records.scene import Curve, Scene
from calcquiz.records.worksheet import Item, Paper, Sheet
from calcquiz.render.sheets.compose import documents
from calcquiz.render.sheets.document import Code, Display, Figure, Formula, Listing, NewPage, Paragraph, Question, Room
from calcquiz.render.sheets.formats import FORMATS, format_named
from calcquiz.render.sheets.html import html_page
from calcquiz.render.sheets.markdown_sheet import escaped, markdown_text
from calcquiz.render.sheets.notebook import notebook_text
from calcquiz.render.sheets.pdf import pdf_bytes
from calcquiz.render.sheets.sentences import sentence_blocks
from calcquiz.render.sheets.tex import escaped as tex_escaped
from calcquiz.render.sheets.tex import tex_text
from calcquiz.render.sheets.typst_sheet import quoted, typst_text

STEPS = (
    step("derivative(x^2, x)", "2*x^(2-1)", "The exponent comes down."),
    step("2*x^(2-1)", "2*x", "That is it."),
)
SOLVED = variant(parts=(part(ask="Find the slope of $x^2$.", solution=STEPS),))
HOSTILE = (
    r'A <b>bold</b> [red] #eval("x") \input{x} ``` $ % & a_b * ~ ^ { } <!-- ]]> "quoted" | 1. $x$ #set page(fill: red)'
)
SCENE = Scene(
    x=(0.0, 1.0), y=(0.0, 1.0), curves=(Curve(label="f", pieces=(((0.0, 0.0), (1.0, 1.0)),)),), title="A line"
)


def spans(text):
    (paragraph,) = sentence_blocks(text)
    return [span if isinstance(span, Formula) else (span.text, span.style) for span in paragraph.spans]


def test_a_sentence_becomes_words_and_formulas():
    words, formula, end = spans("The slope of $x^2$ is **not** given.")[:3]
    assert words == ("The slope of ", "")
    assert isinstance(formula, Formula)
    assert end == (" is ", "")
    assert spans("It is **not $x$ at all**.")[1] == ("not ", "strong")


def test_a_displayed_formula_a_list_and_code_are_blocks_of_their_own():
    kinds = [type(block) for block in sentence_blocks("Look:\n\n$$x^2$$\n\n- one\n- two\n\n```\ncode\n```\n")]
    assert kinds == [Paragraph, Display, Listing, Code]
    (listing,) = sentence_blocks("1. one\n2. two")
    assert [entry.label for entry in listing.entries] == ["1.", "2."]


def test_what_is_no_tex_of_ours_is_shown_as_it_is_written():
    assert spans(r"Take $\nosuchthing$.")[1] == (r"$\nosuchthing$", "code")
    assert spans("It costs $5.") == [("It costs $5.", "")]


def test_a_question_has_its_parts_its_options_and_room_to_write():
    whole = variant("A line.", parts=(part(1, "Its slope?"), replace(choice(), part=2)))
    (question,) = document(whole).blocks
    assert isinstance(question, Question)
    assert [type(block) for block in question.blocks] == [Paragraph, Paragraph, Room, Paragraph, Listing]
    assert [len(piece) for piece in question.pieces()] == [3, 2]


def test_a_statement_that_is_the_ask_is_printed_once():
    assert markdown_text(document(variant())).count("Find the slope") == 1


@pytest.mark.parametrize(
    ("mode", "words"),
    [("all", "*Choose all that apply, for example a, c.*"), ("any", "*One of the right options is enough.*")],
)
def test_how_a_choice_is_answered_is_said(mode, words):
    assert words in markdown_text(document(variant("Which?", parts=(choice(mode),))))


def test_answers_and_solutions_stand_behind_the_questions_on_a_page_of_their_own():
    made = document(SOLVED, key=True, solutions=Level.NORMAL)
    assert [type(block) for block in made.blocks][:2] == [Question, NewPage]
    text = markdown_text(made)
    assert text.index("## Question 1") < text.index("## Answers") < text.index("## Worked solutions")
    assert "1. $2x$   `slope#7`" in text
    assert "### 1. Slope of a power (`slope#7`)" in text


def test_the_last_step_that_is_the_answer_is_not_said_twice():
    assert "The answer" not in markdown_text(document(SOLVED, solutions=Level.NORMAL))
    other = variant(parts=(part(solution=(step("", "", "It is twice $x$."),)),))
    assert "**The answer:** $2x$" in markdown_text(document(other, solutions=Level.NORMAL))


def test_a_step_goes_on_from_the_one_before_it():
    text = markdown_text(document(SOLVED, solutions=Level.NORMAL))
    assert "1. The exponent comes down.\n\n   $$\n   \\frac{d}{dx}x^2 = 2x^{2 - 1}\n   $$" in text
    assert "2. That is it.\n\n   $$\n   = 2x\n   $$" in text


def test_a_step_that_was_not_checked_says_so():
    unchecked = variant(parts=(part(solution=(step("a", "b", "Hm.", proved=False), step("b", "c", "So."))),))
    assert "Hm. (not checked by numbers)" in markdown_text(document(unchecked, solutions=Level.NORMAL))


def test_a_wide_equation_is_divided_before_its_sign():
    long = "+".join(f"sin({n}*x)*cos({n}*y)" for n in range(1, 5))
    wide = variant(parts=(part(solution=(step(long, f"({long})*1", "So."), step("x", "y", "End."))),))
    entries = document(wide, solutions=Level.NORMAL).blocks[-2].entries
    assert [type(block) for block in entries[0].blocks] == [Paragraph, Display, Display]


def test_the_right_options_stand_by_letter_unless_an_order_is_asked_for():
    both = "up, down"
    asked = {
        mode: markdown_text(document(variant("Which?", parts=(choice(mode, both),)), key=True))
        for mode in ("all", "order")
    }
    answers = {mode: text[text.index("## Answers") :] for mode, text in asked.items()}
    assert answers["all"].index("a)") < answers["all"].index("b)")
    assert answers["order"].index("b)") < answers["order"].index("a)")


def test_versions_share_one_key():
    made = list(documents(worksheet(SOLVED, versions=3, key=True)))
    assert [suffix for suffix, _ in made] == ["A", "B", "C", "key"]
    assert [one.subtitle for _, one in made] == ["Version A", "Version B", "Version C", "Answers"]
    assert [one.fields for _, one in made] == [("Name", "Date")] * 3 + [()]
    text = markdown_text(made[-1][1])
    assert [line for line in text.splitlines() if line.startswith("##")] == [
        "## Answers, version A",
        "## Answers, version B",
        "## Answers, version C",
    ]


def with_picture(**values):
    item = Item(number=1, variant=SOLVED, **values)
    return replace(worksheet(SOLVED, solutions=Level.NORMAL), sheets=(Sheet(letter="", items=(item,)),))


def test_a_picture_of_the_question_stands_in_it_and_one_of_the_answer_behind_the_solution():
    ((_, asked),) = documents(with_picture(question_picture=SCENE))
    assert any(isinstance(block, Figure) for block in asked.blocks[0].blocks)
    ((_, solved),) = documents(with_picture(answer_picture=SCENE))
    assert isinstance(solved.blocks[-1], Figure)


@pytest.mark.parametrize("name", [name for name, one in FORMATS.items() if one.write])
def test_every_format_holds_the_picture(name):
    ((_, made),) = documents(with_picture(question_picture=SCENE))
    data = FORMATS[name].write(made)
    assert data == FORMATS[name].write(made)
    if name != "pdf":
        assert {"html": b"<svg", "tex": b"tikzpicture"}.get(name, b"svg") in data


def text_of(page):
    return "".join(ET.fromstring(page.removeprefix("<!DOCTYPE html>\n")).find("body").itertext())


def test_words_from_a_bank_stay_words_in_html():
    page = html_page(document(variant(HOSTILE.replace("$x$", "x")), title=HOSTILE))
    assert HOSTILE.replace("$x$", "x") in text_of(page)
    assert "<script" not in page


def test_html_is_well_formed_and_holds_a_math_element_for_every_formula():
    page = html_page(document(SOLVED, variant("Take $x$ and $$\\frac{1}{2}$$"), key=True, solutions=Level.NORMAL))
    root = ET.fromstring(page.removeprefix("<!DOCTYPE html>\n"))
    assert len(list(root.iter("math"))) == page.count("<math") == 8
    assert "$" not in text_of(page)


def test_html_is_laid_out_for_the_paper():
    assert "@page { size: A4;" in html_page(document(SOLVED))
    assert "@page { size: letter;" in html_page(document(SOLVED, paper=Paper.LETTER))


def test_words_from_a_bank_are_string_literals_in_typst():
    assert quoted('a "b" \\ #eval') == '"a \\"b\\" \\\\ #eval"'
    source = typst_text(document(variant(HOSTILE.replace("$x$", "x"))))
    assert "#eval" not in re.sub(r'"(?:\\.|[^"\\])*"', "", source)
    assert pdf_bytes(document(variant(HOSTILE.replace("$x$", "x")), title=HOSTILE)).startswith(b"%PDF")


def test_words_from_a_bank_are_escaped_in_tex():
    assert tex_escaped(r"50% of $5 & \input{x}_") == r"50\% of \$5 \& \textbackslash{}input\{x\}\_"
    assert tex_escaped("x² ≤ 3, “so”…") == r"x\textsuperscript{2} $\le$ 3, ``so''\dots{}"
    source = tex_text(document(variant(HOSTILE.replace("$x$", "x"))))
    assert r"\input{" not in source.replace(r"\textbackslash{}input", "").replace(r"\usepackage[utf8]{inputenc}", "")


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("a * b _c_ <i> [x](y) #1 | `code` ~ $5", r"a \* b \_c\_ \<i\> \[x\](y) \#1 \| \`code\` \~ \$5"),
        ("1. one", r"1\. one"),
        ("- one", r"\- one"),
        ("plain words, e.g. these - here", "plain words, e.g. these - here"),
    ],
)
def test_words_from_a_bank_are_escaped_in_markdown(words, written):
    assert escaped(words) == written


def test_a_notebook_is_valid_and_has_an_empty_cell_for_every_question():
    text = notebook_text(document(SOLVED, variant(), key=True, solutions=Level.NORMAL))
    notebook = nbformat.reads(text, 4)
    nbformat.validate(notebook)
    kinds = [cell.cell_type for cell in notebook.cells]
    assert kinds == ["markdown", *["markdown", "code"] * 2, "markdown", "markdown", "markdown", "markdown"]
    assert len({cell.id for cell in notebook.cells}) == len(kinds)
    assert json.loads(text)["nbformat"] == 4


def test_the_same_sheet_is_the_same_pdf():
    made = document(SOLVED, key=True)
    assert pdf_bytes(made) == pdf_bytes(made)


def test_without_typst_the_install_command_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(UsageError) as caught:
        pdf_bytes(document(SOLVED))
    assert caught.value.message == "a PDF needs typst, which is not installed"
    assert caught.value.advice == (
        "Install it: python -m pip install 'calcquiz[pdf]', or choose --to html and print from the browser."
    )


@pytest.mark.parametrize(
    ("name", "file", "kind"),
    [
        (None, "", "html"),
        (None, "a.PDF", "pdf"),
        (None, "sheets.d/week", "html"),
        ("TEX", "a.pdf", "tex"),
        (None, "x.typ", "typst"),
    ],
)
def test_the_format_is_what_was_named_or_how_the_file_ends(name, file, kind):
    assert format_named(name, file) == kind


@pytest.mark.parametrize(
    ("name", "file", "message", "advice"),
    [
        (
            "docx",
            "",
            "there is no format `docx`",
            "Write --to with one of: pdf, html, md, tex, typst, ipynb, anki, moodle.",
        ),
        (
            None,
            "a.docx",
            "no format ends in .docx",
            "Say what to write: --to with one of pdf, html, md, tex, typst, ipynb, anki, moodle.",
        ),
    ],
)
def test_a_format_that_does_not_exist_is_refused(name, file, message, advice):
    with pytest.raises(UsageError) as caught:
        format_named(name, file)
    assert (caught.value.message, caught.value.advice) == (message, advice)
