"""The tasks `newton`, `descent` and `iterate`: the n-th iterate of a method, from a starting point."""

from collections.abc import Callable
from fractions import Fraction
from functools import partial
from typing import Any

from calcquiz.algebra.exact import digits, exact_number
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tidy import product, quotient, total, worked_out
from calcquiz.algebra.tree import ZERO, Apply, Name, Number, Tree, neg, size, sub, substitute, walk
from calcquiz.records.errors import CalcquizError
from calcquiz.records.evidence import Evidence
from calcquiz.records.variant import Kind
from calcquiz.tasks.derivative import nth_derivative
from calcquiz.tasks.directional import coordinates
from calcquiz.tasks.numeric import numeric_value
from calcquiz.tasks.spread import compare_entries
from calcquiz.tasks.task import Args, Setting, Task, names_in, names_of, open_names, whole_number
from calcquiz.tasks.textbook import textbook

MOST_STEPS = 40
EXACT_DIGITS = 24
"""Iterates stay fractions up to this many digits; then they are decimals."""
DECIMAL_FIGURES = 20
SHOWN_FIGURES = 13
WORKING_DIGITS = 60
LARGEST_VALUE = 1e30
LARGEST = 12
"""Parts of a formula that is kept as it is; larger ones without names become decimals."""
SIGNATURES = {
    "newton": "newton(f, x, x0, n)",
    "descent": "descent(f, (x, y), (a, b), rate, n) or descent(f, (x, y), (a, b), rate, n, momentum)",
    "iterate": "iterate(step, w, start, n)",
}

State = tuple[Tree, ...]


def key(method: str, args: Args, _: Setting) -> Tree:
    """Return the n-th iterate: exact while it is short, else a decimal of 13 figures."""
    names = names_of(args[1])
    state = coordinates(args[2], len(names), SIGNATURES[method])
    steps = whole_number(args[4] if method == "descent" else args[3], "number of steps", low=0, high=MOST_STEPS)
    final = tuple(map(shown, _METHODS[method](args, names, state, steps)))
    return final[0] if len(names) == 1 else Apply("vector", final)


def shown(tree: Tree) -> Tree:
    """Return an iterate as it is shown: a long number as a decimal of 13 figures."""
    exact = exact_number(tree)
    if exact is None or (digits(exact) <= EXACT_DIGITS and not _was_rounded(tree)):
        return tree
    return decimal(numeric_value(tree, {}, WORKING_DIGITS), SHOWN_FIGURES)


def _was_rounded(tree: Tree) -> bool:
    return isinstance(tree, Number) and tree.is_decimal and sum(map(str.isdigit, tree.text)) >= DECIMAL_FIGURES - 1


def _newton(args: Args, names: tuple[str, ...], state: State, steps: int) -> State:
    slope = nth_derivative(args[0], names[0], 1)
    for _ in range(steps):
        point = {names[0]: state[0]}
        above, below = (short(substitute(tree, point)) for tree in (args[0], slope))
        if exact_number(below) == 0:
            message = f"Newton's method cannot go on: the slope at {names[0]} = {to_text(shown(state[0]))} is zero"
            raise CalcquizError(message, "Choose another start.")
        state = (short(sub(state[0], quotient(above, below))),)
    return state


def _descent(args: Args, names: tuple[str, ...], state: State, steps: int) -> State:
    """Return w_n with v ← m v - rate ∇f(w) and w ← w + v, from v = 0."""
    slopes = [nth_derivative(args[0], name, 1) for name in names]
    rate, momentum = args[3], args[5] if len(args) > 5 else ZERO
    speeds: State = (ZERO,) * len(names)
    for _ in range(steps):
        point = dict(zip(names, state, strict=True))
        pushes = [short(product([rate, short(substitute(slope, point))])) for slope in slopes]
        kept = [short(product([momentum, speed])) for speed in speeds]
        speeds = tuple(short(total([old, neg(push)])) for old, push in zip(kept, pushes, strict=True))
        state = tuple(short(total([place, speed])) for place, speed in zip(state, speeds, strict=True))
    return state


def _iterate(args: Args, names: tuple[str, ...], state: State, steps: int) -> State:
    rules = coordinates(args[0], len(names), SIGNATURES["iterate"])
    for _ in range(steps):
        point = dict(zip(names, state, strict=True))
        state = tuple(short(substitute(rule, point)) for rule in rules)
    return state


_METHODS: dict[str, Callable[[Args, tuple[str, ...], State, int], State]] = {
    "newton": _newton,
    "descent": _descent,
    "iterate": _iterate,
}


def short(tree: Tree) -> Tree:
    """Return a value in textbook form, as a decimal where it is neither a short fraction nor a short formula."""
    exact = exact_number(tree)
    if exact is not None and digits(exact) <= EXACT_DIGITS:
        return worked_out(exact, *walk(tree))
    if exact is None:
        found = textbook(tree)
        if names_in(found) or (size(found) <= LARGEST and not _holds_long(found)):
            return found if names_in(found) else _defined(found, tree)
    value = numeric_value(tree, {}, WORKING_DIGITS)
    if value is None:
        raise CalcquizError("an iterate is not defined", "Choose another start.")
    return decimal(value)


def _holds_long(tree: Tree) -> bool:
    return any(isinstance(part, Number) and digits(part.value) > EXACT_DIGITS for part in walk(tree))


def _defined(found: Tree, tree: Tree) -> Tree:
    if numeric_value(tree, {}) is None:
        raise CalcquizError("an iterate is not defined", "Choose another start.")
    return found


def decimal(value: Any, figures: int = DECIMAL_FIGURES) -> Number:
    """Return a number as a decimal of so many figures."""
    from mpmath import nstr

    if abs(value) >= LARGEST_VALUE:
        raise CalcquizError("an iterate is too large to be written", "Take fewer steps, or another start.")
    text = str(nstr(value, figures, min_fixed=-30, max_fixed=30))
    return Number(Fraction(text), text)


def oracle(method: str, args: Args, found: Tree, setting: Setting) -> Evidence:
    """Compare with the iterates worked out in floating point of 50 digits, slopes by differences."""
    return compare_entries(found, spread_iterate(method, args), setting, "iterates by numbers")


def spread_iterate(method: str, args: Args) -> Tree:
    """Return the task, one application an entry where it has several: the last argument says which."""
    count = len(names_of(args[1]))
    if count == 1:
        return Apply(method, args)
    return Apply("vector", tuple(Apply("entry", (Apply(method, args), Number(Fraction(k)))) for k in range(count)))


def kind(method: str, args: Args) -> Kind:
    """Return vector for several variables, number for one, expression where other names are left."""
    if len(names_of(args[1])) > 1:
        return Kind.VECTOR
    return Kind.EXPRESSION if open_names(Apply(method, args)) else Kind.NUMBER


def _variable(args: Args) -> str | None:
    return args[1].name if isinstance(args[1], Name) else None


TASKS = tuple(
    Task(
        name=method,
        signature=signature,
        arity=(5, 6) if method == "descent" else (4, 4),
        names=(1,),
        kind=partial(kind, method),
        key=partial(key, method),
        oracle=partial(oracle, method),
        variable=_variable,
    )
    for method, signature in SIGNATURES.items()
)
