"""Equations whose left side is a product or a fraction and whose right side is zero."""

from collections.abc import Sequence

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tree import ZERO, Apply, Tree, free_names, walk
from calcquiz.records.derivation import Level
from calcquiz.solving.equations.numbers import Line, zeros
from calcquiz.solving.equations.polynomials import Turn, equals
from calcquiz.solving.words import listed, tex

NEVER_ZERO = frozenset({"exp", "sigma", "softplus", "cosh", "sech", "phi", "Phi", "sec", "csc"})


PARTIAL = frozenset({"log", "div", "sqrt", "tan", "sec", "csc", "cot", "asin", "acos", "acosh", "atanh"})


def zero_turn(tree: Tree, where: Line) -> Turn | None:
    """Return the next step for tree = 0 where the tree is a product, power or fraction."""
    if not isinstance(tree, Apply):
        return None
    if tree.head == "neg":
        return zero_turn(tree.args[0], where)
    if tree.head == "div":
        return _zero_fraction(tree, where)
    if tree.head == "mul":
        return _zero_product(tree, where)
    return None


def _zero_fraction(tree: Apply, where: Line) -> Turn | None:
    above, below = tree.args
    if where.name not in free_names(below):
        return zero_turn(above, where)
    if where.name not in free_names(above):
        return None
    never = not zeros(below, where)
    why = "A fraction is zero where its numerator is" + (
        f"; {tex(below)} is never zero." if never else " and its denominator is not."
    )
    forward = not never or is_partial(below, where)
    return Turn(rule="zero-numerator", became=(equals(above, ZERO),), why=why, forward=forward)


def _zero_product(tree: Apply, where: Line) -> Turn | None:
    moving = [factor for factor in tree.args if where.name in free_names(factor)]
    vanishing = [factor for factor in moving if not is_never_zero(factor, where)]
    dropped = [factor for factor in moving if factor not in vanishing]
    if len(moving) == 1 and not dropped:
        return None
    if not vanishing:
        return Turn(rule="zero-product", became=(), why=f"{_never(dropped)}: the product is not either.")
    became = tuple(equals(vanishing_base(factor), ZERO) for factor in vanishing)
    why = "A product is zero where one of its factors is."
    if dropped:
        why = f"{_never(dropped)}." if len(vanishing) == 1 else f"{why} {_never(dropped)}."
    forward = len(moving) > 1 and any(is_partial(factor, where) for factor in moving)
    return Turn(rule="zero-product", became=tuple(dict.fromkeys(became)), why=why, level=Level.BRIEF, forward=forward)


def is_partial(tree: Tree, where: Line) -> bool:
    """Return whether a formula may have no value somewhere."""
    for node in walk(tree):
        if isinstance(node, Apply) and where.name in free_names(node):
            exponent = exact_number(node.args[1]) if node.head == "pow" else None
            if node.head in PARTIAL or (exponent is not None and (exponent < 0 or exponent.denominator > 1)):
                return True
    return False


def _never(factors: Sequence[Tree]) -> str:
    shown = [tex(factor) for factor in factors]
    return f"{listed(shown)} {'is' if len(shown) == 1 else 'are'} never zero"


def vanishing_base(factor: Tree) -> Tree:
    """Return what must vanish for a power to vanish."""
    if isinstance(factor, Apply) and factor.head == "pow":
        exponent = exact_number(factor.args[1])
        return factor.args[0] if exponent is not None and exponent > 0 else factor
    return factor


def is_never_zero(tree: Tree, where: Line) -> bool:
    """Return whether a factor has no zero, seen from how it is written."""
    if not isinstance(tree, Apply):
        return False
    if tree.head in NEVER_ZERO:
        return True
    if tree.head == "pow":
        if where.name in free_names(tree.args[1]):
            return True  # defined only for a positive base
        return where.name not in free_names(tree.args[0]) or is_never_zero(tree.args[0], where)
    if tree.head == "div":
        return where.name not in free_names(tree.args[0]) or is_never_zero(tree.args[0], where)
    return False
