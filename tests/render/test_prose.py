"""Sentences with mathematics, at every width."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcquiz.render.prose import prose
from calcquiz.render.style import Style
from calcquiz.render.wrap import wrap

WIDE, NARROW, ASCII = Style(width=80), Style(width=40), Style(width=80, ascii_only=True)


@pytest.mark.parametrize(
    ("markdown", "line"),
    [
        ("The slope of $f(x) = x^2$ at $x = 2$.", "  The slope of f(x) = x² at x = 2."),
        ("**Bold**, *italic*, _too_ and `code`", "  Bold, italic, too and code"),
        ("2*x*y and a_1*b_1 + c_1", "  2*x*y and a_1*b_1 + c_1"),  # products in a message are no emphasis
        ("f(x)*g(x)*h(x), (a)*(b)*(c)", "  f(x)*g(x)*h(x), (a)*(b)*(c)"),
        (r"It costs \$5 and \*not\* $x$", "  It costs $5 and *not* x"),
        ("A lone $ is a dollar", "  A lone $ is a dollar"),
        ("[red]no markup[/red] :smile:", "  [red]no markup[/red] :smile:"),
        (r"An unknown $\foo{x}$ stays", r"  An unknown $\foo{x}$ stays"),
        ("A hidden \u202e mark", "  A hidden <U+202E> mark"),
        ("A place\ue000holder", "  A placeholder"),
        ("**the slope $m$**", "  the slope m"),
        ("", "  "),
    ],
)
def test_a_sentence_reads_as_it_was_meant(markdown, line, text):
    assert text(prose(markdown, WIDE)) == line.rstrip()


def test_marks_become_styles_and_formulas_take_them_on():
    (line,) = prose("A **slope $m$ of** *it*.", WIDE)
    assert [(line.plain[span.start : span.end], span.style) for span in line.spans if span.style] == [
        ("slope", "bold"), ("m", "bold"), ("of", "bold"), ("it", "italic"),
    ]  # fmt: skip


def test_a_formula_inside_a_sentence_is_not_broken(text):
    assert text(prose("A loss of one example is $L(w) = \\ln(1 + e^{-w})$, always.", NARROW)) == (
        "  A loss of one example is\n  L(w) = ln(1 + e⁻ʷ), always."
    )


def test_a_formula_wider_than_the_screen_is_broken_at_its_signs(text):
    markdown = r"$f(x) = a_1 x + a_2 x^2 + a_3 x^3 + a_4 x^4 + a_5 x^5 + a_6 x^6$"
    assert text(prose(markdown, NARROW)).splitlines() == [
        "  f(x) = a₁x + a₂x² + a₃x³ + a₄x⁴ + a₅x⁵",
        "  + a₆x⁶",
    ]


DISPLAY = r"Evaluate $$\int_0^1 \frac{x^2}{2}\,dx$$ exactly."


def test_a_displayed_formula_stands_on_lines_of_its_own(text):
    assert text(prose(DISPLAY, WIDE)).splitlines() == [
        "  Evaluate",
        "      ⌠1 x²",
        "      ⎮  ── dx",
        "      ⌡0 2",
        "  exactly.",
    ]


def test_a_screen_reader_gets_it_on_one_line(plain, text):
    assert text(prose(DISPLAY, plain)).splitlines()[1].strip().startswith("∫₀¹")


def test_a_block_wider_than_the_screen_becomes_a_line(text):
    wide = "+".join(rf"\frac{{a_{i}}}{{b_{i}}}" for i in range(1, 9))
    lines = text(prose(f"$${wide}$$", NARROW)).splitlines()
    assert lines == ["      a₁/b₁ + a₂/b₂ + a₃/b₃ + a₄/b₄", "          + a₅/b₅ + a₆/b₆ + a₇/b₇", "          + a₈/b₈"]


def test_paragraphs_lists_headings_and_code(text):
    markdown = "# Title\nFirst line\nsame paragraph.\n\n- one\n- two\n  more\n1. three\n\n```\nx = [a]*2\n```"
    assert text(prose(markdown, WIDE)).splitlines() == [
        "  Title",
        "  First line same paragraph.",
        "",
        "  • one",
        "  • two more",
        "  1. three",
        "",
        "      x = [a]*2",
    ]


def test_ascii_screens_get_ascii(text):
    assert text(prose("Let “η” ≥ 0 – $\\theta^2 \\le 1$ naïvely … ✓", ASCII)) == (
        '  Let "eta" >= 0 - theta^2 <= 1 naively ... +'
    )


def test_a_sign_keeps_its_neighbours(text):
    assert text(wrap(prose("x", WIDE), 10)) == "  x"
    assert text(prose("It is an antiderivative without its + C.", NARROW)) == (
        "  It is an antiderivative without\n  its + C."
    )


MARKDOWN = st.lists(
    st.sampled_from(
        [
            "word",
            "**",
            "*",
            "_",
            "`",
            "$x^2$",
            "$",
            "$$",
            r"\frac{1}{2}",
            "\n",
            "\n\n",
            "- ",
            "1. ",
            "```",
            "# ",
            "[b]",
            "\\",
        ]
    )
    | st.text(max_size=6),
    max_size=12,
).map(" ".join)


@given(MARKDOWN, st.sampled_from([WIDE, NARROW, ASCII, Style(width=20), Style(plain=True, indent="")]))
def test_no_text_breaks_the_screen(markdown, style):
    for line in prose(markdown, style):
        assert all(unicodedata.category(character)[0] != "C" for character in line.plain)
        assert line.plain.isascii() or not style.ascii_only


PRINTABLE = st.characters(exclude_categories=["C", "Zl", "Zp"])


@given(st.lists(st.text(PRINTABLE, min_size=1, max_size=30), max_size=8), st.integers(20, 80))
def test_wrapped_lines_fit_and_keep_every_character(words, width):
    from rich.text import Text

    lines = wrap([Text(word) for word in words], width, first="1. ", rest="    ")
    assert all(line.cell_len <= width for line in lines)
    kept = "".join(line.plain[4 if number else 3 :] for number, line in enumerate(lines))
    assert kept.replace(" ", "") == "".join(words).replace(" ", "")
