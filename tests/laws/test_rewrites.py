"""A right answer written otherwise by sound rules is still right."""

from collections import Counter

import pytest
from fuzzing import refused
from oracle import is_wrong
from rewrites import rewrites

from calcquiz.algebra.parse import parse
from calcquiz.records.variant import CONSTANTS_OF_INTEGRATION


def test_a_right_answer_written_otherwise_is_accepted():
    assert refused(500, seed=5) == []


@pytest.mark.full
@pytest.mark.parametrize("seed", range(5))
def test_of_a_thousand_right_answers_written_otherwise_at_least_995_are_accepted(seed):
    rows = refused(1000, seed)
    assert len(rows) <= 5, rows


def test_the_rules_of_rewriting_are_sound_by_the_independent_oracle():
    unsound = []
    for answer, text, style in rewrites(100, seed=8):
        if style != "tex":
            names = {*answer.names, *CONSTANTS_OF_INTEGRATION}
            if is_wrong(answer.kind, parse(text, names), parse(answer.key, answer.names), answer.options):
                unsound.append((text, answer.key))
    assert unsound == []


def test_rewriting_uses_every_way_of_typing():
    assert len(Counter(style for _, _, style in rewrites(200, seed=3))) == 7
