"""An independent oracle of equality: own evaluation at 60 digits on a dense fixed net, own calculus by differences.

It shares the parser with calcquiz, and nothing that decides or evaluates.
"""

import itertools
import math
import random
from fractions import Fraction

from mpmath import mp, mpf
from mpmath.libmp import NoConvergence

from calcquiz.algebra.tree import Apply, Name, Number, free_names
from calcquiz.records.variant import Kind

DIGITS = 60
LEAST = mpf(10) ** -45
"""Relative difference from which two values at 60 digits differ for certain."""
STEP = mpf(10) ** -18
SLOPE_LEAST = mpf(10) ** -11
TYPED_DECIMAL = mpf(10) ** -11
"""Decimals typed for exact numbers may be off by a relative 1e-12: what is near that is not judged here."""


class UndefinedError(Exception):
    """No real value here."""


def value(tree, point, digits=DIGITS):
    """Return the real value at a point, None where some part is not real."""
    with mp.workdps(digits):
        try:
            return _value(tree, point)
        except (UndefinedError, ZeroDivisionError, ValueError, OverflowError, NoConvergence):
            return None


def _value(tree, point):
    if isinstance(tree, Number):
        return mpf(tree.value.numerator) / tree.value.denominator
    if isinstance(tree, Name):
        if tree.name in point:
            number = point[tree.name]
            return mpf(number.numerator) / number.denominator if isinstance(number, Fraction) else mpf(number)
        if tree.name not in {"pi", "e"}:
            raise UndefinedError
        return +getattr(mp, tree.name)
    if tree.head == "pow":
        result = _power(_value(tree.args[0], point), tree.args[1], point)
    else:
        args = [_value(arg, point) for arg in tree.args]
        if any(mp.mag(arg) > 5000 for arg in args if arg):
            raise UndefinedError
        result = FUNCTIONS[tree.head](*args)
    if isinstance(result, mp.mpc) or not mp.isfinite(result):
        raise UndefinedError
    return result


def _power(base, exponent_tree, point):
    exponent = _value(exponent_tree, point)
    if base == 0:
        if exponent <= 0:
            raise UndefinedError
        return base
    if abs(exponent * mp.log(abs(base))) > 4000:
        raise UndefinedError
    if base > 0:
        return mp.power(base, exponent)
    ratio = _ratio(exponent_tree)
    if ratio is None:
        ratio = Fraction(int(exponent)) if exponent == mp.floor(exponent) else Fraction(1, 2)
    if ratio.denominator % 2 == 0:
        raise UndefinedError
    size = mp.power(-base, mpf(ratio.numerator) / ratio.denominator)
    return -size if ratio.numerator % 2 else size


def _ratio(tree):
    """Return a written fraction p/q in lowest terms; None for anything else."""
    if isinstance(tree, Number):
        return tree.value
    if isinstance(tree, Apply) and tree.head in {"neg", "div", "add", "mul", "pow"}:
        parts = [_ratio(arg) for arg in tree.args]
        if None in parts:
            return None
        if tree.head == "neg":
            return -parts[0]
        if tree.head == "add":
            return sum(parts, Fraction(0))
        if tree.head == "mul":
            return math.prod(parts)
        if tree.head == "pow":
            whole = parts[1].denominator == 1 and abs(parts[1]) < 50 and parts[0]
            return parts[0] ** parts[1].numerator if whole else None
        return parts[0] / parts[1] if parts[1] else None
    return None


def _inside(low, high, function):
    def apply(x):
        if x < low or x > high:
            raise UndefinedError
        return function(x)

    return apply


def _log(x, base=None):
    if x <= 0 or (base is not None and (base <= 0 or base == 1)):
        raise UndefinedError
    return mp.log(x) if base is None else mp.log(x) / mp.log(base)


def _root(x, n):
    if n != mp.floor(n) or not 0 < n < 1000:
        raise UndefinedError
    if x < 0 and int(n) % 2 == 0:
        raise UndefinedError
    return mp.sign(x) * mp.root(abs(x), int(n))


def _factorial(n):
    if n < 0 or n > 400:
        raise UndefinedError
    return mp.gamma(n + 1)


def _softplus(x):
    return mp.log(1 + mp.exp(x))


FUNCTIONS = {
    "add": lambda *terms: mp.fsum(terms),
    "mul": lambda *factors: mp.fprod(factors),
    "neg": lambda x: -x,
    "div": lambda x, y: x / y,
    "sin": mp.sin,
    "cos": mp.cos,
    "tan": mp.tan,
    "sec": mp.sec,
    "csc": mp.csc,
    "cot": mp.cot,
    "asin": _inside(-1, 1, mp.asin),
    "acos": _inside(-1, 1, mp.acos),
    "atan": mp.atan,
    "sinh": mp.sinh,
    "cosh": mp.cosh,
    "tanh": mp.tanh,
    "asinh": mp.asinh,
    "exp": lambda x: _power(mp.e, Name("t"), {"t": x}),
    "log": _log,
    "log10": lambda x: _log(x, mpf(10)),
    "sqrt": lambda x: _root(x, mpf(2)),
    "cbrt": lambda x: _root(x, mpf(3)),
    "root": _root,
    "abs": abs,
    "sign": mp.sign,
    "floor": mp.floor,
    "ceiling": mp.ceil,
    "min": min,
    "max": max,
    "factorial": _factorial,
    "binomial": lambda n, k: _factorial(n) / (_factorial(k) * _factorial(n - k)),
    "erf": mp.erf,
    "sigma": lambda x: 1 / (1 + mp.exp(-x)),
    "relu": lambda x: max(x, mpf(0)),
    "softplus": _softplus,
    "Phi": lambda x: (1 + mp.erf(x / mp.sqrt(2))) / 2,
    "phi": lambda x: mp.exp(-x * x / 2) / mp.sqrt(2 * mp.pi),
}

NET = [Fraction(text) for text in ("0", "1", "2", "3", "5", "-1", "-2", "-4", "1/2", "-1/2", "1/3", "-2/3", "9/10")]
NET += [Fraction(text) for text in ("7/4", "-7/4", "2.71", "-3.3", "6.1", "11.7", "-8.2", "0.05", "-0.05", "31.4")]
TINY = Fraction(1, 10**11)
BESIDE = [point + shift for point in (0, 1, 2, -1) for shift in (TINY, -TINY)]


def points(names):
    """Yield about 120 points: a net of integers and fractions of both signs, places just beside integers, a cloud."""
    source = random.Random(len(names))
    for place in range(len(NET)):
        yield {name: NET[(place * (2 * step + 1) + 3 * step) % len(NET)] for step, name in enumerate(names)}
    for near in BESIDE:
        yield {name: near + 2 * step for step, name in enumerate(names)}
    for reach in (1, 3, 10, 40):
        for _ in range(20):
            yield {name: Fraction(source.randint(-10_000 * reach, 10_000 * reach), 10_000) for name in names}


def differ(left, right, *, decimals=False):
    """Return True where two formulas certainly differ at a point, or the left one lacks much of the right's domain."""
    names = sorted(free_names(left) | free_names(right))
    both = lacking = 0
    for point in points(names) if names else [{}]:
        ours, theirs = value(left, point), value(right, point)
        if ours is not None and theirs is not None:
            both += 1
            if max(abs(ours), abs(theirs)) < LEAST:
                continue  # smaller than what adding and taking away 1 leaves
            if _apart(ours, theirs, TYPED_DECIMAL if decimals and not names else LEAST):
                # What is zero in truth leaves rounding errors: those are smaller with more digits.
                finer = [value(tree, point, 3 * DIGITS) for tree in (left, right)]
                if None not in finer and abs(finer[0] - finer[1]) > abs(ours - theirs) / 2:
                    return True
        elif theirs is not None:
            lacking += 1
    return lacking > 0.2 * (both + lacking) and not free_names(left) - free_names(right)


def _apart(ours, theirs, least):
    with mp.workdps(DIGITS):
        return bool(abs(ours - theirs) > least * max(abs(ours), abs(theirs)))


def slope(tree, point, name):
    """Return the derivative by a central difference, None where it is not defined around the point."""
    with mp.workdps(DIGITS):
        at = mpf(point[name].numerator) / point[name].denominator
        ends = [value(tree, {**point, name: at + sign * STEP}) for sign in (1, -1)]
        return None if None in ends else (ends[0] - ends[1]) / (2 * STEP)


def other_antiderivative(left, right, name, constants):
    """Return True where the left side is certainly no antiderivative of the right's derivative with a constant."""
    names = sorted(free_names(left) | free_names(right) | {name})
    for point in points(names):
        slopes = [slope(tree, point, name) for tree in (left, right)]
        if None not in slopes and abs(slopes[0] - slopes[1]) > SLOPE_LEAST * (1 + max(map(abs, slopes))):
            return True
    return not any(_is_free_constant(left, constant, names) for constant in sorted(free_names(left) & constants))


def _is_free_constant(tree, constant, names):
    for point in points(names):
        values = [value(tree, {**point, constant: mpf(size)}) for size in (0, 10**9, -(10**9))]
        if None not in values:
            shifts = values[1] - values[0], values[2] - values[0]
            return shifts[0] * shifts[1] < 0 and min(map(abs, shifts)) > 1
    return False


def is_wrong(kind, left, right, options):
    """Return True where the response is certainly not the key; False where it is, or where this oracle cannot tell."""
    decimals = not options.get("decimals_are_exact") and _has_decimals(left)
    if kind is Kind.ANTIDERIVATIVE:
        return other_antiderivative(left, right, options["variable"], frozenset("CKck"))
    if kind in {Kind.EXPRESSION, Kind.NUMBER}:
        return _container(left) or differ(left, right, decimals=decimals)
    if kind in {Kind.VECTOR, Kind.MATRIX}:
        return _entries_differ(left, right, decimals=decimals)
    if kind is Kind.SET:
        return _sets_differ(left, right, decimals=decimals)
    return _regions_differ(left, right)


def _has_decimals(tree):
    return (isinstance(tree, Number) and tree.is_decimal) or (
        isinstance(tree, Apply) and any(_has_decimals(arg) for arg in tree.args)
    )


def _container(tree):
    return isinstance(tree, Apply) and tree.head in {"vector", "list", "set", "=", "<", ">"}


def _entries_differ(left, right, *, decimals):
    if _container(left) != _container(right):
        return True
    if not _container(left):
        return differ(left, right, decimals=decimals)
    if len(left.args) != len(right.args):
        return True
    return any(_entries_differ(*pair, decimals=decimals) for pair in zip(left.args, right.args, strict=True))


def _sets_differ(left, right, *, decimals):
    if not isinstance(left, Apply) or left.head != "set":
        return True
    return any(
        all(differ(element, other, decimals=decimals) for other in others.args)
        for some, others in ((left, right), (right, left))
        for element in some.args
    )


def _pieces(tree):
    if tree.head == "union":
        return list(itertools.chain.from_iterable(_pieces(arg) for arg in tree.args))
    brackets = {"vector": "()", "list": "[]"}.get(tree.head, tree.head.removeprefix("interval"))
    return [(*(_end(arg) for arg in tree.args), brackets)]


def _end(tree):
    if tree == Name("oo"):
        return mp.inf
    if isinstance(tree, Apply) and tree.head == "neg" and tree.args[0] == Name("oo"):
        return -mp.inf
    return value(tree, {})


def _holds(pieces, x):
    return any(
        (low < x or (low == x and brackets[0] == "[")) and (x < high or (x == high and brackets[1] == "]"))
        for low, high, brackets in pieces
    )


def _regions_differ(left, right):
    ours, theirs = _pieces(left), _pieces(right)
    ends = [end for low, high, _ in (*ours, *theirs) for end in (low, high)]
    if None in ends:
        return True
    finite = sorted(end for end in ends if mp.isfinite(end))
    # What differs by less than a relative 1e-12 is the same end to the checker, and not judged here.
    tests = [*finite, *((a + b) / 2 for a, b in itertools.pairwise(finite) if b - a > TYPED_DECIMAL)]
    tests += [finite[0] - 1, finite[-1] + 1] if finite else [mpf(0)]
    close = [(a, b) for a, b in itertools.pairwise(finite) if 0 < b - a <= TYPED_DECIMAL * 10]
    return not close and any(_holds(ours, x) != _holds(theirs, x) for x in tests)
