"""The second group of proofs: questions differ, and every sentence is tidy, typeset and spelled right."""

from collections.abc import Iterator

from calcquiz.authoring.drawing import question_of
from calcquiz.authoring.spelling import misspelled
from calcquiz.authoring.subject import Asked, Subject
from calcquiz.records.errors import FormulaError
from calcquiz.typeset import read_tex
from calcquiz.variants.slots import split_math, untidy


def questions_differ(subject: Subject) -> None:
    """Note two variants that read the same."""
    seen: dict[tuple[str, ...], int] = {}
    for worked in subject.worked:
        question = question_of(worked.variant)
        first = seen.setdefault(question, worked.variant.variant)
        if first != worked.variant.variant:
            message = f"this question is the same as #{first}"
            advice = "Show what differs between the draws, or exclude one of them in `where`."
            subject.ledger.note("ask", "same", message, advice, worked.variant.variant)


def sentences_read_well(subject: Subject) -> None:
    """Note what no textbook prints, TeX that cannot be typeset, and misspelled words."""
    for worked in subject.worked:
        for path, text in _statement(worked.variant.statement):
            _judge(subject, path, text, worked.variant.variant)
    for asked in subject.asked():
        for path, text in sentences(subject, asked):
            _judge(subject, path, text, asked.number)
    for name, text in (("title", subject.problem.title), ("few", subject.problem.few or "")):
        _judge(subject, name, text, None)


def _statement(statement: str) -> Iterator[tuple[str, str]]:
    yield "ask", statement


def sentences(subject: Subject, asked: Asked) -> Iterator[tuple[str, str]]:
    """Yield every sentence of a part that a learner may read, each with the path of its entry."""
    part, path = asked.part, asked.path
    if path:
        yield f"{path}ask", part.ask
    places = subject.problem.places
    own = {name: any(key.startswith(f"{path}{name}") for key in places) for name in ("hints", "solution", "mistakes")}
    for mistake in part.mistakes:
        inner = f"mistakes.{mistake.name}.say"
        yield (f"{path}{inner}" if f"{path}{inner}" in places else inner), mistake.say
    written = len(asked.written.hints)
    for number, hint in enumerate(part.hints[:written], 1):
        yield f"{path if own['hints'] else ''}hints.{number}", hint
    for step in part.solution:
        yield f"{path if own['solution'] else ''}solution", step.why
    for option in part.options:
        yield f"{path}answer.options.{option.key}", option.text


def _judge(subject: Subject, path: str, text: str, number: int | None) -> None:
    note = subject.ledger.note
    for found in untidy(text):
        advice = "Put the whole formula into one slot, or leave the value out of the range."
        note(path, "untidy", f"this does not read well, {found}", advice, number)
    for inside, piece in split_math(text):
        if inside:
            try:
                read_tex(piece)
            except FormulaError as error:
                note(path, "tex", f"the formula cannot be typeset: {error.message}", error.advice, number)
    for wrong, right in misspelled(text):
        note(path, f"spelling {wrong}", f"`{wrong}` is misspelled", f"Write {right}.", number)
