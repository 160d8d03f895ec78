"""Equations of sine, cosine and tangent: all angles in a range."""

import math
from collections.abc import Callable
from fractions import Fraction

from calcquiz.algebra.powers import slope_of
from calcquiz.algebra.tidy import negate, product, quotient, total
from calcquiz.algebra.tree import TWO, ZERO, Apply, Name, Tree, call, number
from calcquiz.records.derivation import Level
from calcquiz.solving.equations.numbers import Line, value_of
from calcquiz.solving.equations.polynomials import Turn, equals, no_solution
from calcquiz.solving.sheet import UnworkedError
from calcquiz.solving.words import tex
from calcquiz.tasks.textbook import textbook

PI = Name("pi")
MOST_ANGLES = 24
NICE_ANGLES = 24
"""Angles that are multiples of pi/24 are written so."""


def angle(value_over_pi: float, otherwise: Tree) -> Tree:
    """Return a nice multiple of pi, or the formula given."""
    nice = Fraction(value_over_pi).limit_denominator(NICE_ANGLES)
    if abs(float(nice) - value_over_pi) > 1e-13:
        return otherwise
    if nice == 0:
        return ZERO
    return quotient(product([number(nice.numerator), PI]), number(nice.denominator))


def sine_turn(left: Apply, right: Tree, where: Line) -> Turn | None:
    """Return all angles of sin u = c in the range."""
    return _angles(left, right, where, math.asin, "asin", mirrored=lambda first: total([PI, negate(first)]))


def cosine_turn(left: Apply, right: Tree, where: Line) -> Turn | None:
    """Return all angles of cos u = c in the range."""
    return _angles(left, right, where, math.acos, "acos", mirrored=negate)


def tangent_turn(left: Apply, right: Tree, where: Line) -> Turn | None:
    """Return all angles of tan u = c in the range."""
    return _angles(left, right, where, math.atan, "atan", mirrored=None)


def _angles(
    left: Apply,
    right: Tree,
    where: Line,
    inverse: Callable[[float], float],
    head: str,
    mirrored: Callable[[Tree], Tree] | None,
) -> Turn | None:
    value = value_of(right)
    if value is None:
        return None
    if head != "atan" and abs(value) > 1 + 1e-30:
        return no_solution(f"{tex(left)} lies between $-1$ and $1$: it is never {tex(right)}.", "angles")
    first = angle(inverse(float(value)) / math.pi, call(head, right))
    period = PI if head == "atan" else product([TWO, PI])
    inner = left.args[0]
    starts = [first] if mirrored is None else [first, plain_angle(mirrored(first))]
    found = _in_range(inner, starts, period, where)
    ends = " and ".join(dict.fromkeys(map(tex, starts)))
    why = f"{tex(left)} is {tex(right)} where {tex(inner)} is {ends}, and again after every {tex(period)}."
    if not found:
        return no_solution(f"{why} None of these lies in the range.", "angles")
    why = f"{why} In the range are:"
    return Turn(rule="angles", became=tuple(equals(inner, one) for one in found), why=why, level=Level.NORMAL)


def plain_angle(tree: Tree) -> Tree:
    """Return a sum of multiples of pi as one multiple."""
    value = value_of(tree)
    return textbook(tree) if value is None else angle(float(value) / math.pi, textbook(tree))


def _in_range(inner: Tree, starts: list[Tree], period: Tree, where: Line) -> list[Tree]:
    """Return the angles that the inside takes on the range, in order.

    Raises:
        UnworkedError: they have no end, or the inside is not linear.
    """
    low, high = where.ends
    if math.inf in {abs(low), abs(high)}:
        raise UnworkedError("there are infinitely many solutions", "Give an interval with finitely many.")
    slope = slope_of(inner, where.name)
    if slope is None:
        raise UnworkedError("the angle is not linear in the unknown", "Ask for the result alone.")
    inside = sorted(float(value_of(inner, {where.name: end})) for end in (low, high))
    step = float(value_of(period))
    found: list[tuple[float, Tree]] = []
    for start in starts:
        begin = float(value_of(start))
        turn = math.ceil((inside[0] - begin) / step - 1e-9)
        while begin + turn * step <= inside[1] + 1e-9 and len(found) <= MOST_ANGLES:
            tree = plain_angle(total([start, product([number(turn), period])]))
            if where.covers(_place_of(begin + turn * step, inner, slope, where)):
                found.append((begin + turn * step, tree))
            turn += 1
    if len(found) > MOST_ANGLES:
        raise UnworkedError("there are too many solutions", "Give a shorter interval.")
    kept = [tree for place, (value, tree) in enumerate(sorted(found, key=lambda row: row[0]))]
    return list(dict.fromkeys(kept))


def _place_of(angle_value: float, inner: Tree, slope: Tree, where: Line) -> float:
    """Return where a linear inside a x + b takes a value."""
    at_zero = float(value_of(inner, {where.name: 0}))
    return (angle_value - at_zero) / float(value_of(slope))
