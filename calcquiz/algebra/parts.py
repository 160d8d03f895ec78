"""The parts of a formula: what stands above and below in a product, and the terms of a sum."""

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tidy import negate, product, raised
from calcquiz.algebra.tree import MINUS_ONE, ONE, Apply, Tree, number


def factors_of(tree: Tree) -> tuple[list[Tree], list[Tree]]:
    """Return the factors above and below in a product of quotients; signs become a factor -1."""
    if not isinstance(tree, Apply):
        return [tree], []
    if tree.head == "neg":
        top, bottom = factors_of(tree.args[0])
        return [MINUS_ONE, *top], bottom
    if tree.head == "mul":
        parts = [factors_of(arg) for arg in tree.args]
        return [one for top, _ in parts for one in top], [one for _, bottom in parts for one in bottom]
    if tree.head == "div":
        (top, bottom), (under, over) = factors_of(tree.args[0]), factors_of(tree.args[1])
        return top + over, bottom + under
    if tree.head == "pow" and (power := exact_number(tree.args[1])) is not None and power < 0:
        return [ONE], [raised(tree.args[0], number(-power))]
    return [tree], []


def fraction_of(tree: Tree) -> tuple[Tree, Tree]:
    """Return top and bottom of a formula written as one quotient; sums are not joined."""
    top, bottom = factors_of(tree)
    return product(top), product(bottom)


def terms_of(tree: Tree) -> list[Tree]:
    """Return the terms of a sum, a minus sign before brackets taken inside; anything else is one term."""
    if isinstance(tree, Apply) and tree.head == "add":
        return [term for arg in tree.args for term in terms_of(arg)]
    if (
        isinstance(tree, Apply)
        and tree.head == "neg"
        and isinstance(tree.args[0], Apply)
        and tree.args[0].head == "add"
    ):
        return [negate(term) for term in terms_of(tree.args[0])]
    return [tree]
