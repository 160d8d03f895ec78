"""Which answers move the memory, and what the others do."""

from datetime import date, timedelta

import pytest

from calcquiz.records.event import EventKind
from calcquiz.records.rating import Rating
from calcquiz.schedule.cards import credits_for, record_answer
from calcquiz.schedule.engine import Model
from calcquiz.schedule.moves import classify_answer, postponed_day, record_credit, record_extra

MONDAY = date(2026, 3, 2)
TUESDAY = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("given", "is_reask", "kind"),
    [
        ({"last_day": date(2026, 2, 20), "due_day": MONDAY}, False, EventKind.REVIEW),
        ({"last_day": date(2026, 2, 20), "due_day": date(2026, 2, 25)}, False, EventKind.REVIEW),  # overdue
        ({"last_day": date(2026, 2, 20), "due_day": TUESDAY}, False, EventKind.EXTRA),  # not yet due
        ({"last_day": MONDAY, "due_day": MONDAY}, False, EventKind.EXTRA),  # only the first of the day counts
        ({"last_day": TUESDAY, "due_day": MONDAY}, False, EventKind.EXTRA),  # flown westwards over the date line
        ({"last_day": MONDAY, "due_day": TUESDAY}, True, EventKind.REASK),
        ({"last_day": date(2026, 3, 1), "due_day": MONDAY}, True, EventKind.REASK),  # asked again after midnight
    ],
)
def test_only_a_due_skill_and_its_first_answer_of_the_day_is_a_review(card, given, is_reask, kind):
    assert classify_answer(card(**given), MONDAY, is_reask=is_reask) is kind


def test_the_first_answer_ever_is_a_review_even_as_a_reask():
    assert classify_answer(None, MONDAY) is EventKind.REVIEW
    assert classify_answer(None, MONDAY, is_reask=True) is EventKind.REVIEW


def answer(card, event, **given):
    return record_answer(card, event, model=Model(), history=lambda: pytest.fail("in order"), **given)


def test_a_first_right_answer_makes_a_card_that_is_due_in_two_days(ended):
    event, card = answer(None, ended("power-rule", 3))
    assert (event.kind, event.due_day) == (EventKind.REVIEW, date(2026, 3, 4))
    assert event.detail == {
        "fsrs": event.detail["fsrs"],
        "rule": 1,
        "retention": 0.9,
        "maximum_interval": 36_500,
        "interval": 2,
    }
    assert (card.stability, card.repetitions, card.lapses, card.interval_days) == (2.3065, 1, 0, 2)
    assert card.first_day == card.last_day == MONDAY


def test_ten_easy_answers_on_one_day_count_once(ended):
    card = None
    for _ in range(10):
        _, card = answer(card, ended("power-rule", 4))
    assert (card.stability, card.repetitions) == (8.2956, 1)


def test_a_forgotten_skill_counts_a_lapse_and_comes_back_soon(card, ended):
    known = card(due_day=MONDAY, last_day=date(2026, 2, 20), stability=10.0)
    _, after = answer(known, ended("power-rule", 1))
    assert (after.lapses, after.last_rating) == (1, Rating.AGAIN)
    assert after.stability < known.stability
    assert after.due_day < date(2026, 3, 6)


def test_a_wrong_first_answer_ever_is_no_lapse(ended):
    assert answer(None, ended("power-rule", 1))[1].lapses == 0


@pytest.mark.parametrize(
    ("rating", "due"),
    [
        (1, TUESDAY),  # wrong: tomorrow
        (2, date(2026, 3, 12)),  # right moves nothing
        (3, date(2026, 3, 12)),
        (4, date(2026, 3, 12)),
    ],
)
@pytest.mark.parametrize("kind", [EventKind.EXTRA, EventKind.REASK])
def test_an_answer_that_was_not_due_never_moves_the_memory(card, ended, kind, rating, due):
    before = card(due_day=date(2026, 3, 12))
    event, after = answer(before, ended("power-rule", rating, kind))
    assert event.kind is kind
    assert after.due_day == event.due_day == due
    assert after.memory == before.memory
    assert (after.interval_days, after.repetitions, after.last_day) == (10, 3, MONDAY)
    assert after.last_rating == rating


def test_a_wrong_extra_answer_never_delays_what_is_due(card, ended):
    assert record_extra(card(due_day=MONDAY), ended("power-rule", 1)).due_day == MONDAY


@pytest.mark.parametrize(
    ("given", "day", "weight", "due"),
    [
        ({}, date(2026, 3, 7), "full", date(2026, 3, 17)),  # as if answered today
        ({}, date(2026, 3, 7), "half", date(2026, 3, 12)),  # 5 days from the 7th is no later than it was
        ({}, date(2026, 3, 10), "half", date(2026, 3, 15)),
        ({}, date(2026, 3, 20), "full", date(2026, 3, 22)),  # at most two intervals after the last answer
        ({}, date(2026, 4, 20), "full", date(2026, 3, 22)),
        ({"due_day": date(2026, 4, 30)}, date(2026, 3, 20), "full", date(2026, 4, 30)),  # never sooner
        ({"last_rating": Rating.HARD}, date(2026, 3, 7), "full", date(2026, 3, 12)),  # it gave trouble
        ({"lapses": 4}, date(2026, 3, 7), "full", date(2026, 3, 12)),  # a leech
    ],
)
def test_credit_postpones_and_never_strengthens(card, ended, given, day, weight, due):
    before = card(**given)
    assert postponed_day(before, day, weight) == due
    event = ended("power-rule", None, EventKind.IMPLICIT, study_day=day, detail={"weight": weight})
    after = record_credit(before, event)
    assert (after.due_day, after.memory, after.seen_ms) == (due, before.memory, before.seen_ms)


def test_a_good_review_gives_credit_to_what_it_contains(card, ended):
    cards = {"power-rule": card(last_day=date(2026, 2, 24), due_day=date(2026, 3, 6))}
    event, _ = answer(None, ended("chain-rule", 3))
    contains = [("power-rule", "full"), ("never-asked", "full")]
    (credit,) = credits_for(event, contains, cards, lambda: "f" * 32)
    assert (credit.kind, credit.skill, credit.uid) == (EventKind.IMPLICIT, "power-rule", "f" * 32)
    assert credit.detail == {"cause": event.uid, "of": "chain-rule", "weight": "full"}
    assert credit.due_day == date(2026, 3, 12)
    assert (credit.rating, credit.outcome, credit.variant) == (None, None, None)


@pytest.mark.parametrize("rating", [1, 2])
def test_a_poor_review_gives_no_credit(card, ended, rating):
    event, _ = answer(None, ended("chain-rule", rating))
    assert credits_for(event, [("power-rule", "full")], {"power-rule": card()}, lambda: "f" * 32) == ()


def test_an_answer_that_moves_nothing_gives_no_credit(card, ended):
    event, _ = answer(card("chain-rule"), ended("chain-rule", 3))
    assert event.kind is EventKind.EXTRA
    cards = {"power-rule": card(last_day=MONDAY - timedelta(days=5))}
    assert credits_for(event, [("power-rule", "full")], cards, lambda: "f" * 32) == ()
