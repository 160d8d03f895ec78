"""Exponents: in their small script t²/2 is read more easily than (1/2)t²."""

from fractions import Fraction
from typing import TypeGuard

from calcquiz.algebra.tree import Apply, Number, Tree, div, mul, neg, walk
from calcquiz.typeset.binding import Write, plain
from calcquiz.typeset.layout import Layout


def exponent(tree: Tree, write: Write) -> Layout:
    """Return the layout of an exponent; a fraction in front of a term without one is shared out over it.

    Example:
        >>> from calcquiz.algebra.parse import parse
        >>> from calcquiz.algebra.tidy import tidy
        >>> from calcquiz.typeset import from_tree, line
        >>> line(from_tree(tidy(parse("exp(-1/2*t^2)", {"t"}))))
        'e^(−t²/2)'
    """
    return plain(write(_shared_out(tree)))


def _shared_out(tree: Tree) -> Tree:
    if not isinstance(tree, Apply):
        return tree
    if tree.head in {"add", "neg"}:
        return Apply(tree.head, tuple(map(_shared_out, tree.args)))
    fraction = _fraction(tree.args[0]) if tree.head == "mul" else None
    return tree if fraction is None or any(map(_divides, tree.args[1:])) else _over(fraction, tree.args[1:])


def _fraction(tree: Tree) -> Fraction | None:
    """Return the value of a fraction of whole numbers, however it came about."""
    if isinstance(tree, Apply) and tree.head == "div":
        above, below = tree.args
        return above.value / below.value if _is_whole(above) and _is_whole(below) and below.value > 1 else None
    if isinstance(tree, Number) and not tree.is_decimal and tree.value.denominator > 1:
        return tree.value
    return None


def _is_whole(tree: Tree) -> TypeGuard[Number]:
    return isinstance(tree, Number) and not tree.is_decimal and tree.value.denominator == 1


def _divides(tree: Tree) -> bool:
    """Whether a fraction stands in it, which would become one above another."""
    return any(_fraction(part) is not None or (isinstance(part, Apply) and part.head == "div") for part in walk(tree))


def _over(fraction: Fraction, factors: tuple[Tree, ...]) -> Tree:
    above = abs(fraction.numerator)
    top = factors if above == 1 else (Number(Fraction(above)), *factors)
    whole = div(mul(*top), Number(Fraction(fraction.denominator)))
    return neg(whole) if fraction < 0 else whole
