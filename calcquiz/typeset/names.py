"""Numbers and names: how they are written."""

from fractions import Fraction as Rational

from calcquiz.algebra.functions import GREEK
from calcquiz.algebra.tree import Name, Number
from calcquiz.typeset.binding import DOT, MINUS, Binding, Written
from calcquiz.typeset.layout import Fraction, Kind, Layout, Scripts, Symbol, row
from calcquiz.typeset.symbols import COMMANDS

CONSTANTS: dict[str, Symbol] = {
    "oo": COMMANDS[r"\infty"],
    "emptyset": COMMANDS[r"\emptyset"],
    "dne": Symbol("does not exist", Kind.TEXT),
    "pi": COMMANDS[r"\pi"],
}
LONGEST_INTEGER_BITS = 2000
"""About 600 digits; longer integers are cut to their leading digits and a power of ten."""


def number(tree: Number) -> Written:
    """Write a number as typed where it is a decimal, else as an integer or a fraction."""
    if tree.is_decimal:
        return _decimal(tree.text)
    if tree.value < 0:
        return Written(row([MINUS, unsigned(-tree.value)]), Binding.SIGN)
    whole = tree.value.denominator == 1
    return Written(unsigned(tree.value), Binding.ATOM if whole else Binding.FACTOR)


def unsigned(value: Rational) -> Layout:
    """Return a rational that is not negative."""
    if value.denominator == 1:
        return _integer(value.numerator)
    return Fraction(_integer(value.numerator), _integer(value.denominator))


def _integer(value: int) -> Layout:
    if value.bit_length() <= LONGEST_INTEGER_BITS:
        return Symbol(str(value), Kind.DIGIT)
    exponent = value.bit_length() * 30102 // 100000 - 6
    leading = str(value // 10**exponent)
    exponent += len(leading) - 1
    return row(_times_power_of_ten(f"{leading[0]}.{leading[1:6]}", str(exponent)))


def _decimal(text: str) -> Written:
    negative = text.startswith("-")
    mantissa, _, exponent = text.lstrip("+-").lower().partition("e")
    items: list[Layout] = [Symbol(mantissa, Kind.DIGIT)]
    binding = Binding.ATOM
    if exponent:
        items, binding = _times_power_of_ten(mantissa, exponent), Binding.FACTOR
    if negative:
        return Written(row([MINUS, *items]), Binding.SIGN)
    return Written(row(items), binding)


def _times_power_of_ten(mantissa: str, exponent: str) -> list[Layout]:
    digits: Layout = Symbol(exponent.lstrip("+-0") or "0", Kind.DIGIT)
    power = row([MINUS, digits]) if exponent.startswith("-") else digits
    return [Symbol(mantissa, Kind.DIGIT), DOT, Scripts(Symbol("10", Kind.DIGIT), None, power)]


def name(tree: Name) -> Written:
    """Write a name: Greek words as letters, what follows _ as an index."""
    if tree.name == "dne":
        return Written(CONSTANTS["dne"], Binding.LOGIC)
    base, _, index = tree.name.partition("_")
    layout: Layout = _word(base)
    if index:
        layout = Scripts(layout, _word(index))
    return Written(layout, Binding.ATOM)


def _word(word: str) -> Symbol:
    if word in CONSTANTS:
        return CONSTANTS[word]
    if word in GREEK:
        return COMMANDS[f"\\{word}"]
    if word.isdigit():
        return Symbol(word, Kind.DIGIT)
    return Symbol(word, Kind.VARIABLE, "" if len(word) == 1 else "upright")
