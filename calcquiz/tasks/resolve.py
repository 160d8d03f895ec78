"""Resolving: tasks that stand inside a formula are replaced by their keys."""

from calcquiz.algebra.tree import Apply, Tree
from calcquiz.tasks.task import Setting, Task


def resolve(tree: Tree, setting: Setting, tasks: dict[str, Task]) -> Tree:
    """Return the tree with every task in it replaced by its key, the inner ones first.

    What stands inside `at(…)` is resolved before the point is put in.
    """
    if not isinstance(tree, Apply):
        return tree
    args = tuple(resolve(arg, setting, tasks) for arg in tree.args)
    made = Apply(tree.head, args, tree.span)
    task = tasks.get(tree.head)
    return made if task is None else task.key(args, setting)
