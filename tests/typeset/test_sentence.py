"""Sentences with formulas in them."""

import time

import pytest

from calcquiz.records.errors import FormulaError
from calcquiz.typeset import Place, Run, split_math


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("No formula.", [("text", "No formula.")]),
        ("", []),
        ("$x^2$", [("inline", "x^2")]),
        (
            "Let $f(x)=x^2$. Find $f'$.",
            [("text", "Let "), ("inline", "f(x)=x^2"), ("text", ". Find "), ("inline", "f'"), ("text", ".")],
        ),
        ("So\n$$\\int_0^1 x\\,dx$$\nholds.", [("text", "So\n"), ("display", "\\int_0^1 x\\,dx"), ("text", "\nholds.")]),
        ("$$\na\n$$", [("display", "a")]),
        (r"It costs \$5, not \$6.", [("text", "It costs $5, not $6.")]),
        (r"$p=\$5$", [("inline", r"p=\$5")]),  # a dollar in a formula stays TeX
        ("Run `a $ b` or ``$x``.", [("text", "Run `a $ b` or ``$x``.")]),  # code is no formula
        ("```\ncost $5\n```\n$x$", [("text", "```\ncost $5\n```\n"), ("inline", "x")]),
        ("a\nb $x\ny$", [("text", "a\nb "), ("inline", "x\ny")]),  # a formula may go on in the next line
    ],
)
def test_a_sentence_splits_into_words_and_formulas(text, runs):
    assert [(run.place.value, run.text) for run in split_math(text)] == runs


def test_a_run_knows_where_it_stands():
    assert split_math("ab $ x $ c") == (
        Run(Place.TEXT, "ab ", 0),
        Run(Place.INLINE, "x", 5),
        Run(Place.TEXT, " c", 8),
    )


@pytest.mark.parametrize(
    ("text", "marked", "message", "advice"),
    [
        (
            "It costs $5.",
            "$",
            "this $ begins a formula that does not end",
            r"Close it with $, or write \$ for a dollar.",
        ),
        ("a $x\n\ny$", "$", "this $ begins a formula that does not end", r"Close it with $, or write \$ for a dollar."),
        (
            "a $$x$ b",
            "$$",
            "this $$ begins a formula that does not end",
            r"Close it with $$, or write \$ for a dollar.",
        ),
        ("a $ $ b", "$ $", "this formula is empty", r"Write a formula between the dollar signs, or \$ for a dollar."),
    ],
)
def test_a_formula_without_its_end_is_refused_with_its_place(text, marked, message, advice):
    with pytest.raises(FormulaError) as caught:
        split_math(text)
    error = caught.value
    assert (error.message, error.advice) == (message, advice)
    assert text[error.start :].startswith(marked)


@pytest.mark.parametrize(
    "text", ["`" * 60_000, "~" * 60_000, "```a\n" * 12_000, "a`" * 30_000 + "``", "\\$" * 30_000, "x " * 30_000 + "$y$"]
)
def test_a_long_text_takes_no_time(text):
    start = time.perf_counter()
    split_math(text)
    assert time.perf_counter() - start < 2
