"""Upkeep of the log: cards rebuilt from events, the file checked, histories of two machines joined."""

from collections.abc import Iterable
from dataclasses import dataclass

from calcquiz.records.card import Card
from calcquiz.records.event import Event, EventKind
from calcquiz.schedule.replay import corrections, replay
from calcquiz.storage.log import EventLog

CORRECTING = frozenset({EventKind.UNDO, EventKind.OVERRIDE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What a check of the database found."""

    events: int
    cards: int
    damage: tuple[str, ...] = ()
    """What SQLite says of the file."""
    differing: tuple[str, ...] = ()
    """Skills whose card is not what their events imply."""

    @property
    def sound(self) -> bool:
        """Return whether nothing is wrong."""
        return not self.damage and not self.differing


def implied_cards(log: EventLog) -> dict[str, Card]:
    """Return the cards that the events imply, read in one pass."""
    return replay(log.whole_history(), corrections(log.events(kinds=CORRECTING)))


def rebuild(log: EventLog) -> int:
    """Put the cards that the events imply in the place of all there are; return how many."""
    with log.transaction():
        cards = implied_cards(log)
        log.replace_cards(cards)
    return len(cards)


def check(log: EventLog) -> Condition:
    """Return whether the file is whole, every event can be read, and the cards are what the events imply.

    Raises:
        DataError: an event or a card cannot be read.
    """
    damage = log.damage()
    with log.transaction():
        kept, implied = log.cards(), implied_cards(log)
    differing = sorted(skill for skill in kept.keys() | implied.keys() if kept.get(skill) != implied.get(skill))
    return Condition(events=log.count(), cards=len(kept), damage=tuple(damage), differing=tuple(differing))


def join(log: EventLog, events: Iterable[Event]) -> int:
    """Add the events that the log does not have and rebuild the cards; return how many were new.

    Whatever order histories are joined in, the cards are the same: they depend on the events alone.

    Raises:
        DataError: an event cannot be read; then nothing is added.
    """
    with log.transaction():
        added = log.add(events)
        if added:
            log.replace_cards(implied_cards(log))
    return added
