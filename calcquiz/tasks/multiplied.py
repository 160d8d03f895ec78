"""Multiplying out where that is shorter, and the squares that add up to one."""

from collections.abc import Sequence

from calcquiz.algebra.tree import Apply, number, size
from calcquiz.tasks.common_factors import in_order
from calcquiz.tasks.factor_writer import tree_of, whole_of
from calcquiz.tasks.factors import Term, collected, terms_of

MOST_TERMS = 40
"""Terms that come of multiplying out."""
HIGHEST = 4
"""The highest power of a sum that is multiplied out."""
TWO = number(2)
SQUARES = (("sin", "cos", 1, 1), ("cosh", "sinh", -1, 1), ("sec", "tan", -1, 1), ("csc", "cot", -1, 1))
"""f, g, s, c with f^2 + s g^2 = c."""


def multiplied_out(terms: list[Term]) -> list[Term]:
    """Return a sum with its brackets multiplied out and like terms collected, where that makes it no longer."""
    if len(terms) < 2:
        return terms
    made: list[Term] = []
    for term in terms:
        made += expanded(term)
        if len(made) > MOST_TERMS:
            return terms
    made = collected(made)
    shorter = with_squares(made)
    if made == terms or size(tree_of(shorter)) > size(tree_of(terms)):
        return terms
    return in_order(made)


def expanded(term: Term) -> list[Term]:
    """Return a product with its brackets multiplied out, powers of sums up to the fourth too."""
    made = [Term(term.coefficient)]
    for base, exponent in term.powers:
        whole = whole_of(exponent)
        factor = [Term(powers=((base, exponent),))]
        times = 1
        if isinstance(base, Apply) and base.head == "add" and whole is not None and 1 <= whole <= HIGHEST:
            factor, times = terms_of(base), whole
        for _ in range(times):
            made = collected([left.times(right) for left in made for right in factor][: 4 * MOST_TERMS])
    return made


def with_squares(terms: list[Term]) -> list[Term]:
    """Return a sum in which squares that add up to one are put together: 3 sin^2 u + 3 cos^2 u is 3."""
    for place, term in enumerate(terms):
        for at, (base, exponent) in enumerate(term.powers):
            if exponent != TWO or not isinstance(base, Apply):
                continue
            for first, second, sign, value in SQUARES:
                if base.head != first:
                    continue
                rest = term.without(at)
                wanted = Term(rest.coefficient * sign, rest.powers).times(
                    Term(powers=((Apply(second, base.args), TWO),))
                )
                partner = _find(terms, wanted)
                if partner is not None:
                    made = Term(rest.coefficient * value, rest.powers)
                    kept = [made if index == place else one for index, one in enumerate(terms) if index != partner]
                    return with_squares(collected(kept))
    return terms


def _find(terms: Sequence[Term], wanted: Term) -> int | None:
    like = wanted.like()
    return next(
        (place for place, term in enumerate(terms) if term.coefficient == wanted.coefficient and term.like() == like),
        None,
    )
