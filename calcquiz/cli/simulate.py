"""calcquiz simulate: what a year of drilling would be like at several retentions."""

from typing import TYPE_CHECKING, Annotated

import typer

from calcquiz.cli import desk as make

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calcquiz.records.simulation import Simulation

MOST_RETENTIONS = 9


def simulate(
    retention: Annotated[
        str, typer.Option(help="Desired retentions to compare, joined by commas.")
    ] = "0.8,0.85,0.9,0.95",
    days: Annotated[int, typer.Option(min=1, max=3650, help="How long.")] = 365,
    new_per_day: Annotated[
        int | None, typer.Option(min=0, max=1000, help="New skills a day; your setting when left out.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="JSON Lines, one retention a line.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="For screen readers: sentences.")] = False,
) -> None:
    """Compare how much work and how much knowledge different retentions bring. A toy model, from where you stand now.

    Example: calcquiz simulate --retention 0.8,0.9
    """
    from dataclasses import asdict, replace
    from json import dumps

    from calcquiz.render.simulation import simulation_lines
    from calcquiz.schedule.simulate import simulate as played
    from calcquiz.session.agenda import model_in_effect
    from calcquiz.terminal.json_stream import show_json
    from calcquiz.terminal.screen import show_lines

    wanted = _retentions(retention)
    catalog, settings, today = make.catalog(), make.settings(), make.today()
    with make.log() as log:
        cards, model = log.cards(), model_in_effect(log, settings)
    runs: Sequence[Simulation] = [
        played(
            catalog.usable,
            cards,
            today,
            days=days,
            model=replace(model, desired_retention=share),
            new_per_day=settings.new_per_day if new_per_day is None else new_per_day,
        )
        for share in wanted
    ]
    if json:
        for run in runs:
            show_json(dumps(asdict(run)))
        return
    style = make.style(plain=plain)
    show_lines(simulation_lines(runs, style), style)


def _retentions(text: str) -> list[float]:
    from calcquiz.records.errors import UsageError
    from calcquiz.storage.settings import checked_setting

    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not 1 <= len(parts) <= MOST_RETENTIONS:
        raise UsageError(f"{len(parts)} retentions were given", f"Give 1 to {MOST_RETENTIONS}, such as 0.8,0.9.")
    return [checked_setting("desired_retention", part) for part in parts]
