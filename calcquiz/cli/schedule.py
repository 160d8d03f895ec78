"""calcquiz schedule: the bare memory model on cases, for comparison with other implementations of FSRS."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from calcquiz.cli import desk as make


def schedule(
    cases: Annotated[str, typer.Option("--cases", help="A JSON file of cases, or - for standard input.")],
) -> None:
    """Print the intervals and memory states that ratings at given gaps lead to.

    Example: calcquiz schedule --cases cases.json
    """
    import json

    from calcquiz.records.errors import UsageError
    from calcquiz.schedule.bare import SHAPE, run_cases
    from calcquiz.storage.faults import file_fault

    try:
        text = sys.stdin.read() if cases == "-" else Path(cases).read_text(encoding="utf-8")
        given = json.loads(text)
    except FileNotFoundError as error:
        raise UsageError(f"there is no file {cases}", SHAPE) from error
    except OSError as error:
        raise file_fault(Path(cases), error) from error
    except (ValueError, RecursionError) as error:  # not JSON, not UTF-8, nested too deeply
        raise UsageError(f"{cases} is no JSON: {error}", SHAPE) from error
    results = run_cases(given)
    make.prepare_streams()
    sys.stdout.write(json.dumps(results) + "\n")
