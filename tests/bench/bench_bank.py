"""Measures what an author waits for: proofs a problem, how they grow with variants and processes, and generation.

    python tests/bench/bench_bank.py               every measurement, on calcquiz's own bank
    python tests/bench/bench_bank.py ID ...        of these problems only

Times of proofs are processor time of one core; times with one and two processes are by the clock, runs of both
taking turns, and the quicker of two runs counts. Never part of the tests, for timings are noisy.
"""

import statistics
import sys
import time
from pathlib import Path

from calcquiz.authoring.crew import prove_here
from calcquiz.authoring.prove import Job, prove
from calcquiz.bank.catalog import open_catalog
from calcquiz.bank.folders import own_bank
from calcquiz.session.generating import generated
from calcquiz.tasks.worker_functions import compute_here

VARIANTS = (16, 32, 64)
ROUNDS = 2
SHARE = 12
"""Variants a problem, where one process is compared with two."""
KINDS = {
    "derivative": "derivatives",
    "partial": "partial derivatives",
    "gradient": "gradients",
    "integral": "integrals",
}


def jobs(catalog, ids, count):
    return [
        Job(facts=facts, first_id=catalog.first_id(facts.id), data=Path(facts.path).read_bytes(), count=count)
        for facts in catalog.usable
        if not ids or facts.id in ids
    ]


def measure_proofs(catalog, ids):
    medians = {}
    for count in VARIANTS:
        reports = [prove(job) for job in jobs(catalog, ids, count)]
        medians[count] = statistics.median(report.seconds for report in reports)
        worst = max(reports, key=lambda report: report.seconds)
        print(
            f"{count:4} variants: median {medians[count]:.2f} s, worst {worst.seconds:.1f} s ({worst.id}), "
            f"{1000 * sum(r.seconds for r in reports) / sum(r.variants for r in reports):.0f} ms a variant"
        )


def measure_processes(catalog, ids):
    todo = jobs(catalog, ids, SHARE)
    times = {1: [], 2: []}
    for _ in range(ROUNDS):
        for processes, known in times.items():
            started = time.perf_counter()
            prove_here(todo, processes, lambda _: None)
            known.append(time.perf_counter() - started)
    one, two = min(times[1]), min(times[2])
    print(f"{len(todo)} problems: {one:.1f} s with one process, {two:.1f} s with two: {one / two:.2f} ×")


def measure_generation(catalog, ids):
    """Print how many variants a second are written of each problem, worker functions in this process."""
    rates = {}
    for facts in catalog.usable:
        if ids and facts.id not in ids:
            continue
        selection = catalog.resolve(facts.id)
        next(generated(catalog, selection, 1, compute_here))
        started = time.process_time()
        count = sum(1 for _ in generated(catalog, selection, 200, compute_here))
        rate = count / (time.process_time() - started)
        print(f"{facts.id:<48}{rate:7.0f} variants a second")
        tasks = {(part.task or "").partition("(")[0] for part in catalog.load(facts.id).parts}
        for task in tasks & KINDS.keys():
            rates.setdefault(KINDS[task], []).append(rate)
    for kind, known in sorted(rates.items()):
        print(f"{kind}: median {statistics.median(known):.0f}, slowest {min(known):.0f} variants a second")


if __name__ == "__main__":
    bank, wanted = open_catalog([own_bank()]), frozenset(sys.argv[1:])
    measure_proofs(bank, wanted)
    measure_processes(bank, wanted)
    measure_generation(bank, wanted)
