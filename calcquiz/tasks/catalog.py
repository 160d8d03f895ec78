"""The one list of tasks."""

from calcquiz.tasks import (
    at,
    classify,
    coefficient,
    convergence,
    critical,
    derivative,
    difference,
    directional,
    gradient,
    implicit,
    integral,
    iterates,
    lagrange,
    least,
    limit,
    matrices,
    optimum,
    partial,
    power_series,
    quadrature,
    series_sum,
    solve,
    stationary,
    tangent,
    taylor,
)
from calcquiz.tasks.task import Task

TASKS: dict[str, Task] = {
    task.name: task
    for task in (
        derivative.TASK,
        partial.TASK,
        implicit.TASK,
        difference.TASK,
        gradient.TASK,
        *matrices.TASKS,
        directional.TASK,
        tangent.TASK,
        integral.TASK,
        *quadrature.TASKS,
        limit.TASK,
        series_sum.TASK,
        taylor.TASK,
        coefficient.TASK,
        convergence.TASK,
        *power_series.TASKS,
        solve.TASK,
        least.TASK,
        *critical.TASKS,
        stationary.TASK,
        classify.TASK,
        *optimum.TASKS,
        lagrange.TASK,
        *iterates.TASKS,
        at.TASK,
    )
}
"""Name -> task. A new task is one file and one entry here."""
