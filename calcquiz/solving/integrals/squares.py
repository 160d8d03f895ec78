"""Squares and constants below: 1/(k u^2 - c) and 1/sqrt(k u^2 - c) read off the table."""

from fractions import Fraction

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.powers import powers_of, slope_of
from calcquiz.algebra.tabular import polynomial_in
from calcquiz.algebra.tidy import negate, product, quotient, total
from calcquiz.algebra.tree import MINUS_ONE, ONE, TWO, Apply, Name, Tree, call, is_sum, number
from calcquiz.solving.integrals.algebra import distributed, finished, holds, integral, square_root, terms_of
from calcquiz.solving.integrals.direct import WORDS
from calcquiz.solving.integrals.plan import Line, Plan, Planner
from calcquiz.solving.integrals.slopes import polynomial_tree

HALF = Fraction(1, 2)
DIFFERENCE_WORDS = r"From the table: $\int \frac{du}{u^2 - a^2} = \frac{1}{2 a} \ln \left|\frac{u - a}{u + a}\right|$."


def squares_apart(function: Tree, name: str, _planner: Planner) -> Plan | None:
    """Read 1/(k u^2 - c) and 1/sqrt(k u^2 - c) off the table, u linear."""
    powers = powers_of(function, name)
    if powers is None or len(powers.parts) != 1:
        return None
    ((base, exponent),) = powers.parts.items()
    split = square_and_constant(base, name)
    value = exact_number(exponent)
    if split is None or value not in {Fraction(-1), -HALF}:
        return None
    k, u, c = split
    root, slope = square_root(number(abs(k))), slope_of(u, name)
    assert slope is not None
    scaled = finished(distributed(product([root, u])))
    polynomial = polynomial_in(base, name)
    square_root_of_base = call("sqrt", base if polynomial is None else polynomial_tree(polynomial, name))
    if value == -1 and k * c < 0:
        sign = ONE if k > 0 else MINUS_ONE
        a = square_root(number(abs(c)))
        inside = quotient(total([scaled, negate(a)]), total([scaled, a]))
        result = quotient(product([sign, call("log", call("abs", inside))]), product([number(2), a, root, slope]))
        words = DIFFERENCE_WORDS
        rule = "integrate-difference-of-squares"
    elif value == -HALF and k > 0 > c:
        result = quotient(call("log", call("abs", total([scaled, square_root_of_base]))), product([root, slope]))
        words = r"From the table: $\int \frac{du}{\sqrt{u^2 - a^2}} = \ln |u + \sqrt{u^2 - a^2}|$."
        rule = "integrate-root-of-difference"
    else:
        return None
    line = Line(rule=rule, part=integral(function, name), became=powers.constant.times(result), why=words)
    return Plan(integrand=function, name=name, lines=(line,))


def with_parameter(function: Tree, name: str, _planner: Planner) -> Plan | None:
    """Read 1/(x^2 + a^2) and 1/(x^2 - a^2) off the table, a a name: both hold for either sign of a."""
    powers = powers_of(function, name)
    if powers is None or len(powers.parts) != 1:
        return None
    ((base, exponent),) = powers.parts.items()
    squares = [_signed_square(term) for term in terms_of(base)] if exponent == MINUS_ONE else []
    if len(squares) != 2 or None in squares:
        return None
    found = dict(pair for pair in squares if pair is not None)
    a = next((root for root in found if root != Name(name)), None)
    if a is None or Name(name) not in found or holds(a, name):
        return None
    sign = found[Name(name)]
    if found[a] == sign:
        result = quotient(call("atan", quotient(Name(name), a)), a)
        rule, words = "integrate-arctangent", WORDS["arctangent"]
    else:
        inside = quotient(total([Name(name), negate(a)]), total([Name(name), a]))
        result = quotient(call("log", call("abs", inside)), product([TWO, a]))
        rule, words = "integrate-difference-of-squares", DIFFERENCE_WORDS
    scaled = powers.constant.times(product([number(sign), result]))
    line = Line(rule=rule, part=integral(function, name), became=scaled, why=words)
    return Plan(integrand=function, name=name, lines=(line,))


def _signed_square(term: Tree) -> tuple[Tree, int] | None:
    """Return a and the sign of ± a^2, a a name."""
    sign, square = (-1, term.args[0]) if isinstance(term, Apply) and term.head == "neg" else (1, term)
    if (
        isinstance(square, Apply)
        and square.head == "pow"
        and square.args[1] == TWO
        and isinstance(square.args[0], Name)
    ):
        return square.args[0], sign
    return None


def square_and_constant(base: Tree, name: str) -> tuple[Fraction, Tree, Fraction] | None:
    """Return k, u and c of a sum k u^2 + c, u linear in the variable, k and c rational."""
    if not is_sum(base):
        return None
    constants, squares = [], []
    for term in terms_of(base):
        value = exact_number(term)
        if value is not None:
            constants.append(value)
            continue
        powers = powers_of(term, name)
        if powers is None or len(powers.parts) != 1 or powers.constant.powers:
            return None
        ((u, exponent),) = powers.parts.items()
        if exponent != number(2) or slope_of(u, name) is None:
            return None
        squares.append((powers.constant.rational, u))
    if len(squares) != 1 or not constants:
        return None
    return squares[0][0], squares[0][1], sum(constants, Fraction(0))
