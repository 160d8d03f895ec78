"""Slips in numerical methods: those over panels and those that iterate; derivatives in their arguments are right."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from calcquiz.algebra.tree import Apply, Tree, walk
from calcquiz.records.errors import CalcquizError
from calcquiz.solving.slip import Slip, Slips
from calcquiz.solving.slip_iterates import ITERATE_SLIPS
from calcquiz.solving.slip_panels import PANEL_SLIPS
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.resolve import resolve
from calcquiz.tasks.task import Args, Setting

QUICK = frozenset({"derivative", "partial", "gradient", "at"})
"""Tasks that are worked out in no time, and without the worker."""


@dataclass(frozen=True, slots=True)
class WithTasksWorked:
    """The slips of a task in whose arguments other tasks may stand: those are worked out right."""

    slips: Slips

    def sites(self, args: Args, setting: Setting) -> Iterable[Slip]:
        """Return the slips, none where an inner task takes long."""
        plain = plain_args(args)
        return () if plain is None else self.slips.sites(plain, setting)

    def result(self, args: Args, setting: Setting, taken: frozenset[Slip]) -> Tree | None:
        """Return the answer that these slips lead to."""
        plain = plain_args(args)
        return None if plain is None else self.slips.result(plain, setting, taken)


@lru_cache(maxsize=64)
def plain_args(args: Args) -> Args | None:
    """Return arguments with their tasks worked out, None where one of them is not quick."""
    inner = [node.head for arg in args for node in walk(arg) if isinstance(node, Apply) and node.head in TASKS]
    if not inner:
        return args
    if not QUICK.issuperset(inner):
        return None
    try:
        return tuple(resolve(arg, Setting(compute=_refused), TASKS) for arg in args)
    except CalcquizError:
        return None


def _refused(function: str, *_: str) -> str:
    raise CalcquizError(f"{function} is not worked out here")


METHOD_SLIPS: dict[str, Slips] = {
    task: WithTasksWorked(slips) for task, slips in {**PANEL_SLIPS, **ITERATE_SLIPS}.items()
}
