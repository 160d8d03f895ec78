"""One token of a right answer changed: what differs anywhere is never accepted."""

import pytest
from mutants import mutants
from oracle import is_wrong

from calcquiz.algebra.parse import parse
from calcquiz.checking.check import check
from calcquiz.records.rules import Rules
from calcquiz.records.variant import CONSTANTS_OF_INTEGRATION, Kind
from calcquiz.records.verdict import Outcome


def false_accepts(count, seed):
    """Return the mutants accepted that an independent oracle finds different, and how many were readable."""
    wrong, readable = [], 0
    for place, mutant in enumerate(mutants(count, seed)):
        answer = mutant.answer
        options = {**answer.options, "decimals_are_exact": bool(place % 2)}
        verdict = check(mutant.text, answer.key, answer.kind, Rules(variables=answer.names, **options))
        readable += verdict.outcome is not Outcome.UNREADABLE
        if verdict.outcome is Outcome.CORRECT and is_wrong(answer.kind, *trees(mutant), options):
            wrong.append((mutant.text, answer.key, answer.kind.value, verdict.method.value))
    return wrong, readable


def trees(mutant):
    answer = mutant.answer
    constants = CONSTANTS_OF_INTEGRATION if answer.kind is Kind.ANTIDERIVATIVE else ()
    return parse(mutant.text, {*answer.names, *constants}), parse(answer.key, answer.names)


def test_a_right_answer_with_one_token_changed_is_never_accepted_where_it_differs():
    wrong, readable = false_accepts(700, seed=11)
    assert readable > 500
    assert wrong == []


@pytest.mark.full
@pytest.mark.parametrize("seed", range(5))
def test_of_thousands_of_changed_answers_none_that_differs_is_accepted(seed):
    wrong, readable = false_accepts(1200, seed)
    assert readable > 1000
    assert wrong == []
