"""A wrong step of integration: its name, what it makes of a node of a plan, and the sentence for it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from calcquiz.algebra.tree import Tree
from calcquiz.solving.integrals.plan import Plan

Made: TypeAlias = Tree | Plan | None
"""The wrong antiderivative of the node, or a plan with a wrong line; None where the slip cannot happen."""
CONSTANT_LOST, MINUS_LOST = "constant-lost", "minus-lost"
"""Also taken by a term of a sum: its place is then that of the integral in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A wrong step: its name, what it makes of a node, and the sentence for it."""

    name: str
    make: Callable[[Plan], Made]
    say: Callable[[Plan], str]
