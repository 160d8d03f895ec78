"""calcquiz solve: any task of one's own worked step by step, files of tasks, and the rules by name."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from calcquiz.cli import desk as make
from calcquiz.cli.files import lines_of

if TYPE_CHECKING:
    from calcquiz.records.derivation import Level
    from calcquiz.session.solving import Solved

LEVELS = ("brief", "normal", "full")


def solve(
    task: Annotated[
        str | None, typer.Argument(help="A task: derivative(x^2, x), integral(x exp(x), x, 0, 1), …; or a rule's name.")
    ] = None,
    level: Annotated[str, typer.Option("--level", help="brief, normal or full: how many steps.")] = "normal",
    rule: Annotated[bool, typer.Option("--rule", help="What a rule says, with an example; alone: all names.")] = False,
    plot: Annotated[bool, typer.Option("--plot", help="With a picture where one fits.")] = False,
    json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
    jsonl: Annotated[str | None, typer.Option("--jsonl", help="Read tasks from a file, or - for input.")] = None,
    plain: Annotated[bool, typer.Option("--plain", help="For screen readers: words, no drawing.")] = False,
) -> None:
    """Work a task of your own step by step, each step proved by numbers.

    Example: calcquiz solve "integral(x^2 exp(x), x)" --level full
    """
    from calcquiz.records.errors import UsageError

    chosen = _level(level)
    if rule:
        _show_rule(task, chosen, plain=plain)
        return
    if jsonl is not None:
        _solve_lines(jsonl, chosen)
        return
    if task is None:
        from calcquiz.tasks.typed import known_tasks

        raise UsageError("there is no task to solve", known_tasks())
    from calcquiz.session.solving import solved

    with make.worker() as worker:
        found = solved(task, chosen, worker.run)
    _show(found, json=json, plot=plot, plain=plain)


def _level(name: str) -> "Level":
    from calcquiz.records.derivation import Level
    from calcquiz.records.errors import UsageError

    if name.lower() not in LEVELS:
        raise UsageError(f"there is no level {name}", "Levels are brief, normal and full.")
    return Level[name.upper()]


def _solve_lines(name: str, level: "Level") -> None:
    from calcquiz.session.solving import solve_lines

    make.prepare_streams()
    with lines_of(name, "tasks") as lines, make.worker(spares=1) as worker:
        worker.wait()
        for line in solve_lines(lines, level, worker.run):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()


def _show(found: "Solved", *, json: bool, plot: bool, plain: bool) -> None:
    from calcquiz.records.derivation import Status
    from calcquiz.records.errors import UsageError

    derivation = found.derivation
    if json:
        from json import dumps

        from calcquiz.session.solving import derivation_shape
        from calcquiz.terminal.json_stream import show_json

        make.prepare_streams()
        shape = {"task": derivation.task, **derivation_shape(derivation), "ms": found.milliseconds}
        show_json(dumps(shape, ensure_ascii=False))
        raise typer.Exit(UsageError.exit_code if derivation.status is Status.FAILED else 0)
    if derivation.status is Status.FAILED:
        raise UsageError(f"no result for {derivation.task}", derivation.note)
    from calcquiz.render.derivation import derivation_lines
    from calcquiz.terminal.screen import show, show_lines

    style = make.style(plain=plain)
    show_lines(derivation_lines(derivation, style), style)
    if plot:
        from calcquiz.records.moment import Notice
        from calcquiz.session.solved_picture import solved_picture

        picture = solved_picture(found.task, derivation.result)
        show(picture or Notice(text="There is no picture for this task."), style)


def _show_rule(name: str | None, level: "Level", *, plain: bool) -> None:
    """Show a rule with its example worked; without a name all names."""
    from calcquiz.render.derivation import derivation_lines
    from calcquiz.render.rules import rule_lines, rule_list_lines
    from calcquiz.session.solving import known_rules, rule_named, solved
    from calcquiz.terminal.screen import show_lines

    style = make.style(plain=plain)
    if name is None:
        show_lines(rule_list_lines([(rule.name, rule.title) for rule in known_rules()], style), style)
        return
    rule = rule_named(name)
    show_lines(rule_lines(rule.title, rule.statement, style), style)
    with make.worker() as worker:
        example = solved(rule.example, level, worker.run)
    show_lines(derivation_lines(example.derivation, style), style)
