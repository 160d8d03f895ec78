"""calcquiz drill: what is due, everywhere, by spaced repetition."""

from contextlib import ExitStack
from typing import Annotated

import typer

from calcquiz.cli import desk as make
from calcquiz.cli.asking import LARGEST_SEED, session_desk, show_moments


def drill(
    count: Annotated[
        int | None, typer.Option(min=1, max=1000, help="At most so many first questions; all of today when left out.")
    ] = None,
    seed: Annotated[
        int | None, typer.Option(min=0, max=LARGEST_SEED, help="Repeat an earlier session's questions exactly.")
    ] = None,
    tries: Annotated[
        int | None, typer.Option(min=1, max=9, help="Tries a part: 2 at a terminal, 1 through a pipe.")
    ] = None,
    reask: Annotated[bool, typer.Option("--reask/--no-reask", help="Ask missed questions again.")] = True,
    json: Annotated[bool, typer.Option("--json", help="JSON Lines: questions and verdicts.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="For screen readers: words, no boxes, no drawing.")] = False,
) -> None:
    """Review what is due today, then begin the day's new skills.

    Example: calcquiz drill
    """
    from calcquiz.session.drill import drill as drilled

    style = make.style(plain=plain)
    catalog = make.catalog()
    make.report_broken(catalog)
    with ExitStack() as stack:
        table = session_desk(stack, catalog, style, seed=seed, tries=tries, json=json)
        moments = drilled(table, catalog.usable, count=count, reask=reask)
        show_moments(moments, style, table, json=json)
