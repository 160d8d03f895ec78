"""One token of a right answer changed: what differs anywhere is never accepted."""

import pytest
from fuzzing import false_accepts


def test_a_right_answer_with_one_token_changed_is_never_accepted_where_it_differs():
    wrong, readable = false_accepts(600, seed=11)
    assert readable > 500
    assert wrong == []


@pytest.mark.full
@pytest.mark.parametrize("seed", range(5))
def test_of_thousands_of_changed_answers_none_that_differs_is_accepted(seed):
    wrong, readable = false_accepts(1200, seed)
    assert readable > 1000
    assert wrong == []
