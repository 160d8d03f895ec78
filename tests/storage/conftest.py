"""Fixtures of the storage tests: a home of its own, a log in it, events made short."""

import os
import tempfile
from contextlib import contextmanager
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from calcquiz.records.event import Event, EventKind
from calcquiz.storage.log import open_log

MONDAY = date(2026, 3, 2)
NOBODY = 65_534


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def log(home):
    with open_log(home) as log:
        yield log


@pytest.fixture
def event():
    """Return a maker of graded lines, one second after each other, on Monday unless said."""
    numbers = count(1)

    def make(**given):
        number = next(numbers)
        defaults = {
            "uid": f"{number:032x}",
            "device": "desk",
            "session": "morning",
            "kind": EventKind.ANSWER,
            "skill": "power-rule",
            "revision": 1,
            "variant": 7,
            "at_ms": 1_772_452_800_000 + 1000 * number,
            "utc_offset_min": 60,
            "study_day": MONDAY,
        }
        return Event(**defaults | given)

    return make


@pytest.fixture
def shared():
    """Return a folder that everybody may enter; pytest's own are closed to others."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        path.chmod(0o755)
        yield path
        for each in (path, *path.iterdir()):
            each.chmod(0o755)


@pytest.fixture
def as_somebody():
    """Return a context in which permissions count, also where the tests are run by root."""

    @contextmanager
    def somebody():
        root = os.geteuid() == 0
        if root:
            os.seteuid(NOBODY)
        try:
            yield
        finally:
            if root:
                os.seteuid(0)

    return somebody
