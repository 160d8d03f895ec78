"""Commands at the answer line: /hint, /skip, /show, /plot, /parse, /undo, /flag, /help, /quit; one table."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from calcquiz.records.commands import COMMANDS as WORDS
from calcquiz.records.errors import FormulaError
from calcquiz.records.moment import Hint, Moment, Notice
from calcquiz.session.pictures import own_picture

RUNGS = 3
"""Of the hint ladder, at most."""

if TYPE_CHECKING:
    from calcquiz.session.asking import Asking

Command: TypeAlias = "Callable[[Asking, str], Iterator[Moment]]"


def hint(asking: "Asking", rest: str) -> Iterator[Moment]:
    """Open the next rung of the hint ladder."""
    del rest
    hints = asking.key_part.hints
    if len(hints) < RUNGS:
        hints = asking.derived_part().hints  # the other rungs are taken from the solution
    if not hints:
        yield Notice(text="There is no hint for this one. `/show` opens the worked solution.")
        return
    if asking.hints_in_part >= len(hints):
        yield Notice(text="That was the last hint. `/show` opens the worked solution.")
        return
    asking.hints_in_part += 1
    yield Hint(rung=asking.hints_in_part, rungs=len(hints), text=hints[asking.hints_in_part - 1])


def skip(asking: "Asking", rest: str) -> Iterator[Moment]:
    """Put the question at the back of the queue; not wrong."""
    from calcquiz.session.asking import Left

    del rest
    asking.left = Left.SKIPPED
    yield Notice(text="Skipped. It comes back at the end and does not count as wrong.")


def show(asking: "Asking", rest: str) -> Iterator[Moment]:
    """Open the worked solution; the part counts as Again."""
    del rest
    solution = asking.solution()
    asking.give_up()
    yield solution


def plot(asking: "Asking", rest: str) -> Iterator[Moment]:
    """Draw what may be shown before the answer: the variant as drawn, which has no key yet."""
    del rest
    yield from own_picture(asking.question.variant, asking.question.part, over=False)


def parse(asking: "Asking", rest: str) -> Iterator[Moment]:
    """Say how a text is read, without answering."""
    from calcquiz.algebra.parse import parse as parse_formula
    from calcquiz.typeset import tree_tex

    if not rest:
        yield Notice(text="Write a formula after it: `/parse 1/2x`.")
        return
    try:
        tree = parse_formula(rest, asking.part.rules.variables, open_names=True)
    except FormulaError as error:
        yield Notice(text=f"This cannot be read: {error.message}. {error.advice}")
        return
    yield Notice(text=f"This is read as ${tree_tex(tree)}$.")


def undo(asking: "Asking", rest: str) -> Iterator[Moment]:
    """Take back the lines of this question, or else the question before."""
    from calcquiz.session.asking import Left

    del rest
    recorder = asking.desk.recorder
    lines = recorder.lines_of(asking.question)
    before = () if lines else recorder.last_question()
    if not lines and not before:
        yield Notice(text="There is nothing to undo in this session.")
        return
    recorder.undo(lines or before)
    asking.left = Left.UNDONE if lines else Left.BACK
    yield Notice(text="Undone. It no longer counts. Here is the question again.")


def flag(asking: "Asking", rest: str) -> Iterator[Moment]:
    """Mark the problem as one that needs a look."""
    asking.desk.recorder.flag(asking.question, rest)
    yield Notice(text="Flagged. Thank you. `calcquiz list --flagged` shows it.")


def help_(asking: "Asking", rest: str) -> Iterator[Moment]:
    """List the commands."""
    del asking, rest
    lines = [f"- `{name}` {words}" for name, words in WORDS.items()]
    yield Notice(text="Type an answer such as `2x + 1`, `sqrt(3)/2`, `e^(-x)`, or a command:\n\n" + "\n".join(lines))


def quit_(asking: "Asking", rest: str) -> Iterator[Moment]:
    """Save and leave; everything answered so far is kept."""
    from calcquiz.session.asking import Left

    del rest
    asking.left = Left.STOPPED
    yield from ()


COMMANDS: dict[str, Command] = {
    "/hint": hint,
    "/skip": skip,
    "/show": show,
    "/plot": plot,
    "/parse": parse,
    "/undo": undo,
    "/flag": flag,
    "/help": help_,
    "/quit": quit_,
}
"""Name -> what it does; in words in `records.commands`."""


def unknown_command(name: str) -> str:
    """Return what to type instead."""
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), COMMANDS, n=1)
    return f"Did you mean `{near[0]}`?" if near else f"Commands are {', '.join(f'`{c}`' for c in COMMANDS)}."
