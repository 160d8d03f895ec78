"""calcquiz reset: start over with a skill, a section, a chapter or everything; the log keeps what was done."""

import sys
from typing import Annotated

import typer

from calcquiz.cli import desk as make


def reset(
    where: Annotated[str, typer.Argument(help="A chapter, section or problem; everything when left out.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
) -> None:
    """Start over: what you learned there counts as never asked. calcquiz undo takes it back.

    Example: calcquiz reset 2.1
    """
    from calcquiz.render.words import counted
    from calcquiz.session.clock import Clock
    from calcquiz.session.recorder import Recorder

    ids = make.catalog().resolve(where).ids if where else None
    with make.log() as log:
        cards = log.cards()
        known = tuple(cards) if ids is None else tuple(skill for skill in ids if skill in cards)
        if not known:
            sys.stdout.write("Nothing was answered there yet, so there is nothing to start over.\n")
            return
        if not (yes or _confirmed(f"Start over with {counted(len(known), 'skill')}? Type yes:")):
            sys.stdout.write("Nothing was changed.\n")
            return
        Recorder(log, make.settings(), Clock(), 0).reset(None if ids is None else known)
    sys.stdout.write(f"{counted(len(known), 'skill')} will be asked as new. Take it back with: calcquiz undo\n")


def _confirmed(question: str) -> bool:
    from calcquiz.records.errors import UsageError

    if not sys.stdin.isatty():
        raise UsageError("reset asks before it starts over, and nobody can answer here", "Add --yes.")
    sys.stdout.write(question + " ")
    sys.stdout.flush()
    return sys.stdin.readline().strip().lower() == "yes"
