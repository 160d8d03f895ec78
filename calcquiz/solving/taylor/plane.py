"""Taylor polynomials in several variables, worked: value, partial derivatives, second ones, then the polynomial."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from math import factorial

from calcquiz.algebra.tree import (
    ONE,
    ZERO,
    Name,
    Number,
    Tree,
    add,
    call,
    div,
    mul,
    neg,
    number,
    power,
    sub,
    substitute,
)
from calcquiz.records.derivation import Level
from calcquiz.records.errors import CalcquizError
from calcquiz.solving.derivatives.derivatives import Differential, differentiated
from calcquiz.solving.methods.iterates import joined
from calcquiz.solving.methods.numbers import Pair, all_equal, summed, unused
from calcquiz.solving.sheet import Sheet
from calcquiz.solving.words import equation, tex
from calcquiz.tasks.derivative import nth_derivative
from calcquiz.tasks.directional import coordinates
from calcquiz.tasks.numeric import numeric_value
from calcquiz.tasks.task import Args, names_of, open_names, whole_number
from calcquiz.tasks.taylor_plane import HIGHEST, MOST_VARIABLES, SIGNATURE, key
from calcquiz.tasks.textbook import textbook

PLACES = ("", "linear", "quadratic", "cubic")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A function of several variables and the point it is expanded at."""

    function: Tree
    names: tuple[str, ...]
    values: tuple[Tree, ...]

    @property
    def letter(self) -> str:
        """Return what the function is called in sentences."""
        return unused(("f", "g", "h"), self.function, *self.values)

    @property
    def steps(self) -> dict[str, Tree]:
        """Return x - a for each variable."""
        pairs = zip(self.names, self.values, strict=True)
        return {name: Name(name) if a == ZERO else textbook(sub(Name(name), a)) for name, a in pairs}

    def at(self, tree: Tree) -> Tree:
        """Return the value of a derivative at the point.

        Raises:
            CalcquizError: it has none.
        """
        found = substitute(tree, dict(zip(self.names, self.values, strict=True)))
        if not open_names(found) and numeric_value(found, {}) is None:
            where = ", ".join(f"{name} = {tex(a)[1:-1]}" for name, a in zip(self.names, self.values, strict=True))
            raise CalcquizError(f"the function or a derivative of it has no value at {where}", "Choose another point.")
        return textbook(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Partial:
    """A partial derivative, by these variables in this order, and its value at the point."""

    by: tuple[str, ...]
    slope: Tree
    value: Tree


def plane(args: Args, sheet: Sheet) -> Tree:
    """Work `taylor(f, (x, y), (a, b), n)`."""
    place, degree = place_of(args), whole_number(args[3], "degree", low=0, high=HIGHEST)
    result = key(args, sheet.setting)
    partials = partials_of(place, degree)
    for partial in partials:
        _write_partial(partial, partials, place, sheet)
    if degree == 2:
        _write_gradient(partials, place, sheet)
    written = written_polynomial(partials, place)
    why = _why(degree)
    sheet.chain(written).to("taylor-plane", result, why)
    if written == result:
        sheet.chain(_by_definition(place, degree)).to("taylor-plane", result, why)
    return result


def _by_definition(place: Place, degree: int) -> Tree:
    """Return value and linear terms, not worked out."""
    names, values = joined([Name(name) for name in place.names]), joined(place.values)
    terms = [call("at", place.function, names, values)]
    for name in place.names if degree else ():
        slope = call("at", call("partial", place.function, Name(name)), names, values)
        terms.append(mul(slope, place.steps[name]))
    return add(*terms)


def place_of(args: Args) -> Place:
    """Return what is expanded and where."""
    names = names_of(args[1])[:MOST_VARIABLES]
    return Place(function=args[0], names=names, values=coordinates(args[2], len(names), SIGNATURE))


def partials_of(place: Place, degree: int) -> list[Partial]:
    """Return the function and all partial derivatives up to an order, each mixed one once."""
    found = [Partial(by=(), slope=place.function, value=place.at(place.function))]
    known: dict[tuple[str, ...], Tree] = {(): place.function}
    for order in range(1, degree + 1):
        for by in combinations_with_replacement(place.names, order):
            known[by] = nth_derivative(known[by[:-1]], by[-1], 1)
            found.append(Partial(by=by, slope=known[by], value=place.at(known[by])))
    return found


def _write_partial(partial: Partial, partials: Sequence[Partial], place: Place, sheet: Sheet) -> None:
    letter = place.letter + (f"_{{{' '.join(tex(Name(name))[1:-1] for name in partial.by)}}}" if partial.by else "")
    names, values = (", ".join(tex(part)[1:-1] for part in parts) for parts in (map(Name, place.names), place.values))
    lead = "The value and the derivatives at the point: " if not partial.by else ""
    why = f"{lead}{equation(f'{letter}({names})', partial.slope)}, {equation(f'{letter}({values})', partial.value)}."
    before = next((one.slope for one in partials if partial.by and one.by == partial.by[:-1]), None)
    pairs: list[Pair] = [(substitute(partial.slope, dict(zip(place.names, place.values, strict=True))), partial.value)]
    if before is not None:
        pairs.append((call("partial", before, Name(partial.by[-1])), partial.slope))
    level = Level.NORMAL if partial.by else Level.BRIEF
    sheet.say(why, rule="taylor-partial", level=level, proof=all_equal(pairs, sheet.setting))
    if before is not None and partial.slope != ZERO and sheet.level >= Level.FULL:
        differentiated(before, Differential(variable=partial.by[-1], head="partial"), sheet.detail())


def _write_gradient(partials: Sequence[Partial], place: Place, sheet: Sheet) -> None:
    """Write gradient and Hessian at the point."""
    values = {partial.by: partial.value for partial in partials}
    gradient = joined([values[name,] for name in place.names])
    rows = [[values[_sorted(one, other, place)] for other in place.names] for one in place.names]
    hessian = call("list", *(call("list", *row) for row in rows))
    at = ", ".join(tex(value)[1:-1] for value in place.values)
    nabla = rf"\nabla {place.letter}({at})"
    why = (
        rf"So the gradient is {equation(nabla, gradient)} "
        f"and the Hessian {equation(f'H({at})', hessian)}."
    )
    names, point = joined([Name(name) for name in place.names]), joined(place.values)
    pairs = [
        (call("at", call("partial", place.function, *map(Name, partial.by)), names, point), partial.value)
        for partial in partials
        if partial.by
    ]
    sheet.say(why, rule="taylor-partial", level=Level.NORMAL, proof=all_equal(pairs, sheet.setting))


def _sorted(one: str, other: str, place: Place) -> tuple[str, ...]:
    return (one, other) if place.names.index(one) <= place.names.index(other) else (other, one)


def written_polynomial(partials: Sequence[Partial], place: Place) -> Tree:
    """Return value, linear terms, half the quadratic terms and so on, nothing worked out."""
    terms = [partials[0].value] if partials[0].value != ZERO else []
    for order in range(1, len(partials[-1].by) + 1):
        inner = [_term(one, place) for one in partials if len(one.by) == order and one.value != ZERO]
        if inner and order == 1:
            terms += inner
        elif inner:
            terms.append(mul(div(ONE, call("factorial", number(order))), summed(inner)))
    return summed(terms) if terms else ZERO


def _term(partial: Partial, place: Place) -> Tree:
    """Return how often a derivative occurs times its value times the steps."""
    times = Counter(partial.by)
    count = factorial(len(partial.by))
    for exponent in times.values():
        count //= factorial(exponent)
    steps = [place.steps[name] if k == 1 else power(place.steps[name], number(k)) for name, k in times.items()]
    factors = [number(count)] if count > 1 else []
    if isinstance(partial.value, Number) and partial.value.value < 0:
        size = Number(-partial.value.value)
        return neg(mul(*factors, *([] if size == ONE else [size]), *steps))
    return mul(*factors, *([] if partial.value == ONE else [partial.value]), *steps)


def _why(degree: int) -> str:
    if degree == 0:
        return "Of degree 0 it is the value."
    parts = ["the value", "the linear terms"]
    if degree > 1:
        parts.append("half the quadratic terms (mixed ones twice)")
    if degree > 2:
        parts.append("a sixth of the cubic terms (mixed ones as often as they can be ordered)")
    *front, last = parts
    return f"Add {', '.join(front)} and {last}."
