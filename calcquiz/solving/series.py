"""Series, worked: sums, tests of convergence, and where power series converge."""

from calcquiz.solving.worker import Worker

WORKERS: dict[str, Worker] = {}
