"""Points at which formulas are compared lie where the variables may be."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcquiz.algebra.points import WIDE, Domain, first_points, is_positive, seeded, simple_points, span_of, stratified
from calcquiz.tasks.points import plenty_of_points, sample_points

NUMBERS = st.fractions(-50, 50, max_denominator=12)


@st.composite
def intervals(draw):
    """Return an open interval as text, with one end or two."""
    low, high = sorted(draw(st.lists(NUMBERS, min_size=2, max_size=2, unique=True)))
    return draw(st.sampled_from([f"({low}, {high})", f"({low}, oo)", f"(-oo, {high})"]))


@pytest.mark.parametrize(
    ("sort", "span"),
    [
        ("(0, 1)", (0, 1)),
        ("(-1/2,3.5)", (Fraction(-1, 2), Fraction(7, 2))),
        ("( 1, oo )", (1, None)),
        ("(-oo, 0)", (None, 0)),
        ("real", None),
        ("(1, 0)", None),
        ("(1, 1)", None),
        ("(-oo, oo)", None),  # any number
        ("[0, 1]", None),
        ("(0, N)", None),
        ("(0, 1/0)", None),
    ],
)
def test_an_interval_is_read_with_exact_ends(sort, span):
    assert span_of(sort) == span


@pytest.mark.parametrize(
    ("sort", "positive"),
    [("positive", True), ("(0, 1)", True), ("(2, oo)", True), ("(-1, 1)", False), ("(-oo, 1)", False), ("real", False)],
)
def test_what_lies_above_zero_is_positive(sort, positive):
    assert is_positive(sort) is positive
    assert Domain.of({"p": sort}).positive == ({"p"} if positive else set())


@given(sort=intervals(), seed=st.text(max_size=3))
def test_every_point_lies_in_the_interval_of_its_variable(sort, seed):
    domain, names = Domain.of({"p": sort, "x": "real"}), ("p", "x")
    for points in (
        simple_points(names, domain),
        first_points(names, domain, seeded(seed)),
        stratified(names, domain, seeded(seed), per_stratum=4, strata=WIDE),
    ):
        assert all(domain.holds("p", value) for value in points.columns["p"])
        assert len(set(points.columns["p"])) >= 3
    values = [point["p"] for point in plenty_of_points(names, {"p": sort, "x": "real"}, seed)]
    assert all(domain.holds("p", Fraction(str(value))) for value in values)


def test_points_of_a_probability_read_well_and_reach_both_ends():
    domain = Domain.of({"p": "(0, 1)"})
    simple = simple_points(["p"], domain).columns["p"]
    assert list(map(str, simple)) == ["3/4", "1/4", "1/2", "4/5", "1/5", "9/10", "1/10", "2/5"]
    percent = simple_points(["p"], Domain.of({"p": "(0, 100)"})).columns["p"]
    assert list(map(str, percent[:5])) == ["2", "1", "3", "1/2", "5"]
    drawn = stratified(["p"], domain, seeded("p"), per_stratum=4).columns["p"]
    assert min(drawn) < Fraction(1, 7)
    assert max(drawn) > Fraction(6, 7)
    assert all(value.denominator <= 10_000 for value in drawn)


def test_a_real_variable_is_tried_where_it_always_was():
    assert [str(point["x"]) for point in sample_points({"x"}, {"x": "real"})][:3] == ["0.61803", "1.35914", "-0.42265"]
    assert [str(value) for value in simple_points(["x"], Domain()).columns["x"]][:4] == ["2", "1", "3", "-1"]
