"""Judges hostile text in a process of its own under a limit of memory, and prints what happened as JSON.

python hostile_run.py COUNT SEED
"""

import json
import os
import random
import resource
import sys
import time
from pathlib import Path

LIMIT = 1 << 30


def main(count, seed):
    resource.setrlimit(resource.RLIMIT_AS, (LIMIT, LIMIT))
    from hostile import CANARY, KEYS, hostile_texts

    from calcquiz.checking.check import CHECKERS, check
    from calcquiz.records.rules import Rules

    source = random.Random(seed)
    kinds = sorted(CHECKERS)
    report = {
        "judged": 0,
        "slow": [],
        "raised": [],
        "executed": False,
        "seconds": [],
        "kinds": sorted(set(kinds) - set(KEYS)),
    }
    for text in hostile_texts(count, seed):
        # Short runs take one kind a text, so that every kind meets every sort of text sooner or later.
        for kind in kinds if count >= 2000 else [source.choice(kinds)]:
            key = source.choice(KEYS[kind])
            rules = Rules(variables=("x", "y"), open_names=source.random() < 0.8, practice=source.random() < 0.5)
            started = time.perf_counter()
            try:
                verdict = check(text, key, kind, rules)
                assert len(verdict.message) < 2000
            except Exception as error:  # noqa: BLE001 - that nothing at all is raised is what is tested
                report["raised"].append([kind, key, text[:200], f"{type(error).__name__}: {error}"[:300]])
            elapsed = time.perf_counter() - started
            report["judged"] += 1
            report["seconds"].append(round(elapsed, 4))
            if elapsed > 0.5:
                report["slow"].append([round(elapsed, 2), kind, key, text[:200]])
    report["executed"] = CANARY in os.environ or Path("calcquiz_canary").exists()
    report["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(report))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
