"""Other forms of a formula in the worker: one fraction, partial fractions, multiplied out, known values written out."""

from collections.abc import Callable
from typing import Any

from calcquiz.algebra.bridge import from_sympy, symbol, to_sympy
from calcquiz.algebra.text import to_text
from calcquiz.tasks.own_text import read


def fraction(expression: str) -> str:
    """Return `[top, bottom]` of a formula written as one fraction, both factored, nothing cancelled between them."""
    import sympy

    made = to_sympy(read(expression))
    above, below = _fraction(made)
    return f"[{_text(sympy.factor(above))}, {_text(sympy.factor(below))}]"


def _fraction(made: Any) -> tuple[Any, Any]:
    import sympy

    above, below = sympy.fraction(made)
    if not (above.is_polynomial() and below.is_polynomial()):
        above, below = sympy.fraction(sympy.together(made))
    return above, below


def apart(expression: str, name: str) -> str:
    """Return a quotient of polynomials in partial fractions."""
    import sympy

    return _text(sympy.apart(to_sympy(read(expression)), symbol(name)))


def expanded(expression: str) -> str:
    """Return a formula multiplied out."""
    import sympy

    return _text(sympy.expand(to_sympy(read(expression))))


def evaluated(expression: str) -> str:
    """Return a formula with known values written out: sin(pi/6) is 1/2."""
    return _text(to_sympy(read(expression)))


def _text(made: Any) -> str:
    return to_text(from_sympy(made))


FUNCTIONS: dict[str, Callable[..., str]] = {
    "fraction": fraction,
    "apart": apart,
    "expanded": expanded,
    "evaluated": evaluated,
}
