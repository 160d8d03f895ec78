"""The study day: when a learner's day begins, wherever they are."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcquiz.records.errors import UsageError
from calcquiz.schedule.study_day import milliseconds, study_day, utc_offset_minutes


@pytest.mark.parametrize(
    ("now", "rollover", "day"),
    [
        ("2026-03-02T03:59:59+01:00", 4, date(2026, 3, 1)),  # the night still belongs to yesterday
        ("2026-03-02T04:00:00+01:00", 4, date(2026, 3, 2)),
        ("2026-03-02T00:00:00-11:00", 0, date(2026, 3, 2)),
        ("2026-01-01T02:00:00+00:00", 4, date(2025, 12, 31)),
    ],
)
def test_a_day_begins_at_the_rollover_hour(now, rollover, day):
    assert study_day(datetime.fromisoformat(now), rollover) == day


def test_the_hour_skipped_in_spring_moves_no_day():
    berlin = ZoneInfo("Europe/Berlin")
    assert study_day(datetime(2026, 3, 29, 3, 30, tzinfo=berlin)) == date(2026, 3, 28)
    assert study_day(datetime(2026, 3, 29, 4, 0, tzinfo=berlin)) == date(2026, 3, 29)


@given(st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1)), st.integers(-14 * 60, 14 * 60))  # noqa: DTZ001 - the zone is drawn beside it
def test_time_and_offset_tell_the_same_moment(naive, offset):
    now = naive.replace(tzinfo=timezone(timedelta(minutes=offset)))
    assert utc_offset_minutes(now) == offset
    since_1970 = datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=milliseconds(now))
    assert timedelta(0) <= now - since_1970 < timedelta(milliseconds=1)


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(UsageError) as caught:
        utc_offset_minutes(datetime(2026, 3, 2))  # noqa: DTZ001 - that is the point
    assert caught.value.message == "a time without a zone has no study day"
    assert caught.value.advice == "Give the clock's time with its offset from UTC."
