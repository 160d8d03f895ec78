"""The house stands: imports point down only, the map is complete, quick commands stay quick."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "calcquiz"
FLOORS = (
    {"records"},
    {"worker"},  # takes and returns records
    {"algebra"},
    {"tasks", "typeset", "plotting"},
    {"bank", "variants", "checking", "solving", "schedule", "storage", "report", "render"},
    {"session", "authoring", "terminal"},
    {"cli"},
    {"__main__"},
)
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS, 1) for room in rooms}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "_bank" not in path.parts)
HEAVY = {"sympy", "numpy", "mpmath", "plotext", "prompt_toolkit"}


def room_of(path):
    relative = path.relative_to(PACKAGE)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


def imported_rooms(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            head, _, rest = name.partition(".")
            if head == "calcquiz" and rest:
                yield rest.partition(".")[0]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_from_the_floors_below(path):
    room = room_of(path)
    if room == "__init__":
        return
    for other in imported_rooms(path):
        assert other == room or FLOOR[other] < FLOOR[room], f"{room} must not import {other}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_module_opens_with_the_sentence_that_says_what_it_is(path):
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring
    assert docstring.splitlines()[0].endswith(".")


def test_the_map_has_one_line_for_every_file():
    from draw_map import map_text

    written = (PACKAGE / "README.md").read_text(encoding="utf-8")
    assert written == map_text(PACKAGE), "run: python tests/draw_map.py"


@pytest.mark.parametrize("command", [["--help"], ["--version"], ["list"], ["stats", "--plain"], ["doctor", "--help"]])
def test_quick_commands_import_nothing_heavy(command, tmp_path):
    code = (
        "import sys\n"
        "from calcquiz.__main__ import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        f"print('HEAVY', sorted({HEAVY!r} & set(sys.modules)))\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, *command],
        capture_output=True,
        text=True,
        check=True,
        env={"CALCQUIZ_HOME": str(tmp_path), "PATH": "", "LANG": "C.UTF-8"},
    )
    assert result.stdout.splitlines()[-1] == "HEAVY []", result.stdout
