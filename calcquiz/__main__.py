"""The entry point: runs the command line; a fault of calcquiz's own is told in a sentence, never as a traceback."""

import os
import sys
from pathlib import Path

OWN_FAULT = 70
"""Exit code for a fault of calcquiz's own (EX_SOFTWARE of sysexits)."""


def main(argv: list[str] | None = None) -> None:
    """Run calcquiz; exits with 0, the code of an error (1 to 4), 130 when interrupted, 70 for a fault of its own."""
    from calcquiz.cli.app import run

    try:
        code = run(sys.argv[1:] if argv is None else argv)
    except Exception as fault:  # noqa: BLE001 - the last line of defence: nobody should have to read a traceback
        code = _tell(fault)
    sys.exit(code)


def _tell(fault: Exception) -> int:
    """Say what happened and keep the details in a file for a report."""
    import tempfile
    import traceback

    details = "".join(traceback.format_exception(fault))
    handle, name = tempfile.mkstemp(prefix="calcquiz-fault-", suffix=".txt")
    os.close(handle)
    Path(name).write_text(details, encoding="utf-8")
    sys.stderr.write(
        f"calcquiz: something went wrong inside calcquiz ({type(fault).__name__}). What you answered is on disk.\n"
        f"  Please report {name} together with the output of calcquiz doctor.\n"
    )
    return OWN_FAULT


if __name__ == "__main__":
    main()
