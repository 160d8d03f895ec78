"""Measures the checker: agreement, false accepts, diagnoses and time on a file of cases, and fuzzing when asked.

    python tests/bench/bench_checker.py CASES.jsonl          one table for the file of cases
    python tests/bench/bench_checker.py CASES.jsonl --fuzz   and 5,000 mutants, 5,000 rewrites, 2,000 hostile texts

Where `math-verify` can be imported it judges the same rows, under its own time limit, and the ratio of the times is
printed. It is no dependency: `pip install math-verify` into an environment of its own, and put that on PYTHONPATH.
"""

import json
import statistics
import sys
import time
from pathlib import Path

from calcquiz.algebra.parse import parse
from calcquiz.records.errors import CalcquizError, FormulaError
from calcquiz.records.verdict import Outcome
from calcquiz.session.cases import case_of, judged
from calcquiz.session.judge import prove
from calcquiz.typeset import tree_tex
from calcquiz.worker import Worker

SUPPORT = Path(__file__).parent.parent / "support"
GROUPS = (
    (("expression", "derivative", "antiderivative"), 0.99),
    (("number",), 1.0),
    (("set", "list", "vector", "matrix"), 0.97),
    (("equation", "inequality", "interval"), 0.95),
    (("input",), 0.97),
)
"""Kinds counted together, and the share that is to agree."""
DIAGNOSES = 0.9
MEDIAN_MS, P99_MS = 1.0, 50.0
FASTER_THAN_PEER = 20
SCORED = {Outcome.PARTIAL: "incorrect", Outcome.UNREADABLE: "malformed"}
TABLES = ("calcquiz.checking.symbolic",)


def judge_rows(rows):
    """Return for each row the verdict (None where the reference cannot be used) and its time in milliseconds."""
    results = []
    with Worker(TABLES) as worker:
        prove(worker, "x", "x")  # starts the process
        for row in rows:
            case = case_of(row["kind"], row["response"], row.get("reference", ""), row.get("options", {}))
            started = time.perf_counter()
            try:
                verdict = judged(case, worker)
            except CalcquizError:
                verdict = None
            results.append((verdict, 1000 * (time.perf_counter() - started)))
    return results


def agrees(row, verdict):
    if verdict is None:
        return False
    got = SCORED.get(verdict.outcome, verdict.outcome.value)
    # A wrong answer with a name that the reference does not have may be refused for it.
    unknown_name = row["expected"] == "incorrect" and "is not a name known here" in verdict.message
    return got == row["expected"] or (got == "malformed" and unknown_name)


def line(text, found, goal, *, met):
    print(f"{text:<46}{found:>24}   {goal:<22}{'met' if met else 'NOT MET'}")


def print_agreement(rows, results):
    for kinds, goal in GROUPS:
        hits = [agrees(row, v) for row, (v, _) in zip(rows, results, strict=True) if row["kind"] in kinds]
        if hits:
            share = sum(hits) / len(hits)
            line(", ".join(kinds), f"{sum(hits)} of {len(hits)} = {share:.1%}", f">= {goal:.0%}", met=share >= goal)
    false = [
        row["id"]
        for row, (v, _) in zip(rows, results, strict=True)
        if v is not None and v.outcome is Outcome.CORRECT and row["expected"] != "correct"
    ]
    line("false accepts", str(len(false)), "0", met=not false)
    malformed = [
        (row, v)
        for row, (v, _) in zip(rows, results, strict=True)
        if row["kind"] == "input" and row["expected"] == "malformed"
    ]
    refused = sum(v is not None and v.outcome is Outcome.UNREADABLE for _, v in malformed)
    line("malformed input refused", f"{refused} of {len(malformed)}", "every one", met=refused == len(malformed))
    print_diagnoses(rows, results)


def print_diagnoses(rows, results):
    hits = []
    for row, (verdict, _) in zip(rows, results, strict=True):
        wanted = row.get("options", {}).get("diagnosis")
        if wanted:
            names = {name.replace("_", "-") for name in ([wanted] if isinstance(wanted, str) else wanted)}
            hits.append(verdict is not None and verdict.mistake in names)
    if hits:
        share = sum(hits) / len(hits)
        line("diagnoses", f"{sum(hits)} of {len(hits)} = {share:.1%}", f">= {DIAGNOSES:.0%}", met=share >= DIAGNOSES)


def percentile(times, share):
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def print_times(rows, results):
    times = [ms for _, ms in results]
    line(
        "time, median",
        f"{statistics.median(times):.2f} ms",
        f"< {MEDIAN_MS:g} ms",
        met=statistics.median(times) < MEDIAN_MS,
    )
    line("time, p99", f"{percentile(times, 0.99):.1f} ms", f"< {P99_MS:g} ms", met=percentile(times, 0.99) < P99_MS)
    for kind in sorted({row["kind"] for row in rows}):
        own = [ms for row, (_, ms) in zip(rows, results, strict=True) if row["kind"] == kind]
        print(
            f"    {kind:<20}{len(own):5} rows"
            f"   median {statistics.median(own):7.2f}   p99 {percentile(own, 0.99):7.1f} ms"
        )


def as_latex(text):
    """Return what the peer reads best: LaTeX in dollar signs; the text itself where it is not mathematics to us."""
    try:
        return f"${tree_tex(parse(text, open_names=True, author=True))}$"
    except FormulaError:
        return f"${text}$"


def print_peer(rows, results):
    try:
        from math_verify import parse as peer_parse
        from math_verify import verify as peer_verify
    except ImportError:
        print("math-verify is not installed here: no comparison")
        return
    compared = [(row, ms, v) for row, (v, ms) in zip(rows, results, strict=True) if row["kind"] != "input"]
    peer_times, hits, accepts = [], 0, 0
    for row, _, _ in compared:
        key, response = as_latex(row["reference"]), as_latex(row["response"])
        started = time.perf_counter()
        right = peer_verify(peer_parse(key), peer_parse(response))
        peer_times.append(1000 * (time.perf_counter() - started))
        hits += right == (row["expected"] == "correct")
        accepts += right and row["expected"] != "correct"
    own = [ms for _, ms, _ in compared]
    ratio = sum(peer_times) / sum(own)
    medians = statistics.median(peer_times) / statistics.median(own)
    print(
        f"    math-verify: {hits} of {len(compared)} agree, {accepts} false accepts,"
        f" median {statistics.median(peer_times):.1f} ms, p99 {percentile(peer_times, 0.99):.0f} ms"
    )
    line(
        "speed against math-verify, all rows",
        f"{ratio:.0f} ×",
        f">= {FASTER_THAN_PEER} ×",
        met=ratio >= FASTER_THAN_PEER,
    )
    line(
        "speed against math-verify, medians",
        f"{medians:.0f} ×",
        f">= {FASTER_THAN_PEER} ×",
        met=medians >= FASTER_THAN_PEER,
    )


def print_fuzzing():
    sys.path.insert(0, str(SUPPORT))
    from fuzzing import false_accepts, hostile_report, refused

    wrong, readable = false_accepts(5600, seed=101)
    line("mutants that differ, accepted", f"{len(wrong)} of {readable}", "0", met=not wrong)
    rows = refused(5000, seed=102)
    share = 1 - len(rows) / 5000
    line("right answers rewritten, accepted", f"{share:.2%} of 5000", ">= 99.5%", met=share >= 0.995)
    report = hostile_report(2000, 103, 3600)
    slowest = max(report["seconds"])
    line("hostile text, slowest", f"{slowest:.2f} s of {report['judged']}", "<= 2.5 s", met=slowest <= 2.5)
    harmed = len(report["raised"]) + report["executed"]
    line("hostile text, raised or executed", str(harmed), "0", met=not harmed)
    line("hostile text, memory", f"{report['peak_mib']} MiB", "< 1024 MiB", met=report["peak_mib"] < 1024)


def main(file, *, fuzz):
    rows = [json.loads(text, parse_float=str) for text in Path(file).read_text(encoding="utf-8").splitlines()]
    judge_rows(rows[:50])  # imports and caches are start-up, not checking
    results = judge_rows(rows)
    print_agreement(rows, results)
    print_times(rows, results)
    print_peer(rows, results)
    if fuzz:
        print_fuzzing()


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("Give a file of cases: python tests/bench/bench_checker.py CASES.jsonl")
    main(sys.argv[1], fuzz="--fuzz" in sys.argv[2:])
