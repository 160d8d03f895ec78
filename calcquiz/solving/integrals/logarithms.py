"""Logarithms joined: ln 15 - ln 7 is ln(15/7), and ln|t| - ln|t + 1| is ln|t/(t + 1)|."""

from collections.abc import Sequence
from fractions import Fraction
from math import gcd, lcm

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.powers import Constant
from calcquiz.algebra.tidy import product, quotient, total
from calcquiz.algebra.tree import ONE, Apply, Tree, call, free_names, number
from calcquiz.solving.integrals.algebra import terms_of


def joined_logarithms(tree: Tree, *, numbers: bool) -> Tree:
    """Return a sum with logarithms that have the same factor, up to its sign, joined.

    Args:
        tree: A sum.
        numbers: Whether logarithms of rational numbers are joined, or else those of formulas with a name.
    """
    terms = terms_of(tree)
    groups: dict[Fraction, list[tuple[int, Fraction, Tree]]] = {}
    for place, term in enumerate(terms):
        factor, inside = factor_and_inside(term)
        if inside is not None and _is_meant(inside, numbers=numbers):
            groups.setdefault(abs(factor), []).append((place, factor, inside))
    made: dict[int, Tree] = {}
    gone: set[int] = set()
    for size, found in groups.items():
        if len(found) < 2:
            continue
        gone |= {place for place, _, _ in found[1:]}
        made[found[0][0]] = _joined(size, [(factor, inside) for _, factor, inside in found])
    return total([made.get(place, term) for place, term in enumerate(terms) if place not in gone])


LARGEST_FACTORED = 10**6


def by_primes(tree: Tree) -> Tree:
    """Return a sum with logarithms of whole numbers and fractions taken apart, where fewer are left then.

    2 ln 3 - (ln 12)/2 + ln 2 is (3/2) ln 3; ln 15 - ln 7 stays: three primes are more than two logarithms.
    ln(2 sqrt(2) + 2) - ln 2 is ln(sqrt(2) + 1).
    """
    terms = terms_of(tree)
    found: dict[int, Fraction] = {}
    logs, rests = [], []
    for term in terms:
        factor, inside = factor_and_inside(term)
        value, rest = (None, ONE) if inside is None else _rational_and_rest(inside)
        if value is None:
            continue
        logs.append(term)
        if rest != ONE:
            rests.append(Constant(factor).times(call("log", rest)))
        for whole, sign in ((value.numerator, 1), (value.denominator, -1)):
            for prime, power in _primes(whole).items():
                found[prime] = found.get(prime, Fraction(0)) + sign * power * factor
    kept = {prime: factor for prime, factor in found.items() if factor}
    if len(kept) + len(rests) >= len(logs):
        return tree
    made = [Constant(factor).times(call("log", number(prime))) for prime, factor in sorted(kept.items())]
    return total([*(term for term in terms if term not in logs), *rests, *made])


def _rational_and_rest(inside: Tree) -> tuple[Fraction | None, Tree]:
    """Return q and r of a constant q r: 2 and sqrt(2) + 1 for 2 sqrt(2) + 2; q None where there is no such factor."""
    value = exact_number(inside)
    if value is not None:
        small = value > 0 and max(value.numerator, value.denominator) <= LARGEST_FACTORED
        return (value if small else None), ONE
    if free_names(inside) or not isinstance(inside, Apply) or inside.head != "add":
        return None, ONE
    coefficients = [_rational_factor(term) for term in inside.args]
    shared = Fraction(gcd(*(c.numerator for c in coefficients)), lcm(*(c.denominator for c in coefficients)))
    if shared in {0, 1}:
        return None, ONE
    return shared, total([Constant(1 / shared).times(term) for term in inside.args])


def _rational_factor(term: Tree) -> Fraction:
    scale = Constant()
    scale.multiply(term)
    return scale.rational


def _primes(whole: int) -> dict[int, int]:
    """Return the prime factors of a number and their powers."""
    found: dict[int, int] = {}
    divisor = 2
    while divisor * divisor <= whole:
        while whole % divisor == 0:
            found[divisor] = found.get(divisor, 0) + 1
            whole //= divisor
        divisor += 1
    return found | ({whole: found.get(whole, 0) + 1} if whole > 1 else {})


def factor_and_inside(term: Tree) -> tuple[Fraction, Tree | None]:
    """Return c and u of c ln u or c ln|u|, u None for any other term."""
    if isinstance(term, Apply) and term.head == "neg":
        factor, inside = factor_and_inside(term.args[0])
        return -factor, inside
    above, below = term.args if isinstance(term, Apply) and term.head == "div" else (term, ONE)
    factors = above.args if isinstance(above, Apply) and above.head == "mul" else (above,)
    logs = [part for part in factors if isinstance(part, Apply) and part.head == "log" and len(part.args) == 1]
    rest = product([part for part in factors if part not in logs])
    scale = exact_number(quotient(rest, below)) if len(logs) == 1 else None
    if scale is None:
        return Fraction(0), None
    return scale, logs[0].args[0]


def _is_meant(inside: Tree, *, numbers: bool) -> bool:
    return exact_number(inside) is not None if numbers else bool(free_names(inside))


def _joined(size: Fraction, found: Sequence[tuple[Fraction, Tree]]) -> Tree:
    """Return the sum of the logarithms as one."""
    bars = any(isinstance(inside, Apply) and inside.head == "abs" for _, inside in found)
    above = product([_bare(inside) for factor, inside in found if factor > 0])
    below = product([_bare(inside) for factor, inside in found if factor < 0])
    sign = 1
    value = exact_number(quotient(above, below))
    if value is not None and value < 1:
        above, below, sign = below, above, -1
    inside = quotient(above, below)
    return Constant(sign * size).times(call("log", call("abs", inside) if bars else inside))


def _bare(inside: Tree) -> Tree:
    return inside.args[0] if isinstance(inside, Apply) and inside.head == "abs" else inside
