"""Known angles: every value in the table is the one that numbers give."""

import pytest

from calcquiz.algebra.parse import parse
from calcquiz.algebra.precise import mp_value
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Apply
from calcquiz.tasks.angles import known_angles
from calcquiz.tasks.textbook import textbook


def test_every_value_of_a_known_angle_is_the_right_one() -> None:
    for (head, angle), value in known_angles().items():
        assert abs(mp_value(Apply(head, (angle,)), {}) - mp_value(value, {})) < 1e-30, (head, to_text(angle))


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("sin(pi/4)", "sqrt(2)/2"),
        ("cos(2*pi/3)", "-1/2"),
        ("tan(-pi/6)", "-sqrt(3)/3"),
        ("4*sin(3*pi/2)", "-4"),
        ("tan(pi/2)", "tan(pi/2)"),  # it has no value
        ("sin(pi/5)", "sin(pi/5)"),
    ],
)
def test_the_textbook_form_knows_the_angles_that_everybody_knows(written: str, form: str) -> None:
    assert to_text(textbook(parse(written))) == form


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("sec(pi/4)^2", "2"),
        ("sqrt(2)^3", "2*sqrt(2)"),
        ("(sqrt(3)/2)^2", "3/4"),
        ("sqrt(2)*sqrt(2)", "2"),
        ("4^(-3/2)", "1/8"),
        ("3*4^(-5/2)/8", "3/256"),
        ("2^(1/2)", "2^(1/2)"),  # nothing plainer
        ("(x/2)^2", "(x/2)^2"),
        ("(-8)^(1/3)", "-2"),  # as the whole language of formulas has it
    ],
)
def test_powers_of_constants_are_worked_out_where_they_are_plain(written: str, form: str) -> None:
    assert to_text(textbook(parse(written, {"x"}))) == form
