"""Measures how many simulated wrong answers are explained by the slip that made them, and how long that takes.

python tests/bench/bench_slips.py [COUNT [SEED]]        2,000 wrong answers unless said otherwise
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))


def main():
    from slips_run import report, simulate

    from calcquiz.bank.folders import bank_folders

    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    print("\n".join(report(simulate(bank_folders({}), count, seed))))


if __name__ == "__main__":
    main()
