"""What the worker may run: functions on sympy that take and return text in the language of formulas."""

from collections.abc import Callable
from typing import Any

from calcquiz.algebra.alternating import unsigned
from calcquiz.algebra.bridge import from_sympy, symbol, to_sympy
from calcquiz.algebra.parse import parse
from calcquiz.algebra.powers import whole_of
from calcquiz.algebra.precise import mp_value
from calcquiz.algebra.size import is_steady
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tidy import negate, product, quotient
from calcquiz.algebra.tree import Apply, Tree, call, free_names, mul, rebuild
from calcquiz.records.errors import CalcquizError
from calcquiz.tasks import (
    worker_forms,
    worker_optimum,
    worker_series,
    worker_simplifying,
    worker_solving,
    worker_systems,
)
from calcquiz.tasks.series_tests import direction_by_growth, limit_by_growth, verdict_by_growth
from calcquiz.tasks.worker_pieces import in_pieces, limit_of_pieces
from calcquiz.tasks.worker_sequences import limit_of_sequence

SPARE_TERMS = 3
"""Terms of a series that are worked out beyond the last: with few of them sympy misses some."""
FIRST_TERMS = 40
"""Terms of a sum that must be defined."""
UNDECIDED = ("no test decides this series", "Give the key with `answer`.")
SAMPLES = ("-7.3", "-3.1", "-1.7", "-0.6", "0.4", "1.3", "2.9", "6.7")


def _read(text: str, *names: str) -> Tree:
    return parse(text, names, author=True, open_names=True)


def _positive(names: str) -> frozenset[str]:
    return frozenset(name for name in names.split(",") if name)


def _written(result: Any, what: str) -> str:
    """Return a result as text; refuse what sympy left undone."""
    import sympy

    if result in {sympy.zoo, sympy.nan} or (result.is_number and result.is_real is False and not result.is_infinite):
        return "dne"
    if result.has(sympy.Integral, sympy.Sum, sympy.Limit, sympy.I, sympy.AccumBounds):
        raise CalcquizError(f"{what} was not found", "Give the key with `answer` and prove it with `oracle`.")
    return to_text(rebuild(from_sympy(result), _exponentials_up))


def _exponentials_up(tree: Tree) -> Tree:
    """Return x/exp(2*x) as x*exp(-2*x)."""
    if not isinstance(tree, Apply) or tree.head != "div":
        return tree
    below = tree.args[1].args if isinstance(tree.args[1], Apply) and tree.args[1].head == "mul" else (tree.args[1],)
    moved = [factor for factor in below if isinstance(factor, Apply) and factor.head == "exp"]
    if not moved:
        return tree
    top = product([tree.args[0], *(call("exp", negate(factor.args[0])) for factor in moved)])
    kept = [factor for factor in below if factor not in moved]
    return quotient(top, mul(*kept)) if kept else top


def integral(function: str, name: str, positive: str = "") -> str:
    """Return an antiderivative without constant, logarithms with bars where their argument may be negative."""
    import sympy
    from sympy.integrals.manualintegrate import manualintegrate

    tree = _read(function, name)
    x = symbol(name, _positive(positive))
    integrand = to_sympy(tree, _positive(positive))
    result = _by_fractions(integrand, x)
    if result is None:
        result = manualintegrate(integrand, x)
    if result.has(sympy.Integral, sympy.Piecewise):
        result = sympy.integrate(integrand, x)
    if result.has(sympy.Piecewise):
        result = sympy.piecewise_fold(result)
    found = _read(_written(result, "the antiderivative"), name)
    return to_text(_with_bars(found, tree, name, _positive(positive)))


def _by_fractions(integrand: Any, x: Any) -> Any:
    """Return the antiderivative of a rational function fraction by fraction, None for any other function.

    sympy's rules split fractions late, after seconds, and leave logarithms of multiples of the factors.
    """
    import sympy
    from sympy.integrals.rationaltools import ratint

    if not integrand.is_rational_function(x) or integrand.is_polynomial(x):
        return None
    found = sum(ratint(term, x) for term in sympy.Add.make_args(sympy.apart(integrand, x)))
    return None if found.has(sympy.RootSum, sympy.Integral) else found


def _with_bars(tree: Tree, integrand: Tree, name: str, positive: frozenset[str]) -> Tree:
    """Return the antiderivative with log|u| where u is negative at a point at which the integrand is defined."""
    names = sorted((free_names(tree) | {name}) - positive)
    samples = [sample for sample in SAMPLES if name not in positive or not sample.startswith("-")]

    def bar(node: Tree) -> Tree:
        if not isinstance(node, Apply) or node.head != "log" or name not in free_names(node):
            return node
        inner = node.args[0]
        for sample in samples:
            point = dict.fromkeys((*names, *positive), _number("1.37")) | {name: _number(sample)}
            value = mp_value(inner, point)
            if value is not None and value < 0 and mp_value(integrand, point) is not None:
                return Apply("log", (Apply("abs", (inner,)), *node.args[1:]))
        return node

    return rebuild(tree, bar)


def _number(text: str) -> Any:
    from mpmath import mpf

    return mpf(text)


def definite_integral(function: str, name: str, low: str, high: str, positive: str = "") -> str:
    """Return the value of an integral between two ends, `oo`, `-oo` or `dne` when it diverges."""
    import sympy

    assumed = _positive(positive)
    x = symbol(name, assumed)
    ends = [to_sympy(_read(end, name), assumed) for end in (low, high)]
    result = sympy.integrate(to_sympy(_read(function, name), assumed), (x, *ends))
    return _written(sympy.simplify(result) if not result.has(sympy.Integral) else result, "the integral's value")


def limit(function: str, name: str, place: str, side: str = "", positive: str = "", sort: str = "") -> str:
    """Return a limit, `oo`, `-oo`, or `dne` where the two sides differ or nothing is approached."""
    import sympy

    if sort == "integer" and (grown := limit_by_growth(_read(function, name), name)) is not None:
        return grown
    assumed = _positive(positive)
    integers = frozenset({name}) if sort == "integer" else frozenset()
    x = symbol(name, assumed, integers)
    expression, a = to_sympy(_read(function, name), assumed, integers), to_sympy(_read(place, name), assumed)
    direction = {"left": "-", "right": "+"}.get(side, "+-")
    try:
        if integers:
            result = limit_of_sequence(expression, x)
        elif in_pieces(expression):
            result = limit_of_pieces(expression, x, a, direction if a.is_finite else "-")
        else:
            result = sympy.limit(expression, x, a, direction if a.is_finite else "+")
    except ValueError:  # sympy's way of saying that the two sides differ
        return "dne"
    except (NotImplementedError, TypeError) as error:  # n^cos(n) ends in a TypeError inside sympy
        raise CalcquizError("the limit was not found", "Give the key with `answer`.") from error
    return "dne" if result.has(sympy.AccumBounds) else _written(sympy.simplify(result), "the limit")


def series_sum(term: str, name: str, low: str, high: str, positive: str = "") -> str:
    """Return the value of a sum, `oo`, `-oo` or `dne` when it diverges."""
    import sympy

    tree = _read(term, name)
    endless = high == "oo" and free_names(tree) <= {name}
    if endless:
        _require_terms(tree, name, low)
        if verdict_by_growth(tree, name) == "diverges":
            return _direction(tree, name)
    assumed = _positive(positive)
    n = symbol(name, assumed, frozenset({name}))
    a = to_sympy(tree, assumed, frozenset({name}))
    ends = [to_sympy(_read(end, name), assumed) for end in (low, high)]
    result = sympy.summation(a, (n, *ends))
    if result.has(sympy.Sum) and endless and convergence(term, name) == "diverges":
        return _direction(tree, name)
    return _written(sympy.simplify(result), "the sum's value")


def _require_terms(tree: Tree, name: str, low: str) -> None:
    """Raise CalcquizError where one of the first terms is not defined, and later ones are."""
    start = whole_of(_read(low))
    if start is None:
        return
    undefined = [n for n in range(start, start + FIRST_TERMS) if mp_value(tree, {name: n}) is None]
    if undefined and undefined[-1] < start + FIRST_TERMS - 1:
        advice = "A sum needs all its terms: begin it later."
        raise CalcquizError(f"the term for {name} = {undefined[0]} is not defined", advice)


def _direction(tree: Tree, name: str) -> str:
    found = direction_by_growth(tree, name)
    if found is None:
        message = "the sum diverges, and where its partial sums go was not found"
        raise CalcquizError(message, "Give the key with `answer` and prove it with `oracle`.")
    return {1: "oo", -1: "-oo", 0: "dne"}[found]


def taylor(function: str, name: str, place: str, degree: str, positive: str = "") -> str:
    """Return the Taylor polynomial, its coefficients found as limits."""
    import sympy

    assumed = _positive(positive)
    x = symbol(name, assumed)
    a = to_sympy(_read(place, name), assumed)
    expression = to_sympy(_read(function, name), assumed)
    count = int(degree) + 1
    shifted = sympy.series(expression.subs(x, x + a), x, 0, count + SPARE_TERMS).removeO()
    coefficients = [shifted.coeff(x, k) for k in range(count + SPARE_TERMS)]
    if sympy.expand(shifted - sum(coefficient * x**k for k, coefficient in enumerate(coefficients))) != 0:
        raise CalcquizError(f"there is no Taylor polynomial at {name} = {place}", "Choose another point.")
    texts = [_written(sympy.simplify(coefficient), "the Taylor polynomial") for coefficient in coefficients[:count]]
    base = f"({name} - ({place}))" if a != 0 else name
    return " + ".join(f"({text})*{base}^{k}" for k, text in enumerate(texts))


def convergence(term: str, name: str) -> str:
    """Return `absolutely`, `conditionally` or `diverges`: by growth and signs, else by sympy's tests.

    Raises:
        CalcquizError: none of them decides. Waves and steps are not given to sympy: it takes up to a minute over them.
    """
    import sympy

    tree = _read(term, name)
    found = verdict_by_growth(tree, name)
    if found is not None:
        return found
    made = unsigned(tree, name)
    if made is None or not is_steady(made[0], name):
        raise CalcquizError(*UNDECIDED)
    n = sympy.Symbol(name, integer=True, positive=True)
    real = symbol(name, frozenset(), frozenset())
    try:
        series = sympy.Sum(to_sympy(tree).subs(real, n), (n, 1, sympy.oo))
        if series.is_absolutely_convergent():
            return "absolutely"
        return "conditionally" if series.is_convergent() else "diverges"
    except (NotImplementedError, ValueError, RecursionError) as error:  # which sympy raises where it knows no test
        raise CalcquizError(*UNDECIDED) from error


def cancel(expression: str, positive: str = "") -> str:
    """Return a quotient of polynomials with common factors cancelled, anything else as it is."""
    import sympy

    tree = _read(expression)
    made = to_sympy(tree, _positive(positive))
    if not made.is_rational_function(*made.free_symbols):
        return expression
    above, below = sympy.fraction(sympy.cancel(made))
    result = sympy.expand(above) if below == 1 else sympy.factor(sympy.cancel(made))
    return _written(result, "the quotient")


FUNCTIONS: dict[str, Callable[..., str]] = {
    "cancel": cancel,
    "integral": integral,
    "definite_integral": definite_integral,
    "limit": limit,
    "sum": series_sum,
    "taylor": taylor,
    "convergence": convergence,
    **worker_solving.FUNCTIONS,
    **worker_systems.FUNCTIONS,
    **worker_optimum.FUNCTIONS,
    **worker_series.FUNCTIONS,
    **worker_simplifying.FUNCTIONS,
    **worker_forms.FUNCTIONS,
}
"""Name -> function; nothing else is run in the worker for a task."""


def compute_here(function: str, *arguments: str) -> str:
    """Run a function in this process, without a deadline: for authors' tools and tests."""
    return FUNCTIONS[function](*arguments)
