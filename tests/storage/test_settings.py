"""A flag over a variable over the file over the default, and words for every bad value."""

import pytest

from calcquiz.records.errors import DataError, UsageError
from calcquiz.records.settings import Settings
from calcquiz.storage.settings import OPTIONS, read_settings


@pytest.fixture
def config(tmp_path):
    return tmp_path / "config.toml"


def test_without_anything_the_defaults_hold(config):
    assert read_settings(config, {}) == Settings()
    assert read_settings(config, {"CALCQUIZ_EASY": ""}, {"easy": None}) == Settings()
    assert Settings() == Settings(
        desired_retention=0.9, new_per_day=3, rollover_hour=4, easy=False, maximum_interval=36_500
    )


def test_a_flag_beats_a_variable_beats_the_file(config):
    config.write_text("new_per_day = 5\nrollover_hour = 3\neasy = true\ndesired_retention = 0.85", encoding="utf-8")
    environ = {"CALCQUIZ_NEW_PER_DAY": "6", "CALCQUIZ_ROLLOVER_HOUR": "2"}
    assert read_settings(config, environ, {"new_per_day": 7}) == Settings(
        new_per_day=7, rollover_hour=2, easy=True, desired_retention=0.85
    )


def test_every_field_of_the_record_is_a_setting():
    assert set(OPTIONS) == set(Settings.__slots__)


@pytest.mark.parametrize(
    ("text", "message", "advice"),
    [
        (
            "desired_retention = 1.5",
            "desired_retention = 1.5 does not fit",
            "Write a number from 0.7 to 0.99, such as 0.9.",
        ),
        (
            "desired_retention = nan",
            "desired_retention = nan does not fit",
            "Write a number from 0.7 to 0.99, such as 0.9.",
        ),
        ("new_per_day = 2.5", "new_per_day = 2.5 does not fit", "Write a whole number from 0 to 1000."),
        ("new_per_day = true", "new_per_day = true does not fit", "Write a whole number from 0 to 1000."),
        ("rollover_hour = 24", "rollover_hour = 24 does not fit", "Write an hour from 0 to 23."),
        ("easy = 1", "easy = 1 does not fit", "Write true or false."),
        ('easy = "true"', 'easy = "true" is text', "Write true or false, without quotes."),
        ("maximum_interval = 0", "maximum_interval = 0 does not fit", "Write a number of days from 1 to 36500."),
        ("new_per_dya = 3", "there is no setting new_per_dya", "Did you mean new_per_day?"),
        (
            "colour = 3",
            "there is no setting colour",
            "The settings are desired_retention, new_per_day, rollover_hour, easy, maximum_interval.",
        ),
    ],
)
def test_a_bad_line_in_the_file_is_named(config, text, message, advice):
    config.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_settings(config, {})
    assert (caught.value.message, caught.value.advice) == (f"{config}: {message}", advice)


def test_a_file_that_is_not_toml_is_named_with_its_line(config):
    config.write_text("new_per_day 3", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_settings(config, {})
    assert caught.value.message.startswith(f"{config} is not TOML: ")
    assert "line 1" in caught.value.message
    assert caught.value.advice == "Write one setting a line: new_per_day = 3"


def test_a_file_that_is_not_text_is_named(config):
    config.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataError) as caught:
        read_settings(config, {})
    assert (caught.value.message, caught.value.advice) == (
        f"{config} is not text in UTF-8",
        "Save it again as UTF-8.",
    )


def test_a_folder_in_place_of_the_file_is_named(tmp_path):
    with pytest.raises(DataError) as caught:
        read_settings(tmp_path, {})
    assert caught.value.message == f"{tmp_path} cannot be used: is a directory"


@pytest.mark.parametrize(
    ("environ", "flags", "message"),
    [
        ({"CALCQUIZ_NEW_PER_DAY": "many"}, {}, "CALCQUIZ_NEW_PER_DAY = many does not fit"),
        ({"CALCQUIZ_EASY": "perhaps"}, {}, "CALCQUIZ_EASY = perhaps does not fit"),
        ({}, {"rollover_hour": 99}, "--rollover-hour = 99 does not fit"),
    ],
)
def test_a_bad_variable_or_flag_is_a_usage_error(config, environ, flags, message):
    with pytest.raises(UsageError) as caught:
        read_settings(config, environ, flags)
    assert caught.value.message == message
