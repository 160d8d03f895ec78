"""calcquiz due: what drill would ask today."""

from typing import Annotated

import typer

from calcquiz.cli import desk as make


def due(
    json: Annotated[bool, typer.Option("--json", help="JSON Lines, one skill a line, in the order of asking.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="For screen readers: one sentence a skill.")] = False,
) -> None:
    """List the skills that are due for review today, and those that may begin.

    Example: calcquiz due
    """
    from calcquiz.session.agenda import agenda_of

    catalog, day = make.catalog(), make.today()
    with make.log() as log:
        agenda = agenda_of(log, catalog.usable, make.settings(), day)
    if json:
        from dataclasses import fields
        from json import dumps

        from calcquiz.terminal.json_stream import show_json

        # By hand: asdict copies every value deeply, a twentieth of the time of the whole command.
        rows = [
            {"state": state, **{field.name: getattr(entry, field.name) for field in fields(entry)}}
            for state, entries in (("due", agenda.due), ("new", agenda.new))
            for entry in entries
        ]
        if rows:
            show_json("\n".join(dumps(row, default=str, ensure_ascii=False) for row in rows))
        return
    from calcquiz.render.agenda import agenda_lines
    from calcquiz.terminal.screen import show_lines

    style = make.style(plain=plain)
    show_lines(agenda_lines(agenda, style), style)
