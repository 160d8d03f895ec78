"""Exact arithmetic: the rational value of a formula without variables, or of one whose variables are given."""

import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from calcquiz.algebra.tree import Apply, Name, Number, Tree, walk

Exact = Fraction | bool | None
"""A rational, a truth value, or None: not rational, undefined, or too large to work out."""

MOST_DIGITS = 10_000
LARGEST_FACTORIAL = 2000
LARGEST_BINOMIAL = 5000
LONG_RESULTS = frozenset({"pow", "factorial", "binomial"})
"""What makes long numbers of short ones."""


def exact_value(tree: Tree, values: Mapping[str, Fraction]) -> Exact:
    """Return the exact value of the tree, or None where it has no rational one that can be worked out.

    Powers are worked out below 10^4 digits, factorials below 2000.

    Example:
        >>> from calcquiz.algebra.parse import parse
        >>> exact_value(parse("2^-3 + 1/8"), {})
        Fraction(1, 4)
    """
    if isinstance(tree, Number):
        return tree.value
    if isinstance(tree, Name):
        return values.get(tree.name)
    if tree.head == "pick":
        return _pick(tree, values)
    rule = _RULES.get(tree.head)
    if rule is None:
        return None
    args = []
    for arg in tree.args:
        value = exact_value(arg, values)
        if value is None:
            return None
        args.append(value)
    return rule(args)


def exact_number(tree: Tree, values: Mapping[str, Fraction] | None = None) -> Fraction | None:
    """Return the exact value when it is a number (not a truth value)."""
    value = exact_value(tree, values or {})
    return None if value is None or isinstance(value, bool) else value


def out_of_reach(tree: Tree) -> Apply | None:
    """Return a power, factorial or binomial of whole numbers that is too long to be worked out, or has no value.

    Example:
        >>> from calcquiz.algebra.parse import parse
        >>> out_of_reach(parse("x + 10^(10^9)", {"x"})).span
        (4, 13)
        >>> out_of_reach(parse("binomial(10, 3)*2^-3")) is None
        True
    """
    for node in walk(tree):
        if isinstance(node, Apply) and node.head in LONG_RESULTS:
            parts = [exact_number(arg) for arg in node.args]
            if all(part is not None and part.denominator == 1 for part in parts) and exact_number(node) is None:
                return node
    return None


def _pick(tree: Apply, values: Mapping[str, Fraction]) -> Exact:
    *cases, otherwise = tree.args
    for condition, value in zip(cases[::2], cases[1::2], strict=True):
        truth = exact_value(condition, values)
        if truth is None:
            return None
        if truth:
            return exact_value(value, values)
    return exact_value(otherwise, values)


def digits(value: Fraction) -> float:
    """Return about how many decimal digits numerator and denominator have together."""
    return (value.numerator.bit_length() + value.denominator.bit_length()) * 0.30103


def power_is_longer(base: Fraction, exponent: Fraction, most: int) -> bool:
    """Whether base^exponent has more than about `most` digits; never overflows itself."""
    return abs(exponent) > 4 * most or digits(base) * abs(int(exponent)) > most


def _power(args: Sequence[Fraction]) -> Fraction | None:
    base, exponent = args
    if exponent.denominator != 1:
        return _rational_root(base, exponent)
    if base == 0:
        return None if exponent <= 0 else Fraction(0)
    if abs(base) != 1 and power_is_longer(base, exponent, MOST_DIGITS):
        return None
    return base ** int(exponent % 2 if base == -1 else 1 if base == 1 else exponent)


def _rational_root(base: Fraction, exponent: Fraction) -> Fraction | None:
    """Return base^(p/q) when it is rational; the real odd root of a negative base."""
    q = exponent.denominator
    if q > 64 or (base < 0 and q % 2 == 0) or digits(base) > 2000:
        return None
    numerator, denominator = _whole_root(abs(base.numerator), q), _whole_root(base.denominator, q)
    if numerator is None or denominator is None:
        return None
    root = Fraction(-numerator if base < 0 else numerator, denominator)
    return _power([root, Fraction(exponent.numerator)])


def _whole_root(value: int, q: int) -> int | None:
    if q == 2:
        root = math.isqrt(value)
        return root if root * root == value else None
    low, high = 0, 1 << (value.bit_length() // q + 1)
    while low < high:
        middle = (low + high) // 2
        if middle**q < value:
            low = middle + 1
        else:
            high = middle
    return low if low**q == value else None


def _divide(args: Sequence[Fraction]) -> Fraction | None:
    return None if args[1] == 0 else Fraction(args[0]) / args[1]


def _factorial(args: Sequence[Fraction]) -> Fraction | None:
    n = args[0]
    if n.denominator != 1 or not 0 <= n < LARGEST_FACTORIAL:
        return None
    return Fraction(math.factorial(int(n)))


def _binomial(args: Sequence[Fraction]) -> Fraction | None:
    n, k = args
    if n.denominator != 1 or k.denominator != 1 or not 0 <= n < LARGEST_BINOMIAL:
        return None
    return Fraction(math.comb(int(n), int(k))) if 0 <= k <= n else Fraction(0)


def _gcd(args: Sequence[Fraction]) -> Fraction | None:
    if any(arg.denominator != 1 for arg in args):
        return None
    return Fraction(math.gcd(*(int(arg) for arg in args)))


def _product(args: Sequence[Fraction]) -> Fraction | None:
    result = Fraction(1)
    for arg in args:
        result *= arg
        if digits(result) > MOST_DIGITS:
            return None
    return result


def _sum(args: Sequence[Fraction]) -> Fraction | None:
    result = sum(args, Fraction(0))
    return None if digits(result) > 2 * MOST_DIGITS else result


def _root(args: Sequence[Fraction]) -> Fraction | None:
    value, n = args
    return None if n == 0 else _power([value, 1 / Fraction(n)])


def _absolute(args: Sequence[Fraction]) -> Fraction:
    return abs(args[0])


_RULES: dict[str, Callable[[Sequence], Exact]] = {  # type: ignore[type-arg]
    "add": _sum,
    "mul": _product,
    "neg": lambda args: -args[0],
    "div": _divide,
    "pow": _power,
    "abs": _absolute,
    "sign": lambda args: Fraction((args[0] > 0) - (args[0] < 0)),
    "floor": lambda args: Fraction(math.floor(args[0])),
    "ceiling": lambda args: Fraction(math.ceil(args[0])),
    "min": min,
    "max": max,
    "gcd": _gcd,
    "factorial": _factorial,
    "binomial": _binomial,
    "sqrt": lambda args: _power([args[0], Fraction(1, 2)]),
    "cbrt": lambda args: _power([args[0], Fraction(1, 3)]),
    "root": _root,
    "relu": lambda args: max(Fraction(0), args[0]),
    "=": lambda args: args[0] == args[1],
    "!=": lambda args: args[0] != args[1],
    "<": lambda args: args[0] < args[1],
    "<=": lambda args: args[0] <= args[1],
    ">": lambda args: args[0] > args[1],
    ">=": lambda args: args[0] >= args[1],
    "and": all,
    "or": any,
    "not": lambda args: not args[0],
}
