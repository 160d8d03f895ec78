"""Upkeep: what is due follows from the events alone, on whichever machine they were written."""

import io
import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from calcquiz.records.errors import DataError
from calcquiz.records.event import Event, EventKind
from calcquiz.records.rating import Rating
from calcquiz.records.verdict import Outcome
from calcquiz.schedule.cards import record_answer
from calcquiz.schedule.engine import Model
from calcquiz.schedule.study_day import milliseconds, study_day
from calcquiz.session.upkeep import check, implied_cards, join, rebuild
from calcquiz.storage.export import export
from calcquiz.storage.import_ import read_events
from calcquiz.storage.log import EventLog, open_log

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)


def answer(log: EventLog, skill: str, rating: Rating, day: int, *, minute: int = 0) -> None:
    now = MONDAY + timedelta(days=day, minutes=minute)
    at_ms = milliseconds(now)
    event = Event(
        uid=log.new_uid(at_ms),
        device=log.device,
        session="s",
        kind=EventKind.EXTRA,
        at_ms=at_ms,
        utc_offset_min=0,
        study_day=study_day(now),
        skill=skill,
        revision=1,
        variant=0,
        outcome=Outcome.CORRECT,
        rating=rating,
    )
    with log.transaction():
        event, card = record_answer(
            log.card(skill),
            event,
            model=Model(),
            history=lambda: log.history(skill),
            last=log.last_order(),
            load=log.load,
        )
        log.append([event], {skill: card})


def exported(log: EventLog) -> list[str]:
    stream = io.StringIO()
    export(log, stream)
    return stream.getvalue().splitlines()


@pytest.fixture
def two_machines(tmp_path: Path) -> tuple[Path, Path]:
    desk, laptop = tmp_path / "desk", tmp_path / "laptop"
    with open_log(desk) as log:
        for day, rating in enumerate([Rating.GOOD, Rating.AGAIN, Rating.GOOD, Rating.GOOD]):
            answer(log, "power-rule", rating, 3 * day)
            answer(log, "chain-rule", Rating.GOOD, 5 * day, minute=1)
    with open_log(laptop) as log:
        for day in range(4):
            answer(log, "power-rule", Rating.HARD, 2 * day, minute=7)
            answer(log, "limits", Rating.GOOD, day, minute=8)
    return desk, laptop


def test_two_histories_joined_in_either_order_give_the_same_cards(two_machines: tuple[Path, Path]) -> None:
    cards = []
    for first, second in (two_machines, two_machines[::-1]):
        copy = first.with_name(f"{first.name}-joined")
        shutil.copytree(first, copy)
        with open_log(second) as log:
            lines = exported(log)
        with open_log(copy) as log:
            assert join(log, read_events(lines, "other.jsonl")) == 8
            assert join(log, read_events(lines, "other.jsonl")) == 0  # a second time nothing is new
            cards.append(log.cards())
            assert check(log).sound
    assert cards[0] == cards[1]
    assert set(cards[0]) == {"power-rule", "chain-rule", "limits"}


def test_cards_that_were_spoiled_are_found_and_rebuilt(two_machines: tuple[Path, Path]) -> None:
    with open_log(two_machines[0]) as log:
        kept = log.cards()
        log.replace_cards({"chain-rule": kept["chain-rule"]})
        assert check(log).differing == ("power-rule",)
        assert rebuild(log) == 2
        assert log.cards() == kept == implied_cards(log)
        assert check(log).sound


def test_a_backup_is_a_whole_database_and_never_replaces_another(two_machines: tuple[Path, Path]) -> None:
    home = two_machines[0]
    with open_log(home) as log:
        first, second = (log.back_up(home / "copy.db") for _ in range(2))
        assert (first.name, second.name) == ("copy.db", "copy.db.1")
        restored = home.parent / "restored"
        restored.mkdir()
        shutil.copy(second, restored / "calcquiz.db")
        shutil.copy(home / "device", restored / "device")
        with open_log(restored) as other:
            assert exported(other) == exported(log)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"uid": "x"}, 'f:1: uid is "x", and has to be 32 hexadecimal digits'),
        ({"kind": "guess"}, 'f:1: kind is "guess", and has to be a kind of event'),
        ({"rating": 9}, "f:1: rating is 9, and has to be a rating from 1 to 4"),
        ({"study_day": "today"}, 'f:1: study_day is "today", and has to be a day, YYYY-MM-DD'),
        ({"study_day": "9999-12-31"}, 'f:1: study_day is "9999-12-31", and has to be a day, YYYY-MM-DD'),
        ({"at_ms": None}, "f:1: at_ms is null, and has to be milliseconds since 1970"),
        ({"at_ms": 2**70}, f"f:1: at_ms is {2**70}, and has to be milliseconds since 1970"),
        ({"detail": 3}, "f:1: detail is 3, and has to be an object"),
        ({"kind": "undo"}, "f:1: detail: uids is null, and has to be a list of uids"),
        (
            {"kind": "params", "detail": {"parameters": [1]}},
            "f:1: detail: parameters is [1], and has to be a list of 21 numbers",
        ),
        ({"detail": {"retention": 2}}, "f:1: detail: retention is 2, and has to be a probability from 0.5 to 0.999"),
    ],
)
def test_a_line_that_is_no_event_is_refused_and_nothing_is_added(
    two_machines: tuple[Path, Path], change: dict[str, object], message: str
) -> None:
    desk, laptop = two_machines
    with open_log(laptop) as log:
        lines = exported(log)
    bad = json.dumps(json.loads(lines[0]) | change)
    with open_log(desk) as log:
        before = exported(log)
        with pytest.raises(DataError) as refused:
            join(log, read_events([bad, *lines], "f"))
        assert refused.value.message == message
        assert exported(log) == before


@pytest.mark.parametrize("line", ["{", "[]", "3", "[" * 5000])
def test_text_that_is_no_json_object_is_no_event(line: str) -> None:
    with pytest.raises(DataError) as refused:
        list(read_events(["", line], "f"))
    assert refused.value.message in {"f:2: this line is no JSON", "f:2: this line is no event"}
