"""Starts calcquiz on a fixed day, a Wednesday, with the bank that BANK names as its own, for transcripts."""

import datetime as dt
import os
from pathlib import Path

from calcquiz.__main__ import main
from calcquiz.bank import folders
from calcquiz.session import clock

NOW = dt.datetime(2026, 3, 4, 10, 30, tzinfo=dt.UTC)


class FixedDatetime(dt.datetime):
    """A datetime whose present never passes."""

    @classmethod
    def now(cls, tz=None):
        return NOW.astimezone(tz)


if __name__ == "__main__":
    clock.datetime = FixedDatetime
    clock.Clock.__init__.__kwdefaults__["seconds"] = lambda: 0.0
    if "BANK" in os.environ:
        folders.own_bank = lambda: Path(os.environ["BANK"])
    main()
