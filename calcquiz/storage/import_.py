"""Import: events from JSON Lines, each checked before it may enter the log."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from calcquiz.records.errors import DataError
from calcquiz.records.event import Event, EventKind
from calcquiz.storage.rows import EVENT_COLUMNS, KINDS, OUTCOMES, event_of

LONGEST_LINE = 1_000_000
"""Characters of a line; an event of ours has a few thousand."""
LARGEST = 2**63 - 1
YEARS = range(1970, 3000)
WEIGHTS = 21
"""Of FSRS-6."""
ADVICE = "Import a file that calcquiz export wrote. Nothing was imported."


@dataclass(frozen=True, slots=True)
class Field:
    """What a column may hold."""

    wanted: str
    fits: Callable[[Any], bool]
    optional: bool = True


def _is_whole(low: int, high: int) -> Callable[[Any], bool]:
    return lambda value: type(value) is int and low <= value <= high


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).year in YEARS
    except ValueError:
        return False


def _is_number(low: float, high: float) -> Callable[[Any], bool]:
    return lambda value: type(value) in {int, float} and low <= value <= high


def _are_weights(value: Any) -> bool:
    return isinstance(value, list) and len(value) == WEIGHTS and all(_is_number(-100, 100)(weight) for weight in value)


def _are_uids(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_uid(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 32 and set(value) <= set("0123456789abcdef")


WORDS = Field("a text", _is_text)
COUNT = Field("a whole number", _is_whole(0, LARGEST))
DAY = Field("a day, YYYY-MM-DD", _is_day)
FIELDS: Mapping[str, Field] = {
    "uid": Field("32 hexadecimal digits", _is_uid, optional=False),
    "device": Field("a text", _is_text, optional=False),
    "session": Field("a text", _is_text, optional=False),
    "kind": Field("a kind of event", lambda value: value in KINDS, optional=False),
    "skill": WORDS,
    "revision": COUNT,
    "variant": COUNT,
    "part": COUNT,
    "try": COUNT,
    "outcome": Field("an outcome", lambda value: value in OUTCOMES),
    "seed": Field("a whole number", _is_whole(-LARGEST, LARGEST)),
    "at_ms": Field("milliseconds since 1970", _is_whole(0, LARGEST), optional=False),
    "utc_offset_min": Field("minutes from UTC", _is_whole(-1440, 1440), optional=False),
    "study_day": Field("a day, YYYY-MM-DD", _is_day, optional=False),
    "rating": Field("a rating from 1 to 4", _is_whole(1, 4)),
    "due_day": DAY,
    "tries": COUNT,
    "hints": COUNT,
    "active_ms": COUNT,
    "detail": Field("an object", lambda value: isinstance(value, dict), optional=False),
}
"""Column -> what it may hold; the same names as in an export."""
SCHEDULED = {
    "retention": Field("a probability from 0.5 to 0.999", _is_number(0.5, 0.999)),
    "maximum_interval": Field("a number of days", _is_whole(1, 36_500)),
    "interval": Field("a number of days", _is_whole(1, 36_500)),
}
DETAILS: Mapping[EventKind, Mapping[str, Field]] = {
    **dict.fromkeys((EventKind.REVIEW, EventKind.REASK, EventKind.EXTRA), SCHEDULED),
    EventKind.OVERRIDE: {"uid": Field("the uid of an event", _is_text, optional=False), **SCHEDULED},
    EventKind.UNDO: {"uids": Field("a list of uids", _are_uids, optional=False)},
    EventKind.IMPLICIT: {"weight": Field("full or half", lambda value: value in {"full", "half"}, optional=False)},
    EventKind.PARAMS: {"parameters": Field(f"a list of {WEIGHTS} numbers", _are_weights, optional=False)},
}
"""Kind -> what a replay reads in its `detail`."""


def read_events(lines: Iterable[str], file: str) -> Iterator[Event]:
    """Yield the event of each line; empty lines are passed over.

    Raises:
        DataError: the number of the first line that is no event, and why.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _event(line, f"{file}:{number}")


def _event(line: str, where: str) -> Event:
    if len(line) > LONGEST_LINE:
        raise DataError(f"{where}: this line is longer than an event can be", ADVICE)
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DataError(f"{where}: this line is no JSON", ADVICE) from error
    if not isinstance(values, dict):
        raise DataError(f"{where}: this line is no event", ADVICE)
    _require(FIELDS, values, where)
    _require(DETAILS.get(KINDS[values["kind"]], {}), values["detail"], f"{where}: detail")
    row = [values.get(name) for name in EVENT_COLUMNS[:-1]]
    return event_of((None, *row, json.dumps(values["detail"])))


def _require(fields: Mapping[str, Field], values: Mapping[str, Any], where: str) -> None:
    for name, field in fields.items():
        value = values.get(name)
        missing = value is None
        if (missing and not field.optional) or (not missing and not field.fits(value)):
            shown = json.dumps(value)[:40]
            raise DataError(f"{where}: {name} is {shown}, and has to be {field.wanted}", ADVICE)
