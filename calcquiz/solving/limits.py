"""Limits, worked: put in, cancel, compare growth, and L'Hôpital where nothing simpler helps."""

from calcquiz.solving.worker import Worker

WORKERS: dict[str, Worker] = {}
