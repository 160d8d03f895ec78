"""Roots of polynomials in closed form: rational ones by trial, quadratic ones by the formula."""

import math
from fractions import Fraction

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tidy import negate, product, quotient, total
from calcquiz.algebra.tree import TWO, ZERO, Number, Tree, call, free_names, number
from calcquiz.solving.equations.numbers import value_of
from calcquiz.tasks.textbook import textbook

LARGEST = 10**6
"""Of a coefficient, where rational roots are looked for."""
CERTAIN = 1e-25


def divisor_of(values: dict[int, Fraction]) -> Fraction:
    """Return what all coefficients are divided by to be whole, without common factor, the first one positive."""
    scale = math.lcm(*(value.denominator for value in values.values()))
    common = Fraction(math.gcd(*(int(value * scale) for value in values.values())), scale)
    return -common if values[max(values)] < 0 else common


def quadratic_roots(a: Tree, b: Tree, inside: Tree) -> tuple[Tree, ...]:
    """Return (-b - sqrt(D))/(2a) and (-b + sqrt(D))/(2a) in textbook form; one of them where D is 0."""
    value, slope, front = exact_number(inside), exact_number(b), exact_number(a)
    if value is None or slope is None or front is None:
        root, below = call("sqrt", inside), textbook(product([TWO, a]))
        ends = [root] if inside == ZERO else [negate(root), root]
        return tuple(textbook(quotient(total([negate(b), end]), below)) for end in ends)
    outside, rest = square_part(value)
    middle, half = -slope / (2 * front), abs(outside / (2 * front))
    if value == 0:
        return (number(middle),)
    return tuple(plus_root(middle, sign * half, rest) for sign in (-1, 1))


def square_part(value: Fraction) -> tuple[Fraction, int]:
    """Return k and m with sqrt(value) = k sqrt(m), m a whole number without square factors."""
    inner = value.numerator * value.denominator
    outside, rest, divisor = 1, inner, 2
    while divisor * divisor <= rest and divisor < LARGEST:
        while rest % (divisor * divisor) == 0:
            rest //= divisor * divisor
            outside *= divisor
        divisor += 1
    return Fraction(outside, value.denominator), rest


def plus_root(middle: Fraction, half: Fraction, inside: int) -> Tree:
    """Return middle + half sqrt(inside) as one fraction."""
    if inside == 1:
        return number(middle + half)
    below = math.lcm(middle.denominator, half.denominator)
    root = product([number(int(half * below)), call("sqrt", number(inside))])
    return quotient(total([number(int(middle * below)), root]), number(below))


def plain(tree: Tree) -> Tree:
    """Return a constant worked out where it is rational."""
    value = exact_number(tree)
    if value is None:
        value = nearly_rational(tree)
    return tree if value is None else Number(value)


def nearly_rational(tree: Tree) -> Fraction | None:
    """Return the fraction that a constant with roots in it comes to: (2 sqrt(2))^2 is 8."""
    found = None if free_names(tree) else value_of(tree)
    if found is None or abs(found) > LARGEST:
        return None
    guess = Fraction(str(found)).limit_denominator(LARGEST)
    return guess if abs(found * guess.denominator - guess.numerator) < CERTAIN else None


def rational_roots(values: dict[int, Fraction]) -> list[Fraction]:
    """Return the rational roots of a polynomial, in order, each once."""
    divisor = divisor_of(values)
    whole = {exponent: int(value / divisor) for exponent, value in values.items()}
    first, last = abs(whole[max(whole)]), abs(whole[min(whole)])
    if max(first, last) > LARGEST:
        return []
    found = {Fraction(0)} if min(whole) > 0 else set()
    for above in divisors(last):
        for below in divisors(first):
            for root in (Fraction(above, below), Fraction(-above, below)):
                if sum(value * root**exponent for exponent, value in whole.items()) == 0:
                    found.add(root)
    return sorted(found)


def divisors(value: int) -> list[int]:
    """Return the positive divisors of a whole number."""
    small = [k for k in range(1, math.isqrt(value) + 1) if value % k == 0]
    return sorted({*small, *(value // k for k in small)})


def linear_factor(root: Fraction, variable: Tree) -> Tree:
    """Return q x - p for the root p/q."""
    return total([product([number(root.denominator), variable]), number(-root.numerator)])
