"""Levels: moves that a level does not show are folded into their neighbours in the same chain."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from calcquiz.records.derivation import Level
from calcquiz.solving.move import Move


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """A move and what its proof said: True, or None where no point told."""

    move: Move
    holds: bool | None


def folded(moves: Sequence[Proved], level: Level) -> list[Proved]:
    """Return the moves of a level.

    A hidden move of a chain is folded into the shown one before it, one at the start of a chain into
    the next; a chain keeps its last move when none of its moves is shown. Sentences above the level go, and so does
    what stands beside the main line when the brief level is asked for.
    """
    shown: list[Proved] = []
    waiting: Proved | None = None
    for one in moves:
        proved, move = one, one.move
        if level is Level.BRIEF and move.depth:
            continue
        if move.after is None:
            if move.level <= level:
                shown += [proved] if waiting is None else [waiting, proved]
                waiting = None
            continue
        if waiting is not None:
            if _goes_on(waiting.move, move):
                proved = _joined(waiting, proved, told=move)
            else:
                shown.append(waiting)  # its chain ended without a shown move
            waiting = None
        if move.level <= level:
            shown.append(proved)
        elif shown and _goes_on(shown[-1].move, proved.move):
            shown[-1] = _joined(shown[-1], proved, told=shown[-1].move)
        else:
            waiting = proved
    return shown if waiting is None else [*shown, waiting]


def _goes_on(first: Move, second: Move) -> bool:
    return first.after is not None and first.after == second.before and first.depth == second.depth


def _joined(first: Proved, second: Proved, *, told: Move) -> Proved:
    """Return two moves as one that has the words of `told`."""
    why = f"{told.why} {told.aside}".strip() if told.aside else told.why
    move = replace(told, before=first.move.before, after=second.move.after, part=None, became=None, why=why, aside="")
    return Proved(move=move, holds=True if first.holds and second.holds else None)
