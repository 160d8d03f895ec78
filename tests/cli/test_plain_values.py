"""Values are taken as typed where they are plainly right, and every other one is converted or refused by typer."""

import subprocess
import sys

import pytest

from calcquiz.cli.plain_values import UNCONVERTED, plain_value

ANY = (None, None)


@pytest.mark.parametrize(
    ("value", "annotation", "limits", "expected"),
    [
        ("chapter2", str, ANY, "chapter2"),
        ("10", int, (1, 100), 10),
        (10, int, (1, 100), 10),
        (("x^2", "x"), list[str], ANY, ["x^2", "x"]),
        ((), list[str], ANY, []),
        ("0", int, (1, 100), UNCONVERTED),
        ("101", int, (1, 100), UNCONVERTED),
        ("1e3", int, ANY, UNCONVERTED),
        ("²", int, ANY, UNCONVERTED),
        ("9" * 16, int, ANY, UNCONVERTED),
        ("0.9", float, ANY, UNCONVERTED),
        (3, str, ANY, UNCONVERTED),
    ],
)
def test_a_value_is_taken_as_typed_or_left_to_typer(value, annotation, limits, expected):
    assert plain_value(value, annotation, limits) == expected


@pytest.mark.parametrize("arguments", [["list"], ["due", "--json"], ["--version"], ["practice", "--count", "0x"]])
def test_only_a_value_that_needs_converting_loads_pydantic(arguments, tmp_path):
    code = f"import sys; from calcquiz.cli.app import run; run({arguments!r}); print('pydantic' in sys.modules)"
    environment = {"CALCQUIZ_HOME": str(tmp_path), "PYTHONIOENCODING": "utf-8"}
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert told.stdout.splitlines()[-1] == str(arguments[-1] == "0x")
