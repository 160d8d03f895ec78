"""Taylor polynomials, worked: derivatives at the point, divided by factorials."""

from calcquiz.solving.worker import Worker

WORKERS: dict[str, Worker] = {}
