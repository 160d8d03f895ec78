"""Slopes of formulas that hold indefinite integrals: what proves a line of an integration without integrating."""

from collections.abc import Mapping

from calcquiz.algebra.differentiate import differentiate
from calcquiz.algebra.tree import Apply, Name, Tree, add, free_names, mul, substitute, walk
from calcquiz.records.errors import FormulaError
from calcquiz.tasks.task import name_of

UNNAMED = "integral "
"""Begins the names that stand for integrals while the rest is differentiated; no formula can hold them."""


def is_antiderivative(tree: Tree) -> bool:
    """Return whether the node is an indefinite integral."""
    return isinstance(tree, Apply) and tree.head == "integral" and len(tree.args) == 2


def holds_antiderivative(tree: Tree) -> bool:
    """Return whether an indefinite integral stands in the tree."""
    return any(is_antiderivative(node) for node in walk(tree))


def variable_of(tree: Tree) -> str | None:
    """Return the variable of which a line with indefinite integrals is a function, None without one."""
    for node in walk(tree):
        if isinstance(node, Apply) and node.head == "at" and holds_antiderivative(node.args[0]):
            names = sorted(free_names(node.args[2]))
            return names[0] if names else None
        if is_antiderivative(node) and isinstance(node, Apply):
            return name_of(node.args[1])
    return None


def slope(tree: Tree, variable: str) -> Tree:
    """Return the derivative of a formula in which `integral(f, x)` and `at(integral(f, u), u, g)` may stand.

    Raises:
        FormulaError: an integral stands where its derivative would still hold it.
    """
    found: dict[str, Tree] = {}
    bare = _without_integrals(tree, found)
    slopes = [differentiate(bare, variable)]
    for name, node in found.items():
        slopes.append(mul(differentiate(bare, name), _slope_of_integral(node, variable)))
    total = _put_back(add(*slopes), found)
    if holds_antiderivative(total):
        raise FormulaError("an integral stands inside a function here", advice="Work it out first.")
    return total


def _without_integrals(tree: Tree, found: dict[str, Tree]) -> Tree:
    if not isinstance(tree, Apply):
        return tree
    if is_antiderivative(tree) or (tree.head == "at" and len(tree.args) == 3):
        name = next((known for known, node in found.items() if node == tree), f"{UNNAMED}{len(found)}")
        found[name] = tree
        return Name(name)
    return Apply(tree.head, tuple(_without_integrals(arg, found) for arg in tree.args))


def _slope_of_integral(node: Tree, variable: str) -> Tree:
    assert isinstance(node, Apply)
    if is_antiderivative(node):
        return node.args[0]
    inner, name, place = node.args
    outer = substitute(slope(inner, name_of(name)), {name_of(name): place})
    return mul(outer, differentiate(place, variable))


def _put_back(tree: Tree, found: Mapping[str, Tree]) -> Tree:
    return substitute(tree, found)
