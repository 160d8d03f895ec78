"""The study day: the learner's local date, where a day begins at the rollover hour."""

from datetime import date, datetime, timedelta

from calcquiz.records.errors import UsageError

CLOCK_TOLERANCE_MS = 10 * 60 * 1000


def study_day(now: datetime, rollover_hour: int = 4) -> date:
    """Return the study day of a local time, by the clock on the wall.

    >>> study_day(datetime.fromisoformat("2026-03-02T03:59:00+01:00"))
    datetime.date(2026, 3, 1)
    >>> study_day(datetime.fromisoformat("2026-03-02T04:00:00+01:00"))
    datetime.date(2026, 3, 2)
    """
    return (now.replace(tzinfo=None) - timedelta(hours=rollover_hour)).date()


def utc_offset_minutes(now: datetime) -> int:
    """Return how many minutes local time is ahead of UTC.

    >>> utc_offset_minutes(datetime.fromisoformat("2026-03-02T03:59:00-03:30"))
    -210
    """
    offset = now.utcoffset()
    if offset is None:
        raise UsageError("a time without a zone has no study day", "Give the clock's time with its offset from UTC.")
    return int(offset.total_seconds() // 60)


def milliseconds(now: datetime) -> int:
    """Return the milliseconds since 1970 UTC.

    >>> milliseconds(datetime.fromisoformat("1970-01-01T01:00:00.250+01:00"))
    250
    """
    epoch = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
    return (now - epoch) // timedelta(milliseconds=1)


def clock_went_back(last_ms: int | None, now_ms: int) -> bool:
    """Return whether the clock shows at least ten minutes less than when the last event was written.

    >>> clock_went_back(1_000_000_000, 1_000_000_000 - 599_999)
    False
    >>> clock_went_back(1_000_000_000, 1_000_000_000 - 600_000)
    True
    """
    return last_ms is not None and last_ms - now_ms >= CLOCK_TOLERANCE_MS
