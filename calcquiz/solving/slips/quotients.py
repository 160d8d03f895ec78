"""Slips in difference quotients and determinants: a wrong divisor, a wrong end, a sign of the expansion."""

from collections.abc import Iterator

from calcquiz.algebra.differentiate import differentiate
from calcquiz.algebra.tidy import negate, product, quotient, total
from calcquiz.algebra.tree import TWO, Tree, neg, sub, substitute
from calcquiz.solving.slips.slip import Slips
from calcquiz.solving.slips.turns import QUIET, Turn, Turns, TurnSlips
from calcquiz.solving.words import tex
from calcquiz.tasks.difference import is_central
from calcquiz.tasks.matrices import determinant_key, rows_of
from calcquiz.tasks.task import Args, name_of
from calcquiz.tasks.textbook import textbook


def difference_turns(args: Args) -> Turns:
    """Return the wrong turns of a difference quotient."""
    place, step = args[2:4]
    before, after = total([place, neg(step)]), total([place, step])
    start, width = (before, product([TWO, step])) if is_central(args) else (place, step)
    rise = sub(_at(args, after), _at(args, start))
    return Turns(
        right=textbook(quotient(textbook(rise), textbook(width))), turns=tuple(_of_rise(args, rise, start, width))
    )


def _of_rise(args: Args, rise: Tree, start: Tree, width: Tree) -> Iterator[Turn]:
    function, step = args[0], args[3]
    yield Turn(
        name="not-divided-by-step",
        wrong=rise,
        say=f"This is the change of {tex(function)} alone. Divide it by the width {tex(textbook(width))}.",
    )
    if is_central(args):
        say = f"Both neighbours are {tex(textbook(width))} apart: that is what to divide by, not {tex(step)}."
        yield Turn(name="divided-by-half-the-width", wrong=quotient(rise, step), say=say)
        one_sided = quotient(sub(_at(args, total([args[2], step])), _at(args, args[2])), step)
        yield Turn(name="one-sided", wrong=one_sided, say="A central difference compares both neighbours.")
    yield Turn(
        name="ends-exchanged",
        wrong=negate(quotient(rise, width)),
        say="The value at the first place is taken from the one at the second. They were exchanged.",
    )
    yield Turn(
        name="step-as-place",
        wrong=quotient(sub(_at(args, step), _at(args, start)), width),
        say=f"The second place is {tex(textbook(total([args[2], step])))}, the step away from the first.",
    )
    yield Turn(
        name="derivative-instead",
        wrong=_slope(args),
        say="This is the derivative. The difference quotient is the slope of the secant, before any limit.",
    )


def _slope(args: Args) -> Tree:
    return substitute(differentiate(args[0], name_of(args[1])), {name_of(args[1]): args[2]})


def _at(args: Args, place: Tree) -> Tree:
    return substitute(args[0], {name_of(args[1]): textbook(place)})


def determinant_turns(args: Args) -> Turns:
    """Return the wrong turns of a determinant of two or three rows."""
    rows = rows_of(args[0])
    makers = {2: _of_two_rows, 3: _of_three_rows}
    turns = makers[len(rows)](rows) if len(rows) in makers else ()
    return Turns(right=determinant_key(args, QUIET), turns=tuple(turns))


def _of_two_rows(rows: list[list[Tree]]) -> Iterator[Turn]:
    (a, b), (c, d) = rows
    first, second = product([a, d]), product([b, c])
    yield Turn(
        name="products-added",
        wrong=total([first, second]),
        say=f"The product of the other diagonal, {tex(textbook(second))}, is subtracted.",
    )
    yield Turn(
        name="diagonals-exchanged",
        wrong=sub(second, first),
        say="The diagonal from the upper left comes first, the other is subtracted.",
    )
    yield Turn(
        name="rows-multiplied",
        wrong=sub(product([a, b]), product([c, d])),
        say="Multiply along the diagonals, not along the rows.",
    )


def _of_three_rows(rows: list[list[Tree]]) -> Iterator[Turn]:
    minors = [_minor(rows, column) for column in range(3)]
    terms = [product([entry, minor]) for entry, minor in zip(rows[0], minors, strict=True)]
    yield Turn(
        name="sign-of-middle-term",
        wrong=total(terms),
        say=f"The signs of the expansion alternate: the term of {tex(rows[0][1])} has a minus.",
    )
    for column, entry in enumerate(rows[0]):
        left = [minor if place != column else _minor(rows, place, plus=True) for place, minor in enumerate(minors)]
        signed = [product([top, minor]) for top, minor in zip(rows[0], left, strict=True)]
        wrong = total([negate(term) if place == 1 else term for place, term in enumerate(signed)])
        say = f"In the small determinant beside {tex(entry)} the second product is subtracted, too."
        yield Turn(name="products-added", place=(column,), wrong=wrong, say=say)


def _minor(rows: list[list[Tree]], column: int, *, plus: bool = False) -> Tree:
    """Return the determinant of the lower rows without a column, its products added where the slip is made."""
    (a, b), (c, d) = (row[:column] + row[column + 1 :] for row in rows[1:])
    second = product([b, c])
    return total([product([a, d]), second if plus else negate(second)])


QUOTIENT_SLIPS: dict[str, Slips] = {
    "difference": TurnSlips("difference", difference_turns),
    "determinant": TurnSlips("determinant", determinant_turns),
}
