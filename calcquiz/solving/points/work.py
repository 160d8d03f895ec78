"""Equations, special points and optima, worked."""

from dataclasses import replace

from calcquiz.algebra.tree import ZERO, Apply, Name, Tree, free_names
from calcquiz.records.errors import CalcquizError
from calcquiz.solving.derivatives.inner_tasks import with_tasks_worked
from calcquiz.solving.equations.numbers import Line
from calcquiz.solving.equations.polynomials import equals
from calcquiz.solving.equations.work import solved
from calcquiz.solving.move import Move
from calcquiz.solving.points import optima
from calcquiz.solving.points.classification import classify
from calcquiz.solving.points.multipliers import lagrange
from calcquiz.solving.points.special_points import critical, inflection, told_as_set
from calcquiz.solving.points.stationary_points import stationary_points
from calcquiz.solving.points.values import forms_of
from calcquiz.solving.sheet import Sheet, UnworkedError
from calcquiz.solving.worker import Worker
from calcquiz.tasks import solve as solve_task
from calcquiz.tasks.regions import range_of
from calcquiz.tasks.task import Args, name_of


def solve(args: Args, sheet: Sheet) -> Tree:
    """Work `solve(equation, x[, region][, unique])`."""
    name = name_of(args[1])
    solve_task.require_equation(args[0])
    if name not in free_names(args[0]):
        raise CalcquizError(f"there is no {name} in this equation", "Name an unknown that is in it.")
    where = Line(name=name, span=range_of(solve_task.region_of(args), name, sheet.setting))
    equation = args[0] if isinstance(args[0], Apply) and args[0].head == "=" else equals(args[0], ZERO)
    known = forms_of("solve", args, sheet)
    found = solved(equation, where, sheet, known)
    if not solve_task.is_unique(args):
        return told_as_set(found, name, sheet, "The solutions as a set.", "The set of solutions is empty.")
    if len(found) != 1:
        raise UnworkedError(f"there are {len(found)} solutions, and one is asked for", "Narrow the region.")
    return told_as_value(found[0], name, sheet, "This is the only solution.")


def told_as_value(found: Tree, name: str, sheet: Sheet, why: str) -> Tree:
    """End the last line with the value itself, and return it."""
    last = sheet.moves[-1] if sheet.moves else None
    if last is not None and last.depth == sheet.depth and last.after == equals(Name(name), found):
        sheet.moves[-1] = replace(last, before=Name(name), after=found, part=None, why=f"{last.why} {why}")
        return found
    sheet.write(
        Move(rule="solution-set", why=why, before=Name(name), after=found, depth=sheet.depth, proof=lambda: True)
    )
    return found


_PLAIN: dict[str, Worker] = {
    "solve": solve,
    "critical": critical,
    "inflection": inflection,
    "stationary_points": stationary_points,
    "classify": classify,
    "lagrange": lagrange,
    **optima.WORKERS,
}
WORKERS: dict[str, Worker] = {task: with_tasks_worked(worker) for task, worker in _PLAIN.items()}
