"""A replay of the log gives the live cards, whatever the learner and their clocks did."""

import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calcquiz.records.event import Event, EventKind
from calcquiz.records.rating import Rating
from calcquiz.schedule.cards import (
    apply_credit,
    consequences,
    credits_for,
    last_deed,
    last_question,
    moved_skills,
    overriding,
    record_answer,
    sorts_last,
    undoing,
)
from calcquiz.schedule.engine import Model
from calcquiz.schedule.replay import corrections, parameters_in_effect, replay, replay_skill
from calcquiz.schedule.study_day import milliseconds, study_day, utc_offset_minutes
from calcquiz.session.upkeep import check, join
from calcquiz.storage.log import open_log

SKILLS = ("power-rule", "product-rule", "chain-rule")
CONTAINS = {"chain-rule": [("power-rule", "full"), ("product-rule", "half")], "product-rule": [("power-rule", "half")]}
MINUTES = st.sampled_from([0, 0, 1, 30, 60 * 24, 60 * 24, 60 * 24 * 3, 60 * 24 * 20])
BACK = st.sampled_from([-30, -60 * 24, -60 * 24 * 4])
ZONES = st.sampled_from([-11 * 60, 0, 5 * 60 + 30, 13 * 60])
SKILL = st.sampled_from(SKILLS)
RATING = st.sampled_from([1, 2, 3, 3, 3, 4])
ACTIONS = st.one_of(
    st.tuples(st.just("answer"), SKILL, RATING, MINUTES),
    st.tuples(st.just("answer"), SKILL, RATING, MINUTES),
    st.tuples(st.just("answer"), SKILL, RATING, MINUTES),
    st.tuples(st.just("reask"), SKILL, RATING, MINUTES),
    st.tuples(st.just("undo")),
    st.tuples(st.just("override"), RATING),
    st.tuples(st.just("clock"), BACK),
    st.tuples(st.just("zone"), ZONES),
    st.tuples(st.just("reset"), st.sampled_from([*SKILLS, None])),
    st.tuples(st.just("weights"), st.sampled_from([2.0, 5.0])),
    st.tuples(st.just("change_retention"), st.sampled_from([0.8, 0.95])),
)


class Learner:
    """A session as it joins schedule and storage, with a clock of its own."""

    def __init__(self, log):
        self.log = log
        self.now = datetime(2026, 3, 2, 12, tzinfo=UTC)
        self.retention = 0.9
        self.rollover_hour = 4

    def stamp(self, kind, **given):
        at_ms = milliseconds(self.now)
        return Event(
            uid=self.log.new_uid(at_ms),
            device="desk",
            session="one",
            kind=kind,
            at_ms=at_ms,
            utc_offset_min=utc_offset_minutes(self.now),
            study_day=study_day(self.now, self.rollover_hour),
            **given,
        )

    def answer(self, skill, rating, minutes, kind=EventKind.REVIEW):
        self.now += timedelta(minutes=minutes)
        log = self.log
        parameters = parameters_in_effect(log.events(kinds={EventKind.PARAMS, EventKind.UNDO}))
        model = Model(desired_retention=self.retention, parameters=parameters)
        line = self.stamp(EventKind.ANSWER, skill=skill, variant=1)
        event = self.stamp(kind, skill=skill, variant=1, rating=Rating(rating))
        with log.transaction():
            last = log.last_order()
            event, card = record_answer(
                log.card(skill),
                event,
                model=model,
                last=last,
                history=lambda: log.history(skill),
                load=log.load,
            )
            log.append([line, event], {skill: card})
            for credit in credits_for(event, CONTAINS.get(skill, ()), log.cards(), lambda: log.new_uid(event.at_ms)):
                log.append([credit], {credit.skill: self.credited(credit, last)})

    def credited(self, credit, last):
        log = self.log
        return apply_credit(log.card(credit.skill), credit, last=last, history=lambda: log.history(credit.skill))

    def reask(self, skill, rating, minutes):
        self.answer(skill, rating, minutes, EventKind.REASK)

    def correct(self, event, skills):
        with self.log.transaction():
            cards = {skill: replay_skill(skill, [*self.log.history(skill), event]) for skill in skills}
            self.log.append([event], cards)

    def undo(self):
        undone = last_deed(self.log.events())
        if undone and undone[0].kind is EventKind.RESET:
            self.all_anew(undoing(self.stamp(EventKind.UNDO), undone))
        elif undone:
            self.correct(undoing(self.stamp(EventKind.UNDO), undone), moved_skills(undone))

    def override(self, rating):
        ended = last_question(self.log.events())[:1]
        for event in ended:
            came = [each for each in consequences(event, self.log.events()) if each.kind is EventKind.IMPLICIT]
            if rating < Rating.GOOD and came:
                self.correct(undoing(self.stamp(EventKind.UNDO), came), moved_skills(came))
            self.correct(overriding(self.stamp(EventKind.OVERRIDE), event, Rating(rating)), [event.skill])

    def clock(self, minutes):
        self.now += timedelta(minutes=minutes)

    def zone(self, offset):
        self.now = self.now.astimezone(timezone(timedelta(minutes=offset)))
        self.rollover_hour = (self.rollover_hour + 1) % 5

    def change_retention(self, retention):
        self.retention = retention

    def reset(self, skill):
        self.all_anew(self.stamp(EventKind.RESET, skill=skill))

    def weights(self, first_good):
        from fsrs.scheduler import DEFAULT_PARAMETERS

        weights = [first_good if n == 2 else weight for n, weight in enumerate(DEFAULT_PARAMETERS)]
        self.all_anew(self.stamp(EventKind.PARAMS, detail={"parameters": weights}))

    def all_anew(self, event):
        with self.log.transaction():
            self.log.append([event])
            self.log.replace_cards(rebuilt(self.log))


def rebuilt(log):
    found = corrections(log.events(kinds={EventKind.UNDO, EventKind.OVERRIDE}))
    return replay(list(log.whole_history()), found)


def lives(actions):
    with tempfile.TemporaryDirectory() as folder, open_log(Path(folder) / "home") as log:
        learner = Learner(log)
        for action, *given in actions:
            getattr(learner, action)(*given)
            assert log.cards() == rebuilt(log), action
        events = list(log.written())
        assert replay(events[::-1]) == log.cards()
        for event in events:
            if "interval" in event.detail:
                assert event.kind is EventKind.REVIEW
                assert event.due_day > event.study_day
        assert sorts_last(replace(learner.stamp(EventKind.FLAG), at_ms=2**45), log.last_order())


QUICK = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(st.lists(ACTIONS, min_size=5, max_size=25))
@settings(QUICK, max_examples=60)
def test_the_rebuilt_state_equals_the_live_one(actions):
    lives(actions)


@pytest.mark.full
@given(st.lists(ACTIONS, min_size=20, max_size=60))
@settings(QUICK, max_examples=400)
def test_the_rebuilt_state_equals_the_live_one_over_long_histories(actions):
    lives(actions)


def joined_lives(here, there, afterwards):
    """Two machines live apart, each imports the other's events, then one goes on."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, actions in (("here", here), ("there", there)):
            with open_log(root / name) as log:
                learner = Learner(log)
                for action, *given in actions:
                    getattr(learner, action)(*given)
        with open_log(root / "here") as first, open_log(root / "there") as second:
            mine, theirs = list(first.written()), list(second.written())
            assert (join(first, theirs), join(second, mine)) == (len(theirs), len(mine))
            assert first.cards() == second.cards()
            assert check(first).sound
            learner = Learner(first)
            for action, *given in afterwards:
                getattr(learner, action)(*given)
                assert first.cards() == rebuilt(first), action


LIVES = st.lists(ACTIONS, min_size=1, max_size=12)


@given(LIVES, LIVES, LIVES)
@settings(QUICK, max_examples=25)
def test_histories_of_two_machines_joined_in_either_order_give_the_same_cards(here, there, afterwards):
    joined_lives(here, there, afterwards)


@pytest.mark.full
@given(LIVES, LIVES, LIVES)
@settings(QUICK, max_examples=300)
def test_many_histories_of_two_machines_joined_in_either_order_give_the_same_cards(here, there, afterwards):
    joined_lives(here, there, afterwards)
