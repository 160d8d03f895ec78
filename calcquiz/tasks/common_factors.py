"""Common factors: taken out of a sum, cancelled in a quotient, and fractions inside a fraction cleared."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import gcd, isqrt, lcm

from calcquiz.algebra.tree import CONSTANTS, Apply, Name, Number, Tree, number
from calcquiz.tasks.factor_writer import E, whole_of
from calcquiz.tasks.factors import Term, collected, factor_of, form_of, is_multiple, terms_of

MOST_ROUNDS = 6
"""Cancelling ends well before."""


def taken_out(terms: list[Term]) -> list[Term]:
    """Return a sum with what all its terms share in front: powers of sums, and exponentials.

    A shared x or sin x alone stays: 2 x cos x + x is left as it is.
    """
    front = shared_front(terms)
    return terms if front is None else [front.times(factor_of(in_order(divided(terms, front))))]


def shared_front(terms: Sequence[Term]) -> Term | None:
    """Return what is taken out of a sum, None where nothing is."""
    shared = common_powers(terms) if len(terms) > 1 else []
    leading = any(_is_sum(base) for base, _ in shared)
    kept = shared if leading else [power for power in shared if _is_exponential(*power)]
    return Term(_content(terms), tuple(kept)) if kept else None


def in_order(terms: list[Term]) -> list[Term]:
    """Return the terms of a polynomial by falling degree, and in any sum one with a plus first."""
    if all(_is_monomial(term) for term in terms):
        terms = sorted(terms, key=_degree, reverse=True)
        if terms and terms[0].coefficient < 0 < terms[-1].coefficient:
            return terms[::-1]
    if terms and terms[0].coefficient < 0:
        return sorted(terms, key=lambda term: term.coefficient < 0)
    return terms


def _is_monomial(term: Term) -> bool:
    return all(isinstance(base, Name) and (whole_of(exponent) or 0) > 0 for base, exponent in term.powers)


def _degree(term: Term) -> int:
    return sum(
        whole_of(exponent) or 0
        for base, exponent in term.powers
        if isinstance(base, Name) and base.name not in CONSTANTS
    )


def common_powers(terms: Sequence[Term]) -> list[tuple[Tree, Tree]]:
    """Return the powers that all terms hold, with the lowest exponent, exponents a whole number apart."""
    found: list[tuple[Tree, Tree]] = []
    for base, exponent in terms[0].powers:
        exponents = [term.exponent(base) for term in terms]
        numbers = [one.value for one in exponents if isinstance(one, Number)]
        if len(numbers) == len(terms):
            if all((one - numbers[0]).denominator == 1 for one in numbers):
                found.append((base, Number(min(numbers))))
        elif all(one is not None and form_of(one) == form_of(exponent) for one in exponents):
            found.append((base, exponent))
    return found


def divided(terms: Sequence[Term], front: Term) -> list[Term]:
    """Return each term without a common factor, like ones collected."""
    return collected([term.times(front, -1) for term in terms])


def _content(terms: Sequence[Term]) -> Fraction:
    """Return the greatest whole number by which all coefficients can be divided, 1 with fractions among them."""
    if any(term.coefficient.denominator != 1 for term in terms):
        return Fraction(1)
    return Fraction(gcd(*(term.coefficient.numerator for term in terms)) or 1)


def _is_sum(tree: Tree) -> bool:
    return isinstance(tree, Apply) and tree.head == "add"


def _is_exponential(base: Tree, exponent: Tree) -> bool:
    return (base == E or isinstance(base, Number)) and not isinstance(exponent, Number)


def cancelled(term: Term, *, clear: bool = True) -> Term:
    """Return a quotient with common factors of numerator and denominator cancelled.

    Args:
        term: A quotient, or any term.
        clear: Whether numbers below, inside one of its sums, are cleared: 1/(1 + x/2) is 2/(2 + x).
    """
    for _ in range(MOST_ROUNDS):
        places = range(len(term.powers))
        made = next((new for place in places if (new := _without_common(term, place, clear=clear)) != term), term)
        if made == term:
            break
        term = made
    return term


def _without_common(term: Term, place: int, *, clear: bool) -> Term:
    """Return the term with what one of its sums shares with the rest taken out of that sum."""
    base, exponent = term.powers[place]
    if not _is_sum(base) or not isinstance(exponent, Number) or not exponent.value:
        return term
    terms, rest = terms_of(base), term.without(place)
    if len(terms) < 2:
        return term
    whole = whole_of(exponent)
    if whole is None:
        front = _front_of_root(terms, exponent.value) if clear else Term()
    else:
        front = _front(terms, rest, whole)
        if not clear and front.coefficient.denominator > 1:
            front = replace(front, coefficient=Fraction(1))
    if front == Term():
        return term
    inner = factor_of(divided(terms, front))
    return rest.times(front, exponent.value).times(inner, exponent.value)


def _front_of_root(terms: Sequence[Term], exponent: Fraction) -> Term:
    """Return a square number below, to come out of a root: sqrt(1 - x^2/4) is sqrt(4 - x^2)/2."""
    below = lcm(*(term.coefficient.denominator for term in terms))
    return Term(Fraction(1, below)) if exponent.denominator == 2 and isqrt(below) ** 2 == below else Term()


def _front(terms: Sequence[Term], rest: Term, whole: int) -> Term:
    powers = [
        (base, number(take))
        for base, exponent in common_powers(terms)
        if isinstance(exponent, Number) and (take := _shared(exponent.value, rest.exponent(base), whole))
    ]
    if _leaves_known(terms, rest, whole):
        return Term(Fraction(1), tuple(common_powers(terms)))
    below: list[tuple[Tree, Tree]] = []
    if whole < 0 or _is_quotient(rest):
        below = _below(terms)
    return Term(_number_in_front(terms, rest, whole), (*powers, *below))


def _leaves_known(terms: Sequence[Term], rest: Term, whole: int) -> bool:
    """Return whether a sum without its common powers is another one that it cancels against."""
    shared = common_powers(terms)
    if not shared:
        return False
    alone = factor_of(divided(terms, Term(Fraction(1), tuple(shared))))
    against = [base for base, exponent in rest.powers if isinstance(exponent, Number) and exponent.value * whole < 0]
    return len(alone.powers) == 1 and any(
        is_multiple(alone.powers[0][0], base) for base in against if _is_sum(base) and _is_sum(alone.powers[0][0])
    )


def _is_quotient(rest: Term) -> bool:
    return any(isinstance(exponent, Number) and exponent.value < 0 for _, exponent in rest.powers)


def _shared(mine: Fraction, other: Tree | None, whole: int) -> Fraction:
    """Return the exponent up to which a base of all terms of a sum cancels against the rest, 0 when it does not."""
    if not isinstance(other, Number) or abs(whole) != 1 or mine <= 0:
        return Fraction(0)
    against = -other.value * whole
    if against <= 0 or (against - mine).denominator != 1:
        return Fraction(0)
    return min(mine, against)


def _below(terms: Sequence[Term]) -> list[tuple[Tree, Tree]]:
    """Return what stands below in some terms of a sum, with the highest power."""
    lowest: dict[object, tuple[Tree, Fraction]] = {}
    for term in terms:
        for base, exponent in term.powers:
            if isinstance(exponent, Number) and exponent.value < 0 and base != E:
                known = lowest.get(form_of(base), (base, Fraction(0)))
                lowest[form_of(base)] = (base, min(known[1], exponent.value))
    return [(base, Number(exponent)) for base, exponent in lowest.values()]


def _number_in_front(terms: Sequence[Term], rest: Term, whole: int) -> Fraction:
    """Return the number to take out of a sum: what cancels, what clears fractions, and a sign."""
    sign = -1 if all(term.coefficient < 0 for term in terms) else 1
    if whole == 1 and sign == 1 and rest.coefficient < 0 and terms[0].coefficient < 0:
        sign = -1
    below = lcm(*(term.coefficient.denominator for term in terms))
    if below > 1 and (whole < 0 or _is_quotient(rest) or rest.coefficient.denominator > 1):
        return Fraction(sign, below)
    if whole == 1 and abs(rest.coefficient.numerator) > 1:
        return sign * _content(terms)  # 2 (2 x + 2) is 4 (x + 1)
    against = rest.coefficient.denominator if whole == 1 else rest.coefficient.numerator if whole == -1 else 1
    return Fraction(sign * gcd(int(_content(terms)), against))
