"""Commands run as a user runs them: their own process, their own folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SMALL_BANK = Path(__file__).resolve().parent.parent / "banks" / "small"


@pytest.fixture
def environment(tmp_path):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CALCQUIZ")}
    return {
        **kept,
        "CALCQUIZ_HOME": str(tmp_path / "home"),
        "CALCQUIZ_BANKS": str(SMALL_BANK),
        "COLUMNS": "80",
        "PYTHONUTF8": "1",
    }


@pytest.fixture
def calcquiz(environment):
    """Run a command; returns the finished process with its output as text."""

    def run(*arguments, typed="", **changes):
        return subprocess.run(
            [sys.executable, "-m", "calcquiz", *arguments],
            input=typed,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            check=False,
            env={**environment, **changes},
        )

    return run
