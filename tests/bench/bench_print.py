"""Bench: how long a sheet of 20 problems takes, as a user waits for it, beside `python -c "import sympy"` in one run.

`python tests/bench/bench_print.py [--runs 5]` prints the sheet of a chapter as PDF and as HTML, without answers, with
the key, and with worked solutions. The goal is for the PDF of the sheet.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

GOAL = 1.5
SYMPY = [sys.executable, "-c", "import sympy"]
PRINT = [sys.executable, "-m", "calcquiz", "print"]
SHEETS = {
    "20 problems, pdf": ["--to", "pdf"],
    "20 problems, html": ["--to", "html"],
    "with the key, pdf": ["--to", "pdf", "--key"],
    "with solutions, pdf": ["--to", "pdf", "--key", "--solutions", "normal"],
}


def seconds(command, folder):
    """Return how long a command takes."""
    began = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - began


def main() -> int:
    """Time all sheets in turn, several times; 1 where the goal is missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--where", default="chapter2")
    given = options.parse_args()
    times: dict[str, list[float]] = {"import sympy": [], **{name: [] for name in SHEETS}}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for _ in range(given.runs + 1):
            times["import sympy"].append(seconds(SYMPY, folder))
            for sheet, switches in SHEETS.items():
                command = [*PRINT, given.where, "--count", "20", "--seed", "7", "--force", *switches]
                times[sheet].append(seconds(command, folder))
    medians = {name: statistics.median(taken[1:]) for name, taken in times.items()}
    for name, median in medians.items():
        print(f"{name:24} {median:6.2f} s  {median / medians['import sympy']:5.2f} x import sympy")
    print(f"goal: the pdf of 20 problems under {GOAL} s")
    return 0 if medians["20 problems, pdf"] < GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
