"""Real roots and critical points: none missed, rational ones exact."""

from fractions import Fraction
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcquiz.algebra.critical_points import Search
from calcquiz.algebra.parse import parse
from calcquiz.algebra.polynomials import quotient_in
from calcquiz.algebra.real_roots import real_roots

roots = st.lists(st.fractions(-20, 20, max_denominator=9), min_size=1, max_size=5)


def product_of(factors):
    result = {0: Fraction(1)}
    for factor in factors:
        expanded = {}
        for a, first in result.items():
            for b, second in factor.items():
                expanded[a + b] = expanded.get(a + b, Fraction(0)) + first * second
        result = {exponent: value for exponent, value in expanded.items() if value}
    return result


@given(roots, st.integers(1, 3), st.integers(1, 9))
def test_every_real_root_of_a_product_is_found_once_and_exactly(values, times, positive):
    linear = [{1: Fraction(1), 0: -value} if value else {1: Fraction(1)} for value in values]
    without_roots = {2: Fraction(1), 0: Fraction(positive)}
    assert real_roots(product_of([*linear * times, without_roots])) == sorted(set(values))


@given(st.integers(2, 40), st.integers(2, 9))
def test_an_irrational_root_is_known_to_sixty_digits(value, order):
    found = real_roots({order: Fraction(1), 0: Fraction(-value)})
    assert all(abs(abs(root) ** order - value) < Fraction(1, 10**60) for root in found)
    assert len(found) == (2 if order % 2 == 0 else 1)


def test_a_power_of_six_thousand_is_never_expanded():
    quotient = quotient_in(parse("x^5999*(1 - x + x^2)", {"x"}), "x", {})
    assert real_roots(quotient.top) == [0]


def test_what_was_a_denominator_stays_one():
    quotient = quotient_in(parse("1/(1/x)", {"x"}), "x", {})
    assert real_roots(quotient.bottom) == [0]


@pytest.mark.parametrize(
    ("formula", "places"),
    [
        ("x^2 - 2*sqrt(3)*x + 3", [3**0.5]),  # a double root between irrational coefficients
        ("log(x)^2 - 2*log(x) + 1", [0, 2.718281828459045]),  # touches zero; ends at 0
        ("sqrt(x - 2) + abs(x - 2)", [2]),
        ("exp(2*x) - 3*exp(x) + 2", [0, 0.6931471805599453]),
        ("x - cos(x)", [0.7390851332151607]),
        ("log(x) - 20", [0, 485165195.4097903]),
        ("abs(x - 1/2) + abs(x + 1/2) - 2", [-1, -0.5, 0.5, 1]),
        ("2^x - x^2", [-0.7666646959621231, 2, 4]),
        ("abs(x) - x", [0]),  # zero on a half line: only where that begins
        ("max(x, 2) - 3", [2, 3]),
    ],
)
def test_a_formula_vanishes_or_turns_at_these_places(formula, places):
    found = Search("x", {}).critical(parse(formula, {"x"}))
    assert len(found) == len(places)
    assert all(isclose(float(p.value), place, abs_tol=1e-12) for p, place in zip(found, places, strict=True))
