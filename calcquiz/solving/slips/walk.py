"""Differentiation with slips: every place of a function where a wrong step can be made, and what comes of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from calcquiz.algebra.differentiate import OUTER, differentiate
from calcquiz.algebra.tidy import product, tidy
from calcquiz.algebra.tree import ONE, ZERO, Apply, Name, Tree, free_names
from calcquiz.solving.slips.functions import steps_at
from calcquiz.solving.slips.node import RIGHT, Node, right_step
from calcquiz.solving.slips.slip import Slip
from calcquiz.solving.words import tex

MOST_SLIPS = 300
"""Of one function."""
Place = tuple[int, ...]
Taken = Mapping[Place, str]
"""Place -> the name of the slip that is made there."""

CONSTANT_KEPT = "constant-kept"
HELD_DIFFERENTIATED = "held-variable-differentiated"
SLOPE_FORGOTTEN = "slope-factor-forgotten"
TAKEN_AS_CONSTANT = "taken-as-constant"
LEAVES: dict[str, Tree] = {SLOPE_FORGOTTEN: ONE, TAKEN_AS_CONSTANT: ZERO}
"""What the derivative of a name that depends on the variable becomes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """Differentiation by one variable, others held; by implicit differentiation another one varies with it."""

    variable: str
    held: tuple[str, ...] = ()
    """Other variables, which are constants here and might be taken for variables."""
    following: tuple[tuple[str, Tree], ...] = ()
    """Names that depend on the variable, with the name of their derivative."""
    head: str = "derivative"

    @property
    def varying(self) -> frozenset[str]:
        """Return the names that are no constants."""
        return frozenset({self.variable, *(name for name, _ in self.following)})

    def moves(self, tree: Tree) -> bool:
        """Return whether a tree is no constant."""
        return bool(self.varying & free_names(tree))

    def pending(self, tree: Tree) -> Tree:
        """Return the derivative of a tree as a formula, still to be taken."""
        return Apply(self.head, (tree, Name(self.variable)))

    def of(self, tree: Tree, taken: Taken, place: Place = ()) -> Tree | None:
        """Return the derivative of a tree with the slips that are taken; None where one of them cannot be made."""
        if not self.moves(tree):
            return self._of_constant(tree, taken.get(place))
        if not isinstance(tree, Apply):
            return LEAVES.get(taken.get(place, ""), self.right(tree))
        if not any(other[: len(place)] == place for other in taken):
            return self.right(tree)
        node = self.node(tree, taken, place)
        if node is None:
            return None
        name = taken.get(place)
        return right_step(node, self.variable) if name is None else self._wrong(node, name)

    def _of_constant(self, tree: Tree, slip: str | None) -> Tree | None:
        if slip is None:
            return ZERO
        if slip == CONSTANT_KEPT:
            return tree
        return self._by_held(tree) if slip == HELD_DIFFERENTIATED else None

    def _by_held(self, tree: Tree) -> Tree | None:
        """Return the derivative of a constant by the held variable in it."""
        name = next((name for name in self.held if name in free_names(tree)), None)
        return None if name is None else tidy(differentiate(tree, name))

    def right(self, tree: Tree) -> Tree:
        """Return the right derivative of a tree."""
        if not self.following:
            return _differentiated(tree, self.variable)
        if not self.moves(tree):
            return ZERO
        if not isinstance(tree, Apply):
            return ONE if tree == Name(self.variable) else dict(self.following)[str(getattr(tree, "name", ""))]
        slopes = tuple(self.right(arg) for arg in tree.args)
        return right_step(Node(tree=tree, slopes=slopes, varying=self.varying), self.variable)

    def node(self, tree: Apply, taken: Taken, place: Place) -> Node | None:
        """Return an operation with the derivatives of its arguments."""
        if tree.head not in RIGHT and tree.head not in OUTER:
            return Node(tree=tree, slopes=(), varying=self.varying)
        slopes = [self.of(arg, taken, (*place, index)) for index, arg in enumerate(tree.args)]
        known = tuple(slope for slope in slopes if slope is not None)
        return Node(tree=tree, slopes=known, varying=self.varying) if len(known) == len(slopes) else None

    def _wrong(self, node: Node, name: str) -> Tree | None:
        if name == HELD_DIFFERENTIATED:
            return self._factor_by_held(node)
        for step in steps_at(node.tree.head):
            made = step.make(node) if step.name == name else None
            if made is not None:
                return made
        return None

    def _factor_by_held(self, node: Node) -> Tree | None:
        """Return a product in which the constant factor was differentiated too: x y^2 gives 2 y."""
        if node.tree.head != "mul":
            return None
        fixed = [arg for arg in node.tree.args if not self.moves(arg)]
        by_held = self._by_held(product(fixed)) if fixed else None
        moving = [slope for arg, slope in zip(node.tree.args, node.slopes, strict=True) if self.moves(arg)]
        return product([*moving, by_held]) if by_held is not None and len(moving) == 1 else None

    def sites(self, tree: Tree, prefix: Place = ()) -> list[Slip]:
        """Return every slip that can be made in a tree, the likeliest first, with places that begin by a prefix."""
        found = sorted(self._sites(tree, ()), key=lambda one: (one[0], len(one[1])))[:MOST_SLIPS]
        return [
            Slip(name=name, place=(*prefix, *place), part=self.pending(part), right=right, wrong=wrong, say=say)
            for _, place, name, part, right, wrong, say in found
        ]

    def _sites(self, tree: Tree, place: Place) -> Iterator["Site"]:
        if isinstance(tree, Name):
            yield from self._leaves(tree, place)
        if not isinstance(tree, Apply) or not self.moves(tree) or (tree.head not in RIGHT and tree.head not in OUTER):
            return
        node = self.node(tree, {}, place)
        assert node is not None
        right = right_step(node, self.variable)
        for step in steps_at(tree.head):
            wrong = step.make(node)
            if wrong is not None and wrong != right:
                yield step.rank, place, step.name, tree, right, wrong, step.say.replace("{}", tex(tree))
        yield from self._constants(node, right, place)
        for index, arg in enumerate(tree.args):
            yield from self._sites(arg, (*place, index))

    def _leaves(self, tree: Name, place: Place) -> Iterator["Site"]:
        """Yield what is done to a name that depends on the variable, as if it did not or were the variable."""
        slope = dict(self.following).get(tree.name)
        if slope is None:
            return
        y, x, dy = tex(tree), tex(Name(self.variable)), tex(slope)
        say = f"{y} depends on {x}, so its derivative is {dy}, here {{}}."
        yield 0, place, SLOPE_FORGOTTEN, tree, slope, ONE, say.replace("{}", "and not 1")
        yield 2, place, TAKEN_AS_CONSTANT, tree, slope, ZERO, say.replace("{}", "and not 0")

    def _constants(self, node: Node, right: Tree, place: Place) -> Iterator["Site"]:
        """Yield what is done to constant terms and factors as if they varied."""
        wrong = self._factor_by_held(node) if self.held else None
        if wrong is not None and wrong != right:
            say = f"In {tex(node.tree)} the other variable is held constant: that factor is not differentiated."
            yield 1, place, HELD_DIFFERENTIATED, node.tree, right, wrong, say
        if node.tree.head != "add":
            return
        for index, term in enumerate(node.tree.args):
            if self.moves(term):
                continue
            yield 2 + bool(place), (*place, index), CONSTANT_KEPT, term, ZERO, term, _say_constant(term)
            by_held = self._by_held(term)
            if by_held is not None and by_held != ZERO:
                say = f"The variable of {tex(term)} is held constant, so its derivative is 0."
                yield 1, (*place, index), HELD_DIFFERENTIATED, term, ZERO, by_held, say


Site = tuple[int, Place, str, Tree, Tree, Tree, str]
"""Rank, place, name, part, right, wrong, say."""


def _say_constant(term: Tree) -> str:
    return f"The derivative of the constant {tex(term)} is 0, so it vanishes."


@lru_cache(maxsize=4096)
def _differentiated(tree: Tree, variable: str) -> Tree:
    return differentiate(tree, variable)


def placed(taken: frozenset[Slip], prefix: Place) -> Taken:
    """Return the slips whose place begins by a prefix, by the rest of their place."""
    size = len(prefix)
    return {slip.place[size:]: slip.name for slip in taken if slip.place[:size] == prefix}
