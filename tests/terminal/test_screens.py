"""What a person sees while answering, in a real terminal of 80 and of 40 columns."""

import pytest


@pytest.mark.parametrize("columns", [80, 40])
def test_the_preview_shows_the_grouping_that_will_be_graded(terminal, answer_program, columns):
    screen = terminal(answer_program, columns)
    screen.wait_for("Ctrl-D")
    screen.type("5(3x+2)^4*3/(2x")
    screen.wait_for("… a ) is missing")
    screen.type(")")
    screen.wait_for("read as  5(3x + 2)⁴·3/(2x)")
    row, cells = screen.row_with("read as")
    assert [cell.reverse for cell in cells[: len(row)]] == [False] * 4 + [True] * (len(row) - 4)
    assert not any("red" in cell.fg for cells in screen.screen.buffer.values() for cell in cells.values())
    screen.type("\r")
    screen.wait_for("got '5(3x+2)^4*3/(2x)'")
    assert not any("read as" in row for row in screen.rows)  # the preview goes, the answer stays
    assert "  ❯ 5(3x+2)^4*3/(2x)" in screen.rows


def test_the_question_stands_above_the_line(terminal, answer_program):
    rows = terminal(answer_program).wait_for("Ctrl-D")
    assert rows[:6] == [
        "",
        "  Question 1 of 3 · 1.2 · Power of a line · ●●○○○",
        "",
        "  Differentiate f(x) = (3x + 2)⁵.",
        "",
        "  ❯",
    ]


def test_a_narrow_terminal_moves_the_title_and_breaks_no_word(terminal, answer_program):
    rows = terminal(answer_program, 40).wait_for("leaves")
    assert rows[1:9] == [
        "  Question 1 of 3 · 1.2 · ●●○○○",
        "  Power of a line",
        "",
        "  Differentiate f(x) = (3x + 2)⁵.",
        "",
        "  ❯",
        "    Enter answers · /hint · /skip",
        "    · /show · /help · Ctrl-D saves and",
    ]


def test_tab_shows_what_a_word_may_become(terminal, answer_program):
    screen = terminal(answer_program)
    screen.wait_for("Ctrl-D")
    screen.type("si\t")
    screen.wait_for("sin( sinh( sign( sigma(")
    screen.type("n")
    screen.wait_for("…")


def test_up_brings_back_what_was_tried_before(terminal, answer_program):
    screen = terminal(answer_program)
    screen.wait_for("Ctrl-D")
    screen.type("\x1b[A")
    screen.wait_for("❯ 2x")


def test_a_paste_of_100_kilobytes_leaves_500_characters_and_a_word_about_it(terminal, answer_program):
    screen = terminal(answer_program)
    screen.wait_for("Ctrl-D")
    screen.type("\x1b[200~" + "[red]x+\u202e" * 12_000 + "\x1b[201~")
    screen.wait_for("Only the first 500 characters were kept.")


def test_a_choice_is_read_by_letter_or_by_key(terminal, answer_program):
    screen = terminal(answer_program, KIND="choice")
    screen.wait_for("Ctrl-D")
    screen.type("B")
    screen.wait_for("read as  b) a maximum")
    screen.type("\x15min")
    screen.wait_for("read as  a) a minimum")
    screen.type("x")
    screen.wait_for("… the options are a, b")


def test_without_colour_the_preview_is_still_in_reverse_video(terminal, answer_program):
    screen = terminal(answer_program, NO_COLOR="1")
    screen.wait_for("Ctrl-D")
    screen.type("2x")
    screen.wait_for("read as  2x")
    _, cells = screen.row_with("read as")
    assert cells[4].reverse
    assert all(cell.fg == "default" for cells in screen.screen.buffer.values() for cell in cells.values())


@pytest.mark.parametrize("environment", [{"TERM": "dumb"}, {"ACCESSIBLE": "1"}])
def test_a_simple_terminal_gets_a_label_and_an_ordinary_line(terminal, answer_program, environment):
    screen = terminal(answer_program, **environment)
    screen.wait_for("Answer:")
    screen.type("2x\n")
    screen.wait_for("got '2x'")


@pytest.mark.parametrize("columns", [80, 40])
def test_the_footer_shows_every_key_and_goes_when_one_is_pressed(terminal, key_program, columns):
    screen = terminal(key_program, columns)
    screen.wait_for("q quit")
    shown = " ".join(screen.rows)
    for key in ("Enter next", "s solution", "p plot", "u undo", "1–4 again to easy", "q quit"):
        assert key in shown
    screen.type("S")
    screen.wait_for("pressed s")
    assert not any("q quit" in row for row in screen.rows)
