"""A derivation on the screen: what is asked, the steps, and the result or why there is none."""

from rich.text import Text

from calcquiz.records.derivation import Derivation, Status
from calcquiz.render.formula import SHORTHAND, formula_lines, readable
from calcquiz.render.solution import steps_lines
from calcquiz.render.style import Style
from calcquiz.render.words import quiet
from calcquiz.render.wrap import wrap


def derivation_lines(derivation: Derivation, style: Style) -> list[Text]:
    """Return a derivation as lines of at most `style.width` cells.

    The task stands above the steps, and the result below them, where the steps do not begin and end with them.
    """
    main = [step for step in derivation.steps if step.after and not step.depth]
    lines = [] if derivation.steps and _begins_with_task(derivation) else task_lines(derivation.task, style)
    lines += steps_lines(derivation.steps, style)
    if derivation.note:
        lines += quiet(derivation.note, style)
    return lines if main and main[-1].after == derivation.result else lines + result_lines(derivation, style)


def _begins_with_task(derivation: Derivation) -> bool:
    first = derivation.steps[0]
    return first.before == derivation.task and not first.depth


def task_lines(task: str, style: Style) -> list[Text]:
    """Return what is asked, in the notation of a textbook where it has one that says all."""
    if task.partition("(")[0] in SHORTHAND:
        return wrap([Text("Task:"), Text(readable(task, style), "bold")], style.width, first=style.indent)
    return _labelled("Task", task, style)


def result_lines(derivation: Derivation, style: Style) -> list[Text]:
    """Return the result under its label, beside it where it is one line."""
    if derivation.status is Status.FAILED or not derivation.result:
        return []
    sentence = _option(derivation)
    if sentence:
        return wrap([Text("Result:"), Text(sentence, "bold")], style.width, first=style.indent)
    return _labelled("Result", derivation.result, style)


def _option(derivation: Derivation) -> str:
    """Return the sentence of a result that is one of several options: It diverges."""
    from calcquiz.tasks.catalog import TASKS

    task = TASKS.get(derivation.task.partition("(")[0])
    return dict(task.options).get(derivation.result, "") if task is not None else ""


def _labelled(label: str, formula: str, style: Style) -> list[Text]:
    """Return a formula beside its label where it is one line, else below it."""
    below = formula_lines(formula, style, indent=style.indent + "    ")
    if len(below) == 1:
        return wrap([Text(f"{label}:"), Text(below[0].plain.strip(), "bold")], style.width, first=style.indent)
    return [Text(f"{style.indent}{label}:"), *(Text(line.plain, "bold") for line in below)]
