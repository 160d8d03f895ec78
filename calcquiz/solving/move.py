"""A move: one step of a derivation on trees, before it is proved and written down as text."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from calcquiz.algebra.tree import Tree
from calcquiz.records.derivation import Level

Proof: TypeAlias = Callable[[], bool | None]
"""True: confirmed, False: refuted, None: no usable point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """`before` becomes `after` by a rule. A move without formulas is a sentence."""

    rule: str
    """A name of the registry of rules; empty for a sentence that only leads on."""
    why: str
    """The reason in this very case (Markdown with `$TeX$`)."""
    before: Tree | None = None
    after: Tree | None = None
    part: Tree | None = None
    """What of `before` the rule was applied to, when that is not the whole."""
    became: Tree | None = None
    """What the part became. With a part it is `part = became` that is proved."""
    aside: str = ""
    """What is said in addition when the next moves are folded into this one."""
    level: Level = Level.BRIEF
    """The first level on which it stands on its own; below it is folded into the move before."""
    depth: int = 0
    """0 for the main line, 1 for what is worked out beside it, and so on."""
    proof: Proof | None = None
    """How it is proved when comparing values does not: equations, sets, verdicts of tests."""
