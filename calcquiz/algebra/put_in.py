"""Numbers put in: a formula without trivial parts, the arithmetic of its numbers left to be worked out."""

from collections.abc import Callable

from calcquiz.algebra.tidy import negate, tidy
from calcquiz.algebra.tree import MINUS_ONE, ONE, ZERO, Apply, Number, Tree, add, div, mul, neg, power, rebuild

WORKED_OUT = frozenset({"gcd", "floor", "ceiling", "pick"})
"""Functions by which an author makes numbers: a reader sees what they come to."""


def put_in(tree: Tree) -> Tree:
    """Return the tree as one writes it down first: 1x, x + 0, x^1 and + -3 go, 2*3 stays.

    Example:
        >>> from calcquiz.algebra.parse import parse
        >>> from calcquiz.algebra.text import to_text
        >>> to_text(put_in(parse("1*2*(-3) + -4 + 0 - 2^3/1", set())))
        '2*(-3) - 4 - 2^3'
    """
    return rebuild(tree, _one)


def _one(tree: Tree) -> Tree:
    if not isinstance(tree, Apply):
        return tree
    rule = _RULES.get(tree.head)
    if rule is not None:
        return rule(*tree.args)
    return tidy(tree) if tree.head in WORKED_OUT else tree


def _sum(*terms: Tree) -> Tree:
    kept = [term for term in terms if term not in {ZERO, neg(ZERO)}]
    return add(*kept[:1], *map(_signed, kept[1:])) if kept else ZERO


def _signed(term: Tree) -> Tree:
    """Return a later term of a sum with its minus sign in front: 1 + -3 is 1 - 3."""
    return neg(_opposite(term)) if _is_negative(term) else term


def _is_negative(tree: Tree) -> bool:
    """Return whether a term begins with a minus sign that can stand before it."""
    if isinstance(tree, Number):
        return tree.value < 0
    return isinstance(tree, Apply) and tree.head in {"mul", "div"} and _is_negative(tree.args[0])


def _opposite(tree: Tree) -> Tree:
    """Return minus a term that begins with a minus sign."""
    if isinstance(tree, Apply):
        first, *others = tree.args
        return _RULES[tree.head](_opposite(first), *others)
    return negate(tree)


def _product(*factors: Tree) -> Tree:
    kept = [factor for factor in factors if factor != ONE]
    if len(kept) > 1 and kept[0] == MINUS_ONE:
        return neg(mul(*kept[1:]))
    return mul(*kept) if kept else ONE


def _negative(tree: Tree) -> Tree:
    if isinstance(tree, Apply) and tree.head == "neg":
        return tree.args[0]
    return _opposite(tree) if _is_negative(tree) or isinstance(tree, Number) else neg(tree)


_RULES: dict[str, Callable[..., Tree]] = {
    "add": _sum,
    "mul": _product,
    "neg": _negative,
    "div": lambda above, below: above if below == ONE else div(above, below),
    "pow": lambda base, exponent: base if exponent == ONE else power(base, exponent),
}
