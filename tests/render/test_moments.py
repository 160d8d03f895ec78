"""Each moment of a session as printed, to the letter."""

from dataclasses import replace
from datetime import date

import pytest

from calcquiz.records.moment import Graded, Hint, Notice, Picture, Question, Solution, Summary
from calcquiz.records.scene import Curve, Scene
from calcquiz.records.variant import Kind, Step
from calcquiz.records.verdict import Method, Misstep, Outcome, Verdict
from calcquiz.render.graded import graded_lines
from calcquiz.render.question import question_lines, variant_lines
from calcquiz.render.screen import moment_lines
from calcquiz.render.solution import solution_lines, steps_lines
from calcquiz.render.style import Style

WIDE, NARROW, ASCII = Style(width=80), Style(width=40), Style(width=80, ascii_only=True)


def test_a_question_begins_with_a_quiet_line(question, text):
    lines = question_lines(question, WIDE)
    assert (
        text(lines)
        == """
  Question 3 of 10 · 1.2 · Slope of the logistic loss · ●●●○○

  One training example contributes the loss L(w) = ln(1 + e⁵⁻²ʷ).

  Find its slope dL/dw.
"""
    )
    assert lines[1].style == "dim"


def test_a_narrow_screen_gives_the_title_a_line_of_its_own(question, text):
    assert text(question_lines(question, NARROW)).splitlines()[1:6] == [
        "  Question 3 of 10 · 1.2 · ●●●○○",
        "  Slope of the logistic loss",
        "",
        "  One training example contributes the",
        "  loss L(w) = ln(1 + e⁵⁻²ʷ).",
    ]


def test_a_screen_reader_hears_labels_in_words(question, plain, text):
    assert (
        text(question_lines(question, plain))
        == """
Question 3 of 10: Slope of the logistic loss
Section 1.2, difficulty 3 of 5.

One training example contributes the loss L(w) = ln(1 + e⁵⁻²ʷ).

Find its slope dL/dw.
"""
    )


def test_a_later_part_repeats_neither_title_nor_statement(question, variant, text):
    second = replace(variant.parts[0], part=2, ask="And at $w = 1$?")
    parts = replace(variant, parts=(*variant.parts, second))
    assert text(question_lines(replace(question, variant=parts), WIDE)).splitlines()[1] == (
        "  Question 3 of 10 · part 1 of 2 · 1.2 · Slope of the logistic loss · ●●●○○"
    )
    assert (
        text(question_lines(replace(question, variant=parts, part=2), WIDE))
        == """
  Question 3 of 10 · part 2 of 2

  And at w = 1?
"""
    )


def test_a_missed_skill_comes_once_more(question, text):
    assert "  Once more · 1.2" in text(question_lines(replace(question, reask=True), WIDE))


def test_a_statement_that_is_the_ask_is_shown_once(question, variant, text):
    same = replace(variant, statement=variant.parts[0].ask)
    assert text(question_lines(replace(question, variant=same), WIDE)).count("Find its slope") == 1


def test_options_stand_under_their_letters_and_say_how_to_answer(question, choice, text):
    assert text(question_lines(replace(question, variant=choice), WIDE)).splitlines()[3:] == [
        "  Which steps lower the loss?",
        "",
        "  a) θ − η∇L(θ)",
        "  b) θ + η∇L(θ)",
        "  c) None of them",
        "",
        "  Choose all that apply, for example a, c.",
    ]


def test_show_prints_a_variant_under_its_name(variant, text):
    assert text(variant_lines(variant, WIDE)).splitlines()[:2] == [
        "  Slope of the logistic loss",
        "  logistic-loss-slope#7 · 1.2 · ●●●○○",
    ]


ROWS = [
    # a right answer in the form of the key needs no more words
    (("correct", {"over": True, "due": 3, "response": "-2/(1+e^(2w-5))", "read_as": "-2/(1+exp(2*w-5))"}),
     ["✓ right", "Comes back in 3 days."]),
    (("correct", {"over": True, "due": 0}),
     ["✓ right", "Another form:", "          2", "    − ─────────", "      1 + e²ʷ⁻⁵", "Comes back today."]),
    (("incorrect", {"left": 1, "at": {"x": "2"}}),
     ["✗ not yet", "At x = 2 yours is 3.5, the answer is 4.", "1 try left. /hint helps, /show shows the solution."]),
    (("incorrect", {"left": 1, "at": {"x": "1/2", "y": "-1", "z": "0"}}),
     ["✗ not yet", "At x = 1/2, y = −1 and z = 0 yours is 3.5, the answer is 4.",
      "1 try left. /hint helps, /show shows the solution."]),
    (("incorrect", {"left": 2, "at": {"x": "-1"}, "yours": "undefined", "right": "defined"}),
     ["✗ not yet", "At x = −1 yours is undefined, the answer is not.",
      "2 tries left. /hint helps, /show shows the solution."]),
    (("incorrect", {"left": 1, "at": {"x": "23/22", "y": "1"}, "yours": "false", "right": "true"}),
     ["✗ not yet", "At x = 23/22 and y = 1 the answer holds and yours does not.",
      "1 try left. /hint helps, /show shows the solution."]),
    (("incorrect", {"over": True, "due": 1, "message": "One link is missing, the slope $-2$ of $5 - 2 w$."}),
     ["✗ not yet", "One link is missing, the slope −2 of 5 − 2w.",
      "The answer:", "          2", "    − ─────────", "      1 + e²ʷ⁻⁵", "Comes back tomorrow."]),
    # a number's only value is its key: it stays hidden while a try is left
    (("incorrect", {"left": 1, "at": {}}), ["✗ not yet", "1 try left. /hint helps, /show shows the solution."]),
    (("partial", {"message": "Right up to a constant: + C."}), ["~ partly right", "Right up to a constant: + C."]),
    (("unreadable", {"response": "2(x+1", "start": 1, "end": 2, "message": "a ) is missing. Close the ( with )."}),
     ["? cannot be read yet", "  2(x+1", "   ^", "a ) is missing. Close the ( with ).",
      "That was not counted as a try."]),
    (("undecided", {"over": True}),
     ["? undecided",
      "Neither a proof that it is right nor a point where it is wrong was found.",
      "Compare it with the answer and rate yourself.",
      "The answer:", "          2", "    − ─────────", "      1 + e²ʷ⁻⁵"]),
]  # fmt: skip


@pytest.mark.parametrize(("row", "expected"), ROWS)
def test_a_verdict_is_said_in_words_with_its_reason(graded, text, row, expected):
    outcome, details = row
    assert text(graded_lines(graded(outcome, **details), WIDE)).splitlines() == [f"  {line}" for line in expected]


def test_a_screen_reader_hears_the_verdict_first(graded, plain, text):
    moment = graded("incorrect", over=True, due=1)
    assert text(graded_lines(moment, plain)) == "Not yet.\nThe answer: −2/(1 + e²ʷ⁻⁵)\nComes back tomorrow."


def test_ascii_signs_are_told_apart_by_their_words(graded, text):
    assert text(graded_lines(graded("correct"), ASCII)) == "  + right"
    assert text(graded_lines(graded("incorrect"), ASCII)) == "  - not yet"


def test_an_antiderivative_is_compared_by_its_derivative(graded, text):
    moment = graded("incorrect", at={"x": "2"})
    prompt = replace(moment.question.prompt, kind=Kind.ANTIDERIVATIVE)
    question = replace(moment.question, variant=replace(moment.question.variant, parts=(prompt,)))
    assert text(graded_lines(replace(moment, question=question), WIDE)).splitlines()[1] == (
        "  At x = 2 the derivative of yours is 3.5; it has to be 4."
    )


def test_a_decimal_is_shown_its_exact_value_as_a_formula(graded, complete, text):
    moment = graded("correct", over=True, response="0.7071", message="Exactly: sqrt(2)/2.")
    part = replace(complete.parts[0], kind=Kind.NUMBER, key="sqrt(2)/2")
    shown = replace(moment, complete=replace(complete, parts=(part,)))
    assert text(graded_lines(shown, Style(plain=True, indent=""))) == "Right.\nExactly: √2/2"


def test_all_right_options_are_named(choice, text):
    question = Question(n=1, count=1, variant=choice, part=1)
    verdict = Verdict(outcome=Outcome.INCORRECT, method=Method.SHAPE)
    lines = graded_lines(Graded(question=question, verdict=verdict, over=True, complete=choice), WIDE)
    assert text(lines).splitlines()[1:] == ["  The answer:", "    a) θ − η∇L(θ)", "    c) None of them"]


@pytest.mark.parametrize(
    "response",
    ["[red]2(x", "2(x\u202e)", "\x1b[31m2(x", "🙂2(x", "x" * 490 + "(", "2(\tx", "", "２（x", "a\u0301(x"],
)
@pytest.mark.parametrize("style", [WIDE, NARROW, ASCII])
def test_no_response_breaks_the_screen(graded, response, style):
    moment = graded("unreadable", response=response, message="a ) is missing.", start=len(response), end=None)
    for line in graded_lines(moment, style):
        assert line.cell_len <= style.width
        assert all(character.isprintable() for character in line.plain)
        assert line.plain.isascii() or not style.ascii_only


def test_a_solution_continues_under_its_equals_sign(complete, text):
    part = complete.parts[0]
    assert (
        text(solution_lines(Solution(steps=part.solution, key=part.key, part=part), WIDE))
        == """\
  Solution
  1. The outer function is ln: its derivative is one over what stands inside.
       d                      1       d
       ── ln(1 + e⁵⁻²ʷ) = ───────── · ── (1 + e⁵⁻²ʷ)
       dw                 1 + e⁵⁻²ʷ   dw

  2. The exponential is its own derivative; the line has slope −2.
                             2e⁵⁻²ʷ
                        = − ─────────
                            1 + e⁵⁻²ʷ

  The answer:
            2
      − ─────────
        1 + e²ʷ⁻⁵"""
    )


def test_short_reasons_stand_beside_their_equations(text):
    steps = (
        Step(rule="", before="(x+1)^2-1", after="x^2+2*x+1-1", why="Multiply out.", proved=True),
        Step(rule="", before="x^2+2*x+1-1", after="x^2+2*x", why="The ones cancel.", proved=True),
        Step(rule="", before="x^2/1", after="x^2/2", why="This one is open.", proved=False),
    )
    assert (
        text(steps_lines(steps, WIDE, ("x",)))
        == """\
  1. (x + 1)² − 1 = x² + 2x + 1 − 1   Multiply out.
  2.              = x² + 2x           The ones cancel.
     x²   x²
  3. ── = ──                          This one is open. (not checked by numbers)
     1    2"""
    )


def test_a_reason_that_goes_on_in_its_equation_stands_above_it(text):
    steps = (
        Step(rule="", before="(x+1)^2-1", after="x^2+2*x", why="Multiply out.", proved=True),
        Step(rule="", before="2*x+x^2", after="x*(x+2)", why="The same product is", proved=True),
    )
    assert (
        text(steps_lines(steps, WIDE, ("x",)))
        == """\
  1. Multiply out.
       (x + 1)² − 1 = x² + 2x
  2. The same product is
       2x + x² = x(x + 2)"""
    )


def test_a_step_without_a_reason_belongs_to_the_one_before(text):
    steps = (
        Step(rule="", before="", after="", why="A longer sentence that stands above what comes next.", proved=False),
        Step(rule="", before="x*(x+2)", after="2*x+x^2", why="Then", proved=True),
        Step(rule="", before="2*x+x^2", after="x^2+2*x", why="", proved=True),
        Step(rule="", before="x^2+2*x", after="(x+1)^2-1", why="Last.", proved=True),
    )
    assert text(steps_lines(steps, WIDE, ("x",))).splitlines()[-4:] == [
        "       x(x + 2) = 2x + x²",
        "                = x² + 2x",
        "  3. Last.",
        "                = (x + 1)² − 1",
    ]


def test_a_solution_that_ends_with_the_key_does_not_repeat_it(complete, plain, text):
    part = replace(complete.parts[0], key="2*x^2")
    steps = (Step(rule="", before="2*(x^2+1)-2", after="2*x^2", why="Collect.", proved=True),)
    assert (
        text(solution_lines(Solution(steps=steps, key=part.key, part=part), plain))
        == """\
Solution:
1. Collect.
     2(x² + 1) − 2 = 2x²"""
    )


def test_a_solution_whose_last_sentence_ends_with_the_answer_does_not_repeat_it(complete, plain, text):
    part = replace(complete.parts[0], key="-2*x/3")
    said = Step(rule="", before="", after="", why="Together they make $f(x) = -\\frac{2x}{3}$.", proved=False)
    longer = replace(said, why="Half of $-\\frac{2x}{3}$ is not enough.")
    near = replace(said, why="Together they make $x - 2x/3$.")
    shown = {
        step: text(solution_lines(Solution(steps=(step,), key=part.key, part=part), plain)).splitlines()[1:]
        for step in (said, longer, near)
    }
    assert shown[said] == ["Together they make f(x) = −2x/3."]
    assert shown[longer] == ["Half of −2x/3 is not enough.", "The answer: −2x/3"]
    assert shown[near][-1] == "The answer: −2x/3"


def test_in_ascii_a_power_alone_makes_no_block(complete, text):
    part = replace(complete.parts[0], key="15*(3*w+2)^4")
    assert text(solution_lines(Solution(steps=(), key=part.key, part=part), ASCII)).splitlines()[-1] == (
        "  The answer: 15(3w + 2)^4"
    )


def test_a_hint_says_which_rung_it_is(plain, text):
    hint = Hint(rung=1, rungs=3, text="The derivative of $e^u$ is itself.")
    assert text(moment_lines(hint, WIDE)) == "  Hint 1 of 3  The derivative of eᵘ is itself."
    assert text(moment_lines(hint, plain)) == "Hint 1 of 3: The derivative of eᵘ is itself."


def test_a_picture_is_drawn_or_told(plain, text):
    curve = Curve(label="x²", pieces=(tuple((x / 10, x * x / 100) for x in range(-20, 21)),))
    picture = Picture(scene=Scene(x=(-2, 2), y=(0, 4), curves=(curve,)), caption="The parabola.")
    drawn = moment_lines(picture, WIDE)
    assert len(drawn) <= 20
    assert "  The parabola." in text(drawn)
    assert text(moment_lines(picture, plain)).splitlines()[:2] == ["The parabola.", "x runs from -2 to 2."]


def test_a_notice_may_hold_formulas_and_a_list(text):
    notice = Notice(text="Read as $x^2$:\n\n- `x^2` square\n- `x` [itself]")
    assert text(moment_lines(notice, WIDE)) == "  Read as x²:\n\n  • x^2 square\n  • x [itself]"


def test_a_summary_is_short_and_names_what_comes_next(text):
    summary = Summary(
        asked=10, right=7, wrong=2, skipped=1, reasked=2, reasked_right=1, seconds=412,
        missed=("chain-rule", "ftc", "chain-rule"), next_due="2026-11-27",
    )  # fmt: skip
    assert (
        text(moment_lines(summary, WIDE, date(2026, 11, 24)))
        == """
  10 questions in 7 minutes: 7 right, 2 not yet and 1 skipped.
  Of 2 asked again 1 was right.
  To practise: chain-rule and ftc.
  The next review is due in 3 days (Friday 27 November)."""
    )


def test_a_session_without_an_answer_ends_kindly(plain, text):
    summary = Summary(asked=0, right=0, wrong=0)
    assert text(moment_lines(summary, plain)).strip() == "No question answered this time. Everything is as it was."


@pytest.mark.parametrize("style", [WIDE, NARROW, ASCII, Style(width=20), Style(width=40, ascii_only=True)])
def test_every_line_fits_every_screen(question, choice, graded, complete, style):
    part = complete.parts[0]
    moments = [
        question,
        replace(question, variant=choice),
        graded("incorrect", over=True, at={"w": "1/2"}, message="A long sentence of an author's, with $x^2$.", due=1),
        Solution(steps=part.solution, key=part.key, part=part),
        Hint(rung=1, rungs=3, text="Some words that are long enough for a second line, and $e^{5 - 2 w}$."),
        Summary(asked=10, right=7, wrong=3, missed=("a-rather-long-name-of-a-skill",)),
    ]
    for moment in moments:
        for line in moment_lines(moment, style):
            assert line.cell_len <= style.width, line.plain
            assert line.plain.isascii() or not style.ascii_only


def test_a_slip_is_shown_with_the_right_line_and_the_learner_s_under_it(graded, text):
    misstep = Misstep(
        name="inner-derivative-dropped",
        part="derivative(sin(3*w), w)",
        right="3*cos(3*w)",
        wrong="cos(3*w)",
        say=r"The inner derivative of $\sin 3w$ is missing.",
    )
    verdict = Verdict(
        outcome=Outcome.INCORRECT, method=Method.PROBED, message=misstep.say, mistake=misstep.name, missteps=(misstep,)
    )
    shown = text(graded_lines(replace(graded("incorrect"), verdict=verdict), WIDE)).splitlines()
    assert shown == [
        "  ✗ not yet",
        "  The inner derivative of sin 3w is missing.",
        "  There: d/dw sin 3w = 3 cos 3w",
        "  Yours: d/dw sin 3w = cos 3w",
    ]
    solved = replace(verdict, missteps=(replace(misstep, part="3*w^2 = 12", right="w^2 = 4", wrong="w^2 = 9"),))
    assert text(graded_lines(replace(graded("incorrect"), verdict=solved), WIDE)).splitlines()[2:] == [
        "  There: 3w² = 12, so w² = 4",
        "  Yours: 3w² = 12, so w² = 9",
    ]
    whole = replace(verdict, missteps=(replace(misstep, whole=True),))
    assert text(graded_lines(replace(graded("incorrect"), verdict=whole), WIDE)).splitlines() == shown[:2]


def test_a_lone_sentence_is_no_first_step(complete, text):
    said = Step(rule="", before="", after="", why="No rule leads there step by step.", proved=False)
    (part,) = complete.parts
    assert text(solution_lines(Solution(steps=(said,), key=part.key, part=part), WIDE)).splitlines()[:3] == [
        "  Solution",
        "  No rule leads there step by step.",
        "",
    ]
