"""Numerical methods, worked: one line an iterate, one a panel."""

from calcquiz.solving import method_descent, method_iterates, method_panels
from calcquiz.solving.worker import Worker

WORKERS: dict[str, Worker] = {**method_panels.WORKERS, **method_iterates.WORKERS, **method_descent.WORKERS}
