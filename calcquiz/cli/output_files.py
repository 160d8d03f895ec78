"""The files of a command that writes some: named, refused or asked about before the work, told of after it."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from calcquiz.records.errors import UsageError

STANDARD_OUTPUT = "-"


def file_name(wheres: Sequence[str], ending: str) -> str:
    """Return a name for what is printed: `chapter2.html`, `section-2.1.pdf`, `worksheet.md` for several things.

    >>> file_name(["2.1"], ".pdf"), file_name(["2"], ".pdf"), file_name(["power-rule#3"], ".md")
    ('section-2.1.pdf', 'chapter2.pdf', 'power-rule-3.md')
    """
    if len(wheres) != 1:
        return f"worksheet{ending}"
    name = re.sub(r"[^a-z0-9.]+", "-", wheres[0].lower()).strip("-.")
    if re.fullmatch(r"\d+", name):
        name = f"chapter{name}"
    if re.fullmatch(r"\d+\.\d+", name):
        name = f"section-{name}"
    return f"{name or 'worksheet'}{ending}"


def targets(name: str, suffixes: Sequence[str]) -> list[Path]:
    """Return the files, one for each suffix: `sheet.pdf`, or `sheet-A.pdf`, `sheet-B.pdf`, `sheet-key.pdf`."""
    path = Path(name)
    return [path.with_name(f"{path.stem}-{suffix}{path.suffix}" if suffix else path.name) for suffix in suffixes]


def refuse(files: Sequence[Path], *, force: bool) -> None:
    """Refuse files that cannot be written; one that exists is asked about, or needs `--force`.

    Raises:
        UsageError: a folder is missing or cannot be written, or a file is to be kept.
    """
    from calcquiz.storage.output import refuse_folder

    for file in files:
        refuse_folder(file)
    there = [str(file) for file in files if file.exists()]
    if not there or force or _agreed(there):
        return
    are = "exists already" if len(there) == 1 else "exist already"
    raise UsageError(f"{', '.join(there)} {are}", "Choose another name with --out, or add --force.")


def _agreed(there: Sequence[str]) -> bool:
    """Ask at a terminal whether files may be written over; elsewhere nobody can answer."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    are = "is there already. Write over it?" if len(there) == 1 else "are there already. Write over them?"
    sys.stderr.write(f"{', '.join(there)} {are} Type yes: ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


def write_to_standard_output(data: bytes, *, binary: bool) -> None:
    """Write a file to standard output.

    Raises:
        UsageError: it is no text, and standard output is a screen.
    """
    if binary and sys.stdout.isatty():
        raise UsageError("this file is no text for a screen", "Name a file: --out sheet.pdf")
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
