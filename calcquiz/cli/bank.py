"""calcquiz bank: check proves a bank, new begins a problem, add and list say which banks are used."""

import os
import sys
from collections.abc import Callable
from functools import partial
from json import dumps
from typing import TYPE_CHECKING, Annotated

import typer

from calcquiz.cli import desk as make
from calcquiz.cli.guard import guarded

if TYPE_CHECKING:
    from calcquiz.authoring.check_bank import BankReport, Crew

bank = typer.Typer(
    name="bank",
    help="Prove a bank of problems, begin a new one, add a folder of problems.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def check(
    path: Annotated[
        str, typer.Argument(help="A bank, chapter, section or file, or a name; every bank when left out.")
    ] = "",
    variants: Annotated[int, typer.Option("--variants", min=1, max=200, help="Of each problem.")] = 64,
    every: Annotated[bool, typer.Option("--all", help="All variants, at most 200 a problem.")] = False,
    json: Annotated[bool, typer.Option("--json", help="JSON Lines: findings, then a summary.")] = False,
    on: Annotated[str | None, typer.Option("--on", help="A Dask scheduler: tcp://host:8786.")] = None,
    processes: Annotated[int, typer.Option("--processes", min=0, help="0: one for each core.")] = 0,
    fresh: Annotated[bool, typer.Option("--fresh", help="Prove again what was proved before.")] = False,
    pin: Annotated[bool, typer.Option("--pin", help="Pin new revisions of problems without findings.")] = False,
) -> None:
    """Prove problems and lessons: keys, sentences, mistakes, solutions, pictures. Exit 1 when there are findings.

    Example: calcquiz bank check chapter2 --variants 12
    """
    from dataclasses import replace

    from calcquiz.authoring.check_bank import check_bank, scope_of
    from calcquiz.authoring.lessons import lesson_findings
    from calcquiz.authoring.proofs_cache import ProofsCache
    from calcquiz.storage.folders import cache_folder
    from calcquiz.terminal.progress import progress

    cache = cache_folder(os.environ)
    scope = scope_of(path, make.bank_folders(), cache)
    in_lessons = tuple(found for lesson in scope.lessons for found in lesson_findings(lesson))
    count = 200 if every else variants
    with progress("Proving", len(scope.facts)) as advance:
        report = check_bank(
            scope,
            count,
            _crew(on, processes),
            ProofsCache(None if fresh else cache),
            lambda one: advance(one.id),
            pin=pin,
        )
    report = replace(report, findings=(*in_lessons, *report.findings))
    make.prepare_streams()
    sys.stdout.write(_json_text(report) if json else _text(report, len(scope.lessons)))
    raise typer.Exit(1 if report.findings else 0)


def _crew(on: str | None, processes: int) -> "Crew":
    from calcquiz.authoring.crew import prove_here, prove_on

    if on is not None:
        return partial(prove_on, on)
    return lambda jobs, done: prove_here(jobs, processes or os.cpu_count() or 1, done)


def _json_text(report: "BankReport") -> str:
    from dataclasses import asdict

    lines: list[dict[str, object]] = [{"event": "finding", **asdict(finding)} for finding in report.findings]
    summary = {
        "event": "summary",
        "problems": report.problems,
        "variants": report.variants,
        "findings": len(report.findings),
        "unproved": [{"id": id_, "reason": reason} for id_, reason in report.unproved],
        "cached": report.cached,
        "seconds": round(report.seconds, 1),
        **({} if report.pinned is None else {"pinned": report.pinned}),
    }
    return "".join(dumps(line, ensure_ascii=False) + "\n" for line in [*lines, summary])


def _text(report: "BankReport", lessons: int) -> str:
    lines = [str(finding) for finding in report.findings]
    lines += [f"{id_}: the key is not proved: {reason}" for id_, reason in report.unproved]
    known = f", {report.cached} of the problems known from before" if report.cached else ""
    proved = f"{_counted(report.problems, 'problem')}, {_counted(report.variants, 'variant')}"
    proved += f", {_counted(lessons, 'lesson')}" if lessons else ""
    lines.append(f"{proved}: {_counted(len(report.findings), 'finding')} ({report.seconds:.0f} s{known})")
    if report.pinned is not None:
        lines.append(f"{_counted(report.pinned, 'revision')} pinned")
    return "\n".join(lines) + "\n"


def _counted(count: int, noun: str) -> str:
    return f"{count or 'no'} {noun}" if count == 1 else f"{count or 'no'} {noun}s"


def new(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The id: lower-case words with hyphens.")],
    task: Annotated[str, typer.Option("--task", help="What is asked: derivative(f, x).")] = "derivative(f, x)",
    to: Annotated[str, typer.Option("--to", help="The folder to write it into.")] = ".",
) -> None:
    """Write the skeleton of a problem, commented and valid; never over a file that exists.

    Example: calcquiz bank new slope-of-a-parabola --task "derivative(f, x)"
    """
    from pathlib import Path

    from calcquiz.authoring.skeleton import write_skeleton
    from calcquiz.worker import AUTHORING_SECONDS

    with make.worker(seconds=AUTHORING_SECONDS) as worker:
        written = write_skeleton(
            Path(to), id_, task, lambda function, *arguments: str(worker.run(function, *arguments))
        )
    sys.stdout.write(f"{written} is begun. Look at it with: calcquiz bank check {written}\n")


def add(
    place: Annotated[str, typer.Argument(metavar="PATH", help="A folder, or package:NAME.")],
) -> None:
    """Use another bank from now on: a folder laid out like calcquiz's own, or an installed package of data.

    Example: calcquiz bank add ~/my-problems
    """
    from calcquiz.bank.folders import added_folder
    from calcquiz.storage.banks import remember_bank
    from calcquiz.storage.folders import CONFIG

    folder, name = added_folder(place)
    new_one = remember_bank(make.home() / CONFIG, name)
    sys.stdout.write(f"{folder} is {'in use from now on' if new_one else 'in use already'}.\n")


def list_(
    json: Annotated[bool, typer.Option("--json", help="JSON Lines, one bank a line.")] = False,
) -> None:
    """List the banks in use, how many problems each has, and installed packages that could be added.

    Example: calcquiz bank list
    """
    from calcquiz.bank.folders import installed_packages

    make.prepare_streams()
    catalog = make.catalog()
    names = list(installed_packages())
    for folder in make.bank_folders():
        inside = [facts for facts in catalog.facts if facts.path.startswith(f"{folder}{os.sep}")]
        broken = sum(not facts.usable for facts in inside)
        row = {"bank": str(folder), "problems": len(inside) - broken, "broken": broken}
        told = f"{folder}  {_counted(len(inside) - broken, 'problem')}{f', {broken} broken' if broken else ''}"
        sys.stdout.write((dumps(row, ensure_ascii=False) if json else told) + "\n")
    for name in () if json else names:
        sys.stdout.write(f"package:{name} is installed: calcquiz bank add package:{name}\n")


def schema() -> None:
    """Print the JSON Schema of the problem format, for completion in editors.

    Example: calcquiz bank schema
    """
    from calcquiz.authoring.json_schema import schema_text

    make.prepare_streams()
    sys.stdout.write(schema_text())


BANK_COMMANDS: dict[str, Callable[..., None]] = {
    "bank check": check,
    "bank new": new,
    "bank add": add,
    "bank list": list_,
    "bank schema": schema,
}
"""Name -> command, in the order of the help page."""

for _name, _command in BANK_COMMANDS.items():
    bank.command(_name.removeprefix("bank "))(guarded(_command))
