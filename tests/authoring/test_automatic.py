"""Automatic steps are proved with the problem: what is not worked, or not confirmed, is a finding."""

import json
from pathlib import Path

import pytest

from calcquiz.authoring.prove import prove_problem
from calcquiz.bank.problem_reader import read_problem
from calcquiz.bank.source import Source
from calcquiz.solving.worker_functions import compute_here

TEXT = (Path(__file__).parents[1] / "banks" / "valid" / "auto-between.yaml").read_text(encoding="utf-8")
UNWORKED = {"task": "", "status": "unworked", "result": "", "steps": [], "note": "No rule leads there."}


def findings(text, compute=compute_here):
    problem = read_problem("auto-between.yaml", text.encode(), id_="auto-between", chapter=1, section="1.1")
    found, _ = prove_problem(problem, Source.of("auto-between.yaml", text), 4, compute)
    return [(finding.line, finding.message, finding.advice) for finding in found]


def changed(**fields):
    """Return a worker whose derivations are changed by hand."""

    def compute(function, *arguments):
        made = compute_here(function, *arguments)
        return made if function != "derivation" else json.dumps({**json.loads(made), **fields})

    return compute


@pytest.mark.parametrize("text", [TEXT, TEXT.partition("solution:")[0]], ids=["auto", "no solution"])
def test_a_problem_that_is_worked_automatically_passes(text):
    problem_messages = [message for _, message, _ in findings(text) if "step" in message]
    assert problem_messages == []


def test_a_task_that_no_rules_work_is_a_finding_at_the_task():
    (line, message, advice) = next(one for one in findings(TEXT, changed(**UNWORKED)) if "worked" in one[1])
    assert line == TEXT.splitlines().index("task: derivative(f, x)") + 1
    assert message.startswith("this is not worked step by step: No rule leads there.")
    assert advice == "Write a `solution` in sentences, or ask for another task."


def test_an_automatic_step_that_no_values_confirm_is_a_finding():
    step = {"rule": "sum", "before": "x + x", "after": "2*x", "why": "So.", "proved": False, "depth": 0, "focus": ""}
    (_, message, _) = next(one for one in findings(TEXT, changed(steps=[step])) if "automatic" in one[1])
    assert message.startswith("no values confirm the automatic step x + x = 2*x")
