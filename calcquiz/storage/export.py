"""Export: the whole log as JSON Lines or CSV, one event a line, in the order of writing."""

import csv
import json
from collections.abc import Mapping
from typing import Any, TextIO

from calcquiz.storage.log import EventLog
from calcquiz.storage.rows import EVENT_COLUMNS, event_json


def export(log: EventLog, file: TextIO) -> int:
    """Write every event as a line of JSON in ASCII and return how many there were.

    A line has all columns by name (`uid`, `kind`, `skill`, `variant`, `outcome`, `rating`,
    `study_day`, `at_ms`, …); days are YYYY-MM-DD, what does not apply is null, `detail` is an object.
    """
    count = 0
    for event in log.written():
        file.write(_json(event_json(event)) + "\n")
        count += 1
    return count


def export_csv(log: EventLog, file: TextIO) -> int:
    """Write every event as a row of CSV under a row of names, for spreadsheets; return how many there were.

    What does not apply is empty, `detail` is JSON.
    """
    writer = csv.DictWriter(file, fieldnames=["seq", *EVENT_COLUMNS], lineterminator="\n")
    writer.writeheader()
    count = 0
    for event in log.written():
        values = event_json(event)
        writer.writerow({name: _cell(value) for name, value in (values | {"detail": _json(values["detail"])}).items()})
        count += 1
    return count


def _cell(value: Any) -> Any:
    """Return a value as a cell; one that a spreadsheet would run as a formula gets an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@")) else value


def _json(values: Mapping[str, Any]) -> str:
    return json.dumps(values, separators=(",", ":"))
