"""calcquiz practice: randomized problems from a chapter, a section or one problem."""

from contextlib import ExitStack
from typing import Annotated

import typer

from calcquiz.cli import desk as make
from calcquiz.cli.asking import LARGEST_SEED, session_desk, show_moments


def practice(
    where: Annotated[str, typer.Argument(help="A chapter, section or problem: chapter2, 2.1, an id, ID#7.")] = "",
    count: Annotated[int, typer.Option(min=1, max=1000, help="How many first questions to ask.")] = 10,
    seed: Annotated[
        int | None, typer.Option(min=0, max=LARGEST_SEED, help="Repeat an earlier session's questions exactly.")
    ] = None,
    tries: Annotated[
        int | None, typer.Option(min=1, max=9, help="Tries a part: 2 at a terminal, 1 through a pipe.")
    ] = None,
    shuffle: Annotated[bool, typer.Option("--shuffle", help="Draw the order of the questions.")] = False,
    reask: Annotated[bool, typer.Option("--reask/--no-reask", help="Ask missed questions again.")] = True,
    json: Annotated[bool, typer.Option("--json", help="JSON Lines: questions and verdicts.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="For screen readers: words, no boxes, no drawing.")] = False,
) -> None:
    """Practise randomized problems from one chapter, section or problem.

    Example: calcquiz practice chapter2 --count 5 --seed 42
    """
    from calcquiz.session.practice import practise

    style = make.style(plain=plain)
    catalog = make.catalog(where)
    selection = catalog.resolve(where)
    make.report_broken(catalog)
    with ExitStack() as stack:
        table = session_desk(stack, catalog, style, seed=seed, tries=tries, json=json)
        moments = practise(
            table,
            selection.ids,
            count=count if selection.variant is None else 1,
            variant=selection.variant,
            shuffle=shuffle,
            reask=reask,
        )
        show_moments(moments, style, table, json=json)
