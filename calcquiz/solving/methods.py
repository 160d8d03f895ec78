"""Numerical methods, worked: one line an iterate, one a panel."""

from calcquiz.solving import method_descent, method_iterates, method_panels
from calcquiz.solving.inner_tasks import with_tasks_worked
from calcquiz.solving.worker import Worker

_PLAIN: dict[str, Worker] = {**method_panels.WORKERS, **method_iterates.WORKERS, **method_descent.WORKERS}
WORKERS: dict[str, Worker] = {task: with_tasks_worked(worker) for task, worker in _PLAIN.items()}
