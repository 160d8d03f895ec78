"""A session at a table of our own: a small bank, a clock that is wound by hand, answers from a list."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from calcquiz.bank.catalog import open_catalog
from calcquiz.checking.check import check
from calcquiz.records.moment import Graded, Question
from calcquiz.records.settings import Settings
from calcquiz.session.clock import Clock
from calcquiz.session.desk import Desk
from calcquiz.session.drill import drill
from calcquiz.session.practice import practise
from calcquiz.session.quiz import quiz
from calcquiz.session.recorder import Recorder
from calcquiz.session.shelf import Shelf
from calcquiz.solving.worker_functions import compute_here
from calcquiz.storage.log import open_log

BANK = Path(__file__).resolve().parent.parent / "banks" / "small"
MONDAY = datetime.fromisoformat("2026-03-02T10:00:00+01:00")


def _practise(desk, catalog, skills, count, options):
    return practise(desk, skills, count=count, **options)


def _quiz(minutes):
    def loop(desk, catalog, skills, count, options):
        return quiz(desk, skills, where="", count=count, minutes=minutes, **options)

    return loop


def _drill(desk, catalog, skills, count, options):
    return drill(desk, catalog.usable, count=count, **options)


@dataclass
class Table:
    """Everything a session needs, and what happened in it."""

    home: Path
    now: datetime = MONDAY
    moments: list = field(default_factory=list)

    def drill(self, answers, **options):
        """Drill with these answers: all that there is to do on the day."""
        return self.play(answers, loop=_drill, count=None, **options)

    def quiz(self, answers, *, count=3, minutes=20, **options):
        """Take a quiz with these answers, or go on with the one that was left."""
        return self.play(answers, loop=_quiz(minutes), count=count, **options)

    def play(self, answers, *, loop=_practise, skills=None, keys=None, tries=1, count=4, seed=7, seconds=5, **options):
        """Practise with these answers; a callable answer is given the question and its right key."""
        left = iter(answers)
        pressed = iter(keys or ())
        elapsed = 0.0

        def tick():
            nonlocal elapsed
            elapsed += seconds
            return elapsed

        catalog = open_catalog([BANK])
        with open_log(self.home) as log:
            recorder = Recorder(log, Settings(), Clock(now=lambda: self.now, seconds=tick), seed)
            shelf = Shelf(catalog, compute_here)

            def ask(question, earlier):
                answer = next(left, None)
                if callable(answer):
                    key = shelf.complete(question.variant).parts[question.part - 1].key
                    answer = answer(question, key)
                self.now += timedelta(seconds=1)
                return answer

            desk = Desk(
                shelf=shelf,
                recorder=recorder,
                clock=recorder.clock,
                ask=ask,
                judge=check,
                choose=None if keys is None else lambda _: next(pressed, "enter"),
                tries=tries,
                pictures=False,
            )
            chosen = skills or [facts.id for facts in catalog.usable]
            new = list(loop(desk, catalog, chosen, count, options))
            shelf.close()
        self.moments += new
        return new

    @property
    def events(self):
        with open_log(self.home) as log:
            return log.events()

    @property
    def cards(self):
        with open_log(self.home) as log:
            return log.cards()


def right(question, key):
    """The key itself, with + C for an antiderivative."""
    return key


def names(moments):
    return [(m.variant.id, m.variant.variant, m.part) for m in moments if isinstance(m, Question)]


def outcomes(moments):
    return [m.verdict.outcome.value for m in moments if isinstance(m, Graded)]
