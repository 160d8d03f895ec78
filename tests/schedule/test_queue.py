"""Which skills are asked, in which order."""

from datetime import date, timedelta
from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcquiz.records.bank import Facts
from calcquiz.records.event import EventKind
from calcquiz.records.rating import Rating
from calcquiz.schedule.cards import undoing
from calcquiz.schedule.draws import nth_variant
from calcquiz.schedule.queue import (
    Drill,
    alternate,
    drill_queue,
    practice_plan,
    suspended_skills,
    weakest_prerequisite,
)

MONDAY = date(2026, 3, 2)
LONG_AGO = MONDAY - timedelta(days=30)


def entry(skill, section="1.1", requires=(), **given):
    return Facts(id=skill, path=f"{skill}.yaml", chapter=1, section=section, requires=tuple(requires), **given)


def due(card, skill, stability=10.0, **given):
    return card(skill, stability=stability, last_day=LONG_AGO, due_day=MONDAY, **given)


@pytest.fixture
def known(card):
    """Two due skills, b remembered worse than a; c seen last, d seen before it; e never asked."""
    cards = [
        due(card, "a", 20.0),
        due(card, "b", 5.0),
        card("c", seen_ms=2),
        card("d", seen_ms=1),
    ]
    return {each.skill: each for each in cards}


def test_practice_asks_due_skills_then_new_ones_then_the_longest_unseen(known):
    assert practice_plan(["a", "b", "c", "d", "e", "f"], known, MONDAY, 6) == ("b", "a", "e", "f", "d", "c")


def test_practice_starts_over_when_all_were_asked(known):
    assert practice_plan(["c", "e"], known, MONDAY, 5) == ("e", "c", "e", "c", "e")
    assert practice_plan([], known, MONDAY, 5) == ()


def test_a_shuffle_draws_each_round_from_the_seed():
    skills = ["a", "b", "c", "d", "e"]
    plan = practice_plan(skills, {}, MONDAY, 10, shuffle_seed=42)
    assert plan == practice_plan(skills[::-1], {}, MONDAY, 10, shuffle_seed=42)
    assert sorted(plan[:5]) == sorted(plan[5:]) == skills
    assert plan[:5] != plan[5:]
    assert plan != practice_plan(skills, {}, MONDAY, 10, shuffle_seed=43)
    assert plan[:5] == ("b", "d", "a", "e", "c")


def test_drill_asks_the_lowest_recall_first_and_lets_sections_alternate(card):
    facts = [entry("a", "1.1"), entry("b", "1.1"), entry("c", "2.1"), entry("d", "1.1")]
    cards = {s: due(card, s, stability) for s, stability in (("a", 1.0), ("b", 2.0), ("c", 3.0), ("d", 4.0))}
    assert drill_queue(facts, cards, MONDAY, new_per_day=3) == Drill(due=("a", "c", "b", "d"), new=())


@given(st.lists(st.integers(0, 3), max_size=30))
def test_sections_alternate_whenever_they_can(sections):
    section = {f"s{n:02}": str(name) for n, name in enumerate(sections)}
    order = alternate(list(section), section)
    assert sorted(order) == sorted(section)
    for name in set(section.values()):  # within a section the order stays
        mine = [skill for skill in order if section[skill] == name]
        assert mine == sorted(mine)
    clashes = [place for place, (a, b) in enumerate(pairwise(order)) if section[a] == section[b]]
    if clashes:  # only when nothing of another section is left
        assert len({section[skill] for skill in order[clashes[0] :]}) == 1


def test_new_skills_come_in_teaching_order_once_their_requirements_are_met(card):
    facts = [entry("a"), entry("b", requires=["a"]), entry("c", requires=["z"]), entry("d"), entry("e")]
    cards = {"a": card("a", last_rating=Rating.AGAIN)}
    new = drill_queue(facts, cards, MONDAY, new_per_day=2).new
    assert new == ("c", "d")  # a was wrong the last time; z is not in the bank and keeps nothing back
    cards = {"a": card("a", last_rating=Rating.HARD)}
    assert drill_queue(facts, cards, MONDAY, new_per_day=2).new == ("b", "c")


def test_skills_begun_today_in_any_command_count_for_the_daily_limit(card):
    facts = [entry(skill) for skill in "abcde"]
    cards = {"a": card("a", first_day=MONDAY), "b": card("b", first_day=MONDAY)}
    assert drill_queue(facts, cards, MONDAY, new_per_day=3).new == ("c",)
    assert drill_queue(facts, cards, MONDAY, new_per_day=1).new == ()


def test_nothing_new_begins_while_more_than_forty_are_due(card):
    facts = [entry(f"s{n}") for n in range(42)]
    cards = {f"s{n}": due(card, f"s{n}") for n in range(41)}
    assert drill_queue(facts, cards, MONDAY, new_per_day=3).new == ()
    del cards["s0"]
    assert len(drill_queue(facts, cards, MONDAY, new_per_day=3).new) == 2


def test_a_suspended_skill_is_neither_drilled_nor_waited_for(card):
    facts = [entry("a"), entry("b", requires=["a"]), entry("c")]
    cards = {"c": due(card, "c")}
    assert drill_queue(facts, cards, MONDAY, new_per_day=3, suspended={"a", "c"}) == Drill(due=(), new=("b",))


def test_the_last_word_on_suspending_counts(ended):
    events = [ended(s, None, EventKind.SUSPEND, detail={"on": on}) for s, on in (("a", 1), ("b", 1), ("a", 0))]
    assert suspended_skills(events) == {"b"}
    assert suspended_skills([*events, undoing(ended("", None), events[2:])]) == {"a", "b"}


def test_a_leech_sends_to_what_it_stands_on(card):
    leech = entry("chain-rule", requires=["a", "b"])
    cards = {"a": due(card, "a", 20.0), "b": due(card, "b", 5.0)}
    assert weakest_prerequisite(leech, cards, MONDAY) == "b"
    assert weakest_prerequisite(leech, {"a": cards["a"]}, MONDAY) == "b"  # never asked at all
    assert weakest_prerequisite(entry("a"), cards, MONDAY) is None


@given(st.integers(1, 200), st.integers(), st.dictionaries(st.integers(0, 199), st.integers(1, 3)))
def test_no_variant_repeats_before_all_were_seen(count, seed, seen):
    drawn = [nth_variant("power-rule", n, seed=seed, count=count, seen=seen) for n in range(count)]
    assert sorted(drawn) == list(range(count))
    times = [seen.get(variant, 0) for variant in drawn]
    assert times == sorted(times)
    assert nth_variant("power-rule", count, seed=seed, count=count, seen=seen) == drawn[0]


def test_the_start_is_drawn_from_seed_and_skill():
    starts = [nth_variant("power-rule", n, seed=42, count=200, seen={}) for n in range(3)]
    assert starts == [100, 101, 102]
    assert nth_variant("chain-rule", 0, seed=42, count=200, seen={}) == 193
    assert nth_variant("power-rule", 0, seed=43, count=200, seen={}) == 4


def test_a_hundred_thousand_cards_queue_at_once(card):
    facts = [entry(f"s{n}", f"{n % 4}.{n % 7}") for n in range(100_000)]
    cards = {each.id: due(card, each.id, 1.0 + n % 977) for n, each in enumerate(facts)}
    start = perf_counter()
    assert len(drill_queue(facts, cards, MONDAY, new_per_day=3).due) == 100_000
    assert perf_counter() - start < 1.5  # 0.3 s by itself; tests share the machine
