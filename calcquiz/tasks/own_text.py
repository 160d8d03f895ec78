"""Texts of our own: formulas that went through the worker, read back without sympy."""

from calcquiz.algebra.parse import parse
from calcquiz.algebra.tree import Tree


def read(text: str) -> Tree:
    """Return the tree of a formula of ours."""
    return parse(text, author=True, open_names=True)
