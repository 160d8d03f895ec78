"""Sines, cosines, tangents and secants of the angles that everybody knows: multiples of pi/6 and pi/4."""

from fractions import Fraction

from calcquiz.algebra.parse import parse
from calcquiz.algebra.tidy import negate, product, quotient
from calcquiz.algebra.tree import Name, Tree, number

HALF = Fraction(1, 2)
SINES = {Fraction(0): "0", Fraction(1, 6): "1/2", Fraction(1, 4): "sqrt(2)/2", Fraction(1, 3): "sqrt(3)/2", HALF: "1"}
"""Angle in multiples of pi -> its sine."""
TANGENTS = {Fraction(0): "0", Fraction(1, 6): "sqrt(3)/3", Fraction(1, 4): "1", Fraction(1, 3): "sqrt(3)"}
SECANTS = {Fraction(0): "1", Fraction(1, 6): "2*sqrt(3)/3", Fraction(1, 4): "sqrt(2)", Fraction(1, 3): "2"}
PARTS = (1, 2, 3, 4, 6)


def known_angles() -> dict[tuple[str, Tree], Tree]:
    """Return (function, angle) -> value, for angles of either sign up to a full turn."""
    turns = sorted({Fraction(k, part) for part in PARTS for k in range(1, 2 * part + 1)})
    return {entry: value for turn in turns for entry, value in _values(turn).items()}


def _values(turn: Fraction) -> dict[tuple[str, Tree], Tree]:
    angle = quotient(product([number(turn.numerator), Name("pi")]), number(turn.denominator))
    sine, cosine = _sine(turn), _sine(turn + HALF)
    found = {
        ("sin", angle): sine,
        ("cos", angle): cosine,
        ("sin", negate(angle)): negate(sine),
        ("cos", negate(angle)): cosine,
    }
    if turn % 1 != HALF:
        found |= {("tan", angle): _tangent(turn), ("tan", negate(angle)): negate(_tangent(turn))}
        found |= {("sec", angle): _secant(turn), ("sec", negate(angle)): _secant(turn)}
    return found


def _sine(turn: Fraction) -> Tree:
    turn %= 2
    if turn > 1:
        return negate(_sine(turn - 1))
    return parse(SINES[min(turn, 1 - turn)])


def _tangent(turn: Fraction) -> Tree:
    turn %= 1
    return parse(TANGENTS[turn]) if turn < HALF else negate(parse(TANGENTS[1 - turn]))


def _secant(turn: Fraction) -> Tree:
    turn = min(turn % 2, 2 - turn % 2)
    return parse(SECANTS[turn]) if turn < HALF else negate(parse(SECANTS[1 - turn]))
