"""Text from outside can do nothing to a screen."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from calcquiz.render.safe import caret_lines, to_ascii, visible, without_hidden


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2x", "2x"),
        ("\x1b[31m", "<U+001B>[31m"),
        ("a\u202eb", "a<U+202E>b"),
        ("a\tb\n", "a b "),
        ("\ud800", "<U+D800>"),
        ("🙂 ∫ x̂", "🙂 ∫ x̂"),
    ],
)
def test_hidden_characters_are_shown_by_their_number(text, shown):
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("text", "ascii_text"),
    [
        ("x² + y⁻¹⁰ − a₁₂", "x^2 + y^-10 - a_12"),
        ("θ ≤ π · ∞", "theta <= pi * oo"),
        ("café “no”", 'cafe "no"'),
        ("½ 🙂 x̂", "1/2 ? x"),
    ],
)
def test_every_sign_has_an_ascii_form(text, ascii_text):
    assert to_ascii(text) == ascii_text


def test_what_cannot_be_seen_does_not_enter_a_line():
    assert without_hidden("a\u200bb\x00c\u2028d\te\u202e") == "abc d e"


@pytest.mark.parametrize(
    ("text", "place", "lines"),
    [
        ("2(x", (3, 4), ("2(x", "   ^")),
        ("2 & x", (2, 3), ("2 & x", "  ^")),
        ("（２x", (0, 2), ("（２x", "^^^^")),  # full-width characters take two cells
        ("a\u202e!", (2, 3), ("a<U+202E>!", "         ^")),
        ("x+" * 30 + "$" + "+x" * 30, (60, 61), ("…" + "x+" * 13 + "$" + "+x" * 6, " " * 27 + "^")),
        ("", (0, 1), ("", "^")),
    ],
)
def test_the_caret_stands_under_the_place(text, place, lines):
    assert caret_lines(text, *place, width=40) == lines


@given(st.text(max_size=80), st.integers(-1, 90), st.integers(0, 90), st.booleans())
def test_a_caret_always_fits(text, start, end, ascii_only):
    shown, carets = caret_lines(text, start, end, width=38, ascii_only=ascii_only)
    assert cell_len(shown) <= 38
    assert cell_len(carets) <= 39
    assert "^" in carets


@given(st.text())
def test_safe_text_is_printable(text):
    assert visible(text).isprintable() or all(unicodedata.category(c)[0] != "C" for c in visible(text))
    assert to_ascii(visible(text)).isascii()
