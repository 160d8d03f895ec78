"""Values taken as they were typed: text and whole numbers need no pydantic, which takes longer than many a command."""

from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

UNCONVERTED = object()
"""Stands for a value that typer has to convert, or refuse, itself."""


class QuickCommand(TyperCommand):
    """A command that imports pydantic only for values that are not plainly right."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments; the types of ctx and the result are typer's."""
        _spare(self.get_params(ctx))
        return super().parse_args(ctx, args)


class QuickGroup(TyperGroup):
    """The command line as a whole, for its own options (version, completion): as `QuickCommand`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments; the types of ctx and the result are typer's."""
        _spare(self.get_params(ctx))
        return super().parse_args(ctx, args)


class PlainValue:
    """Takes the place of typer's converter of one parameter, and gives it back where a value needs converting."""

    def __init__(self, annotation: Any, limits: tuple[float | None, float | None]) -> None:
        self.annotation = annotation
        self.limits = limits

    def coerce(self, value: Any, param: Any, ctx: typer.Context) -> Any:
        """Return the value for the command; what is not plainly right is converted or refused by typer."""
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        found = plain_value(value, self.annotation, self.limits)
        if found is not UNCONVERTED:
            return found
        param._runtime_param = None  # noqa: SLF001 - typer builds its own converter again
        return param.get_runtime_param().coerce(value, param=param, ctx=ctx)


def plain_value(value: Any, annotation: Any, limits: tuple[float | None, float | None]) -> Any:
    """Return a value as the command takes it, or UNCONVERTED.

    >>> plain_value("12", int, (1, 20)), plain_value(("a", "b"), list[str], (None, None))
    (12, ['a', 'b'])
    >>> plain_value("21", int, (1, 20)) is UNCONVERTED
    True
    """
    if annotation is str and isinstance(value, str):
        return value
    if annotation is int:
        return _whole(value, *limits)
    if annotation == list[str] and isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return list(value)
    return UNCONVERTED


def _whole(value: Any, least: float | None, most: float | None) -> Any:
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 16:
        value = int(value)
    if isinstance(value, int) and (least is None or value >= least) and (most is None or value <= most):
        return value
    return UNCONVERTED


def _spare(params: list[Any]) -> None:
    # typer asks each parameter for a converter once and keeps it in `_runtime_param`. Were that renamed, the
    # attribute set here would be read by nobody, and pydantic would convert everything as before.
    for param in params:
        described = getattr(param, "type_descriptor", None)
        if described is not None:
            info = described.parameter_info
            param._runtime_param = PlainValue(described.annotation, (info.min, info.max))  # noqa: SLF001
