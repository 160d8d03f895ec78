"""The authors' guide keeps its word: its examples load and complete, and its table of tasks gives the keys it shows."""

import re

import pytest

from calcquiz.algebra.text import to_text
from calcquiz.bank.folders import own_bank
from calcquiz.bank.problem_reader import read_problem
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.resolve import resolve
from calcquiz.tasks.task import Setting
from calcquiz.tasks.worker_functions import compute_here
from calcquiz.variants.complete import complete
from calcquiz.variants.draw import count_variants, draw
from calcquiz.variants.environment import environment
from calcquiz.variants.proof import key_evidence

GUIDE = (own_bank() / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)
TABLE = re.findall(r"^\| `([a-z_]+\(.*?)` \| ([a-z]+) \| `(.*?)` \|", GUIDE, re.MULTILINE)
NAMES = ("x", "y", "w", "h", "n", "p")


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.split("title: ")[1].split("\n")[0])
def test_every_problem_of_the_guide_loads_and_its_keys_are_proved(block):
    problem = read_problem("example.yaml", block.encode(), id_="example")
    for number in range(min(4, count_variants(problem))):
        variant = complete(problem, draw(problem, number), compute_here)
        here = environment(problem, variant.values)
        setting = Setting(compute=compute_here, variables=problem.variables)
        for written, part in zip(problem.parts, variant.parts, strict=True):
            key = read_formula(
                part.key, (*problem.variables, *(option.key for option in part.options)), open_names=True
            )
            assert key_evidence(problem, written, key, here, setting).agrees is True, (number, part.key)
            assert all(step.proved for step in part.solution if step.before)


@pytest.mark.parametrize(("text", "kind", "key"), TABLE, ids=[row[0] for row in TABLE])
def test_every_task_of_the_table_gives_the_key_it_shows(text, kind, key):
    tree = read_formula(text, NAMES)
    found = resolve(tree, Setting(compute=compute_here, variables={"n": "integer"}), TASKS)
    assert (TASKS[tree.head].kind(tree.args).value, to_text(found)) == (kind, key)


def test_the_table_shows_every_task():
    assert {text.split("(")[0] for text, _, _ in TABLE} == set(TASKS)
