"""What the checker does with changed, rewritten and hostile answers: the numbers that tests and the benchmark share."""

import json
import os
import subprocess
import sys
from pathlib import Path

from mutants import mutants
from oracle import is_wrong
from rewrites import rewrites

from calcquiz.algebra.parse import parse
from calcquiz.checking.check import check
from calcquiz.records.rules import Rules
from calcquiz.records.variant import CONSTANTS_OF_INTEGRATION, Kind
from calcquiz.records.verdict import Outcome

HOSTILE_RUN = Path(__file__).parent / "hostile_run.py"


def false_accepts(count, seed):
    """Return the mutants accepted that an independent oracle finds different, and how many mutants were readable."""
    wrong, readable = [], 0
    for place, mutant in enumerate(mutants(count, seed)):
        answer = mutant.answer
        options = {**answer.options, "decimals_are_exact": bool(place % 2)}
        verdict = check(mutant.text, answer.key, answer.kind, Rules(variables=answer.names, **options))
        readable += verdict.outcome is not Outcome.UNREADABLE
        if verdict.outcome is Outcome.CORRECT and is_wrong(answer.kind, *_trees(mutant), options):
            wrong.append((mutant.text, answer.key, answer.kind.value, verdict.method.value))
    return wrong, readable


def _trees(mutant):
    answer = mutant.answer
    constants = CONSTANTS_OF_INTEGRATION if answer.kind is Kind.ANTIDERIVATIVE else ()
    return parse(mutant.text, {*answer.names, *constants}), parse(answer.key, answer.names)


def refused(count, seed):
    """Return the rewritten right answers that were not accepted, with the outcome and the message."""
    rows = []
    for answer, text, style in rewrites(count, seed):
        verdict = check(text, answer.key, answer.kind, answer.rules)
        if verdict.outcome is not Outcome.CORRECT:
            rows.append((text, answer.key, style, verdict.outcome.value, verdict.message))
    return rows


def hostile_report(count, seed, seconds):
    """Return what a process with 1 GiB of address space reports of hostile texts; raises when it takes longer."""
    command = [sys.executable, str(HOSTILE_RUN), str(count), str(seed)]
    # Threads of linear algebra reserve address space of their own.
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    result = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False, env=environment)
    if result.returncode:
        raise RuntimeError(result.stderr[-2000:])
    return json.loads(result.stdout)
