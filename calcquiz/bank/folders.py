"""Where banks are: calcquiz's own (in the wheel, or beside the package), those added, those in CALCQUIZ_BANKS."""

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from calcquiz.records.errors import DataError, UsageError

GROUP = "calcquiz.banks.v1"
PREFIX = "package:"
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


def bank_folders(environment: Mapping[str, str] | None = None, added: Sequence[str] = ()) -> tuple[Path, ...]:
    """Return calcquiz's own bank and, after it, those that were added or that CALCQUIZ_BANKS names, where they exist.

    Args:
        environment: Where CALCQUIZ_BANKS is looked up.
        added: Folders, and `package:NAME` for an installed package of data.
    """
    named = (os.environ if environment is None else environment).get("CALCQUIZ_BANKS", "")
    extra = [Path(entry).expanduser() for entry in named.split(os.pathsep) if entry.strip()]
    remembered = [_folder_of(entry) for entry in added]
    found = [folder for folder in (*remembered, *extra) if folder is not None and folder.is_dir()]
    return (own_bank(), *dict.fromkeys(found))


def added_folder(place: str) -> tuple[Path, str]:
    """Return the folder that is meant by a place to add, and the name to remember it by.

    Raises:
        UsageError: there is no such folder or package, or it holds no chapters.
    """
    folder = _folder_of(place)
    if folder is None or not folder.is_dir():
        advice = "Name a folder laid out like calcquiz's own bank, or package:NAME of an installed one."
        raise UsageError(f"there is no bank at {place}", advice)
    if not any(re.fullmatch(r"chapter\d+", inner.name) for inner in folder.iterdir()):
        raise UsageError(f"{place} holds no chapters", "A bank has folders chapter1, chapter2, … with a chapter.yaml.")
    return folder, place if place.startswith(PREFIX) else str(folder)


def _folder_of(place: str) -> Path | None:
    if not place.startswith(PREFIX):
        return Path(place).expanduser().absolute()
    return installed_packages().get(place.removeprefix(PREFIX))


def installed_packages() -> dict[str, Path]:
    """Return the installed banks by name: packages under the entry-point group, found as files and never imported."""
    from importlib.metadata import entry_points  # 20 ms

    found = {}
    for entry in entry_points(group=GROUP):
        folder = None if entry.dist is None else Path(str(entry.dist.locate_file(entry.value.replace(".", "/"))))
        if folder is not None and folder.is_dir():
            found[entry.name] = folder
    return found
