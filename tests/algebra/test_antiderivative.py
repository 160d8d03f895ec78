"""Antiderivatives off the table are in textbook form, and differences at high precision lead back to the integrand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import mp, mpf

from calcquiz.algebra.antiderivative import direct_antiderivative, table_antiderivative, table_rule
from calcquiz.algebra.differentiate import differentiate
from calcquiz.algebra.parse import parse
from calcquiz.algebra.precise import mp_value
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Apply, substitute

POSITIVE = frozenset({"a"})
PLACES = ("-7.3", "-2.9", "-0.83", "-0.31", "0.27", "0.72", "1.37", "3.1", "8.9")
DIGITS = 70

ONE_TERM = [
    # term, rule, antiderivative
    ("3", "constant", "3*x"),
    ("0*x", "constant", "0"),
    ("x", "power", "x^2/2"),
    ("-6*x^2", "power", "-2*x^3"),
    ("4/x^3", "power", "-2/x^2"),
    ("sqrt(x)", "power", "2*x^(3/2)/3"),
    ("x/sqrt(x)", "power", "2*x^(3/2)/3"),  # one power, however it is written
    ("1/sqrt(x)", "power", "2*sqrt(x)"),
    ("(2*x + 1)^3", "power", "(2*x + 1)^4/8"),
    ("a*x^n", "power", "a*x^(n + 1)/(n + 1)"),
    ("3/(2*x + 1)", "reciprocal", "3*log(abs(2*x + 1))/2"),
    ("a/(5*x)", "reciprocal", "a*log(abs(x))/5"),
    ("exp(-3*x)", "exponential", "-exp(-3*x)/3"),
    ("a*exp(-a*x)", "exponential", "-exp(-a*x)"),
    ("1/e^(2*x)", "exponential", "-exp(-2*x)/2"),
    ("2^x", "general-exponential", "2^x/log(2)"),
    ("sin(4*x)", "sine", "-cos(4*x)/4"),
    ("6*cos(2*x + 1)", "cosine", "3*sin(2*x + 1)"),
    ("tan(x)", "tangent", "-log(abs(cos(x)))"),
    ("sec(x)", "secant", "log(abs(sec(x) + tan(x)))"),
    ("sec(3*x)^2", "secant-squared", "tan(3*x)/3"),
    ("1/sin(x)^2", "cosecant-squared", "-cot(x)"),
    ("sec(x)*tan(x)", "secant-tangent", "sec(x)"),
    ("1/(1 + x^2)", "arctangent", "atan(x)"),
    ("1/(9 + 4*x^2)", "arctangent", "atan(2*x/3)/6"),
    ("1/(x^2 + 3)", "arctangent", "atan(x/sqrt(3))/sqrt(3)"),
    ("1/(a^2 + x^2)", "arctangent", "atan(x/a)/a"),
    ("2/sqrt(1 - x^2)", "arcsine", "2*asin(x)"),
    ("1/sqrt(4 - 9*x^2)", "arcsine", "asin(3*x/2)/3"),
    ("1/sqrt(1 + x^2)", "area-sine", "asinh(x)"),
    ("sinh(2*x)", "hyperbolic-sine", "cosh(2*x)/2"),
    ("tanh(x)", "hyperbolic-tangent", "log(cosh(x))"),
    ("sigma(x)", "logistic", "log(1 + exp(x))"),
    ("sigma(2*x)*(1 - sigma(2*x))", "logistic-slope", "sigma(2*x)/2"),
    ("phi(x)", "normal-density", "Phi(x)"),
    ("abs(x - 1)", "absolute-value", "(x - 1)*abs(x - 1)/2"),
]

SEVERAL = [
    ("5*x^3 + 5/x^3 + 2", "5*x^4/4 - 5/(2*x^2) + 2*x"),
    ("-(x + 1/x)", "-x^2/2 - log(abs(x))"),
    ("x*exp(5*x)", "x*exp(5*x)/5 - exp(5*x)/25"),
    ("x*exp(-a*x)", "-x*exp(-a*x)/a - exp(-a*x)/a^2"),
    ("5*x*sin(2*x)", "-5*x*cos(2*x)/2 + 5*sin(2*x)/4"),
    ("(x^2 + 3*x)*exp(2*x)", "x^2*exp(2*x)/2 + x*exp(2*x) - exp(2*x)/2"),
    ("x*(8 - x)", "4*x^2 - x^3/3"),
    ("(x - 1)*(x + 2)", "x^3/3 + x^2/2 - 2*x"),
    ("(x^2 + 1)/x", "x^2/2 + log(abs(x))"),
    ("(x + 1)/sqrt(x)", "2*x^(3/2)/3 + 2*sqrt(x)"),
    ("x*exp(-x^2)", "-exp(-x^2)/2"),  # the slope of the inside stands in front
    ("x*(x^2 + 1)^5", "(x^2 + 1)^6/12"),
    ("x/(x^2 + 1)", "log(x^2 + 1)/2"),  # no bars around what is positive
    ("(x + 1)/(x^2 + 2*x + 5)", "log(x^2 + 2*x + 5)/2"),
    ("x/(x^2 - 1)", "log(abs(x^2 - 1))/2"),
    ("sin(x)^3*cos(x)", "sin(x)^4/4"),
    ("1/(x*log(x))", "log(abs(log(x)))"),
    ("exp(x)/(1 + exp(x))", "log(1 + exp(x))"),
    ("log(x)", "x*log(x) - x"),
    ("6*x^2*log(x)", "2*x^3*log(x) - 2*x^3/3"),
    ("log(5*x^2)/x^2", "-log(5*x^2)/x - 2/x"),
    ("exp(2*x)*sin(3*x)", "2*exp(2*x)*sin(3*x)/13 - 3*exp(2*x)*cos(3*x)/13"),
    ("exp(-x)*cos(x)", "-exp(-x)*cos(x)/2 + exp(-x)*sin(x)/2"),
    ("sin(x)^2", "x/2 - sin(2*x)/4"),
    ("4*cos(3*x + 1)^2", "2*x + sin(2*(3*x + 1))/3"),
    ("tan(2*x)^2", "tan(2*x)/2 - x"),
    ("(1 - x)/(1 + x^2)", "atan(x) - log(1 + x^2)/2"),
]

NOT_IN_REACH = [
    "exp(x^2)",
    "x^x",
    "sin(x^2)",
    "floor(x)",  # its slope is 0, and it is no constant
    "x + floor(x)",
    "abs(x^2 - 1)",
    "1/(x - x)",
    "1/(a*x - a*x + 0*x)",
    "log(x)^x",
    "x^n*log(x)",  # n may be -1
    "log(x + 1)",
    "sqrt(x^2)",  # |x|, and not x
    "(-2)^x",
    "pick(x < 0, 1, x)",
]


def read(text):
    return parse(text, {"x", "a", "n"}, author=True)


@pytest.mark.parametrize(("term", "rule", "found"), ONE_TERM, ids=[row[0] for row in ONE_TERM])
def test_one_term_is_looked_up_with_the_name_of_its_rule(term, rule, found):
    named = table_rule(read(term), "x", POSITIVE)
    assert named is not None
    assert (named[0], to_text(named[1])) == (rule, found)
    assert table_antiderivative(read(term), "x", POSITIVE) == named[1]


@pytest.mark.parametrize(("integrand", "found"), SEVERAL, ids=[row[0] for row in SEVERAL])
def test_sums_products_and_substitutions_that_can_be_read_off(integrand, found):
    result = direct_antiderivative(read(integrand), "x", POSITIVE)
    assert result is not None
    assert to_text(result) == found
    assert table_rule(read(integrand), "x", POSITIVE) is None


@pytest.mark.parametrize("integrand", NOT_IN_REACH)
def test_what_no_table_has_is_left_alone(integrand):
    assert table_rule(read(integrand), "x", POSITIVE) is None
    assert direct_antiderivative(read(integrand), "x", POSITIVE) is None


def test_a_positive_variable_needs_no_bars():
    positive = frozenset({"x"})
    assert to_text(direct_antiderivative(read("1/x + 2/(x + 3)"), "x", positive)) == "log(x) + 2*log(x + 3)"
    assert to_text(direct_antiderivative(read("1/(x - 3)"), "x", positive)) == "log(abs(x - 3))"


@pytest.mark.parametrize("bomb", ["x*2^(10^9)", "(2*x)^(10^9)", "(x + 1)^(10^9)*x", "x^(10^9)*exp(x)", "(3*x)^(-10^7)"])
def test_a_power_bomb_costs_nothing(bomb):
    found = direct_antiderivative(read(bomb), "x")
    assert found is None or len(to_text(found)) < 100


LINEAR = ["x", "2*x", "-3*x", "x/2", "2*x + 1", "1 - x", "x - 3", "-x/3 + 2"]
SINGLE = [
    *(f"{name}({{u}})" for name in ("exp", "sin", "cos", "tan", "sec", "csc", "cot", "sinh", "cosh", "tanh")),
    *(f"{name}({{u}})^2" for name in ("sec", "csc", "sech", "csch")),
    *(f"1/{name}({{u}})" for name in ("sin", "cos", "exp")),
    *("sech({u})*tanh({u})", "csc({u})*cot({u})", "coth({u})", "sigma({u})", "relu({u})", "abs({u})", "phi({u})"),
    *("({u})^4", "1/({u})", "1/({u})^3", "sqrt({u})", "cbrt({u})", "({u})^(2/3)", "3^({u})", "(1/2)^({u})"),
    *("1/(1 + ({u})^2)", "1/(5 + 3*({u})^2)", "1/sqrt(4 - ({u})^2)", "1/sqrt(2 + 3*({u})^2)"),
]
MULTIPLES = ["log(x)", "log(3*x^2)", "1", "x", "2*x - 1", "x^2 + 3*x", "5", "-x^3/2", "1/x", "x*(x - 2)", "sqrt(x)"]
INSIDE = ["x^2", "x^2 + 1", "3*x^2 - 2*x", "exp(x)", "sin(x)", "log(x)", "sqrt(x)", "1/x"]
terms = st.builds(lambda single, u: single.format(u=u), st.sampled_from(SINGLE), st.sampled_from(LINEAR))
products = st.builds(lambda one, other: f"({one})*{other}", st.sampled_from(MULTIPLES), terms)


def leads_back(integrand, found):
    """Whether the slope of `found`, by differences at high precision, is the integrand wherever that is defined."""
    seen = 0
    with mp.workdps(DIGITS):
        for place in PLACES:
            right = mp_value(integrand, {"x": mpf(place)}, DIGITS)
            step = mpf(10) ** -15
            near = [mp_value(found, {"x": mpf(place) + k * step}, DIGITS) for k in (-2, -1, 1, 2)]
            if right is None:
                continue
            assert None not in near, f"at {place} the integrand is defined, the antiderivative is not"
            slope = (near[0] - 8 * near[1] + 8 * near[2] - near[3]) / (12 * step)
            assert abs(slope - right) < mpf(10) ** -30 * (1 + abs(right)), f"at {place}"
            seen += 1
    return seen


@pytest.mark.parametrize("text", [row[0] for row in ONE_TERM] + [row[0] for row in SEVERAL])
def test_the_slope_of_each_row_is_the_integrand(text):
    values = {"a": parse("3"), "n": parse("4")}
    integrand = substitute(read(text), values)
    assert leads_back(integrand, substitute(direct_antiderivative(read(text), "x", POSITIVE), values)) >= 2


@settings(max_examples=150, deadline=None)
@given(text=st.one_of(terms, products, st.builds("{} - 2*{}".format, terms, products)))
def test_differences_lead_from_every_antiderivative_back_to_the_integrand(text):
    integrand = parse(text, {"x"}, author=True)
    found = direct_antiderivative(integrand, "x")
    if found is not None:
        leads_back(integrand, found)


BY_FORMULA = ["sin({u})^2", "cos({u})^2", "tan({u})^2", "exp({u})*sin({v})", "cos({u})*exp({v})"]
POWERS_OF_X = ["1", "x", "x^3", "1/x^2", "sqrt(x)", "x^(-3/2)", "cbrt(x)"]
LOGS = ["log(x)", "log(abs(x))", "log(3*x^2)", "log(1/x)", "log(sqrt(x)/5)"]
formulas = st.one_of(
    st.builds(lambda form, u, v: form.format(u=u, v=v), *map(st.sampled_from, (BY_FORMULA, LINEAR, LINEAR))),
    st.builds("{}*{}".format, st.sampled_from(POWERS_OF_X), st.sampled_from(LOGS)),
)


@settings(max_examples=80, deadline=None)
@given(term=formulas)
def test_every_term_with_a_formula_of_its_own_leads_back_to_the_integrand(term):
    integrand = parse(term, {"x"}, author=True)
    found = direct_antiderivative(integrand, "x")
    assert found is not None
    leads_back(integrand, found)


@settings(max_examples=100, deadline=None)
@given(single=st.sampled_from(SINGLE), inside=st.sampled_from(INSIDE))
def test_a_substitution_read_off_leads_back_to_the_integrand(single, inside):
    inner = parse(inside, {"x"})
    integrand = Apply("mul", (differentiate(inner, "x"), parse(single.format(u=inside), {"x"}, author=True)))
    found = direct_antiderivative(integrand, "x")
    if found is not None:
        leads_back(integrand, found)


@settings(max_examples=150, deadline=None)
@given(term=terms)
def test_every_function_of_a_linear_argument_is_in_the_table(term):
    integrand = parse(term, {"x"}, author=True)
    found = table_antiderivative(integrand, "x")
    assert found is not None
    leads_back(integrand, found)
