"""Files that a learner asks for: written beside their place first, and put there when they are whole."""

import os
from pathlib import Path

from calcquiz.records.errors import UsageError

OTHER = "Choose another file or folder."


def refuse_folder(target: Path) -> None:
    """Refuse a file that cannot be written where it is wanted, before any work is done.

    Raises:
        UsageError: its folder is missing or cannot be written, or it is a folder itself.
    """
    folder = target.parent
    if not folder.is_dir():
        raise UsageError(f"the folder {folder} does not exist", "Make it first, or choose another folder.")
    if target.is_dir():
        raise UsageError(f"{target} is a folder", "Write the name of a file in it.")
    if not os.access(folder, os.W_OK):
        raise UsageError(f"nothing can be written into the folder {folder}", "Choose another folder.")


def write_all(files: list[tuple[Path, bytes]]) -> None:
    """Write files, all of them or none.

    Raises:
        UsageError: the system refuses one of them.
    """
    parts: list[tuple[Path, Path]] = []
    target = Path()
    try:
        for target, data in files:
            part = target.with_name(target.name + ".part")
            parts.append((part, target))
            part.write_bytes(data)
        for part, target in parts:
            part.replace(target)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"{target} cannot be written: {reason}", OTHER) from error
    finally:
        for part, _ in parts:
            part.unlink(missing_ok=True)
