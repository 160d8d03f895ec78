"""The drill: what is due everywhere, then the day's new skills; a leech sends back to what it stands on."""

from collections.abc import Iterator, Sequence

from calcquiz.records.bank import Facts
from calcquiz.records.moment import Moment, Notice
from calcquiz.render.words import day as day_in_words
from calcquiz.schedule.queue import weakest_prerequisite
from calcquiz.session.agenda import agenda_of, queue_of
from calcquiz.session.asking import Left
from calcquiz.session.desk import Desk
from calcquiz.session.practice import Entry, Round


def drill(desk: Desk, facts: Sequence[Facts], *, count: int | None = None, reask: bool = True) -> Iterator[Moment]:
    """Ask what is due, lowest recall first with sections alternating, then the day's new skills.

    Args:
        desk: What the session talks to.
        facts: The bank in teaching order.
        count: At most so many first questions; None: all that there is to do today.
        reask: Ask missed skills again as fresh variants.
    """
    recorder = desk.recorder
    queue = queue_of(recorder.log, facts, recorder.settings, recorder.today)
    plan = (*queue.due, *queue.new)[:count]
    if not plan:
        yield Notice(text=_nothing_due(desk, facts))
        return
    yield from Drill(desk, plan, facts, reask=reask).run()


def _nothing_due(desk: Desk, facts: Sequence[Facts]) -> str:
    recorder = desk.recorder
    coming = agenda_of(recorder.log, facts, recorder.settings, recorder.today).next_due
    when = f" The next review is {day_in_words(coming.isoformat(), recorder.today)}." if coming else ""
    return f"Nothing is due today.{when} `calcquiz practice` asks all the same."


class Drill(Round):
    """A round in which a skill that was forgotten again and again sends back to its weakest prerequisite."""

    def __init__(self, desk: Desk, plan: tuple[str, ...], facts: Sequence[Facts], *, reask: bool) -> None:
        super().__init__(desk, plan, reask=reask)
        self.facts = {entry.id: entry for entry in facts}

    def after(self, entry: Entry, left: Left, previous: Entry | None) -> Iterator[Moment]:
        """Put back what comes again, and after a leech what it stands on."""
        yield from super().after(entry, left, previous)
        card = self.recorder.log.card(entry.skill)
        if left is not Left.ENDED or entry.reask or card is None or not card.is_leech or not card.is_troubled:
            return
        found = weakest_prerequisite(self.facts[entry.skill], self.recorder.log.cards(), self.recorder.today)
        if found is None or found in self.plan or found not in self.facts:
            return
        # In the plan, so that it is asked again when it is missed too.
        self.plan = (*self.plan, found)
        self.queue.appendleft(Entry(found, 0, len(self.plan)))
        title = self.facts[found].title
        yield Notice(text=f"This skill slipped away {card.lapses} times. What it stands on comes next: {title}.")
