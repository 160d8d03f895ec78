"""The queue: which skills to ask, in which order; derived from the cards each time, never stored."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import heapify, heappop, heappush
from itertools import islice

from calcquiz.records.bank import Facts
from calcquiz.records.card import Card
from calcquiz.records.event import Event, EventKind, standing
from calcquiz.records.rating import Rating
from calcquiz.schedule.draws import shuffled

MOST_DUE_FOR_NEW = 40
"""No new skills while more than so many are due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drill:
    """What `drill` has to ask today, besides re-asks."""

    due: tuple[str, ...]
    new: tuple[str, ...]


def practice_plan(
    skills: Sequence[str],
    cards: Mapping[str, Card],
    day: date,
    count: int,
    *,
    shuffle_seed: int | None = None,
) -> tuple[str, ...]:
    """Return the skill of each of `count` first questions; the round starts over when all were asked.

    Args:
        skills: What to practise, in teaching order.
        cards: By skill, as they are when the session begins: later answers never change the plan.
        day: The study day.
        count: How many first questions.
        shuffle_seed: Draw every round from the seed, instead of `practice_order`.
    """
    plan: list[str] = []
    order = practice_order(skills, cards, day)
    while order and len(plan) < count:
        turn = len(plan) // len(order)
        plan += order if shuffle_seed is None else shuffled(skills, shuffle_seed, turn)
    return tuple(plan[:count])


def practice_order(skills: Sequence[str], cards: Mapping[str, Card], day: date) -> tuple[str, ...]:
    """Return the skills: due ones by recall, then new ones as taught, then the rest, longest unseen first."""
    asked = [cards[skill] for skill in skills if skill in cards]
    due = [card.skill for card in by_recall((card for card in asked if card.is_due(day)), day)]
    new = [skill for skill in skills if skill not in cards]
    rest = sorted((card for card in asked if not card.is_due(day)), key=lambda card: (card.seen_ms, card.skill))
    return (*due, *new, *(card.skill for card in rest))


def drill_queue(
    facts: Sequence[Facts],
    cards: Mapping[str, Card],
    day: date,
    *,
    new_per_day: int,
    suspended: Container[str] = (),
) -> Drill:
    """Return what is due, lowest recall first with sections alternating, and the day's new skills.

    Args:
        facts: The bank in teaching order.
        cards: By skill.
        day: The study day.
        new_per_day: How many skills may begin a day, in whatever command.
        suspended: Skills that are never drilled.
    """
    section = {entry.id: entry.section for entry in facts if entry.usable and entry.id not in suspended}
    due = [card for card in cards.values() if card.is_due(day) and card.skill in section]
    begun = sum(card.first_day == day for card in cards.values())
    allowed = 0 if len(due) > MOST_DUE_FOR_NEW else max(0, new_per_day - begun)
    new = (
        entry.id
        for entry in facts
        if entry.id in section and entry.id not in cards and requirements_met(entry, section, cards)
    )
    return Drill(
        due=tuple(alternate([card.skill for card in by_recall(due, day)], section)),
        new=tuple(islice(new, allowed)),
    )


def requirements_met(entry: Facts, askable: Container[str], cards: Mapping[str, Card]) -> bool:
    """Return whether all that a skill requires was answered, and not wrong the last time.

    A requirement that cannot be asked (suspended, or its file is broken) keeps nothing back.
    """
    return all(
        required not in askable or (required in cards and cards[required].last_rating > Rating.AGAIN)
        for required in entry.requires
    )


def by_recall(cards: Iterable[Card], day: date) -> list[Card]:
    """Return the cards, lowest recall first.

    Recall falls with elapsed time over stability, so that the forgetting curve itself is not needed.
    """
    return sorted(cards, key=lambda card: (-card.elapsed_days(day) / card.stability, card.skill))


def alternate(skills: Sequence[str], section: Mapping[str, str]) -> list[str]:
    """Return the skills in their order as far as no two of one section follow each other.

    >>> alternate(["a", "b", "c"], {"a": "1.1", "b": "1.1", "c": "2.1"})
    ['a', 'c', 'b']
    """
    waiting: dict[str, list[int]] = {}
    for place in reversed(range(len(skills))):
        waiting.setdefault(section[skills[place]], []).append(place)
    first = [(places.pop(), name) for name, places in waiting.items()]
    heapify(first)
    ordered: list[str] = []
    held: tuple[int, str] | None = None
    while first or held:
        if not first:
            assert held is not None
            heappush(first, held)
            held = None
        place, name = heappop(first)
        ordered.append(skills[place])
        if held is not None:
            heappush(first, held)
        held = (waiting[name].pop(), name) if waiting[name] else None
    return ordered


def suspended_skills(events: Iterable[Event]) -> frozenset[str]:
    """Return the skills that the last suspend event about each switched off."""
    return _switched_on(events, EventKind.SUSPEND)


def flagged_skills(events: Iterable[Event]) -> frozenset[str]:
    """Return the skills that the last flag event about each marked."""
    return _switched_on(events, EventKind.FLAG)


def _switched_on(events: Iterable[Event], kind: EventKind) -> frozenset[str]:
    switched = {
        event.skill: bool(event.detail.get("on")) for event in standing(events) if event.kind is kind and event.skill
    }
    return frozenset(skill for skill, on in switched.items() if on)


def weakest_prerequisite(entry: Facts, cards: Mapping[str, Card], day: date) -> str | None:
    """Return what to practise when a skill is a leech: its required skill of lowest recall, or a new one."""
    new = next((skill for skill in entry.requires if skill not in cards), None)
    known = by_recall((cards[skill] for skill in entry.requires if skill in cards), day)
    return new or (known[0].skill if known else None)
