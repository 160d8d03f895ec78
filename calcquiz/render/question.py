"""A question on the screen: the quiet line above, the statement, what is asked, the options."""

from rich.text import Text

from calcquiz.records.moment import Question
from calcquiz.records.variant import Kind, Option, Variant, VariantPart
from calcquiz.render.prose import prose
from calcquiz.render.style import Style
from calcquiz.render.words import items_line, quiet, sentence
from calcquiz.render.wrap import phrase, words_of, wrap

DIFFICULTIES = 5
HOW_TO_CHOOSE = {
    "any": ("One of the right options is enough.",),
    "all": ("Choose all that apply, for example ", Text("a, c"), "."),
    "order": ("Put all of them in order, for example ", Text("b, a, c"), "."),
}
"""How a choice is answered, by its mode."""


def question_lines(question: Question, style: Style) -> list[Text]:
    """Return a question as lines; a later part of a question repeats neither title nor statement."""
    return [Text(), *_heading(question, style), Text(), *question_body(question, style)]


def question_body(question: Question, style: Style) -> list[Text]:
    """Return what is asked, without the line above it: the statement before part 1, the ask, the options."""
    lines = _statement(question.variant, style) if question.part == 1 else []
    return lines + _prompt(question.variant, question.prompt, style)


def _statement(variant: Variant, style: Style) -> list[Text]:
    return [*prose(variant.statement, style), Text()] if variant.statement.strip() else []


def _prompt(variant: Variant, prompt: VariantPart, style: Style, label: str = "") -> list[Text]:
    """Return the ask and the options of a part; the ask of a problem with one prompt may be its statement."""
    lines: list[Text] = []
    if prompt.ask.strip() and prompt.ask.strip() != variant.statement.strip():
        lines += [*prose(label + prompt.ask, style), Text()]
    if prompt.options:
        lines += [*option_lines(prompt.options, style), Text()]
    if prompt.kind is Kind.CHOICE and (how := HOW_TO_CHOOSE.get(prompt.rules.mode)):
        lines += [*wrap(phrase(*how), style.width, first=style.indent), Text()]
    return lines


def _heading(question: Question, style: Style) -> list[Text]:
    if style.plain:
        return _plain_heading(question, style)
    number = _number(question)
    if question.part > 1:
        return items_line([number, _part(question)], style)
    facts = [number, question.variant.section, difficulty_dots(question.variant.difficulty, style)]
    if len(question.variant.parts) > 1:
        facts.insert(1, _part(question))
    return _title_and_facts(question.variant.title, facts, style)


def _title_and_facts(title: str, facts: list[str], style: Style) -> list[Text]:
    """Return the quiet line; the title moves to a line of its own where both do not fit."""
    whole = items_line([*facts[:-1], title, facts[-1]], style)
    return whole if len(whole) == 1 else items_line(facts, style) + quiet(title, style)


def _plain_heading(question: Question, style: Style) -> list[Text]:
    variant = question.variant
    if question.part > 1:
        return wrap(words_of(f"{_number(question)}, {_part(question)}:"), style.width)
    part = f", {_part(question)}" if len(variant.parts) > 1 else ""
    facts = f"Section {variant.section}, difficulty {variant.difficulty} of {DIFFICULTIES}."
    return wrap(words_of(f"{_number(question)}{part}: {variant.title}"), style.width) + wrap(
        words_of(facts), style.width
    )


def _number(question: Question) -> str:
    """Return `Question 3 of 10`, or what a fresh variant of a missed skill is called."""
    if question.reask:
        return "Once more"
    return f"Question {question.place or question.n} of {question.count}"


def _part(question: Question) -> str:
    return f"part {question.part} of {len(question.variant.parts)}"


def difficulty_dots(difficulty: int, style: Style) -> str:
    """Return difficulty 1 to 5 as filled and empty dots."""
    filled = min(max(difficulty, 0), DIFFICULTIES)
    return style.mark("dot") * filled + style.mark("no-dot") * (DIFFICULTIES - filled)


def option_lines(options: tuple[Option, ...], style: Style) -> list[Text]:
    """Return the options of a choice, one after the other, each under its letter."""
    lines: list[Text] = []
    for option in options:
        lines += prose(option.text, style, first=f"{style.indent}{option.letter}) ")
    return lines


def variant_lines(variant: Variant, style: Style) -> list[Text]:
    """Return a whole variant as `show` prints it: its name, the statement and all its parts, no answers."""
    several = len(variant.parts) > 1
    lines = [*_name(variant, style), Text(), *_statement(variant, style)]
    for prompt in variant.parts:
        lines += _prompt(variant, prompt, style, f"**Part {prompt.part}.** " if several else "")
    return lines


def _name(variant: Variant, style: Style) -> list[Text]:
    if style.plain:
        place = f"Section {variant.section}, difficulty {variant.difficulty} of {DIFFICULTIES}."
        return wrap(words_of(f"{variant.name}: {variant.title}. {place}"), style.width)
    facts = [variant.name, variant.section, difficulty_dots(variant.difficulty, style)]
    return [*sentence(variant.title, style, "bold"), *items_line(facts, style)]
