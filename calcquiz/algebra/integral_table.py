"""The table of integrals: an antiderivative in u of each function of u that a textbook lists, with its rule's name."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TypeAlias

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.powers import Constant, E, is_positive, powers_of, slope_of, whole_of
from calcquiz.algebra.tidy import negate, product, quotient, raised, total
from calcquiz.algebra.tree import MINUS_ONE, ONE, TWO, ZERO, Apply, Name, Tree, add, call, free_names, number, sub

Row: TypeAlias = tuple[str, Callable[[Tree], Tree]]
"""The rule's name, and u -> the antiderivative in u."""
Entry: TypeAlias = tuple[str, Tree, Tree]
"""The rule's name, an antiderivative in u, and u itself."""

MINUS_TWO, MINUS_HALF = number(-2), number(Fraction(-1, 2))


def _log_abs(u: Tree) -> Tree:
    return call("log", call("abs", u))


def _both(first: str, second: str) -> Callable[[Tree], Tree]:
    return lambda u: _log_abs(add(call(first, u), call(second, u)))


def _minus(function: str) -> Callable[[Tree], Tree]:
    return lambda u: negate(call(function, u))


def _plain(function: str) -> Callable[[Tree], Tree]:
    return lambda u: call(function, u)


ROWS: dict[tuple[str, Tree], Row] = {
    ("exp", ONE): ("exponential", _plain("exp")),
    ("sin", ONE): ("sine", _minus("cos")),
    ("cos", ONE): ("cosine", _plain("sin")),
    ("tan", ONE): ("tangent", lambda u: negate(_log_abs(call("cos", u)))),
    ("cot", ONE): ("cotangent", lambda u: _log_abs(call("sin", u))),
    ("sec", ONE): ("secant", _both("sec", "tan")),
    ("csc", ONE): ("cosecant", lambda u: negate(_both("csc", "cot")(u))),
    ("cos", MINUS_ONE): ("secant", _both("sec", "tan")),
    ("sin", MINUS_ONE): ("cosecant", lambda u: negate(_both("csc", "cot")(u))),
    ("sec", TWO): ("secant-squared", _plain("tan")),
    ("csc", TWO): ("cosecant-squared", _minus("cot")),
    ("cos", MINUS_TWO): ("secant-squared", _plain("tan")),
    ("sin", MINUS_TWO): ("cosecant-squared", _minus("cot")),
    ("sinh", ONE): ("hyperbolic-sine", _plain("cosh")),
    ("cosh", ONE): ("hyperbolic-cosine", _plain("sinh")),
    ("tanh", ONE): ("hyperbolic-tangent", lambda u: call("log", call("cosh", u))),
    ("coth", ONE): ("hyperbolic-cotangent", lambda u: _log_abs(call("sinh", u))),
    ("sech", TWO): ("hyperbolic-secant-squared", _plain("tanh")),
    ("csch", TWO): ("hyperbolic-cosecant-squared", _minus("coth")),
    ("cosh", MINUS_TWO): ("hyperbolic-secant-squared", _plain("tanh")),
    ("sinh", MINUS_TWO): ("hyperbolic-cosecant-squared", _minus("coth")),
    ("sigma", ONE): ("logistic", lambda u: call("log", total([ONE, call("exp", u)]))),
    ("phi", ONE): ("normal-density", _plain("Phi")),
    ("abs", ONE): ("absolute-value", lambda u: quotient(product([u, call("abs", u)]), TWO)),
    ("sign", ONE): ("sign", _plain("abs")),
    ("relu", ONE): ("relu", lambda u: quotient(raised(call("relu", u), TWO), TWO)),
}
"""(function, exponent) -> the row for that power of the function of u."""

PAIRS: dict[frozenset[str], Row] = {
    frozenset({"sec", "tan"}): ("secant-tangent", _plain("sec")),
    frozenset({"csc", "cot"}): ("cosecant-cotangent", _minus("csc")),
    frozenset({"sech", "tanh"}): ("hyperbolic-secant-tangent", _minus("sech")),
    frozenset({"csch", "coth"}): ("hyperbolic-cosecant-cotangent", _minus("csch")),
}
"""Two functions of the same u multiplied."""


def entry_of(parts: Mapping[Tree, Tree], name: str, positive: frozenset[str]) -> Entry | None:
    """Return the row of the table for a product of powers of parts that vary.

    Args:
        parts: Part -> exponent, as `powers_of` gives them.
        name: The variable.
        positive: The names that stand for positive numbers.
    """
    if not parts:
        return "constant", Name(name), Name(name)
    if len(parts) == 2:
        return _pair(parts)
    if len(parts) > 2:
        return None
    ((base, exponent),) = parts.items()
    if name in free_names(exponent):
        return None
    if not isinstance(base, Apply) or slope_of(base, name) is not None:
        return power_entry(base, exponent, positive)
    return function_entry(base, exponent, positive) or _of_squares(base, exponent, name, positive)


def power_entry(base: Tree, exponent: Tree, positive: frozenset[str]) -> Entry:
    """Return u^n -> u^(n + 1)/(n + 1), and 1/u -> log|u|, without bars where u is positive for certain."""
    raised_exponent = total([exponent, ONE])
    if raised_exponent == ZERO:
        return "reciprocal", call("log", base if is_positive(base, positive) else call("abs", base)), base
    divisor = Constant()
    divisor.multiply(raised_exponent, -1)
    return "power", divisor.times(power_of(base, raised_exponent)), base


def power_of(base: Tree, exponent: Tree) -> Tree:
    """Return base^exponent as a textbook writes it: roots as sqrt, negative powers below a bar."""
    value = exact_number(exponent)
    if value is not None and value < 0:
        return quotient(ONE, power_of(base, number(-value)))
    if value == Fraction(1, 2):
        return call("sqrt", base)
    return raised(base, exponent)


def function_entry(base: Apply, exponent: Tree, positive: frozenset[str]) -> Entry | None:
    """Return the row for a power of a function of u, or of a constant base: a^u -> a^u/log(a)."""
    if base.head == "pow" and exponent == ONE and base.args[0] != E:
        return _general_exponential(base, positive)
    row = ROWS.get((base.head, exponent)) if len(base.args) == 1 else None
    return None if row is None else (row[0], row[1](base.args[0]), base.args[0])


def _general_exponential(base: Apply, positive: frozenset[str]) -> Entry | None:
    a, u = base.args
    if free_names(a) & free_names(u) or a == ONE or not is_positive(a, positive):
        return None
    return "general-exponential", quotient(base, call("log", a)), u


def _pair(parts: Mapping[Tree, Tree]) -> Entry | None:
    """Return the row for sec(u)*tan(u) and the like, and for sigma(u)*(1 - sigma(u))."""
    if any(exponent != ONE for exponent in parts.values()):
        return None
    first, second = sorted(parts, key=lambda part: isinstance(part, Apply) and part.head == "add")
    if not isinstance(first, Apply) or len(first.args) != 1:
        return None
    u = first.args[0]
    if first.head == "sigma" and second == sub(ONE, first):
        return "logistic-slope", first, u
    if not isinstance(second, Apply) or second.args != first.args:
        return None
    row = PAIRS.get(frozenset({first.head, second.head}))
    return None if row is None else (row[0], row[1](u), u)


def _of_squares(base: Tree, exponent: Tree, name: str, positive: frozenset[str]) -> Entry | None:
    """Return the row for 1/(c + k u^2), 1/sqrt(c - k u^2) or 1/sqrt(c + k u^2), c and k positive."""
    split = _constant_and_square(base, name)
    if split is None or exponent not in {MINUS_ONE, MINUS_HALF}:
        return None
    constant, factor, u = split
    sign = ONE if is_positive(factor, positive) else MINUS_ONE
    c, k = root_of(constant, positive), root_of(product([sign, factor]), positive)
    if c is None or k is None:
        return None
    inner = quotient(product([k, u]), c)
    if exponent == MINUS_ONE:
        arctangent = quotient(call("atan", inner), product([c, k]))
        return ("arctangent", arctangent, u) if sign == ONE else None
    rule, function = ("area-sine", "asinh") if sign == ONE else ("arcsine", "asin")
    return rule, quotient(call(function, inner), k), u


def _constant_and_square(base: Tree, name: str) -> tuple[Tree, Tree, Tree] | None:
    """Return c, k and u of a sum written as c + k*u^2, u linear."""
    if not isinstance(base, Apply) or base.head != "add":
        return None
    varying = [term for term in base.args if name in free_names(term)]
    powers = powers_of(varying[0], name) if len(varying) == 1 else None
    if powers is None or len(powers.parts) != 1:
        return None
    ((u, exponent),) = powers.parts.items()
    if whole_of(exponent) != 2 or slope_of(u, name) is None:
        return None
    return total([term for term in base.args if term is not varying[0]]), powers.constant.times(ONE), u


def root_of(tree: Tree, positive: frozenset[str]) -> Tree | None:
    """Return the square root of a constant that is positive for certain, without a root sign where it needs none."""
    if not is_positive(tree, positive):
        return None
    value = exact_number(call("sqrt", tree))
    if value is not None:
        return number(value)
    if isinstance(tree, Apply) and tree.head == "pow" and tree.args[1] == TWO and is_positive(tree.args[0], positive):
        return tree.args[0]
    return call("sqrt", tree)
