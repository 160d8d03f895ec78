"""Judges rows read from standard input as JSON and prints the whole verdicts, in order.

python verdicts_run.py < rows.json        rows: [kind, response, key, options]
"""

import json
import sys

from calcquiz.checking.check import check
from calcquiz.records.rules import Rules
from calcquiz.records.variant import Kind


def main():
    rows = json.load(sys.stdin)
    print(json.dumps([repr(check(row[1], row[2], Kind(row[0]), Rules(**row[3]))) for row in rows]))


if __name__ == "__main__":
    main()
