"""Decimals: a formula that was given with decimals is answered with decimals where they are short."""

from fractions import Fraction

from calcquiz.algebra.tidy import MOST_PLACES, negate, product, quotient, tidy, worked_out
from calcquiz.algebra.tree import ONE, Apply, Number, Tree, rebuild, walk

SAMPLE = Number(Fraction(1, 10), "0.1")
"""A decimal, beside which others are written as decimals."""


def has_decimals(tree: Tree) -> bool:
    """Return whether a number with a decimal point stands in the tree."""
    return any(isinstance(node, Number) and node.is_decimal for node in walk(tree))


def decimalised(tree: Tree) -> Tree:
    """Return the tree with short fractions as decimals, those of a quotient in front.

    Example:
        >>> from calcquiz.algebra.parse import parse
        >>> from calcquiz.algebra.text import to_text
        >>> to_text(decimalised(parse("3*x^2*exp(-3*x/10)/20 + x/3 + 1/2", {"x"})))
        '0.15*x^2*exp(-0.3*x) + x/3 + 0.5'
    """
    return tidy(rebuild(tidy(tree), _one))


def _one(tree: Tree) -> Tree:
    if isinstance(tree, Number):
        return _short(tree.value) if tree.value.denominator > 1 and _is_short(tree.value) else tree
    if isinstance(tree, Apply) and tree.head == "div":
        return _quotient(*tree.args)
    return tree


def _is_short(value: Fraction) -> bool:
    return not 10**MOST_PLACES % value.denominator


def _short(value: Fraction) -> Number:
    return worked_out(value, SAMPLE)


def _quotient(above: Tree, below: Tree) -> Tree:
    number, rest = _number_in_front(below)
    front, top = _number_in_front(above)
    if number == 1 or not number or not _is_short(front / number):
        return Apply("div", (above, below))
    size = abs(front / number)
    coefficient: Tree = _short(size) if size.denominator > 1 else Number(size)
    made = quotient(product([coefficient, top]), rest)
    return made if front / number > 0 else negate(made)


def _number_in_front(tree: Tree) -> tuple[Fraction, Tree]:
    if isinstance(tree, Number):
        return tree.value, ONE
    if isinstance(tree, Apply) and tree.head == "neg":
        number, rest = _number_in_front(tree.args[0])
        return -number, rest
    if isinstance(tree, Apply) and tree.head == "mul" and isinstance(tree.args[0], Number):
        return tree.args[0].value, product(list(tree.args[1:]))
    return Fraction(1), tree
