"""What commands need, made from the environment: style, bank, log, settings."""

import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from calcquiz.bank.catalog import Catalog
    from calcquiz.records.card import Card
    from calcquiz.records.history import PastQuestion
    from calcquiz.records.home import LastSession
    from calcquiz.records.lesson import Reading
    from calcquiz.records.progress import Progress
    from calcquiz.records.settings import Settings
    from calcquiz.render.style import Style
    from calcquiz.storage.log import EventLog
    from calcquiz.worker import Worker

TABLES = ("calcquiz.tasks.worker_functions", "calcquiz.solving.worker_functions", "calcquiz.checking.symbolic")
"""Where the functions stand that the worker may run."""


@cache
def prepare_streams() -> str:
    """Make standard output UTF-8 and return the encoding it had: where that was another, ASCII forms are used."""
    encoding = sys.stdout.encoding or "utf-8"
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    return encoding


def style(*, plain: bool = False) -> "Style":
    """Return how to draw on this terminal."""
    from calcquiz.render.style import decide_style

    return decide_style(sys.stdout, sys.stdin, os.environ, plain=plain, encoding=prepare_streams())


def home() -> Path:
    """Return the learner's folder; it need not exist."""
    from calcquiz.storage.folders import home_folder

    return home_folder(os.environ)


def bank_folders() -> tuple[Path, ...]:
    """Return the banks in use: calcquiz's own, those that were added, those that CALCQUIZ_BANKS names."""
    from calcquiz.bank.folders import bank_folders
    from calcquiz.storage.folders import CONFIG

    config = home() / CONFIG
    if not config.exists():
        return bank_folders(os.environ)
    from calcquiz.storage.banks import remembered_banks  # brings the TOML reader

    return bank_folders(os.environ, remembered_banks(config))


def catalog(where: str | None = None) -> "Catalog":
    """Return the bank's catalog, from its index where that is fresh; with WHERE at least what that means."""
    from calcquiz.bank.catalog import open_catalog
    from calcquiz.storage.folders import cache_folder

    return open_catalog(bank_folders(), cache_folder(os.environ), where=where)


def report_broken(catalog: "Catalog") -> None:
    """Print why problem files cannot be used on the error stream; the rest of the bank stays usable."""
    for finding in (finding for facts in catalog.broken for finding in facts.findings):
        sys.stderr.write(f"calcquiz: {finding}\n")


def settings() -> "Settings":
    """Return the settings in effect."""
    from calcquiz.storage.folders import CONFIG
    from calcquiz.storage.settings import read_settings

    return read_settings(home() / CONFIG, os.environ)


def log() -> "EventLog":
    """Open the learner's log, made at first use."""
    from calcquiz.storage.log import open_log

    return open_log(home())


def cards() -> "dict[str, Card]":
    """Return the cards, without making a database for a learner who has none."""
    from calcquiz.storage.folders import DATABASE

    if not (home() / DATABASE).exists():
        return {}
    with log() as opened:
        return opened.cards()


def readings() -> "dict[str, Reading]":
    """Return how far each lesson was read, without making a database for a learner who has none."""
    from calcquiz.storage.folders import DATABASE

    if not (home() / DATABASE).exists():
        return {}
    from calcquiz.records.event import EventKind
    from calcquiz.session.reading import readings as read

    with log() as opened:
        return read(opened.events(kinds={EventKind.LESSON, EventKind.RESET, EventKind.UNDO}))


def worker(*, seconds: float | None = None, spares: int = 0) -> "Worker":
    """Return the worker; it starts when it is first needed.

    Args:
        seconds: The deadline of every call where nobody waits at a prompt; those of a session when None.
        spares: Processes that stand by.
    """
    from calcquiz.worker import DERIVATION_SECONDS, INTERACTIVE_SECONDS, RESULT_SECONDS, Worker

    if seconds is not None:
        return Worker(TABLES, seconds=seconds, spares=spares)
    patience = {"derivation": DERIVATION_SECONDS, "result": RESULT_SECONDS}
    return Worker(TABLES, seconds=INTERACTIVE_SECONDS, patience=patience, spares=spares)


def today() -> "date":
    """Return the study day."""
    from calcquiz.schedule.study_day import study_day
    from calcquiz.session.clock import local_now

    return study_day(local_now(), settings().rollover_hour)


def progress(catalog: "Catalog") -> "Progress":
    """Return the numbers of the learner; those of a learner without a database are all zero."""
    from calcquiz.report.stats import progress as counted
    from calcquiz.schedule.replay import observations
    from calcquiz.session.agenda import model_in_effect
    from calcquiz.storage.folders import DATABASE

    if not (home() / DATABASE).exists():
        return counted(catalog.usable, (), {}, today())
    with log() as opened:
        events = opened.events()
        decay = model_in_effect(opened, settings()).decay
        return counted(catalog.usable, events, opened.cards(), today(), decay=decay, observed=observations(events))


def past_questions() -> "list[PastQuestion]":
    """Return every question that was asked, without making a database for a learner who has none."""
    from calcquiz.records.event import ENDS_A_QUESTION, EventKind
    from calcquiz.report.history import past_questions as read
    from calcquiz.storage.folders import DATABASE

    if not (home() / DATABASE).exists():
        return []
    kinds = {*ENDS_A_QUESTION, EventKind.ANSWER, EventKind.OVERRIDE, EventKind.UNDO}
    with log() as opened:
        return read(opened.events(kinds=kinds))


def last_session() -> "LastSession | None":
    """Return the latest study day with ended questions."""
    from calcquiz.records.event import ENDS_A_QUESTION, EventKind, standing
    from calcquiz.records.home import LastSession
    from calcquiz.records.verdict import Outcome
    from calcquiz.storage.folders import DATABASE

    if not (home() / DATABASE).exists():
        return None
    with log() as opened:
        ended = [e for e in standing(opened.events(kinds={*ENDS_A_QUESTION, EventKind.UNDO})) if e.ends_question]
    if not ended:
        return None
    day = ended[-1].study_day
    asked = [event for event in ended if event.study_day == day and event.kind is not EventKind.REASK]
    right = sum(event.outcome is Outcome.CORRECT for event in asked)
    return LastSession(day=day.isoformat(), asked=len(asked), right=right)
