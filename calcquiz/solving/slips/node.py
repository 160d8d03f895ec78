"""What a slip of differentiation happens at: one operation, the derivatives of its arguments, and the right rule."""

from collections.abc import Callable
from dataclasses import dataclass

from calcquiz.algebra.differentiate import OUTER, chain, differentiate
from calcquiz.algebra.tidy import negate, product, quotient, raised, tidy, total
from calcquiz.algebra.tree import TWO, ZERO, Apply, Name, Tree, call, free_names, number

E = Name("e")


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An operation, the derivatives of its arguments, and the names that vary."""

    tree: Apply
    slopes: tuple[Tree, ...]
    varying: frozenset[str]

    def moves(self, tree: Tree) -> bool:
        """Return whether a tree depends on what varies."""
        return bool(self.varying & free_names(tree))

    def is_variable(self, tree: Tree) -> bool:
        """Return whether a tree is the variable itself: there is no inner derivative to forget."""
        return isinstance(tree, Name) and tree.name in self.varying


Make = Callable[[Node], Tree | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongStep:
    """A wrong step: its name, what it makes (None where it cannot be made), and what to say of `{}`, the part."""

    name: str
    make: Make
    say: str
    rank: int = 2
    """1 for the commonest, 3 for rare ones."""


def right_step(node: Node, variable: str) -> Tree:
    """Return the derivative of an operation, given those of its arguments."""
    rule = RIGHT.get(node.tree.head)
    if rule is not None:
        return rule(node)
    if node.tree.head in OUTER and len(node.tree.args) == 1:
        return chain(OUTER[node.tree.head](node.tree.args[0]), node.slopes[0])
    return differentiate(node.tree, variable)


def product_rule(node: Node) -> Tree:
    """Return the sum in which each factor is differentiated in turn."""
    terms = [with_slope(node, place) for place in range(len(node.slopes))]
    return total([term for term in terms if term != ZERO])


def with_slope(node: Node, place: int) -> Tree:
    """Return a product in which one factor is differentiated."""
    factors = node.tree.args
    return product([*factors[:place], node.slopes[place], *factors[place + 1 :]])


def quotient_rule(node: Node, sign: int = 1) -> Tree:
    """Return (u'v - uv')/v^2; with sign -1 the two terms are swapped."""
    (u, v), (du, dv) = node.tree.args, node.slopes
    first, second = product([du, v]), product([u, dv])
    top = total([first, negate(second)]) if sign > 0 else total([second, negate(first)])
    return quotient(top, raised(v, TWO)) if node.moves(v) else quotient(du, v)


def power_rule(node: Node) -> Tree:
    """Return the derivative of a power, whichever of base and exponent varies."""
    (base, exponent), (db, de) = node.tree.args, node.slopes
    if not node.moves(exponent):
        return product([exponent, db, lowered(base, exponent)])
    if base == E:
        return product([de, node.tree])
    inner = product([de, call("log", base)])
    if node.moves(base):
        inner = total([inner, quotient(product([exponent, db]), base)])
    return product([node.tree, inner])


def lowered(base: Tree, exponent: Tree, by: int = 1) -> Tree:
    """Return a power with its exponent lowered."""
    return raised(base, tidy(total([exponent, number(-by)])))


def _logarithm(node: Node) -> Tree:
    made = quotient(node.slopes[0], node.tree.args[0])
    return made if len(node.tree.args) == 1 else quotient(made, call("log", node.tree.args[1]))


RIGHT: dict[str, Callable[[Node], Tree]] = {
    "add": lambda node: total(list(node.slopes)),
    "neg": lambda node: negate(node.slopes[0]),
    "mul": product_rule,
    "div": quotient_rule,
    "pow": power_rule,
    "log": _logarithm,
    "vector": lambda node: Apply("vector", node.slopes),
    "list": lambda node: Apply("list", node.slopes),
}
"""Head -> its rule; other functions of one argument stand in the table of derivatives, the rest has no slips."""
