"""The quiz: a timed round without hints and feedback; marks and solutions come at the end."""

from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import replace

from calcquiz.records.errors import CalcquizError, FormulaError
from calcquiz.records.event import Event, EventKind
from calcquiz.records.moment import Graded, Moment, Notice, Question, Solution, Summary
from calcquiz.records.variant import Variant
from calcquiz.records.verdict import Method, Outcome, Verdict
from calcquiz.render.words import counted
from calcquiz.schedule.draws import nth_variant
from calcquiz.schedule.queue import practice_plan
from calcquiz.schedule.ratings import PartResult
from calcquiz.schedule.study_day import milliseconds
from calcquiz.session.asking import Left
from calcquiz.session.desk import Desk
from calcquiz.session.ending import ending_of, worst
from calcquiz.session.quiz_sheet import ENDED, QuizSheet, answered, open_quiz, unanswered
from calcquiz.session.recorder import Line

MS_A_MINUTE = 60_000
QUIT = "/quit"
LEAVING = {QUIT: Left.STOPPED, "/skip": Left.SKIPPED}
ALLOWED = "A quiz has no hints. `/skip` asks this one last, `/quit` leaves; `calcquiz quiz` goes on while time is left."
LATE = "Time is up. This answer came too late and does not count."


def quiz(desk: Desk, skills: Sequence[str], *, where: str, count: int, minutes: float) -> Iterator[Moment]:
    """Ask `count` questions against the clock, or go on with the quiz that was left; then show the marks.

    Args:
        desk: What the session talks to; its recorder takes over the session of a quiz that is resumed.
        skills: What to ask about, in teaching order.
        where: As it was typed.
        count: How many questions.
        minutes: For all of them together.
    """
    recorder = desk.recorder
    left = open_quiz(recorder.log)
    now_ms = milliseconds(desk.clock.now())
    if left is not None and left.ends_at_ms <= now_ms:
        recorder.session = left.session
        yield Notice(text="The time of the quiz you left is up. Here are its marks.")
        yield from Quiz(desk, left).marks()
        return
    if left is not None:
        recorder.session, recorder.seed = left.session, left.seed
        begun = Quiz(desk, left)
        done = len(left.questions) - len(begun.queue)
        yield Notice(
            text=f"You left a quiz: {done} of {len(left.questions)} done, {begun.time_left()}. It goes on here."
        )
        yield from begun.run()
        return
    yield from Quiz(desk, _new_sheet(desk, skills, where, count, now_ms + round(minutes * MS_A_MINUTE))).run()


def _new_sheet(desk: Desk, skills: Sequence[str], where: str, count: int, ends_at_ms: int) -> QuizSheet:
    """Draw the questions of a quiz and write it into the log."""
    recorder = desk.recorder
    log, seed = recorder.log, recorder.seed
    plan = practice_plan(skills, log.cards(), recorder.today, count, shuffle_seed=seed)
    questions: list[tuple[str, int]] = []
    for place, skill in enumerate(plan):
        seen = log.seen_variants(skill, desk.shelf.problem(skill).revision)
        turn = plan[:place].count(skill)
        questions.append((skill, nth_variant(skill, turn, seed=seed, count=desk.shelf.count(skill), seen=seen)))
    sheet = QuizSheet(
        session=recorder.session,
        seed=seed,
        where=where,
        questions=tuple(dict.fromkeys(questions)),
        ends_at_ms=ends_at_ms,
    )
    log.append([recorder.stamp(EventKind.QUIZ, detail=sheet.detail())])
    return sheet


class Quiz:
    """The state of one quiz."""

    def __init__(self, desk: Desk, sheet: QuizSheet) -> None:
        self.desk = desk
        self.sheet = sheet
        self.recorder = desk.recorder
        done = answered(self.recorder.log, sheet)
        self.queue = deque(unanswered(sheet, list(done)))
        self.started = desk.clock.seconds()

    def run(self) -> Iterator[Moment]:
        """Ask what is left, then show the marks; nothing more when the learner leaves before the time is up."""
        total = len(self.sheet.questions)
        if len(self.queue) == total:
            yield Notice(text=f"{counted(total, 'question')}, {self.time_left()}. Verdicts come at the end.")
        while self.queue and not self.is_over():
            skill, number = self.queue.popleft()
            left = yield from self.ask(skill, number)
            if left is Left.STOPPED:
                yield Notice(text="Left. `calcquiz quiz` goes on while there is time.")
                return
            if left is Left.SKIPPED:
                self.queue.append((skill, number))
        yield from self.marks()

    def ask(self, skill: str, number: int) -> Generator[Moment, None, Left]:
        """Ask one question; return whether it has ended, is to be asked last, or the learner leaves."""
        variant = self.desk.shelf.draw(skill, number)
        place = self.sheet.questions.index((skill, number)) + 1
        base = self.question(variant, place)
        started = self.desk.clock.seconds()
        results: list[PartResult] = []
        typed: dict[int, str] = {}
        for part in range(1, len(variant.parts) + 1):
            question = replace(base, part=part)
            yield question
            completion = self.desk.shelf.completing(variant, dict(typed))
            try:
                given = yield from self.answer(question, completion)
            except CalcquizError as error:
                yield Notice(
                    text=f"The answer to this question could not be worked out: {error.message}. It is left out."
                )
                return Left.BROKEN
            if isinstance(given, Left):
                return given
            line, verdict = given
            typed[part] = line
            results.append(PartResult(outcome=verdict.outcome))
            key = completion.result().parts[part - 1].key
            ending = None if part < len(variant.parts) else ending_of(self.desk, variant, results, started)
            self.recorder.record(Line(question=question, response=line, verdict=verdict, key=key), ending)
        yield Notice(text=f"Noted, {self.time_left()}.")
        return Left.ENDED

    def answer(
        self, question: Question, completion: "Future[Variant]"
    ) -> Generator[Moment, None, Left | tuple[str, Verdict]]:
        """Take lines until one is readable; return it with its verdict, or how the question was left."""
        while True:
            line = self.desk.ask(question, ())
            command = QUIT if line is None else line.strip().lower()
            if line is None or command in LEAVING:
                return LEAVING[command]
            if command.startswith("/"):
                yield Notice(text=ALLOWED)
                continue
            if self.is_over():
                yield Notice(text=LATE)
                return Left.ENDED
            verdict = self.judge(completion.result(), question.part, line)
            if verdict.outcome is not Outcome.UNREADABLE:
                return line, verdict
            yield Graded(question=question, verdict=verdict, over=False, response=line)

    def judge(self, complete: Variant, part: int, line: str) -> Verdict:
        """Return the verdict, which is shown at the end only; UNREADABLE is told at once."""
        asked = complete.parts[part - 1]
        try:
            return self.desk.judge(
                line, asked.key, asked.kind, asked.rules, mistakes=asked.mistakes, options=asked.options
            )
        except FormulaError as error:
            return Verdict(outcome=Outcome.UNDECIDED, method=Method.NONE, message=error.message)

    def question(self, variant: Variant, place: int) -> Question:
        """Return a variant as a question of this quiz, from its first part on."""
        count = len(self.sheet.questions)
        return Question(n=place, count=count, place=place, variant=variant, part=1, in_quiz=True)

    def is_over(self) -> bool:
        """Return whether the time is up."""
        return milliseconds(self.desk.clock.now()) >= self.sheet.ends_at_ms

    def time_left(self) -> str:
        """Return how much time is left, as one says it."""
        seconds = max(0, self.sheet.ends_at_ms - milliseconds(self.desk.clock.now())) // 1000
        minutes = -(-seconds // 60)
        return f"{counted(minutes, 'minute')} left" if minutes > 1 else f"{counted(seconds, 'second')} left"

    def marks(self) -> Iterator[Moment]:
        """Show every question with the answer that was given, its verdict and solution, then the marks."""
        lines = answered(self.recorder.log, self.sheet)
        outcomes: list[tuple[str, Outcome]] = []
        for place, (skill, number) in enumerate(self.sheet.questions, 1):
            if (skill, number) in lines:
                yield from self.mark(place, skill, number, lines[skill, number])
                outcomes.append((skill, worst(event.outcome or Outcome.UNDECIDED for event in lines[skill, number])))
        self.recorder.log.append([self.recorder.stamp(EventKind.QUIZ, detail={"phase": ENDED})])
        yield self.summary(outcomes)

    def mark(self, place: int, skill: str, number: int, lines: Sequence[Event]) -> Iterator[Moment]:
        """Show one question with its verdicts, as they stand in the log, and the solution of what was not right."""
        shelf = self.desk.shelf
        variant = shelf.draw(skill, number)
        typed = {event.part or 1: str(event.detail.get("response", "")) for event in lines}
        complete = shelf.complete(variant, typed)
        base = self.question(variant, place)
        for event in lines:
            part = event.part or 1
            question = replace(base, part=part)
            yield question
            verdict = _verdict(event)
            response = typed[part]
            yield Notice(text=f"You answered: `{response}`")
            yield Graded(question=question, verdict=verdict, over=True, response=response, complete=complete)
            if verdict.outcome in {Outcome.INCORRECT, Outcome.PARTIAL} and self.desk.solutions:
                asked = shelf.derived(complete, part).parts[part - 1]
                yield Solution(steps=asked.solution, key=asked.key, part=asked)

    def summary(self, outcomes: Sequence[tuple[str, Outcome]]) -> Summary:
        """Return the marks; what was not answered in time counts as skipped."""
        cards = self.recorder.log.cards()
        missed = [skill for skill, outcome in outcomes if outcome in {Outcome.INCORRECT, Outcome.PARTIAL}]
        due = [cards[skill].due_day for skill, _ in outcomes if skill in cards]
        return Summary(
            asked=len(outcomes),
            right=sum(outcome is Outcome.CORRECT for _, outcome in outcomes),
            wrong=len(missed),
            undecided=sum(outcome is Outcome.UNDECIDED for _, outcome in outcomes),
            skipped=len(self.sheet.questions) - len(outcomes),
            seconds=round(self.desk.clock.seconds() - self.started, 1),
            missed=tuple(missed),
            next_due=min(due).isoformat() if due else None,
        )


def _verdict(event: Event) -> Verdict:
    detail = event.detail
    return Verdict(
        outcome=event.outcome or Outcome.UNDECIDED,
        method=Method(detail.get("method", Method.NONE.value)),
        message=str(detail.get("message", "")),
        mistake=detail.get("mistake"),
        read_as=str(detail.get("read_as", "")),
    )
