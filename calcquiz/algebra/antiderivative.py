"""Antiderivatives read off a table, on our own trees, without sympy: quick, in textbook form, or None."""

from fractions import Fraction

from calcquiz.algebra.by_formula import formula_antiderivative
from calcquiz.algebra.differentiate import differentiate
from calcquiz.algebra.integral_table import entry_of, function_entry, power_entry
from calcquiz.algebra.polynomials import Sparse
from calcquiz.algebra.powers import Constant, Powers, powers_of, slope_of, vanishes, whole_of
from calcquiz.algebra.rational import constant_ratio
from calcquiz.algebra.real_roots import real_roots
from calcquiz.algebra.tabular import polynomial_in, tabular_antiderivative, varying_part
from calcquiz.algebra.tidy import negate, product, total
from calcquiz.algebra.tree import ONE, ZERO, Apply, Name, Tree, call, free_names, is_sum, number, rebuild, walk
from calcquiz.records.errors import FormulaError

NOT_SMOOTH = frozenset({"floor", "ceiling", "sign", "abs", "min", "max", "relu", "pick", "gcd"})
"""Functions that jump or have corners: nothing is substituted for them."""


def table_rule(tree: Tree, name: str, positive: frozenset[str] = frozenset()) -> tuple[str, Tree] | None:
    """Return the rule and the antiderivative of one term that a table of integrals has, None for any other.

    A term is a constant times a function of a linear argument u = a*x + b; the result is divided by a.

    Args:
        tree: The integrand, one term.
        name: The variable of integration; other names are constants, in a slope and n + 1 taken as not 0.
        positive: Names that stand for positive numbers: log(x), not log(abs(x)).

    Returns:
        `constant`, `power`, `reciprocal`, `exponential`, `general-exponential` (a^u), `sine`, `cosine`,
        `secant-squared`, `arctangent`, `arcsine` or another name of `integral_table`, with an
        antiderivative that is defined wherever the integrand is.

    Example:
        >>> from calcquiz.algebra.parse import parse
        >>> from calcquiz.algebra.text import to_text
        >>> rule, found = table_rule(parse("6*cos(2*x + 1)", {"x"}), "x")
        >>> rule, to_text(found)
        ('cosine', '3*sin(2*x + 1)')
    """
    powers = powers_of(tree, name)
    if powers is None:
        return None
    if powers.constant.rational == 0:
        return "constant", ZERO
    entry = entry_of(powers.parts, name, positive)
    if entry is None:
        return None
    rule, found, inner = entry
    slope = slope_of(inner, name)
    if slope is None:
        return None
    powers.constant.multiply(slope, -1)
    return rule, powers.constant.times(found)


def table_antiderivative(tree: Tree, name: str, positive: frozenset[str] = frozenset()) -> Tree | None:
    """Return the antiderivative of one term that a table of integrals has, as `table_rule` finds it."""
    found = table_rule(tree, name, positive)
    return None if found is None else found[1]


def direct_antiderivative(tree: Tree, name: str, positive: frozenset[str] = frozenset()) -> Tree | None:
    """Return an antiderivative found term by term without any search; None where some term is not in reach.

    A term is in the table; or a polynomial times e^u, sin u, cos u, sinh u or cosh u, u linear (by the tabular
    method); or c*u'*g(u) with g in the table (a substitution that is read off); or x^n*log(x), e^u*sin(v), sin^2(u)
    and their like, which have formulas of their own; or a product to be multiplied out.

    Example:
        >>> from calcquiz.algebra.parse import parse
        >>> from calcquiz.algebra.text import to_text
        >>> to_text(direct_antiderivative(parse("x*exp(3*x) + x/(x^2 + 1)", {"x"}), "x"))
        'x*exp(3*x)/3 - exp(3*x)/9 + log(x^2 + 1)/2'
    """
    found = []
    for term in _terms(tree):
        part = _of_term(term, name, positive)
        if part is None:
            return None
        found.append(part)
    return _without_needless_bars(total(found), name)


def _terms(tree: Tree) -> list[Tree]:
    if not isinstance(tree, Apply) or tree.head not in {"add", "neg"}:
        return [tree]
    if tree.head == "neg":
        return [negate(term) for term in _terms(tree.args[0])]
    return [part for term in tree.args for part in _terms(term)]


def _of_term(term: Tree, name: str, positive: frozenset[str]) -> Tree | None:
    found = table_antiderivative(term, name, positive)
    powers = powers_of(term, name) if found is None else None
    if powers is None:
        return found
    ways = (tabular_antiderivative, _multiplied_out, _by_substitution, formula_antiderivative, _by_distribution)
    return next((found for way in ways if (found := way(powers, positive)) is not None), None)


def _multiplied_out(term: Powers, positive: frozenset[str]) -> Tree | None:
    """Return the antiderivative of a polynomial, perhaps over a power of the variable, multiplied out.

    A third or higher power of a sum is left to substitution.
    """
    variable = Name(term.name)
    shift = whole_of(term.parts.get(variable, ZERO))
    others = {part: whole_of(power) for part, power in term.parts.items() if part != variable}
    if shift is None or not all(power in {1, 2} for power in others.values()):
        return None
    polynomial = polynomial_in(varying_part(term, variable), term.name)
    if polynomial is None:
        return None
    found = []
    for power in _order(polynomial):
        _, outer, _ = power_entry(variable, number(power + shift), positive)
        found.append(Constant(term.constant.rational * polynomial[power], dict(term.constant.powers)).times(outer))
    return total(found)


def _order(polynomial: Sparse) -> list[int]:
    """Return the powers from the highest one down; upwards where only so the first sign is no minus: 4x^2 - x^3."""
    falling = sorted(polynomial, reverse=True)
    return falling[::-1] if polynomial[falling[0]] < 0 < polynomial[falling[-1]] else falling


def _by_substitution(term: Powers, positive: frozenset[str]) -> Tree | None:
    """Return the antiderivative of c*u'*g(u): G(u), where all but g(u) is the slope of u times a constant."""
    for part, exponent in term.parts.items():
        if not isinstance(part, Apply) or term.name in free_names(exponent):
            continue
        rest = {other: power for other, power in term.parts.items() if other != part}
        for entry in (function_entry(part, exponent, positive), power_entry(part, exponent, positive)):
            if entry is None:
                continue
            _, outer, inner = entry
            factor = _factor_of_slope(varying_part(term, part), rest, inner, term.name)
            if factor is not None:
                factor.multiply(term.constant.times(ONE))
                return factor.times(outer)
    return None


def _factor_of_slope(rest: Tree, parts: dict[Tree, Tree], inner: Tree, name: str) -> Constant | None:
    """Return c where rest = c * (the slope of the inner function), None where there is no such constant."""
    if any(isinstance(node, Apply) and node.head in NOT_SMOOTH for node in walk(inner)):
        return None
    try:
        derivative = differentiate(inner, name)
    except FormulaError:
        return None  # no slope, no substitution
    slope = None if vanishes(derivative) else powers_of(derivative, name)
    if slope is None:
        return None
    ratio = Fraction(1) if slope.parts == parts else constant_ratio(rest, varying_part(slope))
    if ratio is None:
        return None
    result = Constant(ratio)
    result.multiply(slope.constant.times(ONE), -1)
    return result


def _by_distribution(term: Powers, positive: frozenset[str]) -> Tree | None:
    """Return the antiderivative of a product with one sum in it, multiplied out."""
    sums = [part for part, power in term.parts.items() if power == ONE and is_sum(part)]
    if len(sums) != 1 or len(term.parts) < 2:
        return None
    (total_part,) = sums
    assert isinstance(total_part, Apply)
    rest = varying_part(term, total_part)
    found = []
    for summand in total_part.args:
        part = _of_term(product([summand, rest]), term.name, positive)
        if part is None:
            return None
        found.append(term.constant.times(part))
    return total(found)


def _without_needless_bars(tree: Tree, name: str) -> Tree:
    """Return log(x^2 + 2*x + 5) for log(abs(x^2 + 2*x + 5)): a polynomial without zeros, positive at 0."""

    def change(node: Tree) -> Tree:
        if not isinstance(node, Apply) or node.head != "log" or not isinstance(node.args[0], Apply):
            return node
        if node.args[0].head != "abs" or not _stays_positive(node.args[0].args[0], name):
            return node
        return call("log", node.args[0].args[0])

    return rebuild(tree, change)


def _stays_positive(tree: Tree, name: str) -> bool:
    polynomial = polynomial_in(tree, name)
    return polynomial is not None and real_roots(polynomial) == [] and polynomial.get(0, Fraction(0)) > 0
