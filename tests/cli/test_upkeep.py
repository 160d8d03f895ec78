"""Commands about what a learner owns: what is due, starting over, settings, the database."""

import json

import pytest

SMALL = "slope-of-power"


@pytest.fixture
def learner(calcquiz):
    """A learner who has answered one question wrong."""
    calcquiz("practice", SMALL, "--count", "1", "--no-reask", typed="0\n0\n")
    return calcquiz


def due(calcquiz):
    return [json.loads(line) for line in calcquiz("due", "--json").stdout.splitlines()]


def test_a_skill_that_was_missed_is_due_the_day_after(learner):
    assert SMALL not in {entry["skill"] for entry in due(learner)}
    assert "Nothing is due" in learner("due").stdout
    assert json.loads(learner("list", "--json", SMALL).stdout)["state"] == "tomorrow"


def test_starting_over_asks_first_and_can_be_taken_back(learner):
    refused = learner("reset")
    assert refused.returncode == 2
    assert "nobody can answer here" in refused.stderr
    assert json.loads(learner("list", "--json", SMALL).stdout)["state"] == "tomorrow"
    assert learner("reset", "--yes").stdout.startswith("1 skill will be asked as new.")
    assert json.loads(learner("list", "--json", SMALL).stdout)["state"] == "new"
    assert learner("db", "check").returncode == 0
    assert "you have not started over" in learner("undo").stdout
    assert json.loads(learner("list", "--json", SMALL).stdout)["state"] == "tomorrow"
    assert learner("db", "check").returncode == 0


def test_starting_over_with_one_skill_leaves_the_others(learner):
    assert learner("reset", SMALL, "--yes").stdout.startswith("1 skill will be asked as new.")
    assert learner("reset", SMALL, "--yes").stdout.startswith("Nothing was answered there yet")
    assert "you have not started over" in learner("undo").stdout
    assert json.loads(learner("list", "--json", SMALL).stdout)["state"] == "tomorrow"


def test_a_setting_is_changed_in_the_file_and_every_other_line_stays(calcquiz, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    (home / "config.toml").write_text("# my own\neasy = true\n", encoding="utf-8")
    assert calcquiz("config", "new-per-day", "7").stdout == "new_per_day  7      from config.toml\n"
    assert (home / "config.toml").read_text(encoding="utf-8") == "new_per_day = 7\n# my own\neasy = true\n"
    assert json.loads(calcquiz("config", "--json").stdout)["new_per_day"] == 7
    assert calcquiz("config", "new_per_day", "--default").stdout == "new_per_day  3\n"
    assert (home / "config.toml").read_text(encoding="utf-8") == "# my own\neasy = true\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("new_per_dya", "3"), "there is no setting new_per_dya\n  Did you mean new_per_day?"),
        (("easy", "perhaps"), "easy = perhaps does not fit\n  Write true or false."),
        (("rollover_hour", "24"), "rollover_hour = 24 does not fit\n  Write an hour from 0 to 23."),
        (("easy", "true", "--default"), "a value and --default do not go together\n  Give one of the two."),
    ],
)
def test_a_setting_that_does_not_fit_is_refused(calcquiz, arguments, message):
    result = calcquiz("config", *arguments)
    assert result.returncode == 2
    assert result.stderr == f"calcquiz: {message}\n"


def test_the_database_is_backed_up_and_rebuilt(learner, tmp_path):
    copied = learner("db", "backup", str(tmp_path / "copy.db"))
    assert copied.stdout == f"Copied to {tmp_path / 'copy.db'}\n"
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600
    assert learner("db", "rebuild").stdout == "1 skill rebuilt from 2 events\n"
    assert json.loads(learner("db", "check", "--json").stdout)["sound"] is True


def test_a_past_question_is_shown_again_with_its_answers_and_verdicts(learner):
    (row,) = [json.loads(line) for line in learner("history", "--json").stdout.splitlines()]
    assert (row["skill"], row["outcome"], row["lines"][0]["response"]) == (SMALL, "incorrect", "0")
    shown = learner("history", "--show", str(row["number"])).stdout
    assert f"{SMALL}#{row['variant']}" in shown
    assert "not yet" in shown
    assert "Answer:" in shown
    assert learner("history", "--show", "99").stderr == (
        "calcquiz: there is no question 99\n  calcquiz history lists them with their numbers.\n"
    )


def test_history_is_filtered_by_place_outcome_day_and_mistake(learner):
    assert len(learner("history", "1.1", "--wrong", "--json").stdout.splitlines()) == 1
    assert not learner("history", "--day", "2020-01-01", "--json").stdout
    assert not learner("history", "--mistake", "no-such-mistake", "--json").stdout


def test_a_flagged_problem_is_listed(calcquiz):
    calcquiz("practice", SMALL, "--count", "1", typed="/flag the picture is missing\n")
    flagged = [json.loads(line)["id"] for line in calcquiz("list", "--flagged", "--json").stdout.splitlines()]
    assert flagged == [SMALL]


def test_the_forecast_counts_what_was_missed_for_tomorrow(learner):
    days = [json.loads(line) for line in learner("forecast", "7", "--json").stdout.splitlines()]
    assert [day["due"] for day in days] == [0, 1, 0, 0, 0, 0, 0]
    assert "1 skill due in the next 7 days" in learner("forecast", "7").stdout


def test_retentions_are_compared_and_bad_ones_refused(calcquiz):
    rows = [json.loads(line) for line in calcquiz("simulate", "--days", "90", "--json").stdout.splitlines()]
    assert [row["retention"] for row in rows] == [0.8, 0.85, 0.9, 0.95]
    assert all(row["days"] == 90 for row in rows)
    assert "known at the end" in calcquiz("simulate", "--days", "30", "--retention", "0.9").stdout
    assert calcquiz("simulate", "--retention", "2").stderr.startswith("calcquiz: desired_retention = 2 does not fit")


def test_a_memory_model_is_not_fitted_to_a_few_reviews(learner):
    assert learner("optimize").stderr == (
        "calcquiz: there are 0 reviews, too few to fit a memory model to\n"
        "  Come back with 400; until then the weights in effect are the best known.\n"
    )
    assert learner("optimize", "--default").stdout == "The default weights are in effect from now on.\n"
    assert learner("db", "check").returncode == 0


def test_a_quiz_through_a_pipe_shows_its_verdicts_at_the_end(calcquiz):
    result = calcquiz("quiz", "slope-of-power", "--count", "2", "--seed", "4", "--json", typed="0\n0\n")
    kinds = [json.loads(line)["event"] for line in result.stdout.splitlines()]
    assert kinds[-1] == "summary"
    assert "verdict" not in kinds[: kinds.index("verdict")]
    left = calcquiz("quiz", "slope-of-power", "--count", "2", typed="")
    assert left.stdout.rstrip().endswith("goes on while there is time.")
    assert "You left a quiz: 0 of 2 done" in calcquiz("quiz", typed="").stdout


def test_the_table_of_past_questions_fits_forty_columns(learner):
    lines = learner("history", COLUMNS="40").stdout.splitlines()
    assert max(map(len, lines)) <= 40
    assert lines[0].split() == ["no.", "day", "question", "outcome"]
