"""Slips that can be told apart: by the values of the answers they lead to."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from math import isfinite
from typing import TypeAlias

import numpy as np

from calcquiz.algebra.evaluate import numpy_values
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Apply, Tree, free_names, walk
from calcquiz.solving.slips.slip import Slip
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.resolve import resolve
from calcquiz.tasks.task import Args, Setting

VALUES = np.array([0.6180339, 1.3591409, 0.1183137, 2.2360679, -0.4226497, 3.7320508, -1.6135312])
"""What the names stand for, each beginning at another place."""
DIGITS = 9
NOTHING = 1e-12
"""Below this a value is 0 with a rounding error."""
CONTAINERS = frozenset({"vector", "list", "set", "="})
Mark: TypeAlias = tuple[object, ...]
"""Equal for answers that are equal at the points where they are compared."""


def wrong_ones(
    slips: Iterable[Slip], result: Callable[[frozenset[Slip]], Tree | None], right: Tree, args: Args
) -> Iterator[Slip]:
    """Yield the slips whose answer is not the right one.

    At a point several slips may lead to the same number: all are told, as the learner may have made any of them.
    """
    names = tuple(sorted(frozenset().union(*(free_names(tree) for tree in (right, *args)))))
    known = mark(right, names)
    for slip in slips:
        made = result(frozenset({slip}))
        found = () if made is None else mark(made, names)
        if len(found) > 1 and found != known:
            yield slip


@lru_cache(maxsize=4096)
def mark(tree: Tree, names: tuple[str, ...]) -> Mark:
    """Return the values of an answer at some points, of a container entry by entry; only its text where it has none.

    Args:
        tree: An answer.
        names: All names that answers may hold, in a fixed order.
    """
    if isinstance(tree, Apply) and tree.head in CONTAINERS:
        return (tree.head, *(mark(arg, names) for arg in tree.args))
    columns = {name: np.roll(VALUES, place) for place, name in enumerate(names)} or {"": VALUES}
    values = tuple(_shown(value) for value in numpy_values(tree, columns))
    return values if any(values) else (to_text(tree),)


def _shown(value: float) -> str:
    if not isfinite(value):
        return ""
    return "0" if abs(value) < NOTHING else f"{value:.{DIGITS}g}"


def distinct(
    slips: Iterable[Slip], result: Callable[[frozenset[Slip]], Tree | None], right: Tree, args: Args
) -> Iterator[Slip]:
    """Yield the slips whose answer is neither the right one nor, as a formula, that of a slip before."""
    names = tuple(sorted(frozenset().union(*(free_names(tree) for tree in (right, *args)))))
    seen = {mark(right, names)}
    for slip in slips:
        made = result(frozenset({slip}))
        found = None if made is None else mark(made, names)
        if found is not None and len(found) > 1 and found not in seen:
            seen.add(found)
            yield slip


def plain(args: Args, setting: Setting) -> Args:
    """Return the arguments of a task with the tasks in its function replaced by their keys."""
    if not any(isinstance(node, Apply) and node.head in TASKS for node in walk(args[0])):
        return args
    return (resolve(args[0], setting, TASKS), *args[1:])
