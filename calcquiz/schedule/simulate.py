"""Simulating study: the real queue, model and fuzz, with a learner who forgets exactly as the model says.

A toy: it compares retentions with one another; it does not foretell a person.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from calcquiz.records.bank import Facts
from calcquiz.records.card import Card
from calcquiz.records.event import Event, EventKind
from calcquiz.records.rating import Rating
from calcquiz.records.simulation import Simulation
from calcquiz.schedule.draws import keyed_number
from calcquiz.schedule.engine import Model
from calcquiz.schedule.moves import record_review
from calcquiz.schedule.queue import drill_queue

FIRST_TIME_RIGHT = 0.7
"""How often a new skill is right at the first answer."""
LAST_MONTH = 30
DRAWS = 2**64


def simulate(
    facts: Sequence[Facts],
    cards: Mapping[str, Card],
    day: date,
    *,
    days: int,
    model: Model,
    new_per_day: int,
    seed: int = 0,
) -> Simulation:
    """Return what comes of drilling every day.

    Args:
        facts: The bank in teaching order.
        cards: Where the learner stands.
        day: The first study day.
        days: How many.
        model: With the desired retention.
        new_per_day: New skills a day.
        seed: Another seed, other luck.
    """
    known = dict(cards)
    begun = len(known)
    reviews: Counter[int] = Counter()
    due: Counter[date] = Counter(card.due_day for card in known.values())
    for turn in range(days):
        today = day + timedelta(days=turn)
        queue = drill_queue(facts, known, today, new_per_day=new_per_day)
        for skill in (*queue.due, *queue.new):
            before = known.get(skill)
            known[skill] = _answered(skill, before, today, model, due, seed)
            due[known[skill].due_day] += 1
            reviews[turn] += before is not None
    last = day + timedelta(days=days)
    tail = min(days, LAST_MONTH)
    return Simulation(
        retention=model.desired_retention,
        days=days,
        skills=len(known) - begun,
        reviews=reviews.total(),
        busiest_day=max(reviews.values(), default=0),
        remembered=sum(card.recall(last, model.decay) for card in known.values()),
        last_month_a_day=sum(reviews[turn] for turn in range(days - tail, days)) / tail,
    )


def _answered(skill: str, card: Card | None, today: date, model: Model, due: Mapping[date, int], seed: int) -> Card:
    """Return the card after a simulated answer: right with the probability that the model gives."""
    chance = FIRST_TIME_RIGHT if card is None else card.recall(today, model.decay)
    luck = keyed_number(seed, skill, card.repetitions if card else 0) / DRAWS
    event = Event(
        uid="",
        device="",
        session="",
        kind=EventKind.REVIEW,
        at_ms=0,
        utc_offset_min=0,
        study_day=today,
        skill=skill,
        rating=Rating.GOOD if luck < chance else Rating.AGAIN,
    )
    moved, _ = record_review(card, event, model=model, load=lambda *_: due)
    return moved
