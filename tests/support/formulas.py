"""Formulas built from the grammar, for property tests: random text finds nothing, the grammar finds crashes."""

from fractions import Fraction

from hypothesis import strategies as st

from calcquiz.algebra.functions import FUNCTIONS
from calcquiz.algebra.tree import Apply, Name, Number

ONE_ARGUMENT = sorted(name for name, function in FUNCTIONS.items() if function.arity[0] == 1)
SMOOTH = ("sin", "cos", "tan", "exp", "log", "sqrt", "atan", "sinh", "tanh", "sigma", "softplus", "erf", "asinh")

numbers = st.one_of(
    st.integers(0, 12).map(lambda n: Number(Fraction(n))),
    st.sampled_from([Number(Fraction(10) ** 1000), Number(Fraction(1, 10**300)), Number(Fraction(10**40 - 1))]),
    st.fractions(min_value=0, max_value=9, max_denominator=9).map(Number),
)
names = st.sampled_from([Name("x"), Name("y"), Name("n"), Name("pi"), Name("e")])


def applied(children, functions):
    def built(head, count):
        return st.tuples(*[children] * count).map(lambda args: Apply(head, args))

    return st.one_of(
        built("add", 2),
        built("add", 3),
        built("mul", 2),
        built("mul", 3),
        built("div", 2),
        built("pow", 2),
        built("neg", 1),
        st.tuples(children, st.integers(-3, 4)).map(lambda p: Apply("pow", (p[0], Number(Fraction(p[1]))))),
        st.tuples(st.sampled_from(functions), children).map(lambda p: Apply(p[0], (p[1],))),
    )


def formulas(functions=ONE_ARGUMENT, leaves=12):
    """Trees of values in x, y and n."""
    return st.recursive(numbers | names, lambda children: applied(children, functions), max_leaves=leaves)


smooth_formulas = formulas(SMOOTH, 8)

PIECES = ["x", "y", "2", "0.5", "-", "+", "*", "/", "^", "(", ")", "[", "]", "{", "}", "|", ",", "sin", "ln", "e", "pi"]
PIECES += ["!", "=", "<", ">=", " and ", " or ", " U ", "√", "²", "oo", "_2", "\\frac", "\\sqrt", "{1}{2}", " ", "exp"]
near_formulas = st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map("".join)
"""Text that is nearly mathematics: pieces of the language in any order."""
