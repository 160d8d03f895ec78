"""What was acknowledged is on disk: after kill -9, with two processes, on a full disk."""

import os
import random
import signal
import stat
import subprocess
import sys
import time

import pytest

from calcquiz.records.errors import DataError
from calcquiz.storage.log import open_log

WRITER = """
import sys
from datetime import date
from itertools import count
from pathlib import Path
from calcquiz.records.event import Event, EventKind
from calcquiz.storage.log import open_log

name, most = sys.argv[2], int(sys.argv[3])
with open_log(Path(sys.argv[1])) as log:
    for number in range(most) if most else count():
        event = Event(uid=log.new_uid(number), device="d", session=name, kind=EventKind.ANSWER, at_ms=number,
                      utc_offset_min=0, study_day=date(2026, 3, 2), detail={"text": "x" * 900})
        log.append([event])
        print(event.uid, flush=True)
"""


def writer(home, name, most=0):
    command = [sys.executable, "-c", WRITER, str(home), name, str(most)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def kill_writers(home, times):
    """Kill a writer at a random moment, again and again; return every uid it acknowledged."""
    moments = random.Random(7)
    acknowledged = []
    for attempt in range(times):
        process = writer(home, f"writer {attempt}")
        first = process.stdout.readline()
        time.sleep(moments.uniform(0, 0.05))
        process.send_signal(signal.SIGKILL)
        rest, _ = process.communicate()
        acknowledged += [first.strip(), *(line for line in rest.splitlines() if len(line) == 32)]
    return acknowledged


def lose_nothing(home, times):
    acknowledged = kill_writers(home, times)
    with open_log(home) as log:
        written = [event.uid for event in log.written()]
    assert len(written) == len(set(written))
    assert set(acknowledged) <= set(written)
    assert len(written) <= len(acknowledged) + times  # at most one a kill was on its way
    assert len(acknowledged) > times


def test_ten_kills_lose_no_acknowledged_answer_and_double_none(home):
    lose_nothing(home, 10)


@pytest.mark.full
def test_a_hundred_kills_lose_no_acknowledged_answer_and_double_none(home):
    lose_nothing(home, 100)


def test_processes_that_start_and_write_at_once_all_get_their_turn(home):
    processes = [writer(home, f"writer {n}", 40) for n in range(4)]
    outputs = [process.communicate(timeout=60)[0].split() for process in processes]
    assert [process.returncode for process in processes] == [0] * 4
    with open_log(home) as log:
        assert sorted(event.uid for event in log.written()) == sorted(uid for out in outputs for uid in out)


def test_a_second_process_waits_and_then_says_so(home, log, event):
    with log.transaction():
        log.append([event()])
        start = time.perf_counter()
        with open_log(home, busy_timeout_ms=200) as other, pytest.raises(DataError) as caught:
            other.append([event()])
        assert time.perf_counter() - start >= 0.2
    assert caught.value.message == f"{home / 'calcquiz.db'} is in use by another calcquiz"
    assert caught.value.advice == "Close the other one, or wait for it, and run this again."
    assert caught.value.exit_code == 4
    assert log.count() == 1


def test_a_reader_never_waits_for_a_writer(home, log, event):
    log.append([event()])
    with log.transaction():
        log.append([event()])
        with open_log(home) as other:
            assert other.count() == 1


def test_a_full_disk_is_named_and_what_was_there_stays(home, log, event):
    log.append([event()])
    pages = log._connection.execute("PRAGMA page_count").fetchone()[0]
    log._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DataError) as caught:
        log.append([event(detail={"text": "x" * 100_000})])
    assert caught.value.message == f"{home / 'calcquiz.db'} could not be written: the disk is full"
    assert caught.value.advice == "What was recorded before is safe. Free some space and run this again."
    log._connection.execute(f"PRAGMA max_page_count = {pages + 1000}")
    log.append([event()])
    assert log.count() == 2


def test_commits_are_synchronous(log):
    assert log._connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert log._connection.execute("PRAGMA synchronous").fetchone() == (2,)


def test_only_the_owner_can_read_what_a_learner_owns(home, log, event):
    log.append([event()])
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    names = {path.name: stat.S_IMODE(path.stat().st_mode) for path in home.iterdir()}
    assert names == dict.fromkeys(["calcquiz.db", "calcquiz.db-wal", "calcquiz.db-shm", "device"], 0o600)


@pytest.mark.parametrize("mask", [0o000, 0o077])
def test_permissions_do_not_hang_on_the_umask(home, mask):
    before = os.umask(mask)
    try:
        with open_log(home) as log:
            assert stat.S_IMODE(log.path.stat().st_mode) == 0o600
            assert stat.S_IMODE((home / "device").stat().st_mode) == 0o600
    finally:
        os.umask(before)


def test_an_answer_is_recorded_within_twenty_milliseconds(log, event):
    times = []
    for _ in range(300):
        one = event(detail={"statement": "x" * 800})
        start = time.perf_counter()
        log.append([one])
        times.append(time.perf_counter() - start)
    assert sorted(times)[297] < 0.1  # the target is 20 ms at p99; tests share the machine
