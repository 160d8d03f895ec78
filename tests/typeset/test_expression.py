"""Expressions set as a textbook sets them, on one line."""

import pytest

from calcquiz.algebra.parse import parse
from calcquiz.algebra.tree import Name, Number, call, mul, number, power
from calcquiz.typeset import block, from_tree, line, read_tex, to_tex, tree_tex

NAMES = (*"xyzabdnkmwtfiplh", "left", "right", "mid", "x_1", "x_2", "w_12", "theta", "theta_0", "alpha", "rate")
TASKS = ("derivative", "partial", "integral", "limit", "sum", "gradient", "at", "taylor", "hessian")
TASKS += ("coefficient", "riemann", "trapezoid", "simpson", "newton", "descent", "iterate")


def shown(text, *, ascii_only=False):
    return line(from_tree(parse(text, NAMES, author=True, functions=TASKS)), ascii_only)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2x", "2x"),
        ("x*2", "x·2"),  # the order of factors is the author's
        ("2*3", "2·3"),
        ("1*x", "1·x"),  # never 1x
        ("2*2^x", "2·2ˣ"),
        ("x*y", "xy"),
        ("l*n*x", "l·nx"),  # lnx would be a logarithm
        ("p*i", "p·i"),
        ("d*x", "d·x"),  # dx would be a differential
        ("2*rate*x", "2·rate·x"),
        ("x_1*x_2", "x₁x₂"),
        ("alpha*x", "αx"),
        ("(x+1)(x+2)", "(x + 1)(x + 2)"),
        ("x(x+1)", "x(x + 1)"),
        ("f*(x+1)", "f·(x + 1)"),  # f(x + 1) would be a value of f
        ("x*(-y)", "x(−y)"),
        ("x*(y*z)", "x(yz)"),
        ("sqrt(2)*x", "√2 x"),
        ("n!*x", "n!·x"),
        ("abs(x)*abs(y)", "|x|·|y|"),
        ("3e-2*x", "3·10⁻²x"),
        ("0.5x", "0.5x"),
        ("x*(1,2)", "x·(1, 2)"),
    ],
)
def test_a_product_has_a_dot_where_it_would_be_misread(text, wanted):
    assert shown(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("x+(-3)", "x − 3"),  # never + −3
        ("x-(-3)", "x − (−3)"),
        ("x-2*y", "x − 2y"),
        ("x+(-2)*y", "x − 2y"),
        ("a-(b+x)", "a − (b + x)"),
        ("-x^2", "−x²"),
        ("(-x)^2", "(−x)²"),
        ("(-2)^n", "(−2)ⁿ"),
        ("-(x+1)", "−(x + 1)"),
        ("-(-x)", "−(−x)"),
        ("(-x)/2", "−x/2"),
        ("x-(x*y)/2", "x − xy/2"),
    ],
)
def test_a_sum_has_one_sign_between_its_terms(text, wanted):
    assert shown(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("x/2", "x/2"),
        ("(x+1)/(x-1)", "(x + 1)/(x − 1)"),
        ("1/(2x)", "1/(2x)"),
        ("1/x^2", "1/x²"),
        ("1/sqrt(x)", "1/√x"),
        ("1/n!", "1/n!"),
        ("(1/2)x", "(1/2)x"),  # 1/2x has two readings
        ("x*(y/z)*a", "x·(y/z)a"),
        ("(a/b)*(x/y)", "a/b · x/y"),
        ("(x/y)/z", "(x/y)/z"),
        ("x/(y/z)", "x/(y/z)"),
        ("sin(x)/x", "(sin x)/x"),
        ("(x/y)^2", "(x/y)²"),
        ("x^(n+1)/(n+1)", "xⁿ⁺¹/(n + 1)"),
        ("exp(-x^2/2)", "e^(−x²/2)"),
        ("exp(-x)", "e⁻ˣ"),
        ("x^(1/2)", "x^(1/2)"),
        ("x^(2^n)", "x^(2ⁿ)"),
        ("(x^2)^n", "(x²)ⁿ"),
        ("sqrt(x)^2", "(√x)²"),
        ("sqrt(1+x^2)", "√(1 + x²)"),
        ("root(x, 3)", "∛x"),
        ("root(x, 5)", "root(x, 5)"),
        ("x_1^2", "x₁²"),
        ("theta_0^2", "θ₀²"),
    ],
)
def test_brackets_stand_where_the_meaning_needs_them(text, wanted):
    assert shown(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("sin(x)", "sin x"),
        ("sin(2x)", "sin 2x"),
        ("sin(x+1)", "sin(x + 1)"),
        ("sin(x^2)", "sin(x²)"),  # sin x² has two readings
        ("sin(x/2)", "sin(x/2)"),
        ("sin(-x)", "sin(−x)"),
        ("x*sin(x)", "x sin x"),
        ("sin(x)*cos(x)", "sin x cos x"),
        ("sin(x)*y", "sin(x)·y"),  # sin xy would take the y in
        ("ln(2)*sin(x)", "ln(2) sin x"),
        ("sin(x)^2", "sin² x"),
        ("sin(2)^2*x", "sin²(2)·x"),
        ("sin(x)^(-1)", "(sin x)⁻¹"),  # sin⁻¹ x would be arcsin x
        ("ln(x)^2", "(ln x)²"),
        ("ln(2x+1)", "ln(2x + 1)"),
        ("ln(2x)", "ln(2x)"),
        ("ln(abs(x))", "ln|x|"),
        ("log(x, 2)", "log₂ x"),
        ("log10(x)", "log₁₀ x"),
        ("asin(x)", "arcsin x"),
        ("asinh(2x)", "arsinh 2x"),
        ("sigma(x)*(1-sigma(x))", "σ(x)·(1 − σ(x))"),
        ("Phi(x)", "Φ(x)"),
        ("relu(x)", "ReLU(x)"),
        ("sign(x)", "sgn(x)"),
        ("max(x, 0)", "max(x, 0)"),
        ("floor(x/2)", "⌊x/2⌋"),
        ("ceil(x)", "⌈x⌉"),
        ("n!", "n!"),
        ("(n+1)!", "(n + 1)!"),
        ("sin(x)!", "(sin x)!"),
        ("binomial(n, k)", "binomial(n, k)"),
        ("abs(2*abs(x))", "abs(2|x|)"),
    ],
)
def test_a_function_is_written_as_in_a_textbook(text, wanted):
    assert shown(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("y = 2x + 1", "y = 2x + 1"),
        ("x != 2", "x ≠ 2"),
        ("0 < x <= 2", "0 < x ≤ 2"),
        ("x < 2 and y > 1", "x < 2 and y > 1"),
        ("x < 1 or x >= 2", "x < 1 or x ≥ 2"),
        ("(1, 2)", "(1, 2)"),
        ("[[1, 2], [3, 4]]", "[[1, 2], [3, 4]]"),
        ("[1, 2, 3]", "[1, 2, 3]"),
        ("{1, 2}", "{1, 2}"),
        ("(-oo, 2] U [3, oo)", "(−∞, 2] ∪ [3, ∞)"),
        ("emptyset", "∅"),
        ("dne", "does not exist"),
        ("pick(x > 0, x, -x)", "{x if x > 0; −x otherwise}"),
    ],
)
def test_relations_sets_and_cases_are_written(text, wanted):
    assert shown(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("derivative(x^2*sin(x), x)", "d/dx(x² sin x)"),
        ("derivative(sin(x), x)", "d/dx sin x"),
        ("derivative(1/x, x)", "d/dx(1/x)"),
        ("derivative(f, x)", "df/dx"),
        ("derivative(f, x, 2)", "d²f/dx²"),
        ("partial(x^2*y, x)", "∂/∂x(x²y)"),
        ("partial(f, x, y)", "∂²f/∂y∂x"),  # by x first
        ("partial(f, x, x, y)", "∂³f/∂y∂x²"),
        ("integral(x^2, x)", "∫ x² dx"),
        ("integral(x + 1, x)", "∫(x + 1) dx"),
        ("integral(x^2, x, 0, 1)", "∫₀¹ x² dx"),
        ("integral(integral(x*y, y, 0, x), x, 0, 1)", "∫₀¹ ∫₀ˣ xy dy dx"),
        ("x*integral(t, t, 0, 1)", "x ∫₀¹ t dt"),
        ("limit(sin(x)/x, x, 0)", "lim_(x→0) (sin x)/x"),
        ("limit(1/x, x, 0, right)", "lim_(x→0⁺) 1/x"),
        ("1 + limit(x, x, 0)", "1 + lim_(x→0) x"),
        ("limit(x, x, 0) + 1", "(lim_(x→0) x) + 1"),
        ("sum(1/n^2, n, 1, oo)", "∑ₙ₌₁^∞ 1/n²"),
        ("gradient(x^2 + y^2, (x, y))", "∇(x² + y²)"),
        ("at(derivative(f, x), x, 3)", "[df/dx]ₓ₌₃"),
        # an antiderivative between two ends
        ("at(x^3, x, 2) - at(x^3, x, 0)", "[x³]₀²"),
        # a substitution goes on in its new variable, without brackets around a sum
        ("at(integral(cos(w), w), w, x^2)", "∫ cos w dw"),
        ("at(w^2 - w, w, sin(x)) + k", "w² − w + k"),
        ("at(gradient(f, (x, y)), (x, y), (1, 2))", "[∇f]_((x,y)=(1,2))"),
        ("taylor(exp(x), x, 0, 3)", "T₃(eˣ)"),
        ("coefficient(sin(x), x, 0, 3)", "[x³] sin x"),
        ("coefficient(log(x), x, 1, 2)", "[(x − 1)²] ln x"),
        ("riemann(x^2, x, 0, 1, 4)", "L₄(x²)"),
        ("riemann(x^2, x, 0, 1, 4, mid)", "M₄(x²)"),
        ("trapezoid(x^2, x, 0, 1, 4)", "T₄(x²)"),
        ("newton(x^2 - 2, x, 1, 3)", "x₃"),
        ("descent(w^2, w, 1, 0.1, 2)", "w₂"),
    ],
)
def test_a_task_is_written_in_its_own_notation(text, wanted):
    assert shown(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("x^2*y", "x^2 y"),
        ("2*pi*alpha", "2 pi alpha"),
        ("x_1*x_2", "x_1 x_2"),
        ("exp(-x)", "e^(-x)"),
        ("sqrt(2)*x", "sqrt(2) x"),
        ("x <= oo", "x <= oo"),
        ("integral(x^2, x, 0, 1)", "int_0^1 x^2 dx"),
        ("limit(1/x, x, 0)", "lim_(x->0) 1/x"),
        ("partial(f, x, y)", "d^2 f/(dy dx)"),
    ],
)
def test_an_expression_has_an_ascii_form(text, wanted):
    assert shown(text, ascii_only=True) == wanted


@pytest.mark.parametrize(
    ("tree", "wanted"),
    [
        (mul(number(-1), Name("x")), "−x"),
        (mul(number(-2), Name("x")), "−2x"),
        (Name("w_max"), "wₘₐₓ"),
        (power(number(-3), number(2)), "(−3)²"),
        (Number(number(7).value ** 3000), "1.96843·10²⁵³⁵"),  # no number is longer than a screen
        (call("lagrange", Name("x")), "lagrange(x)"),
    ],
)
def test_a_tree_no_parser_made_is_written_too(tree, wanted):
    assert line(from_tree(tree)) == wanted


def test_tex_of_an_expression_is_what_a_browser_sets_well():
    tree = parse("pick(x>0, sqrt(x)/2, -x) + sin(2x)*exp(-x) + abs(x/2)", NAMES, author=True)
    assert tree_tex(tree) == (
        r"\left(\begin{cases}\frac{\sqrt{x}}{2} & \text{if }x > 0 \\ -x & \text{otherwise}\end{cases}\right)"
        r" + \sin(2x) \cdot e^{-x} + \left|\frac{x}{2}\right|"
    )
    assert read_tex(tree_tex(tree)) == from_tree(tree)
    assert to_tex(from_tree(tree)) == tree_tex(tree)


def test_a_derivative_is_set_in_two_dimensions():
    drawn = block(from_tree(parse("derivative(x^2/(x+1), x)", NAMES, author=True, functions=TASKS)))
    assert [text.rstrip() for text in drawn.lines] == [
        "d   x²",
        "── ─────",
        "dx x + 1",
    ]
