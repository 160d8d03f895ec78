"""The guard around every command: errors become words and exit codes; Ctrl-C and closed pipes leave cleanly."""

import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

import typer

from calcquiz.records.errors import CalcquizError

INTERRUPTED = 130


def guarded(command: Callable[..., None]) -> Callable[..., None]:
    """Return the command with its errors turned into exit codes; its options stay as they are."""

    @wraps(command)
    def run(*args: Any, **options: Any) -> None:
        try:
            command(*args, **options)
            sys.stdout.flush()
        except CalcquizError as error:
            _print(error)
            raise typer.Exit(error.exit_code) from None
        except KeyboardInterrupt:
            sys.stderr.write("\n")
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            # Nobody reads any more (`| head -1`): leave silently, also when Python flushes at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None

    return run


def _print(error: CalcquizError) -> None:
    from calcquiz.cli.desk import style
    from calcquiz.terminal.screen import show_error

    show_error(error, style())
