"""The formulas of the design in line, block and ASCII form, each beside the picture that was read and found good."""

import pytest
from pictures import FILE, formulas, picture


def test_there_are_twenty_five_formulas():
    assert len(set(formulas())) == 25


@pytest.mark.parametrize("tex", formulas())
def test_a_formula_is_drawn_as_in_its_picture(tex):
    assert "\n" + picture(tex) in "\n" + FILE.read_text(encoding="utf-8")
