"""Rational functions: long division, partial fractions, completing the square."""

from collections.abc import Sequence
from fractions import Fraction

from calcquiz.algebra.dense import divided
from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.powers import Constant
from calcquiz.algebra.tidy import product, quotient, raised, total
from calcquiz.algebra.tree import ONE, Apply, Name, Tree, is_sum, number
from calcquiz.solving.integrals.algebra import constant_and_rest, integral
from calcquiz.solving.integrals.direct import rewriting
from calcquiz.solving.integrals.plan import Line, Plan, Planner
from calcquiz.solving.integrals.polynomials import (
    Factor,
    factors_of,
    partial_fractions,
    ratio_of,
    sparse,
    with_whole_factors,
)
from calcquiz.solving.integrals.slopes import polynomial_tree
from calcquiz.solving.words import listed, tex

CAPITALS = "ABCDEFGHIJKL"


def long_division(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Divide first where the numerator's degree is not below the denominator's."""
    found = ratio_of(function, name)
    if found is None or len(found[1]) < 2 or len(found[0]) < len(found[1]):
        return None
    top, bottom = found
    whole, rest = divided(top, bottom)
    terms = [polynomial_tree(sparse(whole), name)]
    if rest:
        terms.append(fraction(rest, polynomial_tree(sparse(bottom), name), name))
    words = "The numerator's degree is not below the denominator's: divide first."
    return planner.made(function, name, [rewriting("long-division", function, total(terms), name, words)])


def fraction(top: Sequence[Fraction], below: Tree, name: str) -> Tree:
    """Return top/below with the common factor of the numerator in front: -3(x + 1)/(...) stays one fraction."""
    leading = next(value for value in reversed(top) if value)
    scale = Fraction(1, leading.denominator) if leading > 0 else Fraction(-1, leading.denominator)
    for value in top:
        scale = Fraction(scale.numerator, _lcm(scale.denominator, value.denominator))
    whole = polynomial_tree(sparse([value / scale for value in top]), name)
    return Constant(scale).times(quotient(whole, below))


def _lcm(left: int, right: int) -> int:
    from math import lcm

    return lcm(left, right)


def split_fractions(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Split a proper rational function into partial fractions."""
    found = ratio_of(function, name)
    if found is None or len(found[1]) < 3 or not 0 < len(found[0]) < len(found[1]):
        return None
    top, bottom = found
    factored = factors_of(bottom)
    if factored is None:
        return None
    leading, factors = with_whole_factors(*factored)
    if len(factors) < 2 and (len(top) == 1 or factors[0].times == 1):
        return _as_power(function, name, top, (leading, factors[0]), planner)
    pieces = partial_fractions(top, leading, factors)
    if pieces is None:
        return None
    kept = [(factor, k, values) for factor, k, values in pieces if any(values)]
    terms = [fraction(values, raised(polynomial_tree(sparse(f.base), name), number(k)), name) for f, k, values in kept]
    line = rewriting("partial-fractions", function, total(terms), name, _partial_words(top, leading, pieces, name))
    return planner.made(function, name, [line])


def fractions_with_factor(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Split 4/(x^2 (x^2 + 4)) with its 4, where partial fractions are what the rest would be split into."""
    found = constant_and_rest(function, name)
    if found is None or exact_number(found[0]) is None or is_sum(function):
        return None
    ratio = ratio_of(function, name)
    if ratio is None or len(ratio[0]) > 1:
        return None
    rest = planner.plan(found[1], name)
    return None if rest is None or rest.rule != "partial-fractions" else split_fractions(function, name, planner)


def _as_power(
    function: Tree, name: str, top: Sequence[Fraction], bottom: tuple[Fraction, Factor], planner: Planner
) -> Plan | None:
    """Write c/(x^2 + 2 x + 1) as c/(x + 1)^2 where the denominator is not written as a power yet."""
    leading, factor = bottom
    if factor.degree > 1 or factor.times < 2:
        return None
    base = polynomial_tree(sparse(factor.base), name)
    became = Constant(top[0] / leading).times(quotient(ONE, raised(base, number(factor.times))))
    words = f"The denominator is a power of {tex(base)}."
    return planner.made(function, name, [rewriting("factor-out", function, became, name, words)])


def _partial_words(
    top: Sequence[Fraction],
    leading: Fraction,
    pieces: Sequence[tuple[Factor, int, Sequence[Fraction]]],
    name: str,
) -> str:
    """Return the form of the partial fractions and the coefficients that were found."""
    letters, cleared = iter(CAPITALS), _cleared(pieces, leading, name)
    shown, found = [], []
    for factor, k, values in pieces:
        mine = [next(letters) for _ in values]
        above = mine[0] if len(mine) == 1 else f"{mine[0]} {name} + {mine[1]}"
        below = tex(raised(polynomial_tree(sparse(factor.base), name), number(k)))[1:-1]
        shown.append(rf"\frac{{{above}}}{{{below}}}")
        found += [
            f"${letter} = {tex(number(value))[1:-1]}$" for letter, value in zip(mine, reversed(values), strict=True)
        ]
    factored = product([number(leading), *_distinct(pieces, name)])
    return (
        f"Partial fractions: the denominator is {tex(factored)}, so write ${' + '.join(shown)}$. Multiplied by the "
        f"denominator, {tex(polynomial_tree(sparse(top), name))[:-1]} = {cleared}$; comparing gives {listed(found)}."
    )


def _cleared(pieces: Sequence[tuple[Factor, int, Sequence[Fraction]]], leading: Fraction, name: str) -> str:
    """Return the sum of the unknown numerators, each times what is left of the denominator."""
    letters = iter(CAPITALS)
    shown = []
    for factor, k, values in pieces:
        mine = [next(letters) for _ in values]
        rest = [
            raised(polynomial_tree(sparse(other.base), name), number(other.times - (k if other == factor else 0)))
            for other in dict.fromkeys(piece[0] for piece in pieces)
        ]
        below = product([number(leading), *rest])
        unknown = mine[0] if len(mine) == 1 else f"({mine[0]} {name} + {mine[1]})"
        beside = tex(below)[1:-1]
        bracketed = rf"\left({beside}\right)" if is_sum(below) else beside
        shown.append(unknown if below == ONE else f"{unknown} {bracketed}")
    return " + ".join(shown)


def _distinct(pieces: Sequence[tuple[Factor, int, Sequence[Fraction]]], name: str) -> list[Tree]:
    factors = dict.fromkeys(factor for factor, _, _ in pieces)
    return [raised(polynomial_tree(sparse(factor.base), name), number(factor.times)) for factor in factors]


def over_quadratic(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Integrate (B x + C)/(x^2 + p x + q)^n: the slope of the denominator split off, or the square completed."""
    found = ratio_of(function, name)
    if found is None or not 1 <= len(found[0]) <= 2:
        return None
    top, bottom = found
    factored = factors_of(bottom)
    if factored is None or len(factored[1]) != 1 or factored[1][0].degree != 2:
        return None
    leading, (factor,) = factored
    top = [value / leading for value in top]
    if len(top) == 2:
        return _slope_split_off(function, name, top, factor, planner)
    if factor.base[1]:
        return _completed(function, name, top[0], factor, planner)
    return _reduced(function, name, top[0], factor, planner)


def _slope_split_off(
    function: Tree, name: str, top: Sequence[Fraction], factor: Factor, planner: Planner
) -> Plan | None:
    c, b = top
    q, p, _ = factor.base
    below = raised(polynomial_tree(sparse(factor.base), name), number(factor.times))
    rest = c - b * p / 2
    slope = polynomial_tree({1: Fraction(2), **({0: p} if p else {})}, name)
    first = Constant(b / 2).times(quotient(slope, below))
    if not rest:
        return None
    del q
    second = Constant(rest).times(quotient(ONE, below))
    words = f"Split off a multiple of the derivative {tex(slope)} of {tex(polynomial_tree(sparse(factor.base), name))}."
    if not p:
        words = "Split the fraction."
        first = Constant(b).times(quotient(Name(name), below))
    return planner.made(function, name, [rewriting("split-fraction", function, total([first, second]), name, words)])


def _completed(function: Tree, name: str, scale: Fraction, factor: Factor, planner: Planner) -> Plan | None:
    """Write x^2 + p x + q as (x + p/2)^2 + q - p^2/4 and substitute."""
    q, p, _ = factor.base
    inner = polynomial_tree({1: Fraction(1), 0: p / 2}, name)
    rest = q - p * p / 4
    square = total([raised(inner, number(2)), number(rest)])
    became = Constant(scale).times(quotient(ONE, raised(square, number(factor.times))))
    words = f"Complete the square: {tex(polynomial_tree(sparse(factor.base), name))[:-1]} = {tex(square)[1:]}."
    first = rewriting("completing-the-square", function, became, name, words)
    if factor.times == 1:
        return planner.made(function, name, [first])
    letter = planner.letter(function)
    made = product([number(scale), integral(_power_below({0: rest, 2: Fraction(1)}, letter, factor.times), letter)])
    second = Line(
        rule="substitution",
        part=integral(became, name),
        became=Apply("at", (made, Name(letter), inner)),
        why=f"Substitute ${letter} = {tex(inner)[1:-1]}$, $d{letter} = d{name}$.",
    )
    return planner.made(function, name, [first, second])


def _power_below(polynomial: dict[int, Fraction], name: str, times: int) -> Tree:
    return quotient(ONE, raised(polynomial_tree(polynomial, name), number(times)))


def _reduced(function: Tree, name: str, scale: Fraction, factor: Factor, planner: Planner) -> Plan | None:
    """Lower the exponent n of 1/(x^2 + c)^n, n >= 2, c > 0, by one with the reduction formula."""
    n, c = factor.times, factor.base[0]
    if n < 2 or scale != 1:
        return None
    below = _power_below(sparse(factor.base), name, n - 1)
    front = Constant(Fraction(1) / (2 * (n - 1) * c))
    first = front.times(product([Name(name), below]) if n == 1 else _over(Name(name), below))
    second = product([number(Fraction(2 * n - 3, 2 * (n - 1)) / c), integral(below, name)])
    line = Line(
        rule="reduction-formula",
        part=integral(function, name),
        became=total([first, second]),
        why=(
            r"Reduction formula $\int \frac{dx}{(x^2 + c)^n} = \frac{x}{2 (n - 1) c (x^2 + c)^{n - 1}} + "
            rf"\frac{{2 n - 3}}{{2 (n - 1) c}} \int \frac{{dx}}{{(x^2 + c)^{{n - 1}}}}$ with $n = {n}$ and "
            f"$c = {tex(number(c))[1:-1]}$."
        ),
    )
    return planner.made(function, name, [line])


def _over(above: Tree, below: Tree) -> Tree:
    assert isinstance(below, Apply)
    return quotient(above, below.args[1])
