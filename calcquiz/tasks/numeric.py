"""Numbers for formulas that hold tasks: derivatives, integrals, limits and sums worked out by mpmath alone.

Nothing here shares code with the keys: it is what proves them.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tree import Apply, Name, Tree, walk
from calcquiz.tasks.float_quadrature import float_integral
from calcquiz.tasks.numeric_quadrature import NESTED_DIGITS, Undefined, few_nodes, quadrature
from calcquiz.tasks.quadrature_places import POWER, S, beside, has_corners, over_logarithm, places_within
from calcquiz.tasks.task import Args, name_of, names_of

DIGITS = 30
FLOAT_DIGITS = 20
"""Up to so many digits an integral may be told by floats where those agree to 12: who asks for few compares to 10."""
LONGEST_SUM = 10_000
ENOUGH_TERMS = 256
SINGULAR_DIGITS = 60
"""Of places beside which an integrand may be unbounded."""


def numeric_value(tree: Tree, values: Mapping[str, Any], digits: int = DIGITS) -> Any:
    """Return the value at a point as an mpf, tasks in it worked out by numbers; None where it has none."""
    try:
        return _value(tree, dict(values), digits)
    except Undefined:
        return None


def _value(tree: Tree, values: dict[str, Any], digits: int) -> Any:
    from calcquiz.algebra.precise import mp_value

    if _holds_task(tree):
        tree, values = _without_tasks(tree, values, digits)
    value = mp_value(tree, values, digits)
    if value is None:
        raise Undefined
    return value


def _without_tasks(tree: Tree, values: dict[str, Any], digits: int) -> tuple[Tree, dict[str, Any]]:
    """Return the tree with a fresh name for each outermost task, and the values of those names."""
    known = dict(values)

    def replace(node: Tree) -> Tree:
        if not isinstance(node, Apply):
            return node
        worker = task_values().get(node.head)
        if worker is not None:
            name = f"task {len(known)}"
            known[name] = worker(node.args, values, digits)
            return Name(name)
        return Apply(node.head, tuple(replace(arg) for arg in node.args), node.span)

    return replace(tree), known


def function_of(tree: Tree, name: str, values: Mapping[str, Any]) -> Callable[[Any], Any]:
    """Return the tree as a function of one name at mpmath's current precision; raises Undefined."""
    from mpmath import mp

    from calcquiz.algebra.precise import mp_value

    def with_tasks(argument: Any) -> Any:
        return _value(tree, {**values, name: argument}, mp.dps + 5)

    def plain(argument: Any) -> Any:
        value = mp_value(tree, {**values, name: argument}, mp.dps + 5)
        if value is None:
            raise Undefined
        return value

    return with_tasks if _holds_task(tree) else plain


def derivative(args: Args, values: Mapping[str, Any], digits: int = DIGITS) -> Any:
    """Return the n-th derivative at the point, by differences at high precision."""
    import mpmath

    name = name_of(args[1])
    order = int(exact_number(args[2]) or 1) if len(args) > 2 else 1
    if name not in values:
        raise Undefined
    with mpmath.workdps(digits):
        return +mpmath.diff(function_of(args[0], name, values), values[name], order)


def partial(args: Args, values: Mapping[str, Any], digits: int = DIGITS) -> Any:
    """Return the mixed partial derivative at the point, by differences at high precision."""
    import mpmath

    names = [name_of(arg) for arg in args[1:]]
    distinct = tuple(dict.fromkeys(names))
    if any(name not in values for name in distinct):
        raise Undefined

    def evaluate(*arguments: Any) -> Any:
        return _value(args[0], {**values, **dict(zip(distinct, arguments, strict=True))}, mpmath.mp.dps + 5)

    with mpmath.workdps(digits):
        place = tuple(values[name] for name in distinct)
        return +mpmath.diff(evaluate, place, tuple(names.count(name) for name in distinct))


def integral(args: Args, values: Mapping[str, Any], digits: int = DIGITS) -> Any:
    """Return a convergent definite integral by quadrature; two subdivisions must agree to 12 digits."""
    import mpmath

    if len(args) != 4:
        raise Undefined
    low, high = (end_value(arg, values, digits) for arg in args[2:])
    if low == high:
        return mpmath.mpf(0)
    nested = _holds_task(args[0])
    if not nested and digits <= FLOAT_DIGITS:
        found = float_integral(args[0], name_of(args[1]), values, low, high)
        if found is not None:
            return found
    if nested:
        inner = _with_inner(args, values)
        if digits <= NESTED_DIGITS or _is_nested_twice(args[0]):
            return few_nodes(inner, low, high)
        return quadrature(inner, low, high, NESTED_DIGITS)
    function = function_of(args[0], name_of(args[1]), values)
    if digits <= NESTED_DIGITS:
        return quadrature(function, low, high, NESTED_DIGITS, method="gauss-legendre")
    stops = places_within(args[0], name_of(args[1]), values, low, high) if has_corners(args[0]) else []
    try:
        return _over_pieces(function, [low, *stops, high], digits)
    except Undefined:
        if values and digits <= FLOAT_DIGITS:
            raise  # there are other points, at which it is told sooner
        return _with_care(args, values)


def _over_pieces(function: Callable[[Any], Any], ends: Sequence[Any], digits: int) -> Any:
    import mpmath

    return mpmath.fsum(quadrature(function, left, right, digits) for left, right in pairwise(ends))


def _with_care(args: Args, values: Mapping[str, Any]) -> Any:
    """Return an integral that is not told at once: over the logarithm, or split at its poles and with more digits."""
    import mpmath

    name = name_of(args[1])
    low, high = (end_value(arg, values, SINGULAR_DIGITS) for arg in args[2:])
    thinned = over_logarithm(args[0], name) if low > 0 and mpmath.isinf(high) else None
    if thinned is not None:
        return quadrature(function_of(thinned, S.name, values), mpmath.log(low), high, DIGITS)
    if mpmath.isinf(low) or mpmath.isinf(high):
        raise Undefined
    if low > high:
        return -_with_care((*args[:2], args[3], args[2]), values)
    ends = [low, *places_within(args[0], name, values, low, high), high]
    return mpmath.fsum(_beside_ends(args[0], name, values, *piece) for piece in pairwise(ends))


def _beside_ends(tree: Tree, name: str, values: Mapping[str, Any], low: Any, high: Any) -> Any:
    """Return an integral whose integrand may be unbounded at either end: each half over a root of the distance."""
    import mpmath

    with mpmath.workdps(SINGULAR_DIGITS):
        reach = ((high - low) / 2) ** (mpmath.mpf(1) / POWER)
        halves = [function_of(beside(tree, name, end, side), S.name, values) for end, side in ((low, 1), (high, -1))]
    return mpmath.fsum(quadrature(half, mpmath.mpf(0), reach, DIGITS) for half in halves)


def _is_nested_twice(tree: Tree) -> bool:
    """Return whether an integral stands inside one that stands in the tree: a triple integral is asked for."""
    inner = [node for node in walk(tree) if isinstance(node, Apply) and node.head == "integral"]
    return any(_holds_task(node.args[0]) for node in inner)


def _with_inner(args: Args, values: Mapping[str, Any]) -> Callable[[Any], Any]:
    """Return an integrand that holds integrals itself, those with as many digits as floats have."""
    name = name_of(args[1])
    return lambda place: _value(args[0], {**values, name: place}, NESTED_DIGITS)


def end_value(tree: Tree, values: Mapping[str, Any], digits: int = DIGITS) -> Any:
    """Return the value of an end of a range, which may be oo or -oo."""
    import mpmath

    sign = is_infinite(tree)
    return mpmath.inf * sign if sign else _value(tree, dict(values), digits)


def is_infinite(tree: Tree) -> int:
    """Return 1 for oo, -1 for -oo, else 0."""
    if tree == Name("oo"):
        return 1
    return -1 if isinstance(tree, Apply) and tree.head == "neg" and tree.args[0] == Name("oo") else 0


def summation(args: Args, values: Mapping[str, Any], digits: int = DIGITS) -> Any:
    """Return a finite sum term by term, a convergent infinite one by extrapolation of its partial sums."""
    import mpmath

    name = name_of(args[1])
    low, high = (end_value(arg, values, digits) for arg in args[2:4])
    term = function_of(args[0], name, values)
    with mpmath.workdps(digits):
        if mpmath.isinf(high):
            if _is_over_early(term, int(low), digits):
                return mpmath.fsum(term(mpmath.mpf(n)) for n in range(int(low), int(low) + ENOUGH_TERMS))
            if _shrinks_unevenly(term, int(low)):
                raise Undefined
            return mpmath.nsum(term, [int(low), mpmath.inf])
        if high - low > LONGEST_SUM:
            raise Undefined
        return mpmath.fsum(term(mpmath.mpf(n)) for n in range(int(low), int(high) + 1))


def _is_over_early(term: Callable[[Any], Any], low: int, digits: int) -> bool:
    """Return whether nothing is left to add after `ENOUGH_TERMS` terms, as where a factorial stands below.

    Such terms may grow at first, and what `nsum` extrapolates from the growing ones is wrong.
    """
    import mpmath

    first, second = (abs(term(mpmath.mpf(low + place))) for place in (ENOUGH_TERMS, 2 * ENOUGH_TERMS))
    return bool(0 < second < first < mpmath.mpf(10) ** -(digits + 5))


def _shrinks_unevenly(term: Callable[[Any], Any], low: int) -> bool:
    """Return whether the terms shrink like n^-p with p no whole number: what is extrapolated then is wrong."""
    import mpmath

    sizes = [abs(term(mpmath.mpf(low + place))) for place in (256, 512, 1024)]
    if 0 in sizes:
        return False
    first, second = (mpmath.log(earlier / later, 2) for earlier, later in pairwise(sizes))
    return bool(abs(first - second) < 0.02 and abs(second - mpmath.nint(second)) > 0.05)


def limit(args: Args, values: Mapping[str, Any], _: int = DIGITS) -> Any:
    """Return a finite limit where the approaching values settle to 12 digits."""
    from calcquiz.tasks.approach import approach, settled
    from calcquiz.tasks.sequences import is_sequence

    rows = approach(args, values, whole=is_sequence(args, {}))
    found = [settled(row) for row in rows]
    if any(value is None for value in found) or abs(found[0] - found[-1]) > 1e-9 * max(1, abs(found[0])):
        raise Undefined
    return found[0]


def at_point(args: Args, values: Mapping[str, Any], digits: int = DIGITS) -> Any:
    """Return the value of what stands first, with its variables at the point that stands last."""
    names = names_of(args[1])
    place = args[2].args if isinstance(args[2], Apply) and args[2].head == "vector" else (args[2],)
    if len(names) != len(place):
        raise Undefined
    point = {name: _value(arg, dict(values), digits) for name, arg in zip(names, place, strict=True)}
    return _value(args[0], {**values, **point}, digits)


NUMERIC: dict[str, Callable[[Args, Mapping[str, Any], int], Any]] = {
    "derivative": derivative,
    "partial": partial,
    "integral": integral,
    "sum": summation,
    "limit": limit,
    "at": at_point,
}
"""Tasks whose value is one number at a point."""


@cache
def task_values() -> dict[str, Callable[[Args, Mapping[str, Any], int], Any]]:
    """Return what works out each task that has one number at a point."""
    from calcquiz.tasks.numeric_methods import METHODS  # which imports this module

    return NUMERIC | METHODS


def _holds_task(tree: Tree) -> bool:
    known = task_values()
    return any(isinstance(part, Apply) and part.head in known for part in walk(tree))
