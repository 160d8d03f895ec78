"""A missed skill comes back after three other questions, at most three times, until it is right."""

import pytest

from calcquiz.records.event import EventKind
from calcquiz.schedule.cards import undoing
from calcquiz.schedule.reasks import Pending, next_reask, pending_reasks

REASK = EventKind.REASK


def asked(ended, *answers):
    """Pairs of skill and rating; a rating below zero is that of a re-ask."""
    return [
        ended(skill, None if rating is None else abs(rating), REASK if rating and rating < 0 else EventKind.REVIEW)
        for skill, rating in answers
    ]


@pytest.mark.parametrize(
    ("answers", "nothing_left", "expected"),
    [
        ([("a", 3)], True, None),  # nothing was missed
        ([("a", 1)], False, None),
        ([("a", 1)], True, "a"),  # at once when nothing else is left
        ([("a", 1), ("b", 3), ("c", 3)], False, None),  # two others are too few
        ([("a", 1), ("b", 3), ("c", 3), ("d", 3)], False, "a"),
        ([("a", 1), ("b", 1), ("c", 3), ("d", 3), ("e", 3)], False, "a"),  # the longest waiting first
        ([("a", 1), ("b", 3), ("c", 3), ("d", 3), ("a", -3)], True, None),  # one right clears it
        ([("a", 1), ("b", 3), ("c", 3), ("d", 3), ("a", -2)], True, None),  # hard is right too
        ([("a", 1), ("b", 3), ("c", 3), ("d", 3), ("a", -1), ("e", 3)], False, None),  # the gap starts anew
        ([("a", 1), ("a", -1), ("a", -1)], True, "a"),
        ([("a", 1), ("a", -1), ("a", -1), ("a", -1)], True, None),  # three misses: tomorrow
        ([("a", 1), ("a", -1), ("a", -1), ("a", -1), ("a", 1)], True, None),  # also when it is asked first again
        ([("a", 1), ("a", 3)], True, None),  # right when it came up as a first question
        ([("a", 1), ("a", None)], True, "a"),  # undecided and not rated: it still waits
    ],
)
def test_a_missed_skill_is_asked_again_in_its_time(ended, answers, nothing_left, expected):
    assert next_reask(pending_reasks(asked(ended, *answers)), nothing_left=nothing_left) == expected


def test_what_waits_says_how_long_and_how_often(ended):
    events = asked(ended, ("a", 1), ("b", 3), ("a", -1), ("c", 1), ("d", 2))
    assert pending_reasks(events) == (
        Pending(skill="a", gap=2, reasks=1),
        Pending(skill="c", gap=1, reasks=0),
    )
    assert pending_reasks(events, {"c"}) == (Pending(skill="c", gap=1, reasks=0),)


def test_an_undone_miss_is_not_asked_again(ended):
    events = asked(ended, ("a", 1))
    assert pending_reasks([*events, undoing(ended("", None), events)]) == ()


def test_graded_lines_count_for_no_gap(ended):
    lines = [ended("b", None, EventKind.ANSWER) for _ in range(9)]
    assert pending_reasks([*asked(ended, ("a", 1)), *lines]) == (Pending(skill="a", gap=0, reasks=0),)
