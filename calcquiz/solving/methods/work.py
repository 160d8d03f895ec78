"""Numerical methods, worked: one line an iterate, one a panel."""

from calcquiz.solving.derivatives.inner_tasks import with_tasks_worked
from calcquiz.solving.methods import descent as method_descent
from calcquiz.solving.methods import iterates as method_iterates
from calcquiz.solving.methods import panels as method_panels
from calcquiz.solving.worker import Worker

_PLAIN: dict[str, Worker] = {**method_panels.WORKERS, **method_iterates.WORKERS, **method_descent.WORKERS}
WORKERS: dict[str, Worker] = {task: with_tasks_worked(worker) for task, worker in _PLAIN.items()}
