"""Where banks are: calcquiz's own (in the wheel, or beside the package), and the folders in CALCQUIZ_BANKS."""

import os
from collections.abc import Mapping
from pathlib import Path

from calcquiz.records.errors import DataError

PACKAGE = Path(__file__).resolve().parent.parent


def own_bank() -> Path:
    """Return the folder of calcquiz's own bank.

    Raises:
        DataError: the installation has none.
    """
    for folder in (PACKAGE / "_bank", PACKAGE.parent / "problems"):
        if folder.is_dir():
            return folder
    raise DataError(f"{PACKAGE / '_bank'}: calcquiz's problems are missing", "Install calcquiz again.")


def bank_folders(environment: Mapping[str, str] | None = None) -> tuple[Path, ...]:
    """Return calcquiz's own bank and, after it, the folders that CALCQUIZ_BANKS names and that exist."""
    named = (os.environ if environment is None else environment).get("CALCQUIZ_BANKS", "")
    extra = [Path(entry).expanduser() for entry in named.split(os.pathsep) if entry.strip()]
    return (own_bank(), *(folder for folder in extra if folder.is_dir()))
