"""Wrong turns: slips in tasks whose answer is one value, each turn with the answer it leads to."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from calcquiz.algebra.tree import Apply, Tree
from calcquiz.records.errors import CalcquizError
from calcquiz.solving.slips.slip import Slip
from calcquiz.tasks.task import Args, Setting
from calcquiz.tasks.textbook import textbook


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A wrong turn: its name, the answer it leads to, and what is said of it."""

    name: str
    wrong: Tree
    say: str
    place: tuple[int, ...] = ()
    """Tells turns of one name apart: which of several parts it happens at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """The right answer, and the wrong turns, the likeliest first."""

    right: Tree
    turns: tuple[Turn, ...]


TurnsOf: TypeAlias = Callable[[Args], Turns | None]
"""Takes the arguments of a task; None where the right answer is not known at once."""


def refuse(function: str, *_: str) -> str:
    """Refuse to ask the worker: slips are looked for in a moment."""
    raise CalcquizError(f"{function} takes too long here")


QUIET = Setting(compute=refuse)
"""A setting in which nothing is asked of the worker."""


class TurnSlips:
    """Slips of a task that are wrong turns of the whole."""

    def __init__(self, task: str, turns: TurnsOf) -> None:
        """Take the name of the task and what lists its turns."""
        self.task = task
        self.turns = lru_cache(maxsize=64)(_known_at_once(turns))

    def sites(self, args: Args, _: Setting) -> Iterable[Slip]:
        """Return a slip for each turn that leads to another answer than the right one."""
        found = self.turns(args)
        return () if found is None else _slips(Apply(self.task, args), found)

    def result(self, args: Args, _: Setting, taken: frozenset[Slip]) -> Tree | None:
        """Return the answer after one turn; two turns of the whole exclude each other."""
        found = self.turns(args)
        if found is None or len(taken) > 1:
            return None
        marks = {(slip.name, slip.place) for slip in taken}
        return next((textbook(turn.wrong) for turn in found.turns if (turn.name, turn.place) in marks), found.right)


def _known_at_once(turns: TurnsOf) -> TurnsOf:
    """Return what gives None where a task stands in the arguments, such as the determinant of a Jacobian."""

    def known(args: Args) -> Turns | None:
        try:
            return turns(args)
        except CalcquizError:
            return None

    return known


def _slips(asked: Apply, found: Turns) -> Iterator[Slip]:
    seen = {textbook(found.right)}
    for turn in found.turns:
        wrong = textbook(turn.wrong)
        if wrong in seen:
            continue
        seen.add(wrong)
        yield Slip(name=turn.name, place=turn.place, part=asked, right=found.right, wrong=wrong, say=turn.say)
