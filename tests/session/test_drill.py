"""The drill: what is due, everywhere, then the day's new skills."""

from datetime import timedelta

from session_table import names, right

from calcquiz.records.card import LEECH_LAPSES
from calcquiz.records.moment import Notice, Question


def skills(moments):
    return list(dict.fromkeys(name for name, _, _ in names(moments)))


def forgetting(skill):
    """Answers of a learner who knows everything but one skill."""
    return [lambda question, key: "0" if question.variant.id == skill else right(question, key)] * 40


def test_a_beginner_meets_three_new_skills_a_day_those_that_stand_on_others_later(table):
    assert skills(table.drill([right] * 9)) == ["slope-of-power", "two-steps", "which-kind"]
    (notice,) = table.drill([])
    assert notice.text.startswith("Nothing is due today. The next review is in ")
    table.now += timedelta(days=1)
    assert skills(table.drill([right] * 9)) == ["area-of-line"]


def test_a_skill_that_was_missed_is_due_the_next_day_and_keeps_back_what_stands_on_it(table):
    table.drill(forgetting("slope-of-power"), reask=False)
    table.now += timedelta(days=1)
    assert skills(table.drill([right] * 9)) == ["slope-of-power"]
    table.now += timedelta(days=1)
    assert skills(table.drill([right] * 9))[-1] == "area-of-line"


def test_a_skill_that_slips_away_again_and_again_sends_back_to_what_it_stands_on(table):
    table.drill([right] * 9)
    told = []
    for _ in range(LEECH_LAPSES + 1):
        table.now += timedelta(days=1)
        moments = table.drill(forgetting("area-of-line"), reask=False)
        told += [moment.text for moment in moments if isinstance(moment, Notice)]
    assert table.cards["area-of-line"].is_leech
    assert told[-1].startswith("This skill slipped away 4 times. What it stands on comes next: ")
    assert skills(moments)[-1] == "slope-of-power"


def test_the_drill_ends_when_the_learner_leaves(table):
    moments = table.drill(["/quit"])
    assert len([moment for moment in moments if isinstance(moment, Question)]) == 1
