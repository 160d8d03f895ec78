"""calcquiz db: the database of what you did: check it, rebuild the cards from it, back it up."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from calcquiz.cli import desk as make
from calcquiz.cli.guard import guarded

db = typer.Typer(name="db", help="Check, rebuild or back up your data.", no_args_is_help=True, rich_markup_mode=None)


def check(json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False) -> None:
    """Check that the file is whole and that what is due follows from what you did. Exit 4 when not.

    Example: calcquiz db check
    """
    from dataclasses import asdict
    from json import dumps

    from calcquiz.render.words import counted
    from calcquiz.session.upkeep import check as condition_of

    with make.log() as log:
        found = condition_of(log)
        path = log.path
    if json:
        sys.stdout.write(dumps({"path": str(path), **asdict(found), "sound": found.sound}) + "\n")
    elif found.sound:
        counts = f"{counted(found.events, 'event')}, {counted(found.cards, 'skill')}"
        sys.stdout.write(f"{path}: {counts}, nothing wrong\n")
    else:
        lines = [f"{path}: {line}" for line in found.damage]
        lines += [f"{skill}: its card does not follow from its events" for skill in found.differing]
        advice = "Run: calcquiz db rebuild" if not found.damage else "Put a backup in its place."
        sys.stdout.write("\n".join([*lines, advice]) + "\n")
    if not found.sound:
        raise typer.Exit(4)


def rebuild() -> None:
    """Work out again what is due, from everything you did.

    Example: calcquiz db rebuild
    """
    from calcquiz.render.words import counted
    from calcquiz.session.upkeep import rebuild as rebuilt

    with make.log() as log:
        count = rebuilt(log)
        events = log.count()
    sys.stdout.write(f"{counted(count, 'skill')} rebuilt from {counted(events, 'event')}\n")


def backup(
    file: Annotated[str, typer.Argument(help="Where to; beside the database when left out.")] = "",
) -> None:
    """Copy the database; an older backup is never replaced.

    Example: calcquiz db backup
    """
    with make.log() as log:
        target = Path(file) if file else log.path.with_name(f"{log.path.stem}-{make.today().isoformat()}.db")
        written = log.back_up(target)
    sys.stdout.write(f"Copied to {written}\n")


DB_COMMANDS: dict[str, Callable[..., None]] = {"check": check, "rebuild": rebuild, "backup": backup}
"""Name -> command, in the order of the help page."""

for name, command in DB_COMMANDS.items():
    db.command(name)(guarded(command))
