"""Limits of sequences, in the worker: signs and steps make classes of whole numbers, each with a limit of its own."""

import math
from typing import Any

from calcquiz.tasks.worker_pieces import in_pieces, limit_of_pieces

MOST_CLASSES = 12


def limit_of_sequence(expression: Any, n: Any) -> Any:
    """Return the limit of a sympy expression as a whole number goes to oo.

    Raises:
        ValueError: the even members tend to something else than the odd ones, or the like.
        NotImplementedError: sympy does not find it.
    """
    import sympy

    if expression.has(sympy.factorial, sympy.binomial):
        expression = sympy.combsimp(expression)  # of (n + 1)!/n! only n + 1 is left, where limits take seconds
    far = sympy.Symbol(n.name, integer=True, positive=True)  # so that -n is known to be negative
    expression, n = expression.subs(n, far), far
    period = _period(expression, n)
    m = sympy.Symbol("m", integer=True, positive=True)
    ends = [_limit(_unsigned(expression.subs(n, period * m + rest)), m) for rest in range(period)]
    if any(end != ends[0] and sympy.simplify(end - ends[0]) != 0 for end in ends):
        raise ValueError("the members of the sequence tend to different numbers")
    return ends[0]


def _unsigned(member: Any) -> Any:
    """Return (-3/2)^(2m + 1) as -(3/2)^(2m + 1)."""
    return member.replace(
        lambda part: part.is_Pow and part.base.is_negative and part.base != -1,
        lambda part: (-1) ** part.exp * (-part.base) ** part.exp,
    )


def _period(expression: Any, n: Any) -> int:
    """Return the number of classes in which signs, steps and waves do the same: 2 for (-1)^n, 3 for floor(n/3)."""
    import sympy

    powers = [power for power in expression.atoms(sympy.Pow) if power.base.is_negative and power.exp.has(n)]
    steps = [step.args[0] for step in expression.atoms(sympy.floor, sympy.ceiling)]
    waves = [wave.args[0] / (2 * sympy.pi) for wave in expression.atoms(sympy.sin, sympy.cos)]
    periods = [2 for _ in powers] + [_denominator(inner, n) for inner in (*steps, *waves)]
    found = math.lcm(*periods)
    return found if found <= MOST_CLASSES else 1


def _denominator(inner: Any, n: Any) -> int:
    slope = inner.diff(n)
    return int(slope.q) if slope.is_Rational else 1


def _limit(expression: Any, m: Any) -> Any:
    """Return the limit of one class, over real numbers where no factorial forbids it.

    Of whole m sympy knows sin(pi*m) = 0, and takes m*sin(pi/m) for 0 too; over real numbers it finds pi.
    """
    import sympy

    x = sympy.Symbol("x", positive=True)
    smooth = expression.subs(m, x)
    if in_pieces(expression):
        return limit_of_pieces(smooth, x, sympy.oo, "-")
    if expression.has(sympy.factorial, sympy.binomial, sympy.gamma):
        result = sympy.limit_seq(expression, m)
        return sympy.limit(expression, m, sympy.oo) if result is None else result
    return sympy.limit(smooth, x, sympy.oo)
