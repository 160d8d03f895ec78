"""`list`, `stats`, the home screen and errors, as printed."""

import pytest

from calcquiz.records.bank import Chapter, Facts, Section
from calcquiz.records.errors import BankError, Finding, FormulaError
from calcquiz.records.home import Home, LastSession, Suggestion
from calcquiz.records.progress import Progress, Share, Weakness
from calcquiz.render.errors import error_text
from calcquiz.render.home import home_lines
from calcquiz.render.listing import list_lines
from calcquiz.render.statistics import statistics_lines
from calcquiz.render.style import Style

WIDE, NARROW = Style(width=80), Style(width=40)
STYLES = [WIDE, NARROW, Style(width=80, ascii_only=True), Style(width=40, plain=True, indent="")]
FINDING = Finding(
    file="problems/chapter2/antiderivative-power.yaml", line=6, column=6,
    message="the range 9..2 is empty", advice="Write the smaller end first: 2..9", source="  n: 9..2",
)  # fmt: skip
PROBLEMS = (
    Facts(id="chain-rule", path="", chapter=1, section="1.2", title="Power of a linear function", difficulty=2),
    Facts(id="ftc-evaluate-polynomial", path="", chapter=2, section="2.1", title="Area under a polynomial"),
    Facts(id="antiderivative-power", path="", chapter=2, section="2.1", findings=(FINDING,)),
)
CHAPTERS = (
    Chapter(number=1, title="Differentiation", sections=(Section(number="1.2", slug="", title="Rules"),)),
    Chapter(number=2, title="Integration", sections=(Section(number="2.1", slug="", title="Integrals"),)),
)
STATES = {"chain-rule": "in 3 days"}


def share(name, skills, seen, asked, first_try):
    return Share(name=name, skills=skills, seen=seen, due=1, mature=0, asked=asked, first_try=first_try)


PROGRESS = Progress(
    chapters=(share("1", 4, 3, 15, 12), share("2", 3, 0, 0, 0)),
    sections=(share("1.2", 4, 3, 15, 12), share("2.1", 3, 0, 0, 0)),
    total=share("all", 7, 3, 15, 12),
    asked_today=4,
    right_today=3,
    streak_days=2,
    weakest=(Weakness(skill="chain-rule", wrong=2, asked=5, recall=0.7),),
    mistakes=(("missing-constant", 1),),
    overridden=0,
)
TITLES = {"1": "Differentiation", "2": "Integration", "1.2": "Rules of differentiation"}
HOME = Home(
    skills=12, seen=7, due=2, streak_days=4, last=LastSession(day="2026-11-23", asked=10, right=7),
    today="2026-11-24", suggestions=(Suggestion(command="calcquiz practice 2.1", why="2 skills due"),),
)  # fmt: skip


def test_the_list_goes_by_section_and_names_what_is_broken(text):
    assert (
        text(list_lines(PROBLEMS, CHAPTERS, STATES, WIDE))
        == """\
  skill                    difficulty  state      title

  1.2 Rules
  chain-rule               ●●○○○       in 3 days  Power of a linear function

  2.1 Integrals
  ftc-evaluate-polynomial  ●○○○○       new        Area under a polynomial

  2 skills.
  1 problem cannot be used:
    problems/chapter2/antiderivative-power.yaml:6:6:
      the range 9..2 is empty"""
    )


def test_a_narrow_list_drops_columns_before_it_cuts_a_name(text):
    assert text(list_lines(PROBLEMS, CHAPTERS, STATES, NARROW)).splitlines()[:4] == [
        "  skill                    state",
        "",
        "  1.2 Rules",
        "  chain-rule               in 3 days",
    ]


def test_a_screen_reader_hears_a_sentence_for_each_skill(plain, text):
    assert text(list_lines(PROBLEMS[:1], CHAPTERS, STATES, plain)) == (
        "1.2 Rules:\nchain-rule: Power of a linear function, difficulty 2 of 5, in 3 days.\n1 skill."
    )


def test_an_empty_bank_says_so(text):
    assert text(list_lines((), (), {}, WIDE)) == "  There is no problem here yet."


def test_statistics_show_today_then_each_chapter(text):
    assert (
        text(statistics_lines(PROGRESS, TITLES, WIDE))
        == """\
  Today: 4 questions, 3 right. 2 days in a row.

                                   met              due  settled  right at once
  1      Differentiation           3/4  ━━━━━━━━╌╌    1        0     80 % of 15
    1.2  Rules of differentiation  3/4  ━━━━━━━━╌╌    1        0     80 % of 15
  2      Integration               0/3  ╌╌╌╌╌╌╌╌╌╌    1        0              -
  all                              3/7  ━━━━╌╌╌╌╌╌    1        0     80 % of 15

  Settled: the next review is at least three weeks after the last one.

  To practise
  chain-rule  2 of the last 5 missed

  Commonest mistakes
  missing-constant  1 time"""
    )


def test_statistics_before_the_first_answer_say_how_to_begin(text):
    nothing = Progress(
        chapters=(), sections=(), total=share("all", 7, 0, 0, 0), asked_today=0, right_today=0,
        streak_days=0, weakest=(), mistakes=(), overridden=0,
    )  # fmt: skip
    assert text(statistics_lines(nothing, {}, WIDE)) == (
        "  No question answered yet. Begin with: calcquiz practice chapter1"
    )


def test_home_says_what_is_due_and_what_to_type(text):
    assert (
        text(home_lines(HOME, WIDE))
        == """
  2 skills are due today.
  You have met 7 of 12 skills. 4 days in a row.
  Last time, yesterday: 7 of 10 questions right.

  calcquiz practice 2.1   2 skills due
  calcquiz list           every skill there is
  calcquiz --help         all commands
"""
    )


def test_the_first_run_welcomes_with_a_worked_question(complete, text):
    home = Home(
        skills=12, example=complete, suggestions=(Suggestion(command="calcquiz practice chapter1", why="begin"),)
    )
    shown = text(home_lines(home, WIDE))
    assert shown.startswith("\n  Welcome to calcquiz: the calculus behind machine learning, one question at a\n")
    for piece in ("Find its slope dL/dw.", "  Solution\n", "  The answer:\n", "calcquiz practice chapter1   begin"):
        assert piece in shown


@pytest.mark.parametrize("style", STYLES)
def test_every_table_fits_every_screen(style, complete):
    home = Home(skills=12, example=complete)
    screens = (
        home_lines(HOME, style),
        home_lines(home, style),
        list_lines(PROBLEMS[:2], CHAPTERS, STATES, style),
        statistics_lines(PROGRESS, TITLES, style),
    )
    for lines in screens:
        for line in lines:
            assert line.cell_len <= style.width, line.plain
            assert line.plain.isascii() or not style.ascii_only


def test_a_finding_in_a_bank_is_printed_with_its_caret():
    assert (
        error_text(BankError((FINDING,)), WIDE)
        == """\
calcquiz: problems/chapter2/antiderivative-power.yaml:6:6: the range 9..2 is empty
      n: 9..2
         ^
  Write the smaller end first: 2..9"""
    )


def test_an_error_cannot_smuggle_escape_codes_into_the_terminal():
    error = FormulaError("\x1b[31m is not mathematics", text="2\x1b[31mx", start=1, end=2)
    assert error_text(error, WIDE) == ("calcquiz: <U+001B>[31m is not mathematics\n  2<U+001B>[31mx\n   ^^^^^^^^")
