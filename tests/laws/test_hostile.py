"""Hostile text is judged or refused quickly: nothing in it runs, hangs, fills the memory or breaks the checker."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SUPPORT = Path(__file__).parent.parent / "support"
SLOWEST_SECONDS = 2.5


def judged(count, seed, seconds):
    """Return the report of a process with 1 GiB of address space; it ends in time or the test fails."""
    command = [sys.executable, str(SUPPORT / "hostile_run.py"), str(count), str(seed)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
    assert result.returncode == 0, result.stderr[-2000:]
    return json.loads(result.stdout)


def survives(report):
    assert report["kinds"] == [], "kinds of answers without a key to compare hostile text with"
    assert report["raised"] == []
    assert report["executed"] is False
    assert max(report["seconds"]) < SLOWEST_SECONDS, sorted(report["slow"], reverse=True)[:3]


def test_hostile_text_is_survived_by_the_checker():
    survives(judged(400, seed=1, seconds=120))


@pytest.mark.full
def test_two_thousand_hostile_texts_are_survived_by_every_kind_of_answer():
    report = judged(2000, seed=2, seconds=1200)
    assert report["judged"] >= 2000 * 9
    survives(report)
