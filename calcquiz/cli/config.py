"""calcquiz config: the settings, where each comes from, and how to change one."""

import os
import sys
from dataclasses import fields
from typing import Annotated

import typer

from calcquiz.cli import desk as make


def config(
    name: Annotated[str, typer.Argument(help="A setting; all are listed when left out.")] = "",
    value: Annotated[str, typer.Argument(help="Its new value.")] = "",
    default: Annotated[bool, typer.Option("--default", help="Go back to the default.")] = False,
    json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
) -> None:
    """Show or change the settings: new skills a day, retention, when a day begins.

    Example: calcquiz config new_per_day 5
    """
    from calcquiz.records.errors import UsageError
    from calcquiz.storage.config_file import write_entry
    from calcquiz.storage.folders import CONFIG
    from calcquiz.storage.settings import OPTIONS, checked_setting

    file = make.home() / CONFIG
    name = name.replace("-", "_")
    if name and name not in OPTIONS:
        from difflib import get_close_matches

        near = get_close_matches(name, OPTIONS, n=1)
        advice = f"Did you mean {near[0]}?" if near else f"The settings are {', '.join(OPTIONS)}."
        raise UsageError(f"there is no setting {name}", advice)
    if value and default:
        raise UsageError("a value and --default do not go together", "Give one of the two.")
    if name and (value or default):
        write_entry(file, name, None if default else checked_setting(name, value))
    _print([name] if name else list(OPTIONS), json=json)


def _print(names: list[str], *, json: bool) -> None:
    """Print settings with their values and where these come from."""
    settings = make.settings()
    values = {field.name: getattr(settings, field.name) for field in fields(settings) if field.name in names}
    if json:
        from json import dumps

        sys.stdout.write(dumps(values) + "\n")
        return
    width = max(map(len, values))
    for name, value in values.items():
        shown = str(value).lower() if isinstance(value, bool) else f"{value}"
        sys.stdout.write(f"{name:<{width}}  {shown:<6} {_source(name)}\n".rstrip() + "\n")


def _source(name: str) -> str:
    from calcquiz.storage.folders import CONFIG
    from calcquiz.storage.settings import names_in_file

    if os.environ.get(f"CALCQUIZ_{name.upper()}"):
        return f"from CALCQUIZ_{name.upper()}"
    return f"from {CONFIG}" if name in names_in_file(make.home() / CONFIG) else ""
