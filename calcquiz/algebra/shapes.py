"""What may stand inside what: no set plus a number, no bracket that nests, no ragged matrix."""

from calcquiz.algebra.tree import Apply, Name, Tree
from calcquiz.records.errors import FormulaError

SETS = frozenset({"set", "union", "intersection", "interval()", "interval(]", "interval[)", "interval[]"})
RELATIONS = frozenset({"=", "!=", "<", "<=", ">", ">="})
LOGIC = frozenset({"and", "or", "not"})
CONTAINERS = frozenset({"vector", "list"})
LOGIC_TAKERS = frozenset({"pick"})


def sort_of(tree: Tree) -> str:
    """Return what a tree stands for: `set`, `truth`, `vector`, `list` or `value`."""
    if isinstance(tree, Name):
        return "set" if tree.name == "emptyset" else "value"
    if not isinstance(tree, Apply):
        return "value"
    if tree.head in SETS or (tree.head in {"add", "neg"} and any(sort_of(arg) == "set" for arg in tree.args)):
        return "set"
    if tree.head in RELATIONS | LOGIC:
        return "truth"
    return tree.head if tree.head in CONTAINERS else "value"


def check_shape(tree: Tree) -> None:
    """Raise FormulaError where parts are combined that do not fit together."""
    if not isinstance(tree, Apply):
        return
    for arg in tree.args:
        check_shape(arg)
    sorts = [sort_of(arg) for arg in tree.args]
    message = _misfit(tree, sorts)
    if message:
        start, end = tree.span
        raise FormulaError(message[0], start=start, end=end, advice=message[1])


def _misfit(tree: Apply, sorts: list[str]) -> tuple[str, str] | None:
    head = tree.head
    if head in {"union", "intersection"}:
        return _combined_sets(tree, sorts)
    if head == "add" and "set" in sorts:
        return _sum_of_sets(sorts)
    if head.startswith("interval"):
        return None if set(sorts) <= {"value"} else ("the ends of an interval are numbers", "Write (1, 2].")
    if head == "set":
        return ("a set cannot stand in a set here", "Join sets with U: {1} U {2}.") if "set" in sorts else None
    if head in CONTAINERS:
        return _container(tree, sorts)
    if head in LOGIC:
        return None if set(sorts) <= {"truth"} else (f"“{head}” joins conditions", "Write x > 1 and x < 5.")
    if head in RELATIONS:
        if "truth" in sorts:
            return ("a condition cannot be compared", "Write “and” or “or” between conditions.")
        return None
    return _inside_arithmetic(head, sorts)


def _combined_sets(tree: Apply, sorts: list[str]) -> tuple[str, str] | None:
    fits = all(
        sort == "set" or (sort in CONTAINERS and isinstance(arg, Apply) and len(arg.args) == 2)
        for sort, arg in zip(sorts, tree.args, strict=True)
    )
    return None if fits else ("U joins sets or intervals", "Write {1} U {2}, or (0, 1) U (2, 3).")


def _sum_of_sets(sorts: list[str]) -> tuple[str, str] | None:
    return None if set(sorts) <= {"set"} else ("a set and a number cannot be added", "Write {1, 2} U {3}.")


def _container(tree: Apply, sorts: list[str]) -> tuple[str, str] | None:
    if tree.head == "vector":
        # Points among the arguments of a task are vectors in brackets; a vector itself holds values.
        return (
            ("brackets cannot nest like this", "Write (1, 2), or [[1, 2], [3, 4]] for a matrix.")
            if ({"vector", "list", "set"} & set(sorts))
            else None
        )
    inner = {"vector", "list"} & set(sorts)
    if "set" in sorts or (inner and len(set(sorts)) > 1):
        return ("brackets cannot nest like this", "Write [1, 2], or [[1, 2], [3, 4]] for a matrix.")
    if sorts and set(sorts) == {"list"}:
        lengths = {len(arg.args) for arg in tree.args if isinstance(arg, Apply)}
        if len(lengths) > 1:
            return ("the rows of a matrix have different lengths", "Write rows of equal length.")
    return None


_ARITHMETIC = frozenset({"add", "mul", "div", "pow", "neg"})


def _inside_arithmetic(head: str, sorts: list[str]) -> tuple[str, str] | None:
    if head == "neg" and sorts == ["set"]:
        return None
    if head in _ARITHMETIC and {"set", "truth"} & set(sorts):
        return ("a set or a condition cannot be part of a formula", "Write numbers and variables here.")
    return None
