"""The clock of a session: local time for the log, a monotonic one for how long an answer took."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from time import monotonic


def local_now() -> datetime:
    """Return the local time with its offset from UTC."""
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Where a session reads the time; tests pass in their own."""

    now: Callable[[], datetime] = local_now
    """Local time with its offset."""
    seconds: Callable[[], float] = monotonic
    """Seconds from any start, never going back."""
