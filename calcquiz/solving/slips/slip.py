"""A slip: a wrong step that learners make, at one place of a derivation."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from calcquiz.algebra.tree import Tree
from calcquiz.tasks.task import Args, Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A wrong step at one place; which derivation it belongs to is known by who offers it."""

    name: str
    """Which wrong step: `inner-derivative-dropped`, `product-of-derivatives`, …"""
    place: tuple[int, ...]
    """Where: the way from the root of what is worked on (or of its plan) to the node, by argument numbers."""
    part: Tree
    """What was worked on there, as a formula that may hold tasks: derivative(sin(3x), x)."""
    right: Tree
    """What it becomes."""
    wrong: Tree
    """What the slip makes of it."""
    say: str
    """One or two sentences to the learner (Markdown with `$TeX$`): you dropped the inner derivative of …"""


class Slips(Protocol):
    """The slips of one task: where they can happen, and what comes out when some of them do."""

    def sites(self, args: Args, setting: Setting) -> Iterable[Slip]:
        """Return every slip that can happen, the likeliest first; at most a few hundred."""

    def result(self, args: Args, setting: Setting, taken: frozenset[Slip]) -> Tree | None:
        """Return the answer of a learner who makes exactly these slips and nothing else wrong; None where undefined."""
