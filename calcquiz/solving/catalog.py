"""The one list of what works a task: the name of a task and the function that writes its derivation."""

from calcquiz.solving import derivatives, integrals, limits, methods, points, series, taylor
from calcquiz.solving.worker import Worker

WORKERS: dict[str, Worker] = {
    **derivatives.WORKERS,
    **integrals.WORKERS,
    **limits.WORKERS,
    **series.WORKERS,
    **taylor.WORKERS,
    **points.WORKERS,
    **methods.WORKERS,
}
