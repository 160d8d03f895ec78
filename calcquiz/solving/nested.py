"""Tasks inside tasks: what stands inside is worked first, beside the main line."""

from calcquiz.algebra.tree import Apply, Tree, rebuild
from calcquiz.solving.sheet import Sheet
from calcquiz.solving.worker import Worker
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.resolve import resolve
from calcquiz.tasks.task import Args

WITHOUT_VALUES = frozenset({"tangent", "implicit"})
"""Tasks of which a line cannot be proved by values: what is put in there is not written on one."""


def worked_inside(tree: Tree, sheet: Sheet) -> Tree:
    """Work the tasks inside a formula beside the main line, and return the formula with what they become."""
    from calcquiz.solving.work import outermost_tasks, work_formula  # which imports the catalog

    found = {task: work_formula(task, sheet.inner()) for task in outermost_tasks(tree)}
    if not found:
        return tree
    return resolve(rebuild(tree, lambda node: found.get(node, node)), sheet.setting, TASKS)


def with_tasks_inside(head: str, worker: Worker) -> Worker:
    """Return a worker that works the tasks in its first argument before it begins."""

    def working(args: Args, sheet: Sheet) -> Tree:
        function = worked_inside(args[0], sheet)
        known = (function, *args[1:])
        if function != args[0] and head not in WITHOUT_VALUES:
            sheet.chain(Apply(head, args)).to("put-in", Apply(head, known), "Put in what was found.")
        return worker(known, sheet)

    return working
