"""Solving tasks of one's own: derivations, lines of JSON, rules by name, pictures."""

import json
from collections.abc import Callable

import pytest

from calcquiz.records.derivation import Level, Status
from calcquiz.records.errors import OutOfTimeError, UsageError
from calcquiz.records.variant import Step
from calcquiz.session.solved_picture import DRAWERS, solved_picture
from calcquiz.session.solving import NO_TASK, TOO_LONG, known_rules, rule_named, solve_lines, solved, with_words_led_on
from calcquiz.solving.worker_functions import compute_here
from calcquiz.tasks.typed import read_task

NOTHING_ASKED = "there is no task in this formula: what is to be found?"


def lines(*rows: object, compute: Callable[..., str] = compute_here) -> list[dict[str, object]]:
    texts = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    return [json.loads(line) for line in solve_lines(texts, Level.NORMAL, compute)]


def too_slow(*slow: str) -> Callable[..., str]:
    """Return a worker in which some functions take too long."""

    def compute(function: str, *arguments: str) -> str:
        if function in slow:
            raise OutOfTimeError("this took longer than 5 seconds", "Try a simpler formula.")
        return compute_here(function, *arguments)

    return compute


def test_each_line_with_a_task_gets_one_line_in_order() -> None:
    first, second = lines({"id": "a", "task": "derivative(x^2, x)"}, {"id": "b", "task": "derivative(sin x, x)"})
    assert set(first) == {"id", "status", "result", "steps", "ms"}
    assert (first["id"], first["status"], first["result"]) == ("a", "worked", "2*x")
    (step,) = first["steps"]
    assert step == {
        "rule": "power",
        "before": "derivative(x^2, x)",
        "after": "2*x",
        "why": "Power rule: the exponent $2$ comes to the front and is lowered by one.",
        "proved": True,
    }
    assert (second["id"], second["result"]) == ("b", "cos(x)")


@pytest.mark.parametrize(
    ("row", "id_", "note"),
    [
        ("no JSON at all", None, NO_TASK),
        ("[1, 2]", None, NO_TASK),
        ({"id": 4}, 4, NO_TASK),
        ({"id": 5, "task": 7}, 5, NO_TASK),
        ({"id": 6, "task": "derivative(foo, x)"}, 6, "foo is not a name known here. Did you mean floor?"),
        (
            {"id": 7, "task": "x^2"},
            7,
            "there is no task in this formula: what is to be found? Name one of these tasks.",
        ),
    ],
)
def test_a_line_that_cannot_be_solved_says_why_and_the_next_one_is_solved(row: object, id_: object, note: str) -> None:
    refused, fine = lines(row, {"id": 9, "task": "derivative(x, x)"})
    assert (refused["id"], refused["status"], refused["result"], refused["steps"]) == (id_, "failed", "", [])
    assert refused["note"] == note
    assert (fine["id"], fine["status"]) == (9, "worked")


def test_a_derivation_that_takes_too_long_leaves_the_result_and_says_so() -> None:
    (row,) = lines({"id": 1, "task": "derivative(x^2, x)"}, compute=too_slow("derivation"))
    assert (row["status"], row["result"], row["steps"], row["note"]) == ("unworked", "2*x", [], TOO_LONG)


def test_where_there_is_no_result_its_own_reason_is_told() -> None:
    (row,) = lines({"id": 1, "task": "tangent(1/x, x, 0)"}, compute=too_slow("derivation"))
    assert (row["status"], row["result"]) == ("failed", "")
    assert row["note"] == "The function has no value at this point."


def test_where_the_result_takes_too_long_as_well_that_is_said() -> None:
    (row,) = lines({"id": 1, "task": "derivative(x^2, x)"}, compute=too_slow("derivation", "result"))
    assert (row["status"], row["note"]) == ("failed", "No result was found in time. Try a simpler formula.")


def test_for_a_program_a_sentence_that_leads_on_stands_in_the_reason_of_the_next_step() -> None:
    words = Step(rule="", before="", after="", why="First the terms.", proved=False)
    claim = Step(rule="p-series", before="", after="", why="The series converges.", proved=True)
    line = Step(rule="limit-laws", before="limit(1/n, n, oo)", after="0", why="It tends to 0.", proved=True)
    assert [step.why for step in with_words_led_on([words, line, words, claim, words])] == [
        "First the terms. It tends to 0.",
        "First the terms. The series converges. First the terms.",
    ]
    assert with_words_led_on([words]) == [words]


@pytest.mark.parametrize("task", ["radius(n^2*x^n, n, x)", "convergence((-1)^n/n, n)", "derivative(x^2*sin(x), x, 2)"])
def test_every_step_of_a_solved_task_is_proved(task: str) -> None:
    (row,) = lines({"id": 1, "task": task})
    assert row["status"] == "worked"
    assert all(step["proved"] for step in row["steps"])


def test_a_task_is_solved_on_each_level() -> None:
    steps = [len(solved("derivative(x^2 sin(3x), x)", level, compute_here).derivation.steps) for level in Level]
    assert steps == sorted(steps)
    assert steps[0] < steps[-1]


@pytest.mark.parametrize("name", ["chain", "chain rule", "the chain rule", "Chain-Rule"])
def test_a_rule_is_found_by_what_it_is_called(name: str) -> None:
    assert rule_named(name).title == "The chain rule"


def test_an_unknown_rule_is_answered_with_the_nearest_one() -> None:
    with pytest.raises(UsageError) as refused:
        rule_named("chian")
    assert refused.value.message == "there is no rule chian"
    assert refused.value.advice == "Did you mean chain? calcquiz solve --rule names them all."


def test_every_rule_has_a_name_of_its_own() -> None:
    names = [rule.name for rule in known_rules()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("task", "result"),
    [
        ("derivative(x^2, x)", "2*x"),
        ("integral(x^2, x)", "x^3/3 + C"),
        ("integral(x^2, x, 0, 1)", "1/3"),
        ("integral(exp(-x), x, 0, oo)", "1"),
        ("limit(sin(x)/x, x, 0)", "1"),
        ("taylor(exp(x), x, 0, 3)", "x^3/6 + x^2/2 + x + 1"),
        ("tangent(x^2, x, 1)", "y = 2*x - 1"),
        ("riemann(x^2, x, 0, 1, 4, right)", "15/32"),
        ("sum(1/n^2, n, 1, oo)", "pi^2/6"),
        ("convergence((-1)^n/n, n)", "conditionally"),
        ("critical(x^3 - 3*x, x)", "{-1, 1}"),
        ("stationary_points(x^2 + y^2, (x, y))", "{(0, 0)}"),
        ("argmin(x^2 - 2*x, x)", "1"),
        ("minimum(x^2 + y^2, (x, y))", "0"),
        ("solve(x^2 = 4, x)", "{-2, 2}"),
        ("gradient(x^2*y, (x, y))", "(2*x*y, x^2)"),
        ("descent(x^2 + y^2, (x, y), (2, 1), 1/10, 5)", "(1, 1)"),
    ],
)
def test_a_solved_task_has_the_picture_that_fits_it(task: str, result: str) -> None:
    picture = solved_picture(read_task(task), result)
    assert picture is not None
    scene = picture.scene
    assert scene.curves or scene.levels or scene.bars or scene.dots


@pytest.mark.parametrize(
    "task", ["determinant([[1, 2], [3, 4]])", "derivative(a*x, x)", "taylor(x*y, (x, y), (0, 0), 2)"]
)
def test_where_no_picture_fits_there_is_none(task: str) -> None:
    assert solved_picture(read_task(task), "1") is None


def test_the_statuses_are_those_of_the_records() -> None:
    assert {status.value for status in Status} == {"worked", "unworked", "failed"}
    assert "determinant" not in DRAWERS
