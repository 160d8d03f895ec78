"""Reading TeX: every command a calculus text needs, and an error with its place for what is none."""

import pytest

from calcquiz.records.errors import FormulaError, LimitError
from calcquiz.typeset import line, read_tex, to_tex
from calcquiz.typeset.layout import Fenced, Fraction, Kind, Row, Scripts, Symbol


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        (r"\alpha\beta\Gamma\varepsilon\vartheta\varphi", "αβΓεϑϕ"),
        (r"\dfrac{1}{2}+\tfrac12", "1/2 + 1/2"),
        (r"\frac13x^23", "(1/3)x²3"),  # without braces one digit is the whole argument
        (r"\sqrt[n]{x}\quad\sqrt2", "root(x, n)  √2"),
        (r"x_{k+1}^{(n)}", "xₖ₊₁⁽ⁿ⁾"),
        (r"f'(x)+f''(x)=f'^{2}", "f′(x) + f′′(x) = f′²"),
        (r"\left[0,1\right)\bigl(x\bigr)", "[0, 1)(x)"),
        (r"\left.\frac{x}{2}\right|_0^1", "[x/2]₀¹"),
        (r"\sin x+\arcsin(x)+\operatorname{ReLU}(x)+\operatorname{erf}x", "sin x + arcsin(x) + ReLU(x) + erf x"),
        (r"\mathrm{Var}(X)+\text{if } x", "Var(X) + if x"),
        (r"\mathbf{w}\in\mathbb{R}^n,\ \mathcal{L}(\boldsymbol\theta)", "w ∈ ℝⁿ, ℒ(θ)"),
        (r"\prod_{k=1}^n k,\ \iiint_V dV", "∏ₖ₌₁ⁿ k, ∭_V dV"),
        (r"\lim\limits_{x\to\infty}f(x)", "lim_(x→∞) f(x)"),
        (r"\max_w L(w)\ge\min(a,b)", "max_w L(w) ≥ min(a, b)"),
        (r"\operatorname*{arg\,min}_{w}L(w)", "argmin_w L(w)"),
        (r"x\mapsto x^2,\ x\ne0,\ a\approx b\sim c\equiv d", "x ↦ x², x ≠ 0, a ≈ b ∼ c ≡ d"),
        (r"A\subset B\cup C\cap D,\ x\notin A", "A ⊂ B ∪ C ∩ D, x ∉ A"),
        (r"\forall x\,\exists y", "∀x ∃y"),
        (r"\pm1\mp2\cdot3\times4\div5", "±1 ∓ 2·3 × 4 ÷ 5"),
        (r"1,\ldots,n\cdots\dots", "1, …, n⋯…"),
        (r"\hat y+\bar x+\vec v+\dot x+\tilde z+\overline{AB}", "ŷ + x̄ + v⃗ + ẋ + z̃ + bar(AB)"),
        (r"\binom{n}{k}", "binomial(n, k)"),
        (r"\begin{bmatrix}1&0\\0&1\end{bmatrix}", "[[1, 0], [0, 1]]"),
        (r"\begin{vmatrix}a&b\\c&d\end{vmatrix}", "det[[a, b], [c, d]]"),
        (r"\begin{aligned}a&=b\\[2pt]&=c\end{aligned}", "a = b; = c"),
        (r"\begin{array}{cc}1&2\end{array}", "[[1, 2]]"),
        (r"\lvert x\rvert+\|v\|+\lfloor x\rfloor", "|x| + ‖v‖ + ⌊x⌋"),
        (r"\{x\mid x>0\}", "{x | x > 0}"),
        (r"p(y|x)=P(A|B)", "p(y | x) = P(A | B)"),  # a bar without its other half is a condition
        (r"\left||x|+|y|\right|", "abs(|x| + |y|)"),
        (r"A^\top x+\ell", "Aᵀx + ℓ"),
        (r"a\implies b\iff c\Rightarrow d", "a ⟹ b ⟺ c ⇒ d"),
        (r"50\%,\ \$5,\ a\_b,\ \#1,\ \&", "50%, $5, a_b, #1, &"),
        (r"\displaystyle\sum a_n", "∑ aₙ"),
        (r"\int\frac1xdx=\int_0^1xe^xdx", "∫ (1/x) dx = ∫₀¹ xeˣ dx"),  # dx stands apart without a \,
        (r"1{,}000x", "1,000x"),
        (r"3.14x", "3.14x"),
        ("−2·π ≤ x → ∞", "−2·π ≤ x → ∞"),  # characters mean what their commands mean
    ],
)
def test_a_command_of_a_calculus_text_is_read(tex, shown):
    layout = read_tex(tex)
    assert line(layout) == shown
    assert read_tex(to_tex(layout)) == layout


def test_bars_pair_by_what_stands_before_them():
    product = read_tex("|x||y|")
    assert isinstance(product, Row)
    assert [type(item) for item in product.items] == [Fenced, Fenced]


def test_an_evaluation_bar_takes_what_stands_before_it_back_to_the_relation():
    layout = read_tex(r"A=\frac{x^2}{2}\Big|_0^1")
    assert isinstance(layout, Row)
    bar = layout.items[-1]
    assert isinstance(bar, Scripts)
    assert isinstance(bar.base, Fenced)
    assert isinstance(bar.base.body, Fraction)


def test_an_open_bracket_without_its_other_half_is_a_sign():
    assert read_tex("(x") == Row((Symbol("(", Kind.OPEN), Symbol("x")))


@pytest.mark.parametrize(
    ("tex", "marked", "message", "advice"),
    [
        (r"2\fracc{1}{2}", r"\fracc", r"\fracc is not a command known here", r"Did you mean \frac?"),
        (
            r"\textcircled{x}",
            r"\textcircled",
            r"\textcircled is not a command known here",
            "Write it with the usual commands of TeX mathematics.",
        ),
        (r"\frac{1}", r"\frac", r"\frac needs two arguments", r"Write \frac{…}{…}."),
        (r"\sqrt", r"\sqrt", r"\sqrt needs an argument", r"Write \sqrt{…}."),
        (r"x^{2", "{", "this { is never closed", "Write the } that belongs to it."),
        (r"x}", "}", "this } closes nothing", r"Remove it, or write \} for a brace that shows."),
        (r"\left(x", r"\left", r"this \left is never closed", r"Write the \right that belongs to it."),
        (r"x\right)", r"\right", r"this \right has no \left", r"Write \left. before it, or remove it."),
        (r"\left x", r"\left", r"\left needs a bracket", r"Write \left( or, for an invisible one, \left."),
        (
            "a & b",
            "&",
            "& separates the cells of a table, but there is none",
            r"Write \begin{aligned}…\end{aligned}, or \&.",
        ),
        (
            r"a \\ b",
            r"\\",
            r"\\ begins a new row, but there is no table",
            r"Write \begin{aligned}…\end{aligned}.",
        ),
        ("50%", "%", "% begins a comment in TeX", r"Write \% for a percentage."),
        ("x#", "#", "# has no meaning in a formula", r"Write \# for the sign."),
        ("a$b", "$", "a formula cannot hold another formula", r"Write \$ for a dollar."),
        ("x^2^3", "^", "two exponents on one base", "Put base and first one in braces: {x^a}^b."),
        ("x_1_2", "_", "two indices on one base", "Put base and first one in braces: {x_a}_b."),
        (
            r"\begin{tikz}x\end{tikz}",
            r"\begin",
            "the environment tikz is not known here",
            "Write pmatrix, bmatrix, vmatrix, matrix, cases or aligned.",
        ),
        (
            r"\begin{cases}x\end{matrix}",
            r"\end",
            r"\end{matrix} ends \begin{cases}",
            r"Write \end{cases}.",
        ),
        (r"\begin{cases}x", r"\begin", r"\begin{cases} is never ended", r"Write \end{cases}."),
        (r"x\end{cases}", r"\end", r"this \end has no \begin", r"Write \begin{…} before it, or remove it."),
        (r"\sqrt[3", "[", "this [ is never closed", "Write the ] that belongs to it."),
        (r"\text x", r"\text", r"\text needs an argument in braces", r"Write \text{…}."),
        (
            "na\u00efve",
            "\u00ef",
            "the character ï is not known here",
            r"Words stand in \text{…}; signs have commands: \le.",
        ),
    ],
)
def test_what_is_no_formula_is_refused_with_its_place(tex, marked, message, advice):
    with pytest.raises(FormulaError) as caught:
        read_tex(tex)
    error = caught.value
    assert (error.message, error.advice) == (message, advice)
    assert tex[error.start : error.end] == marked
    assert error.text == tex


@pytest.mark.parametrize(
    ("tex", "message"),
    [
        ("x" * 2001, "this formula has 2,001 characters; 2,000 are the most that fit"),
        ("{" * 41 + "}" * 41, "this formula nests deeper than 40"),
        ("(" * 900, "this formula nests deeper than 40"),
        (r"\frac" * 300, "this formula nests deeper than 40"),
        ("|" * 900, "this formula nests deeper than 40"),
    ],
)
def test_a_formula_too_large_to_set_is_refused_at_once(tex, message):
    with pytest.raises(LimitError) as caught:
        read_tex(tex)
    assert caught.value.message == message
