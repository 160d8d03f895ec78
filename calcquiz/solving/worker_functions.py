"""What the worker may run of this room: derivations, from texts to JSON text."""

import json
import re
from collections.abc import Callable

from calcquiz.algebra.tree import Name, Tree
from calcquiz.records.derivation import Derivation, Level, Status
from calcquiz.solving.integrals.keys import definite_integral, integral
from calcquiz.solving.work import NOT_WORKED, result_alone, work
from calcquiz.tasks import worker_functions
from calcquiz.tasks.derivation_text import derivation_text
from calcquiz.tasks.formula import read_formula
from calcquiz.tasks.task import Setting

NOT_FOUND = "The result was not found."
OPTION = re.compile(r"[a-z]{2,}")
"""The key of a choice: a word, also where a task has the same name."""


def derivation(task: str, variables: str = "{}", level: str = "normal", key: str = "") -> str:
    """Return a derivation as JSON text.

    Args:
        task: In the language of formulas.
        variables: A JSON object: name -> `real`, `positive` or `integer`.
        level: `brief`, `normal` or `full`.
        key: The right answer when it is known, without constant of integration.
    """
    sorts = json.loads(variables)
    asked, known = read_formula(task, sorts, open_names=True), _key(key, sorts)
    try:
        made = work(asked, _setting(sorts), Level[level.upper()], known)
    except Exception as fault:  # noqa: BLE001 - sympy raises what it likes; one formula must not end a file of them
        return result(task, variables, key, f"Working this out failed inside calcquiz ({type(fault).__name__}).")
    return derivation_text(made)


def result(task: str, variables: str = "{}", key: str = "", note: str = NOT_WORKED) -> str:
    """Return a derivation without steps as JSON text, `note` saying why: it took too long, or failed."""
    sorts = json.loads(variables)
    asked = read_formula(task, sorts, open_names=True)
    try:
        found = result_alone(asked, _setting(sorts), key=_key(key, sorts), note=note)
    except Exception as fault:  # noqa: BLE001 - as above
        found = Derivation(task=task, status=Status.FAILED, note=f"{NOT_FOUND} ({type(fault).__name__})")
    return derivation_text(found)


def _key(text: str, sorts: dict[str, str]) -> Tree | None:
    if OPTION.fullmatch(text):
        return Name(text)
    return read_formula(text, sorts, open_names=True) if text else None


def _setting(sorts: dict[str, str]) -> Setting:
    return Setting(compute=worker_functions.compute_here, variables=sorts)


FUNCTIONS: dict[str, Callable[..., str]] = {
    "derivation": derivation,
    "result": result,
    "integral": integral,
    "definite_integral": definite_integral,
}
"""Name -> function; with those of `tasks.worker_functions`, all that is run in the worker for a task.

Integrals stand in both tables: these come first, so that a key has the form in which its derivation ends.
"""


def compute_here(function: str, *arguments: str) -> str:
    """Run a function of this table or of the tasks' in this process, without a deadline: for tools and tests."""
    return (worker_functions.FUNCTIONS | FUNCTIONS)[function](*arguments)
