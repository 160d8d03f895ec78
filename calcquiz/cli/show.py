"""calcquiz show: one variant of a problem, as printed or as JSON, with its worked solution when asked."""

from typing import Annotated

import typer

from calcquiz.cli import desk as make


def show(
    problem: Annotated[str, typer.Argument(help="A problem's id, or one of its variants: ID#7.")],
    solution: Annotated[bool, typer.Option("--solution", help="With its worked solution and answer.")] = False,
    json: Annotated[bool, typer.Option("--json", help="As one JSON object, with key, mistakes and solution.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="For screen readers: words, no boxes.")] = False,
) -> None:
    """Show one variant of a problem.

    Example: calcquiz show chain-rule-power-of-linear#7 --solution
    """
    from calcquiz.records.errors import UsageError
    from calcquiz.session.shelf import Shelf
    from calcquiz.worker import AUTHORING_SECONDS

    catalog = make.catalog()
    selection = catalog.resolve(problem)
    if len(selection.ids) != 1 or selection.ids[0] != catalog.current_id(problem.strip().partition("#")[0]):
        raise UsageError(f"{problem} is not one problem", "Name a problem: calcquiz list shows their ids.")
    with make.worker(seconds=AUTHORING_SECONDS) as worker:
        shelf = Shelf(catalog, worker.run)
        variant = shelf.draw(selection.ids[0], selection.variant or 0)
        if json or solution:
            variant = shelf.derived(shelf.complete(variant))
    if json:
        from json import dumps

        from calcquiz.terminal.json_stream import show_json
        from calcquiz.variants.shape import shape

        show_json(dumps(shape(variant), ensure_ascii=False))
        return
    from calcquiz.records.moment import Solution
    from calcquiz.render.question import variant_lines
    from calcquiz.render.solution import solution_lines
    from calcquiz.terminal.screen import show_lines

    style = make.style(plain=plain)
    lines = variant_lines(variant, style)
    for part in variant.parts if solution else ():
        lines += solution_lines(Solution(steps=part.solution, key=part.key, part=part), style)
    show_lines(lines, style)
