"""Where a learner's data is, and the name of a device."""

import subprocess
import sys
from pathlib import Path

from calcquiz.storage.folders import cache_folder, home_folder
from calcquiz.storage.identity import device_name
from calcquiz.storage.log import open_log


def test_calcquiz_home_moves_everything(tmp_path):
    environ = {"CALCQUIZ_HOME": str(tmp_path / "mine")}
    assert home_folder(environ) == tmp_path / "mine"
    assert cache_folder(environ) == tmp_path / "mine" / "cache"


def test_a_home_may_be_written_short(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert home_folder({"CALCQUIZ_HOME": "~/mine"}) == tmp_path / "mine"
    assert home_folder({"CALCQUIZ_HOME": "mine"}) == Path.cwd() / "mine"


def test_without_it_the_conventions_of_the_system_hold(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(sys, "platform", "linux")
    for environ in ({}, {"CALCQUIZ_HOME": ""}):
        assert home_folder(environ).name == cache_folder(environ).name == "calcquiz"


def test_a_device_keeps_its_name(home):
    with open_log(home) as log:
        name = log.device
    assert len(name) == 12
    assert device_name(home) == name
    assert sorted(path.name for path in home.iterdir()) == ["calcquiz.db", "device"]


def test_opening_the_log_needs_nothing_heavy():
    code = "import calcquiz.storage.log, calcquiz.storage.settings, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    heavy = {"sympy", "numpy", "mpmath", "fsrs", "platformdirs", "rich", "typer", "yaml", "uuid"}
    assert heavy.isdisjoint(loaded)
