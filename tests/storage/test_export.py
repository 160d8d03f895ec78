"""The log as JSON Lines."""

import json
from datetime import date
from io import StringIO

from calcquiz.records.event import EventKind
from calcquiz.records.rating import Rating
from calcquiz.records.verdict import Outcome
from calcquiz.storage.export import export


def test_every_event_becomes_a_line_with_all_its_columns(log, event):
    log.append(
        [
            event(
                kind=EventKind.REVIEW,
                outcome=Outcome.CORRECT,
                rating=Rating.GOOD,
                due_day=date(2026, 3, 4),
                detail={"typed": "2·x"},
            ),
            event(try_=1, at_ms=1),
        ]
    )
    file = StringIO()
    assert export(log, file) == 2
    first, second = (json.loads(line) for line in file.getvalue().splitlines())
    assert first == {
        "seq": 1,
        "uid": "00000000000000000000000000000001",
        "device": "desk",
        "session": "morning",
        "kind": "review",
        "skill": "power-rule",
        "revision": 1,
        "variant": 7,
        "part": None,
        "try": None,
        "outcome": "correct",
        "seed": None,
        "at_ms": 1_772_452_801_000,
        "utc_offset_min": 60,
        "study_day": "2026-03-02",
        "rating": 3,
        "due_day": "2026-03-04",
        "tries": None,
        "hints": None,
        "active_ms": None,
        "detail": {"typed": "2·x"},
    }
    assert (second["seq"], second["try"], second["at_ms"]) == (2, 1, 1)
    assert file.getvalue().isascii()


def test_an_empty_log_exports_nothing(log):
    file = StringIO()
    assert (export(log, file), file.getvalue()) == (0, "")
