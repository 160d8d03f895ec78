"""The skeleton of a new problem: a commented file that loads, draws and checks, to be filled in."""

from collections.abc import Iterator
from pathlib import Path

from calcquiz.algebra.tree import Apply, Name, Tree, free_names, walk
from calcquiz.bank.problem_reader import NAME, TAKEN, read_problem
from calcquiz.bank.schema import WORD
from calcquiz.records.errors import BankError, CalcquizError, FormulaError, UsageError
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.task import Compute, names_of
from calcquiz.typeset import tree_tex
from calcquiz.variants.complete import complete
from calcquiz.variants.draw import draw

ONE_NAME = (
    "p*{x}^2 + q*{x}",
    "p/({x} + q)^2",
    "p*(1/(q + 1))^{x}",
    "({x}^2 - p^2)/({x} - p)",
    "exp(-p*{x})",
    "p*{x} - q",
)
TWO_NAMES = ("p*{x}^2 + q*{x}*{y} + (p + q)*{y}^2", "{x}^2 + p*{y}^2 + q*{x}*{y}", "p*{x} + q*{y}")
"""Functions to begin with, the first one that the task can work with is taken."""
TEXT = """\
# One skill a file; the file name is its id. The guide: problems/README.md. Completion in editors: problems/schema.json.
calcquiz: 1
title: {title}
difficulty: 1                      # 1 (one rule, one line) to 5 (combines chapters)
# requires: [id-of-a-skill]        # skills it builds on
variables: {{{variables}}}
params:                            # what is drawn: ranges, or lists such as [1/2, 1, 2]
{params}
# where: gcd(p, q) == 1            # a condition that every draw must meet
{let}ask: "{ask}"
task: "{task}"
# mistakes:                        # wrong ways you foresee: at least two, three are better
#   a-name:
#     is: {wrong}
#     say: What the learner reads who answers $@{{{wrong}}}$.
#     family: {family}            # from mistakes.yaml
# hints:
# - The idea, without the answer.
# solution:                        # sentences, or a sentence with an identity that holds for every draw
# - say: In one sentence, why.
#   holds: {task} = key
# check:                           # one draw that you worked out by hand
#   at: {{{at}}}
#   key: …
"""


def write_skeleton(folder: Path, id_: str, task: str, compute: Compute) -> Path:
    """Write a skeleton and return its path.

    Args:
        folder: Where to; it must exist.
        id_: The new problem's id.
        task: What is asked, in the language of formulas; names that are no variables become `let` or `params`.
        compute: Runs a function of `tasks.worker_functions` (the worker's `run`).

    Raises:
        UsageError: the id or the task is none, the file exists, or no function to begin with was found.
    """
    if not WORD.fullmatch(id_):
        raise UsageError(f"`{id_}` is no id", "Use lower-case letters, digits and hyphens: chain-rule-sine.")
    target = folder / f"{id_}.yaml"
    if target.exists():
        raise UsageError(f"{target} exists already", "Choose another id, or another folder with --to.")
    if not folder.is_dir():
        raise UsageError(f"there is no folder {folder}", "Make it first, or name another one with --to.")
    text = skeleton(id_, task, compute)
    try:
        with target.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except OSError as error:
        raise UsageError(f"{target} cannot be written: {error.strerror}", "Name another folder with --to.") from error
    return target


def skeleton(id_: str, task: str, compute: Compute) -> str:
    """Return the text of a skeleton whose first variant can be worked out; UsageError where none was found."""
    application = _application(task)
    last = ""
    for text in _candidates(id_, task, application):
        try:
            problem = read_problem(f"{id_}.yaml", text.encode(), id_=id_)
            complete(problem, draw(problem, 0), compute)
        except BankError as error:
            last = error.findings[0].message
        except CalcquizError as error:
            last = error.message
        else:
            return text
    raise UsageError(f"no skeleton was found for `{task}`: {last}", "Copy a problem like it, and change that.")


def _application(task: str) -> Apply:
    try:
        tree = read_formula(task, open_names=True)
    except FormulaError as error:
        raise UsageError(f"`{task}` is no task: {error.message}", error.advice) from error
    if isinstance(tree, Apply) and tree.head in TASKS:
        return tree
    raise UsageError(f"`{task}` is no task", f"Write one of {', '.join(TASKS)}: derivative(f, x).")


def _variables(application: Apply) -> tuple[str, ...]:
    """Return the names that the task, or a task in it, takes for variables."""
    found: list[str] = []
    for node in walk(application):
        if isinstance(node, Apply) and node.head in TASKS:
            for place in TASKS[node.head].names:
                if place < len(node.args):
                    found += names_of(node.args[place])
    return tuple(dict.fromkeys(found)) or ("x",)


def _candidates(id_: str, task: str, application: Apply) -> Iterator[str]:
    variables = _variables(application)
    others = sorted(name for name in _names(application) if name not in variables and NAME.fullmatch(name))
    others = [name for name in others if name not in TAKEN]
    functions = [name for name in others if _stands_first(application, name)]
    constants = [name for name in others if name not in functions]
    forms = ONE_NAME if len(variables) == 1 else TWO_NAMES
    for form in forms:
        for sort in ("real", "integer", "positive"):
            body = form.format(x=variables[0], y=variables[-1])
            yield _text(id_, task, application, _sorts(variables, sort), functions, constants, body)


def _names(tree: Tree) -> frozenset[str]:
    return free_names(tree) | {node.name for node in walk(tree) if isinstance(node, Name)}


def _stands_first(application: Apply, name: str) -> bool:
    """Return whether a name is the function some task is about."""
    tasks = [node for node in walk(application) if isinstance(node, Apply) and node.head in TASKS]
    return any(Name(name) in walk(node.args[0]) for node in tasks)


def _sorts(variables: tuple[str, ...], sort: str) -> str:
    return ", ".join(f"{name}: {sort}" for name in variables)


def _text(
    id_: str, task: str, application: Apply, variables: str, functions: list[str], constants: list[str], body: str
) -> str:
    params = list(dict.fromkeys((*(("p", "q") if functions or not constants else ()), *constants)))
    shown = functions[0] if functions else params[0]
    return TEXT.format(
        title=id_.replace("-", " ").capitalize(),
        variables=variables,
        params="\n".join(f"  {name}: {'2..9' if name == 'p' else '1..6'}" for name in params),
        let="".join(f"let:\n  {name}: {body}\n" for name in functions[:1])
        + "".join(f"  {name}: {body}\n" for name in functions[1:]),
        ask=_ask(application, [*functions, *constants]).replace("\\", "\\\\"),
        task=task,
        wrong=shown,
        family="power-rule",
        at=", ".join(f"{name}: {3 if name == 'p' else 2}" for name in params),
    )


def _ask(application: Apply, names: list[str]) -> str:
    """Return the question: what is asked for, and what each name in it stands for."""
    *first, last = [f"${name} = @{{{name}}}$" for name in names or ["p", "q"]]
    given = f"{', '.join(first)} and {last}" if first else last
    return f"Find ${tree_tex(application)}$ for {given}."
