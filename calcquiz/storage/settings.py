"""Settings: a flag over `CALCQUIZ_*` over `config.toml` over the default, each checked where it stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from calcquiz.records.errors import CalcquizError, DataError, UsageError
from calcquiz.records.settings import Settings
from calcquiz.storage.banks import BANKS
from calcquiz.storage.config_file import read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One setting: how its text is read, which values it takes, and the words for both."""

    read: Callable[[str], Any]
    kind: type
    lowest: float = 0
    highest: float = 1
    wanted: str
    """What to write instead of a bad value."""

    def value(self, given: Any) -> Any:
        """Return the value of a text, or of a TOML value; ValueError when it is not one."""
        value: Any = self.read(given) if isinstance(given, str) else given
        if self.kind is float and type(value) is int:
            value = float(value)
        right_kind = type(value) is self.kind  # not isinstance: true is no whole number
        if not right_kind or not self.lowest <= value <= self.highest:
            raise ValueError
        return value


def _read_switch(text: str) -> bool:
    return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}[text.strip().lower()]


OPTIONS: Mapping[str, Option] = {
    "desired_retention": Option(
        read=float, kind=float, lowest=0.7, highest=0.99, wanted="a number from 0.7 to 0.99, such as 0.9"
    ),
    "new_per_day": Option(read=int, kind=int, highest=1_000, wanted="a whole number from 0 to 1000"),
    "rollover_hour": Option(read=int, kind=int, highest=23, wanted="an hour from 0 to 23"),
    "easy": Option(read=_read_switch, kind=bool, wanted="true or false"),
    "maximum_interval": Option(read=int, kind=int, lowest=1, highest=36_500, wanted="a number of days from 1 to 36500"),
}
"""Every setting, under the name it has in `config.toml` and in `Settings`."""


def read_settings(file: Path, environ: Mapping[str, str], flags: Mapping[str, Any] | None = None) -> Settings:
    """Return the settings in effect.

    Args:
        file: `config.toml`; it need not exist.
        environ: `CALCQUIZ_NEW_PER_DAY` and the like; an empty value counts as none.
        flags: By the names of OPTIONS; None counts as not given.

    Raises:
        DataError: the file cannot be read, or holds something that is no setting.
        UsageError: a variable or a flag has a bad value.
    """
    chosen = _from_file(file)
    for name, option in OPTIONS.items():
        variable = f"CALCQUIZ_{name.upper()}"
        flag = (flags or {}).get(name)
        if flag is not None:
            chosen[name] = _checked(option, flag, UsageError, f"--{name.replace('_', '-')}")
        elif environ.get(variable):
            chosen[name] = _checked(option, environ[variable], UsageError, variable)
    return Settings(**chosen)


def checked_setting(name: str, text: str) -> Any:
    """Return the value of a setting from its text; UsageError says what to write instead."""
    return _checked(OPTIONS[name], text, UsageError, name)


def names_in_file(file: Path) -> frozenset[str]:
    """Return which settings `config.toml` holds."""
    return frozenset(_from_file(file))


def _from_file(file: Path) -> dict[str, Any]:
    return {name: _from_table(file, name, value) for name, value in read_table(file).items() if name != BANKS}


def _from_table(file: Path, name: str, value: Any) -> Any:
    if name not in OPTIONS:
        near = get_close_matches(name, OPTIONS, n=1)
        advice = f"Did you mean {near[0]}?" if near else f"The settings are {', '.join(OPTIONS)}."
        raise DataError(f"{file}: there is no setting {name}", advice)
    if isinstance(value, str):
        raise DataError(f'{file}: {name} = "{value}" is text', f"Write {OPTIONS[name].wanted}, without quotes.")
    return _checked(OPTIONS[name], value, DataError, f"{file}: {name}")


def _checked(option: Option, given: Any, error: type[CalcquizError], where: str) -> Any:
    try:
        return option.value(given)
    except (ValueError, KeyError) as cause:
        shown = str(given).lower() if isinstance(given, bool) else given
        raise error(f"{where} = {shown} does not fit", f"Write {option.wanted}.") from cause
