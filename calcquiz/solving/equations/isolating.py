"""Isolating: what stands around the unknown on one side is undone on the other, from outside in."""

import math
from collections.abc import Callable
from fractions import Fraction
from functools import partial

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tidy import negate, product, quotient, raised, total
from calcquiz.algebra.tree import ONE, TWO, ZERO, Apply, Name, Tree, call, free_names, number, substitute
from calcquiz.solving.equations.angles import (
    cosine_turn,
    sine_turn,
    tangent_turn,
)
from calcquiz.solving.equations.constants import (
    E,
    constant,
    exp_of,
    log_of,
    root_of,
    same_base,
)
from calcquiz.solving.equations.numbers import Line, sign_of, value_of
from calcquiz.solving.equations.polynomials import Turn, equals, no_solution
from calcquiz.solving.words import tex
from calcquiz.tasks.textbook import textbook


def peeled(left: Tree, right: Tree, name: str) -> tuple[Tree, Tree]:
    """Return both sides after constant terms and factors have been brought to the right."""
    while isinstance(left, Apply):
        node = left
        moving = [arg for arg in node.args if name in free_names(arg)]
        fixed = [arg for arg in node.args if name not in free_names(arg)]
        if node.head == "neg":
            left, right = node.args[0], negate(right)
        elif node.head == "add" and len(moving) == 1:
            left, right = moving[0], total([right, *map(negate, fixed)])
        elif node.head == "mul" and len(moving) == 1 and fixed:
            left, right = moving[0], quotient(right, product(fixed))
        elif node.head == "div" and name not in free_names(node.args[1]):
            left, right = node.args[0], product([right, node.args[1]])
        else:
            break
        right = textbook(right)
    return left, constant(right)


def isolating_turn(left: Tree, right: Tree, where: Line) -> Turn | None:
    """Return the next step where the unknown stands on the left alone, None where nothing is to be undone.

    Raises:
        UnworkedError: infinitely many angles are solutions.
    """
    core, value = peeled(left, right, where.name)
    if core != left:
        return Turn(rule="same-on-both-sides", became=(equals(core, value),), why=f"Solve for {tex(core)}.")
    if not isinstance(left, Apply):
        return None
    rule = UNDOING.get(left.head)
    return rule(left, right, where) if rule else None


def _fraction(left: Apply, right: Tree, where: Line) -> Turn | None:
    above, below = left.args
    if where.name in free_names(above):
        return None
    if right == ZERO:
        return no_solution(f"{tex(left)} is never zero: its numerator is not.", "zero-numerator")
    became = (equals(below, constant(quotient(above, right))),)
    return Turn(rule="same-on-both-sides", became=became, why="Take reciprocals.")


def _power(left: Apply, right: Tree, where: Line) -> Turn | None:
    base, exponent = left.args
    if where.name in free_names(exponent):
        return None if where.name in free_names(base) else _exponential(base, exponent, right)
    value = exact_number(exponent)
    if value is None:
        return None
    if right == ZERO:
        return Turn(rule="zero-product", became=(equals(base, ZERO),), why="A power is zero only where its base is.")
    if value < 0:
        became = (equals(raised(base, number(-value)), constant(quotient(ONE, right))),)
        return Turn(rule="same-on-both-sides", became=became, why="Take reciprocals.")
    return _positive_power(left, right, value)


def _positive_power(left: Apply, right: Tree, exponent: Fraction) -> Turn | None:
    base, sign = left.args[0], sign_of(right)
    if sign is None:
        return None
    is_even = exponent.numerator % 2 == 0
    if sign < 0 and (is_even or exponent.denominator % 2 == 0):
        return no_solution(f"{tex(left)} is never negative: there is no real solution.", "take-roots")
    root = root_of(right, 1 / exponent)
    if not is_even:
        return Turn(rule="take-roots", became=(equals(base, root),), why=_rooted(exponent))
    why = f"{_rooted(exponent)} Both signs count."
    return Turn(rule="take-roots", became=(equals(base, negate(root)), equals(base, root)), why=why)


def _rooted(exponent: Fraction) -> str:
    if exponent.denominator == 1:
        return {2: "Take square roots.", 3: "Take cube roots."}.get(
            int(exponent), f"Take the roots of order {exponent}."
        )
    return f"Raise both sides to the power {tex(number(1 / exponent))}."


def _square_root(left: Apply, right: Tree, _: Line) -> Turn | None:
    sign = sign_of(right)
    if sign is None:
        return None
    if sign < 0:
        return no_solution(
            f"A root is never negative: {tex(equals(left, right))} has no solution.", "square-both-sides"
        )
    became = (equals(left.args[0], constant(textbook(raised(right, TWO)))),)
    return Turn(rule="square-both-sides", became=became, why="Square both sides; neither is negative.")


def _cube_root(left: Apply, right: Tree, _: Line) -> Turn | None:
    became = (equals(left.args[0], constant(raised(right, number(3)))),)
    return Turn(rule="take-roots", became=became, why="Raise both sides to the third power.")


def _exponential(base: Tree, exponent: Tree, right: Tree) -> Turn | None:
    left = call("exp", exponent) if base == E else Apply("pow", (base, exponent))
    sign = sign_of(right)
    if sign is None:
        return None
    if sign <= 0:
        said = "it is always positive"
        return no_solution(f"{tex(left)} cannot be {tex(right)}: {said}.", "take-logarithms")
    if base == E:
        why = "Take the logarithm of both sides."
        return Turn(rule="take-logarithms", became=(equals(exponent, log_of(right)),), why=why)
    known = same_base(base, right)
    if known is not None:
        written = equals(right, Apply("pow", (base, number(known))))
        why = f"Write the right side as a power of {tex(base)}: {tex(written)}. The exponents agree."
        return Turn(rule="compare-exponents", became=(equals(exponent, number(known)),), why=why)
    found = textbook(quotient(log_of(right), log_of(base)))
    taken = equals(product([exponent, call("log", base)]), log_of(right))
    why = f"Take logarithms: {tex(taken)}."
    return Turn(rule="take-logarithms", became=(equals(exponent, found),), why=why)


def _natural(left: Apply, right: Tree, _: Line) -> Turn | None:
    return _exponential(E, left.args[0], right)


def _logarithm(left: Apply, right: Tree, _: Line) -> Turn | None:
    if len(left.args) == 2:
        found = constant(raised(left.args[1], right))
        why = f"Raise {tex(left.args[1])} to both sides."
        return Turn(rule="exponentiate", became=(equals(left.args[0], found),), why=why)
    return Turn(rule="exponentiate", became=(equals(left.args[0], exp_of(right)),), why="Raise $e$ to both sides.")


def _absolute(left: Apply, right: Tree, _: Line) -> Turn | None:
    sign, inner = sign_of(right), left.args[0]
    if sign is None:
        return None
    if sign < 0:
        return no_solution(
            f"An absolute value is never negative: {tex(equals(left, right))} has no solution.", "absolute-value"
        )
    if sign == 0:
        return Turn(rule="absolute-value", became=(equals(inner, ZERO),), why="Only $0$ has the absolute value $0$.")
    became = (equals(inner, constant(negate(right))), equals(inner, right))
    return Turn(rule="absolute-value", became=became, why="What stands in the bars is either of the two.")


# Inverse functions -------------------------------------------------------------------------------------------

VALUES_OF: dict[str, tuple[float, float]] = {
    "atan": (-math.pi / 2, math.pi / 2),
    "asin": (-math.pi / 2, math.pi / 2),
    "acos": (0.0, math.pi),
    "sigma": (0.0, 1.0),
    "tanh": (-1.0, 1.0),
    "sinh": (-math.inf, math.inf),
    "asinh": (-math.inf, math.inf),
    "softplus": (0.0, math.inf),
}
"""Between which values a function lies."""
INVERSES: dict[str, str] = {
    "atan": "tan(u)",
    "asin": "sin(u)",
    "acos": "cos(u)",
    "sigma": "log(u/(1 - u))",
    "tanh": "log((1 + u)/(1 - u))/2",
    "sinh": "log(u + sqrt(u^2 + 1))",
    "asinh": "sinh(u)",
    "softplus": "log(exp(u) - 1)",
}


def _inverse(left: Apply, right: Tree, _: Line) -> Turn | None:
    from calcquiz.algebra.parse import parse

    value, (low, high) = value_of(right), VALUES_OF[left.head]
    if value is None or len(left.args) != 1:
        return None
    closed = left.head in {"asin", "acos"}
    if not (low < value < high or (closed and low <= value <= high)):
        return no_solution(f"{tex(left)} never takes the value {tex(right)}.", "inverse-function")
    formula = parse(INVERSES[left.head], {"u"})
    found = constant(substitute(formula, {"u": right}))
    u = Name("u")
    why = f"Undo {tex(Apply(left.head, (u,)))}: its inverse function is {tex(formula)}."
    return Turn(rule="inverse-function", became=(equals(left.args[0], found),), why=why)


def _reciprocal(head: str, left: Apply, right: Tree, _: Line) -> Turn | None:
    """Return 1/f(u) = c as f(u) = 1/c."""
    if right == ZERO:
        return no_solution(f"{tex(left)} is never zero.", "zero-numerator") if head != "tan" else None
    inner = Apply(head, left.args)
    became = (equals(inner, constant(quotient(ONE, right))),)
    why = f"Take reciprocals: {tex(left)} is one over {tex(inner)}."
    return Turn(rule="same-on-both-sides", became=became, why=why)


def _hyperbolic_cosine(left: Apply, right: Tree, _: Line) -> Turn | None:
    value = value_of(right)
    if value is None:
        return None
    if value < 1:
        return no_solution(f"{tex(left)} is never less than $1$.", "inverse-function")
    root = call("sqrt", constant(total([raised(right, TWO), number(-1)])))
    found = textbook(call("log", total([right, textbook(root)])))
    became = (equals(left.args[0], negate(found)), equals(left.args[0], found))
    why = r"$\cosh u = c$ means $u = \pm \ln\left(c + \sqrt{c^2 - 1}\right)$."
    return Turn(rule="inverse-function", became=became, why=why)


def _decimal_logarithm(left: Apply, right: Tree, _: Line) -> Turn | None:
    found = constant(raised(number(10), right))
    return Turn(rule="exponentiate", became=(equals(left.args[0], found),), why="Raise $10$ to both sides.")


UNDOING: dict[str, Callable[[Apply, Tree, Line], Turn | None]] = {
    "div": _fraction,
    "pow": _power,
    "sqrt": _square_root,
    "cbrt": _cube_root,
    "exp": _natural,
    "log": _logarithm,
    "abs": _absolute,
    "sin": sine_turn,
    "cos": cosine_turn,
    "tan": tangent_turn,
    "sec": partial(_reciprocal, "cos"),
    "csc": partial(_reciprocal, "sin"),
    "cot": partial(_reciprocal, "tan"),
    "sech": partial(_reciprocal, "cosh"),
    "cosh": _hyperbolic_cosine,
    "log10": _decimal_logarithm,
    **dict.fromkeys(INVERSES, _inverse),
}
"""Head -> how it is undone."""
