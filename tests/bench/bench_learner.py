"""Measures what a long history costs: due, the queue, a rebuild, one answer recorded.

    python tests/bench/bench_learner.py [EVENTS_OF_THE_REBUILD]

A bank of 240 skills and 50,000 events are made up in a temporary folder. Ratios are to `import sympy` in the same run;
never part of the tests, for timings are noisy.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bench import compiled_environment

from calcquiz.records.bank import Facts
from calcquiz.records.card import Card
from calcquiz.records.event import Event, EventKind
from calcquiz.records.rating import Rating
from calcquiz.records.verdict import Outcome
from calcquiz.schedule.cards import record_answer
from calcquiz.schedule.draws import keyed_number
from calcquiz.schedule.engine import Model
from calcquiz.schedule.queue import drill_queue
from calcquiz.session.upkeep import rebuild
from calcquiz.storage.log import open_log

NOWHERE = subprocess.DEVNULL
ROUNDS = 9
SKILLS, EVENTS, CARDS = 240, 50_000, 100_000
RECORDED = 500
SMALL = Path(__file__).resolve().parent.parent / "banks" / "small"
START = datetime(2022, 1, 3, 9, tzinfo=UTC)


def make_bank(folder):
    """Write 240 copies of one problem in two sections."""
    shutil.copytree(SMALL, folder)
    chapter = folder / "chapter1"
    section = next(path for path in chapter.iterdir() if path.is_dir())
    template = (section / "slope-of-power.yaml").read_text(encoding="utf-8")
    for other in section.glob("*.yaml"):
        other.unlink()
    ids = [f"skill-{number:03}" for number in range(SKILLS)]
    for name in ids:
        (section / f"{name}.yaml").write_text(template, encoding="utf-8")
    listing = chapter / "chapter.yaml"
    head = listing.read_text(encoding="utf-8").split("problems:")[0]
    listing.write_text(head + "problems: [" + ", ".join(ids) + "]\n", encoding="utf-8")
    return ids


def event_at(number, skill, kind, at, **columns):
    return Event(
        uid=f"{number:032x}",
        device="bench",
        session=f"{number // 40}",
        kind=kind,
        at_ms=int(at.timestamp() * 1000),
        utc_offset_min=0,
        study_day=at.date(),
        skill=skill,
        revision=1,
        variant=number % 50,
        **columns,
    )


def fill(log, ids, count):
    """Write a history: each question is an answer line and the event that ends it."""
    events = []
    for number in range(0, count, 2):
        at = START + timedelta(minutes=number * 20)
        skill = ids[keyed_number("skill", number) % len(ids)]
        right = keyed_number("right", number) % 10 > 1
        outcome = Outcome.CORRECT if right else Outcome.INCORRECT
        detail = {"statement": "Find the slope of $x^3$ at $x = 2$.", "response": "3x^2", "key": "3*x^2"}
        events.append(event_at(number, skill, EventKind.ANSWER, at, part=1, try_=1, outcome=outcome, detail=detail))
        ended = {"outcome": outcome, "rating": Rating.GOOD if right else Rating.AGAIN, "tries": 1, "hints": 0}
        at += timedelta(seconds=20)
        events.append(event_at(number + 1, skill, EventKind.EXTRA, at, active_ms=20_000, **ended))
    log.add(events)


def seconds_of(function):
    started = time.perf_counter()
    function()
    return time.perf_counter() - started


def run_time(command, environment):
    return seconds_of(
        lambda: subprocess.run(
            command, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=environment, check=True
        )
    )


def measure_due(home, bank):
    environment = {**compiled_environment(str(home)), "CALCQUIZ_BANKS": str(bank)}
    commands = {
        "import sympy": [sys.executable, "-c", "import sympy"],
        "due --json": [sys.executable, "-m", "calcquiz", "due", "--json"],
        "stats --json": [sys.executable, "-m", "calcquiz", "stats", "--json"],
    }
    times = {name: [] for name in commands}
    for turn in range(ROUNDS + 1):
        for name, command in commands.items():
            elapsed = run_time(command, environment)
            if turn:  # the first one fills caches
                times[name].append(elapsed)
    medians = {name: statistics.median(found) for name, found in times.items()}
    for name, median in medians.items():
        print(f"{name:<32}{1000 * median:8.0f} ms{median / medians['import sympy']:8.2f} × import sympy")


def measure_record(home, ids):
    model, times = Model(), []
    with open_log(home) as log:
        at = datetime.now(UTC)
        for number in range(RECORDED):
            skill = ids[number % len(ids)]
            event = event_at(10_000_000 + number, skill, EventKind.EXTRA, at, rating=Rating.GOOD)

            def record(event=event, skill=skill):
                with log.transaction():
                    last, card = log.last_order(), log.card(skill)
                    ended, moved = record_answer(
                        card, event, model=model, history=lambda: log.history(skill), last=last, load=log.load
                    )
                    log.append([ended], {skill: moved})

            times.append(seconds_of(record))
            at += timedelta(seconds=1)
    times.sort()
    print(f"{'one answer recorded':<32}{1000 * statistics.median(times):8.2f} ms, p99 {1000 * times[-5]:.2f} ms")


def measure_queue():
    day = date(2026, 3, 2)
    cards = {
        f"s{number}": Card(
            skill=f"s{number}",
            stability=1 + number % 97,
            difficulty=5,
            first_day=day - timedelta(days=400),
            last_day=day - timedelta(days=number % 60),
            due_day=day + timedelta(days=number % 21 - 10),
            interval_days=10,
            repetitions=3,
            lapses=0,
            last_rating=Rating.GOOD,
            seen_ms=number,
        )
        for number in range(CARDS)
    }
    facts = [Facts(id=skill, path="p", chapter=1, section=f"1.{n % 12}") for n, skill in enumerate(cards)]
    elapsed = min(seconds_of(lambda: drill_queue(facts, cards, day, new_per_day=3)) for _ in range(5))
    print(f"{'queue of 100,000 cards':<32}{1000 * elapsed:8.0f} ms")


def measure_rebuild(folder, ids, count):
    for events in (count // 4, count):
        home = folder / f"rebuild-{events}"
        with open_log(home) as log:
            fill(log, ids, events)
            elapsed = seconds_of(lambda log=log: rebuild(log))
        print(f"{f'rebuild of {events:,} events':<32}{elapsed:8.1f} s  {1e6 * elapsed / events:.1f} µs an event")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ids = make_bank(folder / "bank")
        home = folder / "home"
        with open_log(home) as opened:
            fill(opened, ids, EVENTS)
            rebuild(opened)
        measure_due(home, folder / "bank")
        measure_record(home, ids)
        measure_queue()
        measure_rebuild(folder, ids, int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
