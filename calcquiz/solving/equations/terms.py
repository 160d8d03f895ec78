"""Equations in which the unknown stands several times: both sides compared, or everything on one of them."""

from collections.abc import Callable

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tidy import negate, product, total
from calcquiz.algebra.tree import ZERO, Apply, Name, Tree, call, free_names, number
from calcquiz.solving.equations.collecting import common_factor_turn, denominators_turn, is_unexpanded
from calcquiz.solving.equations.constants import same_base
from calcquiz.solving.equations.functions import (
    bars_turn,
    double_angle_turn,
    isolated_root_turn,
    logarithms_turn,
    same_growth_turn,
    to_tangent_turn,
    two_exponentials_turn,
)
from calcquiz.solving.equations.numbers import Line, sign_of
from calcquiz.solving.equations.pieces import opened_tangent_turn, pieces_turn, squares_turn, two_roots_turn
from calcquiz.solving.equations.polynomials import Turn, equals, polynomial_of, polynomial_tree, polynomial_turn
from calcquiz.solving.equations.products import zero_turn
from calcquiz.solving.equations.substitution import substitution_turn
from calcquiz.solving.words import tex
from calcquiz.tasks.textbook import textbook


def paired_turn(left: Tree, right: Tree, where: Line) -> Turn | None:
    """Return the next step where both sides are the same function of something."""
    if not isinstance(left, Apply) or not isinstance(right, Apply) or left.head != right.head:
        return None
    if left.head in {"exp", "cbrt", "sigma", "tanh", "atan", "sinh"}:
        why = f"{tex(Apply(left.head, (Name('u'),)))} takes every value only once: what stands inside agrees."
        return Turn(rule="compare-exponents", became=(equals(left.args[0], right.args[0]),), why=why)
    if left.head == "pow" and not {where.name} & (free_names(left.args[0]) | free_names(right.args[0])):
        return _two_bases(left, right)
    if left.head == "log" and left.args[1:] == right.args[1:]:
        why = "Equal logarithms belong to equal numbers."
        return Turn(rule="exponentiate", became=(equals(left.args[0], right.args[0]),), why=why, forward=True)
    if left.head == "sqrt":
        return Turn(
            rule="square-both-sides",
            became=(equals(left.args[0], right.args[0]),),
            why="Square both sides.",
            forward=True,
        )
    if left.head == "abs":
        became = (equals(left.args[0], right.args[0]), equals(left.args[0], negate(right.args[0])))
        return Turn(rule="absolute-value", became=became, why="Equal absolute values: both are equal, or opposite.")
    return None


def _two_bases(left: Apply, right: Apply) -> Turn:
    """Compare the exponents of a^u = b^v."""
    (base, above), (other, below) = left.args, right.args
    if base == other:
        why = "The bases agree, so the exponents do."
        return Turn(rule="compare-exponents", became=(equals(above, below),), why=why)
    first, second = exact_number(base), exact_number(other)
    power = same_base(base, other) if first and second else None
    if power is not None:
        written = tex(equals(other, Apply("pow", (base, number(power)))))
        became = equals(above, product([number(power), below]))
        return Turn(rule="compare-exponents", became=(became,), why=f"With {written} the exponents agree.")
    became = equals(product([above, call("log", base)]), product([below, call("log", other)]))
    return Turn(rule="take-logarithms", became=(became,), why="Take the logarithm of both sides.")


def collected_turn(left: Tree, right: Tree, where: Line) -> Turn | None:
    """Return the next step for an equation with the unknown in several places, None where no rule leads on."""
    whole = textbook(total([left, negate(right)]))
    polynomial = polynomial_of(whole, where.name)
    if polynomial is not None:
        return _polynomial(polynomial, left, right, where)
    for rule in RULES:
        turn = rule(whole, where)
        if turn is not None:
            return turn
    if right != ZERO and where.name in free_names(right):
        return Turn(rule="same-on-both-sides", became=(equals(whole, ZERO),), why="Bring everything to one side.")
    return None


def _polynomial(polynomial: dict[int, Tree], left: Tree, right: Tree, where: Line) -> Turn | None:
    variable = Name(where.name)
    if max(polynomial, default=0) == 0:
        holds = equals(polynomial.get(0, ZERO), ZERO)
        return Turn(rule="same-on-both-sides", became=(holds,), why="Bring everything to one side.")
    if max(polynomial) == 1:
        slope, constant = polynomial[1], polynomial.get(0, ZERO)
        if leading_is_negative(polynomial):
            slope, constant = negate(slope), negate(constant)
        became = equals(textbook(product([slope, variable])), textbook(negate(constant)))
        said = "Collect the terms." if where.name in free_names(right) else "Expand and collect the terms."
        return Turn(rule="same-on-both-sides", became=(became,), why=said)
    collected = polynomial_tree(polynomial, variable)
    turn = polynomial_turn(polynomial, variable)
    if turn is None:
        return substitution_turn(collected, where)
    if right != ZERO and leading_is_negative(polynomial):
        collected = polynomial_tree({k: textbook(negate(value)) for k, value in polynomial.items()}, variable)
    if right != ZERO or (collected != left and len(polynomial) > 1 and is_unexpanded(left, where)):
        why = "Bring everything to one side." if right != ZERO else "Expand and collect the terms."
        return Turn(rule="same-on-both-sides", became=(equals(collected, ZERO),), why=why)
    return turn


def leading_is_negative(polynomial: dict[int, Tree]) -> bool:
    """Return whether the coefficient of the highest power is negative."""
    return (sign_of(polynomial[max(polynomial)]) or 0) < 0


RULES: tuple[Callable[[Tree, Line], Turn | None], ...] = (
    zero_turn,
    denominators_turn,
    common_factor_turn,
    same_growth_turn,
    two_exponentials_turn,
    logarithms_turn,
    to_tangent_turn,
    opened_tangent_turn,
    double_angle_turn,
    substitution_turn,
    squares_turn,
    two_roots_turn,
    isolated_root_turn,
    bars_turn,
    pieces_turn,
)
"""Tried one after the other."""
