"""calcquiz generate: variants with keys and mistakes as JSON Lines, for other programs."""

import sys
from typing import Annotated

import typer

from calcquiz.cli import desk as make


def generate(
    where: Annotated[str, typer.Argument(help="A chapter, section or problem: chapter2, 2.1, …")],
    n: Annotated[int, typer.Option("--n", min=1, help="How many variants.")] = 10,
) -> None:
    """Write variants as JSON Lines: of each problem the first, then of each the second, and so on.

    Example: calcquiz generate chapter2 --n 20
    """
    from calcquiz.session.generating import generated
    from calcquiz.worker import AUTHORING_SECONDS

    selection = make.catalog().resolve(where)
    make.prepare_streams()
    written = 0
    with make.worker(seconds=AUTHORING_SECONDS) as worker:
        for line in generated(make.catalog(), selection, n, worker.run):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
            written += 1
    if written < n and selection.variant is None:
        sys.stderr.write(f"calcquiz: there are {written} variants of {selection.title}, and no more\n")
