"""What the commands that ask have in common: the desk of a session, and its moments shown as they happen."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

from calcquiz.cli import desk as make

if TYPE_CHECKING:
    from calcquiz.bank.catalog import Catalog
    from calcquiz.records.moment import Moment, Question
    from calcquiz.render.style import Style
    from calcquiz.session.desk import Desk

LARGEST_SEED = 2**63 - 1
ROWS_FOR_CURVES = 40
"""Verdict (6 rows), both curves (18) and a worked solution (about 16) fit on so many; on fewer the curves would push
the verdict off the screen, so they wait for `p`."""


def show_moments(moments: "Iterator[Moment]", style: "Style", table: "Desk", *, json: bool) -> None:
    """Show what happens, as it happens: on the screen, or as JSON Lines."""
    from calcquiz.terminal.json_stream import show_json
    from calcquiz.terminal.screen import show

    for moment in moments:
        if json:
            from calcquiz.render.json_lines import json_line

            show_json(json_line(moment))
        else:
            show(moment, style, today=table.recorder.today)


def session_desk(
    stack: ExitStack, catalog: "Catalog", style: "Style", *, seed: int | None, tries: int | None, json: bool
) -> "Desk":
    """Put together what a session talks to; what it opens is closed with the stack."""
    from calcquiz.session import judge
    from calcquiz.session.clock import Clock
    from calcquiz.session.desk import Desk
    from calcquiz.session.recorder import Recorder
    from calcquiz.session.shelf import Shelf

    clock = Clock()
    at_terminal = sys.stdin.isatty() and not json
    worker = stack.enter_context(make.worker())
    log = stack.enter_context(make.log())
    shelf = Shelf(catalog, worker.run, derive=stack.enter_context(make.worker()).run, warm=partial(judge.warm, worker))
    stack.callback(shelf.close)
    chosen = int.from_bytes(os.urandom(4), "big") if seed is None else seed
    return Desk(
        shelf=shelf,
        recorder=Recorder(log, make.settings(), clock, chosen),
        clock=clock,
        ask=partial(_ask, style),
        judge=partial(judge.judge, worker),
        choose=partial(_choose, style) if at_terminal else None,
        tries=tries or (2 if at_terminal else 1),
        pictures=not json,
        curves_at_once=not at_terminal or style.height >= ROWS_FOR_CURVES,
        solutions=not json,
    )


def _ask(style: "Style", question: "Question", earlier: Sequence[str]) -> str | None:
    from calcquiz.terminal.ask import ask

    return ask(question, style, earlier)


def _choose(style: "Style", keys: Sequence[str]) -> str:
    from calcquiz.terminal.ask import ask_choice

    return ask_choice(keys, style)
