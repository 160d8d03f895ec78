"""Words of derivations: formulas inside sentences, and lists as one says them."""

from collections.abc import Sequence

from calcquiz.algebra.tree import Tree
from calcquiz.typeset import tree_tex


def tex(tree: Tree) -> str:
    """Return a formula as `$TeX$`, to stand in a sentence."""
    return f"${tree_tex(tree)}$"


def equation(left: str, right: Tree) -> str:
    """Return `left = right` as `$TeX$`; the left side is TeX already."""
    return f"${left} = {tree_tex(right)}$"


def listed(items: Sequence[str]) -> str:
    """Return items as one says them: a, b and c."""
    *front, last = items
    return f"{', '.join(front)} and {last}" if front else last
