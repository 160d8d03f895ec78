"""calcquiz export: everything the learner did, as JSON Lines or CSV."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from calcquiz.cli import desk as make


def export(
    file: Annotated[str, typer.Argument(help="Where to write, or - for standard output.")],
    csv: Annotated[bool, typer.Option("--csv", help="As a table, for spreadsheets; import takes JSON Lines.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that exists.")] = False,
) -> None:
    """Write all your events as JSON Lines, one event a line.

    Example: calcquiz export backup.jsonl
    """
    from calcquiz.storage.export import export as write_lines
    from calcquiz.storage.export import export_csv

    write_events = export_csv if csv else write_lines

    if file == "-":
        make.prepare_streams()
        with make.log() as log:
            write_events(log, sys.stdout)
        return
    from calcquiz.records.errors import UsageError
    from calcquiz.render.words import counted
    from calcquiz.storage.faults import file_fault

    target = Path(file)
    if target.exists() and not force:
        raise UsageError(f"{file} exists already", "Choose another name, or add --force.")
    part = target.with_name(target.name + ".part")
    try:
        with make.log() as log, part.open("w", encoding="utf-8") as stream:
            count = write_events(log, stream)
        part.replace(target)
    except OSError as error:
        raise file_fault(target, error) from error
    sys.stdout.write(f"{counted(count, 'event')} written to {file}\n")
