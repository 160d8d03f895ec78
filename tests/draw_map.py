"""Draws the map, calcquiz/README.md: one line a file, the file's own first docstring line."""

import ast
from pathlib import Path

HEADING = """# The map

One line a file: its own first sentence. Imports point down only; rooms on one floor never import one another
(`tests/test_house.py` keeps it so). Drawn by `python tests/draw_map.py`.
"""
ROOMS = (
    (6, "cli"),
    (5, "session"),
    (5, "authoring"),
    (5, "terminal"),
    (4, "bank"),
    (4, "variants"),
    (4, "checking"),
    (4, "solving"),
    (4, "schedule"),
    (4, "storage"),
    (4, "report"),
    (4, "render"),
    (3, "tasks"),
    (3, "typeset"),
    (3, "plotting"),
    (2, "algebra"),
    (1, "records"),
)


def first_line(path: Path) -> str:
    """Return the first line of a module's docstring."""
    return (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").partition("\n")[0]


def map_text(package: Path) -> str:
    """Return the map of the package."""
    lines = [HEADING]
    for floor, room in ROOMS:
        folder = package / room
        if not folder.is_dir():
            continue
        lines += [f"## {room}/ (floor {floor})", "", first_line(folder / "__init__.py"), ""]
        files = sorted(path for path in folder.rglob("*.py") if path.name != "__init__.py")
        lines += [f"- `{path.relative_to(folder).as_posix()}`: {first_line(path)}" for path in files]
        lines.append("")
    lines += ["## Beside the rooms", ""]
    lines += [f"- `{path.name}`: {first_line(path)}" for path in sorted(package.glob("*.py"))]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    here = Path(__file__).resolve().parent.parent / "calcquiz"
    (here / "README.md").write_text(map_text(here), encoding="utf-8")
