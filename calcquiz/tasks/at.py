"""The task `at(task, x, a)` or `at(task, (x, y), (a, b))`: any other task's answer at a point."""

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tree import Apply, Name, Number, Tree, free_names, substitute
from calcquiz.records.errors import CalcquizError, FormulaError
from calcquiz.records.evidence import Evidence
from calcquiz.records.variant import Kind
from calcquiz.tasks.decimals import decimalised, has_decimals
from calcquiz.tasks.numeric import numeric_value
from calcquiz.tasks.points import sample_points
from calcquiz.tasks.spread import compare_entries, spread
from calcquiz.tasks.task import Args, Setting, Task, names_of, open_names
from calcquiz.tasks.textbook import textbook

METHOD = "values at the point"
ENTRYWISE = frozenset({"vector", "list", "set", "=", "interval()", "interval(]", "interval[)", "interval[]"})


def point_of(args: Args) -> dict[str, Tree]:
    """Return the values of the variables."""
    names = names_of(args[1])
    place = args[2].args if isinstance(args[2], Apply) and args[2].head == "vector" else (args[2],)
    if len(names) != len(place):
        message = f"the point has {len(place)} coordinates for {len(names)} variables"
        raise FormulaError(message, advice=f"Write {TASK.signature}.")
    return dict(zip(names, place, strict=True))


def key(args: Args, _: Setting) -> Tree:
    """Return the value, exact where it is rational; `args[0]` is resolved already."""
    return value(substitute(args[0], point_of(args)))


def value(tree: Tree) -> Tree:
    """Return a formula at its point worked out, a container entry by entry; CalcquizError where there is no value."""
    if isinstance(tree, Apply) and tree.head in ENTRYWISE:
        return Apply(tree.head, tuple(value(arg) for arg in tree.args))
    exact = exact_number(tree)
    if exact is not None:
        return decimalised(Number(exact)) if has_decimals(tree) else Number(exact)
    found = decimalised(textbook(tree)) if has_decimals(tree) else textbook(tree)
    # 1/0 - 1/0 has no value, whatever becomes of it.
    if not is_defined(tree) and found not in {Name("oo"), Name("dne")}:
        raise CalcquizError("the value at this point is not defined", "Choose another point.")
    return found


def is_defined(tree: Tree) -> bool:
    """Return whether a formula has a value, for some values of the names in it."""
    return any(numeric_value(tree, point) is not None for point in sample_points(free_names(tree), {}))


def oracle(args: Args, found: Tree, setting: Setting) -> Evidence:
    """Compare with the inner task worked out by numbers at the point; `args[0]` is not resolved."""
    from calcquiz.tasks.catalog import TASKS  # the catalog imports this module

    inner = args[0]
    if isinstance(inner, Apply) and inner.head in TASKS and not set(names_of(args[1])) & set(_own_names(inner)):
        placed = Apply(inner.head, tuple(substitute(arg, point_of(args)) for arg in inner.args))
        return TASKS[inner.head].oracle(placed.args, found, setting)
    if isinstance(inner, Apply) and inner.head in TASKS and TASKS[inner.head].options:
        return Evidence(agrees=None, method="a choice has no value at a point")
    return compare_entries(found, spread(TASK.application(args)), setting, METHOD)


def _own_names(task: Apply) -> frozenset[str]:
    """Return the variables of a task: one that is asked for any place of a parameter is proved at that place."""
    from calcquiz.tasks.catalog import TASKS  # the catalog imports this module

    places = [task.args[place] for place in TASKS[task.head].names if place < len(task.args)]
    return frozenset().union(*(names_of(place) for place in places))


def kind(args: Args) -> Kind:
    """Return the kind of what stands at the point: an expression without names left is a number."""
    from calcquiz.tasks.catalog import TASKS  # the catalog imports this module

    inner = args[0]
    own = TASKS[inner.head].kind(inner.args) if isinstance(inner, Apply) and inner.head in TASKS else Kind.EXPRESSION
    if own is not Kind.EXPRESSION:
        return own
    return Kind.EXPRESSION if open_names(Apply("at", args)) else Kind.NUMBER


TASK = Task(
    name="at",
    signature="at(derivative(f, x), x, a) or at(gradient(f, (x, y)), (x, y), (a, b))",
    arity=(3, 3),
    names=(1,),
    kind=kind,
    key=key,
    oracle=oracle,
    variable=lambda _: None,
)
