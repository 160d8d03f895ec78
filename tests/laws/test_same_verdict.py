"""The same answer always gets the same verdict: to the last digit of its witness, whenever it is asked."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hostile import KEYS, hostile_texts
from mutants import mutants
from rewrites import rewrites

SCRIPT = Path(__file__).parent.parent / "support" / "verdicts_run.py"


def rows(count, seed):
    """Return responses of every kind: right, rewritten, changed, hostile."""
    source = random.Random(seed)
    found = []
    for mutant in mutants(count, seed):
        answer = mutant.answer
        found.append([answer.kind.value, mutant.text, answer.key, {"variables": answer.names, **answer.options}])
    for answer, text, _ in rewrites(count, seed):
        found.append([answer.kind.value, text, answer.key, {"variables": answer.names, **answer.options}])
    for text in hostile_texts(count, seed):
        kind = source.choice(sorted(KEYS))
        # Lone surrogates do not pass through JSON between processes.
        readable = text.encode("utf-8", "replace").decode()
        found.append([kind, readable, source.choice(KEYS[kind]), {"variables": ["x", "y"], "open_names": True}])
    return found


def verdicts(asked, hash_seed):
    result = subprocess.run(
        [sys.executable, str(SCRIPT)],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": str(hash_seed)},
    )
    return json.loads(result.stdout)


def is_independent_of_order_repetition_and_hash_seed(asked):
    once = verdicts(asked, 1)
    order = random.Random(3).sample(range(len(asked)), len(asked))
    again = verdicts([asked[place] for place in (*order, *order[:50])], 4242)
    assert again[: len(asked)] == [once[place] for place in order]
    assert again[len(asked) :] == again[:50]


def test_a_verdict_depends_on_nothing_but_the_question_and_the_answer():
    is_independent_of_order_repetition_and_hash_seed(rows(120, seed=21))


@pytest.mark.full
def test_thousands_of_verdicts_depend_on_nothing_but_the_question_and_the_answer():
    is_independent_of_order_repetition_and_hash_seed(rows(1000, seed=22))
