"""Resolving: tasks that stand inside a formula are replaced by their keys."""

from collections.abc import Mapping

from calcquiz.algebra.tree import Apply, Tree, walk
from calcquiz.tasks.task import Setting, Task
from calcquiz.tasks.vectors import entrywise, is_container


def resolve(tree: Tree, setting: Setting, tasks: Mapping[str, Task]) -> Tree:
    """Return the tree with every task in it replaced by its key, and vectors worked out entry by entry.

    What stands inside `at(…)` is resolved before the point is put in.
    """
    resolved = _resolved(tree, setting, tasks)
    return entrywise(resolved) if any(is_container(part) for part in walk(resolved)) else resolved


def _resolved(tree: Tree, setting: Setting, tasks: Mapping[str, Task]) -> Tree:
    if not isinstance(tree, Apply):
        return tree
    args = tuple(_resolved(arg, setting, tasks) for arg in tree.args)
    made = Apply(tree.head, args, tree.span)
    task = tasks.get(tree.head)
    return made if task is None else task.key(args, setting)
