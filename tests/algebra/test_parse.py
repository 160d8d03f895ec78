"""What learners type is read as mathematics, or refused with the place and what to write instead."""

import pytest

from calcquiz.algebra.parse import parse
from calcquiz.algebra.text import to_text
from calcquiz.records.errors import FormulaError, LimitError


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2x", "2*x"),
        ("x y", "x*y"),
        ("xy", "x*y"),
        ("2(x+1)", "2*(x + 1)"),
        ("(x+1)(x+2)", "(x + 1)*(x + 2)"),
        ("x sin(x)", "x*sin(x)"),
        ("xsinx", "x*sin(x)"),
        ("sin x", "sin(x)"),
        ("sin 2x", "sin(2*x)"),
        ("sin^2 x", "sin(x)^2"),
        ("sin^-1 x", "asin(x)"),  # the inverse function, never the reciprocal
        ("sin^(-1)(x)", "asin(x)"),
        ("sin 2x cos 3x", "sin(2*x)*cos(3*x)"),
        ("sin x (x+1)", "sin(x)*(x + 1)"),
        ("ln|x|", "log(abs(x))"),
        ("||x|+y|", "abs(abs(x) + y)"),
        ("2|x| + |y|", "2*abs(x) + abs(y)"),
        ("log_2(x)", "log(x, 2)"),
        ("log(x, 2)", "log(x, 2)"),
        ("e^-x^2", "e^(-x^2)"),
        ("-x^2", "-x^2"),
        ("(-x)^2", "(-x)^2"),
        ("2^3^2", "2^(3^2)"),  # powers associate to the right
        ("x**2", "x^2"),
        ("x²", "x^2"),
        ("e⁻ˣ", "e^(-x)"),
        ("e⁻ʸ⁺²", "e^(-y + 2)"),
        ("⌊x⌋ + ⌈x/2⌉", "floor(x) + ceiling(x/2)"),
        ("√x", "sqrt(x)"),
        ("3·x × y ÷ 2", "3*x*y/2"),
        ("x − 1", "x - 1"),
        ("（x+1）", "x + 1"),
        ("arcsin x + cosec x", "asin(x) + csc(x)"),
        ("log(Abs(x))", "log(abs(x))"),  # as other programs print it
        ("3e-2", "3e-2"),
        ("n!", "factorial(n)"),
        ("1/2x", "1/2*x"),  # one documented reading: (1/2)x
        ("e^2x", "e^2*x"),
        ("sin x^2", "sin(x^2)"),
        ("log x/2", "log(x)/2"),
        ("y = 2x + 1", "y = 2*x + 1"),
        ("-1 < x <= 2", "-1 < x and x <= 2"),
        ("x <= 2 and x > -1", "x <= 2 and x > -1"),
        ("(a, b]", "(a, b]"),
        ("<1, 2>", "(1, 2)"),
        ("[[1,2],[3,4]]", "[[1, 2], [3, 4]]"),
        ("{1, 2} ∪ {3}", "{1, 2} U {3}"),
        ("∅", "{}"),
        ("(-∞, 2)", "(-oo, 2)"),
        ("sigma(x)(1 - sigma(x))", "sigma(x)*(1 - sigma(x))"),
        ("\\frac{1}{2}x^{2}", "1/2*x^2"),
        ("\\sqrt[3]{x} \\cdot \\sin x", "root(x, 3)*sin(x)"),
        ("\\left(\\ln x\\right)^2", "log(x)^2"),
    ],
)
def test_a_formula_is_read_as_a_teacher_would_read_it(typed, meant):
    assert to_text(parse(typed, {"x", "y", "n", "a", "b"})) == meant


@pytest.mark.parametrize(
    ("typed", "message", "start", "advice"),
    [
        ("(x+1", "a ) is missing", 0, "Close the ( with )."),
        ("x+1)", "this ) closes nothing", 3, "Remove it, or write the ( it belongs to."),
        ("2x +", "something is missing after +", 3, "Write what follows +, or remove it."),
        ("sin", "sin needs an argument", 0, "Write sin(x)."),
        ("12 3", "two numbers stand side by side", 3, "Write an operator between them: 12*3 or 12 + 3."),
        (
            "0.1..2",
            "a decimal point cannot stand here",
            3,
            "A number has one decimal point, and * stands between factors: 2*x, 0.5*x.",
        ),
        ("x => 2", "=> is not a relation here", 2, "Write >= for “at least”."),
        ("1/0", "this divides by zero", 1, "A quotient needs a divisor that is not zero."),
        ("1/(2-2)", "this divides by zero", 1, "A quotient needs a divisor that is not zero."),
        ("sen(x)", "sen is not a name known here", 0, "Did you mean sin?"),
        ("In(x)", "In is not a name known here", 0, "Did you mean ln (small L, n)?"),
        ("X + 1", "X is not a name known here", 0, "Did you mean x?"),
        ("2 Pi", "Pi is not a name known here", 2, "Did you mean pi?"),
        ("x2", "a number cannot stand right after x", 1, "Write 2*x for a product, x^2 for a power."),
        ("sqrt2", "a number cannot stand right after sqrt", 4, "Write what sqrt is taken of in brackets."),
        ("dy/dx", "dy is not a name known here", 0, "Write the derivative itself."),
        ("1½", "the character ½ has no meaning here", 1, "Write 1/2."),
        ("2 + 3i", "i is not a name known here", 5, "Numbers are real here, so there is no i."),
        (
            "0,5",
            "a comma cannot stand here",
            1,
            "Write a decimal point (0.5), a point as (1, 2), or a set as {1, 2}.",
        ),
        ("x = ±2", "the character ± has no meaning here", 4, "Write both answers: x = 2 or x = -2."),
        ("{1} + 3", "a set and a number cannot be added", 0, "Write {1, 2} U {3}."),
        ("xᵏ", "k is not a name known here", 1, "Names that may be used here: x, y."),
        ("", "there is nothing here", 0, "Write an answer such as 2*x + 1."),
        ("\\frac{1}{x", "a } is missing", 9, "Close the { with }."),
        ("exp^-1 x", "exp^-1 has two readings", 0, "Write 1/exp(x) for the reciprocal."),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_place_and_advice(typed, message, start, advice):
    with pytest.raises(FormulaError) as caught:
        parse(typed, {"x", "y"})
    assert (caught.value.message, caught.value.start, caught.value.advice) == (message, start, advice)


def test_full_width_letters_and_digits_are_read_like_ours():
    assert parse("２ｘ＋（ｘ）", {"x"}) == parse("2x+(x)", {"x"})


def test_the_caret_stands_under_the_place():
    with pytest.raises(FormulaError) as caught:
        parse("2x + sen(x)", {"x"})
    assert caught.value.caret() == "2x + sen(x)\n     ^^^"


@pytest.mark.parametrize(
    "typed",
    [
        "x" * 501,
        "(" * 3000,
        "(" * 60 + "x" + ")" * 60,
        "9" * 41,
        "1e1001",
        "+".join(["x"] * 200),
        "x" * 100_000,
        "^".join(["2"] * 80),
    ],
)
def test_text_beyond_the_limits_is_refused_at_once(typed):
    with pytest.raises(FormulaError) as caught:
        parse(typed, {"x"})
    assert isinstance(caught.value, LimitError)


CODE = ["__import__('os')", "eval(n)", "x.__class__", "lambda: 0", "f'{x}'", "x\x00y", "[red]x"]


@pytest.mark.parametrize("typed", CODE)
def test_code_and_control_characters_are_only_text(typed):
    with pytest.raises(FormulaError):
        parse(typed, {"x", "n", "y"})


def test_a_variable_of_the_problem_wins_over_a_function_or_constant_of_that_name():
    assert to_text(parse("2e + sigma", {"e", "sigma"})) == "2*e + sigma"


def test_an_unknown_single_letter_is_read_only_where_names_are_open():
    assert to_text(parse("k x", {"x"}, open_names=True)) == "k*x"
    with pytest.raises(FormulaError):
        parse("k x", {"x"})


def test_an_index_may_be_typed_small():
    assert to_text(parse("3x₁ w₁₂", {"x_1", "w_12"})) == "3*x_1*w_12"


def test_a_decimal_comma_is_read_where_it_was_asked_for():
    assert to_text(parse("{1,23; 2}", decimal_separator=",")) == "{1.23, 2}"


def test_an_authors_name_may_have_several_words():
    names = {"first_slope", "a1_b2", "x_1", "x"}
    assert to_text(parse("2first_slope + a1_b2*x_1", names)) == "2*first_slope + a1_b2*x_1"
