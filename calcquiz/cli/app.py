"""The command line: every command by its name, the version, and home when nothing is named."""

import sys
from collections.abc import Callable
from typing import Annotated

import typer

from calcquiz import __version__
from calcquiz.cli.bank import bank
from calcquiz.cli.check import check
from calcquiz.cli.config import config
from calcquiz.cli.db import db
from calcquiz.cli.doctor import doctor
from calcquiz.cli.drill import drill
from calcquiz.cli.due import due
from calcquiz.cli.export import export
from calcquiz.cli.forecast import forecast
from calcquiz.cli.generate import generate
from calcquiz.cli.guard import guarded
from calcquiz.cli.history import history
from calcquiz.cli.home import home
from calcquiz.cli.import_ import import_
from calcquiz.cli.learn import learn
from calcquiz.cli.list_ import list_
from calcquiz.cli.optimize import optimize
from calcquiz.cli.plain_values import QuickCommand, QuickGroup
from calcquiz.cli.plot import FORGIVING, plot
from calcquiz.cli.practice import practice
from calcquiz.cli.print_ import print_
from calcquiz.cli.quiz import quiz
from calcquiz.cli.reset import reset
from calcquiz.cli.schedule import schedule
from calcquiz.cli.show import show
from calcquiz.cli.simulate import simulate
from calcquiz.cli.solve import solve
from calcquiz.cli.stats import stats
from calcquiz.cli.undo import undo

app = typer.Typer(
    cls=QuickGroup,
    help="Learn and keep the calculus behind machine learning and data science.",
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

COMMANDS: dict[str, Callable[..., None]] = {
    "learn": learn,
    "practice": practice,
    "drill": drill,
    "quiz": quiz,
    "show": show,
    "print": print_,
    "solve": solve,
    "generate": generate,
    "list": list_,
    "check": check,
    "plot": plot,
    "stats": stats,
    "due": due,
    "forecast": forecast,
    "history": history,
    "undo": undo,
    "reset": reset,
    "export": export,
    "import": import_,
    "simulate": simulate,
    "optimize": optimize,
    "schedule": schedule,
    "config": config,
    "doctor": doctor,
}
"""Name -> command, in the order of the help page."""
TAKE_FORMULAS = frozenset({"check", "plot", "solve"})

for name, command in COMMANDS.items():
    settings = FORGIVING if name in TAKE_FORMULAS else None
    app.command(name, cls=QuickCommand, context_settings=settings)(guarded(command))
app.command("review", cls=QuickCommand, hidden=True, help="The same as drill.")(guarded(drill))
app.add_typer(bank)
app.add_typer(db)


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it with the flag's value
    if wanted:
        sys.stdout.write(f"calcquiz {__version__}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Learn and keep the calculus behind machine learning and data science."""
    del version
    if context.invoked_subcommand is None:
        guarded(home)()


def run(arguments: list[str]) -> int:
    """Run the command line and return the exit code."""
    try:
        app(arguments, prog_name="calcquiz")
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else int(left.code is not None)
    return 0
