"""Killed at any moment, a session has lost nothing that it acknowledged."""

import json
import random
import subprocess
import sys

import pytest


def killed_session(environment, seed, patience):
    """Start a piped session, answer as it asks, kill it after some verdicts; return the verdicts that were read."""
    command = [sys.executable, "-m", "calcquiz", "practice", "slope-of-power", "--json", "--count", "500"]
    process = subprocess.Popen(
        [*command, "--seed", str(seed), "--no-reask"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    process.stdin.write("0\n" * 500)
    process.stdin.flush()
    seen = []
    for line in process.stdout:
        event = json.loads(line)
        if event["event"] == "verdict":
            seen.append((seed, event["variant"]))
        if len(seen) >= patience:
            process.kill()
            break
    rest, _ = process.communicate()
    seen += [(seed, e["variant"]) for e in map(json.loads, whole_lines(rest)) if e["event"] == "verdict"]
    return seen


def whole_lines(text):
    return [line for line in text.splitlines(keepends=True) if line.endswith("\n")]


def check_that_nothing_is_lost(calcquiz, environment, kills):
    source = random.Random(5)
    acknowledged = []
    for seed in range(kills):
        acknowledged += killed_session(environment, seed, source.randint(1, 30))
    rows = [json.loads(line) for line in calcquiz("export", "-").stdout.splitlines()]
    answers = [(row["seed"], row["variant"]) for row in rows if row["kind"] == "answer"]
    ended = [row for row in rows if row["kind"] in {"review", "extra"}]
    assert len(set(answers)) == len(answers)
    assert set(acknowledged) <= set(answers)
    assert len(answers) - len(acknowledged) <= kills  # at most the line in hand was recorded and not yet shown
    assert len(ended) == len(answers)
    assert calcquiz("practice", "slope-of-power", "--count", "1", "--json", typed="0\n").returncode == 0


def test_ten_kills_lose_no_acknowledged_answer(calcquiz, environment):
    check_that_nothing_is_lost(calcquiz, environment, 10)


@pytest.mark.full
def test_a_hundred_kills_lose_no_acknowledged_answer(calcquiz, environment):
    check_that_nothing_is_lost(calcquiz, environment, 100)
