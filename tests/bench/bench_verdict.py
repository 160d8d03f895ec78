"""Bench: how long a verdict takes after Enter, through the judge of a session with its worker, over the whole bank.

`python tests/bench/bench_verdict.py [--variants 2]` answers every part with its key, with what the author foresaw, and
with answers near the key, once the background of the question has been worked out, as after a few seconds of reading.
"""

import argparse
import sys
import time
from dataclasses import replace
from functools import partial

from calcquiz.bank.catalog import open_catalog
from calcquiz.bank.folders import bank_folders
from calcquiz.cli import desk as make
from calcquiz.records.variant import Kind
from calcquiz.session import judge
from calcquiz.session.judge import explained, may_be_explained
from calcquiz.session.shelf import Shelf

GOAL = 50.0


def answers(part):
    """Yield typical answers to a part: right, wrong as foreseen, wrong in ways nobody foresaw, unreadable."""
    yield part.key
    yield from (mistake.is_ for mistake in part.mistakes)
    if part.kind in {Kind.EXPRESSION, Kind.DERIVATIVE, Kind.NUMBER, Kind.ANTIDERIVATIVE}:
        yield from (f"{part.key} + 1", f"-({part.key})", f"2*({part.key})", f"({part.key})*1.001")
    yield f"({part.key}"


def main() -> int:
    """Judge everything and print the distribution; 1 where the goal is missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--variants", type=int, default=2)
    many = options.parse_args().variants
    catalog, times = open_catalog(bank_folders({})), []
    with make.worker() as worker, make.worker() as second:
        shelf = Shelf(catalog, worker.run, derive=second.run)
        judge.warm(worker)
        worker.wait()
        second.wait()
        for facts in catalog.usable:
            for number in range(min(many, shelf.count(facts.id))):
                variant = shelf.complete(shelf.draw(facts.id, number))
                for part in variant.parts:
                    known = shelf.consequences(variant, part.part)
                    times += [(_timed(worker, part, known, line), variant.name, line) for line in answers(part)]
    times.sort(key=lambda row: row[0])
    at = {share: times[min(len(times) - 1, int(share * len(times)))][0] for share in (0.5, 0.95, 0.99)}
    print(f"{len(times)} verdicts: p50 {at[0.5]:.1f}  p95 {at[0.95]:.1f}  p99 {at[0.99]:.1f} ms (goal {GOAL:.0f})")
    for milliseconds, name, line in times[-5:]:
        print(f"  {milliseconds:7.1f} ms  {name}: {line[:80]}")
    return 0 if at[0.99] <= GOAL else 1


def _timed(worker, part, known, line):
    judging = partial(judge.judge, worker)
    began = time.perf_counter()
    verdict = judging(line, part.key, part.kind, part.rules, mistakes=part.mistakes, options=part.options)
    if known is not None and may_be_explained(verdict, {mistake.name for mistake in part.mistakes}):
        explained(verdict, line, replace(part), known)
    return 1000 * (time.perf_counter() - began)


if __name__ == "__main__":
    sys.exit(main())
