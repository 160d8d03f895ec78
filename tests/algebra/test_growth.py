"""Orders of growth toward infinity, bounds on them where a formula never settles, and signs that alternate."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcquiz.algebra.alternating import is_sign, unsigned, without_sign
from calcquiz.algebra.growth import growth_of
from calcquiz.algebra.orders import FLAT, Growth
from calcquiz.algebra.parse import parse
from calcquiz.algebra.precise import mp_value
from calcquiz.algebra.size import Sizes, is_steady, sizes_of
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Tree


def read(text: str) -> Tree:
    return parse(text, {"n"}, author=True)


@pytest.mark.parametrize(
    ("formula", "growth"),
    [
        ("n^2 + 3*n", Growth(power=2)),
        ("1/(n + 1)^0.4", Growth(power=-0.4)),
        ("sqrt(n + 1) - sqrt(n)", Growth(power=-0.5)),
        ("n*log(n)^2", Growth(power=1, logs=2)),
        ("3^n/n", Growth(rate=math.log(3), power=-1)),
        ("factorial(n)", Growth(super=1, rate=-1, power=0.5)),
        ("binomial(2*n, n)", Growth(rate=math.log(4), power=-0.5)),
        ("binomial(n, n - 2)", Growth(power=2)),
        ("n^(1/n)", FLAT),
        ("2^(1/n)", FLAT),
        ("n^(1/n) - 1", Growth(power=-1, logs=1)),
        ("1 - exp(-1/n)", Growth(power=-1)),
        ("n^(2 + 1/n)", Growth(power=2)),
        ("sin(1/n)", Growth(power=-1)),
        ("1 - cos(1/n)", Growth(power=-2)),
        ("sin(n)", None),  # it neither grows nor settles
        ("Phi(-n)", None),  # it dies out faster than any of these
    ],
)
def test_a_formula_grows_as_its_leading_part(formula: str, growth: Growth | None) -> None:
    found = growth_of(read(formula), "n")
    assert (found is None) is (growth is None)
    if found is not None and growth is not None:
        for part in ("super", "rate", "power", "logs"):
            assert getattr(found, part) == pytest.approx(getattr(growth, part), abs=1e-9)


@given(st.integers(-6, 6), st.integers(1, 5), st.integers(-3, 3))
def test_the_power_told_is_the_slope_seen_on_doubly_logarithmic_paper(power: int, shift: int, logs: int) -> None:
    tree = read(f"(3*n + {shift})^({power})*log(n + {shift})^({logs})")
    growth = growth_of(tree, "n")
    assert growth == Growth(power=float(power), logs=float(logs))
    near, far = (mp_value(tree, {"n": 10**k}, 60) for k in (40, 80))
    assert math.log10(abs(far / near)) == pytest.approx(40 * power + logs * math.log10(2), abs=0.05)


@pytest.mark.parametrize(
    ("formula", "sizes"),
    [
        ("(2 + sin(n))/n", Sizes(Growth(power=-1), Growth(power=-1))),
        ("sin(n)/n^2", Sizes(None, Growth(power=-2))),
        ("1 + sin(n)", Sizes(None, FLAT)),  # it comes as close to 0 as one likes
        ("n + sin(n)", Sizes(Growth(power=1), Growth(power=1))),
        ("1/(n + sin(n))", Sizes(Growth(power=-1), Growth(power=-1))),
        ("(-2)^n/n", Sizes(Growth(rate=math.log(2), power=-1), Growth(rate=math.log(2), power=-1))),
        ("floor(n/2)", Sizes(Growth(power=1), Growth(power=1))),
        ("exp(sin(n))/n", Sizes(Growth(power=-1), Growth(power=-1))),
        ("sqrt(2 + cos(n))", Sizes(FLAT, FLAT)),
        ("(2*n + (-1)^n)/3", Sizes(Growth(power=1), Growth(power=1))),
    ],
)
def test_what_never_settles_stays_between_two_growths(formula: str, sizes: Sizes) -> None:
    assert sizes_of(read(formula), "n") == sizes


@pytest.mark.parametrize(
    ("formula", "steady"),
    [
        ("exp(-n)*log(n + 1)", True),
        ("sin(1/n)", True),
        ("abs(n - 5)", True),
        ("sin(n)", False),
        ("(-1)^n/n", False),
        ("floor(n/2)", False),
    ],
)
def test_powers_exponentials_and_logarithms_settle_for_a_sign_and_a_direction(formula: str, steady: bool) -> None:  # noqa: FBT001 - a column of the table
    assert is_steady(read(formula), "n") is steady


@pytest.mark.parametrize(
    ("formula", "bare", "turning"),
    [
        ("(-1)^n/n", "1/n", True),
        ("(-1)^(n + 1)*n", "n", True),
        ("(-1)^(2*n)/n", "1/n", False),
        ("n/(-3)^n", "n/3^n", True),
        ("(-2)^n*(-1)^n", "2^n", False),  # two signs make none
        ("cos(pi*n)/n", "1/n", True),
        ("-n", "n", False),
    ],
)
def test_a_product_without_its_signs(formula: str, bare: str, turning: bool) -> None:  # noqa: FBT001 - a column of the table
    made = unsigned(read(formula), "n")
    assert made is not None
    assert (to_text(made[0]), made[1]) == (bare, turning)
    assert (without_sign(read(formula), "n") is not None) is turning


def test_a_sign_of_period_four_does_not_alternate() -> None:
    assert unsigned(read("(-1)^(n*(n + 1)/2)/n"), "n") is None
    assert not is_sign(read("(-1)^(n*(n + 1)/2)"), "n")
