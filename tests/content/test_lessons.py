"""Every lesson of the bank passes its proof; every code example runs without a screen and draws its figure."""

import subprocess
import sys

import pytest

from calcquiz.authoring.lessons import lesson_findings
from calcquiz.bank.folders import own_bank

LESSONS = sorted(own_bank().glob("chapter*/*/lesson.md"))
EXAMPLES = sorted(own_bank().glob("chapter*/*/*.py"))
DRAWN = """
import runpy, sys
module = runpy.run_path(sys.argv[1])
module["main"]()
from matplotlib.figure import Figure
assert isinstance(module["draw"](), Figure)
"""


def name(path):
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_a_lesson_passes_its_proof(path):
    assert [str(finding) for finding in lesson_findings(path)] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=name)
def test_an_example_runs_without_a_screen_and_draws_its_figure(path, monkeypatch):
    monkeypatch.setenv("MPLBACKEND", "Agg")
    command = [sys.executable, "-W", "error", "-c", DRAWN, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


@pytest.mark.parametrize("path", EXAMPLES, ids=name)
def test_an_example_stands_in_the_lesson_beside_it(path):
    assert f"({path.name})" in path.with_name("lesson.md").read_text(encoding="utf-8")
