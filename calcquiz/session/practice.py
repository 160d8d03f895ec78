"""The practice loop: first questions by plan, missed skills again as fresh variants, then a summary."""

from collections import deque
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace

from calcquiz.records.errors import CalcquizError
from calcquiz.records.event import Event, EventKind, standing
from calcquiz.records.moment import Moment, Notice, Question, Summary
from calcquiz.records.verdict import Outcome
from calcquiz.schedule.draws import nth_variant
from calcquiz.schedule.queue import practice_plan
from calcquiz.schedule.reasks import Pending, next_reask, pending_reasks
from calcquiz.session.asking import Asking, Left
from calcquiz.session.desk import Desk


@dataclass(frozen=True, slots=True)
class Entry:
    """A question to ask: which skill, the how-manieth of it, and whether it is a re-ask."""

    skill: str
    turn: int
    place: int
    reask: bool = False
    variant: int | None = None
    """Fixed by `ID#K`."""
    skipped: bool = False


def practise(
    desk: Desk,
    skills: Sequence[str],
    *,
    count: int,
    variant: int | None = None,
    shuffle: bool = False,
    reask: bool = True,
) -> Iterator[Moment]:
    """Ask `count` first questions, and what was missed again in between.

    Args:
        desk: What the session talks to.
        skills: What to practise, in teaching order.
        count: How many first questions.
        variant: Ask this variant only (`ID#K`).
        shuffle: Draw the order from the seed.
        reask: Ask missed skills again as fresh variants.
    """
    recorder = desk.recorder
    shuffle_seed = recorder.seed if shuffle else None
    plan = practice_plan(skills, recorder.log.cards(), recorder.today, count, shuffle_seed=shuffle_seed)
    yield from Round(desk, plan, variant=variant, reask=reask).run()


class Round:
    """One session: its first questions by plan, and what was missed again in between.

    Args:
        desk: What the session talks to.
        plan: The skill of each first question; a skill may stand there several times.
        variant: Ask this variant only (`ID#K`).
        reask: Ask missed skills again as fresh variants.
    """

    def __init__(self, desk: Desk, plan: tuple[str, ...], *, variant: int | None = None, reask: bool = True) -> None:
        self.desk = desk
        self.recorder = desk.recorder
        self.plan = plan
        self.queue = deque(
            Entry(skill, self.plan[:place].count(skill), place + 1, variant=variant)
            for place, skill in enumerate(self.plan)
        )
        self.reask = reask
        self.skipped = 0
        self.n = 0
        self.started = desk.clock.seconds()
        self.broken: set[str] = set()

    def run(self) -> Iterator[Moment]:
        """Ask until nothing is left or the learner leaves, then say how it went."""
        warning = self.recorder.clock_warning()
        if warning:
            yield Notice(text=warning)
        previous: Entry | None = None
        while (entry := self.next_entry()) is not None:
            left = yield from self.ask(entry)
            if left is Left.STOPPED:
                break
            yield from self.after(entry, left, previous)
            previous = entry
        yield self.summary()

    def next_entry(self) -> Entry | None:
        """Return what to ask now: a re-ask whose gap is up, the next first question, or None at the end."""
        skill = next_reask(self.pending(), nothing_left=not self.queue) if self.reask else None
        if skill is not None:
            done = sum(event.skill == skill and event.kind is EventKind.REASK for event in self.events())
            # Variants after those of all first questions, so that a re-ask never changes what these are.
            return Entry(skill, self.plan.count(skill) + done, 0, reask=True)
        return self.queue.popleft() if self.queue else None

    def pending(self) -> tuple[Pending, ...]:
        """Return the missed skills of this session that are to be asked again."""
        return pending_reasks(self.events(), set(self.plan) - self.broken)

    def events(self) -> list[Event]:
        """Return what stands of this session in the log."""
        return standing(self.recorder.log.events(session=self.recorder.session))

    def ask(self, entry: Entry) -> Generator[Moment, None, Left]:
        """Ask one question; a problem that cannot be asked is named and passed over."""
        try:
            question = self.question(entry)
        except CalcquizError as error:
            self.broken.add(entry.skill)
            yield Notice(text=f"`{entry.skill}` cannot be asked and is passed over: {error.message}")
            return Left.BROKEN
        asking = Asking(self.desk, question)
        yield from asking.run()
        if asking.left is Left.BROKEN:
            self.broken.add(entry.skill)
        return asking.left or Left.ENDED

    def question(self, entry: Entry) -> Question:
        """Return the question of an entry: the skill's next variant that this learner has not seen."""
        shelf, log = self.desk.shelf, self.recorder.log
        number = entry.variant
        if number is None or entry.reask:
            count = shelf.count(entry.skill)
            seen = log.seen_variants(
                entry.skill, shelf.problem(entry.skill).revision, but_session=self.recorder.session
            )
            number = nth_variant(entry.skill, entry.turn, seed=self.recorder.seed, count=count, seen=seen)
        variant = shelf.draw(entry.skill, number)
        self.n += 1
        return Question(n=self.n, count=len(self.plan), place=entry.place, variant=variant, part=1, reask=entry.reask)

    def after(self, entry: Entry, left: Left, previous: Entry | None) -> Iterator[Moment]:
        """Put back what comes again; a re-ask that was taken back is pending again by itself."""
        yield from ()
        if left is Left.SKIPPED:
            self.skip(entry)
        if left in {Left.UNDONE, Left.BACK} and not entry.reask:
            self.queue.appendleft(entry)
        if left is Left.BACK and previous is not None and not previous.reask:
            self.queue.appendleft(previous)

    def skip(self, entry: Entry) -> None:
        """Put a question at the back, once; skipped again it is left out."""
        if entry.skipped or entry.reask:
            self.skipped += 1
            self.broken.add(entry.skill)
        else:
            self.queue.append(replace(entry, skipped=True))

    def summary(self) -> Summary:
        """Return how the session went, counted from what stands in the log."""
        ended = [event for event in self.events() if event.ends_question]
        first = [event for event in ended if event.kind is not EventKind.REASK]
        again = [event for event in ended if event.kind is EventKind.REASK]
        missed = [event for event in first if event.outcome in {Outcome.INCORRECT, Outcome.PARTIAL}]
        cards = self.recorder.log.cards()
        due = [cards[event.skill].due_day for event in ended if event.skill in cards]
        return Summary(
            asked=len(first),
            right=sum(event.outcome is Outcome.CORRECT for event in first),
            wrong=len(missed),
            undecided=sum(event.outcome is Outcome.UNDECIDED for event in first),
            skipped=self.skipped,
            reasked=len(again),
            reasked_right=sum(event.outcome is Outcome.CORRECT for event in again),
            seconds=round(self.desk.clock.seconds() - self.started, 1),
            missed=tuple(event.skill for event in missed if event.skill),
            next_due=min(due).isoformat() if due else None,
        )
