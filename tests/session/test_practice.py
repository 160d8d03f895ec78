"""Practice: what is asked, what is recorded, what comes again."""

from datetime import timedelta

from session_table import Table, names, outcomes, right

from calcquiz.records.event import EventKind
from calcquiz.records.moment import Graded, Hint, Notice, Picture, Question, Solution, Summary
from calcquiz.records.rating import Rating


def test_every_skill_is_asked_once_in_teaching_order_and_counted(table):
    moments = table.play([right] * 5)
    assert [name for name, _, _ in names(moments)] == [
        "slope-of-power",
        "area-of-line",
        "two-steps",
        "two-steps",
        "which-kind",
    ]
    summary = moments[-1]
    assert isinstance(summary, Summary)
    assert (summary.asked, summary.right, summary.wrong) == (4, 4, 0)


def test_equal_seed_gives_equal_first_questions_whatever_the_answers(table, tmp_path):
    first = table.play([right] * 5)
    other = Table(tmp_path / "other")
    second = other.play(["0"] * 20)
    asked = [(m.variant.id, m.variant.variant) for m in second if isinstance(m, Question) and not m.reask]
    assert asked == [(m.variant.id, m.variant.variant) for m in first if isinstance(m, Question)]


def test_a_missed_skill_comes_back_as_another_variant_after_three_questions(table):
    moments = table.play(["0"] + [right] * 9, count=6)
    questions = [m for m in moments if isinstance(m, Question) and m.part == 1]
    again = [m for m in questions if m.reask]
    assert [m.variant.id for m in again] == ["slope-of-power"]
    assert questions.index(again[0]) == 4
    assert again[0].variant.variant != questions[0].variant.variant


def test_no_reask_drops_what_was_missed(table):
    moments = table.play(["0"] * 5, reask=False)
    assert not [m for m in moments if isinstance(m, Question) and m.reask]


def test_after_three_wrong_reasks_a_skill_rests(table):
    moments = table.play(["0"] * 30, skills=["slope-of-power"], count=1)
    assert len([m for m in moments if isinstance(m, Question)]) == 4


def test_each_graded_line_is_in_the_log_before_its_feedback(table):
    table.play([right], skills=["slope-of-power"], count=1)
    kinds = [event.kind for event in table.events]
    assert kinds == [EventKind.ANSWER, EventKind.REVIEW]
    assert table.cards["slope-of-power"].last_rating is Rating.GOOD


def test_an_unreadable_line_costs_nothing_and_is_not_logged(table):
    moments = table.play(["6x +", right], skills=["slope-of-power"], count=1)
    assert outcomes(moments) == ["unreadable", "correct"]
    assert [event.try_ for event in table.events if event.kind is EventKind.ANSWER] == [1]
    assert table.cards["slope-of-power"].last_rating is Rating.GOOD


def test_a_second_try_that_is_right_is_rated_hard(table):
    moments = table.play(["0", right], skills=["slope-of-power"], count=1, tries=2)
    graded = [m for m in moments if isinstance(m, Graded)]
    assert [(m.over, m.tries_left) for m in graded] == [(False, 1), (True, 0)]
    assert table.cards["slope-of-power"].last_rating is Rating.HARD


def test_at_a_terminal_a_missing_constant_is_asked_for_once_and_is_no_try(table):
    def without_constant(question, key):
        return key.removesuffix(" + C")

    moments = table.play([without_constant, right], skills=["area-of-line"], count=1, keys=["enter"], tries=2)
    assert outcomes(moments) == ["partial", "correct"]
    assert table.cards["area-of-line"].last_rating is Rating.GOOD


def test_at_a_terminal_an_answer_of_another_kind_is_asked_for_once_and_is_no_try(table):
    moments = table.play(["(1, 2)", right], skills=["slope-of-power"], count=1, keys=["enter"], tries=2)
    assert outcomes(moments) == ["incorrect", "correct"]
    assert table.cards["slope-of-power"].last_rating is Rating.GOOD


def test_through_a_pipe_a_missing_constant_ends_the_part(table):
    moments = table.play([lambda _, key: key.removesuffix(" + C")], skills=["area-of-line"], count=1)
    assert outcomes(moments) == ["partial"]
    assert table.cards["area-of-line"].last_rating is Rating.HARD


def test_the_authors_mistake_is_named_and_its_words_shown(table):
    def exponent_kept(question, key):
        return f"x*({key})"

    moments = table.play([exponent_kept], skills=["slope-of-power"], count=1, reask=False)
    graded = next(m for m in moments if isinstance(m, Graded))
    assert graded.verdict.mistake == "exponent-kept"
    assert any(isinstance(m, Solution) for m in moments)


def test_a_question_of_two_parts_is_rated_by_its_worst(table):
    table.play([right, "0"], skills=["two-steps"], count=1, reask=False)
    assert table.cards["two-steps"].last_rating is Rating.AGAIN
    assert [e.part for e in table.events if e.kind is EventKind.ANSWER] == [1, 2]


def test_hints_open_rung_by_rung_and_make_it_hard(table):
    moments = table.play(["/hint", right], skills=["slope-of-power"], count=1)
    hint = next(m for m in moments if isinstance(m, Hint))
    assert (hint.rung, hint.text) == (1, "What happens to the exponent?")
    assert table.cards["slope-of-power"].last_rating is Rating.HARD


def test_a_picture_before_the_answer_draws_nothing_of_the_key(table):
    moments = table.play(["/plot", right], skills=["slope-of-power"], count=1)
    picture = next(m for m in moments if isinstance(m, Picture))
    assert len(picture.scene.curves) == 1


def test_a_picture_after_the_answer_shows_the_key_too(table):
    moments = table.play([right], skills=["slope-of-power"], count=1, keys=["p", "enter"])
    picture = next(m for m in moments if isinstance(m, Picture))
    assert len(picture.scene.curves) == 2


def test_showing_the_solution_counts_as_again(table):
    moments = table.play(["/show"], skills=["slope-of-power"], count=1, reask=False)
    assert any(isinstance(m, Solution) for m in moments)
    assert table.cards["slope-of-power"].last_rating is Rating.AGAIN


def test_a_skipped_question_comes_back_at_the_end_and_is_not_wrong(table):
    moments = table.play(["/skip", right, right, right, right, right])
    assert [name for name, _, _ in names(moments)][-1] == "slope-of-power"
    assert moments[-1].wrong == 0


def test_skipping_everything_twice_ends_the_session(table):
    moments = table.play(["/skip"] * 50)
    assert moments[-1].asked == 0
    assert moments[-1].skipped == 4


def test_quitting_keeps_what_was_answered_and_coming_back_goes_on(table):
    table.play([right, "/quit"])
    moments = table.play([right] * 4, count=3)
    assert names(moments)[0][0] == "area-of-line"


def test_undo_takes_the_answer_back_and_asks_the_same_question_again(table):
    moments = table.play(["0", right], skills=["slope-of-power"], count=1, keys=["u", "enter"])
    assert len(set(names(moments))) == 1
    assert len(names(moments)) == 2
    assert (moments[-1].asked, moments[-1].right, moments[-1].wrong) == (1, 1, 0)
    assert table.cards["slope-of-power"].repetitions == 1
    assert table.cards["slope-of-power"].last_rating is Rating.GOOD


def test_undo_at_the_prompt_goes_back_one_question(table):
    moments = table.play(["0", "/undo", right, right, right, right, right])
    asked = [name for name, _, part in names(moments) if part == 1]
    assert asked == ["slope-of-power", "area-of-line", "slope-of-power", "area-of-line", "two-steps", "which-kind"]
    assert (moments[-1].right, moments[-1].wrong) == (4, 0)


def test_the_learner_may_give_another_rating(table):
    table.play([right], skills=["slope-of-power"], count=1, keys=["2", "enter"])
    assert table.cards["slope-of-power"].last_rating is Rating.HARD


def test_a_wrong_answer_that_the_learner_rates_good_is_not_asked_again(table):
    moments = table.play(["0"], skills=["slope-of-power"], count=1, keys=["3", "enter"])
    assert len(names(moments)) == 1


def test_a_flag_and_a_command_that_does_not_exist(table):
    moments = table.play(["/flag wrong key", "/hnt", right], skills=["slope-of-power"], count=1)
    notices = [m.text for m in moments if isinstance(m, Notice)]
    assert notices[1] == "Did you mean `/hint`?"
    assert EventKind.FLAG in [event.kind for event in table.events]


def test_no_variant_repeats_before_all_were_seen(table):
    seen = []
    for day in range(8):
        table.now += timedelta(days=day)
        seen += [number for _, number, _ in names(table.play([right], skills=["which-kind"], count=1, seed=day))]
    assert len(set(seen)) == len(seen)


def test_slow_answers_are_rated_hard(table):
    table.play([right], skills=["slope-of-power"], count=1, seconds=100)
    assert table.cards["slope-of-power"].last_rating is Rating.HARD


def test_a_fixed_variant_is_asked_as_named(table):
    moments = table.play([right], skills=["slope-of-power"], count=1, variant=5)
    assert names(moments) == [("slope-of-power", 5, 1)]


def test_an_answer_of_the_same_day_does_not_move_the_memory_again(table):
    table.play([right], skills=["slope-of-power"], count=1)
    before = table.cards["slope-of-power"]
    table.play([right], skills=["slope-of-power"], count=1, seed=8)
    after = table.cards["slope-of-power"]
    assert (before.stability, before.due_day) == (after.stability, after.due_day)
    assert table.events[-1].kind is EventKind.EXTRA
