"""calcquiz quiz: a timed round without hints; marks and solutions at the end."""

from contextlib import ExitStack
from dataclasses import replace
from typing import Annotated

import typer

from calcquiz.cli import desk as make
from calcquiz.cli.asking import LARGEST_SEED, session_desk, show_moments


def quiz(
    where: Annotated[str, typer.Argument(help="A chapter, section or problem; everything when left out.")] = "",
    count: Annotated[int, typer.Option(min=1, max=200, help="How many questions.")] = 10,
    minutes: Annotated[float, typer.Option(min=0.1, max=600, help="For all of them together.")] = 20,
    seed: Annotated[int | None, typer.Option(min=0, max=LARGEST_SEED, help="Draw the same questions again.")] = None,
    json: Annotated[bool, typer.Option("--json", help="JSON Lines: questions, and verdicts at the end.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="For screen readers: words, no boxes, no drawing.")] = False,
) -> None:
    """Take a timed quiz. A quiz that was left goes on while there is time.

    Example: calcquiz quiz chapter2 --count 10 --minutes 20
    """
    from calcquiz.session.quiz import quiz as take

    style = make.style(plain=plain)
    catalog = make.catalog(where)
    selection = catalog.resolve(where)
    make.report_broken(catalog)
    with ExitStack() as stack:
        table = session_desk(stack, catalog, style, seed=seed, tries=1, json=json)
        table = replace(table, choose=None)
        moments = take(table, selection.ids, where=where, count=count, minutes=minutes)
        show_moments(moments, style, table, json=json)
