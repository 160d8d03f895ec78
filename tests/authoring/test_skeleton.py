"""A new problem is begun: its skeleton loads, draws, has an answer, and passes the bank check."""

import pytest

from calcquiz.authoring.skeleton import write_skeleton
from calcquiz.records.errors import UsageError
from calcquiz.solving.worker_functions import compute_here

TASKS = [
    "derivative(f, x)",
    "derivative(f, t, 2)",
    "at(derivative(f, x), x, a)",
    "partial(f, x, y)",
    "gradient(f, (x, y))",
    "integral(f, x)",
    "integral(f, x, 0, b)",
    "limit(f, x, oo)",
    "taylor(f, x, 0, 3)",
    "convergence(a, n)",
    "sum(a, n, 1, oo)",
]


@pytest.mark.parametrize("task", TASKS)
def test_the_skeleton_of_a_task_passes_the_bank_check(task, tmp_path, found):
    written = write_skeleton(tmp_path, "a-new-one", task, compute_here)
    assert [str(finding) for finding in found("a-new-one", written.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    ("id_", "task", "message"),
    [
        ("A New One", "derivative(f, x)", "`A New One` is no id"),
        ("../up", "derivative(f, x)", "`../up` is no id"),
        ("one", "f + 1", "`f + 1` is no task"),
        ("one", "derivative(f", "`derivative(f` is no task: "),
    ],
)
def test_what_is_no_id_or_no_task_is_refused(id_, task, message, tmp_path):
    with pytest.raises(UsageError) as refused:
        write_skeleton(tmp_path, id_, task, compute_here)
    assert refused.value.message.startswith(message)
    assert refused.value.advice
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_exists_is_never_written_over(tmp_path):
    mine = tmp_path / "mine.yaml"
    mine.write_text("my work")
    with pytest.raises(UsageError) as refused:
        write_skeleton(tmp_path, "mine", "derivative(f, x)", compute_here)
    assert refused.value.message == f"{mine} exists already"
    assert mine.read_text() == "my work"
