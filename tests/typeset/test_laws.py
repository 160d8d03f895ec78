"""Laws of typesetting, for formulas and expressions built from the grammar."""

import re
from fractions import Fraction as Rational

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from layouts import layouts

from calcquiz.algebra.exact import exact_value
from calcquiz.algebra.parse import parse
from calcquiz.algebra.precise import mp_value
from calcquiz.algebra.tree import Apply, Name, Number, Tree, free_names, size, walk
from calcquiz.typeset import best, block, cells, from_tree, line, read_tex, to_tex
from calcquiz.typeset.layout import (
    row,
)
from calcquiz.typeset.symbols import SUBSCRIPTS, SUPERSCRIPTS


@given(layouts())
def test_tex_that_is_written_reads_back_as_the_same_layout(layout):
    layout = row([layout])
    assert read_tex(to_tex(layout)) == layout


@given(layouts(), st.booleans())
def test_every_line_of_a_block_has_the_same_width(layout, ascii_only):
    drawn = block(layout, ascii_only)
    assert {cells(text) for text in drawn.lines} == {drawn.width}
    assert 0 <= drawn.baseline < len(drawn.lines)


@given(layouts(), st.booleans())
def test_no_tex_is_left_on_a_line(layout, ascii_only):
    text = line(layout, ascii_only)
    assert "\\" not in text
    assert "\n" not in text
    assert not ascii_only or text.isascii()
    assert not ascii_only or "\n".join(block(layout, ascii_only=True).lines).isascii()


@given(layouts(), st.integers(1, 100))
def test_the_best_form_fits_or_is_one_line(layout, width):
    drawn = best(layout, width)
    assert drawn.width <= width or drawn.lines == (line(layout),)


@pytest.mark.full
@settings(max_examples=3000, deadline=None)
@given(layouts(), st.booleans())
def test_many_layouts_keep_every_law(layout, ascii_only):
    layout = row([layout])
    assume(len(to_tex(layout)) <= 2000)  # more is not read
    assert read_tex(to_tex(layout)) == layout
    drawn = block(layout, ascii_only)
    assert {cells(text) for text in drawn.lines} == {drawn.width}
    assert "\\" not in line(layout, ascii_only)


# Expressions from the grammar --------------------------------------------------------------------------------

NAMES = ("x", "y", "n", "t", "s", "i", "p", "l", "w_1", "alpha", "theta", "rate", "f")
_FUNCTIONS = ("sin", "cos", "tan", "exp", "log", "sqrt", "abs", "asin", "sinh", "sigma", "cbrt", "relu", "sign")

_numbers = st.one_of(
    st.integers(0, 12).map(lambda n: Number(Rational(n))),
    st.sampled_from(["0.5", "2.25", "3e-2", "1.5E3"]).map(lambda text: Number(Rational(text), text)),
    st.sampled_from([Rational(-3), Rational(1, 2), Rational(-2, 3)]).map(Number),
)
_atoms = st.one_of(_numbers, st.sampled_from([*NAMES, "pi", "e"]).map(Name))


def _larger(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    several = st.lists(inner, min_size=2, max_size=4).map(tuple)
    return st.one_of(
        st.builds(lambda args: Apply("add", args), several),
        st.builds(lambda args: Apply("mul", args), several),
        st.builds(lambda args: Apply("mul", args), several),
        st.builds(lambda a, b: Apply("div", (a, b)), inner, inner),
        st.builds(lambda a, b: Apply("pow", (a, b)), inner, inner),
        st.builds(lambda a: Apply("neg", (a,)), inner),
        st.builds(lambda head, a: Apply(head, (a,)), st.sampled_from(_FUNCTIONS), inner),
        st.builds(lambda a, b: Apply("log", (a, b)), inner, inner),
        st.builds(lambda a, b: Apply("root", (a, b)), inner, st.integers(2, 5).map(lambda n: Number(Rational(n)))),
        st.builds(Apply, st.sampled_from(("max", "min")), several),
        st.builds(
            lambda head, a, n: Apply("pow", (Apply(head, (a,)), n)),
            st.sampled_from(("sin", "cos", "tan", "log")),
            inner,
            st.integers(-2, 3).map(lambda n: Number(Rational(n))),
        ),
        st.builds(lambda n: Apply("factorial", (n,)), st.integers(0, 4).map(lambda n: Number(Rational(n)))),
    )


expressions = st.recursive(_atoms, _larger, max_leaves=12).filter(lambda tree: size(tree) < 40)

_RAISED = re.compile(f"[{''.join(sorted(set(SUPERSCRIPTS.values())))}]+")
_LOWERED = re.compile(f"[{''.join(sorted(set(SUBSCRIPTS.values())))}]+")
_PLAIN = {raised: plain for plain, raised in SUPERSCRIPTS.items() if plain != "⊤"} | {
    lowered: plain for plain, lowered in SUBSCRIPTS.items()
}


def _typed(text: str) -> str:
    """Return the line as it is typed: small characters as ^(…) and _…."""
    text = _RAISED.sub(lambda match: f"^({''.join(map(_PLAIN.__getitem__, match.group()))})", text)
    text = re.sub(f"(?<!lo)(.)({_LOWERED.pattern})", r" \1\2", text)
    return _LOWERED.sub(lambda match: _index("".join(map(_PLAIN.__getitem__, match.group()))), text)


def _index(text: str) -> str:
    return f"_{text} " if text.isalnum() else f"_({text})"


_POINTS = [
    {name: Rational(numerator, 7) for name, numerator in zip(NAMES, start, strict=True)}
    for start in ((9, 12, 15, 4, 5, 16, 6, 3, 10, 8, 13, 11, 2), (-9, 5, 22, -4, 15, 2, -6, 13, 1, -8, 3, 17, 30))
]


def _values(tree: Tree) -> list[object]:
    found: list[object] = []
    for point in _POINTS:
        value = exact_value(tree, point)
        found.append(value if value is not None else mp_value(tree, point))
    return found


def _same(one: object, other: object) -> bool:
    if one is None or other is None:
        return one is other
    return one == other or abs(one - other) <= abs(one) * Rational(1, 10**20)


def _divides_by_zero(tree: Tree) -> bool:
    """Whether the parser refuses the expression."""
    quotients = (node for node in walk(tree) if isinstance(node, Apply) and node.head == "div")
    return any(exact_value(quotient.args[1], {}) == 0 for quotient in quotients)


def _check_line(tree: Tree, *, ascii_only: bool) -> None:
    text = line(from_tree(tree), ascii_only)
    assume(not _divides_by_zero(tree))
    again = parse(text if ascii_only else _typed(text), NAMES, author=True)
    assert free_names(again) <= free_names(tree)
    wanted = _values(tree)
    assume(any(value is not None for value in wanted))
    assert all(map(_same, wanted, _values(again))), text


@settings(max_examples=60)
@given(expressions, st.booleans())
@example(tree=parse("x^2*(x+1)*sin(x)*y", NAMES), ascii_only=True)
@example(tree=parse("log(x, 2^y)", NAMES), ascii_only=False)  # log_(2ʸ) x, not log_2ʸ x
def test_the_line_of_an_expression_means_the_expression(tree, ascii_only):
    _check_line(tree, ascii_only=ascii_only)


@pytest.mark.full
@settings(max_examples=5000, deadline=None)
@given(expressions, st.booleans())
def test_the_line_of_many_expressions_means_the_expression(tree, ascii_only):
    _check_line(tree, ascii_only=ascii_only)


@given(expressions)
def test_the_tex_of_an_expression_reads_back_as_its_layout(tree):
    layout = from_tree(tree)
    assert read_tex(to_tex(layout)) == layout
