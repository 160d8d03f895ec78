"""The agenda of a study day: bank, cards and settings joined to what is due and what may begin."""

from collections.abc import Mapping, Sequence
from datetime import date

from calcquiz.records.agenda import Agenda, DueSkill, NewSkill
from calcquiz.records.bank import Facts
from calcquiz.records.card import Card
from calcquiz.records.event import EventKind
from calcquiz.records.settings import Settings
from calcquiz.schedule.engine import Model
from calcquiz.schedule.queue import Drill, drill_queue, suspended_skills
from calcquiz.schedule.replay import parameters_in_effect
from calcquiz.storage.log import EventLog


def model_in_effect(log: EventLog, settings: Settings) -> Model:
    """Return the memory model that answers are scheduled with now."""
    return Model(
        desired_retention=settings.desired_retention,
        maximum_interval=settings.maximum_interval,
        parameters=parameters_in_effect(log.events(kinds={EventKind.PARAMS, EventKind.UNDO})),
    )


def queue_of(
    log: EventLog, facts: Sequence[Facts], settings: Settings, day: date, cards: Mapping[str, Card] | None = None
) -> Drill:
    """Return the skills that `drill` asks on a study day; `cards` are read where they are not given."""
    suspended = suspended_skills(log.events(kinds={EventKind.SUSPEND, EventKind.UNDO}))
    known = log.cards() if cards is None else cards
    return drill_queue(facts, known, day, new_per_day=settings.new_per_day, suspended=suspended)


def agenda_of(log: EventLog, facts: Sequence[Facts], settings: Settings, day: date) -> Agenda:
    """Return what there is to do on a study day.

    Args:
        log: What was done.
        facts: The bank in teaching order.
        settings: New skills a day, retention.
        day: The study day.
    """
    cards = log.cards()
    queue = queue_of(log, facts, settings, day, cards)
    decay = model_in_effect(log, settings).decay
    known = {entry.id: entry for entry in facts}
    later = [card.due_day for card in cards.values() if card.skill in known and card.due_day > day]
    return Agenda(
        day=day,
        due=tuple(
            DueSkill(
                skill=skill,
                section=known[skill].section,
                title=known[skill].title,
                due_day=cards[skill].due_day,
                recall=cards[skill].recall(day, decay),
                lapses=cards[skill].lapses,
                is_leech=cards[skill].is_leech,
            )
            for skill in queue.due
        ),
        new=tuple(NewSkill(skill=s, section=known[s].section, title=known[s].title) for s in queue.new),
        next_due=min(later, default=None),
    )
