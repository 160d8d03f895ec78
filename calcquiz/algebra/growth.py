"""Growth: how fast a formula grows or dies out toward infinity, as exponents of n^n, e^n, n, ln n."""

import math
from fractions import Fraction
from itertools import pairwise

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.orders import FLAT, Growth, cleaned
from calcquiz.algebra.parts import terms_of
from calcquiz.algebra.powers import slope_of
from calcquiz.algebra.tidy import negate, total
from calcquiz.algebra.tree import ZERO, Apply, Name, Tree, call, free_names, number, substitute

DIGITS = 120
FAR = (6, 9, 12, 15)
SETTLED = 1e-4
E = Name("e")


def growth_of(tree: Tree, name: str) -> Growth | None:
    """Return how a formula grows as the name goes to oo; None where this is not told."""
    if name not in free_names(tree):
        return FLAT
    if isinstance(tree, Name):
        return Growth(power=1.0)
    assert isinstance(tree, Apply)
    rule = RULES.get(tree.head)
    return rule(tree, name) if rule else None


def _sum(tree: Apply, name: str) -> Growth | None:
    found = [growth_of(term, name) for term in terms_of(tree)]
    known = [growth for growth in found if growth is not None]
    if len(known) < len(found):
        return None
    largest = max(known)
    if known.count(largest) == 1:
        return largest
    if largest != FLAT and _adds_up(tree, name, largest):
        return largest
    return _beside_one(tree, name) or _by_numbers(tree, name)


def _beside_one(tree: Tree, name: str) -> Growth | None:
    """Return the growth of e^u - 1 with u -> 0, which is that of u: n^(1/n) - 1 is like ln n/n."""
    terms = terms_of(tree)
    moving = [term for term in terms if name in free_names(term)]
    if len(terms) != 2 or len(moving) != 1:
        return None
    bare = moving[0].args[0] if isinstance(moving[0], Apply) and moving[0].head == "neg" else moving[0]
    sign = -1 if bare is moving[0] else 1
    if exact_number(next(term for term in terms if term is not moving[0])) != sign or not isinstance(bare, Apply):
        return None
    if bare.head == "exp":
        inner = growth_of(bare.args[0], name)
    elif bare.head == "pow":
        parts = (growth_of(bare.args[1], name), growth_of(call("log", bare.args[0]), name))
        inner = parts[0].times(parts[1]) if parts[0] is not None and parts[1] is not None else None
    else:
        return None
    return inner if inner is not None and inner.direction < 0 else None


def _by_numbers(tree: Tree, name: str) -> Growth | None:
    """Return the power of a sum whose leading terms cancel, from its values: sqrt(n + 1) - sqrt(n) is like n^(-1/2)."""
    from mpmath import log

    from calcquiz.algebra.precise import mp_value

    values = [mp_value(tree, {name: 10**k}, DIGITS) for k in FAR]
    if any(value is None or value == 0 for value in values):
        return None
    rates = [float(log(abs(later / earlier), 10)) / 3 for earlier, later in pairwise(values)]
    power = round(rates[-1] * 12) / 12
    return cleaned(0.0, 0.0, power, 0.0) if all(abs(rate - power) < SETTLED for rate in rates[1:]) else None


def _adds_up(tree: Apply, name: str, largest: Growth) -> bool:
    """Return whether the largest terms do not cancel: they all have one sign, or are plain powers that do not."""
    tops = [term for term in terms_of(tree) if growth_of(term, name) == largest]
    signs = {_sign(term, name) for term in tops}
    if len(signs) == 1 and 0 not in signs:
        return True
    leading = [_coefficient(term, name) for term in tops]
    return all(one is not None for one in leading) and sum(one for one in leading if one is not None) != 0


def _coefficient(term: Tree, name: str) -> Fraction | None:
    from calcquiz.algebra.polynomials import quotient_in

    found = quotient_in(term, name, {})
    if found is None or not found.top:
        return None
    return found.top[max(found.top)] / found.bottom[max(found.bottom)]


def _sign(term: Tree, name: str) -> int:
    from calcquiz.algebra.precise import mp_value

    values = [mp_value(term, {name: place}) for place in (1000, 1001)]
    if any(value is None for value in values):
        values = [mp_value(term, {name: place}) for place in (100, 101)]
    signs = {0 if value is None else (value > 0) - (value < 0) for value in values}
    return signs.pop() if len(signs) == 1 else 0


def _product(tree: Apply, name: str) -> Growth | None:
    whole = FLAT
    for place, arg in enumerate(tree.args):
        growth = growth_of(arg, name)
        if growth is None:
            return None
        whole = whole.times(growth.raised(-1.0) if tree.head == "div" and place else growth)
    return whole


def _power(tree: Apply, name: str) -> Growth | None:
    base, exponent = tree.args
    if name not in free_names(exponent):
        inner, size = growth_of(base, name), _size(exponent)
        return None if inner is None or size is None else inner.raised(size)
    slope = _slope(exponent, name)
    if slope is None:
        return _to_dying_power(base, exponent, name)
    if name not in free_names(base):
        size = _size(base)
        return None if not size else cleaned(0.0, slope * math.log(abs(size)), 0.0, 0.0)
    inner = growth_of(base, name)
    if inner is None or inner.super or inner.rate:
        return None
    return _to_moving_power(base, inner, slope, exponent, name)


def _to_moving_power(base: Tree, inner: Growth, slope: float, exponent: Tree, name: str) -> Growth | None:
    """Return the growth of p(n)^(s n + t): of n^n and the like, and of (n/(2n + 1))^n."""
    if inner.logs or slope_of(exponent, name) is None:
        return None
    shift = _value_at_zero(exponent, name)
    leading = _coefficient(base, name)
    if leading is None or not leading or shift is None:
        return None
    if inner.power == 0 and abs(leading) == 1:
        return FLAT  # (1 + k/n)^n and the like tend to a number
    return cleaned(inner.power * slope, slope * math.log(abs(leading)), inner.power * shift, 0.0)


def _to_dying_power(base: Tree, exponent: Tree, name: str) -> Growth | None:
    """Return the growth of 2^(1/n), n^(1/n) and the like, which tend to 1: the exponent outweighs the logarithm."""
    moving = total([term for term in terms_of(exponent) if name in free_names(term)])
    fixed = _size(total([term for term in terms_of(exponent) if name not in free_names(term)]))
    size, logarithm, whole = growth_of(moving, name), growth_of(call("log", base), name), growth_of(base, name)
    if fixed is None or size is None or logarithm is None or whole is None:
        return None
    return whole.raised(fixed) if size.times(logarithm).direction < 0 else None


def _value_at_zero(exponent: Tree, name: str) -> float | None:
    return _size(substitute(exponent, {name: ZERO}))


def _slope(exponent: Tree, name: str) -> float | None:
    slope = slope_of(exponent, name)
    return None if slope is None else _size(slope)


def _size(tree: Tree) -> float | None:
    from calcquiz.algebra.precise import mp_value

    value = mp_value(tree, {})
    return None if value is None or isinstance(value, bool) else float(value)


def _exponential(tree: Apply, name: str) -> Growth | None:
    slope = _slope(tree.args[0], name)
    if slope is not None:
        return Growth(rate=slope)
    inner = growth_of(tree.args[0], name)
    return FLAT if inner is not None and inner.direction < 0 else None


def _logarithm(tree: Apply, name: str) -> Growth | None:
    inner = growth_of(tree.args[0], name)
    if inner is None:
        return None
    if inner.super:
        return Growth(power=1.0, logs=1.0)
    if inner.rate:
        return Growth(power=1.0)
    if inner.power:
        return Growth(logs=1.0)
    if inner == FLAT:
        return _near_one(tree.args[0], name)
    return None


def _near_one(inner: Tree, name: str) -> Growth | None:
    """Return the growth of log(1 + u) with u -> 0."""
    rest = [term for term in terms_of(inner) if term != Apply("neg", (Name(name),))]
    ones = [term for term in rest if exact_number(term) == 1]
    if len(ones) == 1 and len(rest) > 1:
        small = growth_of(total([term for term in rest if term != ones[0]]), name)
        return small if small is not None and small.direction < 0 else None
    return None


def _like_argument(tree: Apply, name: str) -> Growth | None:
    """Return the growth of sin u, tan u and the like with u -> 0; of atan u and tanh u also for large u."""
    inner = growth_of(tree.args[0], name)
    if inner is not None and inner.direction < 0:
        return FLAT if tree.head in {"sigma", "Phi"} else inner
    if tree.head in {"sigma", "Phi"} and _sign(tree.args[0], name) <= 0:
        return None  # toward minus infinity they die out
    if tree.head in {"atan", "tanh", "erf", "sigma", "Phi"} and inner is not None and inner.direction > 0:
        return FLAT
    return None


def _cosine(tree: Apply, name: str) -> Growth | None:
    inner = growth_of(tree.args[0], name)
    return FLAT if inner is not None and inner.direction < 0 else None


def _factorial(tree: Apply, name: str) -> Growth | None:
    slope = _slope(tree.args[0], name)
    shift = _value_at_zero(tree.args[0], name)
    if slope is None or shift is None or slope <= 0:
        return None
    return cleaned(slope, slope * (math.log(slope) - 1), shift + 0.5, 0.0)


def _binomial(tree: Apply, name: str) -> Growth | None:
    """Return the growth of n!/(k! (n - k)!)."""
    whole, chosen = tree.args
    parts = [_factorial_of(arg, name) for arg in (whole, chosen, total([whole, negate(chosen)]))]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    return known[0].times(known[1].raised(-1.0)).times(known[2].raised(-1.0))


def _factorial_of(inner: Tree, name: str) -> Growth | None:
    """Return the growth of a factorial; one of a number in disguise, as n - (n - 2), stays what it is."""
    if len({_size(substitute(inner, {name: number(place)})) for place in (0, 1, 7)}) == 1:
        return FLAT
    return _factorial(Apply("factorial", (inner,)), name)


def _root(tree: Apply, name: str) -> Growth | None:
    inner = growth_of(tree.args[0], name)
    degree = {"sqrt": 2.0, "cbrt": 3.0}.get(tree.head) or _size(tree.args[1])
    return None if inner is None or not degree else inner.raised(1.0 / degree)


def _same(tree: Apply, name: str) -> Growth | None:
    return growth_of(tree.args[0], name)


RULES = {
    "add": _sum,
    "mul": _product,
    "div": _product,
    "neg": _same,
    "abs": _same,
    "pow": _power,
    "exp": _exponential,
    "log": _logarithm,
    "factorial": _factorial,
    "binomial": _binomial,
    "sqrt": _root,
    "cbrt": _root,
    "root": _root,
    "cos": _cosine,
    **dict.fromkeys(("sin", "tan", "asin", "atan", "sinh", "tanh", "erf", "sigma", "Phi"), _like_argument),
}
