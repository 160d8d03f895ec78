"""A differential: by which variable is differentiated, how it is written, and what form the result has."""

from collections.abc import Iterator
from dataclasses import dataclass

from calcquiz.algebra.differentiate import differentiate
from calcquiz.algebra.tidy import tidy
from calcquiz.algebra.tree import ONE, ZERO, Apply, Name, Tree, free_names
from calcquiz.solving.move import Proof
from calcquiz.tasks.neat import Line, neat, neat_lines
from calcquiz.tasks.task import Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class Differential:
    """How a derivative that is still to be taken is written: `derivative(…, x)` or `partial(…, x)`."""

    variable: str
    head: str = "derivative"

    def of(self, tree: Tree) -> Tree:
        """Return the derivative of the tree, still to be taken, 0 and 1 at once."""
        if self.variable not in free_names(tree):
            return ZERO
        return ONE if tree == Name(self.variable) else Apply(self.head, (tree, Name(self.variable)))

    def raw(self, tree: Tree) -> Tree:
        """Return the derivative of the tree as the rules leave it, tidied."""
        return tidy(differentiate(tree, self.variable))

    def lines(self, tree: Tree) -> Iterator[Line]:
        """Yield the forms from what the rules leave to that of the key."""
        return neat_lines(tree)

    def proof(self, _before: Tree, _after: Tree, _setting: Setting) -> Proof | None:
        """Return how a line is proved where comparing values is not enough."""
        return None

    def is_known(self, _: Tree) -> bool:
        """Return whether a derivative counts as worked out."""
        return False

    def holds(self, tree: Tree) -> bool:
        """Return whether the variable stands in the tree."""
        return self.variable in free_names(tree)

    def value(self, tree: Tree) -> Tree:
        """Return the derivative of the tree, worked out."""
        return neat(self.raw(tree))

    def pending(self, tree: Tree) -> Tree:
        """Return the derivative of the tree, still to be taken, whatever the tree is."""
        return Apply(self.head, (tree, Name(self.variable)))
