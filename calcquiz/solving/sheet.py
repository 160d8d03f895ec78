"""The sheet: what is written down while a task is worked, move by move."""

from collections.abc import Callable
from dataclasses import dataclass, field

from calcquiz.algebra.tidy import tidy
from calcquiz.algebra.tree import Tree, rebuild
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
