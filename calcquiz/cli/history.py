"""calcquiz history: every question of the past, and any of them as it was shown then."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from calcquiz.cli import desk as make

if TYPE_CHECKING:
    from calcquiz.records.history import PastQuestion


def history(
    what: Annotated[str, typer.Argument(help="A chapter, section or problem; everything when left out.")] = "",
    show: Annotated[int | None, typer.Option("--show", help="One question whole, by its number in the list.")] = None,
    last: Annotated[int, typer.Option("--last", min=1, help="How many, the latest.")] = 20,
    wrong: Annotated[bool, typer.Option("--wrong", help="Only what was not right.")] = False,
    day: Annotated[datetime | None, typer.Option("--day", formats=["%Y-%m-%d"], help="Only of this study day.")] = None,
    mistake: Annotated[str, typer.Option("--mistake", help="Only with this named mistake.")] = "",
    json: Annotated[bool, typer.Option("--json", help="JSON Lines, one question a line.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="For screen readers: one sentence a question.")] = False,
) -> None:
    """List the questions you were asked, or show one again with your answers and the verdicts.

    Example: calcquiz history 2.1 --wrong
    """
    from calcquiz.render.history import history_lines, is_wrong, past_question_lines
    from calcquiz.terminal.json_stream import show_json
    from calcquiz.terminal.screen import show_lines

    asked = make.past_questions()
    if show is not None:
        chosen = [_numbered(asked, show)]
    else:
        ids = set(make.catalog().resolve(what).ids) if what else None
        chosen = [
            question
            for question in asked
            if (ids is None or question.skill in ids)
            and (not wrong or is_wrong(question))
            and (day is None or question.study_day == day.date())
            and (not mistake or any(line.mistake == mistake for line in question.lines))
        ][-last:]
    if json:
        from dataclasses import asdict
        from json import dumps

        for question in chosen:
            show_json(dumps(asdict(question), default=str, ensure_ascii=False))
        return
    style = make.style(plain=plain)
    show_lines(history_lines(chosen, style) if show is None else past_question_lines(chosen[0], style), style)


def _numbered(asked: "list[PastQuestion]", number: int) -> "PastQuestion":
    from calcquiz.records.errors import UsageError

    found = next((question for question in asked if question.number == number), None)
    if found is None:
        raise UsageError(f"there is no question {number}", "calcquiz history lists them with their numbers.")
    return found
