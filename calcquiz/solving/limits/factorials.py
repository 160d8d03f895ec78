"""Quotients of factorials in limits: (n + 2)!/n! is (n + 2)(n + 1)."""

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.parts import factors_of
from calcquiz.algebra.tidy import negate, product, quotient, total
from calcquiz.algebra.tree import Apply, Tree, number
from calcquiz.solving.limits.approach import Approach
from calcquiz.solving.limits.parts import Rewriting
from calcquiz.solving.words import tex
from calcquiz.tasks.textbook import textbook

FURTHEST = 6
"""How far apart the arguments of two factorials may lie."""


def by_factorials(tree: Tree, way: Approach) -> Rewriting | None:
    """Return a quotient with a factorial above and one below cancelled against each other."""
    above, below = factors_of(tree)
    for large, small, turned in ((above, below, False), (below, above, True)):
        for one in large:
            for other in small:
                left = _left_over(one, other)
                if left is None:
                    continue
                rest = product([factor for factor in large if factor is not one] + left)
                under = product([factor for factor in small if factor is not other])
                made = quotient(under, rest) if turned else quotient(rest, under)
                why = f"{tex(one)} is {tex(product([*left, other]))}: cancel the factorials." if left else "Cancel."
                return Rewriting(rule="cancel-factorials", became=way.of(textbook(made)), why=why)
    return None


def _left_over(large: Tree, small: Tree) -> list[Tree] | None:
    """Return the factors of a!/b! for whole a - b from 0 on; None where it is none."""
    if not all(isinstance(one, Apply) and one.head == "factorial" for one in (large, small)):
        return None
    assert isinstance(large, Apply)
    assert isinstance(small, Apply)
    distance = exact_number(textbook(total([large.args[0], negate(small.args[0])])))
    if distance is None or distance.denominator != 1 or not 0 <= distance <= FURTHEST:
        return None
    return [textbook(total([large.args[0], number(-k)])) for k in range(int(distance))]
