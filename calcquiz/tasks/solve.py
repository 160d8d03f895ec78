"""The task `solve(equation, x[, region][, unique])`: the real solutions, as a set, or the only one."""

from typing import Any

from calcquiz.algebra.parse import parse
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Apply, Name, Tree
from calcquiz.records.errors import CalcquizError, FormulaError
from calcquiz.records.evidence import Evidence
from calcquiz.records.variant import Kind
from calcquiz.tasks.implicit import residual
from calcquiz.tasks.numeric import numeric_value
from calcquiz.tasks.point_sets import DIGITS, elements, ends_of, inside, judged, values_of
from calcquiz.tasks.points import all_of, sample_points
from calcquiz.tasks.regions import range_of
from calcquiz.tasks.scan import wide_zeros
from calcquiz.tasks.task import Args, Setting, Task, name_of, names_in, open_names, word_in
from calcquiz.tasks.textbook import textbook

METHOD = "zeros by bracketing"
NO_EQUATIONS = frozenset({"<", "<=", ">", ">=", "!=", "and", "or", "not", "vector", "list", "set"})
ZERO = 1e-25
MOST_POINTS = 3
LARGEST_END = 10**9


def key(args: Args, setting: Setting) -> Tree:
    """Return the solutions in order, as a set; the only one itself where it is asked for."""
    name = name_of(args[1])
    require_equation(args[0])
    span = range_of(region_of(args), name, setting)
    text = setting.compute("solve", to_text(args[0]), name, to_text(span.low), to_text(span.high), setting.positive)
    found = elements(parse(text, names_in(*args), author=True)) or ()
    point = next(sample_points(names_in(*args) - {name}, setting.variables))
    ends = ends_of(span, point)
    kept = tuple(textbook(tree) for tree in found if inside(span, ends, numeric_value(tree, point, DIGITS)))
    if not is_unique(args):
        return Apply("set", kept) if kept else Name("emptyset")
    if len(kept) != 1:
        raise CalcquizError(f"there are {len(kept)} solutions, and one is asked for", "Narrow the region.")
    return kept[0]


def require_equation(tree: Tree) -> None:
    """Raise FormulaError for an inequality, or several conditions; a formula alone stands for formula = 0."""
    if isinstance(tree, Apply) and tree.head in NO_EQUATIONS:
        raise FormulaError(f"`{to_text(tree)}` is no equation", advice=f"Write {TASK.signature}.")


def is_unique(args: Args) -> bool:
    """Return whether the only solution is asked for, as a number."""
    return len(args) > 2 and word_in(args[-1], {"unique"}) is not None


def region_of(args: Args) -> Tree | None:
    """Return where solutions are looked for."""
    rest = args[2:-1] if is_unique(args) else args[2:]
    if len(rest) > 1:
        raise FormulaError(f"`{to_text(rest[1])}` cannot stand here", advice=f"Write {TASK.signature}.")
    return rest[0] if rest else None


def oracle(args: Args, found: Tree, setting: Setting) -> Evidence:
    """Put each solution in, and bracket zeros of the difference of the two sides: none may be missing."""
    name = name_of(args[1])
    others = names_in(*args) - {name}
    points = list(sample_points(others, setting.variables))[:MOST_POINTS] if others else [{}]
    return all_of([_one(args, found, point, setting) for point in points], METHOD)


def _one(args: Args, found: Tree, point: dict[str, Any], setting: Setting) -> Evidence:
    name = name_of(args[1])
    span = range_of(region_of(args), name, setting)
    values, ends, gap = values_of(found, point), ends_of(span, point), residual(args[0])
    if values is None:
        return Evidence(agrees=False, method="shape")

    def at(place: Any) -> Any:
        return numeric_value(gap, {**point, name: place}, DIGITS)

    def solves(value: Any) -> bool:
        here = at(value)
        return here is not None and abs(here) <= ZERO * max(1, abs(value)) and inside(span, ends, value)

    scanned = [*wide_zeros(at, ends), *(end for end in ends if abs(end) < LARGEST_END and solves(end))]
    return judged(values, solves, scanned, METHOD)


def kind(args: Args) -> Kind:
    """Return set; for the only solution number, or expression where other names are left."""
    if not is_unique(args):
        return Kind.SET
    return Kind.EXPRESSION if open_names(Apply("solve", args)) else Kind.NUMBER


TASK = Task(
    name="solve",
    signature="solve(x^2 = 4, x), solve(sin(x) = 0, x, [0, 2*pi)) or solve(exp(x) = 5, x, unique)",
    arity=(2, 4),
    names=(1,),
    kind=kind,
    key=key,
    oracle=oracle,
    variable=lambda args: name_of(args[1]),
)
