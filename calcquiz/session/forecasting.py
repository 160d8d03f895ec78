"""Forecasting: the cards played on, as if every skill were reviewed on the day it is due and remembered."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from calcquiz.records.card import Card
from calcquiz.records.forecast import DayLoad, Forecast
from calcquiz.records.rating import Rating
from calcquiz.schedule.engine import Model, step


def forecast(cards: Iterable[Card], day: date, days: int, model: Model) -> Forecast:
    """Return the load of the coming study days; new skills are not counted, since nobody knows when they begin.

    Args:
        cards: By whatever order.
        day: Today.
        days: How many days, today included.
        model: Gives the interval after each review that is remembered.
    """
    due: Counter[date] = Counter()
    follow_ups: Counter[date] = Counter()
    last = day + timedelta(days=days - 1)
    for card in cards:
        first = max(card.due_day, day)
        if first > last:
            continue
        due[first] += 1
        for coming in _later(card, first, last, model):
            follow_ups[coming] += 1
    coming_days = (day + timedelta(days=n) for n in range(days))
    return Forecast(days=tuple(DayLoad(day=d, due=due[d], follow_ups=follow_ups[d]) for d in coming_days))


def _later(card: Card, reviewed: date, last: date, model: Model) -> Iterable[date]:
    """Yield the due days after the next one, each review right and on time."""
    memory, before = card.memory, card.last_day
    while True:
        memory, interval = step(memory, Rating.GOOD, max(0, (reviewed - before).days), model)
        before, reviewed = reviewed, reviewed + timedelta(days=interval)
        if reviewed > last:
            return
        yield reviewed
