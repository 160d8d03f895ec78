"""The preview under the answer line: how what is typed will be read, while it is typed."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from calcquiz.records.commands import COMMANDS
from calcquiz.records.errors import FormulaError
from calcquiz.records.variant import Kind, VariantPart
from calcquiz.render.style import Style

NOTHING_TYPED = "Enter answers · /hint · /skip · /show · /help · Ctrl-D saves and leaves"
NOTHING_TYPED_IN_QUIZ = "Enter answers · /skip asks this one last · Ctrl-D saves and leaves"


class State(StrEnum):
    """What the preview says."""

    EMPTY = "empty"
    READ = "read"
    UNFINISHED = "unfinished"
    """Not readable yet; nothing to worry about while typing."""
    COMMAND = "command"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A line under the answer line."""

    text: str
    state: State


def preview_for(prompt: VariantPart, style: Style, nothing_typed: str = NOTHING_TYPED) -> Callable[[str], Preview]:
    """Return the preview of one prompt: a function of what is typed so far, quick enough for every key."""
    read = _read_choice if prompt.kind is Kind.CHOICE else _read_formula
    separator = style.mark("separator")

    def preview(typed: str) -> Preview:
        text = typed.strip()
        if not text:
            return Preview(text=nothing_typed.replace("·", separator), state=State.EMPTY)
        if text.startswith("/"):
            return _command(text, separator)
        return read(typed, prompt, style)

    return preview


def _command(text: str, separator: str) -> Preview:
    word = text.split(maxsplit=1)[0].lower()
    if word in COMMANDS:
        return Preview(text=f"{word}: {COMMANDS[word]}", state=State.COMMAND)
    matching = [command for command in COMMANDS if command.startswith(word)]
    return Preview(text=f" {separator} ".join(matching or COMMANDS), state=State.COMMAND)


def _read_formula(typed: str, prompt: VariantPart, style: Style) -> Preview:
    from calcquiz.algebra.parse import parse
    from calcquiz.typeset import from_tree, line

    rules = prompt.rules
    try:
        tree = parse(typed, prompt.names, open_names=rules.open_names, decimal_separator=rules.decimal_separator)
    except FormulaError as error:
        # What is missing may still come; a name is wrong already.
        advice = f". {error.advice}" if error.advice.startswith("Did you mean") else ""
        return Preview(text=f"{_ellipsis(style)} {error.message}{advice}", state=State.UNFINISHED)
    return Preview(text=line(from_tree(tree), ascii_only=style.ascii_only), state=State.READ)


def _ellipsis(style: Style) -> str:
    return "..." if style.ascii_only else "…"


def _read_choice(typed: str, prompt: VariantPart, style: Style) -> Preview:
    """Return the options that are meant, each by its letter and the start of its text."""
    from calcquiz.render.question import option_lines

    found = []
    for word in typed.replace(",", " ").split():
        meant = [o for o in prompt.options if word.rstrip(")").casefold() in {o.letter.casefold(), o.key.casefold()}]
        if not meant:
            return _unfinished_choice(prompt, style)
        found.append(option_lines((meant[0],), style)[0].plain.strip())
    return Preview(text="; ".join(found), state=State.READ) if found else _unfinished_choice(prompt, style)


def _unfinished_choice(prompt: VariantPart, style: Style) -> Preview:
    letters = ", ".join(option.letter for option in prompt.options)
    return Preview(text=f"{_ellipsis(style)} the options are {letters}", state=State.UNFINISHED)
