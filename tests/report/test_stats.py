"""The numbers of `stats`, each counted by hand beside it."""

from datetime import date, timedelta
from itertools import count

import pytest

from calcquiz.records.bank import Facts
from calcquiz.records.card import Card
from calcquiz.records.event import Event, EventKind
from calcquiz.records.progress import Share, Weakness
from calcquiz.records.rating import Rating
from calcquiz.records.retention import Observation
from calcquiz.records.verdict import Outcome
from calcquiz.report.stats import days_of_study, progress, retention, streak

MONDAY = date(2026, 3, 2)
FRIDAY = date(2026, 3, 6)
FACTS = [
    Facts(id="power-rule", path="p", chapter=1, section="1.2"),
    Facts(id="chain-rule", path="c", chapter=1, section="1.3"),
    Facts(id="by-parts", path="b", chapter=2, section="2.2"),
]


@pytest.fixture
def event():
    numbers = count(1)

    def make(kind, skill, rating=None, day=MONDAY, tries=1, **given):
        number = next(numbers)
        outcome = None if rating is None else Outcome.INCORRECT if rating == 1 else Outcome.CORRECT
        defaults = {"rating": None if rating is None else Rating(rating), "outcome": outcome, "tries": tries}
        return Event(
            uid=f"{number:032x}",
            device="desk",
            session="one",
            kind=kind,
            skill=skill,
            at_ms=number,
            utc_offset_min=0,
            study_day=day,
            **defaults | given,
        )

    return make


def card(skill, due_day, interval_days=3, stability=3.0):
    return Card(
        skill=skill,
        stability=stability,
        difficulty=5,
        first_day=MONDAY,
        last_day=MONDAY,
        due_day=due_day,
        interval_days=interval_days,
        repetitions=1,
        lapses=0,
        last_rating=Rating.GOOD,
        seen_ms=1,
    )


@pytest.fixture
def week(event):
    """Monday: power-rule wrong, then right when asked again; chain-rule right at the second try.

    Friday: power-rule right at once, a skill that has left the bank wrong, then undone.
    """
    answer, review, reask, extra = EventKind.ANSWER, EventKind.REVIEW, EventKind.REASK, EventKind.EXTRA
    events = [
        event(answer, "power-rule", detail={"mistake": "factor-lost"}),
        event(answer, "power-rule", detail={"mistake": "factor-lost"}),
        event(review, "power-rule", 1, tries=2),
        event(reask, "power-rule", 3),
        event(answer, "chain-rule", detail={"mistake": "no-inner"}),
        event(answer, "chain-rule", detail={"mistake": None}),
        event(review, "chain-rule", 2, tries=2),
        event(review, "power-rule", 3, FRIDAY),
        event(extra, "old-skill", 3, FRIDAY),
        event(answer, "by-parts", day=FRIDAY, detail={"mistake": "wrong-u"}),
        event(review, "by-parts", 1, FRIDAY),
    ]
    return [*events, event(EventKind.UNDO, "by-parts", detail={"uids": [e.uid for e in events[-2:]]})]


CARDS = {
    "power-rule": card("power-rule", FRIDAY + timedelta(days=30), interval_days=30),
    "chain-rule": card("chain-rule", FRIDAY, stability=4.0),
    "old-skill": card("old-skill", FRIDAY),
}


def test_chapters_and_sections_count_questions_and_skills(week):
    found = progress(FACTS, week, CARDS, FRIDAY)
    one = {"name": "1", "skills": 2, "seen": 2, "due": 1, "mature": 1, "asked": 3, "first_try": 1}
    two = {"name": "2", "skills": 1, "seen": 0, "due": 0, "mature": 0, "asked": 0, "first_try": 0}
    assert found.chapters == (Share(**one), Share(**two))
    assert [(share.name, share.asked) for share in found.sections] == [("1.2", 2), ("1.3", 1), ("2.2", 0)]
    assert found.total == Share(name="all", skills=4, seen=3, due=2, mature=1, asked=4, first_try=2)


def test_today_counts_every_question_that_stands(week):
    found = progress(FACTS, week, CARDS, FRIDAY)
    assert (found.asked_today, found.right_today) == (2, 2)
    found = progress(FACTS, week, CARDS, MONDAY)
    assert (found.asked_today, found.right_today) == (3, 2)


def test_mistakes_are_counted_by_name_the_commonest_first(week):
    assert progress(FACTS, week, CARDS, FRIDAY).mistakes == (("factor-lost", 2), ("no-inner", 1))


def test_the_weakest_skills_are_those_missed_most_of_late(week, event):
    found = progress(FACTS, week, CARDS, FRIDAY)
    recall = CARDS["power-rule"].recall(FRIDAY)
    assert found.weakest == (Weakness(skill="power-rule", wrong=1, asked=2, recall=recall),)
    more = [event(EventKind.REVIEW, "chain-rule", rating) for rating in (1, 1, 3, 3)]
    assert [weak.skill for weak in progress(FACTS, [*week, *more], CARDS, FRIDAY).weakest] == [
        "power-rule",  # 1 of 2
        "chain-rule",  # 2 of 5
    ]


def test_a_rating_the_learner_changed_counts_as_theirs(week, event):
    wrong = week[2]
    override = event(EventKind.OVERRIDE, "power-rule", 3, detail={"uid": wrong.uid, "was": 1})
    found = progress(FACTS, [*week, override], CARDS, FRIDAY)
    assert (found.overridden, found.weakest) == (1, ())
    same = event(EventKind.OVERRIDE, "power-rule", 1, detail={"uid": wrong.uid, "was": 1})
    assert progress(FACTS, [*week, override, same], CARDS, FRIDAY).overridden == 0


def test_starting_a_skill_over_starts_its_numbers_over(week, event):
    after = [*week, event(EventKind.RESET, "power-rule"), event(EventKind.EXTRA, "power-rule", 1)]
    found = progress(FACTS, after, CARDS, FRIDAY)
    assert found.sections[0].asked == 1
    assert (found.asked_today, found.streak_days) == (2, 1)  # what was done on a day stays done
    nothing = progress(FACTS, [*week, event(EventKind.RESET, None)], {}, FRIDAY)
    assert (nothing.total.asked, nothing.streak_days, nothing.mistakes) == (0, 0, ())


def test_a_new_learner_has_zeros_everywhere():
    found = progress(FACTS, [], {}, MONDAY)
    assert found.total == Share(name="all", skills=3, seen=0, due=0, mature=0, asked=0, first_try=0)
    assert (found.asked_today, found.streak_days, found.weakest, found.mistakes) == (0, 0, (), ())


def days(text):
    """Days backwards from Friday the 6th, the last letter: x studied, . not."""
    return [FRIDAY - timedelta(days=back) for back, mark in enumerate(reversed(text)) if mark == "x"]


@pytest.mark.parametrize(
    ("studied", "length"),
    [
        ("", 0),
        ("x", 1),
        ("xxx", 3),
        ("xx.", 2),  # today is not over
        ("x..", 1),  # yesterday was the free day
        ("x...", 0),
        ("xx.xx", 4),  # one free day
        ("xx..xx", 2),
        ("x.x.xx", 3),  # the second free day within a week ends it
        ("x.xxxxxx.xx", 9),  # a week between the two free days
        ("x.xxxxx.xx", 7),
        ("x.xx.", 3),  # today costs no free day
    ],
)
def test_a_streak_forgives_one_day_a_week(studied, length):
    assert streak(days(studied), FRIDAY) == length


def observation(day, recall, rating, interval=5):
    return Observation(
        skill="power-rule",
        study_day=day,
        elapsed_days=interval,
        interval_days=interval,
        recall=recall,
        rating=Rating(rating),
    )


def test_what_was_remembered_stands_beside_what_was_foretold():
    seen = [
        observation(MONDAY, None, 1, 0),  # a first answer: nothing to remember
        observation(MONDAY, 0.9, 3),
        observation(FRIDAY, 0.8, 1),
        observation(FRIDAY, 0.7, 2, 30),
        observation(FRIDAY - timedelta(days=40), 1.0, 3),
    ]
    everything, recent, young, mature = retention(seen, FRIDAY)
    assert (everything.reviews, everything.true) == (4, 0.75)
    assert everything.foretold == pytest.approx(0.85)
    assert (recent.name, recent.reviews) == ("last 30 days", 3)
    assert (young.reviews, young.true) == (3, pytest.approx(2 / 3))
    assert (mature.name, mature.reviews, mature.true) == ("mature", 1, 1.0)
    assert retention(seen[:1], FRIDAY) == ()


def test_the_heat_map_begins_on_a_monday_eleven_weeks_before_this_one():
    days = days_of_study([MONDAY, MONDAY, FRIDAY, FRIDAY - timedelta(weeks=30)], FRIDAY)
    assert days[0] == (MONDAY - timedelta(weeks=11), 0)
    assert days[-5:] == ((MONDAY, 2), *((MONDAY + timedelta(days=n), 0) for n in (1, 2, 3)), (FRIDAY, 1))
    assert sum(count for _, count in days) == 3
