"""Evaluation with numpy: many points at once, NaN wherever any part of the formula is not real."""

import math
from collections.abc import Callable, Mapping
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tree import Apply, Name, Number, Tree

Column: TypeAlias = NDArray[np.float64]
CONSTANT_VALUES = {"pi": math.pi, "e": math.e}


def numpy_values(tree: Tree, columns: Mapping[str, Column]) -> Column:
    """Return the value at every point, as float64; NaN where any subexpression is not real or not finite.

    Conditions give 1.0 and 0.0. A name without a column is NaN.
    """
    length = next((len(column) for column in columns.values()), 1)
    with np.errstate(all="ignore"):
        value = _value(tree, columns)
    return np.broadcast_to(np.asarray(value, dtype=np.float64), (length,)).copy()


def _value(tree: Tree, columns: Mapping[str, Column]) -> Column:
    if isinstance(tree, Number):
        return np.float64(_float(tree))  # type: ignore[return-value]
    if isinstance(tree, Name):
        column = columns.get(tree.name)
        return np.float64(CONSTANT_VALUES.get(tree.name, np.nan)) if column is None else column  # type: ignore[return-value]
    if tree.head == "pow":
        return _power(tree, columns)
    if tree.head == "pick":
        return _pick(tree, columns)
    rule = _RULES.get(tree.head)
    if rule is None:
        return np.float64(np.nan)  # type: ignore[return-value]
    return _real(rule(*(_value(arg, columns) for arg in tree.args)))


def _float(tree: Number) -> float:
    try:
        return float(tree.value)
    except OverflowError:
        return math.nan


def _real(value: Column) -> Column:
    """Return the value with everything that is not a finite number made NaN."""
    return np.where(np.isfinite(value), value, np.nan)


def _power(tree: Apply, columns: Mapping[str, Column]) -> Column:
    base = _value(tree.args[0], columns)
    exponent = exact_number(tree.args[1])
    if exponent is None:
        values = _value(tree.args[1], columns)
        return _real(np.where((base == 0) & (values <= 0), np.nan, np.power(base, values)))
    return _real(rational_power(base, exponent.numerator, exponent.denominator))


def rational_power(base: Column, p: int, q: int) -> Column:
    """Return base^(p/q) in the reals: odd roots of negative numbers are real."""
    if p.bit_length() > 1000 or q.bit_length() > 1000:
        return np.full_like(base, np.nan)
    if abs(p) > 10**9 or q > 10**9:
        return np.power(base, np.float64(p / q))
    if q % 2:
        size = np.power(np.abs(base), p / q)
        result = np.where((base < 0) & bool(p % 2), -size, size) if q > 1 else np.power(base, float(p))
    else:
        result = np.power(base, p / q)
    return np.where(base == 0, 0.0 if p > 0 else np.nan, result)


def _pick(tree: Apply, columns: Mapping[str, Column]) -> Column:
    *cases, otherwise = tree.args
    result = _value(otherwise, columns)
    for condition, value in zip(reversed(cases[::2]), reversed(cases[1::2]), strict=True):
        truth = _value(condition, columns)
        result = np.where(np.isnan(truth), np.nan, np.where(truth != 0, _value(value, columns), result))
    return result


def _sum(*terms: Column) -> Column:
    result = terms[0]
    for term in terms[1:]:
        result = result + term
    return result


def _product(*factors: Column) -> Column:
    result = factors[0]
    for factor in factors[1:]:
        result = result * factor
    return result


def _elementwise(function: Callable[[float], float]) -> Callable[[Column], Column]:
    def apply(values: Column) -> Column:
        return np.array([_guarded(function, float(v)) for v in np.ravel(values)]).reshape(np.shape(values))

    return apply


def _guarded(function: Callable[[float], float], value: float) -> float:
    try:
        return function(value)
    except (ValueError, OverflowError):
        return math.nan


def _factorial(value: float) -> float:
    return math.gamma(value + 1) if value > -1 or value != math.floor(value) else math.nan


factorial_values = _elementwise(_factorial)
erf_values = _elementwise(math.erf)


def _binomial(n: Column, k: Column) -> Column:
    return factorial_values(n) / (factorial_values(k) * factorial_values(n - k))


def _sigma(u: Column) -> Column:
    return 0.5 * (1 + np.tanh(u / 2))


def _softplus(u: Column) -> Column:
    return np.maximum(u, 0) + np.log1p(np.exp(-np.abs(u)))


def _log(value: Column, *base: Column) -> Column:
    value = np.where(value > 0, value, np.nan)
    return np.log(value) / _log(base[0]) if base else np.log(value)


def _root(value: Column, n: Column) -> Column:
    if np.size(n) == 1:
        order = float(np.ravel(n)[0])
        if order == math.floor(order) and 0 < order < 10**6:
            return rational_power(value, 1, int(order))
    return np.power(value, 1 / n)


def _gcd(*values: Column) -> Column:
    result = values[0]
    for value in values[1:]:
        whole = (result == np.floor(result)) & (value == np.floor(value)) & (np.abs(result) + np.abs(value) < 2**53)
        left, right = (np.where(whole, np.abs(v), 1).astype(np.int64) for v in (result, value))
        result = np.where(whole, np.gcd(left, right), np.nan)
    return result


def _folded(function: Callable[[Column, Column], Column]) -> Callable[..., Column]:
    def apply(*values: Column) -> Column:
        result = values[0]
        for value in values[1:]:
            result = function(result, value)
        return result

    return apply


def _compared(function: Callable[[Column, Column], Column]) -> Callable[[Column, Column], Column]:
    def apply(left: Column, right: Column) -> Column:
        unknown = np.isnan(left) | np.isnan(right)
        return np.where(unknown, np.nan, function(left, right).astype(np.float64))

    return apply


def _all(*values: Column) -> Column:
    return _folded(np.minimum)(*values)


def _any(*values: Column) -> Column:
    return _folded(np.maximum)(*values)


_RULES: dict[str, Callable[..., Column]] = {
    "add": _sum,
    "mul": _product,
    "neg": lambda u: -u,
    "div": lambda u, v: u / np.where(v == 0, np.nan, v),
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "sec": lambda u: 1 / np.cos(u),
    "csc": lambda u: 1 / np.sin(u),
    "cot": lambda u: 1 / np.tan(u),
    "asin": np.arcsin,
    "acos": np.arccos,
    "atan": np.arctan,
    "asec": lambda u: np.arccos(1 / u),
    "acsc": lambda u: np.arcsin(1 / u),
    "acot": lambda u: np.where(u == 0, np.pi / 2, np.arctan(1 / u)),
    "sinh": np.sinh,
    "cosh": np.cosh,
    "tanh": np.tanh,
    "sech": lambda u: 1 / np.cosh(u),
    "csch": lambda u: 1 / np.sinh(u),
    "coth": lambda u: 1 / np.tanh(u),
    "asinh": np.arcsinh,
    "acosh": np.arccosh,
    "atanh": np.arctanh,
    "asech": lambda u: np.arccosh(1 / u),
    "acsch": lambda u: np.arcsinh(1 / u),
    "acoth": lambda u: np.arctanh(1 / u),
    "exp": np.exp,
    "log": _log,
    "log10": lambda u: np.log10(np.where(u > 0, u, np.nan)),
    "sqrt": np.sqrt,
    "cbrt": np.cbrt,
    "root": _root,
    "abs": np.abs,
    "sign": np.sign,
    "floor": np.floor,
    "ceiling": np.ceil,
    "min": _folded(np.minimum),
    "max": _folded(np.maximum),
    "gcd": _gcd,
    "factorial": factorial_values,
    "binomial": _binomial,
    "erf": erf_values,
    "sigma": _sigma,
    "relu": lambda u: np.maximum(u, 0),
    "softplus": _softplus,
    "Phi": lambda u: 0.5 * (1 + erf_values(u / math.sqrt(2))),
    "phi": lambda u: np.exp(-u * u / 2) / math.sqrt(2 * math.pi),
    "=": _compared(np.equal),
    "!=": _compared(np.not_equal),
    "<": _compared(np.less),
    "<=": _compared(np.less_equal),
    ">": _compared(np.greater),
    ">=": _compared(np.greater_equal),
    "and": _all,
    "or": _any,
    "not": lambda u: 1 - u,
}
