"""Layouts built from the grammar of formulas, for the laws of typesetting."""

from hypothesis import strategies as st

from calcquiz.typeset.layout import (
    Accent,
    BigOperator,
    Fenced,
    Fraction,
    Grid,
    Kind,
    Root,
    Row,
    Scripts,
    Space,
    Symbol,
    row,
)
from calcquiz.typeset.symbols import ACCENTS, BIG_TEX, COMMANDS, GRIDS

_SIGNS = sorted(set(COMMANDS.values()), key=lambda symbol: (symbol.text, symbol.kind))
_WORDS = (" if ", "otherwise", "50% of $5", "a_b & {c}", "café")
_PAIRS = ("()", "[]", "(]", "[)", "{}", "⟨⟩", "⌊⌋", "⌈⌉", "||", "‖‖")


@st.composite
def symbols(draw):
    """Draw one sign or word."""
    what = draw(st.integers(0, 9))
    if what < 3:
        return Symbol(draw(st.sampled_from("abcdefghklmnpqrstuvwxyzABCRT")))
    if what < 5:
        return Symbol(str(draw(st.integers(0, 10**6))), Kind.DIGIT)
    if what < 7:
        return draw(st.sampled_from(_SIGNS))
    if what == 7:
        return Symbol(draw(st.sampled_from(("sin", "log", "det", "ReLU", "softplus"))), Kind.FUNCTION)
    if what == 8:
        return Symbol(draw(st.sampled_from(_WORDS)), Kind.TEXT)
    style = draw(st.sampled_from(("bold", "blackboard", "calligraphic", "upright")))
    names = ("rate", "Var", "x1") if style == "upright" else tuple("vwRNLx")
    return Symbol(draw(st.sampled_from(names)), Kind.VARIABLE, style)


@st.composite
def layouts(draw, depth=3):
    """Draw a layout as `read_tex` could return it."""
    if not depth:
        return draw(symbols())
    return row(draw(st.lists(items(depth), max_size=5 if depth == 3 else 3)))


@st.composite
def items(draw, depth):
    """Draw one item of a row."""
    inner = layouts(depth - 1)
    make = draw(st.sampled_from(("symbol", "symbol", "space", "fraction", "root", "scripts", *_LARGER)))
    if make == "symbol":
        return draw(symbols())
    if make == "space":
        return Space(draw(st.sampled_from((1, 2, 4))))
    if make == "fraction":
        return Fraction(draw(inner), draw(inner))
    if make == "root":
        return Root(draw(inner), draw(st.none() | symbols()))
    if make in {"scripts", "big"}:
        low, high = draw(st.sampled_from(((True, False), (False, True), (True, True))))
        limits = (draw(inner) if low else None, draw(inner) if high else None)
        if make == "big":
            return BigOperator(draw(st.sampled_from(sorted(BIG_TEX))), *limits)
        return Scripts(draw(symbols() | inner.map(lambda body: Fenced("(", body, ")"))), *limits)
    if make == "bar":
        return Scripts(Fenced("", draw(inner), "|"), draw(inner), draw(inner))
    if make == "fenced":
        left, right = draw(st.sampled_from(_PAIRS))
        return Fenced(left, draw(inner), right)
    if make == "accent":
        return Accent(draw(st.sampled_from(sorted(ACCENTS))), draw(inner))
    return draw(grids(inner))


_LARGER = ("big", "bar", "fenced", "fenced", "accent", "grid")


@st.composite
def grids(draw, inner):
    """Draw a table."""
    kind = draw(st.sampled_from(sorted(GRIDS)))
    if kind == "binom":
        return Grid(((draw(inner),), (draw(inner),)), kind)
    columns = draw(st.integers(1, 3))
    rows = draw(st.lists(st.lists(inner, min_size=columns, max_size=columns).map(tuple), min_size=1, max_size=3))
    # An empty last row is dropped when it is read.
    while len(rows) > 1 and rows[-1] == (Row(()),):
        rows.pop()
    return Grid(tuple(rows), kind)
