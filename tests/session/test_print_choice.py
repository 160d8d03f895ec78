"""What is printed: every problem once before any twice; versions differ in their numbers only."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from calcquiz.bank.catalog import open_catalog
from calcquiz.records.errors import UsageError
from calcquiz.records.event import EventKind
from calcquiz.records.history import PastQuestion
from calcquiz.records.verdict import Outcome
from calcquiz.session.print_choice import chosen, missed, questions, variants_of_each
from calcquiz.session.shelf import Shelf

BANKS = Path(__file__).resolve().parent.parent / "banks"
OWN = Path(__file__).resolve().parent.parent.parent / "problems"
TODAY = date(2026, 3, 1)


def no_computing(*_):
    raise AssertionError("nothing has to be computed to choose questions")


@pytest.fixture(scope="module")
def small():
    return Shelf(open_catalog((BANKS / "small",), None), no_computing)


def skills(shelf, where, **options):
    asked = questions(shelf, chosen(shelf.catalog, [where]), **{"count": None, "seed": 1, **options})
    return [question.skill for question in asked]


def past(skill, variant, outcome, days_ago, at_ms):
    return PastQuestion(
        number=at_ms,
        skill=skill,
        variant=variant,
        revision=1,
        study_day=TODAY - timedelta(days=days_ago),
        at_ms=at_ms,
        utc_offset_min=0,
        kind=EventKind.REVIEW,
        outcome=outcome,
        rating=None,
        due_day=None,
        seconds=None,
        statement="",
        lines=(),
    )


def test_every_problem_is_asked_once_before_any_is_asked_twice(small):
    once = skills(small, "chapter1")
    assert sorted(once) == sorted(set(once))
    twice = skills(small, "chapter1", count=len(once) + 1)
    assert len(set(twice)) == len(once)
    assert len(twice) == len(once) + 1


def test_questions_stand_in_teaching_order(small):
    order = list(chosen(small.catalog, ["chapter1"]).ids)
    assert skills(small, "chapter1") == order
    assert skills(small, "chapter1", count=2) == sorted(skills(small, "chapter1", count=2), key=order.index)


def test_the_seed_decides_which_are_asked(small):
    choice = chosen(small.catalog, ["chapter1"])
    first = [questions(small, choice, count=3, seed=seed) for seed in range(12)]
    assert first[5] == questions(small, choice, count=3, seed=5)
    assert len({tuple(question.skill for question in asked) for asked in first}) > 1
    assert len({question.numbers for asked in first for question in asked}) > 3


def test_no_variant_is_printed_twice(small):
    choice = chosen(small.catalog, ["slope-of-power"])
    asked = questions(small, choice, count=12, seed=3)
    numbers = [question.numbers[0] for question in asked]
    assert len(set(numbers)) == 12


def test_a_variant_that_was_named_is_printed_first(small):
    choice = chosen(small.catalog, ["which-kind#4", "slope-of-power"])
    asked = questions(small, choice, count=None, seed=1)
    assert (asked[0].skill, asked[0].numbers) == ("which-kind", (4,))
    assert [question.skill for question in asked] == ["which-kind", "slope-of-power"]


def test_a_variant_that_does_not_exist_is_refused(small):
    with pytest.raises(UsageError, match="which-kind has no variant #4000"):
        questions(small, chosen(small.catalog, ["which-kind#4000"]), count=None, seed=1)


def test_fewer_questions_than_were_named_are_refused(small):
    choice = chosen(small.catalog, ["which-kind#4", "which-kind#5"])
    with pytest.raises(UsageError) as caught:
        questions(small, choice, count=1, seed=1)
    assert caught.value.message == "2 variants are named, and only 1 wanted"


def test_more_questions_than_there_are_variants_are_refused_with_their_number(small):
    choice = chosen(small.catalog, ["which-kind"])
    with pytest.raises(UsageError) as caught:
        questions(small, choice, count=30, seed=1)
    assert caught.value.message == "Rising or falling has variants for 29 questions, not for 30"
    assert caught.value.advice == "Write --count 29, or name more: another section, a chapter."
    assert len(questions(small, choice, count=29, seed=1)) == 29


def test_versions_count_among_the_variants(small):
    choice = chosen(small.catalog, ["which-kind"])
    with pytest.raises(UsageError) as caught:
        questions(small, choice, count=15, seed=1, versions=2)
    assert caught.value.message == "Rising or falling has variants for 14 questions in 2 versions, not for 15"


def test_versions_differ_in_every_question(small):
    asked = questions(small, chosen(small.catalog, ["chapter1"]), count=None, seed=1, versions=4)
    assert all(len(set(question.numbers)) == 4 for question in asked)


def test_versions_of_a_question_have_the_same_case():
    own = Shelf(open_catalog((OWN,), None), no_computing)
    problem = own.problem("average-rate-loss-curve")
    columns = problem.cases[0].keys()
    (asked,) = questions(own, chosen(own.catalog, [problem.id]), count=None, seed=2, versions=4)
    points = own.points(problem.id)
    assert len({tuple(points[number][column] for column in columns) for number in asked.numbers}) == 1


def test_each_problem_gives_as_many_variants_as_it_has(small):
    choice = chosen(small.catalog, ["chapter1"])
    asked = {one.skill: one.numbers for one in variants_of_each(small, choice, count=40, seed=1)}
    assert len(asked["which-kind"]) == 29
    assert len(set(asked["which-kind"])) == 29


def test_what_was_missed_lately_comes_back_the_latest_first(small):
    asked = [
        past("which-kind", 1, Outcome.INCORRECT, 2, 10),
        past("slope-of-power", 3, Outcome.INCORRECT, 1, 20),
        past("slope-of-power", 4, Outcome.CORRECT, 1, 21),
        past("which-kind", 2, Outcome.INCORRECT, 40, 1),
        past("gone-from-the-bank", 2, Outcome.INCORRECT, 1, 30),
    ]
    choice = missed(small.catalog, asked, chosen(small.catalog, []), today=TODAY)
    assert choice.fixed == (("slope-of-power", 3), ("which-kind", 1))
    assert missed(small.catalog, asked, chosen(small.catalog, []), today=TODAY, most=1).fixed == (
        ("slope-of-power", 3),
    )
    only = missed(small.catalog, asked, chosen(small.catalog, ["which-kind"]), today=TODAY)
    assert only.fixed == (("which-kind", 1),)


def test_what_was_answered_right_since_is_not_missed(small):
    wrong = past("which-kind", 1, Outcome.INCORRECT, 2, 10)
    right = past("which-kind", 1, Outcome.CORRECT, 1, 20)
    with pytest.raises(UsageError, match="nothing was missed in the last 30 days"):
        missed(small.catalog, [wrong, right], chosen(small.catalog, []), today=TODAY)
    undone = replace(right, undone=True)
    assert missed(small.catalog, [wrong, undone], chosen(small.catalog, []), today=TODAY).fixed == (("which-kind", 1),)
