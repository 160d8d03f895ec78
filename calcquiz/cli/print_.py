"""calcquiz print: worksheets with answers and worked solutions, and questions for Anki and Moodle."""

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from calcquiz.cli import desk as make

if TYPE_CHECKING:
    from pathlib import Path

    from calcquiz.bank.catalog import Catalog
    from calcquiz.records.print_request import PrintRequest
    from calcquiz.session.print_choice import Choice
    from calcquiz.session.printing import Printed

Value = TypeVar("Value")


def print_(
    where: Annotated[
        list[str] | None, typer.Argument(help="Chapters, sections, problems or variants: chapter2, 2.1, ID, ID#7.")
    ] = None,
    count: Annotated[
        int | None, typer.Option("--count", min=1, max=1000, help="Questions; for anki and moodle, of each skill.")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Another seed draws other questions.")] = 1,
    to: Annotated[
        str | None, typer.Option("--to", metavar="FORMAT", help="html, pdf, md, tex, typst, ipynb, anki or moodle.")
    ] = None,
    key: Annotated[bool, typer.Option("--key", help="With the answers, on a page of their own.")] = False,
    solutions: Annotated[
        str | None, typer.Option("--solutions", metavar="HOW", help="Worked solutions: brief, normal or full.")
    ] = None,
    versions: Annotated[int, typer.Option("--versions", min=1, max=26, help="Sheets that differ in numbers.")] = 1,
    paper: Annotated[str, typer.Option("--paper", metavar="PAPER", help="a4 or letter.")] = "a4",
    title: Annotated[str, typer.Option("--title", help="What stands at the top.")] = "",
    out: Annotated[str, typer.Option("--out", metavar="FILE", help="The file, or - for standard output.")] = "",
    missed: Annotated[bool, typer.Option("--missed", help="What you missed in the last 30 days.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Write over files that exist.")] = False,
) -> None:
    """Print a worksheet, with answers and worked solutions if you like, or questions for Anki and Moodle.

    Example: calcquiz print chapter2 --count 20 --to pdf --key
    """
    from calcquiz.records.derivation import Level
    from calcquiz.records.errors import UsageError
    from calcquiz.records.print_request import PrintRequest
    from calcquiz.records.worksheet import Paper
    from calcquiz.render.sheets.formats import format_named

    if not where and not missed:
        raise UsageError("there is nothing to print yet", "Name a chapter, a section or problems: calcquiz print 2.1")
    request = PrintRequest(
        kind=format_named(to, out),
        count=count,
        seed=seed,
        key=key,
        solutions=_word(solutions, {level.name.lower(): level for level in Level}, "--solutions")
        if solutions
        else None,
        versions=versions,
        paper=_word(paper, {one.value: one for one in Paper}, "--paper"),
        title=title,
    )
    catalog = make.catalog()
    choice = _choice(catalog, where or [], request, missed=missed)
    done = _put(catalog, choice, request, out, where or ["missed"], force=force)
    _tell_what_is_missing(done, request)


def _put(
    catalog: "Catalog", choice: "Choice", request: "PrintRequest", out: str, wheres: Sequence[str], *, force: bool
) -> "Printed":
    """Write what was asked for to standard output, or into files that were refused or agreed to before the work."""
    from calcquiz.cli import output_files
    from calcquiz.records.errors import UsageError
    from calcquiz.render.sheets.formats import FORMATS
    from calcquiz.session.printing import suffixes

    if out == output_files.STANDARD_OUTPUT:
        if len(suffixes(request)) > 1:
            raise UsageError("several versions are several files", "Name a file: --out sheet.html")
        done = _printed(catalog, choice, request)
        output_files.write_to_standard_output(done.files[0], binary=request.kind == "pdf")
        return done
    name = out or output_files.file_name(wheres, FORMATS[request.kind].ending)
    files = output_files.targets(name, suffixes(request))
    output_files.refuse(files, force=force)
    done = _printed(catalog, choice, request)
    _write(files, done)
    return done


def _word(text: str, known: Mapping[str, Value], option: str) -> Value:
    from calcquiz.records.errors import UsageError

    if text.lower() not in known:
        raise UsageError(f"{option} {text} is not known", f"Write {option} with one of: {', '.join(known)}.")
    return known[text.lower()]


def _choice(catalog: "Catalog", wheres: Sequence[str], request: "PrintRequest", *, missed: bool) -> "Choice":
    from calcquiz.session import print_choice

    choice = print_choice.chosen(catalog, wheres)
    if not missed:
        return choice
    return print_choice.missed(catalog, make.past_questions(), choice, today=make.today(), most=request.count)


def _printed(catalog: "Catalog", choice: "Choice", request: "PrintRequest") -> "Printed":
    from calcquiz.session.printing import printed, variants_to_work
    from calcquiz.session.shelf import Shelf
    from calcquiz.terminal.progress import progress
    from calcquiz.worker import AUTHORING_SECONDS

    with make.worker(seconds=AUTHORING_SECONDS) as worker:
        shelf = Shelf(catalog, worker.run)
        with progress("Working out", variants_to_work(choice, request)) as step:
            return printed(shelf, choice, request, step)


def _write(files: "Sequence[Path]", done: "Printed") -> None:
    from calcquiz.render.words import counted
    from calcquiz.storage.output import write_all

    write_all(list(zip(files, done.files, strict=True)))
    names = ", ".join(map(str, files))
    sys.stdout.write(f"{counted(done.questions, 'question')} written to {names}\n")


def _tell_what_is_missing(done: "Printed", request: "PrintRequest") -> None:
    for one in done.left_out:
        sys.stderr.write(f"calcquiz: {one.id} is left out: {one.reason}\n")
    for id_, count in done.short:
        sys.stderr.write(f"calcquiz: {id_} has {count} variants, not {request.count}\n")
