"""Solving in the worker: real solutions of equations, critical points, places where slopes jump."""

from collections.abc import Callable, Iterable, Iterator
from itertools import product as combinations_of
from typing import Any

from calcquiz.algebra.bridge import from_sympy, symbol, to_sympy
from calcquiz.algebra.differentiate import differentiate
from calcquiz.algebra.precise import mp_value
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tidy import tidy
from calcquiz.algebra.tree import Apply, Tree, add, div, free_names, neg, number, rebuild, sub, walk
from calcquiz.records.errors import CalcquizError
from calcquiz.tasks.own_text import read

MOST_SOLUTIONS = 24
DIGITS = 60
SAMPLE = "1.37"
"""What other names stand for where numbers are compared."""
JUMPING = frozenset({"abs", "sign", "relu"})
ADVICE = "Give the key with `answer` and prove it with `oracle`."
INFINITELY = "there are infinitely many solutions"


def value_of(expression: Any) -> Any:
    """Return a real number, other names standing for a sample, or None."""
    from mpmath import mpf

    tree = from_sympy(expression)
    return mp_value(tree, dict.fromkeys(free_names(tree), mpf(SAMPLE)), DIGITS)


def simple(expression: Any) -> Any:
    """Return a solution in its shortest form."""
    import sympy

    return sympy.radsimp(sympy.simplify(expression))


def factors_of(expression: Any) -> list[Any]:
    """Return the factors of the numerator that can vanish."""
    import sympy

    above = sympy.numer(sympy.together(expression))
    kept = []
    for factor in sympy.Mul.make_args(sympy.factor(above)):
        base = factor.base if factor.is_Pow and factor.exp.is_positive else factor
        if not base.free_symbols or isinstance(base, sympy.exp) or base.is_positive or base.is_negative:
            if base == 0:
                return [base]
            continue
        if base not in kept:
            kept.append(base)
    return kept


def solutions(equation: Any, x: Any, low: Any, high: Any) -> list[Any]:
    """Return the real solutions of expression = 0 between two ends (which may belong), in order.

    Raises:
        CalcquizError: there are infinitely many, or they have no closed form here.
    """
    found: list[Any] = []
    if equation == 0:
        raise CalcquizError(INFINITELY, "Give an interval with finitely many.")
    for factor in factors_of(equation):
        if factor == 0:
            raise CalcquizError(INFINITELY, "Give an interval with finitely many.")
        if x in factor.free_symbols:
            found += _zeros(factor, x, low, high)
    kept = {simple(root) for root in found}
    rows = [(value, root) for root in kept if (value := value_of(root)) is not None]
    rows = [(value, root) for value, root in rows if _vanishes(equation, x, root)]
    return _distinct(sorted(rows, key=lambda row: row[0]))


def _vanishes(equation: Any, x: Any, root: Any) -> bool:
    from mpmath import mpf

    tree = from_sympy(equation)
    others = dict.fromkeys(free_names(tree) - {str(x)}, mpf(SAMPLE))
    value = mp_value(tree, others | {str(x): value_of(root)}, DIGITS)
    return value is not None and abs(value) < 1e-30


def _distinct(rows: list[tuple[Any, Any]]) -> list[Any]:
    kept: list[tuple[Any, Any]] = []
    for value, root in rows:
        if not kept or abs(value - kept[-1][0]) > 1e-30 * max(1, abs(value)):
            kept.append((value, root))
    if len(kept) > MOST_SOLUTIONS:
        raise CalcquizError(INFINITELY, "Give a shorter interval.")
    return [root for _, root in kept]


def _zeros(factor: Any, x: Any, low: Any, high: Any) -> list[Any]:
    import sympy

    if factor.is_polynomial(x):
        return _polynomial_zeros(factor, x)
    # The ends are no symbols: what solves the equation there is kept or dropped by the caller.
    domain = sympy.Interval(low, high) if not (low.free_symbols | high.free_symbols) else sympy.S.Reals
    result = sympy.solveset(factor, x, domain)
    if isinstance(result, sympy.FiniteSet):
        return list(result)
    if result is sympy.S.EmptySet:
        return []
    if low.is_infinite or high.is_infinite:
        if result.has(sympy.ImageSet):
            raise CalcquizError(INFINITELY, "Give an interval with finitely many.")
        try:
            result = sympy.solve(factor, x)
        except NotImplementedError as error:
            raise CalcquizError("the solutions were not found", ADVICE) from error
        return [root for root in result if root.is_real is not False]
    raise CalcquizError("the solutions were not found", ADVICE)


def _polynomial_zeros(factor: Any, x: Any) -> list[Any]:
    import sympy

    roots = sympy.roots(sympy.Poly(factor, x))
    if sum(roots.values()) < sympy.degree(factor, x):
        raise CalcquizError("the solutions have no closed form", ADVICE)
    return [root for root in roots if not sympy.simplify(root).has(sympy.I)]


def solve(equation: str, name: str, low: str, high: str, positive: str = "") -> str:
    """Return the real solutions of an equation between two ends, as a set."""
    tree = read(equation)
    assumed = frozenset(n for n in positive.split(",") if n) - {name}
    x = symbol(name)
    both = to_sympy(sub(*tree.args) if isinstance(tree, Apply) and tree.head == "=" else tree, assumed)
    ends = [to_sympy(read(end), assumed) for end in (low, high)]
    found = solutions(both, x, ends[0], ends[1])
    return set_text(found)


def set_text(found: Iterable[Any]) -> str:
    """Return solutions as a set."""
    return "{" + ", ".join(to_text(from_sympy(root)) for root in found) + "}"


def critical(function: str, name: str, low: str, high: str) -> str:
    """Return where the slope is zero, or missing though the function is defined on both sides, as a set."""
    tree = rebuild(read(function), _with_bars)
    slope = tidy(differentiate(tree, name))
    x = symbol(name)
    ends = [to_sympy(read(end)) for end in (low, high)]
    corners = list(_corners(tree, slope, name, ends))
    flat = [] if _has_jumps(tree) else solutions(to_sympy(slope), x, ends[0], ends[1])
    if _has_jumps(tree):
        flat = _flat_between(tree, name, ends)
    rows = {to_text(from_sympy(simple(root))): root for root in (*flat, *corners)}
    kept = [root for root in rows.values() if _defined_around(tree, name, root)]
    return set_text(_distinct(sorted(((value_of(root), root) for root in kept), key=lambda row: row[0])))


def _with_bars(tree: Tree) -> Tree:
    """Return the larger or smaller of two as a formula with bars: max(a, b) is (a + b + |a - b|)/2."""
    if not isinstance(tree, Apply) or tree.head not in {"max", "min"} or len(tree.args) != 2:
        return tree
    one, other = tree.args
    gap = Apply("abs", (sub(one, other),))
    return tidy(div(add(one, other, gap if tree.head == "max" else neg(gap)), number(2)))


def _has_jumps(tree: Tree) -> bool:
    return any(isinstance(node, Apply) and node.head in JUMPING for node in walk(tree))


def _flat_between(tree: Tree, name: str, ends: list[Any]) -> list[Any]:
    """Return zeros of the slope of each piece, where bars and their like are opened with either sign."""
    found = []
    for piece in _pieces(tree):
        slope = to_sympy(tidy(differentiate(piece, name)))
        if slope == 0:
            continue
        for root in solutions(slope, symbol(name), ends[0], ends[1]):
            point = {name: value_of(root)}
            left, right = (mp_value(one, point, DIGITS) for one in (piece, tree))
            if left is not None and right is not None and abs(left - right) < 1e-40:
                found.append(root)
    return found


def _pieces(tree: Tree) -> Iterator[Tree]:
    jumps = [node for node in walk(tree) if isinstance(node, Apply) and node.head in JUMPING]
    for choice in combinations_of((0, 1), repeat=min(len(jumps), 4)):
        taken = dict(zip(jumps, choice, strict=False))

        def opened(node: Tree, taken: dict[Apply, int] = taken) -> Tree:
            if not isinstance(node, Apply) or node not in taken:
                return node
            return tidy(_opened(node)[taken[node]])

        yield tidy(rebuild(tree, opened))


def _opened(node: Apply) -> tuple[Tree, Tree]:
    """Return what bars and their like are where their argument is positive, and where it is negative."""
    inside = node.args[0]
    if node.head == "sign":
        return number(1), number(-1)
    return inside, neg(inside) if node.head == "abs" else number(0)


def _corners(tree: Tree, slope: Tree, name: str, ends: list[Any]) -> Iterator[Any]:
    """Yield where the slope is missing or jumps: zeros of its denominators, and of what stands in bars."""
    import sympy

    x = symbol(name)
    insides = [node.args[0] for node in walk(tree) if isinstance(node, Apply) and node.head in JUMPING]
    below = [sympy.denom(sympy.together(to_sympy(slope)))] if not _has_jumps(tree) else []
    for expression in (*map(to_sympy, insides), *below):
        if x not in expression.free_symbols:
            continue
        for root in solutions(expression, x, ends[0], ends[1]):
            if not _slopes_agree(slope, name, root):
                yield root


def _slopes_agree(slope: Tree, name: str, root: Any) -> bool:
    from mpmath import mpf, workdps

    with workdps(DIGITS):
        others = dict.fromkeys(free_names(slope), mpf(SAMPLE))
        places = [value_of(root) + mpf(step) for step in ("1e-25", "-1e-25")]
        values = [mp_value(slope, others | {name: place}, DIGITS) for place in places]
        return None not in values and abs(values[0] - values[1]) < mpf("1e-15") and abs(values[0]) < mpf("1e6")


def _defined_around(tree: Tree, name: str, root: Any) -> bool:
    from mpmath import mpf, workdps

    with workdps(DIGITS):
        places = [value_of(root) + mpf(step) for step in ("0", "1e-20", "-1e-20")]
        others = dict.fromkeys(free_names(tree), mpf(SAMPLE))
        return all(mp_value(tree, others | {name: place}, DIGITS) is not None for place in places)


def inflection(function: str, name: str, low: str, high: str) -> str:
    """Return where the concavity changes, as a set."""
    tree = read(function)
    bend = tidy(differentiate(differentiate(tree, name), name))
    expression = to_sympy(bend)
    ends = [to_sympy(read(end)) for end in (low, high)]
    import sympy

    x = symbol(name)
    places = [] if expression == 0 else solutions(expression, x, ends[0], ends[1])
    below = sympy.denom(sympy.together(expression))
    places += solutions(below, x, ends[0], ends[1]) if x in below.free_symbols else []
    kept = [root for root in places if _defined_around(tree, name, root) and _changes_sign(bend, name, root)]
    return set_text(_distinct(sorted(((value_of(root), root) for root in kept), key=lambda row: row[0])))


def _changes_sign(bend: Tree, name: str, root: Any) -> bool:
    from mpmath import mpf, workdps

    with workdps(DIGITS):
        values = [mp_value(bend, {name: value_of(root) + mpf(step)}, DIGITS) for step in ("1e-12", "-1e-12")]
        return None not in values and values[0] * values[1] < 0


FUNCTIONS: dict[str, Callable[..., str]] = {
    "solve": solve,
    "critical": critical,
    "inflection": inflection,
}
