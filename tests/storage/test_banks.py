"""Banks are remembered in config.toml; settings beside them stay as they are."""

import pytest

from calcquiz.records.errors import DataError
from calcquiz.storage.banks import remember_bank, remembered_banks
from calcquiz.storage.settings import read_settings


def test_a_bank_is_remembered_once_and_everything_else_stays(tmp_path):
    file = tmp_path / "home" / "config.toml"
    assert remembered_banks(file) == ()
    assert remember_bank(file, "/a/b") is True
    file.write_text(file.read_text() + "# my own\nnew_per_day = 5\n", encoding="utf-8")
    assert remember_bank(file, 'C:\\b "c"') is True
    assert remember_bank(file, "/a/b") is False
    assert remembered_banks(file) == ("/a/b", 'C:\\b "c"')
    assert "# my own" in file.read_text(encoding="utf-8")
    assert read_settings(file, {}).new_per_day == 5


def test_a_damaged_config_is_told_and_left_alone(tmp_path):
    file = tmp_path / "config.toml"
    file.write_text("banks = 3\n")
    with pytest.raises(DataError) as refused:
        remember_bank(file, "/a")
    assert refused.value.message == f"{file}: banks is no list of folders"
    assert file.read_text() == "banks = 3\n"
