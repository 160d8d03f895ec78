"""calcquiz list: every skill of the bank, and where the learner stands with it."""

from typing import TYPE_CHECKING, Annotated

import typer

from calcquiz.cli import desk as make

if TYPE_CHECKING:
    from datetime import date

    from calcquiz.records.card import Card


def list_(
    where: Annotated[str, typer.Argument(help="A chapter or section; all when left out.")] = "",
    flagged: Annotated[bool, typer.Option("--flagged", help="Only those you marked with /flag.")] = False,
    json: Annotated[bool, typer.Option("--json", help="JSON Lines, one problem a line.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="For screen readers: one sentence a problem.")] = False,
) -> None:
    """List the skills of the bank.

    Example: calcquiz list 2.1
    """
    catalog = make.catalog()
    ids = set(catalog.resolve(where).ids) if where else {facts.id for facts in catalog.facts}
    if flagged:
        ids &= _flagged()
    chosen = [facts for facts in catalog.facts if facts.id in ids]
    cards, today = make.cards(), make.today()
    states = {facts.id: state_of(cards.get(facts.id), today) for facts in chosen}
    if json:
        from json import dumps

        from calcquiz.terminal.json_stream import show_json

        for facts in chosen:
            row = {
                "id": facts.id,
                "chapter": facts.chapter,
                "section": facts.section,
                "title": facts.title,
                "difficulty": facts.difficulty,
                "kinds": list(facts.kinds),
                "tags": list(facts.tags),
                "requires": list(facts.requires),
                "state": states[facts.id] if facts.usable else "broken",
            }
            show_json(dumps(row, ensure_ascii=False))
        return
    from calcquiz.render.listing import list_lines
    from calcquiz.terminal.screen import show_lines

    style = make.style(plain=plain)
    show_lines(list_lines(chosen, catalog.chapters, states, style), style)


def _flagged() -> frozenset[str]:
    """Return the skills that the learner marked and did not unmark."""
    from calcquiz.records.event import EventKind
    from calcquiz.schedule.queue import flagged_skills
    from calcquiz.storage.folders import DATABASE

    if not (make.home() / DATABASE).exists():
        return frozenset()
    with make.log() as log:
        return flagged_skills(log.events(kinds={EventKind.FLAG, EventKind.UNDO}))


def state_of(card: "Card | None", today: "date") -> str:
    """Return `new`, `due`, or `in 3 days`."""
    if card is None:
        return "new"
    days = (card.due_day - today).days
    if days <= 0:
        return "due"
    return "tomorrow" if days == 1 else f"in {days} days"
