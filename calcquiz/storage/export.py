"""Export: the whole log as JSON Lines, one event a line, in the order of writing."""

import json
from typing import TextIO

from calcquiz.storage.log import EventLog
from calcquiz.storage.rows import event_json


def export(log: EventLog, file: TextIO) -> int:
    """Write every event as a line of JSON in ASCII and return how many there were.

    A line has all columns by name (`uid`, `kind`, `skill`, `variant`, `outcome`, `rating`,
    `study_day`, `at_ms`, …); days are YYYY-MM-DD, what does not apply is null, `detail` is an object.
    """
    count = 0
    for event in log.written():
        file.write(json.dumps(event_json(event), separators=(",", ":")) + "\n")
        count += 1
    return count
