"""calcquiz without arguments: what is due, what to do next, on a first run one worked question."""

from typing import TYPE_CHECKING

from calcquiz.cli import desk as make

if TYPE_CHECKING:
    from calcquiz.bank.catalog import Catalog
    from calcquiz.records.home import Suggestion
    from calcquiz.records.progress import Progress
    from calcquiz.records.variant import Variant

FIRST_EXAMPLE = "chain-rule-power-of-linear"


def home() -> None:
    """Show where you stand."""
    from calcquiz.records.home import Home
    from calcquiz.render.home import home_lines
    from calcquiz.terminal.screen import show_lines

    catalog = make.catalog()
    make.report_broken(catalog)
    progress = make.progress(catalog)
    first_run = not progress.total.seen
    style = make.style()
    screen = Home(
        skills=progress.total.skills,
        seen=progress.total.seen,
        due=progress.total.due,
        streak_days=progress.streak_days,
        last=make.last_session(),
        suggestions=_suggestions(catalog, progress),
        example=_example(catalog) if first_run else None,
        today=make.today().isoformat(),
    )
    show_lines(home_lines(screen, style), style)


def _suggestions(catalog: "Catalog", progress: "Progress") -> "tuple[Suggestion, ...]":
    from calcquiz.records.home import Suggestion

    titles = {str(chapter.number): chapter.title for chapter in catalog.chapters}
    new = [share for share in progress.chapters if share.seen < share.skills]
    due = progress.total.due
    made = [Suggestion(command="calcquiz drill", why=f"{due} due for review")] if due else []
    made += _lesson(catalog)
    made += [
        Suggestion(
            command=f"calcquiz practice chapter{share.name}",
            why=f"{share.skills - share.seen} not met yet: {titles[share.name]}",
        )
        for share in new
    ]
    return tuple(made[:4])


def _lesson(catalog: "Catalog") -> "list[Suggestion]":
    """Return the first lesson that was not read yet."""
    from calcquiz.records.home import Suggestion

    read = {number for number, reading in make.readings().items() if reading.read}
    sections = [section for chapter in catalog.chapters for section in chapter.sections if section.lesson is not None]
    left = [section for section in sections if section.number not in read]
    return [Suggestion(command=f"calcquiz learn {one.number}", why=f"read on: {one.title}") for one in left[:1]]


def _example(catalog: "Catalog") -> "Variant | None":
    """Return a complete variant whose key needs no worker."""
    from calcquiz.session.shelf import Shelf

    if FIRST_EXAMPLE not in catalog.by_id or not catalog.by_id[FIRST_EXAMPLE].usable:
        return None
    with make.worker() as worker:
        shelf = Shelf(catalog, worker.run)
        return shelf.complete(shelf.draw(FIRST_EXAMPLE, 0))
