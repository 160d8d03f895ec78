"""Arithmetic of vectors and matrices in formulas: sums and multiples are worked out entry by entry."""

from collections.abc import Callable

from calcquiz.algebra.tidy import tidy
from calcquiz.algebra.tree import Apply, Tree, add, div, mul, neg, rebuild

CONTAINERS = frozenset({"vector", "list"})


def entrywise(tree: Tree) -> Tree:
    """Return the formula with sums of vectors, multiples of a vector and their quotients as vectors.

    Example:
        >>> from calcquiz.algebra.parse import parse
        >>> from calcquiz.algebra.text import to_text
        >>> to_text(entrywise(parse("(x, 2) - 2*(1, y)", {"x", "y"})))
        '(x - 2, 2 - 2*y)'
    """
    return tidy(rebuild(tree, _worked_out))


def is_container(tree: Tree) -> bool:
    """Return whether a tree is a vector or a list."""
    return isinstance(tree, Apply) and tree.head in CONTAINERS


def _worked_out(tree: Tree) -> Tree:
    if not isinstance(tree, Apply) or not any(is_container(arg) for arg in tree.args):
        return tree
    if tree.head == "add":
        return _sum(tree)
    if tree.head == "neg":
        return _each(tree.args[0], neg)
    if tree.head == "mul":
        return _multiple(tree)
    if tree.head == "div" and not is_container(tree.args[1]):
        below = tree.args[1]
        return _each(tree.args[0], lambda entry: div(entry, below))
    return tree


def _each(tree: Tree, change: Callable[[Tree], Tree]) -> Tree:
    if isinstance(tree, Apply) and tree.head in CONTAINERS:
        return Apply(tree.head, tuple(_each(arg, change) for arg in tree.args))
    return change(tree)


def _sum(tree: Apply) -> Tree:
    terms = [arg for arg in tree.args if isinstance(arg, Apply)]
    shapes = {(term.head, len(term.args)) for term in terms}
    if len(terms) != len(tree.args) or len(shapes) != 1:
        return tree
    rows = zip(*(term.args for term in terms), strict=True)
    return Apply(terms[0].head, tuple(_worked_out(add(*entries)) for entries in rows))


def _multiple(tree: Apply) -> Tree:
    containers = [arg for arg in tree.args if is_container(arg)]
    if len(containers) != 1:
        return tree
    factors = [arg for arg in tree.args if not is_container(arg)]
    return _each(containers[0], lambda entry: mul(*factors, entry))
