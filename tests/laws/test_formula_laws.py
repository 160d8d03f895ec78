"""Laws of the language of formulas, tried on formulas built from the grammar."""

import time

import pytest
from formulas import formulas, near_formulas, smooth_formulas
from hypothesis import given, settings

from calcquiz.algebra.canonical import canonical
from calcquiz.algebra.differentiate import differentiate
from calcquiz.algebra.parse import parse
from calcquiz.algebra.points import Domain
from calcquiz.algebra.precise import mp_value
from calcquiz.algebra.probe import compare, same_values
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tidy import tidy
from calcquiz.records.errors import FormulaError, LimitError

NAMES = {"x", "y", "n"}


@given(formulas())
def test_what_is_written_is_read_back_as_the_same_formula(tree):
    try:
        again = parse(to_text(tree), NAMES, author=True)
    except LimitError:
        return  # a result may be longer than what may be typed
    except FormulaError as error:
        assert error.message == "this divides by zero"
        return
    assert canonical(again) == canonical(tree)


@given(formulas())
def test_tidying_never_changes_a_value(tree):
    result = compare(tidy(tree), tree, Domain())
    assert result.difference is None
    assert result.right_only == 0


@given(formulas(leaves=6))
def test_tidying_twice_is_tidying_once(tree):
    once = tidy(tree)
    assert tidy(once) == once


@given(smooth_formulas)
@settings(max_examples=60)
def test_the_derivative_is_the_limit_of_difference_quotients(tree):
    from fractions import Fraction

    from mpmath import mp

    slope = differentiate(tree, "x")
    step = Fraction(1, 10**25)
    for x in (Fraction(7, 10), Fraction(13, 10), Fraction(-4, 10)):
        point = {"x": x, "y": Fraction(3, 2), "n": Fraction(2)}
        left = mp_value(tree, {**point, "x": x - step}, 110)
        right = mp_value(tree, {**point, "x": x + step}, 110)
        value = mp_value(slope, point, 110)
        if None in (left, right, value) or abs(value) > 10**8 or abs(left) > 10**30:
            continue
        with mp.workdps(110):
            quotient = (right - left) / (2 * mp.mpf(step.numerator) / step.denominator)
            assert abs(quotient - value) <= 1e-8 * (1 + abs(value))


@given(smooth_formulas)
@settings(max_examples=60)
def test_a_formula_equals_itself_and_not_itself_plus_a_little(tree):
    from calcquiz.algebra.tree import add

    assert same_values(tree, tree) in {True, None}
    assert same_values(add(tree, parse("1e-6")), tree) in {False, None}


@given(near_formulas)
@settings(max_examples=400)
def test_text_that_is_nearly_mathematics_is_read_or_refused_but_never_breaks(text):
    started = time.perf_counter()
    try:
        tree = parse(text, NAMES, open_names=True)
        parse(to_text(tree), NAMES, open_names=True, author=True)
    except FormulaError as error:
        assert error.message
        assert 0 <= error.start <= len(text)
    assert time.perf_counter() - started < 1


@pytest.mark.full
@given(near_formulas)
@settings(max_examples=20_000)
def test_twenty_thousand_texts_that_are_nearly_mathematics_never_break(text):
    try:
        parse(text, NAMES, open_names=True)
    except FormulaError as error:
        assert error.message
