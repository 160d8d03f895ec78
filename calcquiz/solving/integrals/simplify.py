"""Simplifying what integration leaves: roots of powers, logarithms of exponentials, angles of inverse functions."""

from collections.abc import Callable
from fractions import Fraction

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.integral_table import power_of
from calcquiz.algebra.powers import is_positive
from calcquiz.algebra.real_roots import real_roots
from calcquiz.algebra.tabular import polynomial_in
from calcquiz.algebra.tidy import product, quotient, raised, total
from calcquiz.algebra.tree import ONE, Apply, Name, Tree, call, free_names, number, rebuild
from calcquiz.tasks.textbook import textbook

ROOTS = {"sqrt": 2, "cbrt": 3}


def simplified(tree: Tree) -> Tree:
    """Return the tree with powers of powers joined, ln e^u and e^(ln u) undone, needless bars left out."""
    return textbook(rebuild(tree, _one))


def _one(node: Tree) -> Tree:
    if not isinstance(node, Apply):
        return node
    rule = RULES.get(node.head)
    return node if rule is None else rule(node)


def _power(node: Apply) -> Tree:
    base, exponent = node.args
    value = exact_number(exponent)
    if value is None:
        return node
    inner = as_power(base)
    if inner is not None and (inner[1].denominator > 1 or value.denominator == 1):
        return power_of(inner[0], number(inner[1] * value)) if inner[1] * value != 1 else inner[0]
    if value.denominator == 1 and isinstance(base, Apply) and base.head == "exp":
        return call("exp", textbook(product([exponent, base.args[0]])))
    if value.denominator == 1 and isinstance(base, Apply) and base.head in {"mul", "div", "neg"}:
        return _of_product(base, value)
    number_below = exact_number(base.args[0]) if isinstance(base, Apply) and base.head == "pow" else None
    if value in {2, 3} and isinstance(base, Apply) and number_below is not None and number_below > 0:
        return raised(number(number_below ** int(value)), base.args[1])  # (3^x)^2 is 9^x
    return node


def _of_product(base: Apply, value: Fraction) -> Tree:
    """Return (3 x)^2 as 9 x^2 and (1/x)^2 as 1/x^2."""
    exponent = number(value)
    if base.head == "div":
        return quotient(_power_of(base.args[0], exponent), _power_of(base.args[1], exponent))
    if base.head == "neg":
        return product([number((-1) ** int(value)), _power_of(base.args[0], exponent)])
    return product([_power_of(factor, exponent) for factor in base.args])


def _power_of(base: Tree, exponent: Tree) -> Tree:
    made = raised(base, exponent)
    return _power(made) if isinstance(made, Apply) and made.head == "pow" else made


def as_power(tree: Tree) -> tuple[Tree, Fraction] | None:
    """Return base and exponent of a power or root with a rational exponent."""
    if not isinstance(tree, Apply):
        return None
    if tree.head in ROOTS:
        return tree.args[0], Fraction(1, ROOTS[tree.head])
    value = exact_number(tree.args[1]) if tree.head == "pow" else None
    return None if value is None else (tree.args[0], value)


def _root(node: Apply) -> Tree:
    """Return sqrt(u^3) as u^(3/2); sqrt(u^2) stays: it is |u|."""
    (inside,) = node.args
    inner = as_power(inside)
    degree = ROOTS[node.head]
    if inner is not None and (degree == 3 or inner[1].denominator > 1 or inner[1].numerator % 2):
        return power_of(inner[0], number(inner[1] / degree))
    value = exact_number(inside)
    if node.head == "sqrt" and value is not None and value > 0 and value.denominator > 1:
        from calcquiz.solving.integrals.algebra import square_root

        return square_root(inside)
    return node


def _logarithm(node: Apply) -> Tree:
    inside = node.args[0]
    if len(node.args) != 1:
        return node
    if isinstance(inside, Apply) and inside.head == "abs" and _stays_positive(inside.args[0]):
        inside = inside.args[0]
    if isinstance(inside, Apply) and inside.head == "exp":
        return inside.args[0]
    bare = inside.args[0] if isinstance(inside, Apply) and inside.head == "abs" else None
    if isinstance(bare, Apply) and bare.head == "pow" and isinstance(bare.args[0], Name):
        return product([bare.args[1], call("log", call("abs", bare.args[0]))])  # ln|x^4| is 4 ln|x|
    return call("log", inside)


def _stays_positive(tree: Tree) -> bool:
    names = free_names(tree)
    if is_positive(tree, frozenset()):
        return True
    polynomial = polynomial_in(tree, next(iter(names))) if len(names) == 1 else None
    return polynomial is not None and real_roots(polynomial) == [] and polynomial.get(0, Fraction(0)) > 0


def _exponential(node: Apply) -> Tree:
    inside = node.args[0]
    if isinstance(inside, Apply) and inside.head == "log" and len(inside.args) == 1:
        return inside.args[0]
    if isinstance(inside, Apply) and inside.head == "mul" and len(inside.args) == 2:
        factor, log = inside.args
        value = exact_number(factor)
        if value is not None and isinstance(log, Apply) and log.head == "log":
            return power_of(log.args[0], factor)
    return node


def of_inverse(node: Apply) -> Tree:
    """Return sin(asin z) as z, cos(asin z) as sqrt(1 - z^2) and the like."""
    angle = node.args[0]
    if not isinstance(angle, Apply) or len(angle.args) != 1:
        return node
    made = SIDES.get((node.head, angle.head))
    return node if made is None else textbook(made(angle.args[0]))


def _square(z: Tree) -> Tree:
    return _power_of(z, number(2))


def _one_minus(z: Tree) -> Tree:
    return call("sqrt", textbook(Apply("add", (ONE, Apply("neg", (_square(z),))))))


def _one_plus(z: Tree) -> Tree:
    return call("sqrt", textbook(Apply("add", (_square(z), ONE))))


SIDES: dict[tuple[str, str], Callable[[Tree], Tree]] = {
    ("sin", "asin"): lambda z: z,
    ("cos", "acos"): lambda z: z,
    ("tan", "atan"): lambda z: z,
    ("cos", "asin"): _one_minus,
    ("sin", "acos"): _one_minus,
    ("tan", "asin"): lambda z: quotient(z, _one_minus(z)),
    ("sec", "atan"): _one_plus,
    ("cos", "atan"): lambda z: quotient(ONE, _one_plus(z)),
    ("sin", "atan"): lambda z: quotient(z, _one_plus(z)),
}
"""(function, inverse function) -> the function of the angle, from z."""


def _with_whole_numerator(node: Apply) -> Tree:
    """Return arctan(2 (x + 1/2)/a) as arctan((2 x + 1)/a)."""
    inside = node.args[0]
    if not isinstance(inside, Apply) or inside.head not in {"div", "mul"}:
        return node
    above, below = inside.args if inside.head == "div" else (inside, ONE)
    factors = above.args if isinstance(above, Apply) and above.head == "mul" else (above,)
    sums = [factor for factor in factors if isinstance(factor, Apply) and factor.head == "add"]
    scale = exact_number(product([factor for factor in factors if factor not in sums])) if len(sums) == 1 else None
    if scale is None or scale == 1:
        return node
    terms = sums[0].args
    opened = [textbook(product([number(scale), term])) for term in terms]
    constants = [value for value in map(exact_number, opened) if value is not None]
    if any(value.denominator > 1 for value in constants):
        return node
    return Apply(node.head, (quotient(total(opened), below),))


RULES: dict[str, Callable[[Apply], Tree]] = {
    "atan": _with_whole_numerator,
    "asin": _with_whole_numerator,
    "asinh": _with_whole_numerator,
    "pow": _power,
    "sqrt": _root,
    "cbrt": _root,
    "log": _logarithm,
    "exp": _exponential,
    "sin": of_inverse,
    "cos": of_inverse,
    "tan": of_inverse,
    "sec": of_inverse,
}
