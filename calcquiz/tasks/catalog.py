"""The one list of tasks."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module

from calcquiz.tasks.task import Task

HOMES = {
    "derivative": "derivative",
    "partial": "partial",
    "implicit": "implicit",
    "difference": "difference",
    "gradient": "gradient",
    "jacobian": "matrices",
    "hessian": "matrices",
    "determinant": "matrices",
    "directional": "directional",
    "tangent": "tangent",
    "integral": "integral",
    "riemann": "quadrature",
    "trapezoid": "quadrature",
    "simpson": "quadrature",
    "limit": "limit",
    "sum": "series_sum",
    "taylor": "taylor",
    "coefficient": "coefficient",
    "convergence": "convergence",
    "radius": "power_series",
    "interval_of_convergence": "power_series",
    "convergence_set": "power_series",
    "solve": "solve",
    "least": "least",
    "critical": "critical",
    "inflection": "critical",
    "stationary_points": "stationary",
    "classify": "classify",
    "argmin": "optimum",
    "argmax": "optimum",
    "minimum": "optimum",
    "maximum": "optimum",
    "lagrange": "lagrange",
    "newton": "iterates",
    "descent": "iterates",
    "iterate": "iterates",
    "at": "at",
}
"""Name -> the module with its `TASK`, or with several `TASKS`. A new task is one file and one entry here."""


class _Tasks(Mapping[str, Task]):
    """Name -> task; its module is imported when it is first asked for: a question needs one or two of them."""

    def __getitem__(self, name: str) -> Task:
        return _task(name)

    def __contains__(self, name: object) -> bool:
        return name in HOMES

    def __iter__(self) -> Iterator[str]:
        return iter(HOMES)

    def __len__(self) -> int:
        return len(HOMES)


@cache
def _task(name: str) -> Task:
    home = import_module(f"calcquiz.tasks.{HOMES[name]}")
    tasks: tuple[Task, ...] = (home.TASK,) if hasattr(home, "TASK") else home.TASKS
    return next(task for task in tasks if task.name == name)


TASKS: Mapping[str, Task] = _Tasks()
