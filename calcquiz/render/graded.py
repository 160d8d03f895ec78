"""What a learner sees after an answer: the verdict in a word, why, the key once the part is over, when it is due."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from calcquiz.records.moment import Graded
from calcquiz.records.variant import Kind, Option, VariantPart
from calcquiz.records.verdict import Misstep, Outcome, Verdict, Witness
from calcquiz.render.equation import is_relation
from calcquiz.render.formula import formula_line, formula_lines, readable
from calcquiz.render.prose import prose
from calcquiz.render.safe import caret_lines
from calcquiz.render.style import Style
from calcquiz.render.words import counted, in_days, quiet, sentence
from calcquiz.render.wrap import phrase, wrap

HEADLINES = {
    Outcome.CORRECT: ("right", "bold green"),
    Outcome.INCORRECT: ("not yet", "bold magenta"),
    Outcome.PARTIAL: ("partly right", "bold cyan"),
    Outcome.UNREADABLE: ("cannot be read yet", "bold"),
    Outcome.UNDECIDED: ("undecided", "bold"),
}
"""The word for each outcome and its look; green and magenta stay apart for every kind of colour vision."""
UNDECIDED = (
    "Neither a proof that it is right nor a point where it is wrong was found. "
    "Compare it with the answer and rate yourself."
)
EXACTLY = "Exactly"
DEFINED = "defined"
"""What a witness says of the answer where only the response has no value."""
HOLDS = {
    ("false", "true"): " the answer holds and yours does not.",
    ("true", "false"): " yours holds and the answer does not.",
}
"""Whether the response and the key hold at a point, for equations and inequalities -> how that is told."""
NO_TRY = "That was not counted as a try."
RATINGS = {1: "again", 2: "hard", 3: "good", 4: "easy"}


def graded_lines(graded: Graded, style: Style) -> list[Text]:
    """Return the feedback on one line of a learner's."""
    return [line for part in _parts(graded, style) for line in part]


def _parts(graded: Graded, style: Style) -> Iterator[list[Text]]:
    verdict = graded.verdict
    yield _headline(graded, style)
    if verdict.outcome is Outcome.UNREADABLE:
        yield unreadable_lines(graded.response, verdict, style) + quiet(NO_TRY, style)
        return
    if verdict.message and not _says_exactly(graded):
        yield prose(verdict.message, style)
    elif verdict.outcome is Outcome.UNDECIDED:
        yield sentence(UNDECIDED, style)
    if verdict.missteps:
        yield misstep_lines(verdict.missteps, graded.question.prompt, style)
    witness = shown_witness(graded)
    if witness is not None and witness.at:
        yield wrap(witness_words(witness, graded.question.prompt, style), style.width, first=style.indent)
    if graded.over:
        yield from _after_part(graded, style)
    else:
        yield _before_next_try(graded, style)


def recalled_lines(graded: Graded, style: Style) -> list[Text]:
    """Return a verdict said again, with what it says about the mistake."""
    verdict = graded.verdict
    said = prose(verdict.message, style) if verdict.message and not _says_exactly(graded) else []
    return [Text(), *_headline(graded, style), *said]


def _headline(graded: Graded, style: Style) -> list[Text]:
    word, look = HEADLINES[graded.verdict.outcome]
    if style.plain:
        return [Text(f"{word.capitalize()}.")]
    return [Text.assemble(style.indent, (f"{style.mark(graded.verdict.outcome.value)} {word}", look))]


def unreadable_lines(response: str, verdict: Verdict, style: Style) -> list[Text]:
    """Return the response with a caret under the place where it stops being readable, and the advice."""
    lines: list[Text] = []
    if verdict.start is not None and response.strip():
        inner = style.indent + "  "
        pair = caret_lines(
            response, verdict.start, verdict.end or 0, width=style.width - len(inner), ascii_only=style.ascii_only
        )
        lines += [Text(inner + line) for line in pair]
    if verdict.message:
        lines += sentence(readable(verdict.message, style), style)
    return lines


def shown_witness(graded: Graded) -> Witness | None:
    """Return the witness, unless it would give the answer away: a number's only value is its key."""
    witness = graded.verdict.witness
    return witness if witness is not None and (witness.at or graded.over) else None


def witness_words(witness: Witness, prompt: VariantPart, style: Style) -> list[Text]:
    """Return the counterexample as the words of a sentence: At x = 2 yours is 3.5, the answer is 4."""
    yours, right = (_formula(text, prompt, style) for text in (witness.yours, witness.right))
    place: list[str | Text] = []
    for position, (name, value) in enumerate(witness.at.items()):
        place.append(_joint(position, len(witness.at)))
        place.append(Text(f"{_formula(name, prompt, style)} = {_formula(value, prompt, style)}"))
    if (witness.yours, witness.right) in HOLDS:
        return phrase(*place, HOLDS[witness.yours, witness.right])
    if witness.right == DEFINED:
        return phrase(*place, " yours is undefined, the answer is not.")
    if prompt.kind is Kind.ANTIDERIVATIVE:
        return phrase(*place, " the derivative of yours is ", yours, "; it has to be ", right, ".")
    return phrase(*place, " yours is ", yours, ", the answer is ", right, ".")


def _joint(position: int, count: int) -> str:
    if position == 0:
        return "At "
    return " and " if position == count - 1 else ", "


def _formula(text: str, prompt: VariantPart, style: Style) -> Text:
    return Text(formula_line(text, style, prompt.rules.variables))


def misstep_lines(missteps: Sequence[Misstep], prompt: VariantPart, style: Style) -> list[Text]:
    """Return, for each wrong step, the right line and the learner's under it.

    Where the step is the whole answer, that and the response say it already.
    """
    lines: list[Text] = []
    for misstep in (one for one in missteps if not one.whole):
        what, right, wrong = (_formula(text, prompt, style) for text in (misstep.part, misstep.right, misstep.wrong))
        sign = ", so " if is_relation(misstep.part) else " = "
        for label, became in (("There:", right), ("Yours:", wrong)) if what != right else ():
            lines += wrap([Text(label, "dim"), Text.assemble(what, sign, became)], style.width, first=style.indent)
    return lines


def key_lines(prompt: VariantPart, style: Style, *, label: str = "The answer") -> list[Text]:
    """Return the key of a part under its label: beside it when it is one line, else as a block below."""
    if not prompt.key:
        return []
    if prompt.kind is Kind.CHOICE:
        return _chosen_lines(chosen_options(prompt), style, label)
    below = formula_lines(prompt.key, style, prompt.rules.variables, indent=style.indent + "    ")
    if len(below) == 1:
        return wrap([Text(f"{label}:"), Text(below[0].plain.strip(), "bold")], style.width, first=style.indent)
    return [Text(f"{style.indent}{label}:"), *(Text(line.plain, "bold") for line in below)]


def chosen_options(prompt: VariantPart) -> list[Option]:
    """Return the options that the key of a choice names: by letter, or in the key's order where that is asked for."""
    by_key = {option.key: option for option in prompt.options}
    chosen = [by_key[key] for key in (piece.strip() for piece in prompt.key.split(",")) if key in by_key]
    return chosen if prompt.rules.mode == "order" else sorted(chosen, key=lambda option: option.letter)


def _chosen_lines(chosen: list[Option], style: Style, label: str) -> list[Text]:
    if len(chosen) == 1:
        rest = style.indent + "    "
        return prose(chosen[0].text, style, first=f"{style.indent}{label}: {chosen[0].letter}) ", rest=rest)
    below = [prose(option.text, style, first=f"{style.indent}  {option.letter}) ") for option in chosen]
    return [Text(f"{style.indent}{label}:"), *(line for lines in below for line in lines)]


def _after_part(graded: Graded, style: Style) -> Iterator[list[Text]]:
    """Yield the key where it says more than the response did, and when the skill comes back."""
    if graded.complete is not None:
        prompt = graded.complete.parts[graded.question.part - 1]
        if not _already_said(graded, prompt, style):
            yield key_lines(prompt, style, label=_key_label(graded))
    if graded.due_in_days is not None:
        yield quiet(f"Comes back {in_days(graded.due_in_days)}.", style)


def _key_label(graded: Graded) -> str:
    if graded.verdict.outcome is not Outcome.CORRECT:
        return "The answer"
    return EXACTLY if _says_exactly(graded) else "Another form"


def _says_exactly(graded: Graded) -> bool:
    """Whether the message only gives the exact value of a decimal: it is shown as a formula instead."""
    return graded.over and graded.complete is not None and graded.verdict.message.startswith(f"{EXACTLY}:")


def _already_said(graded: Graded, prompt: VariantPart, style: Style) -> bool:
    """Whether a right answer was typed in the form of the key."""
    if graded.verdict.outcome is not Outcome.CORRECT:
        return False
    if prompt.kind is Kind.CHOICE:
        return True
    names = prompt.rules.variables
    read_as = graded.verdict.read_as or graded.response
    return formula_line(read_as, style, names) == formula_line(prompt.key, style, names)


def _before_next_try(graded: Graded, style: Style) -> list[Text]:
    if graded.tries_left <= 0:
        return []
    return quiet(f"{counted(graded.tries_left, 'try', 'tries')} left. /hint helps, /show shows the solution.", style)
