"""calcquiz stats: what was practised, what is due, where it is weak."""

from dataclasses import asdict
from typing import Annotated

import typer

from calcquiz.cli import desk as make


def stats(
    json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="For screen readers: sentences, no table.")] = False,
) -> None:
    """Show your progress by chapter and section.

    Example: calcquiz stats
    """
    from calcquiz.render.statistics import statistics_lines
    from calcquiz.terminal.json_stream import show_json
    from calcquiz.terminal.screen import show_lines

    catalog = make.catalog()
    progress = make.progress(catalog)
    if json:
        from json import dumps

        show_json(dumps(asdict(progress), default=str))
        return
    style = make.style(plain=plain)
    titles = {str(chapter.number): chapter.title for chapter in catalog.chapters}
    titles |= {section.number: section.title for chapter in catalog.chapters for section in chapter.sections}
    show_lines(statistics_lines(progress, titles, style), style)
