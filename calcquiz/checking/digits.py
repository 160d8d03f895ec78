"""Numbers as typed: significant figures, decimal places, rounding half away from zero; all in exact arithmetic."""

from dataclasses import dataclass
from fractions import Fraction

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tree import Apply, Number, Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """How a number was written."""

    figures: tuple[int, int]
    """The fewest and the most significant figures it can be said to have: 1000 has 1 to 4, 7.00 three."""
    places: int
    """Digits after the decimal point, before any exponent."""


def typed_number(tree: Tree) -> Typed | None:
    """Return how the number in the tree was written; None when it is not one literal (times a power of ten)."""
    literal = _literal(tree)
    if literal is None or not literal.text:
        return None
    mantissa = literal.text.lower().partition("e")[0]
    whole, point, decimals = mantissa.partition(".")
    return Typed(figures=_figures(whole, point, decimals, "e" in literal.text.lower()), places=len(decimals))


def _literal(tree: Tree) -> Number | None:
    if isinstance(tree, Number):
        return tree
    if isinstance(tree, Apply) and tree.head == "neg":
        return _literal(tree.args[0])
    if isinstance(tree, Apply) and tree.head in {"mul", "div"} and len(tree.args) == 2 and _power_of_ten(tree.args[1]):
        return _literal(tree.args[0])
    return None


def _power_of_ten(tree: Tree) -> bool:
    return isinstance(tree, Apply) and tree.head == "pow" and tree.args[0] == Number(Fraction(10))


def _figures(whole: str, point: str, decimals: str, exponent: bool) -> tuple[int, int]:  # noqa: FBT001 - a fact, not a switch
    digits = (whole + decimals).lstrip("0")
    if not digits:
        count = max(1, len(decimals)) if point else 1
        return count, count
    if point or exponent:
        return len(digits), len(digits)
    return len(digits.rstrip("0")), len(digits)


def exponent_of(value: Fraction) -> int:
    """Return floor(log10 |value|) exactly; 0 for zero."""
    if value == 0:
        return 0
    size = abs(value)
    # 0.30103 digits a bit; text of so long a number would be refused.
    guess = int(0.30103 * (size.numerator.bit_length() - size.denominator.bit_length())) + 1
    while Fraction(10) ** guess > size:
        guess -= 1
    while Fraction(10) ** (guess + 1) <= size:
        guess += 1
    return guess


def round_to_figures(value: Fraction, figures: int) -> Fraction:
    """Return the value rounded to that many significant figures, half away from zero."""
    return round_to_unit(value, Fraction(10) ** (exponent_of(value) - figures + 1))


def round_to_places(value: Fraction, places: int) -> Fraction:
    """Return the value rounded to that many decimal places, half away from zero."""
    return round_to_unit(value, Fraction(1, 10**places))


def round_to_unit(value: Fraction, unit: Fraction) -> Fraction:
    """Return the nearest multiple of the unit, half away from zero."""
    steps = abs(value) / unit
    whole = (2 * steps.numerator + steps.denominator) // (2 * steps.denominator)
    return (whole if value >= 0 else -whole) * unit


def cut_to_figures(value: Fraction, figures: int) -> Fraction:
    """Return the value cut off after that many significant figures."""
    unit = Fraction(10) ** (exponent_of(value) - figures + 1)
    whole = abs(value) // unit
    return (whole if value >= 0 else -whole) * unit


def rational_of(tree: Tree) -> Fraction | None:
    """Return the exact value, or a rational within 10^-58 of an irrational one; None when it is not a number."""
    exact = exact_number(tree)
    if exact is not None:
        return exact
    from calcquiz.algebra.precise import mp_value

    value = mp_value(tree, {}, 60)
    if value is None or isinstance(value, bool):
        return None
    sign, mantissa, exponent, _ = value._mpf_
    if abs(exponent) > 40_000:
        return None
    size: Fraction = Fraction(int(mantissa)) * Fraction(2) ** exponent
    return -size if sign else size


def has_decimals(tree: Tree) -> bool:
    """Whether a number in the tree was typed with a decimal point or exponent."""
    from calcquiz.algebra.tree import walk

    return any(isinstance(node, Number) and node.is_decimal for node in walk(tree))
