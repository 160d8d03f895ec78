"""Tasks inside the arguments of a task: they are worked beside it first, and what they become takes their place."""

from functools import partial

from calcquiz.algebra.tree import Apply, Tree, rebuild
from calcquiz.solving.equations.numbers import residual
from calcquiz.solving.move import Move
from calcquiz.solving.prove import equal
from calcquiz.solving.sheet import Sheet
from calcquiz.solving.worker import Worker
from calcquiz.tasks.task import Args


def with_tasks_worked(worker: Worker) -> Worker:
    """Return a worker that first works what tasks stand in its arguments."""

    def work_all(args: Args, sheet: Sheet) -> Tree:
        return worker(tuple(_worked(arg, sheet) for arg in args), sheet)

    return work_all


def _worked(arg: Tree, sheet: Sheet) -> Tree:
    """Work the tasks in an argument and return it without them."""
    from calcquiz.solving.work import outermost_tasks, work_formula  # which imports the list of workers

    tasks = outermost_tasks(arg)
    if not tasks:
        return arg
    found = {task: work_formula(task, sheet.inner()) for task in tasks}
    after = rebuild(arg, lambda node: found.get(node, node))
    proof = partial(equal, residual(arg), residual(after), sheet.setting)
    if not _is_task(arg):
        move = Move(
            rule="put-in", why="Put in what was found.", before=arg, after=after, depth=sheet.depth, proof=proof
        )
        sheet.write(move)
    return after


def _is_task(tree: Tree) -> bool:
    from calcquiz.tasks.catalog import TASKS

    return isinstance(tree, Apply) and tree.head in TASKS
