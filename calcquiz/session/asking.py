"""Asking one question: its parts, tries, hints and commands, each graded line recorded before it is shown."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum

from calcquiz.records.errors import CalcquizError, FormulaError
from calcquiz.records.event import Event
from calcquiz.records.moment import Graded, Moment, Notice, Question, Solution
from calcquiz.records.rating import Rating
from calcquiz.records.variant import Variant, VariantPart
from calcquiz.records.verdict import Outcome, Verdict
from calcquiz.render.words import in_days
from calcquiz.schedule.ratings import PartResult
from calcquiz.session.background import Background
from calcquiz.session.commands import COMMANDS, unknown_command
from calcquiz.session.desk import Desk
from calcquiz.session.ending import ending_of
from calcquiz.session.judge import explained, may_be_explained, without_answer
from calcquiz.session.pictures import Album, own_picture, witness_picture
from calcquiz.session.recorder import Ending, Line

AFTER = ("enter", "s", "p", "u", "1", "2", "3", "4", "q")
TO_COMPLETE = frozenset({"missing-constant", "number-instead-of-constant", "wrong-form", "wrong-type"})
"""Diagnoses after which the learner is asked to complete the answer, once; that is not a try."""


class Left(Enum):
    """How a question was left."""

    ENDED = "ended"
    SKIPPED = "skipped"
    UNDONE = "undone"
    """Its own lines were taken back: ask it again."""
    BACK = "back"
    """The question before was taken back: ask that one again first."""
    STOPPED = "stopped"
    BROKEN = "broken"
    """Its answer could not be worked out."""


class _UnanswerableError(Exception):
    """The key could not be worked out, or cannot be read."""


@dataclass(slots=True)
class Asking:
    """One question being asked; `run` yields what happens and returns how it was left."""

    desk: Desk
    question: Question
    results: list[PartResult] = field(default_factory=list)
    answers: dict[int, str] = field(default_factory=dict)
    """The learner's own last answer to each part, for `given(n)`."""
    hints: int = 0
    hints_in_part: int = 0
    tries_done: int = 0
    completed_once: bool = False
    ended: Event | None = None
    left: Left | None = None
    started: float = 0.0
    typed: list[str] = field(default_factory=list)
    last: Graded | None = None
    album: Album = field(default_factory=Album)
    background: Background = field(init=False)

    def __post_init__(self) -> None:
        """Know where to get the key from."""
        self.background = self.background_of_part()

    def background_of_part(self) -> Background:
        """Return what is worked out about the part that is asked; nothing is begun."""
        return Background(self.desk.shelf, self.question.variant, self.question.part, dict(self.answers))

    @property
    def part(self) -> VariantPart:
        """Return the part that is asked."""
        return self.question.prompt

    def complete(self) -> Variant:
        """Return the variant with its keys; waits for what is being worked out."""
        try:
            return self.background.complete()
        except CalcquizError as error:
            raise _UnanswerableError(error.message) from error

    def derived_part(self) -> VariantPart:
        """Return the part that is asked, with its key and all steps of its solution."""
        self.complete()
        return self.background.derived().parts[self.question.part - 1]

    @property
    def key_part(self) -> VariantPart:
        """Return the part that is asked, with its key."""
        return self.complete().parts[self.question.part - 1]

    def run(self) -> Iterator[Moment]:
        """Ask every part in turn, then take the keys after the question."""
        self.started = self.desk.clock.seconds()
        for part in range(1, len(self.question.variant.parts) + 1):
            self.question = replace(self.question, part=part, try_=1)
            yield from self.one_part()
            if self.left is not None:
                break
        else:
            self.left = Left.ENDED
            yield from self.afterwards()
        self.background.forget()

    def one_part(self) -> Iterator[Moment]:
        """Ask one part until it is over or the question is left."""
        self.tries_done, self.hints_in_part, self.completed_once, self.typed = 0, 0, False, []
        self.background.forget()
        self.background = self.background_of_part()
        yield self.question
        yield from self.picture_of_the_question()
        self.background.begin(steps=self.desk.solutions)
        results = len(self.results)
        while len(self.results) == results and self.left is None:
            line = self.desk.ask(self.question, self.typed)
            if line is None:
                self.left = Left.STOPPED
                return
            try:
                yield from self.command(line.strip()) if line.strip().startswith("/") else self.answer(line)
            except _UnanswerableError as error:
                self.left = Left.BROKEN
                yield Notice(text=f"The answer to this question could not be worked out: {error}. It does not count.")

    def picture_of_the_question(self) -> Iterator[Moment]:
        """Draw the plot that is part of the question, where the author says so."""
        variant = self.question.variant
        asked = variant.plot is not None and variant.plot.get("when") == "question"
        if self.desk.pictures and asked and self.question.part == 1:
            yield from own_picture(variant, 1, over=False)

    def command(self, line: str) -> Iterator[Moment]:
        """Do what a line that begins with / says."""
        name, _, rest = line.partition(" ")
        action = COMMANDS.get(name.lower())
        if action is None:
            yield Notice(text=unknown_command(name))
        else:
            yield from action(self, rest.strip())

    def answer(self, line: str) -> Iterator[Moment]:
        """Judge a line, record it, show the verdict."""
        self.typed.append(line)
        verdict = self.judge(line)
        if verdict.outcome is Outcome.UNREADABLE:
            yield Graded(question=self.question, verdict=verdict, over=False, response=line)
            return
        if self.to_be_completed(verdict):
            self.completed_once = True
            yield Graded(question=self.question, verdict=verdict, over=False, response=line, tries_left=self.tries_left)
            return
        self.question = replace(self.question, try_=self.tries_done + 1)
        self.tries_done += 1
        self.answers[self.question.part] = line
        over = verdict.outcome in {Outcome.CORRECT, Outcome.UNDECIDED} or self.tries_left <= 0
        yield from (self.finish(verdict, line) if over else self.try_again(without_answer(verdict), line))

    def judge(self, line: str) -> Verdict:
        """Return the checker's verdict on a line."""
        part = self.key_part
        try:
            verdict = self.desk.judge(
                line, part.key, part.kind, part.rules, mistakes=part.mistakes, options=part.options
            )
        except FormulaError as error:
            # What the learner typed gives a verdict; only the bank's own text can raise here.
            raise _UnanswerableError(error.message) from error
        return self.explained(verdict, line, part)

    def explained(self, verdict: Verdict, line: str, part: VariantPart) -> Verdict:
        """Return the verdict with the slip that explains a wrong answer, when it is known in time."""
        if not may_be_explained(verdict, {mistake.name for mistake in part.mistakes}):
            return verdict
        known = self.background.consequences()
        return verdict if known is None else explained(verdict, line, part, known)

    @property
    def tries_left(self) -> int:
        """Return how many tries of this part remain."""
        return self.desk.tries - self.tries_done

    def to_be_completed(self, verdict: Verdict) -> bool:
        """Whether the learner is asked to complete a nearly right answer: once, at a terminal only."""
        return self.desk.choose is not None and verdict.mistake in TO_COMPLETE and not self.completed_once

    def try_again(self, verdict: Verdict, line: str) -> Iterator[Moment]:
        """Record a wrong line after which there is another try, and show it."""
        self.desk.recorder.record(Line(question=self.question, response=line, verdict=verdict, key=None))
        yield Graded(question=self.question, verdict=verdict, over=False, response=line, tries_left=self.tries_left)

    def finish(self, verdict: Verdict, line: str) -> Iterator[Moment]:
        """Record the line that ends a part, and with the last part the whole question; then show it."""
        complete = self.complete()
        key = complete.parts[self.question.part - 1].key
        record = Line(question=self.question, response=line, verdict=verdict, key=key)
        self.results.append(PartResult(outcome=verdict.outcome, tries=self.tries_done, hints=self.hints_in_part))
        waits_for_rating = verdict.outcome is Outcome.UNDECIDED and self.desk.choose is not None
        ending = None if waits_for_rating else self.ending()
        self.ended = self.desk.recorder.record(record, ending)
        yield self.graded(verdict, line, complete)
        if waits_for_rating:
            self.take_own_rating()
        if verdict.outcome in {Outcome.INCORRECT, Outcome.PARTIAL}:
            yield from self.explain(verdict, line, complete)

    def take_own_rating(self) -> None:
        """Let the learner rate an undecided answer; then the question can end."""
        assert self.desk.choose is not None
        key = self.desk.choose(("1", "2", "3", "4"))
        rating = Rating(int(key)) if key in {"1", "2", "3", "4"} else None
        self.results[-1] = replace(self.results[-1], own_rating=rating)
        ending = self.ending()
        if ending is not None:
            self.ended = self.desk.recorder.record(None, ending, self.question)

    def graded(self, verdict: Verdict, line: str, complete: Variant) -> Graded:
        """Return the moment that ends a part."""
        due = self.ended.due_day if self.ended else None
        graded = Graded(
            question=self.question,
            verdict=verdict,
            over=True,
            response=line,
            complete=complete,
            rating=int(self.ended.rating) if self.ended and self.ended.rating else None,
            due_in_days=(due - self.ended.study_day).days if self.ended and due else None,
        )
        self.last = graded
        return graded

    def explain(self, verdict: Verdict, line: str, complete: Variant) -> Iterator[Moment]:
        """Show both curves and the worked solution after a wrong answer."""
        if self.desk.pictures:
            picture = witness_picture(complete, self.question.part, verdict, line)
            if picture is not None:
                self.album.keep(picture)
                if self.desk.curves_at_once:
                    yield from self.album.next(complete, self.question.part)
        if self.desk.solutions:
            yield self.solution()

    def solution(self) -> Solution:
        """Return the worked solution of the part; waits for what is being worked out."""
        part = self.derived_part()
        return Solution(steps=part.solution, key=part.key, part=part)

    def give_up(self) -> None:
        """End the part because its solution was opened; counts as Again."""
        self.results.append(
            PartResult(
                outcome=Outcome.INCORRECT,
                tries=max(1, self.tries_done),
                hints=self.hints_in_part,
                solution_opened=True,
            )
        )
        ending = self.ending()
        if ending is not None:
            self.ended = self.desk.recorder.record(None, ending, self.question)

    def ending(self) -> Ending | None:
        """Return how the question ended, or None while parts are left."""
        variant = self.question.variant
        if len(self.results) < len(variant.parts):
            return None
        return ending_of(self.desk, variant, self.results, self.started)

    def afterwards(self) -> Iterator[Moment]:
        """Take the keys after a question until the next one is wanted."""
        if self.desk.choose is None:
            return
        while self.left is Left.ENDED:
            key = self.desk.choose(AFTER)
            if key == "enter":
                return
            if key == "q":
                self.left = Left.STOPPED
            elif key == "u":
                self.desk.recorder.undo(self.desk.recorder.last_question())
                self.left = Left.UNDONE
                yield Notice(text="Undone. This answer no longer counts. Here is the question again.")
            elif key == "s":
                yield self.solution()
            elif key == "p":
                yield from self.album.next(self.complete(), self.question.part)
            else:
                yield from self.rate(Rating(int(key)))

    def rate(self, rating: Rating) -> Iterator[Moment]:
        """Give the question the learner's own rating."""
        if self.ended is None or self.ended.rating is None:
            yield Notice(text="This question has no rating to change.")
            return
        card = self.desk.recorder.override(self.ended, rating)
        days = (card.due_day - self.ended.study_day).days if card else 1
        yield Notice(text=f"Rated {rating.name.lower()}. Comes back {in_days(days)}.")
