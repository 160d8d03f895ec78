"""Arithmetic of vectors and matrices in formulas: sums, multiples and products with a matrix, entry by entry."""

from collections.abc import Callable

from calcquiz.algebra.tidy import tidy
from calcquiz.algebra.tree import Apply, Tree, add, div, mul, neg, rebuild

CONTAINERS = frozenset({"vector", "list"})


def entrywise(tree: Tree) -> Tree:
    """Return the formula with sums of vectors, multiples, quotients and products with a matrix as vectors.

    Example:
        >>> from calcquiz.algebra.parse import parse
        >>> from calcquiz.algebra.text import to_text
        >>> to_text(entrywise(parse("(x, 2) - 2*(1, y)", {"x", "y"})))
        '(x - 2, 2 - 2*y)'
        >>> to_text(entrywise(parse("[[1, 2], [3, 4]]*(x, 5)", {"x"})))
        '(x + 10, 3*x + 20)'
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
    """Return a product as its numbers times the one vector or matrix that the others make, from the left."""
    made, *others = [arg for arg in tree.args if isinstance(arg, Apply) and is_container(arg)]
    for other in others:
        joined = _applied(made, other)
        if joined is None:
            return tree
        made = joined
    factors = [arg for arg in tree.args if not is_container(arg)]
    return _each(made, lambda entry: mul(*factors, entry)) if factors else made


def _applied(matrix: Apply, other: Apply) -> Apply | None:
    """Return a matrix times a vector, or times a matrix; None where they do not fit, as two vectors do not."""
    rows, others = _rows(matrix), _rows(other)
    if rows is None or len(rows[0]) != len(other.args):
        return None
    if others is None:
        return Apply(other.head, tuple(_dot(row, other.args) for row in rows))
    columns = list(zip(*others, strict=True))
    return Apply("list", tuple(Apply("list", tuple(_dot(row, column) for column in columns)) for row in rows))


def _rows(tree: Apply) -> list[tuple[Tree, ...]] | None:
    """Return the rows of a matrix, None for a vector."""
    rows = [row.args for row in tree.args if isinstance(row, Apply) and row.head == "list"]
    return rows if rows and len(rows) == len(tree.args) else None


def _dot(row: tuple[Tree, ...], column: tuple[Tree, ...]) -> Tree:
    return add(*(mul(*pair) for pair in zip(row, column, strict=True)))
