"""Thirty days of a learner, counted by hand beside what stats, forecast and heat map say.

Mixed answers, four days without study, and on day 12 a journey from Berlin to Auckland and back on day 20.
"""

from collections import Counter
from datetime import datetime, timedelta, timezone

import pytest
from session_table import BANK, right

from calcquiz.bank.catalog import open_catalog
from calcquiz.records.event import EventKind, standing
from calcquiz.records.moment import Graded
from calcquiz.records.rating import Rating
from calcquiz.records.verdict import Outcome
from calcquiz.report.stats import progress
from calcquiz.schedule.engine import Model
from calcquiz.schedule.replay import observations
from calcquiz.session.forecasting import forecast
from calcquiz.session.upkeep import check
from calcquiz.storage.log import open_log

BERLIN, AUCKLAND = timezone(timedelta(hours=1)), timezone(timedelta(hours=13))
FIRST_DAY = datetime(2026, 1, 5, 20, 30, tzinfo=BERLIN)
DAYS = 30
FREE = {6, 9, 10, 25}
"""Days without study, counted from 0."""
AWAY = range(12, 20)


class Tally:
    """What the learner did, counted by the test alone, from the answers it gives."""

    def __init__(self, table):
        self.table = table
        self.questions = Counter()
        self.first_tries = Counter()
        self.first_right = Counter()
        self.turn = 0

    def now(self, day):
        zone = AUCKLAND if day in AWAY else BERLIN
        local = FIRST_DAY.replace(tzinfo=None) + timedelta(days=day)
        return local.replace(tzinfo=zone)

    def answer(self, question, key):
        """Every fifth answer is wrong."""
        self.turn += 1
        return "0" if self.turn % 5 == 0 and question.prompt.options == () else right(question, key)

    def live(self, day):
        self.table.now = self.now(day)
        for moment in self.table.drill([self.answer] * 40, reask=False):
            if (
                isinstance(moment, Graded)
                and moment.over
                and moment.question.part == len(moment.question.variant.parts)
            ):
                skill = moment.question.variant.id
                self.questions[self.now(day).date()] += 1
                self.first_tries[skill] += 1


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    from session_table import Table

    tally = Tally(Table(tmp_path_factory.mktemp("learner") / "home"))
    for day in range(DAYS):
        if day not in FREE:
            tally.live(day)
    return tally


@pytest.fixture(scope="module")
def page(lived):
    """The last day's numbers, as `calcquiz stats` has them, with the log they come from."""
    with open_log(lived.table.home) as log:
        events, cards = log.events(), log.cards()
        assert check(log).sound
    today = lived.now(DAYS - 1).date()
    found = progress(open_catalog([BANK]).usable, events, cards, today, observed=observations(events))
    return found, events, cards, today


def test_the_questions_of_every_day_stand_in_the_heat_map(lived, page):
    found, *_ = page
    assert {day: count for day, count in found.days if count} == dict(lived.questions)
    assert not any(count for day, count in found.days if day in {lived.now(free).date() for free in FREE})


def test_the_heat_map_ends_today_and_begins_on_a_monday(page):
    found, _, _, today = page
    assert found.days[-1][0] == today
    assert found.days[0][0].weekday() == 0


def test_every_question_is_counted_once_in_the_total(lived, page):
    found, *_ = page
    assert found.total.asked == sum(lived.first_tries.values())


def test_the_questions_of_the_last_day_are_todays(lived, page):
    found, _, _, today = page
    assert found.asked_today == lived.questions[today]


def test_right_at_once_is_what_was_answered_right(lived, page):
    found, events, *_ = page
    ended = [event for event in standing(events) if event.ends_question]
    assert found.total.first_try == sum(event.outcome is Outcome.CORRECT for event in ended)
    assert 0 < found.total.first_try < found.total.asked


def test_every_skill_was_met_and_due_skills_are_those_whose_day_has_come(page):
    found, _, cards, today = page
    assert found.total.seen == found.total.skills == 4
    assert found.total.due == sum((card.due_day - today).days <= 0 for card in cards.values())


def test_the_streak_goes_over_one_free_day_in_seven_and_not_over_two(lived, page):
    """Day 25 was free, days 9 and 10 were free together: the streak began on day 11 at the latest."""
    found, *_ = page
    studied = {day for day in range(DAYS) if lived.questions[lived.now(day).date()]}
    day, count, last_free = DAYS - 1, 0, None
    while True:
        if day in studied:
            count += 1
        elif (last_free is None or last_free - day >= 7) and day - 1 in studied:
            last_free = day
        elif not (count == 0 and day == DAYS - 1):
            break
        day -= 1
    assert found.streak_days == count


def test_every_review_but_the_first_of_a_skill_has_a_foretold_recall(page):
    found, events, *_ = page
    moved = [event for event in standing(events) if event.kind is EventKind.REVIEW]
    everything = found.retention[0]
    assert everything.reviews == len(moved) - 4
    first = {}
    for event in moved:
        first.setdefault(event.skill, event.uid)
    later = [event for event in moved if event.uid not in first.values()]
    assert everything.true == pytest.approx(sum(event.rating > Rating.AGAIN for event in later) / len(later))
    assert 0.5 < everything.foretold < 1


def test_the_study_days_follow_the_learners_own_clock_through_the_journey(lived, page):
    _, events, *_ = page
    days = {event.study_day for event in events}
    assert days == set(lived.questions)
    away = {event.utc_offset_min for event in events if event.study_day in {lived.now(d).date() for d in AWAY}}
    assert away <= {13 * 60}


def test_the_forecast_shows_each_card_on_its_due_day(page):
    _, _, cards, today = page
    coming = forecast(cards.values(), today, 400, Model())
    by_day = {load.day: load.due for load in coming.days if load.due}
    expected = Counter(max(card.due_day, today) for card in cards.values())
    assert by_day == dict(expected)
