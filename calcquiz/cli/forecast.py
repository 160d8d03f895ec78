"""calcquiz forecast: how many reviews the coming days bring."""

from typing import Annotated

import typer

from calcquiz.cli import desk as make


def forecast(
    days: Annotated[int, typer.Argument(min=1, max=365, help="How many days, today included.")] = 30,
    json: Annotated[bool, typer.Option("--json", help="JSON Lines, one day a line.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="For screen readers: one sentence a day.")] = False,
) -> None:
    """Show how many reviews fall due on each of the coming days.

    Example: calcquiz forecast 30
    """
    from calcquiz.session.agenda import model_in_effect
    from calcquiz.session.forecasting import forecast as played_on

    known = {facts.id for facts in make.catalog().usable}
    with make.log() as log:
        model = model_in_effect(log, make.settings())
        cards = [card for card in log.cards().values() if card.skill in known]
    coming = played_on(cards, make.today(), days, model)
    if json:
        from dataclasses import asdict
        from json import dumps

        from calcquiz.terminal.json_stream import show_json

        for load in coming.days:
            show_json(dumps(asdict(load), default=str))
        return
    from calcquiz.render.forecast import forecast_lines
    from calcquiz.terminal.screen import show_lines

    style = make.style(plain=plain)
    show_lines(forecast_lines(coming, style), style)
