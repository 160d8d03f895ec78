"""calcquiz check: any answer against any key, and files of cases."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from calcquiz.cli import desk as make
from calcquiz.cli.files import lines_of

if TYPE_CHECKING:
    from calcquiz.records.verdict import Verdict
    from calcquiz.session.cases import Case

KINDS = (
    "expression, derivative, antiderivative, number, equation, inequality, interval, set, list, vector, matrix, input"
)


def check(
    answer: Annotated[str | None, typer.Argument(help="What a learner would type.")] = None,
    key: Annotated[str | None, typer.Argument(help="The right answer; for kind derivative the function.")] = None,
    kind: Annotated[str, typer.Option("--kind", help=f"One of: {KINDS}.")] = "expression",
    variable: Annotated[str, typer.Option("--variable", help="Of integration or differentiation.")] = "x",
    variables: Annotated[str, typer.Option("--variables", help="Names the key uses, joined by commas.")] = "",
    assumptions: Annotated[str, typer.Option("--assumptions", help="real or positive.")] = "real",
    require_constant: Annotated[bool, typer.Option("--require-constant/--no-require-constant")] = True,
    log_abs: Annotated[str, typer.Option("--log-abs", help="lenient or strict: ln x for ln|x|.")] = "lenient",
    atol: Annotated[str | None, typer.Option("--atol", help="Absolute tolerance.")] = None,
    rtol: Annotated[str | None, typer.Option("--rtol", help="Relative tolerance.")] = None,
    sigfigs: Annotated[int | None, typer.Option("--sigfigs", help="Significant figures as typed.")] = None,
    accuracy_sigfigs: Annotated[int | None, typer.Option("--accuracy-sigfigs")] = None,
    sigfig_tolerance: Annotated[int | None, typer.Option("--sigfig-tolerance")] = None,
    decimals: Annotated[int | None, typer.Option("--decimals", help="Decimal places as typed.")] = None,
    trailing_zeros_required: Annotated[
        bool, typer.Option("--trailing-zeros-required/--no-trailing-zeros-required")
    ] = True,
    digits: Annotated[int | None, typer.Option("--digits", help="At least so many right figures.")] = None,
    truncation_allowed: Annotated[bool, typer.Option("--truncation-allowed")] = False,
    decimals_are_exact: Annotated[bool, typer.Option("--decimals-are-exact")] = False,
    decimal_separator: Annotated[str, typer.Option("--decimal-separator", help="A point or a comma.")] = ".",
    form: Annotated[str | None, typer.Option("--form", help="factored, expanded, lowest-terms, …")] = None,
    type: Annotated[str | None, typer.Option("--type", help="What an input must be read as.")] = None,  # noqa: A002 - the option's name
    jsonl: Annotated[str | None, typer.Option("--jsonl", help="Read cases from a file, or - for input.")] = None,
    json: Annotated[bool, typer.Option("--json", help="The verdict as a JSON object.")] = False,
) -> None:
    """Check an answer against a key; exit 0 right, 1 wrong, partly right or undecided, 2 unreadable.

    Example: calcquiz check "2x" "x^2" --kind derivative
    """
    given = dict(locals())
    from calcquiz.records.errors import UsageError

    options = {name: given[name] for name in OPTION_NAMES}
    if jsonl is not None:
        from calcquiz.session.cases import check_cases

        make.prepare_streams()
        with lines_of(jsonl, "cases") as lines, make.worker() as worker:
            for line in check_cases(lines, worker):
                sys.stdout.write(line + "\n")
                sys.stdout.flush()
        return
    if answer is None or key is None:
        raise UsageError("an answer and a key are needed", 'Write: calcquiz check "2x" "x^2" --kind derivative')
    from calcquiz.session.cases import case_of, judged

    case = case_of(kind, answer, key, options | {"variables": [name for name in variables.split(",") if name]})
    with make.worker() as worker:
        verdict = judged(case, worker)
    _print(verdict, case, json=json)
    raise typer.Exit(EXIT_CODES.get(verdict.outcome.value, 1))


EXIT_CODES = {"correct": 0, "unreadable": 2}
OPTION_NAMES = (
    "variable",
    "assumptions",
    "require_constant",
    "log_abs",
    "atol",
    "rtol",
    "sigfigs",
    "accuracy_sigfigs",
    "sigfig_tolerance",
    "decimals",
    "trailing_zeros_required",
    "digits",
    "truncation_allowed",
    "decimals_are_exact",
    "decimal_separator",
    "form",
    "type",
)


def _print(verdict: "Verdict", case: "Case", *, json: bool) -> None:
    if json:
        from json import dumps

        from calcquiz.session.cases import verdict_shape
        from calcquiz.terminal.json_stream import show_json

        show_json(dumps(verdict_shape(verdict), ensure_ascii=False))
        return
    from calcquiz.render.checked import checked_lines
    from calcquiz.terminal.screen import show_lines

    style = make.style()
    show_lines(checked_lines(verdict, case.response, case.kind, case.rules, style), style)
