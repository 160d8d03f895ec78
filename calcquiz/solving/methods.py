"""Numerical methods, worked: one line an iterate, one a panel."""

from calcquiz.solving.worker import Worker

WORKERS: dict[str, Worker] = {}
