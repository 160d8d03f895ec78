"""Hostile text is judged or refused quickly: nothing in it runs, hangs, fills the memory or breaks the checker."""

import pytest
from fuzzing import hostile_report

SLOWEST_SECONDS = 2.5


def survives(report):
    assert report["kinds"] == [], "kinds of answers without a key to compare hostile text with"
    assert report["raised"] == []
    assert report["executed"] is False
    assert max(report["seconds"]) < SLOWEST_SECONDS, sorted(report["slow"], reverse=True)[:3]


def test_hostile_text_is_survived_by_the_checker():
    survives(hostile_report(400, seed=1, seconds=120))


@pytest.mark.full
def test_two_thousand_hostile_texts_are_survived_by_every_kind_of_answer():
    report = hostile_report(2000, seed=2, seconds=1200)
    assert report["judged"] >= 2000 * 9
    survives(report)
