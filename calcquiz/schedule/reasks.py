"""Re-asks: a missed skill comes back in the same session as a fresh variant, until it is right once."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace

from calcquiz.records.event import Event, EventKind, standing
from calcquiz.records.rating import Rating

GAP = 3
"""At least so many other questions lie between a miss and its re-ask."""
MOST_REASKS = 3
"""After so many misses in a row the skill rests until tomorrow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A skill that was missed and not yet answered right."""

    skill: str
    gap: int
    """Questions of other skills that have ended since."""
    reasks: int
    """How often it was asked again already."""


def pending_reasks(events: Iterable[Event], skills: Container[str] | None = None) -> tuple[Pending, ...]:
    """Return the skills to ask again, the longest waiting first.

    Args:
        events: Those of the session, or of the study day to take up an interrupted one; what does
            not end a question is passed over.
        skills: Only these; None for all.
    """
    pending: dict[str, Pending] = {}
    reasks: dict[str, int] = {}
    left = standing(events)
    own = {event.detail["uid"]: event.rating for event in left if event.kind is EventKind.OVERRIDE}
    for event in left:
        if not event.ends_question or event.skill is None:
            continue
        skill = event.skill
        before = pending.pop(skill, None)
        pending = {name: replace(wait, gap=wait.gap + 1) for name, wait in pending.items()}
        reasks[skill] = reasks.get(skill, 0) + (event.kind is EventKind.REASK)
        rating = own.get(event.uid, event.rating)
        missed = before is not None if rating is None else rating is Rating.AGAIN
        if missed and reasks[skill] < MOST_REASKS:
            pending[skill] = Pending(skill=skill, gap=0, reasks=reasks[skill])
    return tuple(wait for wait in pending.values() if skills is None or wait.skill in skills)


def next_reask(pending: Iterable[Pending], *, nothing_left: bool = False) -> str | None:
    """Return the skill to ask again now, or None while every gap is too short.

    With `nothing_left`, when no first question remains, the longest waiting one comes at once.

    >>> next_reask([Pending(skill="power-rule", gap=2, reasks=0)])
    >>> next_reask([Pending(skill="power-rule", gap=3, reasks=0)])
    'power-rule'
    >>> next_reask([Pending(skill="power-rule", gap=0, reasks=0)], nothing_left=True)
    'power-rule'
    """
    return next((wait.skill for wait in pending if nothing_left or wait.gap >= GAP), None)
