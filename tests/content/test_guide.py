"""The authors' guide keeps its word: its examples load and complete, and its table of tasks gives the keys it shows."""

import re

import pytest

from calcquiz.algebra.text import to_text
from calcquiz.bank.folders import own_bank
from calcquiz.bank.plot_reader import KEYS
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
            assert key_evidence(written, key, here, setting).agrees is True, (number, part.key)
            assert all(step.proved for step in part.solution if step.before)


@pytest.mark.parametrize(("text", "kind", "key"), TABLE, ids=[row[0] for row in TABLE])
def test_every_task_of_the_table_gives_the_key_it_shows(text, kind, key):
    tree = read_formula(text, NAMES)
    found = resolve(tree, Setting(compute=compute_here, variables={"n": "integer"}), TASKS)
    assert (TASKS[tree.head].kind(tree.args).value, to_text(found)) == (kind, key)


def test_the_table_shows_every_task():
    assert {text.split("(")[0] for text, _, _ in TABLE} == set(TASKS)


PICTURES = re.findall(r"^\| `(([a-z_]+): [^|]*)` \|", GUIDE, re.MULTILINE)
PICTURED = """calcquiz: 1
title: Example
difficulty: 1
variables: {x: real, y: real}
params: {m: 1..3}
let: {f: m*x^2 + y^2, g: x + 2}
ask: Find the slope of $@{f}$.
task: partial(f, x)
plot:
  x: [-4, 4]
"""


def test_the_table_of_pictures_shows_every_entry():
    assert [name for _, name in PICTURES if name not in KEYS] == ["calcquiz"]
    assert {name for _, name in PICTURES} >= set(KEYS) - {"y"}


@pytest.mark.parametrize("row", [row for row, name in PICTURES if name in KEYS])
def test_every_picture_of_the_table_is_drawn(row):
    from calcquiz.plotting.authored import scene_of

    text = PICTURED.replace("f: m*x^2 + y^2", "f: m*x^2") if "path" not in row and "level" not in row else PICTURED
    text = text.replace("  x: [-4, 4]\n", "") if row.startswith("x:") else text
    text = text.replace("[-4, 4]", "[1/100, 4]") if row.startswith("log:") else text
    text += f"  {row}\n" + ("" if row.startswith("curves") else "  curves: [g]\n")
    problem = read_problem("example.yaml", text.encode(), id_="example")
    variant = complete(problem, draw(problem, 0), compute_here)
    values = {**variant.values, "key": variant.parts[0].key}
    scene = scene_of(variant.plot, variables=variant.variables, values=values)
    plain = scene_of({"curves": ["g"]}, variables=variant.variables, values=values)
    assert scene is not None
    assert scene != plain or row.startswith("when")
