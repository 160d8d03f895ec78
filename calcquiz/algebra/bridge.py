"""The bridge to sympy: trees to sympy objects node by node and back; only the worker and authors' tools cross it."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import sympy

from calcquiz.algebra.exact import LARGEST_BINOMIAL, LARGEST_FACTORIAL, MOST_DIGITS
from calcquiz.algebra.tree import Apply, Name, Number, Tree, add, call, div, mul, number, power
from calcquiz.records.errors import FormulaError, LimitError

_TO_CONSTANT: dict[str, Any] = {"pi": sympy.pi, "e": sympy.E, "oo": sympy.oo}


def symbol(name: str, positive: frozenset[str] = frozenset(), integers: frozenset[str] = frozenset()) -> Any:
    """Return the real (or positive, or integer) symbol of that name."""
    assumptions: dict[str, bool] = {"positive": True} if name in positive else {"real": True}
    if name in integers:
        assumptions["integer"] = True
    return sympy.Symbol(name, **assumptions)


def to_sympy(tree: Tree, positive: frozenset[str] = frozenset(), integers: frozenset[str] = frozenset()) -> Any:
    """Return the formula as a sympy expression in real symbols.

    Raises:
        FormulaError: a head that has no counterpart (a set, an interval, a task).
        LimitError: a number in it is too long to be worked out.
    """
    if isinstance(tree, Number):
        return sympy.Rational(tree.value.numerator, tree.value.denominator)
    if isinstance(tree, Name):
        known = _TO_CONSTANT.get(tree.name)
        return symbol(tree.name, positive, integers) if known is None else known
    rule = _TO_SYMPY.get(tree.head)
    if rule is None:
        raise FormulaError(f"{tree.head} cannot be worked with here", advice="Use functions of calculus.")
    return rule(*(to_sympy(arg, positive, integers) for arg in tree.args))


def _pick(*args: Any) -> Any:
    *cases, otherwise = args
    pairs = [(value, condition) for condition, value in zip(cases[::2], cases[1::2], strict=True)]
    return sympy.Piecewise(*pairs, (otherwise, True))


def _log(u: Any, *base: Any) -> Any:
    return sympy.log(u) / sympy.log(base[0]) if base else sympy.log(u)


def _refuse_long(digits: float) -> None:
    """Refuse a number that sympy would work out at any length."""
    if digits > MOST_DIGITS:
        message = f"a number here has more than {MOST_DIGITS} digits"
        raise LimitError(message, advice="Use smaller exponents, factorials and binomials.")


def _digits(value: Any) -> float:
    return 0.30103 * (int(value.p).bit_length() + int(value.q).bit_length()) if value.is_Rational else 0.0


def _power(base: Any, exponent: Any) -> Any:
    """Return the real power: an odd root of what may be negative is the real root."""
    if base.is_Rational and exponent.is_Rational and base not in {0, 1, -1}:
        _refuse_long(_digits(base) * min(abs(exponent), 10 * MOST_DIGITS))
    if exponent.is_Rational and exponent.q % 2 and exponent.q > 1 and base.is_nonnegative is not True:
        return sympy.real_root(base, exponent.q) ** exponent.p
    return sympy.Pow(base, exponent)


def _factorial(n: Any) -> Any:
    _refuse_long(float(n) if n.is_Integer and n > LARGEST_FACTORIAL else 0)
    return sympy.factorial(n)


def _binomial(n: Any, k: Any) -> Any:
    _refuse_long(float(n) if n.is_Integer and n > LARGEST_BINOMIAL else 0)
    return sympy.binomial(n, k)


_TO_SYMPY: dict[str, Callable[..., Any]] = {
    "add": sympy.Add,
    "mul": sympy.Mul,
    "neg": lambda u: -u,
    "div": lambda u, v: u / v,
    "pow": _power,
    **{
        name: getattr(sympy, name)
        for stem in ("sin", "cos", "tan", "sec", "csc", "cot")
        for name in (stem, f"a{stem}", f"{stem}h", f"a{stem}h")
    },
    "exp": sympy.exp,
    "log": _log,
    "log10": lambda u: sympy.log(u) / sympy.log(10),
    "sqrt": sympy.sqrt,
    "cbrt": lambda u: sympy.real_root(u, 3),
    "root": sympy.real_root,
    "abs": sympy.Abs,
    "sign": sympy.sign,
    "floor": sympy.floor,
    "ceiling": sympy.ceiling,
    "min": sympy.Min,
    "max": sympy.Max,
    "gcd": sympy.gcd,
    "factorial": _factorial,
    "binomial": _binomial,
    "erf": sympy.erf,
    "sigma": lambda u: 1 / (1 + sympy.exp(-u)),
    "relu": lambda u: sympy.Max(0, u),
    "softplus": lambda u: sympy.log(1 + sympy.exp(u)),
    "Phi": lambda u: (1 + sympy.erf(u / sympy.sqrt(2))) / 2,
    "phi": lambda u: sympy.exp(-(u**2) / 2) / sympy.sqrt(2 * sympy.pi),
    "pick": _pick,
    "=": sympy.Eq,
    "!=": sympy.Ne,
    "<": sympy.Lt,
    "<=": sympy.Le,
    ">": sympy.Gt,
    ">=": sympy.Ge,
    "and": sympy.And,
    "or": sympy.Or,
    "not": sympy.Not,
    "vector": sympy.Tuple,
    "list": sympy.Tuple,
}


def from_sympy(expression: Any) -> Tree:
    """Return a sympy expression as a tree, written as a textbook would: quotients, roots, e^u.

    Raises:
        FormulaError: a sympy object without a counterpart (an unevaluated Integral, a complex number).
    """
    if expression.is_Rational:
        return number(Fraction(int(expression.p), int(expression.q)))
    constant = _FROM_CONSTANT.get(expression)
    if constant is not None:
        return constant
    if expression.is_Symbol:
        return Name(str(expression.name))
    if expression.is_Add:
        return add(*(from_sympy(term) for term in _ordered_terms(expression)))
    if expression.is_Mul:
        return _product(expression)
    if expression.is_Pow:
        return _from_power(expression.base, expression.exp)
    return _from_function(expression)


_FROM_CONSTANT: dict[Any, Tree] = {
    sympy.pi: Name("pi"),
    sympy.E: Name("e"),
    sympy.oo: Name("oo"),
    -sympy.oo: Apply("neg", (Name("oo"),)),
}


def _ordered_terms(expression: Any) -> list[Any]:
    """Return terms as printed: descending degree, the constant last."""
    terms = list(expression.as_ordered_terms())
    constants = [term for term in terms if term.is_number]
    rest = [term for term in terms if not term.is_number]
    # A sum that would open with a minus sign opens with its first positive term instead.
    lead = next((place for place, term in enumerate(rest) if not term.could_extract_minus_sign()), 0)
    return [*rest[lead : lead + 1], *rest[:lead], *rest[lead + 1 :], *constants] if rest else constants


def _product(expression: Any) -> Tree:
    coefficient, rest = expression.as_coeff_Mul()
    sign, coefficient = (-1, -coefficient) if coefficient.is_negative else (1, coefficient)
    numerator, denominator = sympy.fraction(rest)
    above = _factors(numerator)
    below = _factors(denominator)
    if coefficient.is_Rational:
        above = _with_number(int(coefficient.p), above)
        below = _with_number(int(coefficient.q), below)
    else:
        above = [from_sympy(coefficient), *above]
    tree = mul(*above) if above else number(1)
    if below:
        tree = div(tree, mul(*below))
    return Apply("neg", (tree,)) if sign < 0 else tree


def _with_number(value: int, factors: list[Tree]) -> list[Tree]:
    return factors if value == 1 else [number(value), *factors]


def _factors(expression: Any) -> list[Tree]:
    if expression == 1:
        return []
    factors = expression.as_ordered_factors() if expression.is_Mul else [expression]
    return [from_sympy(factor) for factor in factors]


def _from_power(base: Any, exponent: Any) -> Tree:
    if base == sympy.E:
        return call("exp", from_sympy(exponent))
    if exponent.is_negative or (exponent.is_Mul and exponent.could_extract_minus_sign() and base.is_number is False):
        return div(number(1), _from_power(base, -exponent) if exponent != -1 else from_sympy(base))
    if exponent == sympy.Rational(1, 2):
        return call("sqrt", from_sympy(base))
    return power(from_sympy(base), from_sympy(exponent))


def _from_function(expression: Any) -> Tree:
    name = _FROM_SYMPY.get(type(expression).__name__)
    if name is None:
        raise FormulaError(
            f"the result holds {type(expression).__name__}, which has no formula here",
            advice="Use another function.",
        )
    if name == "pick":
        return _from_piecewise(expression)
    return Apply(name, tuple(from_sympy(arg) for arg in expression.args))


def _from_piecewise(expression: Any) -> Tree:
    args: list[Tree] = []
    for value, condition in expression.args:
        if condition == sympy.true:
            return Apply("pick", (*args, from_sympy(value))) if args else from_sympy(value)
        args += [from_sympy(condition), from_sympy(value)]
    raise FormulaError("the result is not defined everywhere", advice="Use another function.")


_FROM_SYMPY: dict[str, str] = {
    **{
        name: name
        for stem in ("sin", "cos", "tan", "sec", "csc", "cot")
        for name in (stem, f"a{stem}", f"{stem}h", f"a{stem}h")
    },
    **{name: name for name in ("exp", "log", "factorial", "binomial", "erf", "sign", "floor", "ceiling")},
    "Abs": "abs",
    "Min": "min",
    "Max": "max",
    "Piecewise": "pick",
    "Equality": "=",
    "Unequality": "!=",
    "StrictLessThan": "<",
    "LessThan": "<=",
    "StrictGreaterThan": ">",
    "GreaterThan": ">=",
    "And": "and",
    "Or": "or",
    "Not": "not",
    "Tuple": "vector",
}
