"""Slips in numerical methods: those over panels and those that iterate; derivatives in their arguments are right."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from calcquiz.algebra.tree import Apply, Tree, walk
from calcquiz.records.errors import CalcquizError
from calcquiz.solving.slips.iterates import ITERATE_SLIPS
from calcquiz.solving.slips.panels import PANEL_SLIPS
from calcquiz.solving.slips.slip import Slip, Slips
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.resolve import resolve
from calcquiz.tasks.task import Args, Setting

QUICK = frozenset({"derivative", "partial", "gradient", "at"})
"""Tasks that are worked out in no time, and without the worker."""


DERIVATIVE_FORGOTTEN = "derivative-forgotten"
FORGOTTEN = "A minimum is where the slope is zero: the method is for the derivative, not for the function itself."


@dataclass(frozen=True, slots=True)
class WithTasksWorked:
    """The slips of a task in whose arguments other tasks may stand: those are worked out right."""

    slips: Slips

    def sites(self, args: Args, setting: Setting) -> Iterator[Slip]:
        """Return the slips, none where an inner task takes long."""
        plain = plain_args(args)
        if plain is None:
            return
        yield from self.slips.sites(plain, setting)
        right = self.slips.result(plain, setting, frozenset())
        bare = _without_derivative(args)
        wrong = None if bare is None else self.slips.result(bare, setting, frozenset())
        if right is not None and wrong is not None and right != wrong:
            yield Slip(name=DERIVATIVE_FORGOTTEN, place=(7,), part=args[0], right=right, wrong=wrong, say=FORGOTTEN)

    def result(self, args: Args, setting: Setting, taken: frozenset[Slip]) -> Tree | None:
        """Return the answer that these slips lead to."""
        others = frozenset(slip for slip in taken if slip.name != DERIVATIVE_FORGOTTEN)
        plain = plain_args(args) if others == taken else _without_derivative(args)
        return None if plain is None else self.slips.result(plain, setting, others)


def _without_derivative(args: Args) -> Args | None:
    """Return the arguments with the function itself where its derivative stands; None for others."""
    first = args[0]
    return plain_args((first.args[0], *args[1:])) if isinstance(first, Apply) and first.head == "derivative" else None


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
