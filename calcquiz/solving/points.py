"""Equations, special points and optima, worked."""

from calcquiz.solving.worker import Worker

WORKERS: dict[str, Worker] = {}
