"""Identity: uids of events, unique on every machine and sorting by time, and the name of this device."""

import os
from contextlib import suppress
from pathlib import Path

from calcquiz.storage.faults import explained

COUNTER_BITS = 74
"""What follows the 48 bits of time and the six of version and variant in a UUID of version 7."""
HEX_DIGITS = 32


class UidMaker:
    """Makes uids that sort in the order of making, also within one millisecond.

    The layout is that of UUID version 7 (RFC 9562), written as 32 hexadecimal digits: 48 bits of
    milliseconds since 1970, then 74 bits that are random, or one more than the last.
    """

    def __init__(self) -> None:
        self._last = (-1, 0)

    def make(self, at_ms: int) -> str:
        """Return a fresh uid for that time."""
        last_ms, counter = self._last
        # the top bit stays free, so that counting up never overflows
        counter = counter + 1 if at_ms == last_ms else int.from_bytes(os.urandom(10)) >> (81 - COUNTER_BITS)
        self._last = (at_ms, counter)
        high, low = counter >> 62, counter & (2**62 - 1)
        number = (at_ms & (2**48 - 1)) << 80 | 7 << 76 | high << 64 | 2 << 62 | low
        return f"{number:0{HEX_DIGITS}x}"


def device_name(home: Path) -> str:
    """Return the random name of this installation, made at first use and kept in the file `device`."""
    path = home / "device"
    with explained(path):
        with suppress(FileNotFoundError):
            return path.read_text(encoding="utf-8").strip()
        draft = home / f"device.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(os.urandom(6).hex() + "\n", encoding="utf-8")
        draft.replace(path)  # at once: a killed process leaves no empty name
        return path.read_text(encoding="utf-8").strip()
