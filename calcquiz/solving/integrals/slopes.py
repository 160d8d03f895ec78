"""Slopes for integration, in the form in which they cancel; fractions of polynomials in lowest terms."""

from collections.abc import Sequence
from fractions import Fraction
from math import gcd, lcm

from calcquiz.algebra.differentiate import differentiate
from calcquiz.algebra.polynomials import Sparse
from calcquiz.algebra.powers import Constant, powers_of
from calcquiz.algebra.tabular import polynomial_in
from calcquiz.algebra.tidy import product, quotient, raised, total
from calcquiz.algebra.tree import ONE, Apply, Name, Tree, is_sum, number, walk
from calcquiz.records.errors import FormulaError
from calcquiz.solving.integrals.algebra import holds, term_tree, terms_of
from calcquiz.solving.integrals.polynomials import dense, ratio_of, sparse
from calcquiz.solving.integrals.simplify import simplified
from calcquiz.tasks.textbook import textbook


def slope_in(tree: Tree, name: str) -> Tree | None:
    """Return the derivative, None where there is none here."""
    if isinstance(tree, Apply) and tree.head == "log":
        known = _slope_of_area(tree.args[0], name)
        if known is not None:
            return known
    known = _slope_with_exponential(tree, name)
    if known is not None:
        return known
    try:
        return without_nested_fractions(simplified(textbook(differentiate(tree, name))), name)
    except FormulaError:
        return None


def _slope_with_exponential(tree: Tree, name: str) -> Tree | None:
    """Return (p' + p g') e^g, the slope of p e^g for a polynomial p, as one product."""
    powers = powers_of(tree, name)
    waves = [part for part in powers.parts if isinstance(part, Apply) and part.head == "exp"] if powers else []
    if powers is None or len(waves) != 1 or powers.parts[waves[0]] != ONE or len(powers.parts) < 2:
        return None
    exponent = waves[0].args[0] if isinstance(waves[0], Apply) else ONE
    rest = term_tree(powers.constant, {p: e for p, e in powers.parts.items() if p != waves[0]})
    first, second = polynomial_in(rest, name), polynomial_in(exponent, name)
    if first is None or second is None:
        return None
    slope = textbook(total([differentiate(rest, name), product([rest, differentiate(exponent, name)])]))
    found = polynomial_in(slope, name)
    return None if found is None else product([as_fraction(dense(found), [Fraction(1)], name), waves[0]])


def _slope_of_area(inside: Tree, name: str) -> Tree | None:
    """Return 1/sqrt(x^2 + c), the slope of ln(x + sqrt(x^2 + c))."""
    if not is_sum(inside) or not isinstance(inside, Apply) or len(inside.args) != 2:
        return None
    first, second = sorted(inside.args, key=lambda term: term != Name(name))
    if first != Name(name) or not isinstance(second, Apply) or second.head != "sqrt":
        return None
    square = raised(Name(name), number(2))
    rest = [term for term in terms_of(second.args[0]) if term != square]
    plain = len(rest) == len(terms_of(second.args[0])) - 1 and not any(holds(term, name) for term in rest)
    return quotient(ONE, second) if plain else None


def without_nested_fractions(tree: Tree, name: str) -> Tree:
    """Return a rational function in which fractions are nested as one fraction; anything else as it is."""
    if not any(_is_nested(node, name) for node in walk(tree)):
        return tree
    found = ratio_of(tree, name)
    if found is None:
        return tree
    return as_fraction(*found, name)


def as_fraction(top: Sequence[Fraction], bottom: Sequence[Fraction], name: str) -> Tree:
    """Return a quotient of polynomials with whole coefficients, what they share in front."""
    above, below = sparse(top), sparse(bottom)
    scale_above, scale_below = (_content(part) for part in (above, below))
    numerator = polynomial_tree({k: v / scale_above for k, v in above.items()}, name)
    denominator = polynomial_tree({k: v / scale_below for k, v in below.items()}, name)
    return Constant(scale_above / scale_below).times(quotient(numerator, denominator))


def _content(polynomial: Sparse) -> Fraction:
    """Return what all coefficients share, with the sign of the leading one."""
    if not polynomial:
        return Fraction(1)
    bottom = lcm(*(value.denominator for value in polynomial.values()))
    top = gcd(*(int(value * bottom) for value in polynomial.values()))
    return Fraction(top if polynomial[max(polynomial)] > 0 else -top, bottom)


def _is_nested(node: Tree, name: str) -> bool:
    if not isinstance(node, Apply) or node.head not in {"div", "pow"}:
        return False
    inside = node.args[1] if node.head == "div" else node.args[0]
    return any(isinstance(part, Apply) and part.head == "div" and holds(part.args[1], name) for part in walk(inside))


def polynomial_tree(polynomial: Sparse, name: str) -> Tree:
    """Return a polynomial by falling powers; upwards where only so the first sign is no minus: 1 - x^2."""
    falling = sorted(polynomial, reverse=True)
    order = falling[::-1] if falling and polynomial[falling[0]] < 0 < polynomial[falling[-1]] else falling
    return total([_monomial(polynomial[power], power, name) for power in order])


def _monomial(coefficient: Fraction, power: int, name: str) -> Tree:
    return Constant(coefficient).times(raised(Name(name), number(power)))
