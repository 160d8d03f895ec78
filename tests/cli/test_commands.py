"""Every command as a user meets it: what it prints, what it ends with, what it says when something is wrong."""

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

SMALL = "slope-of-power"


def events(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_the_version_is_that_of_the_package(calcquiz):
    import calcquiz as package

    assert calcquiz("--version").stdout == f"calcquiz {package.__version__}\n"


def test_every_command_has_an_example_in_its_help(calcquiz):
    commands = import_module("calcquiz.cli.app").COMMANDS
    for name, command in commands.items():
        assert f"Example: calcquiz {name}" in command.__doc__, name
        assert "Example:" in calcquiz(name, "--help").stdout


@pytest.mark.parametrize("group", ["bank", "db"])
def test_every_command_of_a_group_has_an_example_in_its_help(calcquiz, group):
    commands = getattr(import_module(f"calcquiz.cli.{group}"), f"{group.upper()}_COMMANDS")
    for name, command in commands.items():
        words = [group, *name.removeprefix(f"{group} ").split()]
        assert f"Example: calcquiz {' '.join(words)}" in command.__doc__, name
        assert "Example:" in calcquiz(*words, "--help").stdout
    assert all(name.removeprefix(f"{group} ") in calcquiz(group, "--help").stdout for name in commands)


def test_practice_through_a_pipe_speaks_json_lines(calcquiz):
    result = calcquiz("practice", SMALL, "--count", "1", "--seed", "3", "--json", "--no-reask", typed="2x +\n0\n")
    question, unreadable, verdict, summary = events(result)
    assert result.returncode == 0
    assert set(question) == {
        *("event", "n", "id", "variant", "part", "parts", "kind", "options", "statement", "ask", "reask"),
    }
    assert (question["id"], question["kind"], question["reask"]) == (SMALL, "expression", False)
    assert (unreadable["outcome"], unreadable["over"], unreadable["key"]) == ("unreadable", False, None)
    assert set(verdict) == {
        *("event", "n", "id", "variant", "part", "try", "over", "outcome", "message", "mistake", "witness", "key"),
    }
    assert (verdict["outcome"], verdict["over"], verdict["try"]) == ("incorrect", True, 1)
    assert verdict["key"]
    assert (summary["event"], summary["asked"], summary["right"], summary["wrong"]) == ("summary", 1, 0, 1)


def test_a_second_try_is_given_where_it_was_asked_for(calcquiz):
    result = calcquiz("practice", SMALL, "--count", "1", "--json", "--no-reask", "--tries", "2", typed="0\n1\n")
    verdicts = [event for event in events(result) if event["event"] == "verdict"]
    assert [(v["try"], v["over"]) for v in verdicts] == [(1, False), (2, True)]


def test_the_same_seed_asks_the_same_questions_whatever_is_answered(calcquiz, tmp_path):
    def first_questions(home, typed):
        result = calcquiz(
            "practice", "chapter1", "--count", "6", "--seed", "11", "--json", typed=typed, CALCQUIZ_HOME=str(home)
        )
        return [(e["id"], e["variant"]) for e in events(result) if e["event"] == "question" and not e["reask"]]

    ours = first_questions(tmp_path / "a", "0\n" * 40)
    assert ours == first_questions(tmp_path / "b", "1\n" * 40)
    assert len({id_ for id_, _ in ours}) > 1


def test_questions_do_not_depend_on_the_hash_seed(calcquiz, tmp_path):
    runs = [
        calcquiz(
            "practice",
            "chapter1",
            "--count",
            "4",
            "--seed",
            "5",
            "--json",
            "--no-reask",
            typed="0\n" * 20,
            PYTHONHASHSEED=seed,
            CALCQUIZ_HOME=str(tmp_path / seed),
        )
        for seed in ("1", "2")
    ]
    lines = [[line for line in run.stdout.splitlines() if '"summary"' not in line] for run in runs]
    assert lines[0] == lines[1]


def test_end_of_input_ends_the_session_quietly(calcquiz):
    result = calcquiz("practice", SMALL, typed="")
    assert result.returncode == 0
    assert "No question answered this time." in result.stdout
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("where", "advice"),
    [
        ("chaptr1", "Did you mean chapter1?"),
        ("slope-of-powr", "Did you mean slope-of-power?"),
        ("9.9", "or see calcquiz list"),
    ],
)
def test_an_unknown_place_is_refused_with_the_nearest_name(calcquiz, where, advice):
    result = calcquiz("practice", where)
    assert result.returncode == 2
    assert advice in result.stderr
    assert "Traceback" not in result.stderr


def test_show_prints_one_variant_and_the_same_one_every_time(calcquiz):
    first, second = calcquiz("show", f"{SMALL}#3"), calcquiz("show", f"{SMALL}#3")
    assert first.returncode == 0
    assert first.stdout == second.stdout
    assert "Differentiate" in first.stdout


def test_show_as_json_has_the_one_shape(calcquiz):
    shape = json.loads(calcquiz("show", f"{SMALL}#3", "--json").stdout)
    assert (shape["id"], shape["variant"], shape["chapter"], shape["section"]) == (SMALL, 3, 1, "1.1")
    (part,) = shape["parts"]
    assert part["key"]
    assert part["mistakes"][0]["name"] == "exponent-kept"
    assert all(step["proved"] for step in part["solution"] if step["after"])


def test_list_as_json_has_one_problem_a_line(calcquiz):
    rows = events(calcquiz("list", "--json"))
    row = next(row for row in rows if row["id"] == SMALL)
    assert set(row) == {"id", "chapter", "section", "title", "difficulty", "kinds", "tags", "requires", "state"}
    assert row["state"] == "new"


@pytest.mark.parametrize(
    ("answer", "key", "kind", "code"),
    [
        ("2x", "x^2", "derivative", 0),
        ("3x", "x^2", "derivative", 1),
        ("x^3/3", "x^3/3", "antiderivative", 1),  # partly right: + C is missing
        ("2x +", "2*x", "expression", 2),
        ("-x^2", "-x^2", "expression", 0),  # a formula that begins with a minus sign is no option
    ],
)
def test_check_ends_with_what_it_found(calcquiz, answer, key, kind, code):
    assert calcquiz("check", answer, key, "--kind", kind).returncode == code


def test_check_reads_cases_and_answers_line_by_line_in_order(calcquiz):
    cases = [
        {"id": "a", "kind": "expression", "reference": "2*x", "response": "x + x", "options": {"variables": ["x"]}},
        {"id": "b", "kind": "number", "reference": "pi", "response": "3.14", "options": {"sigfigs": 4}},
        {"id": "c", "kind": "input", "reference": "", "response": "12 3", "options": {}},
    ]
    result = calcquiz("check", "--jsonl", "-", typed="\n".join(map(json.dumps, cases)) + "\nno case\n")
    rows = events(result)
    assert [row["id"] for row in rows] == ["a", "b", "c", None]
    assert [row.get("outcome") for row in rows[:3]] == ["correct", "incorrect", "unreadable"]
    assert set(rows[0]) == {"id", "outcome", "method", "diagnosis", "message", "read_as", "witness", "ms"}
    assert rows[1]["diagnosis"] == "wrong-digit-count"


def test_plot_takes_a_formula_that_begins_with_a_minus_sign(calcquiz):
    result = calcquiz("plot", "-x^2", "--x", "-2", "2")
    assert result.returncode == 0
    assert len(result.stdout.splitlines()) > 10


def test_plot_in_words_for_screen_readers(calcquiz):
    result = calcquiz("plot", "x^2 - 4", "--x", "-3", "3", "--plain")
    assert "crosses 0 at x = −2" in result.stdout or "crosses 0 at x = -2" in result.stdout


def test_undo_takes_back_the_last_answer_of_an_earlier_session(calcquiz):
    calcquiz("practice", SMALL, "--count", "1", "--no-reask", typed="0\n")
    result = calcquiz("undo")
    assert result.returncode == 0
    assert SMALL in result.stdout
    assert json.loads(calcquiz("stats", "--json").stdout)["total"]["asked"] == 0
    assert calcquiz("undo").returncode == 2


def test_export_writes_every_event_as_a_line(calcquiz, tmp_path):
    calcquiz("practice", SMALL, "--count", "1", "--no-reask", typed="0\n")
    rows = events(calcquiz("export", "-"))
    assert [row["kind"] for row in rows] == ["answer", "review"]
    assert {"uid", "kind", "skill", "variant", "outcome", "rating", "study_day", "at_ms"} <= set(rows[0])
    file = tmp_path / "events.jsonl"
    assert calcquiz("export", str(file)).stdout == f"2 events written to {file}\n"
    again = calcquiz("export", str(file))
    assert (again.returncode, "--force" in again.stderr) == (2, True)


def test_doctor_names_versions_folders_and_problems(calcquiz):
    result = calcquiz("doctor")
    assert result.returncode == 0
    for word in ("python", "sympy", "fsrs", "data", "bank", "encoding"):
        assert word in result.stdout


def test_home_on_a_first_run_shows_a_worked_question_and_what_to_type(calcquiz):
    result = calcquiz()
    assert result.returncode == 0
    assert "Welcome to calcquiz" in result.stdout
    assert "calcquiz practice chapter1" in result.stdout


def test_home_afterwards_says_where_you_stand(calcquiz):
    calcquiz("practice", SMALL, "--count", "1", "--no-reask", typed="0\n")
    assert "You have met 1 of" in calcquiz().stdout


def test_a_folder_that_cannot_be_used_is_named_and_nothing_is_overwritten(calcquiz, tmp_path):
    home = tmp_path / "broken"
    home.mkdir()
    database = home / "calcquiz.db"
    database.write_text("this is no database")
    result = calcquiz("practice", SMALL, typed="0\n", CALCQUIZ_HOME=str(home))
    assert result.returncode == 4
    assert str(database) in result.stderr
    assert database.read_text() == "this is no database"


def test_a_broken_problem_file_is_named_with_a_caret_and_the_rest_stays_usable(calcquiz, tmp_path):
    bank = tmp_path / "bank" / "chapter1" / "1-slopes"
    bank.mkdir(parents=True)
    good = Path(__file__).resolve().parent.parent / "banks" / "small" / "chapter1" / "1-slopes" / f"{SMALL}.yaml"
    text = good.read_text(encoding="utf-8")
    (bank / "broken-one.yaml").write_text(text.replace("3..6", "9..2"), encoding="utf-8")
    (bank / "good-one.yaml").write_text(text, encoding="utf-8")
    named = calcquiz("show", "broken-one", CALCQUIZ_BANKS=str(tmp_path / "bank"))
    assert named.returncode == 3
    assert "broken-one.yaml:7:6: the range 9..2 is empty\n" in named.stderr
    assert "     ^\n" in named.stderr
    assert "Write the smaller end first: 2..9" in named.stderr
    assert calcquiz("show", "good-one", CALCQUIZ_BANKS=str(tmp_path / "bank")).returncode == 0


def test_a_reader_that_stops_reading_ends_it_silently(environment):
    command = f"{sys.executable} -m calcquiz list | head -1"
    result = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False, env=environment)
    assert (result.returncode, result.stderr) == (0, "")


def test_ascii_forms_where_the_stream_is_not_unicode(calcquiz):
    result = calcquiz("show", f"{SMALL}#3", "--solution", PYTHONIOENCODING="cp1252", PYTHONUTF8="0")
    assert result.returncode == 0
    assert result.stdout.isascii()


@pytest.mark.parametrize("typed", ["__import__('os').getcwd()", "9^9^9^9", "(" * 3000, "x" * 100_000, "[red]x[/red]"])
def test_hostile_answers_are_text_and_cost_no_try(calcquiz, typed):
    result = calcquiz("practice", SMALL, "--count", "1", "--json", "--no-reask", typed=f"{typed}\n")
    verdict = events(result)[1]
    assert verdict["outcome"] in {"unreadable", "incorrect"}
    assert "Traceback" not in result.stderr


def test_a_problem_of_two_parts_asks_them_in_turn(calcquiz):
    result = calcquiz("practice", "two-steps", "--count", "1", "--json", "--no-reask", typed="0\n0\n")
    questions = [event for event in events(result) if event["event"] == "question"]
    assert [(q["part"], q["parts"]) for q in questions] == [(1, 2), (2, 2)]


def test_a_plain_session_has_labels_in_words_and_no_drawing(calcquiz):
    result = calcquiz("practice", SMALL, "--count", "1", "--plain", "--no-reask", typed="0\n")
    assert "Question 1 of 1" in result.stdout
    assert not set("│┤⠒●✗") & set(result.stdout)


def test_a_fault_of_our_own_is_told_in_a_sentence_and_its_details_are_kept(environment):
    code = (
        "import calcquiz.cli.app, calcquiz.__main__\n"
        "calcquiz.cli.app.run = lambda arguments: 1 / 0\n"
        "calcquiz.__main__.main(['list'])\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment)
    assert result.returncode == 70
    assert "something went wrong inside calcquiz (ZeroDivisionError)" in result.stderr
    assert "Traceback" not in result.stderr
    report = Path(result.stderr.split("Please report ")[1].split(" together")[0])
    assert "ZeroDivisionError" in report.read_text(encoding="utf-8")
    report.unlink()


def test_what_one_machine_exports_another_one_imports(calcquiz, environment, tmp_path):
    calcquiz("practice", SMALL, "--count", "2", "--no-reask", typed="0\n1\n")
    lines = calcquiz("export", "-").stdout
    other = {"CALCQUIZ_HOME": str(tmp_path / "other")}
    count = len(lines.splitlines())
    assert calcquiz("import", "-", typed=lines, **other).stdout == f"{count} new events, {count} in all\n"
    assert calcquiz("export", "-", **other).stdout == lines
    assert calcquiz("import", "-", typed=lines, **other).stdout == f"0 new events, {count} in all\n"
    assert calcquiz("db", "check", **other).stdout.endswith("1 skill, nothing wrong\n")
    assert calcquiz("import", "no-such-file").returncode == 2


def test_a_spreadsheet_never_runs_what_a_learner_typed(calcquiz):
    calcquiz("practice", SMALL, "--count", "1", "--no-reask", typed="=1+1\n0\n")
    header, *rows = calcquiz("export", "-", "--csv").stdout.splitlines()
    assert header.startswith("seq,uid,device,session,kind,skill")
    assert len(rows) == 2
    assert not any(cell.startswith(("=", "@")) for row in rows for cell in row.split(","))
