"""Integrals, worked: antiderivatives by a plan of rules, definite and improper integrals from them."""

from calcquiz.solving.worker import Worker

WORKERS: dict[str, Worker] = {}
