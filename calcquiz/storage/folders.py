"""Folders: where a learner's data and the disposable caches are."""

from collections.abc import Mapping
from pathlib import Path

from calcquiz.storage.faults import explained

DATABASE = "calcquiz.db"
CONFIG = "config.toml"


def home_folder(environ: Mapping[str, str]) -> Path:
    """Return the folder of all a learner owns: `CALCQUIZ_HOME`, or the system's place for user data."""
    if own := environ.get("CALCQUIZ_HOME"):
        return Path(own).expanduser().absolute()
    from platformdirs import user_data_path  # 25 ms

    return user_data_path("calcquiz", appauthor=False)


def cache_folder(environ: Mapping[str, str]) -> Path:
    """Return the folder of what may be deleted at any time; it need not exist, nor be writable."""
    if environ.get("CALCQUIZ_HOME"):
        return home_folder(environ) / "cache"
    from platformdirs import user_cache_path  # 25 ms

    return user_cache_path("calcquiz", appauthor=False)


def make_private_folder(folder: Path) -> Path:
    """Make a folder that only its owner can read, if it is not there yet, and return it.

    A folder that exists keeps its permissions: it may be someone's own choice.

    Raises:
        DataError: it cannot be made, or something else has its name.
    """
    with explained(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder
