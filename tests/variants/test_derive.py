"""Automatic steps: where they stand, what hints they give, what is said where there are none."""

from pathlib import Path

import pytest

from calcquiz.bank.problem_reader import read_problem
from calcquiz.records.errors import OutOfTimeError
from calcquiz.records.problem import Problem
from calcquiz.records.variant import Variant
from calcquiz.solving.worker_functions import compute_here
from calcquiz.variants.complete import complete
from calcquiz.variants.derive import TOO_LONG, derive
from calcquiz.variants.draw import draw

BANKS = Path(__file__).resolve().parent.parent / "banks" / "valid"
BETWEEN = BANKS / "auto-between.yaml"


def problem(text: str) -> Problem:
    return read_problem("auto-between.yaml", text.encode(), id_="auto-between")


def completed(text: str) -> tuple[Problem, Variant]:
    made = problem(text)
    return made, complete(made, draw(made, 0), compute_here)


def written() -> str:
    return BETWEEN.read_text(encoding="utf-8")


def test_automatic_steps_stand_between_the_lines_of_the_author() -> None:
    made, variant = completed(written())
    assert variant.parts[0].automatic == 1
    (part,) = derive(made, variant, compute_here).parts
    assert part.automatic is None
    assert [step.rule for step in part.solution] == ["", "product", ""]
    assert part.solution[0].why == "Both factors depend on $x$."
    assert part.solution[1].after == part.key
    assert part.solution[2].why == "At the origin that gives"
    assert all(step.proved for step in part.solution if step.after)


def test_a_task_without_a_solution_is_worked_automatically() -> None:
    made, variant = completed(written().partition("solution:")[0])
    (part,) = derive(made, variant, compute_here).parts
    assert [step.rule for step in part.solution] == ["product"]


def test_a_solution_without_auto_stays_the_author_s() -> None:
    _, variant = completed(written().replace("- auto\n", ""))
    assert variant.parts[0].automatic is None


def test_the_rungs_that_the_author_left_are_the_first_and_the_last_but_one_step() -> None:
    made, variant = completed(written())
    assert variant.parts[0].hints == ("Two factors move.",)
    (part,) = derive(made, variant, compute_here).parts
    first, second, third = part.hints
    assert (first, second) == ("Two factors move.", "Both factors depend on $x$.")
    assert third.startswith("Product rule")
    assert third.endswith("$")


def test_only_the_part_that_is_asked_is_worked() -> None:
    made, variant = completed(written())
    assert derive(made, variant, compute_here, part=2).parts == variant.parts


@pytest.mark.parametrize("slow", [True, False])
def test_where_there_are_no_automatic_steps_a_sentence_says_so(*, slow: bool) -> None:
    def compute(function: str, *arguments: str) -> str:
        if function != "derivation":
            return compute_here(function, *arguments)
        if slow:
            raise OutOfTimeError("this took longer than 5 seconds")
        return '{"task": "", "status": "unworked", "result": "", "steps": [], "note": "No rule leads there."}'

    made, variant = completed(written())
    (part,) = derive(made, variant, compute).parts
    assert [step.why for step in part.solution][1] == (TOO_LONG if slow else "No rule leads there.")
    assert part.hints == ("Two factors move.",)
    assert part.key
