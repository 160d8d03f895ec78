"""Laws of the equation solver: it finds exactly the roots that were put in, and says nothing false on the way."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from calcquiz.algebra.parse import parse
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Apply, Tree, number
from calcquiz.records.errors import CalcquizError
from calcquiz.solving.equations.numbers import Line
from calcquiz.solving.equations.polynomials import polynomial_of, polynomial_tree
from calcquiz.solving.equations.work import solved
from calcquiz.solving.prove import move_holds
from calcquiz.solving.sheet import Sheet
from calcquiz.tasks.task import Setting


def refused(function: str, *_: str) -> str:
    raise CalcquizError(f"{function} was called", "The rules must do without.")


SETTING = Setting(compute=refused)
WHERE = Line(name="x")


def found(equation: Tree) -> list[Tree]:
    """Solve an equation, assert that no line of it is refuted, and return the solutions."""
    sheet = Sheet(SETTING)
    roots = solved(equation, WHERE, sheet)
    assert [to_text(move.after) for move in sheet.moves if move.after and move_holds(move, SETTING) is False] == []
    return roots


def expanded(text: str) -> Tree:
    polynomial = polynomial_of(parse(text, {"x"}), "x")
    assert polynomial is not None
    return Apply("=", (polynomial_tree(polynomial, parse("x", {"x"})), number(0)))


rationals = st.builds(Fraction, st.integers(-7, 7), st.integers(1, 3))


@settings(max_examples=40, deadline=None)
@given(roots=st.lists(rationals, min_size=1, max_size=4, unique=True), lead=st.integers(1, 3))
def test_a_polynomial_has_the_roots_it_was_made_from(roots, lead):
    factors = "*".join(f"(x - ({root}))" for root in roots)
    assert [to_text(one) for one in found(expanded(f"{lead}*{factors}"))] == [
        to_text(number(root)) for root in sorted(roots)
    ]


@settings(max_examples=40, deadline=None)
@given(middle=st.integers(-5, 5), inside=st.integers(2, 30), lead=st.integers(1, 3))
def test_a_quadratic_has_two_roots_around_its_middle_or_none(middle, inside, lead):
    equation = expanded(f"{lead}*((x - ({middle}))^2 - {inside})")
    assert len(found(equation)) == 2
    assert found(expanded(f"{lead}*((x - ({middle}))^2 + {inside})")) == []


@settings(max_examples=40, deadline=None)
@given(a=st.integers(-9, 9).filter(bool), b=st.integers(-9, 9), c=st.integers(-9, 9), d=st.integers(-9, 9))
def test_a_linear_equation_has_the_solution_arithmetic_gives(a, b, c, d):
    equation = parse(f"{a}*x + ({b}) = {c}*x + ({d})", {"x"})
    if a == c:
        return
    assert [to_text(one) for one in found(equation)] == [to_text(number(Fraction(d - b, a - c)))]


@settings(max_examples=30, deadline=None)
@given(root=st.integers(-3, 3), factor=st.integers(1, 5), shift=st.integers(-4, 4))
def test_what_was_put_into_an_exponential_comes_out_again(root, factor, shift):
    equation = parse(f"{factor}*exp(x - ({shift})) = {factor}*exp({root})", {"x"})
    assert [to_text(one) for one in found(equation)] == [to_text(number(root + shift))]


@settings(max_examples=30, deadline=None)
@given(root=st.integers(2, 6), shift=st.integers(0, 5))
def test_a_root_that_squaring_brings_in_does_not_stay(root, shift):
    inside = root**2 - root - shift  # sqrt(x + inside) = x - shift holds at root + shift
    equation = parse(f"sqrt(x + ({inside})) = x - {shift}", {"x"})
    assert [to_text(one) for one in found(equation)] == [to_text(number(root + shift))]
