"""Explaining a wrong answer: the slip, or the two slips, that lead exactly to it and nothing else does."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from time import perf_counter

from calcquiz.algebra.tree import Apply, Tree
from calcquiz.records.errors import CalcquizError
from calcquiz.records.variant import Kind
from calcquiz.solving.signature import Reading, Signature, alike, names_of_answers, rounds_to, signature
from calcquiz.solving.slips.catalog import SLIPS
from calcquiz.solving.slips.slip import Slip
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.task import WORDS as TASK_WORDS
from calcquiz.tasks.task import Setting

MOST_SITES = 300
SECONDS = 0.2
"""What a call may take in all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The slips, one or two, that lead exactly to a wrong answer."""

    slips: tuple[Slip, ...]
    placed: bool = True
    """Whether it is known where they happened; else the same slip leads to the answer at several places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """What comes out when some slips happen."""

    slips: tuple[Slip, ...]
    outcome: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequences:
    """What the single slips of one question lead to, and its pairs once they were worked out."""

    asked: Apply
    setting: Setting
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
                return _common(found)
        return None

    @property
    def pairs_tell(self) -> bool:
        """Whether a pair of slips explains anything: some pair gives any small number, or any option, by chance."""
        return not self.right.constant and self.reading.kind is not Kind.CHOICE


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
    end = perf_counter() + seconds
    known = consequences(asked, key, setting, seconds=seconds)
    if known is None:
        return None
    return known.explanation(response) or with_pairs(known, seconds=end - perf_counter()).explanation(response)


def consequences(asked: Tree, key: Tree, setting: Setting, *, seconds: float = SECONDS) -> Consequences | None:
    """Return what each slip of a task leads to, as far as there is time; None where no slips of it are known."""
    if not isinstance(asked, Apply) or asked.head not in SLIPS:
        return None
    task = TASKS[asked.head]
    reading = Reading(
        kind=task.kind(asked.args),
        variable=task.variable(asked.args) or "x",
        names=tuple(name for name in names_of_answers([asked, key]) if name not in TASK_WORDS),
        domain=setting.domain,
    )
    right = signature(key, reading)
    if right is None:
        return None
    known = Consequences(asked=asked, setting=setting, reading=reading, right=right, singles=())
    try:
        sites = tuple(islice(SLIPS[asked.head].sites(asked.args, setting), MOST_SITES))
    except CalcquizError:
        return None  # a function without derivative, a place without value: nothing to slip on
    return replace(known, singles=tuple(_followed(known, ((site,) for site in sites), seconds)))


def with_pairs(known: Consequences, *, seconds: float = SECONDS) -> Consequences:
    """Return what the pairs of slips lead to as well, likelier ones first, as far as there is time."""
    if not known.pairs_tell:
        return known
    sites = [one.slips[0] for one in known.singles]
    return replace(known, pairs=tuple(_followed(known, _pairs(sites), seconds)))


def _followed(known: Consequences, groups: Iterable[tuple[Slip, ...]], seconds: float) -> Iterator[Consequence]:
    """Yield what groups of slips lead to, those that lead to the right answer left out, until the time is up."""
    end = perf_counter() + seconds
    for group in groups:
        outcome = _outcome(known.asked, known.setting, group, known.reading)
        if outcome is not None and not alike(outcome, known.right):
            yield Consequence(slips=group, outcome=outcome)
        if perf_counter() > end:
            return


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


def _common(found: Sequence[Consequence]) -> Explanation | None:
    """Return what all explanations have in common: the very wrong line, or else the name of the slip, or nothing."""
    first = found[0].slips
    lines = {frozenset((slip.part, slip.wrong) for slip in one.slips) for one in found}
    names = {frozenset(slip.name for slip in one.slips) for one in found}
    if len(lines) > 1 and len(names) > 1:
        return None
    return Explanation(slips=first, placed=len(lines) == 1)
