"""Formulas for other programs: Typst that compiles, MathML that a browser takes as it is."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layouts import layouts

from calcquiz.typeset import read_tex
from calcquiz.typeset.layout import row
from calcquiz.typeset.mathml_writer import to_mathml
from calcquiz.typeset.spoken_writer import spoken
from calcquiz.typeset.typst_writer import to_typst

ARITY = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "msubsup": 3, "munder": 2, "mover": 2, "munderover": 3}


@pytest.mark.parametrize(
    ("tex", "typst"),
    [
        (r"\frac{x^2-1}{x+1}", "frac(attach(x, t: 2) − 1, x + 1)"),
        (r"\int_0^1 x^2\,dx", "attach(∫, b: 0, t: 1) attach(x, t: 2) thin d x"),
        (r"\lim_{x\to 0} \sin x", 'attach(op("lim", limits: #true), b: x → 0) op("sin") x'),
        (r"[0, 1)", r"lr(\[ 0 \, 1 \))"),  # brackets that do not pair
        (r"-x", 'class("unary", −) x'),
        (r'\text{the "rate" #1}', '"the \\"rate\\" #1"'),  # never read as markup
        (r"\sqrt[3]{x}", "root(3, x)"),
    ],
)
def test_a_formula_in_typst(tex, typst):
    assert to_typst(read_tex(tex)) == typst


@pytest.mark.parametrize(
    ("tex", "mathml"),
    [
        (r"\frac12", "<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>"),
        (r"\sin x", '<math><mi>sin</mi><mo>&#x2061;</mo><mspace width="0.167em"/><mi>x</mi></math>'),
        (r"\mathbf{v}", "<math><mi>𝐯</mi></math>"),
        (r"\mathbb{R}", "<math><mi>ℝ</mi></math>"),
        (r"a < b", "<math><mi>a</mi><mo>&lt;</mo><mi>b</mi></math>"),
        (r"x^{-1}", '<math><msup><mi>x</mi><mrow><mo form="prefix">−</mo><mn>1</mn></mrow></msup></math>'),
    ],
)
def test_a_formula_in_mathml(tex, mathml):
    assert to_mathml(read_tex(tex)) == mathml


@given(layouts())
def test_mathml_is_well_formed_and_every_element_has_its_children(layout):
    tree = ET.fromstring(to_mathml(row([layout]), display=True))
    for node in tree.iter():
        assert len(node) == ARITY.get(node.tag, len(node)), node.tag
        assert node.tag in {"mi", "mn", "mo", "mtext", "mspace"} or node.text is None


@settings(max_examples=5, deadline=None)
@given(st.lists(layouts(), min_size=40, max_size=40))
def test_whatever_the_formula_typst_compiles_it(several):
    typst = pytest.importorskip("typst")
    page = "#set page(width: auto, height: auto)\n" + "".join(f"$ {to_typst(row([each]))} $\n" for each in several)
    assert typst.compile(page.encode(), format="svg")


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        (
            r"\frac{x^2-1}{x+1}",
            "the fraction with numerator x squared minus 1, and denominator x plus 1, end of fraction",
        ),
        (r"\int_0^1 x^2\,dx", "the integral from 0 to 1 of x squared d x"),
        (r"\lim_{x\to 0}\frac{\sin x}{x}", "the limit as x approaches 0 of sine x over x"),
        (r"\frac{dy}{dx}", "the derivative of y with respect to x"),
        (r"\frac{\partial^2 f}{\partial x\,\partial y}", "the second partial derivative of f with respect to x and y"),
        (r"f''(a)", "f double prime of a"),
        (r"f^{(n)}(a)", "f derivative of order n of a"),
        (r"\sqrt{1+x^2}", "the square root of 1 plus x squared, end of root"),
        (r"\theta_{k+1}", "theta sub k plus 1, end of index"),
        (r"|x|", "the absolute value of x"),
        (r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", "the matrix row 1: 1, 2; row 2: 3, 4, end of matrix"),
        (r"-x", "minus x"),
    ],
)
def test_a_formula_read_aloud_says_where_its_parts_end(tex, words):
    assert spoken(read_tex(tex)) == words


@given(layouts())
def test_whatever_the_formula_it_is_read_without_signs_that_nobody_can_say(layout):
    assert not set(spoken(row([layout]))) & set("\\^√∫∑")
