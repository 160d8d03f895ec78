"""Vector-valued tasks spread out: a gradient is a vector of partials, a Hessian a list of lists of them."""

from collections.abc import Callable

from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Apply, Name, Tree
from calcquiz.records.evidence import Evidence
from calcquiz.tasks.numeric import numeric_value
from calcquiz.tasks.points import all_of, compare, compare_numbers, plenty_of_points
from calcquiz.tasks.task import Args, Setting, names_of, open_names

CONTAINERS = frozenset({"vector", "list"})


def spread(tree: Tree) -> Tree:
    """Return the tree with the entries of a vector or matrix outside, the tasks inside; nothing is worked out."""
    if not isinstance(tree, Apply):
        return tree
    if tree.head in CONTAINERS:
        return Apply(tree.head, tuple(spread(arg) for arg in tree.args))
    rule = _RULES.get(tree.head)
    return tree if rule is None else rule(tree.args)


def _gradient(args: Args) -> Tree:
    return Apply("vector", tuple(Apply("partial", (args[0], Name(name))) for name in names_of(args[1])))


def _jacobian(args: Args) -> Tree:
    functions = spread(args[0])
    rows = functions.args if isinstance(functions, Apply) and functions.head in CONTAINERS else (functions,)
    return Apply("list", tuple(Apply("list", _row(function, names_of(args[1]))) for function in rows))


def _row(function: Tree, names: tuple[str, ...]) -> Args:
    return tuple(Apply("partial", (function, Name(name))) for name in names)


def _hessian(args: Args) -> Tree:
    names = names_of(args[1])
    rows = [[Apply("partial", (args[0], Name(one), Name(other))) for other in names] for one in names]
    return Apply("list", tuple(Apply("list", tuple(row)) for row in rows))


def _at(args: Args) -> Tree:
    def inside(tree: Tree) -> Tree:
        if isinstance(tree, Apply) and tree.head in CONTAINERS:
            return Apply(tree.head, tuple(inside(arg) for arg in tree.args))
        return Apply("at", (tree, *args[1:]))

    return inside(spread(args[0]))


_RULES: dict[str, Callable[[Args], Tree]] = {
    "gradient": _gradient,
    "jacobian": _jacobian,
    "hessian": _hessian,
    "at": _at,
}


def compare_entries(found: Tree, asked: Tree, setting: Setting, method: str) -> Evidence:
    """Compare a key with what is asked, entry by entry, by numbers; another shape disagrees."""
    if isinstance(asked, Apply) and asked.head in CONTAINERS:
        same = isinstance(found, Apply) and (found.head, len(found.args)) == (asked.head, len(asked.args))
        if not same or not isinstance(found, Apply):
            return Evidence(agrees=False, method="shape")
        entries = zip(found.args, asked.args, strict=True)
        return all_of([compare_entries(mine, other, setting, method) for mine, other in entries], method)
    names = open_names(found) | open_names(asked)
    if not names:
        return compare_numbers(numeric_value(found, {}), numeric_value(asked, {}), method)
    points = plenty_of_points(names, setting.variables, to_text(found))
    return compare(lambda p: numeric_value(found, p), lambda p: numeric_value(asked, p), points, method)
