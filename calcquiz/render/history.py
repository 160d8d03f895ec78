"""What `history` prints: past questions, one a line, or one of them whole, as it was shown then."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from rich.text import Text

from calcquiz.records.history import PastLine, PastQuestion
from calcquiz.records.verdict import Outcome
from calcquiz.render.formula import formula_line, formula_lines
from calcquiz.render.graded import HEADLINES, RATINGS
from calcquiz.render.prose import prose
from calcquiz.render.style import Style
from calcquiz.render.tables import Column, table_lines
from calcquiz.render.words import counted, day, duration, quiet, sentence
from calcquiz.render.wrap import words_of, wrap

COLUMNS = (
    Column(heading="no.", right=True),
    Column(heading="day"),
    Column(heading="time", drop=3),
    Column(heading="question", least=8),
    Column(heading="outcome"),
    Column(heading="rated", drop=1),
    Column(heading="your answer", least=12, drop=2, look="dim"),
)
NOTHING = "No question here yet. Begin with: calcquiz practice chapter1"


def history_lines(questions: Sequence[PastQuestion], style: Style) -> list[Text]:
    """Return past questions as a table, the oldest first."""
    if not questions:
        return sentence(NOTHING, style)
    if style.plain:
        return [line for q in questions for line in wrap(words_of(_told(q, style)), style.width, rest="  ")]
    lines = table_lines(COLUMNS, [("", [_row(question, style) for question in questions])], style)
    gap = [] if style.plain else [Text()]
    return lines + gap + quiet("One of them whole: calcquiz history --show NUMBER", style)


def past_question_lines(question: PastQuestion, style: Style) -> list[Text]:
    """Return one past question with every answer, its verdict and the key, as shown then."""
    name = f"{question.skill}#{question.variant}"
    lines = sentence(f"{name}, {local_time(question)}", style, "" if style.plain else "bold")
    lines += [] if style.plain else [Text()]
    lines += prose(question.statement, style) if question.statement.strip() else []
    for line in question.lines:
        lines += ([] if style.plain else [Text()]) + _line(line, question, style)
    lines += [] if style.plain else [Text()]
    return lines + sentence(_ending(question), style)


def local_time(question: PastQuestion) -> str:
    """Return when it was asked, by the learner's clock of then."""
    at = datetime.fromtimestamp(question.at_ms / 1000, UTC) + timedelta(minutes=question.utc_offset_min)
    return f"{at:%Y-%m-%d %H:%M}"


def _row(question: PastQuestion, style: Style) -> tuple[str, ...]:
    last = question.lines[-1] if question.lines else None
    return (
        str(question.number),
        *local_time(question).split(),
        f"{question.skill}#{question.variant}",
        _outcome(question),
        RATINGS.get(int(question.rating), "") if question.rating else "",
        formula_line(last.response, style) if last else "",
    )


def _outcome(question: PastQuestion) -> str:
    if question.undone:
        return "undone"
    if not question.lines:
        return "opened"
    return HEADLINES[question.outcome][0]


def _told(question: PastQuestion, style: Style) -> str:
    number, day_, time, name, outcome, rated, answer = _row(question, style)
    rating = f", rated {rated}" if rated else ""
    typed = f", answer {answer}" if answer else ""
    return f"{number}: {day_} {time}, {name}, {outcome}{rating}{typed}."


def _line(line: PastLine, question: PastQuestion, style: Style) -> list[Text]:
    several = len({other.part for other in question.lines}) > 1
    lines = prose(line.ask, style) if line.ask.strip() and line.ask.strip() != question.statement.strip() else []
    lines += [Text(f"{style.indent}{style.mark('prompt')} {line.response}".rstrip())] if not style.plain else []
    lines += sentence(f"You answered: {line.response}", style) if style.plain else []
    word, look = HEADLINES[line.outcome]
    place = f", part {line.part}" if several else ""
    mark = "" if style.plain else f"{style.mark(line.outcome.value)} "
    lines.append(Text.assemble(style.indent, (f"{mark}{word}{place}", look)))
    lines += prose(line.message, style) if line.message else []
    if line.key:
        lines += sentence("Answer:", style) + formula_lines(line.key, style, indent=style.indent + "  ")
    return lines


def _ending(question: PastQuestion) -> str:
    facts = []
    if question.undone:
        return "You took this answer back: it does not count."
    if not question.lines:
        facts.append("The solution was opened")
    if question.rating:
        facts.append(f"Rated {RATINGS[int(question.rating)]}")
    if question.seconds:
        facts.append(f"{duration(question.seconds)} at work")
    if question.due_day:
        facts.append(f"due again {day(question.due_day.isoformat())}")
    ended = "; ".join(facts)
    return f"{ended}." if ended else f"{counted(len(question.lines), 'answer')}."


def is_wrong(question: PastQuestion) -> bool:
    """Return whether a question ended without the right answer."""
    return question.outcome in {Outcome.INCORRECT, Outcome.PARTIAL}
