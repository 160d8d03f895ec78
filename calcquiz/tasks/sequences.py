"""Sequences: limits toward oo whose variable runs through whole numbers, declared so or not."""

from collections.abc import Mapping

from calcquiz.algebra.alternating import has_negative_base
from calcquiz.algebra.tree import Apply, Name, Tree, free_names, walk
from calcquiz.tasks.task import Args, name_of

INDEX = "n"
"""The name that textbooks give to nothing but whole numbers."""
COUNTING = frozenset({"factorial", "binomial"})


def is_sequence(args: Args, variables: Mapping[str, str]) -> bool:
    """Return whether the variable of `limit(f, x, a)` runs through whole numbers.

    It does where it is declared an integer; toward oo also where it is called n and nothing else is said of it, and
    where the formula is made for whole numbers.
    """
    name = name_of(args[1])
    if args[2] != Name("oo"):
        return False
    return variables.get(name, "integer" if name == INDEX else "") == "integer" or needs_whole(args[0], name)


def needs_whole(tree: Tree, name: str) -> bool:
    """Return whether a formula is made for whole numbers: factorials, powers of a negative base, cos(pi n)."""
    return any(_counts(node) for node in walk(tree) if isinstance(node, Apply) and name in free_names(node)) or any(
        has_negative_base(node, name) for node in walk(tree)
    )


def _counts(node: Apply) -> bool:
    return node.head in COUNTING or (node.head == "cos" and Name("pi") in walk(node))
