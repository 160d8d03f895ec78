"""The tabular method: a polynomial times e^u, sin u or cos u, u linear, integrated by parts all at once."""

from fractions import Fraction
from typing import TypeAlias

from calcquiz.algebra.integral_table import power_of
from calcquiz.algebra.polynomials import Sparse, quotient_in
from calcquiz.algebra.powers import Constant, Powers, slope_of
from calcquiz.algebra.tidy import product, raised, total
from calcquiz.algebra.tree import ONE, Apply, Name, Tree, call, number

HIGHEST_POWER = 12
"""Of the polynomial."""
Cell: TypeAlias = tuple[int, str, int]
"""Power of the variable, function, and how often the result is divided by a slope that is no number."""

ANTIDERIVATIVES: dict[str, tuple[tuple[str, int], ...]] = {
    "exp": (("exp", 1),),
    "sin": (("cos", -1), ("sin", -1), ("cos", 1), ("sin", 1)),
    "cos": (("sin", 1), ("cos", -1), ("sin", -1), ("cos", 1)),
    "sinh": (("cosh", 1), ("sinh", 1)),
    "cosh": (("sinh", 1), ("cosh", 1)),
}
"""Function -> its antiderivatives one after the other, with their signs; then from the start again."""


def tabular_antiderivative(term: Powers, _positive: frozenset[str] = frozenset()) -> Tree | None:
    """Return the antiderivative of a polynomial times one of the functions above, highest power first.

    Derivatives of the polynomial stand in one column, antiderivatives of the function in the other; the rows
    are multiplied, signs alternating. None for a term of another kind.
    """
    wave = next((part for part in term.parts if isinstance(part, Apply) and part.head in ANTIDERIVATIVES), None)
    if not isinstance(wave, Apply) or term.parts[wave] != ONE:
        return None
    slope = slope_of(wave.args[0], term.name)
    polynomial = polynomial_in(varying_part(term, wave), term.name)
    if slope is None or polynomial is None:
        return None
    below = Constant()
    below.multiply(slope)
    variable = Name(term.name)
    return total(
        [
            _coefficient(term.constant, value, below, divided).times(
                product([raised(variable, number(power)), call(function, *wave.args)])
            )
            for (power, function, divided), value in _rows(polynomial, wave.head, below)
        ]
    )


def _rows(polynomial: Sparse, function: str, below: Constant) -> list[tuple[Cell, Fraction]]:
    """Return the products of the two columns, equal ones added, by falling powers."""
    column = ANTIDERIVATIVES[function]
    cells: dict[Cell, Fraction] = {}
    for row in range(max(polynomial) + 1):
        name, sign = column[row % len(column)]
        factor = (-1) ** row * sign / below.rational ** (row + 1)
        for power, coefficient in polynomial.items():
            cell = (power, name, row + 1 if below.powers else 0)
            cells[cell] = cells.get(cell, Fraction(0)) + factor * coefficient
        polynomial = {power - 1: power * coefficient for power, coefficient in polynomial.items() if power}
    return sorted(((cell, value) for cell, value in cells.items() if value), key=lambda item: -item[0][0])


def _coefficient(constant: Constant, value: Fraction, below: Constant, divided: int) -> Constant:
    """Return constant times value, divided `divided` times by what is no number in a slope."""
    result = Constant(constant.rational * value, dict(constant.powers))
    for part, exponent in below.powers.items():
        result.powers[part] = result.powers.get(part, 0) - exponent * divided
    return result


def varying_part(term: Powers, left_out: Tree | None = None) -> Tree:
    """Return the product of the varying parts of a term, perhaps without one of them."""
    return product([power_of(part, exponent) for part, exponent in term.parts.items() if part != left_out])


def polynomial_in(tree: Tree, name: str) -> Sparse | None:
    """Return a polynomial with rational coefficients as powers, None for another tree and for high degrees."""
    found = quotient_in(tree, name, {})
    if found is None or not found.exact or set(found.bottom) != {0}:
        return None
    if not found.top or max(found.top) > HIGHEST_POWER:
        return None
    return {power: coefficient / found.bottom[0] for power, coefficient in found.top.items()}
