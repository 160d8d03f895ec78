"""LaTeX as other programs write it is read as the formula it shows."""

import pytest

from calcquiz.algebra.parse import parse
from calcquiz.algebra.text import to_text
from calcquiz.records.errors import FormulaError


@pytest.mark.parametrize(
    ("pasted", "read"),
    [
        (r"\operatorname{erf}(x)", "erf(x)"),
        (r"\operatorname{ReLU}\left(x - 1\right)", "relu(x - 1)"),
        (r"3\,\text{sin} x", "3*sin(x)"),
        (r"\mathrm{e}^{x}", "e^x"),
        (r"3\binom{n}{2}", "3*binomial(n, 2)"),
        (r"\log_23", "log(3, 2)"),  # a base of one character
        (r"\log_{10} x", "log(x, 10)"),
        (r"\left\lceil x\right\rceil + \lfloor x \rfloor", "ceiling(x) + floor(x)"),
        (r"\begin{bmatrix}1 & 2 \\ 3 & \frac{1}{2}\end{bmatrix}", "[[1, 2], [3, 1/2]]"),
        (r"\begin{pmatrix}2x\\2y\end{pmatrix}", "(2*x, 2*y)"),  # a column is a vector
        (r"\begin{pmatrix}1 & 2\end{pmatrix}", "(1, 2)"),
    ],
)
def test_pasted_latex_is_read(pasted, read):
    assert to_text(parse(pasted, {"n", "x", "y"})) == read


@pytest.mark.parametrize(
    ("pasted", "message"),
    [
        (r"\begin{array}", r"\begin{array} is not known here"),
        (r"1 + \begin", r"\begin needs a name"),
        (r"\begin{pmatrix}1", r"\end{pmatrix} is missing"),
        (r"\begin{pmatrix}1\end{bmatrix}", r"\end{pmatrix} is missing"),
        (r"\operatorname", r"\operatorname needs an argument"),
    ],
)
def test_unfinished_latex_is_refused_at_its_place(pasted, message):
    with pytest.raises(FormulaError) as caught:
        parse(pasted, {"x"})
    assert caught.value.message == message
    assert caught.value.text == pasted
    assert caught.value.caret().splitlines()[1].lstrip() == "^"
