"""Polynomial equations, worked: linear, quadratic, and higher ones by common powers, squares and rational roots."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tidy import negate, product, quotient, raised, tidy, total
from calcquiz.algebra.tree import ONE, TWO, ZERO, Apply, Name, Tree, free_names, number
from calcquiz.records.derivation import Level
from calcquiz.solving.equations.numbers import sign_of
from calcquiz.solving.equations.roots import divisor_of, linear_factor, plain, quadratic_roots, rational_roots
from calcquiz.solving.words import tex
from calcquiz.tasks.textbook import textbook

Polynomial: TypeAlias = dict[int, Tree]
"""Exponent -> coefficient; none is zero."""
HIGHEST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What a rule makes of one equation."""

    rule: str
    became: tuple[Tree, ...]
    """The equations one of which must hold; none: there is no solution."""
    why: str
    level: Level = Level.NORMAL
    aside: str = ""
    forward: bool = False
    """Whether false solutions may come in: then all are put in at the end."""
    beside: Tree | None = None
    """An equation for another unknown that is worked beside the line first."""


def no_solution(why: str, rule: str) -> Turn:
    """Return that nothing solves an equation."""
    return Turn(rule=rule, became=(), why=why)


def equals(left: Tree, right: Tree) -> Apply:
    """Return the equation left = right."""
    return Apply("=", (left, right))


def polynomial_of(tree: Tree, name: str) -> Polynomial | None:
    """Return the coefficients of a polynomial in one variable, in textbook form; None for anything else.

    Example:
        >>> from calcquiz.algebra.parse import parse
        >>> from calcquiz.algebra.text import to_text
        >>> found = polynomial_of(parse("(x - 1)*(x + a)", {"x", "a"}), "x")
        >>> {exponent: to_text(coefficient) for exponent, coefficient in found.items()}
        {2: '1', 1: 'a - 1', 0: '-a'}
    """
    if name not in free_names(tree):
        return {0: textbook(tree)} if textbook(tree) != ZERO else {}
    if not isinstance(tree, Apply):
        return {1: ONE}
    if tree.head == "pow":
        exponent = exact_number(tree.args[1])
        base = polynomial_of(tree.args[0], name)
        if base is None or exponent is None or exponent.denominator != 1 or not 0 < exponent <= HIGHEST:
            return None
        return _raised(base, int(exponent))
    if tree.head == "div" and name in free_names(tree.args[1]):
        return None
    if tree.head not in {"add", "mul", "neg", "div"}:
        return None
    parts = [polynomial_of(arg, name) for arg in (tree.args[:1] if tree.head == "div" else tree.args)]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    return _combined(tree, known)


def _combined(tree: Apply, parts: Sequence[Polynomial]) -> Polynomial | None:
    if tree.head == "add":
        return _sum(parts)
    if tree.head == "neg":
        return {exponent: textbook(negate(value)) for exponent, value in parts[0].items()}
    if tree.head == "div":
        return {exponent: textbook(quotient(value, tree.args[1])) for exponent, value in parts[0].items()}
    found: Polynomial = {0: ONE}
    for part in parts:
        found = _times(found, part)
    return found if max(found, default=0) <= HIGHEST else None


def _sum(parts: Sequence[Polynomial]) -> Polynomial:
    terms: dict[int, list[Tree]] = {}
    for part in parts:
        for exponent, value in part.items():
            terms.setdefault(exponent, []).append(value)
    found = {exponent: textbook(total(values)) for exponent, values in terms.items()}
    return {exponent: value for exponent, value in found.items() if value != ZERO}


def _times(left: Polynomial, right: Polynomial) -> Polynomial:
    return _sum([{a + b: product([one, other])} for a, one in left.items() for b, other in right.items()])


def _raised(base: Polynomial, times: int) -> Polynomial | None:
    if max(base, default=0) * times > HIGHEST:
        return None
    found: Polynomial = {0: ONE}
    for _ in range(times):
        found = _times(found, base)
    return found


def polynomial_tree(polynomial: Polynomial, variable: Tree) -> Tree:
    """Return a polynomial by falling powers."""
    terms = [_term(polynomial[exponent], exponent, variable) for exponent in sorted(polynomial, reverse=True)]
    return total(terms)


def _term(coefficient: Tree, exponent: int, variable: Tree) -> Tree:
    if exponent == 0:
        return coefficient
    return textbook(product([coefficient, raised(variable, number(exponent))]))


def rationals(polynomial: Polynomial) -> dict[int, Fraction] | None:
    """Return the coefficients as fractions, None where one is irrational."""
    values = {exponent: exact_number(value) for exponent, value in polynomial.items()}
    known = {exponent: value for exponent, value in values.items() if value is not None}
    return known if len(known) == len(values) else None


def polynomial_turn(polynomial: Polynomial, variable: Name) -> Turn | None:
    """Return the next step for polynomial = 0, of degree 1 or more; None where no rule leads on."""
    degree, lowest = max(polynomial), min(polynomial)
    if degree == 1:
        return linear_turn(polynomial, variable)
    if lowest > 0:
        return _common_power(polynomial, lowest, variable)
    if len(polynomial) == 2:
        return _pure_power(polynomial, degree, variable)
    values = rationals(polynomial)
    if values is not None and (divisor := divisor_of(values)) != 1:
        scaled: Polynomial = {exponent: number(value / divisor) for exponent, value in values.items()}
        return _divided(scaled, divisor, variable)
    if degree == 2:
        return _quadratic(polynomial, values, variable)
    if all(exponent in {0, degree // 2, degree} for exponent in polynomial) and degree % 2 == 0:
        return None  # a quadratic in x^n: substitution does that
    return _rational_root(values, degree, variable) if values is not None else None


def linear_turn(polynomial: Polynomial, variable: Tree) -> Turn:
    """Return the solution of a x + b = 0."""
    slope, constant = polynomial[1], polynomial.get(0, ZERO)
    found = textbook(negate(quotient(constant, slope)))
    return Turn(rule="linear-equation", became=(equals(variable, found),), why=f"Solve for {tex(variable)}.")


def _divided(scaled: Polynomial, divisor: Fraction, variable: Name) -> Turn:
    factor = 1 / divisor
    what = f"Multiply by {tex(number(factor))}" if factor.denominator == 1 else f"Divide by {tex(number(divisor))}"
    if divisor == -1:
        what = "Change all signs"
    return Turn(
        rule="same-on-both-sides",
        became=(equals(polynomial_tree(scaled, variable), ZERO),),
        why=f"{what}.",
    )


def _common_power(polynomial: Polynomial, lowest: int, variable: Name) -> Turn:
    values = rationals(polynomial)
    divisor = divisor_of(values) if values else Fraction(1)
    rest = {e - lowest: textbook(quotient(value, number(divisor))) for e, value in polynomial.items()}
    common = product([number(divisor), raised(variable, number(lowest))])
    if len(rest) == 1:
        return Turn(rule="zero-product", became=(equals(variable, ZERO),), why="Only $0$ has the power $0$.")
    whole = product([common, polynomial_tree(rest, variable)])
    return Turn(rule="factor-out", became=(equals(whole, ZERO),), why=f"Factor out {tex(common)}.")


def _pure_power(polynomial: Polynomial, degree: int, variable: Name) -> Turn:
    right = textbook(negate(quotient(polynomial[0], polynomial[degree])))
    left = raised(variable, number(degree))
    return Turn(rule="same-on-both-sides", became=(equals(left, right),), why=f"Solve for {tex(left)}.")


def _quadratic(polynomial: Polynomial, values: dict[int, Fraction] | None, variable: Name) -> Turn:
    a, b, c = (polynomial.get(exponent, ZERO) for exponent in (2, 1, 0))
    if values is not None:
        roots = rational_roots(values)
        if roots:
            return _by_factors(values, roots, variable)
    inside = textbook(total([raised(b, TWO) if b != ZERO else ZERO, negate(product([number(4), a, c]))]))
    inside = plain(inside)
    meant = f"$a = {tex(a)[1:-1]}$, $b = {tex(b)[1:-1]}$, $c = {tex(c)[1:-1]}$"
    said = f"The discriminant $b^2 - 4 a c$ with {meant} is {tex(inside)}"
    sign = sign_of(inside)
    if sign is not None and sign < 0:
        return Turn(rule="quadratic-formula", became=(), why=f"{said}, which is negative: there is no real solution.")
    became = tuple(equals(variable, root) for root in quadratic_roots(a, b, inside))
    return Turn(
        rule="quadratic-formula",
        became=became,
        why=f"Quadratic formula $\\frac{{-b \\pm \\sqrt{{b^2 - 4 a c}}}}{{2 a}}$. {said}.",
        level=Level.BRIEF,
    )


def _by_factors(values: dict[int, Fraction], roots: list[Fraction], variable: Name) -> Turn:
    factors = [linear_factor(root, variable) for root in roots]
    if len(roots) == 1:
        whole, why = raised(factors[0], TWO), f"The left side is the square of {tex(factors[0])}."
        return Turn(rule="factor-polynomial", became=(equals(whole, ZERO),), why=why, level=Level.BRIEF)
    whole = product(factors)
    why = "Factor."
    if values[2] == 1:
        ends = [tex(number(root)) for root in roots]
        why = (
            f"Factor: {ends[0]} and {ends[1]} have the sum {tex(number(sum(roots)))} "
            f"and the product {tex(number(roots[0] * roots[1]))}."
        )
    return Turn(rule="factor-polynomial", became=(equals(whole, ZERO),), why=why, level=Level.BRIEF)


def _rational_root(values: dict[int, Fraction], degree: int, variable: Name) -> Turn | None:
    """Return the polynomial with a rational root divided out: of small size first."""
    roots = rational_roots(values)
    if not roots:
        return None
    root = min(roots, key=lambda value: (value.denominator, abs(value), value < 0))
    rest = _quotient_by(values, root, degree)
    factor = linear_factor(root, variable)
    other = polynomial_tree({e: number(value) for e, value in rest.items()}, variable)
    why = f"{tex(equals(variable, number(root)))} is a solution, found by trial. Divide by {tex(factor)}."
    became = equals(product([factor, other]), ZERO)
    return Turn(rule="rational-root", became=(became,), why=why, level=Level.BRIEF)


def _quotient_by(values: dict[int, Fraction], root: Fraction, degree: int) -> dict[int, Fraction]:
    """Return the polynomial divided by q x - p (Horner)."""
    carried, rest = Fraction(0), {}
    for exponent in range(degree, 0, -1):
        carried = carried * root + values.get(exponent, Fraction(0))
        rest[exponent - 1] = carried / root.denominator
    return {exponent: value for exponent, value in rest.items() if value}


def tidied(equation: Tree) -> Tree:
    """Return an equation with both sides in textbook form."""
    return (
        tidy(Apply("=", tuple(textbook(side) for side in equation.args))) if isinstance(equation, Apply) else equation
    )
