"""Formulas in two dimensions: what stands above, below and around what."""

import pytest

from calcquiz.typeset import best, block, cells, line, read_tex
from calcquiz.typeset.block import Block, beside, stacked, text_block, widened

UNICODE = {
    r"\frac{\frac{a}{b}}{c}-\frac12": [
        " a",
        " ─",
        " b    1",
        "─── − ─",
        " c    2",
    ],
    r"x=\frac{-b\pm\sqrt{b^2-4ac}}{2a}": [
        "          ________",
        "    −b ± √b² − 4ac",
        "x = ──────────────",
        "          2a",
    ],
    r"\sqrt[n]{1+\frac1n}": [
        " ┌─────",
        " │    1",
        "n│1 + ─",
        "╲│    n",
    ],
    r"\sqrt[4]{x+1}": [
        "4_____",
        "√x + 1",
    ],
    r"\left(1+\frac1n\right)^n": [
        "⎛    1⎞ⁿ",
        "⎜1 + ─⎟",
        "⎝    n⎠",
    ],
    r"\left(1+\frac1n\right)^{2q}": [
        "⎛    1⎞2q",
        "⎜1 + ─⎟",
        "⎝    n⎠",
    ],
    r"\int_0^\pi\frac{\sin x}{x}\,dx=\int_0^1\int_0^x y\,dy\,dx": [
        "⌠π sin x",
        "⎮  ───── dx = ∫₀¹ ∫₀ˣ y dy dx",
        "⌡0   x",
    ],
    r"\oint_C\frac{dz}{z}": [
        "⌠  dz",
        "∮  ──",
        "⌡C z",
    ],
    r"\int_0^\pi\sin x\,dx": [
        " π",
        "∫  sin x dx",
        " 0",
    ],
    r"\cos x\Big|_0^{\pi}": [
        "     │π",
        "cos x│",
        "     │0",
    ],
    r"\binom{n}{k}=\frac{n!}{k!\,(n-k)!}": [
        "          n!",
        "⎛n⎞ = ───────────",
        "⎝k⎠   k! (n − k)!",
    ],
    r"\begin{aligned}\frac{dy}{dx}&=x\\y&=\frac{x^2}{2}+C\end{aligned}": [
        "dy",
        "── = x",
        "dx",
        "",
        "     x²",
        " y = ── + C",
        "     2",
    ],
    r"H=\begin{bmatrix}\frac{\partial^2f}{\partial x^2}&0\\0&1\end{bmatrix}": [
        "    ⎡∂²f   ⎤",
        "    ⎢───  0⎥",
        "H = ⎢∂x²   ⎥",
        "    ⎢      ⎥",
        "    ⎣ 0   1⎦",
    ],
    r"\operatorname{sgn}x=\begin{cases}-1,&x<0\\0,&x=0\\1,&x>0\end{cases}": [
        "        ⎧ −1,  x < 0",
        "sgn x = ⎨ 0,   x = 0",
        "        ⎩ 1,   x > 0",
    ],
    r"\left\lfloor\frac x2\right\rfloor+\left\{\frac12\right\}+\left\|\frac12\right\|"
    r"+\left\langle\frac12\right\rangle": [
        "⎢x⎥   ⎧1⎫   ║1║   ╱1╲",
        "⎢─⎥ + ⎨─⎬ + ║─║ + ⟨─⟩",
        "⎣2⎦   ⎩2⎭   ║2║   ╲2╱",
    ],
    r"x_q^2+x_1^q+x_q": [
        " 2     q",
        "x  + x₁  + x",
        " q          q",
    ],
    r"\prod_{k=1}^n\frac{k}{k+1}\quad\max_{w}L(w)": [
        " n     k",
        " ∏   ─────  max L(w)",
        "k=1  k + 1   w",
    ],
    r"\left|\frac{a_{n+1}}{a_n}\right|<1": [
        "│aₙ₊₁│",
        "│────│ < 1",
        "│ aₙ │",
    ],
    r"\overline{xy}+\vec{AB}+\hat{y}": [
        "__   ─→",
        "xy + AB + ŷ",
    ],
    r"\frac{1}{\sqrt{2\pi}\,\sigma}e^{-\frac{(x-\mu)^2}{2\sigma^2}}": [
        "  1    −(x−μ)²/(2σ²)",
        "───── e",
        " __",
        "√2π σ",
    ],
    r"\frac12x\cdot\frac{y}{3}": [
        "1     y",
        "─ x · ─",
        "2     3",
    ],
    r"\begin{vmatrix}a&b\\c&d\end{vmatrix}=ad-bc": [
        "│a  b│ = ad − bc",
        "│c  d│",
    ],
}
ASCII = {
    r"\frac{x^2}{2}": [
        " 2",
        "x",
        "--",
        "2",
    ],
    r"\left(\frac{1}{x}\right)^2": [
        r"/1\2",
        "|-|",
        r"\x/",
    ],
    r"\int_0^1\frac{1}{x}\,dx": [
        "/1 1",
        "|  - dx",
        "/0 x",
    ],
    r"\sqrt{1+\frac1x}": [
        "  _____",
        " |    1",
        " |1 + -",
        r"\|    x",
    ],
    r"|x|=\begin{cases}x&x\ge0\\-x&x<0\end{cases}": [
        "      / x   x >= 0",
        "|x| = <",
        r"      \ -x  x < 0",
    ],
    r"\sqrt[3]{x+1}": [
        "3 _____",
        r"\/x + 1",
    ],
    r"\oint_C\frac{dz}{z}": [
        "/  dz",
        "O  --",
        "/C z",
    ],
    r"f'(x)_1": [
        "f'(x)_1",
    ],
}


@pytest.mark.parametrize(("tex", "wanted"), UNICODE.items())
def test_a_formula_is_set_in_two_dimensions(tex, wanted):
    assert [text.rstrip() for text in block(read_tex(tex)).lines] == wanted


@pytest.mark.parametrize(("tex", "wanted"), ASCII.items())
def test_a_formula_is_set_with_ascii_characters_only(tex, wanted):
    assert [text.rstrip() for text in block(read_tex(tex), ascii_only=True).lines] == wanted


def test_the_baseline_is_the_line_of_the_rule_and_of_the_equals_sign():
    drawn = block(read_tex(r"y=\frac{x}{2}+1"))
    assert drawn.lines[drawn.baseline] == "y = ─ + 1"
    assert (drawn.ascent, drawn.descent, drawn.height) == (1, 1, 3)


def test_a_block_that_does_not_fit_becomes_one_line_and_is_never_cut():
    layout = read_tex(r"\frac{x+1}{x-1}=\frac{a}{b}")
    assert best(layout, 40).height == 3
    assert best(layout, 8) == text_block(line(layout))
    assert best(layout, 8).width > 8
    assert best(read_tex("x+1"), 40).lines == ("x + 1",)


@pytest.mark.parametrize(
    ("text", "width"),
    [("abc", 3), ("x²", 2), ("v⃗", 1), ("x̄", 1), ("漢", 2), ("", 0), ("⎛∂f⎞", 4)],
)
def test_width_is_counted_in_terminal_cells(text, width):
    assert cells(text) == width


def test_blocks_are_joined_on_their_baselines():
    fraction = stacked([text_block("1"), text_block("─"), text_block("x")], 1)
    assert beside([text_block("y = "), fraction]) == Block(("    1", "y = ─", "    x"), 1, 5)
    assert widened(text_block("x"), 4) == Block((" x  ",), 0, 4)
    assert widened(text_block("x"), 4, "right") == Block(("   x",), 0, 4)
