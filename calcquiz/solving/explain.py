"""Explaining a wrong answer: the slip, or the two slips, that lead exactly to it and nothing else does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from time import perf_counter

from calcquiz.algebra.tree import Apply, Tree
from calcquiz.records.errors import CalcquizError
from calcquiz.records.variant import Kind
from calcquiz.solving.prove import domain_of
from calcquiz.solving.signature import Reading, Signature, alike, names_of_answers, rounds_to, signature
from calcquiz.solving.slip import Slip
from calcquiz.solving.slip_catalog import SLIPS
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.task import WORDS as TASK_WORDS
from calcquiz.tasks.task import Setting

MOST_SITES = 300
SECONDS = 0.2
"""What a call may take in all; pairs are tried while there is time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The slips, one or two, that lead exactly to a wrong answer."""

    slips: tuple[Slip, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """What comes out when some slips happen."""

    slips: tuple[Slip, ...]
    outcome: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequences:
    """What the single slips of one question lead to, and its pairs as far as there was time for them."""

    reading: Reading
    right: Signature
    singles: tuple[Consequence, ...]
    pairs: tuple[Consequence, ...] = ()

    def explanation(self, response: Tree) -> Explanation | None:
        """Return the only explanation of a response among single slips, else among pairs; None for a right one."""
        mine = signature(response, self.reading)
        if mine is None or alike(mine, self.right):
            return None
        for level in (self.singles, self.pairs):
            found = [one for one in level if alike(one.outcome, mine)]
            found = found or [one for one in level if rounds_to(one.outcome, response)]
            if found:
                return Explanation(slips=found[0].slips) if _says_the_same(found) else None
        return None


def explain(
    asked: Tree, response: Tree, key: Tree, setting: Setting, *, seconds: float = SECONDS
) -> Explanation | None:
    """Return which slip, or which two slips, lead exactly to a wrong answer.

    Args:
        asked: The task.
        response: What the learner answered.
        key: The right answer; an antiderivative with or without its constant.
        setting: Assumptions on the variables.
        seconds: What it may take in all.

    Returns:
        None when the response is right, when nothing leads to it, and when different slips do.
    """
    known = consequences(asked, key, setting, seconds=seconds)
    return None if known is None else known.explanation(response)


def consequences(asked: Tree, key: Tree, setting: Setting, *, seconds: float = SECONDS) -> Consequences | None:
    """Return what the slips of a task lead to; None where no slips of it are known.

    Pairs are tried, likelier ones first, until the time is up; not where the answer is a number, which
    some pair of slips would give by chance.
    """
    slips = SLIPS.get(asked.head) if isinstance(asked, Apply) else None
    if slips is None or not isinstance(asked, Apply):
        return None
    end = perf_counter() + seconds
    task = TASKS[asked.head]
    names = names_of_answers([asked, key])
    reading = Reading(
        kind=task.kind(asked.args),
        variable=task.variable(asked.args) or "x",
        names=tuple(name for name in names if name not in TASK_WORDS),
        domain=domain_of(setting),
    )
    right = signature(key, reading)
    if right is None:
        return None

    def outcomes(groups: Iterator[tuple[Slip, ...]]) -> Iterator[Consequence]:
        for group in groups:
            outcome = _outcome(asked, setting, group, reading)
            if outcome is not None and not alike(outcome, right):
                yield Consequence(slips=group, outcome=outcome)
            if perf_counter() > end:
                return

    sites = tuple(islice(slips.sites(asked.args, setting), MOST_SITES))
    singles = tuple(outcomes((site,) for site in sites))
    with_pairs = not right.constant and reading.kind is not Kind.CHOICE
    pairs = tuple(outcomes(_pairs(sites))) if with_pairs else ()
    return Consequences(reading=reading, right=right, singles=singles, pairs=pairs)


def _outcome(asked: Apply, setting: Setting, group: tuple[Slip, ...], reading: Reading) -> Signature | None:
    try:
        made = SLIPS[asked.head].result(asked.args, setting, frozenset(group))
        return None if made is None else signature(made, reading)
    except (CalcquizError, ArithmeticError):
        return None  # undefined: nobody gets there


def _pairs(sites: Sequence[Slip]) -> Iterator[tuple[Slip, ...]]:
    """Yield pairs of slips at different places, the likelier ones first."""
    for total in range(1, 2 * len(sites) - 2):
        for first in range(max(0, total - len(sites) + 1), (total + 1) // 2):
            second = total - first
            if sites[first].place != sites[second].place:
                yield sites[first], sites[second]


def _says_the_same(found: Sequence[Consequence]) -> bool:
    """Whether all explanations are the same wrong line, however many places it stands at."""
    lines = {frozenset((slip.part, slip.wrong) for slip in one.slips) for one in found}
    return len(lines) == 1
