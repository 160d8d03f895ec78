"""Solving: tasks of a user's own become derivations, worked in the killable worker; lines of JSON in and out."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any

from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Tree
from calcquiz.records.derivation import Derivation, Level, Status
from calcquiz.records.errors import CalcquizError, OutOfTimeError, UsageError
from calcquiz.records.variant import Step
from calcquiz.solving.rule import Rule
from calcquiz.solving.rules import RULES
from calcquiz.tasks.derivation_text import read_derivation, step_shape
from calcquiz.tasks.typed import read_task

FILLERS = frozenset({"", "the", "rule"})
TOO_LONG = "Working this out took too long, so only the result is shown."
NO_TASK = 'This line is no task. Write {"id": 1, "task": "derivative(x^2, x)"}.'
NOTHING_IN_TIME = "No result was found in time. Try a simpler formula."


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """A task as it was read, its derivation, and how long that took."""

    task: Tree
    derivation: Derivation
    milliseconds: float


def solved(typed: str, level: Level, compute: Callable[..., str]) -> Solved:
    """Return the derivation of a task of a user's own; there is an answer within 12 s.

    Raises:
        FormulaError: it cannot be read, or there is no task in it.
    """
    started = perf_counter()
    task = read_task(typed)
    derivation = derived(to_text(task), "{}", level, "", compute)
    return Solved(task=task, derivation=derivation, milliseconds=_since(started))


def derived(task: str, variables: str, level: Level, key: str, compute: Callable[..., str]) -> Derivation:
    """Return the derivation that the worker makes; where it takes too long the result alone.

    Args:
        task: In the language of formulas.
        variables: A JSON object: name -> `real`, `positive` or `integer`.
        level: How much is shown.
        key: The right answer when it is known, without constant of integration.
        compute: Runs a function of `solving.worker_functions` in the worker.
    """
    try:
        return read_derivation(compute("derivation", task, variables, level.name.lower(), key))
    except OutOfTimeError:
        pass
    try:
        found = read_derivation(compute("result", task, variables))
    except OutOfTimeError:
        return Derivation(task=task, status=Status.FAILED, note=NOTHING_IN_TIME)
    return found if found.status is Status.FAILED else replace(found, note=TOO_LONG)


def solve_lines(lines: Iterable[str], level: Level, compute: Callable[..., str]) -> Iterator[str]:
    """Yield one line of JSON for each line with a task, in order; a line that is none has status `failed`."""
    for line in lines:
        if line.strip():
            yield json.dumps(_solved_line(line, level, compute), ensure_ascii=False)


def _solved_line(line: str, level: Level, compute: Callable[..., str]) -> dict[str, Any]:
    started = perf_counter()
    id_, task = _id_and_task(line)
    if task is None:
        return {"id": id_, **_failed(NO_TASK, started)}
    try:
        made = solved(task, level, compute)
    except CalcquizError as error:
        return {"id": id_, **_failed(_sentences(error), started)}
    return {"id": id_, **derivation_shape(made.derivation), "ms": made.milliseconds}


def _id_and_task(line: str) -> tuple[Any, str | None]:
    try:
        row = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        return None, None
    if not isinstance(row, dict):
        return None, None
    task = row.get("task")
    return row.get("id"), task if isinstance(task, str) else None


def derivation_shape(derivation: Derivation) -> dict[str, Any]:
    """Return a derivation as JSON values; `note` is there when there is something to say."""
    shape: dict[str, Any] = {
        "status": derivation.status.value,
        "result": derivation.result,
        "steps": [step_shape(step) for step in with_words_led_on(derivation.steps)],
    }
    return shape | ({"note": derivation.note} if derivation.note else {})


def with_words_led_on(steps: Sequence[Step]) -> list[Step]:
    """Return the steps for a program: a sentence that only leads on stands in the reason of the step it leads to.

    So every step claims something, by formulas or in words, and `proved` says of each whether numbers confirm it.
    """
    made: list[Step] = []
    words: list[str] = []
    for step in steps:
        if not step.after and not step.proved:
            words.append(step.why)
            continue
        made.append(replace(step, why=" ".join([*words, step.why]).strip()))
        words = []
    if words and made:
        made[-1] = replace(made[-1], why=" ".join([made[-1].why, *words]).strip())
    return made or list(steps)


def known_rules() -> tuple[Rule, ...]:
    """Return every rule that a step may name."""
    return tuple(RULES.values())


def rule_named(name: str) -> Rule:
    """Return the rule of that name; an article, capitals, blanks and the word rule are forgiven.

    Raises:
        UsageError: there is none, with the nearest name.
    """
    words = [word for word in name.lower().replace("_", "-").replace(" ", "-").split("-") if word not in FILLERS]
    wanted = "-".join(words)
    if wanted in RULES:
        return RULES[wanted]
    from difflib import get_close_matches

    near = get_close_matches(wanted, RULES, n=1) or [known for known in RULES if wanted and wanted in known][:3]
    meant = f"Did you mean {' or '.join(near)}? " if near else ""
    raise UsageError(f"there is no rule {name}", f"{meant}calcquiz solve --rule names them all.")


def _failed(note: str, started: float) -> dict[str, Any]:
    return derivation_shape(Derivation(task="", status=Status.FAILED, note=note)) | {"ms": _since(started)}


def _sentences(error: CalcquizError) -> str:
    """Return an error as sentences in one line; the list of tasks is left to the screen."""
    stop = "" if error.message.endswith("?") else "."
    return f"{error.message}{stop} {error.advice.partition(chr(10))[0]}".strip()


def _since(started: float) -> float:
    return round(1000 * (perf_counter() - started), 1)
