"""Another rating, undo and starting over: the cards are as if it had been so from the start."""

from dataclasses import replace
from datetime import date

from calcquiz.records.event import EventKind
from calcquiz.records.rating import Rating
from calcquiz.schedule.cards import last_question, moved_skills, overriding, record_answer, undoing
from calcquiz.schedule.engine import Model
from calcquiz.schedule.replay import corrections, observations, parameters_in_effect, replay, replay_skill

GOOD = Rating.GOOD


def written(ended, *answers, model=Model()):  # noqa: B008 - a frozen value
    """Record answers one after another: pairs of skill and rating, with a study day if need be."""
    cards, log = {}, []
    for skill, rating, *day in answers:
        event = ended(skill, rating, **({"study_day": day[0]} if day else {}))
        event, cards[skill] = record_answer(cards.get(skill), event, model=model, history=lambda: log)
        log.append(event)
    return log, cards


def test_a_replay_gives_the_live_cards_in_whatever_order_it_reads_the_events(ended):
    log, cards = written(ended, ("a", 3), ("b", 1), ("a", 3, date(2026, 3, 4)), ("b", 3, date(2026, 3, 4)))
    assert replay(log) == replay(reversed(log)) == replay(log, corrections(log)) == cards


def test_another_rating_counts_as_if_it_had_been_given_at_once(ended):
    log, _ = written(ended, ("a", 1))
    override = overriding(ended("", None), log[0], GOOD)
    assert override.detail == {"uid": log[0].uid, "was": 1}
    assert (override.kind, override.skill, override.variant) == (EventKind.OVERRIDE, "a", log[0].variant)
    card = replay_skill("a", [*log, override])
    assert (card.stability, card.last_rating) == (2.3065, GOOD)
    assert card.seen_ms == log[0].at_ms


def test_the_last_of_several_ratings_counts_until_it_is_undone(ended):
    log, _ = written(ended, ("a", 1))
    first = overriding(ended("", None), log[0], Rating.EASY)
    second = overriding(ended("", None), log[0], Rating.HARD)
    assert replay_skill("a", [*log, second, first]).last_rating is Rating.HARD
    undo = undoing(ended("", None), [second])
    assert replay_skill("a", [*log, first, second, undo]).last_rating is Rating.EASY


def test_undo_takes_the_card_away_when_nothing_is_left(ended):
    log, _ = written(ended, ("a", 3))
    undo = undoing(ended("", None), log)
    assert (undo.kind, undo.skill, undo.detail) == (EventKind.UNDO, "a", {"uids": [log[0].uid]})
    assert replay([*log, undo]) == {}


def test_after_an_undo_the_next_answer_becomes_the_first_one(ended):
    log, _ = written(ended, ("a", 1), ("a", 3))
    assert log[1].kind is EventKind.EXTRA
    card = replay_skill("a", [*log, undoing(ended("", None), log[:1])])
    assert (card.stability, card.repetitions) == (2.3065, 1)


def test_the_last_question_is_undone_with_its_lines_its_rating_and_its_credit(ended):
    line = EventKind.ANSWER
    old = [ended("a", None, line, variant=7), ended("a", 3, variant=7)]
    lines = [ended("b", None, line, variant=5, try_=1), ended("b", None, line, variant=5, try_=2)]
    end = ended("b", 1, variant=5)
    credit = ended("a", None, EventKind.IMPLICIT, detail={"cause": end.uid, "of": "b", "weight": "full"})
    override = overriding(ended("", None), end, GOOD)
    flag = ended("b", None, EventKind.FLAG)
    log = [*old, *lines, end, credit, override, flag]
    undone = last_question(log)
    assert undone[0] == end
    assert set(undone) == {end, *lines, credit, override}
    assert moved_skills(undone) == ("a", "b")
    assert set(last_question([*log, undoing(ended("", None), undone)])) == set(old)


def test_without_a_question_there_is_nothing_to_undo(ended):
    assert last_question([]) == ()
    assert last_question([ended("a", None, EventKind.ANSWER)]) == ()


def test_lines_of_an_earlier_question_on_the_same_variant_stay(ended):
    line = EventKind.ANSWER
    log = [
        ended("a", None, line, variant=7),
        ended("a", 1, variant=7),
        ended("a", None, line, variant=7),
        ended("a", 3, EventKind.REASK, variant=7),
    ]
    assert set(last_question(log)) == set(log[2:])


def test_starting_a_skill_over_forgets_it_and_no_other(ended):
    log, cards = written(ended, ("a", 3), ("b", 3))
    assert replay([*log, ended("a", None, EventKind.RESET)]) == {"b": cards["b"]}
    assert replay([*log, replace(ended("", None, EventKind.RESET), skill=None)]) == {}


def test_an_answer_after_starting_over_is_a_first_one(ended):
    log, _ = written(ended, ("a", 3))
    reset = ended("a", None, EventKind.RESET)
    again = ended("a", 3, EventKind.EXTRA)
    card = replay_skill("a", [*log, reset, again])
    assert (card.repetitions, card.first_day) == (1, date(2026, 3, 2))
    early = replace(again, uid="0" * 32, at_ms=0)
    assert replay_skill("a", [*log, reset, early]) is None


def test_other_weights_count_from_their_event_on(ended):
    from fsrs.scheduler import DEFAULT_PARAMETERS

    weights = [5.0 if n == 2 else w for n, w in enumerate(DEFAULT_PARAMETERS)]  # a first Good: 5 days
    params = ended("", None, EventKind.PARAMS, detail={"parameters": weights})
    before, after = ended("a", 3), ended("b", 3, at_ms=params.at_ms + 1)
    cards = replay([after, params, replace(before, at_ms=params.at_ms - 1)])
    assert (cards["a"].stability, cards["b"].stability) == (2.3065, 5.0)
    assert parameters_in_effect([params]) == tuple(weights)
    assert parameters_in_effect([params, undoing(ended("", None), [params])]) is None
    assert parameters_in_effect([]) is None


def test_two_machines_that_reviewed_on_the_same_day_move_the_memory_once(ended):
    """Both believed theirs was the first; merged, the second is extra, and its miss asks tomorrow."""
    desk, laptop = ended("a", 3), ended("a", 1, device="laptop")
    card = replay_skill("a", [laptop, desk])
    assert (card.stability, card.repetitions, card.due_day) == (2.3065, 1, date(2026, 3, 3))


def test_a_stored_due_day_is_kept_and_chosen_anew_only_when_the_interval_changed(ended):
    """With a busy calendar the fuzz picked the 13th day of an interval of 11; a replay keeps it."""
    log, cards = written(ended, ("a", 3))
    busy = ended("a", 3, study_day=date(2026, 3, 4))
    event, card = record_answer(
        cards["a"],
        busy,
        model=Model(),
        history=lambda: log,
        load=lambda _first, _last: {date(2026, 3, 4 + n): 9 for n in range(2, 20) if n != 13},
    )
    assert (event.detail["interval"], card.due_day) == (11, date(2026, 3, 17))
    assert replay_skill("a", [*log, event]) == card
    hard = overriding(ended("", None), event, Rating.HARD)
    assert replay_skill("a", [*log, event, hard]).due_day < card.due_day


def test_a_question_nobody_rated_leaves_the_cards_alone(ended):
    assert replay([ended("a", None)]) == {}


def test_an_answer_given_while_the_clock_was_wrong_counts_at_its_place(ended):
    """Answered in a year far ahead, then, the clock corrected, today: today's answer is the first one."""
    log, cards = written(ended, ("a", 3, date(2031, 1, 1)))
    log = [replace(log[0], at_ms=log[0].at_ms + 10**11)]
    late = ended("a", 1)
    event, card = record_answer(cards["a"], late, model=Model(), history=lambda: log, last=log[0].order)
    assert (event.kind, card.first_day, card.last_day) == (EventKind.REVIEW, late.study_day, date(2031, 1, 1))
    assert event.due_day == card.due_day
    assert card == replay_skill("a", [*log, event])


def test_each_answer_that_moved_the_memory_is_observed_with_the_recall_that_was_foretold(ended):
    monday, later = date(2026, 3, 2), date(2026, 3, 9)
    log, cards = written(ended, ("a", 3, monday), ("a", 3, monday), ("a", 1, later), ("b", 3, later))
    first, second, other = observations(log)
    assert (first.recall, first.elapsed_days, first.recalled) == (None, 0, True)  # the extra answer is not there
    assert (second.elapsed_days, second.recalled) == (7, False)
    assert 0.7 < second.recall < 0.9
    assert other.skill == "b"
    assert cards["a"].repetitions == 2


def test_what_was_reset_is_observed_no_more(ended):
    log, _ = written(ended, ("a", 3), ("b", 3))
    reset = replace(ended("a", None), kind=EventKind.RESET)
    assert [one.skill for one in observations([*log, reset])] == ["b"]
