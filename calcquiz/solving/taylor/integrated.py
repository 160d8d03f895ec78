"""Maclaurin polynomials of functions whose derivative is a known series: it is integrated term by term."""

from dataclasses import dataclass

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tidy import quotient
from calcquiz.algebra.tree import ZERO, Name, Tree, add, call, number, substitute
from calcquiz.records.derivation import Level
from calcquiz.solving.derivatives.derivatives import Differential
from calcquiz.solving.methods.iterates import write_slope
from calcquiz.solving.methods.numbers import unused
from calcquiz.solving.sheet import Sheet
from calcquiz.solving.taylor.expand import Expansion, Polynomial, expansion, written_out
from calcquiz.solving.taylor.fitting import fitted
from calcquiz.solving.taylor.series import Writer, write_series
from calcquiz.solving.taylor.table import Point
from calcquiz.solving.words import equation, tex
from calcquiz.tasks.derivative import nth_derivative
from calcquiz.tasks.textbook import textbook

SHORTEST = 3
"""The degree from which this is shorter than a table of derivatives."""
HEADS = frozenset({"atan", "asin", "asinh", "atanh", "erf", "Phi"})
"""Functions that are known by their derivatives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slope:
    """The derivative of a function, made of known series."""

    function: Tree
    fitted: Tree
    expansion: Expansion


def integrated(point: Point, degree: int) -> Slope | None:
    """Return the derivative where its series is the way to the one asked for, else None."""
    if exact_number(point.place) != 0 or degree < SHORTEST or getattr(point.function, "head", "") not in HEADS:
        return None
    slope = nth_derivative(point.function, point.name, 1)
    written = fitted(slope, point.name)
    found = expansion(written, point.name)
    if found is None or isinstance(found, Polynomial):
        return None
    return Slope(function=slope, fitted=written, expansion=found)


def integrated_series(slope: Slope, point: Point, degree: int, sheet: Sheet) -> Tree:
    """Write the derivative, its series, and the integral from 0 to x."""
    why = f"The derivative of {tex(point.function)} has a series that is known."
    write_slope(point.function, Differential(variable=point.name), why, sheet)
    sheet.chain(slope.function).to("fit-series", slope.fitted, "Write it so that a known series fits.")
    inner = write_series(slope.expansion, degree - 1, Writer(name=point.name, sheet=sheet))
    height = textbook(substitute(point.function, {point.name: ZERO}))
    bound = unused(("t", "s", "v"), point.function)
    area = call("integral", substitute(inner, {point.name: Name(bound)}), Name(bound), ZERO, Name(point.name))
    result = written_out(_antiderivative(slope, height, degree), point.name, degree)
    why = f"Integrate term by term from 0 on; there {equation(f'{point.letter}(0)', height)}."
    sheet.chain(area if height == ZERO else add(height, area)).to("integrate-series", result, why, level=Level.BRIEF)
    return result


def _antiderivative(slope: Slope, height: Tree, degree: int) -> Polynomial:
    terms = [(k + 1, textbook(quotient(slope.expansion.coefficient(k), number(k + 1)))) for k in range(degree)]
    return Polynomial(coefficients=((0, height), *((k, c) for k, c in terms if c != ZERO)))
