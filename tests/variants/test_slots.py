"""Every value goes into a sentence as a textbook would print it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcquiz.algebra.parse import parse
from calcquiz.variants.environment import Environment
from calcquiz.variants.slots import fill_sentence, untidy


def here(**values):
    return Environment(frozenset({"x", "y"}), {name: parse(text, {"x", "y"}) for name, text in values.items()})


@pytest.mark.parametrize(
    ("sentence", "values", "filled"),
    [
        ("$@{a}x^2 + @{b}x + @{c}$", {"a": "1", "b": "-3", "c": "0"}, "$x^2 - 3x$"),
        ("$@{a}x^2 + @{b}x + @{c}$", {"a": "-1", "b": "2", "c": "-1"}, "$-x^2 + 2x - 1$"),
        ("$x^@{n}$", {"n": "1"}, "$x$"),  # no exponent of one
        ("$x^{@{n}}y$", {"n": "1"}, "$xy$"),
        ("$x^@{n}$", {"n": "12"}, "$x^{12}$"),  # one digit alone would be the exponent
        (r"$\int_{@{a}}^{@{b}} x \,dx$", {"a": "0", "b": "1"}, r"$\int_{0}^{1} x \,dx$"),  # a limit stays
        ("$@{a}(x + @{b})^@{n}$", {"a": "1", "b": "-3", "n": "1"}, "$(x - 3)$"),
        ("$@{f}^2$", {"f": "x - 1"}, "$(x - 1)^2$"),
        ("$(@{f})^2$", {"f": "x - 1"}, "$(x - 1)^2$"),  # brackets of the author are enough
        ("$@{b}^2$", {"b": "-3"}, "$(-3)^2$"),
        ("$@{g}^t$", {"g": "0.9"}, "$0.9^t$"),  # a decimal needs no brackets, a fraction does
        ("$3 - @{f}$", {"f": "x - 1"}, "$3 - (x - 1)$"),
        ("$3 + @{f}$", {"f": "-x + 1"}, "$3 -x + 1$"),
        ("$- @{b}$", {"b": "-3"}, "$3$"),
        ("$5@{b}$", {"b": "2"}, r"$5 \cdot 2$"),  # never 52
        ("$5@{b}$", {"b": "-2"}, "$5(-2)$"),
        ("$2@{a}$", {"a": "1/2"}, r"$2 \cdot \frac{1}{2}$"),  # never two and a half
        ("$@{a}@{b}$", {"a": "4", "b": "7"}, r"$4 \cdot 7$"),
        (r"$@{a} \cdot @{b}$", {"a": "4", "b": "-7"}, r"$4 \cdot (-7)$"),
        ("$y = @{a}x @{c|sign}$", {"a": "-1", "c": "-4"}, "$y = -x - 4$"),
        ("$@{a} @{c|sign}$", {"a": "7", "c": "-2"}, "$7 - 2$"),  # a sign begins a term, no factor
        ("$@{a}@{c|sign}$", {"a": "7", "c": "0"}, "$7$"),
        ("$x@{n}y$", {"n": "2"}, r"$x \cdot 2y$"),  # a number behind a letter is kept apart from it
        ("$(x + 1)@{n}$", {"n": "5"}, r"$(x + 1) \cdot 5$"),
        ("$2^@{n}@{a}$", {"n": "3", "a": "5"}, r"$2^{3} \cdot 5$"),
        ("$0.@{n}$", {"n": "5"}, "$0.5$"),
        (r"$5 + @{z}\,$", {"z": "0"}, r"$5\,$"),
        ("$|x - @{z}| + 1$", {"z": "0"}, "$|x| + 1$"),
        ("$2 + @{a}|x|$", {"a": "1"}, "$2 + |x|$"),
        ("$X/@{a}$", {"a": "1"}, "$X/1$"),  # a divisor stays
        ("$X/@{a}$", {"a": "4"}, "$X/4$"),
        (r"$v \leftarrow @{a}v$", {"a": "0.8"}, r"$v \leftarrow 0.8v$"),
        (r"$\int_0^1 @{f} \,dx$", {"f": "2*x"}, r"$\int_0^1 2x \,dx$"),  # the 1 is a limit, no factor
        (r"$\int_0^1@{f}\,dx$", {"f": "2*x"}, r"$\int_0^1 2x\,dx$"),
        (r"$\int_@{a}^@{b} @{f} \,dx$", {"a": "0", "b": "1/2", "f": "7"}, r"$\int_{0}^{\frac{1}{2}} 7 \,dx$"),
        (r"$\int_0^1 @{f} \,dx$", {"f": "1"}, r"$\int_0^1 1 \,dx$"),
        (r"$\int_0^1 @{f} \,dx$", {"f": "1 - x"}, r"$\int_0^1 (1 - x) \,dx$"),
        (r"$\sum_{n=1}^3 @{a}n$", {"a": "1"}, r"$\sum_{n=1}^3 n$"),
        (r"$\sum_{n=1}^{\infty} @{a}/n$", {"a": "1"}, r"$\sum_{n=1}^{\infty} 1/n$"),
        (r"$\lim_{h \to 0} @{a}$", {"a": "1"}, r"$\lim_{h \to 0} 1$"),
        (r"$\frac{d}{dx} @{f}$", {"f": "3*x"}, r"$\frac{d}{dx} 3x$"),
        (r"$\int @{f} \,dx$", {"f": "(-x - 5)/(x + 1)"}, r"$\int \frac{-x - 5}{x + 1} \,dx$"),  # the bar is a bracket
        (r"$\int @{f} \,dx$", {"f": "-5/(x + 1)"}, r"$\int \left(-\frac{5}{x + 1}\right) \,dx$"),
        (r"$\sin^2 @{f}$", {"f": "3*x"}, r"$\sin^2 3x$"),
        (r"$\text{for } @{n}$", {"n": "1"}, r"$\text{for } 1$"),
        ("$y = @{a}x @{c|sign}$", {"a": "2", "c": "0"}, "$y = 2x$"),
        ("$@{a|sign}x @{b|sign}y$", {"a": "1", "b": "-1"}, "$x - y$"),
        (r"$@{a}\sqrt{x}$", {"a": "-1"}, r"$-\sqrt{x}$"),
        (r"$\sin @{f}$", {"f": "x - 1"}, r"$\sin (x - 1)$"),
        (r"$\frac{@{a}}{@{b}}$", {"a": "x + 1", "b": "2"}, r"$\frac{x + 1}{2}$"),
        ("$x @{b|sign}$", {"b": "1/2"}, r"$x + \frac{1}{2}$"),
        ("$|x - @{b}|$", {"b": "-3"}, "$|x + 3|$"),
        ("$@{n}!$", {"n": "-1"}, "$(-1)!$"),
        ("$(x - @{b})(x - @{a})$", {"a": "1", "b": "0"}, "$x(x - 1)$"),
        ("$@{c} + @{a}x$", {"a": "1", "c": "0"}, "$x$"),
        ("The slope is @{a}, then @{f}.", {"a": "-3", "f": "x^2"}, "The slope is $-3$, then $x^2$."),
        ("@{c|sign} more", {"c": "4"}, "$+4$ more"),
        ("Take @{a}@{b}.", {"a": "4", "b": "7"}, r"Take $4 \cdot 7$."),  # one formula, not 4$$7
        ("Take @{a}@{b|sign} and @{f}@{b}.", {"a": "4", "b": "-7", "f": "x"}, "Take $4 - 7$ and $x \\cdot (-7)$."),
        ("@{a} @{b}", {"a": "4", "b": "7"}, "$4$ $7$"),
        ("@{a}$x$, $x$@{a}", {"a": "4"}, "$4$ $x$, $x$ $4$"),
        ("@{a}$$x$$", {"a": "4"}, "$4$ $$x$$"),
        (r"It costs \$@{a}.", {"a": "4"}, r"It costs \$$4$."),
        ("See: @{f|block}", {"f": "x/2"}, r"See: $$\frac{x}{2}$$"),
        (r"It costs \$5, and $@{a}$ more.", {"a": "2"}, r"It costs \$5, and $2$ more."),
        ("Choose $@{max(a, b)}$.", {"a": "2", "b": "9"}, "Choose $9$."),
        ("$x \\in @{s}$", {"s": "{1, 2}"}, r"$x \in \{1, 2\}$"),  # braces inside a slot
        (r"$dx = @{a} \,du$", {"a": "-1"}, r"$dx = - \,du$"),  # a differential is a factor
        (r"$dx = @{f} \,du$", {"f": "x - 1"}, r"$dx = (x - 1) \,du$"),
    ],
)
def test_a_slot_is_filled_as_a_textbook_prints_it(sentence, values, filled):
    assert fill_sentence(sentence, here(**values)) == filled
    assert untidy(filled) == []


@pytest.mark.parametrize(
    ("sentence", "filled"),
    [
        (r"$5 + @{z} \cdot x$", r"$5 + 0 \cdot x$"),  # nothing times x: 5 · x would be another formula
        ("$5 - @{z}/2$", "$5 - 0/2$"),
        (r"$5 + @{z}\,x$", r"$5 + 0\,x$"),
        ("$5 + @{z}x$", "$5 + 0x$"),
    ],
)
def test_a_zero_inside_a_product_stays_and_is_found_untidy(sentence, filled):
    assert fill_sentence(sentence, here(z="0")) == filled
    assert untidy(filled) != []


def test_a_sentence_of_the_cases_stays_text_and_gets_its_own_slots_filled():
    environment = Environment(
        frozenset({"x"}), {"a": parse("3")}, {"story": "a batch of @{a} samples", "loop": "@{loop}"}
    )
    assert fill_sentence("Take @{story}.", environment) == "Take a batch of $3$ samples."
    assert fill_sentence("@{loop}", environment) == "@{loop}"  # never without end


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("$1x + 2$", ["a factor of 1: 1"]),
        ("$x + -3$", ["two signs side by side: + -"]),
        ("$--x$", ["two signs side by side: --"]),
        ("$x^1$", ["an exponent of 1: ^1"]),
        ("$x^{1}$", ["an exponent of 1: ^{1}"]),
        ("$0 + y$", ["a term that is 0: 0 +"]),
        ("$y + 0$", ["a term that is 0: + 0"]),
        ("$0x$", ["a factor of 0: 0"]),
        (r"$\frac{x}{1}$", ["a denominator of 1: " + r"\frac{x}{1}"]),
        ("the key is nan", ["a value that is not worked out: nan"]),
        ("$@{a}$", ["a slot that is not filled: @{"]),
    ],
)
def test_what_no_textbook_prints_is_found(text, found):
    assert untidy(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "$11x + 0.5$", "$x^{12}$", "$x^{10}$", "$1 - x$", r"$\frac{1}{x}$", "$x_1y$", "$10 - x$", "$e^{-x}$", "$1/x$",
        r"$\int_0^1 x \,dx$", r"$\sum_{n=1}^{\infty} a_n$", "$x = 0$", "at most 1x", r"$\text{1 a}$", "$3 - 0.1x$",
        r"$\lim_{x \to 0} f$", "$(1, 2)$", r"$1 \le x$", "$2^{0.5}$",
    ],
)  # fmt: skip
def test_good_mathematics_is_not_called_untidy(text):
    assert untidy(text) == []


NUMBERS = st.sampled_from(["-3", "-1", "1", "2", "1/2", "-5/3", "7"])
COEFFICIENTS = st.fixed_dictionaries(dict.fromkeys("abc", NUMBERS))


@given(values=COEFFICIENTS)
def test_no_coefficients_make_a_linear_formula_untidy(values):
    filled = fill_sentence("$@{a}x^2 + @{b}x - @{c}$ and $(x - @{a})(x @{b|sign}) = @{c}$", here(**values))
    assert untidy(filled) == []


@given(values=st.fixed_dictionaries({name: st.sampled_from(["-3", "-1", "0", "1", "2"]) for name in "abc"}))
def test_a_filled_formula_has_the_value_of_the_formula(values):
    from calcquiz.algebra.exact import exact_value

    filled = fill_sentence("$@{a}x + @{b}y - @{c}$", here(**values)).strip("$")
    meant = parse(f"({values['a']})*x + ({values['b']})*y - ({values['c']})", {"x", "y"})
    point = {"x": parse("7").value, "y": parse("11").value}
    assert exact_value(parse(filled, {"x", "y"}), point) == exact_value(meant, point)


FACTORS = st.sampled_from(["-3", "-1", "0", "1", "2", "10", "1/2", "-2/3", "0.5"])
PRODUCTS = (
    "@{a}@{b}",
    "@{a} @{b}",
    r"@{a} \cdot @{b}",
    "x@{a}@{b}",
    "5 + @{a}@{b}",
    "5 - @{a}@{b}",
    "@{a}@{b} @{a|sign}",
)


@pytest.mark.parametrize("template", PRODUCTS)
@given(a=FACTORS, b=FACTORS)
def test_two_numbers_side_by_side_stay_a_product(template, a, b):
    from calcquiz.algebra.exact import exact_value

    filled = fill_sentence(f"${template}$", here(a=a, b=b)).strip("$")
    meant = template.replace("@{a|sign}", f"+ ({a})").replace("@{a}", f"({a})").replace("@{b}", f"({b})")
    point = {"x": parse("7").value, "y": parse("11").value}
    assert exact_value(parse(filled, {"x", "y"}), point) == exact_value(parse(meant, {"x", "y"}), point)
