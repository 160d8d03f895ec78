"""Simulated study, and fitting the memory model to reviews: toys that must be honest."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from calcquiz.records.bank import Facts
from calcquiz.records.errors import UsageError
from calcquiz.records.rating import Rating
from calcquiz.records.retention import Observation
from calcquiz.schedule.draws import keyed_number
from calcquiz.schedule.engine import Model, default_weights, step
from calcquiz.schedule.fitting import fit, recall
from calcquiz.schedule.simulate import simulate

MONDAY = date(2026, 3, 2)
FACTS = [Facts(id=f"skill-{n}", path="p", chapter=1, section=f"1.{n % 3}") for n in range(30)]
FORGETFUL = tuple(weight / 6 if place < 4 else weight for place, weight in enumerate(default_weights()))
"""Weights of a learner who keeps what is new only a sixth as long."""


def test_a_higher_retention_costs_reviews_and_keeps_more():
    runs = [
        simulate(FACTS, {}, MONDAY, days=365, model=Model(desired_retention=share), new_per_day=3)
        for share in (0.8, 0.9, 0.95)
    ]
    assert [run.skills for run in runs] == [30, 30, 30]
    assert runs[0].reviews < runs[1].reviews < runs[2].reviews
    assert runs[0].remembered < runs[2].remembered <= 30


def test_the_same_seed_gives_the_same_year_and_no_new_skill_begins_where_none_may():
    run = simulate(FACTS, {}, MONDAY, days=60, model=Model(), new_per_day=2, seed=5)
    assert run == simulate(FACTS, {}, MONDAY, days=60, model=Model(), new_per_day=2, seed=5)
    none = simulate(FACTS, {}, MONDAY, days=60, model=Model(), new_per_day=0)
    assert (none.skills, none.reviews) == (0, 0)


def reviews_of(learner, *, skills, days=200):
    """Reviews every few days of a learner whose memory has the weights of `learner`."""
    found = []
    for skill in range(skills):
        memory, last = None, None
        for day in range(skill * 37 % days, days, 3 + skill % 9):
            elapsed = 0 if last is None else day - last
            chance = 0.8 if memory is None else recall(memory, elapsed, learner)
            right = keyed_number("learner", skill, day) / 2**64 < chance
            found.append(
                Observation(
                    skill=f"skill-{skill}",
                    study_day=MONDAY + timedelta(days=day),
                    elapsed_days=elapsed,
                    interval_days=elapsed,
                    recall=None if memory is None else chance,
                    rating=Rating.GOOD if right else Rating.AGAIN,
                )
            )
            memory, _ = step(memory, found[-1].rating, elapsed, learner)
            last = day
    return sorted(found, key=lambda one: one.study_day)


def test_weights_that_fit_the_learner_better_on_later_reviews_are_accepted():
    observed = reviews_of(Model(parameters=FORGETFUL), skills=120)
    found = fit(observed, Model(), lambda _: FORGETFUL)
    assert found.accepted
    assert found.fitted_loss < found.current_loss
    assert found.trained_on > 3 * found.tested_on
    # the other way round the weights in effect stay
    kept = fit(observed, Model(parameters=FORGETFUL), lambda _: default_weights())
    assert not kept.accepted
    assert kept.difference == pytest.approx(-found.difference)


def test_weights_are_fitted_to_the_first_reviews_and_tried_on_the_later_ones_only():
    observed = reviews_of(Model(), skills=120)
    days = []

    def fitter(training):
        days.append(max(one.study_day for one in training))
        return default_weights()

    found = fit(observed, Model(), fitter)
    later = [one for one in observed if one.study_day > days[0] and one.recall is not None]
    assert found.tested_on == len(later)
    assert not found.accepted  # the same weights are not better


def test_too_few_reviews_are_not_fitted():
    observed = [replace(one, recall=None) for one in reviews_of(Model(), skills=5)]
    with pytest.raises(UsageError) as refused:
        fit(observed, Model(), lambda _: default_weights())
    assert refused.value.message == "there are 0 reviews, too few to fit a memory model to"
