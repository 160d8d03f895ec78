"""The sheet: what is written down while a task is worked, move by move."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeGuard

from calcquiz.algebra.powers import E
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tidy import tidy
from calcquiz.algebra.tree import Apply, Tree, call, rebuild
from calcquiz.records.derivation import Level
from calcquiz.records.errors import CalcquizError
from calcquiz.solving.move import Move, Proof
from calcquiz.tasks.task import Setting

LONGEST = 400
"""Moves after which a derivation is given up."""


class UnworkedError(CalcquizError):
    """No rule of ours leads to the result."""


@dataclass(slots=True)
class Sheet:
    """A growing list of moves, shared by a derivation and what is worked out beside it."""

    setting: Setting
    depth: int = 0
    moves: list[Move] = field(default_factory=list)
    level: Level = Level.FULL
    """The level that will be shown: what only a higher one shows need not be written at all."""

    def inner(self) -> "Sheet":
        """Return the same sheet, indented: for what is worked out beside the main line."""
        return Sheet(self.setting, self.depth + 1, self.moves, self.level)

    def detail(self, level: Level = Level.FULL) -> "Sheet":
        """Return the sheet, indented, for what stands there from this level on; below it, a sheet nobody reads."""
        return Sheet(self.setting, self.depth + 1, self.moves if self.level >= level else [], self.level)

    def say(self, why: str, *, rule: str = "", level: Level = Level.BRIEF, proof: Proof | None = None) -> None:
        """Write a sentence; a proof may stand behind it."""
        self.write(Move(rule=rule, why=why, level=level, depth=self.depth, proof=proof))

    def write(self, move: Move) -> None:
        """Write a move.

        Raises:
            UnworkedError: the derivation has become longer than anybody would read.
        """
        if len(self.moves) >= LONGEST:
            raise UnworkedError("this takes more steps than anybody would read", "Ask for a part of it.")
        self.moves.append(move)

    def chain(self, start: Tree) -> "Chain":
        """Return a chain of equal formulas that begins with this one."""
        return Chain(self, start)


@dataclass(slots=True)
class Chain:
    """A chain a = b = c of formulas, each line made from the one before."""

    sheet: Sheet
    now: Tree

    def to(
        self,
        rule: str,
        after: Tree,
        why: str,
        *,
        level: Level = Level.BRIEF,
        aside: str = "",
        proof: Proof | None = None,
    ) -> None:
        """Write the next line as a whole; nothing is written when it is the line itself."""
        if after == self.now:
            return
        if to_text(_one_spelling(after)) == to_text(_one_spelling(self.now)) and self._respelled(after):
            return
        move = Move(
            rule=rule,
            why=why,
            before=self.now,
            after=after,
            aside=aside,
            level=level,
            depth=self.sheet.depth,
            proof=proof,
        )
        self.sheet.write(move)
        self.now = after

    def _respelled(self, after: Tree) -> bool:
        """Let the line that was written last end in `after`; False where it is not the line that stands now."""
        moves = self.sheet.moves
        if not moves or moves[-1].after != self.now or moves[-1].part is not None:
            return False
        moves[-1] = replace(moves[-1], after=after)
        self.now = after
        return True

    def rewrite(
        self,
        rule: str,
        part: Tree,
        became: Tree,
        why: str,
        *,
        level: Level = Level.BRIEF,
        aside: str = "",
        proof: Proof | None = None,
        clean: Callable[[Tree], Tree] = tidy,
    ) -> None:
        """Write the next line: the part, everywhere it stands, is replaced, and the line tidied by `clean`."""
        after = clean(rebuild(self.now, lambda node: became if node == part else node))
        move = Move(
            rule=rule,
            why=why,
            before=self.now,
            after=after,
            part=part,
            became=became,
            aside=aside,
            level=level,
            depth=self.sheet.depth,
            proof=proof,
        )
        self.sheet.write(move)
        self.now = after


def _one_spelling(tree: Tree) -> Tree:
    """Return the tree with exp(u) for e^u: both look alike in print."""
    return rebuild(tree, lambda node: call("exp", node.args[1]) if _is_power_of_e(node) else node)


def _is_power_of_e(node: Tree) -> TypeGuard[Apply]:
    return isinstance(node, Apply) and node.head == "pow" and node.args[0] == E
