"""calcquiz import: events of another machine join those of this one."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from calcquiz.cli import desk as make


def import_(
    file: Annotated[str, typer.Argument(help="What calcquiz export wrote, or - for standard input.")],
) -> None:
    """Add the events of an export to your own; those you have already are left alone.

    Example: calcquiz import laptop.jsonl
    """
    from calcquiz.records.errors import UsageError
    from calcquiz.render.words import counted
    from calcquiz.session.upkeep import join
    from calcquiz.storage.faults import file_fault
    from calcquiz.storage.import_ import read_events

    with make.log() as log:
        try:
            if file == "-":
                added = join(log, read_events(sys.stdin, "standard input"))
            else:
                with Path(file).open(encoding="utf-8") as lines:
                    added = join(log, read_events(lines, file))
        except FileNotFoundError as error:
            raise UsageError(f"there is no file {file}", "Name a file that calcquiz export wrote.") from error
        except UnicodeDecodeError as error:
            message = f"{file} is not text in UTF-8"
            raise UsageError(message, "Import a file that calcquiz export wrote. Nothing was imported.") from error
        except OSError as error:
            raise file_fault(Path(file), error) from error
        total = log.count()
    sys.stdout.write(f"{counted(added, 'new event')}, {total} in all\n")
