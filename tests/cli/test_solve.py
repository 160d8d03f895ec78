"""calcquiz solve as a user meets it: tasks, levels, files, rules, pictures, and what is refused."""

import json

import pytest


def test_a_task_is_worked_and_ends_in_its_result(calcquiz):
    result = calcquiz("solve", "derivative(x^2 sin(3x), x)")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == (
        "  1. Product rule (uv)′ = u′v + uv′ with u = x² and v = sin 3x. Here u′ = 2x and\n"
        "     v′ = 3 cos 3x.\n"
        "       d\n"
        "       ── (x² sin 3x) = 2x sin 3x + 3x² cos 3x\n"
        "       dx\n"
    )


def test_the_full_level_shows_more_and_an_unknown_one_is_refused(calcquiz):
    task = "derivative(x^2 sin(3x), x)"
    assert len(calcquiz("solve", task, "--level", "full").stdout) > len(calcquiz("solve", task).stdout)
    refused = calcquiz("solve", task, "--level", "long")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == "calcquiz: there is no level long\n  Levels are brief, normal and full.\n"


def test_as_json_a_derivation_is_one_object(calcquiz):
    result = calcquiz("solve", "d/dx x^3", "--json")
    row = json.loads(result.stdout)
    assert set(row) == {"task", "status", "result", "steps", "ms"}
    assert (row["task"], row["status"], row["result"]) == ("derivative(x^3, x)", "worked", "3*x^2")
    assert [set(step) for step in row["steps"]] == [{"rule", "before", "after", "why", "proved"}]


def test_a_file_of_tasks_gives_a_line_for_each(calcquiz, tmp_path):
    rows = [{"id": n, "task": f"derivative(x^{n}, x)"} for n in (2, 3)]
    file = tmp_path / "tasks.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows) + "nonsense\n", encoding="utf-8")
    for result in (
        calcquiz("solve", "--jsonl", str(file)),
        calcquiz("solve", "--jsonl", "-", typed=file.read_text(encoding="utf-8")),
    ):
        made = [json.loads(line) for line in result.stdout.splitlines()]
        assert [(row["id"], row["status"], row["result"]) for row in made] == [
            (2, "worked", "2*x"),
            (3, "worked", "3*x^2"),
            (None, "failed", ""),
        ]
        assert result.returncode == 0
    missing = calcquiz("solve", "--jsonl", str(tmp_path / "none"))
    assert missing.returncode == 2
    assert "Name a file of tasks, one JSON a line." in missing.stderr


def test_a_rule_is_said_in_a_sentence_and_shown_at_work(calcquiz):
    result = calcquiz("solve", "--rule", "chain")
    assert result.returncode == 0
    assert result.stdout.startswith("  The chain rule\n")
    assert "sin(x²)" in result.stdout
    names = calcquiz("solve", "--rule").stdout
    assert all(name in names for name in ("chain", "product", "quotient", "One of them with an example"))
    assert "Did you mean chain?" in calcquiz("solve", "--rule", "chian").stderr


@pytest.mark.parametrize(
    ("task", "said"),
    [
        ("derivate(x^2, x)", "Did you mean derivative?"),
        ("x^2", "there is no task in this formula: what is to be found?"),
        ("derivative(x^2, 3)", "`3` is no variable"),
        ("integral(x^2, x", "a ) is missing"),
        ("derivative(foo, x)", "foo is not a name known here"),
    ],
)
def test_what_cannot_be_solved_is_refused_in_a_sentence(calcquiz, task, said):
    result = calcquiz("solve", task)
    assert (result.returncode, result.stdout) == (2, "")
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_without_a_task_the_tasks_are_named(calcquiz):
    result = calcquiz("solve")
    assert result.returncode == 2
    assert result.stderr.startswith("calcquiz: there is no task to solve\n  Name one of these tasks.\n")


def test_a_picture_is_drawn_where_one_fits_and_else_that_is_said(calcquiz):
    assert "┤" in calcquiz("solve", "derivative(x^2, x)", "--plot").stdout
    assert "There is no picture for this task." in calcquiz("solve", "determinant([[1, 2], [3, 4]])", "--plot").stdout


def test_in_plain_words_nothing_is_drawn(calcquiz):
    told = calcquiz("solve", "derivative(x^2, x)", "--plain", "--plot").stdout
    assert not set("│┤⠒") & set(told)
