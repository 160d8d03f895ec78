"""Cards for Anki: its header, six fields a line, ids that stay, and words that stay words."""

import csv
import html
import io
import re
from dataclasses import replace

import pytest
from sheets import choice, part, step, variant

from calcquiz.bank.catalog import open_catalog
from calcquiz.bank.folders import bank_folders
from calcquiz.records.scene import Curve, Scene
from calcquiz.records.variant import Kind
from calcquiz.records.worksheet import Item
from calcquiz.render.sheets.anki import anki_notes
from calcquiz.session.shelf import Shelf
from calcquiz.solving.worker_functions import compute_here

HEADER = ["#separator:tab", "#html:true", "#guid column:1", "#notetype column:2", "#deck column:3", "#tags column:6"]
LINE = Curve(label="f", pieces=(((0.0, 0.0), (1.0, 1.0)),))
SCENE = Scene(x=(0.0, 1.0), y=(0.0, 1.0), curves=(LINE,), title="A line")
HOSTILE = 'A <b>bold</b>\ttab {{c1::x}} "quoted" & ]]> end'


def file_of(*variants, **pictures):
    return anki_notes(Item(number=number, variant=one, **pictures) for number, one in enumerate(variants, 1))


def notes(*variants, **pictures):
    """Return the fields of each note as Anki reads them."""
    lines = file_of(*variants, **pictures).split("\n")
    assert lines[: len(HEADER)] == HEADER
    return list(csv.reader(io.StringIO("\n".join(lines[len(HEADER) :])), delimiter="\t"))


def test_a_note_has_the_question_in_front_and_the_answer_and_its_solution_behind():
    solved = part(ask="Find the slope of $x^2$.", solution=(step("", "2*x", "The exponent comes down."),))
    ((guid, note_type, deck, front, back, tags),) = notes(variant(parts=(solved,)))
    assert guid == "calcquiz:slope@1#7"
    assert note_type == "Basic"
    assert deck == "calcquiz::Chapter 1::1.1"
    assert front == r"<p>Find the slope of \(x^2\).</p>"
    assert back.startswith("<p>\\(")
    assert "2x" in back.partition("<hr>")[0]
    assert "The exponent comes down." in back.partition("<hr>")[2]
    assert tags == "calcquiz chapter-1 section-1.1 slope difficulty-2"


def test_the_id_of_a_note_is_that_of_its_variant_and_no_other():
    ids = [note[0] for note in notes(variant(), variant(variant=8), replace(variant(), revision=2), variant())]
    assert ids == ["calcquiz:slope@1#7", "calcquiz:slope@1#8", "calcquiz:slope@2#7", "calcquiz:slope@1#7"]


def test_tags_of_a_bank_are_tags_with_no_blank_in_them():
    (note,) = notes(replace(variant(), tags=("machine learning", "ml")))
    assert note[5] == "calcquiz chapter-1 section-1.1 slope machine-learning ml difficulty-2"


def test_options_are_in_front_by_letter_and_the_right_one_behind():
    ((*_, front, back, _),) = notes(variant(statement="", parts=(choice(),)))
    assert ["a)" in front, "b)" in front, r"\theta" in front] == [True] * 3
    assert "<strong>b)</strong> upwards" in back


def test_the_parts_of_a_question_share_a_note():
    parts = (part(1, "First?", key="2*x"), part(2, "Then?", key="3", kind=Kind.NUMBER))
    ((*_, front, back, _),) = notes(variant(statement="Look.", parts=parts))
    assert re.findall(r"Part \d\.|First\?|Then\?", front) == ["Part 1.", "First?", "Part 2.", "Then?"]
    assert re.findall(r"Part \d:", back) == ["Part 1:", "Part 2:"]


def test_pictures_are_held_whole_by_the_side_they_belong_to():
    ((*_, front, back, _),) = notes(variant(), question_picture=SCENE)
    assert front.count('<img src="data:image/svg+xml;base64,') == 1
    assert "<img" not in back
    ((*_, front, back, _),) = notes(variant(), answer_picture=SCENE)
    assert "<img" not in front
    assert back.count('<img src="data:image/svg+xml;base64,') == 1


def test_a_note_is_one_line_of_six_fields_whatever_a_bank_says():
    code = "Look:\n\n```\nfirst\tline\n  second\n```\n"
    hostile = replace(variant(statement=f"{HOSTILE}\n\n{code}", parts=(part(ask=HOSTILE),)), tags=("a\tb\nc",))
    lines = file_of(hostile).removesuffix("\n").split("\n")[len(HEADER) :]
    assert [line.count("\t") for line in lines] == [5]
    ((*_, front, _, tags),) = notes(hostile)
    assert HOSTILE.replace("\t", " ") in html.unescape(re.sub("<[^>]+>", "", front))
    assert "first line<br>  second" in front
    assert "a-b-c" in tags.split(" ")


def test_the_same_variants_are_the_same_bytes():
    assert file_of(variant(), variant(variant=8)) == file_of(variant(), variant(variant=8))


@pytest.mark.full
def test_the_whole_bank_becomes_notes():
    shelf = Shelf(open_catalog(bank_folders({})), compute_here)
    variants = [shelf.derived(shelf.complete(shelf.draw(facts.id, 0))) for facts in shelf.catalog.usable]
    made = notes(*variants)
    assert len(made) == len(variants)
    assert len({note[0] for note in made}) == len(variants)
    assert all(len(note) == len(HEADER) for note in made)
