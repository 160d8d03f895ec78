"""calcquiz learn: a section's lesson page by page, its code examples run live, then its problems."""

import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated

import typer

from calcquiz.cli import desk as make
from calcquiz.cli.asking import session_desk, show_moments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from calcquiz.bank.catalog import Catalog
    from calcquiz.records.bank import Chapter, Section
    from calcquiz.session.lesson import Reader


def sections_beginning(incomplete: str) -> list[str]:
    """Return the chapters and sections whose name begins so, for completion by a shell."""
    chapters = make.catalog("").chapters
    names = [f"chapter{chapter.number}" for chapter in chapters]
    names += [section.number for chapter in chapters for section in chapter.sections if section.lesson is not None]
    return [name for name in names if name.startswith(incomplete)]


def learn(
    where: Annotated[
        str,
        typer.Argument(
            help="A section: 1.1; a chapter lists its sections, nothing lists all.", autocompletion=sections_beginning
        ),
    ] = "",
    json: Annotated[bool, typer.Option("--json", help="JSON Lines: the blocks of the lesson.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="For screen readers: words, no boxes, no drawing.")] = False,
) -> None:
    """Read a section's lesson, with its examples run live, then practise it.

    Example: calcquiz learn 1.1
    """
    from calcquiz.bank.where import sections_of

    catalog = make.catalog(where)
    chapters, section = sections_of(catalog, where)
    if section is None:
        _list(chapters, json=json, plain=plain)
        return
    from calcquiz.session.lesson import teach, told
    from calcquiz.terminal.json_stream import show_json

    style = make.style(plain=plain)
    reader = _reader(catalog, section)
    if json:
        from calcquiz.render.json_lines import json_line

        for moment in told(reader):
            show_json(json_line(moment))
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        from calcquiz.terminal.screen import show

        for moment in told(reader):
            show(moment, style)
        return
    with ExitStack() as stack:
        table = session_desk(stack, catalog, style, seed=None, tries=None, json=False)
        assert table.choose is not None  # both ends are terminals
        from calcquiz.terminal.pages import Pages

        pages = Pages(style, table.choose)
        show_moments(teach(reader, table, pages.choose), style, table, json=False, pages=pages)


def _reader(catalog: "Catalog", section: "Section") -> "Reader":
    """Return the lesson of a section with what runs its examples.

    Raises:
        UsageError: the section has no lesson.
        BankError: its lesson cannot be used.
    """
    from pathlib import Path

    from calcquiz.bank.folders import own_bank
    from calcquiz.bank.lesson_reader import read_lesson
    from calcquiz.records.errors import UsageError
    from calcquiz.session.example import has_matplotlib, run_example, shown_only
    from calcquiz.session.lesson import Reader

    if section.lesson is None:
        advice = f"Practise it with: calcquiz practice {section.number}"
        raise UsageError(f"{section.number} {section.title} has no lesson yet", advice)
    own = Path(section.lesson).resolve().is_relative_to(own_bank().resolve())
    ids = tuple(facts.id for facts in catalog.usable if facts.section == section.number)
    return Reader(
        section=section.number,
        lesson=read_lesson(Path(section.lesson)),
        run=run_example if own else shown_only,
        figures=own and has_matplotlib(),
        ids=ids,
        folder=Path.cwd(),
    )


def _list(chapters: "Sequence[Chapter]", *, json: bool, plain: bool) -> None:
    from calcquiz.render.lesson import contents_lines, state_of
    from calcquiz.terminal.json_stream import show_json

    read = make.readings()
    if json:
        from json import dumps

        for section in (section for chapter in chapters for section in chapter.sections):
            state = state_of(read.get(section.number), section.lesson)
            show_json(dumps({"section": section.number, "title": section.title, "state": state}, ensure_ascii=False))
        return
    from calcquiz.terminal.screen import show_lines

    style = make.style(plain=plain)
    show_lines(contents_lines(chapters, read, style), style)
