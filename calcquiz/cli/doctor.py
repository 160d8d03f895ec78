"""calcquiz doctor: versions, folders, terminal and a font test line, for a report."""

import os
import platform
import sys
from collections.abc import Iterator

from calcquiz import __version__
from calcquiz.cli import desk as make

PACKAGES = ("typer", "rich", "prompt_toolkit", "sympy", "mpmath", "numpy", "plotext", "PyYAML", "fsrs", "Pebble")
EXTRAS = ("typst", "matplotlib", "distributed")
FONT_TEST = "x² √ π ∫ Σ ∞ ≤ ≠ ✓ ✗ ⎛⎝⎞⎠ │ ⣀⡠⠔ ●○"


def doctor() -> None:
    """Print versions, folders, the terminal and a font test line.

    Example: calcquiz doctor
    """
    from rich.text import Text

    from calcquiz.terminal.screen import show_lines

    style = make.style()
    rows = [*_versions(), *_folders(), *_terminal()]
    width = max(len(name) for name, _ in rows)
    show_lines([Text(f"{name:<{width}}  {value}") for name, value in rows], style)
    if not style.ascii_only:
        show_lines([Text(f"{'font':<{width}}  {FONT_TEST}")], style)


def _versions() -> Iterator[tuple[str, str]]:
    from importlib.metadata import PackageNotFoundError, version  # 16 ms, and every command imports this module

    yield "calcquiz", __version__
    yield "python", f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    for package in (*PACKAGES, *EXTRAS):
        try:
            yield package, version(package)
        except PackageNotFoundError:
            yield package, "not installed (optional)" if package in EXTRAS else "missing: install calcquiz again"


def _folders() -> Iterator[tuple[str, str]]:
    from calcquiz.storage.folders import DATABASE, cache_folder

    home = make.home()
    yield "data", f"{home}{'' if home.is_dir() else ' (not there yet)'}"
    database = home / DATABASE
    if database.exists():
        yield "events", str(_count())
    yield "cache", str(cache_folder(os.environ))
    for folder in make.bank_folders():
        yield "bank", str(folder)
    catalog = make.catalog()
    broken = len(catalog.broken)
    yield "problems", f"{len(catalog.usable)}{f', {broken} cannot be used' if broken else ''}"
    for finding in catalog.findings:
        yield "finding", f"{finding.file}: {finding.message}"


def _count() -> int:
    with make.log() as log:
        return log.count()


def _terminal() -> Iterator[tuple[str, str]]:
    style = make.style()
    yield "terminal", f"{os.environ.get('TERM', 'no TERM')}, {style.width}×{style.height}".replace("×", "x")
    yield "encoding", make.prepare_streams()
    yield "output", "terminal" if sys.stdout.isatty() else "pipe or file"
    yield "colour", "yes" if style.colour else "no"
