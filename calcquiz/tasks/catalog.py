"""The one list of tasks."""

from calcquiz.tasks import at, convergence, derivative, gradient, integral, limit, partial, series_sum, taylor
from calcquiz.tasks.task import Task

TASKS: dict[str, Task] = {
    module.TASK.name: module.TASK
    for module in (derivative, partial, gradient, integral, limit, series_sum, taylor, convergence, at)
}
"""Name -> task. A new task is one file and one entry here."""
