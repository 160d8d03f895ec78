"""The one list of what works a task: the name of a task and the function that writes its derivation."""

from calcquiz.solving import (
    derivatives,
    differences,
    implicit,
    integrals,
    limits,
    methods,
    partial_values,
    partials,
    points,
    series,
    series_sets,
    tangent_lines,
    taylor,
)
from calcquiz.solving.worker import Worker

WORKERS: dict[str, Worker] = {
    **derivatives.WORKERS,
    **partials.WORKERS,
    **partial_values.WORKERS,
    **implicit.WORKERS,
    **differences.WORKERS,
    **tangent_lines.WORKERS,
    **integrals.WORKERS,
    **limits.WORKERS,
    **series.WORKERS,
    **series_sets.WORKERS,
    **taylor.WORKERS,
    **points.WORKERS,
    **methods.WORKERS,
}
