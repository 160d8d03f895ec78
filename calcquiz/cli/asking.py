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
    from calcquiz.records.moment import Graded, Moment, Question
    from calcquiz.render.style import Style
    from calcquiz.session.desk import Desk
    from calcquiz.terminal.pages import Pages

LARGEST_SEED = 2**63 - 1
ROWS_FOR_CURVES = 40
"""Verdict (6 rows), both curves (18) and a worked solution (about 16) fit on so many; on fewer the curves would push
the verdict off the screen, so they wait for `p`."""
ROWS_BELOW = 2
"""Rows of the footer, and of the verdict said again."""


def show_moments(
    moments: "Iterator[Moment]", style: "Style", table: "Desk", *, json: bool, pages: "Pages | None" = None
) -> None:
    """Show what happens, as it happens: on the screen, or as JSON Lines; with `pages` up to the first question."""
    from calcquiz.terminal.json_stream import show_json

    shown = _Shown(style, table, pages)
    for moment in moments:
        if json:
            from calcquiz.render.json_lines import json_line

            show_json(json_line(moment))
        else:
            shown.show(moment)


class _Shown:
    """What has been shown: a verdict on a mistake that a long solution pushed off the screen is said again under it."""

    def __init__(self, style: "Style", table: "Desk", pages: "Pages | None") -> None:
        self.style, self.table, self.pages = style, table, pages
        self.verdict: Graded | None = None
        self.rows = 0
        """Rows since that verdict, its own included."""

    def show(self, moment: "Moment") -> None:
        """Print a moment, and after a solution the verdict where that can no longer be seen."""
        from calcquiz.records.moment import Graded, Question, Solution
        from calcquiz.records.verdict import Outcome
        from calcquiz.render.screen import moment_lines
        from calcquiz.terminal.screen import show_lines

        lines = moment_lines(moment, self.style, self.table.recorder.today)
        if self.pages is not None and not isinstance(moment, Question):
            self.pages.show(lines)
            return
        self.pages = None
        if isinstance(moment, Graded):
            self.verdict, self.rows = None if moment.verdict.outcome is Outcome.CORRECT else moment, 0
        self.rows += len(lines)
        if isinstance(moment, Solution) and self.verdict is not None and self._scrolled_away():
            from calcquiz.render.graded import recalled_lines

            lines = [*lines, *recalled_lines(self.verdict, self.style)]
            self.rows = 0
        show_lines(lines, self.style)

    def _scrolled_away(self) -> bool:
        return self.style.interactive and self.rows > self.style.height - ROWS_BELOW


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
