"""The twenty-five formulas of the design: each was looked at, on one line and as a block."""

import pytest

from calcquiz.typeset import block, cells, line, read_tex, to_tex

FORMULAS = {
    r"\frac{d}{dx}\left(x^2\sin x\right)": (
        "d/dx(x² sin x)",
        [
            "d",
            "── (x² sin x)",
            "dx",
        ],
    ),
    r"\frac{x^2-1}{x+1}": (
        "(x² − 1)/(x + 1)",
        [
            "x² − 1",
            "──────",
            "x + 1",
        ],
    ),
    r"\int_0^1 x^2\,dx": (
        "∫₀¹ x² dx",
        [
            "∫₀¹ x² dx",
        ],
    ),
    r"\int_{-\infty}^{\infty} e^{-x^2}\,dx=\sqrt{\pi}": (
        "∫_(−∞)^∞ e^(−x²) dx = √π",
        [
            "⌠∞   −x²",
            "⎮   e    dx = √π",
            "⌡−∞",
        ],
    ),
    r"\sum_{n=1}^{\infty}\frac{1}{n^2}=\frac{\pi^2}{6}": (
        "∑ₙ₌₁^∞ 1/n² = π²/6",
        [
            " ∞   1    π²",
            " ∑   ── = ──",
            "n=1  n²   6",
        ],
    ),
    r"\lim_{x\to 0}\frac{\sin x}{x}": (
        "lim_(x→0) (sin x)/x",
        [
            "    sin x",
            "lim ─────",
            "x→0   x",
        ],
    ),
    r"\frac{\partial^2 f}{\partial x\,\partial y}": (
        "∂²f/∂x∂y",
        [
            " ∂²f",
            "─────",
            "∂x ∂y",
        ],
    ),
    r"\nabla f=\left(\frac{\partial f}{\partial x},\frac{\partial f}{\partial y}\right)": (
        "∇f = (∂f/∂x, ∂f/∂y)",
        [
            "     ⎛∂f  ∂f⎞",
            "∇f = ⎜──, ──⎟",
            "     ⎝∂x  ∂y⎠",
        ],
    ),
    r"\begin{pmatrix}1&2\\3&4\end{pmatrix}": (
        "[[1, 2], [3, 4]]",
        [
            "⎛1  2⎞",
            "⎝3  4⎠",
        ],
    ),
    r"\mathbf{v}=\langle 1,2,3\rangle": (
        "v = ⟨1, 2, 3⟩",
        [
            "v = ⟨1, 2, 3⟩",
        ],
    ),
    r"|x|=\begin{cases}x,&x\ge 0\\-x,&x<0\end{cases}": (
        "|x| = {x, x ≥ 0; −x, x < 0}",
        [
            "      ⎧ x,   x ≥ 0",
            "|x| = ⎨",
            "      ⎩ −x,  x < 0",
        ],
    ),
    r"\sqrt{1+x^2}": (
        "√(1 + x²)",
        [
            " ______",
            "√1 + x²",
        ],
    ),
    r"\sqrt[3]{x}": (
        "∛x",
        [
            "∛x",
        ],
    ),
    r"f^{(n)}(a)": (
        "f⁽ⁿ⁾(a)",
        [
            "f⁽ⁿ⁾(a)",
        ],
    ),
    r"e^{-x/2}\cos(3x)": (
        "e^(−x/2) cos(3x)",
        [
            " −x/2",
            "e     cos(3x)",
        ],
    ),
    r"\ln|x|+C": (
        "ln|x| + C",
        [
            "ln|x| + C",
        ],
    ),
    r"\iint_R xy\,dA": (
        "∬_R xy dA",
        [
            "∬  xy dA",
            " R",
        ],
    ),
    r"\oint_C \mathbf{F}\cdot d\mathbf{r}": (
        "∮_C F·dr",
        [
            "∮  F·dr",
            " C",
        ],
    ),
    r"y''+3y'+2y=0": (
        "y′′ + 3y′ + 2y = 0",
        [
            "y′′ + 3y′ + 2y = 0",
        ],
    ),
    r"\frac{dy}{dx}=\frac{dy}{du}\cdot\frac{du}{dx}": (
        "dy/dx = dy/du · du/dx",
        [
            "dy   dy   du",
            "── = ── · ──",
            "dx   du   dx",
        ],
    ),
    r"\arctan x=\sum_{n=0}^{\infty}(-1)^n\frac{x^{2n+1}}{2n+1}": (
        "arctan x = ∑ₙ₌₀^∞ (−1)ⁿ x²ⁿ⁺¹/(2n + 1)",
        [
            "            ∞        x²ⁿ⁺¹",
            "arctan x =  ∑  (−1)ⁿ ──────",
            "           n=0       2n + 1",
        ],
    ),
    r"\theta_{k+1}=\theta_k-\eta\nabla L(\theta_k)": (
        "θₖ₊₁ = θₖ − η∇L(θₖ)",
        [
            "θₖ₊₁ = θₖ − η∇L(θₖ)",
        ],
    ),
    r"\sigma(z)=\frac{1}{1+e^{-z}}": (
        "σ(z) = 1/(1 + e⁻ᶻ)",
        [
            "          1",
            "σ(z) = ───────",
            "       1 + e⁻ᶻ",
        ],
    ),
    r"a_n\le b_n\ \forall n\ge N": (
        "aₙ ≤ bₙ ∀n ≥ N",
        [
            "aₙ ≤ bₙ ∀n ≥ N",
        ],
    ),
    r"\left.\frac{x^3}{3}\right|_0^1=\frac13": (
        "[x³/3]₀¹ = 1/3",
        [
            "x³│1   1",
            "──│  = ─",
            "3 │0   3",
        ],
    ),
}
"""TeX -> (line, block without the spaces at the ends of its lines)."""


@pytest.mark.parametrize(("tex", "expected"), [(tex, forms[0]) for tex, forms in FORMULAS.items()])
def test_a_formula_reads_well_on_one_line(tex, expected):
    assert line(read_tex(tex)) == expected


@pytest.mark.parametrize(("tex", "expected"), [(tex, forms[1]) for tex, forms in FORMULAS.items()])
def test_a_formula_reads_well_in_two_dimensions(tex, expected):
    drawn = block(read_tex(tex))
    assert [text.rstrip() for text in drawn.lines] == expected
    assert {cells(text) for text in drawn.lines} == {drawn.width}


@pytest.mark.parametrize("tex", FORMULAS)
def test_a_formula_survives_writing_it_as_tex(tex):
    layout = read_tex(tex)
    assert read_tex(to_tex(layout)) == layout


@pytest.mark.parametrize("tex", FORMULAS)
def test_a_formula_has_a_form_in_ascii(tex):
    layout = read_tex(tex)
    assert line(layout, ascii_only=True).isascii()
    assert "".join(block(layout, ascii_only=True).lines).isascii()
