"""The log keeps what it was given, in order, and nothing can change it."""

import sqlite3
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calcquiz.records.card import Card
from calcquiz.records.errors import UsageError
from calcquiz.records.event import EventKind
from calcquiz.records.rating import Rating
from calcquiz.records.verdict import Outcome
from calcquiz.storage.identity import UidMaker
from calcquiz.storage.log import open_log
from calcquiz.storage.rows import event_of, event_row

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


def a_card(skill="power-rule", **given):
    defaults = {
        "skill": skill,
        "stability": 0.1 + 0.2,  # a number that no rounding survives
        "difficulty": 6.357487083997829,
        "first_day": MONDAY,
        "last_day": MONDAY,
        "due_day": TUESDAY,
        "interval_days": 1,
        "repetitions": 1,
        "lapses": 0,
        "last_rating": Rating.GOOD,
        "seen_ms": 5,
    }
    return Card(**defaults | given)


def test_what_was_written_is_read_back_also_after_closing(home, event):
    full = event(
        part=1,
        try_=2,
        outcome=Outcome.PARTIAL,
        seed=42,
        rating=Rating.HARD,
        due_day=TUESDAY,
        tries=2,
        hints=1,
        active_ms=61_500,
        detail={"statement": "Differentiate $x^2$, ²·√π", "typed": "half a pair \ud800", "n": [1, None, 0.1]},
    )
    with open_log(home) as log:
        (written,) = log.append([full], {"power-rule": a_card()})
    assert written == replace(full, seq=1)
    with open_log(home) as log:
        assert log.events() == [written]
        assert log.cards() == {"power-rule": a_card()}


def test_events_come_in_the_order_of_time_and_uid(log, event):
    late, early, same = event(at_ms=9), event(at_ms=5), event(at_ms=9)
    log.append([same, late, early])
    assert [each.uid for each in log.events()] == [early.uid, late.uid, same.uid]
    assert [each.uid for each in log.written()] == [same.uid, late.uid, early.uid]
    assert log.last_order() == same.order
    assert log.last_written_ms() == 5
    assert log.count() == 3


def test_an_empty_log_has_no_last_event(log):
    assert (log.last_order(), log.last_written_ms(), log.count(), log.events()) == (None, None, 0, [])


def test_events_are_found_by_kind_skill_session_and_day(log, event):
    events = log.append(
        [
            event(kind=EventKind.REVIEW),
            event(skill="chain-rule", study_day=TUESDAY),
            event(session="evening", study_day=TUESDAY),
        ]
    )
    assert log.events(kinds={EventKind.REVIEW}) == [events[0]]
    assert log.events(kinds={EventKind.REVIEW, EventKind.ANSWER}, last=2) == list(events[1:])
    assert log.events(skill="power-rule") == [events[0], events[2]]
    assert log.events(session="morning", study_day=TUESDAY) == [events[1]]
    assert log.events(last=1) == [events[2]]


def test_the_history_of_a_skill_holds_all_that_moves_its_card(log, event):
    kinds = [EventKind.REVIEW, EventKind.OVERRIDE, EventKind.IMPLICIT, EventKind.RESET, EventKind.FLAG]
    mine = log.append([event(kind=kind) for kind in kinds])
    other = log.append([event(kind=kind, skill="chain-rule") for kind in kinds])
    every = log.append([event(kind=kind, skill=None) for kind in (EventKind.RESET, EventKind.PARAMS)])
    undo = log.append([event(kind=EventKind.UNDO, skill="chain-rule")])
    line = log.append([event()])
    assert log.history("power-rule") == [*mine[:4], *every, *undo]
    assert list(log.whole_history()) == [*mine[:4], *other[:4], *every, *undo]
    assert line[0] in log.events()


@pytest.mark.parametrize("query", ["UPDATE event SET rating = 4", "DELETE FROM event"])
def test_no_event_can_be_changed_or_deleted(log, event, query):
    log.append([event()])
    with pytest.raises(sqlite3.IntegrityError, match=r"^events are never (changed|deleted): append an undo event$"):
        log._connection.execute(query)
    assert log.count() == 1


def test_no_event_can_be_replaced(log, event):
    (first,) = log.append([event()])
    with pytest.raises(sqlite3.IntegrityError, match="never deleted"):
        log._connection.execute("REPLACE INTO event SELECT * FROM event")
    assert log.events() == [first]


def test_an_event_is_written_once(log, event):
    one = event()
    log.append([one])
    with pytest.raises(sqlite3.IntegrityError):
        log.append([event(), one])
    assert log.count() == 1


def test_events_and_cards_are_written_together_or_not_at_all(log, event):
    def interrupted():
        with log.transaction():
            log.append([event()], {"power-rule": a_card()})
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert (log.count(), log.cards()) == (0, {})
    log.append([event()], {"power-rule": a_card()})
    assert (log.count(), len(log.cards())) == (1, 1)


def test_a_card_can_be_taken_away(log, event):
    log.append([event()], {"power-rule": a_card()})
    log.append([event()], {"power-rule": None})
    assert log.card("power-rule") is None


def test_a_rebuild_puts_other_cards_in_place_of_all(log):
    log.append([], {"a": a_card("a"), "b": a_card("b")})
    log.replace_cards({"b": a_card("b", lapses=3), "c": a_card("c")})
    assert log.cards() == {"b": a_card("b", lapses=3), "c": a_card("c")}


def test_due_cards_and_the_load_of_each_day(log):
    cards = [a_card("a"), a_card("b", due_day=MONDAY), a_card("c", due_day=MONDAY)]
    log.append([], {card.skill: card for card in cards})
    assert list(log.cards(due_by=MONDAY)) == ["b", "c"]
    assert log.load(MONDAY, MONDAY) == {MONDAY: 2}
    assert log.load(MONDAY, TUESDAY) == {MONDAY: 2, TUESDAY: 1}
    assert log.load(MONDAY, TUESDAY)[date(2026, 3, 4)] == 0


def test_variants_count_as_seen_in_earlier_sessions_of_the_same_revision(log, event):
    log.append(
        [
            event(variant=3, session="one"),
            event(variant=3, session="one"),  # the second try
            event(variant=3, session="two"),
            event(variant=5, session="two"),
            event(variant=8, session="now"),
            event(variant=9, revision=2),
            event(variant=4, skill="chain-rule"),
            event(variant=6, kind=EventKind.FLAG),
        ]
    )
    assert log.seen_variants("power-rule", 1, but_session="now") == {3: 2, 5: 1}
    assert log.seen_variants("power-rule", 1) == {3: 2, 5: 1, 8: 1}


def test_recent_times_are_the_last_known_ones_that_stand(log, event):
    review = EventKind.REVIEW
    times = log.append([event(kind=review, active_ms=ms) for ms in (1000, None, 2000, 3500, 4000)])
    log.append([event(kind=EventKind.UNDO, detail={"uids": [times[3].uid]}), event(active_ms=9)])
    assert log.recent_seconds("power-rule") == (1.0, 2.0, 4.0)
    assert log.recent_seconds("power-rule", 2) == (2.0, 4.0)
    assert log.recent_seconds("chain-rule") == ()


def test_a_seed_beyond_64_bits_is_refused(log, event):
    with pytest.raises(UsageError) as caught:
        log.append([event(seed=2**63)])
    assert caught.value.message == f"the seed {2**63} is too large"
    assert caught.value.advice == f"Write a whole number up to {2**63 - 1}."
    assert log.count() == 0


TEXT = st.text(max_size=20)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


@given(detail=st.dictionaries(TEXT, JSON, max_size=4), part=st.none() | st.integers(1, 9), day=st.dates())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_event_survives_its_row(event, detail, part, day):
    one = event(detail=detail, part=part, study_day=day, due_day=day)
    assert event_of((None, *event_row(one))) == one


@given(st.lists(st.integers(0, 2**47), min_size=1, max_size=20))
def test_uids_sort_by_time_and_within_a_millisecond_by_making(times):
    maker = UidMaker()
    uids = [maker.make(at_ms) for at_ms in sorted(times) for _ in range(3)]
    assert uids == sorted(uids)
    assert len(set(uids)) == len(uids)
    assert all(len(uid) == 32 and int(uid[:12], 16) in times and uid[12] == "7" for uid in uids)
