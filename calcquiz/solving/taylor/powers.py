"""Powers of x read off a formula: single ones, and polynomials multiplied out, with any constants before them."""

from collections.abc import Callable
from functools import reduce
from operator import itemgetter
from typing import TypeAlias

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tidy import negate, product, quotient, raised, total
from calcquiz.algebra.tree import ONE, ZERO, Apply, Name, Tree, free_names, mul
from calcquiz.tasks.textbook import textbook

HIGHEST = 24
"""The highest power that is multiplied out."""

Monomial: TypeAlias = tuple[Tree, int]
"""A constant and the power of x it stands before; the power may be negative."""
Powers: TypeAlias = tuple[tuple[int, Tree], ...]
"""Powers of x, the lowest first, and their coefficients, none of them zero."""


def monomial(tree: Tree, name: str) -> Monomial | None:
    """Return c and m of a formula that is c x^m, None for others."""
    if name not in free_names(tree):
        return tree, 0
    if isinstance(tree, Name):
        return ONE, 1
    if not isinstance(tree, Apply):
        return None
    inner = [monomial(arg, name) for arg in tree.args]
    if tree.head == "pow" and inner[0] is not None:
        exponent = exact_number(tree.args[1])
        whole = exponent is not None and exponent.denominator == 1 and abs(exponent) <= HIGHEST
        if exponent is None or not whole:
            return None
        return textbook(raised(inner[0][0], tree.args[1])), inner[0][1] * int(exponent)
    rule = _MONOMIALS.get(tree.head)
    found = [one for one in inner if one is not None]
    return rule(found) if rule is not None and len(found) == len(inner) else None


_MONOMIALS: dict[str, Callable[[list[Monomial]], Monomial]] = {
    "neg": lambda parts: (negate(parts[0][0]), parts[0][1]),
    "mul": lambda parts: (textbook(product([c for c, _ in parts])), sum(m for _, m in parts)),
    "div": lambda parts: (textbook(quotient(parts[0][0], parts[1][0])), parts[0][1] - parts[1][1]),
}


def polynomial(tree: Tree, name: str) -> Powers | None:
    """Return a formula as a polynomial multiplied out, None where it is none or its powers are high."""
    found = _powers(tree, name)
    if found is None or any(not 0 <= k <= HIGHEST for k in found):
        return None
    return tuple(sorted(((k, c) for k, c in found.items() if c != ZERO), key=itemgetter(0)))


def _powers(tree: Tree, name: str) -> dict[int, Tree] | None:
    single = monomial(tree, name)
    if single is not None:
        return {single[1]: single[0]}
    if not isinstance(tree, Apply) or tree.head not in {"add", "neg", "mul", "div", "pow"}:
        return None
    if tree.head == "pow":
        exponent = exact_number(tree.args[1])
        if exponent is None or exponent.denominator != 1 or not 0 < exponent <= HIGHEST:
            return None
        return _powers(mul(*[tree.args[0]] * int(exponent)), name)
    if tree.head == "div":
        below = monomial(tree.args[1], name)
        above = _powers(tree.args[0], name)
        if below is None or above is None:
            return None
        return {k - below[1]: textbook(quotient(c, below[0])) for k, c in above.items()}
    parts = [_powers(arg, name) for arg in tree.args]
    found = [part for part in parts if part is not None]
    if len(found) < len(parts):
        return None
    if tree.head == "neg":
        return {k: negate(c) for k, c in found[0].items()}
    return reduce(_added if tree.head == "add" else _multiplied, found)


def _added(one: dict[int, Tree], other: dict[int, Tree]) -> dict[int, Tree]:
    return {k: textbook(total([one.get(k, ZERO), other.get(k, ZERO)])) for k in {**one, **other}}


def _multiplied(one: dict[int, Tree], other: dict[int, Tree]) -> dict[int, Tree]:
    found: dict[int, Tree] = {}
    for k, c in one.items():
        for m, d in other.items():
            found[k + m] = textbook(total([found.get(k + m, ZERO), textbook(product([c, d]))]))
    return found
