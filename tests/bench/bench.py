"""Measures what a person feels: start-up as ratios to `import sympy` in the same run, and the time of a check.

    python tests/bench/bench.py                    start-up only
    python tests/bench/bench.py CASES.jsonl        and the checker on a file of cases

Prints medians in milliseconds and ratios; never part of the tests, for timings are noisy.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 9
COMMAND = [sys.executable, "-m", "calcquiz"]
PRACTICE = [*COMMAND, "practice", "chapter2", "--count", "3"]


def milliseconds_to_end(command, environment):
    started = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=environment, check=True)
    return 1000 * (time.perf_counter() - started)


def milliseconds_to_first_question(command, environment):
    """Return the time until the first question has been printed as a line of JSON."""
    started = time.perf_counter()
    process = subprocess.Popen([*command, "--json"], stdout=subprocess.PIPE, stdin=subprocess.PIPE, env=environment)
    assert process.stdout is not None
    line = process.stdout.readline()
    elapsed = 1000 * (time.perf_counter() - started)
    assert json.loads(line)["event"] == "question"
    process.kill()
    process.communicate()
    return elapsed


def measure_start_up():
    rows = {
        "import sympy": lambda env: milliseconds_to_end([sys.executable, "-c", "import sympy"], env),
        "--help": lambda env: milliseconds_to_end([*COMMAND, "--help"], env),
        "--version": lambda env: milliseconds_to_end([*COMMAND, "--version"], env),
        "list": lambda env: milliseconds_to_end([*COMMAND, "list"], env),
        "first question, warm": lambda env: milliseconds_to_first_question(PRACTICE, env),
        "first question, cold": cold_first_question,
    }
    with tempfile.TemporaryDirectory() as folder:
        environment = compiled_environment(folder)
        times = {name: [] for name in rows}
        for row in rows.values():
            row(environment)
        for _ in range(ROUNDS):
            for name, row in rows.items():
                times[name].append(row(environment))
    medians = {name: statistics.median(values) for name, values in times.items()}
    for name, median in medians.items():
        print(f"{name:<24}{median:8.0f} ms{median / medians['import sympy']:8.2f} × import sympy")


def compiled_environment(folder):
    """Return an environment in which modules are compiled once, as `pip install` leaves them, and kept in `folder`."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "CALCQUIZ_HOME": folder, "PYTHONPYCACHEPREFIX": str(Path(folder) / "compiled")}


def cold_first_question(environment):
    """Return the time to the first question without the bank's index."""
    for file in (Path(environment["CALCQUIZ_HOME"]) / "cache").glob("*.json"):
        file.unlink()
    return milliseconds_to_first_question(PRACTICE, environment)


def measure_checks(file):
    result = subprocess.run([*COMMAND, "check", "--jsonl", file], capture_output=True, text=True, check=True)
    expected = {row["id"]: row for row in map(json.loads, Path(file).read_text(encoding="utf-8").splitlines())}
    found = [json.loads(line) for line in result.stdout.splitlines()]
    times = sorted(row["ms"] for row in found)
    p99 = times[int(0.99 * len(times))]
    print(
        f"\n{len(times)} checks: median {statistics.median(times):.2f} ms, p99 {p99:.1f} ms, worst {times[-1]:.1f} ms"
    )
    by_kind = {}
    for row in found:
        want = expected[row["id"]]["expected"]
        got = {"partial": "incorrect", "unreadable": "malformed"}.get(row["outcome"], row["outcome"])
        by_kind.setdefault(expected[row["id"]]["kind"], []).append(got == want)
    for kind, hits in sorted(by_kind.items()):
        print(f"{kind:<16}{sum(hits):4} of {len(hits)} as expected")


if __name__ == "__main__":
    measure_start_up()
    if len(sys.argv) > 1:
        measure_checks(sys.argv[1])
