"""Slips in Taylor polynomials and single coefficients, of one variable: wrong turns, and slips of differentiation."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from math import factorial

from calcquiz.algebra.differentiate import differentiate
from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tidy import negate, product
from calcquiz.algebra.tree import ZERO, Name, Tree, call, div, number, size
from calcquiz.solving.slips.distinct import distinct
from calcquiz.solving.slips.slip import Slip, Slips
from calcquiz.solving.slips.taylor_plane import PlaneSlips
from calcquiz.solving.slips.taylor_turns import TURNS
from calcquiz.solving.slips.taylor_way import Written, right_way, written
from calcquiz.solving.slips.walk import Walk, placed
from calcquiz.solving.taylor.expand import expansion
from calcquiz.solving.taylor.fitting import fitted
from calcquiz.solving.taylor.table import Point
from calcquiz.solving.words import tex
from calcquiz.tasks.task import Args, Setting, name_of, names_of
from calcquiz.tasks.taylor import order
from calcquiz.tasks.textbook import textbook

TERM_SIGN = "term-sign"
ORDER_BEFORE, ORDER_AFTER = "order-before", "order-after"
SIGNS, WALK = 6, 9
"""Places that begin with them: the sign of a term, the first derivative."""
MOST_WALKED = 12
"""Slips of differentiation that are looked at."""
DEEPEST = 4
"""The highest degree for which they are."""
LARGEST = 60
"""Parts of a wrong derivative that is differentiated further."""
OF_COEFFICIENTS = frozenset(
    {
        "factorials-forgotten",
        "order-for-factorial",
        "inner-power-forgotten",
        "inner-factor-dropped",
        "inner-sign-lost",
        "odd-signs-turned",
    }
)


class TaylorSlips:
    """Slips in `taylor(f, x, a, n)`; those of several variables have a class of their own."""

    plane: Slips = PlaneSlips()

    def sites(self, args: Args, setting: Setting) -> Iterable[Slip]:
        """Return the wrong turns, then signs of single terms, then slips in the first derivative."""
        if len(names_of(args[1])) > 1:
            return self.plane.sites(args, setting)
        way = way_of(args)
        if way is None:
            return ()
        every = (*_turned(way), *_signs(way), *walked(way))
        return distinct(every, lambda taken: self.result(args, setting, taken), way.polynomial(), args)

    def result(self, args: Args, setting: Setting, taken: frozenset[Slip]) -> Tree | None:
        """Return the polynomial with these slips."""
        if len(names_of(args[1])) > 1:
            return self.plane.result(args, setting, taken)
        way = way_of(args)
        changed = None if way is None else changed_by(way, taken)
        return None if changed is None else changed.polynomial()


class CoefficientSlips:
    """Slips in `coefficient(f, x, a, n)`."""

    def sites(self, args: Args, setting: Setting) -> Iterable[Slip]:
        """Return the wrong turns that change one coefficient, neighbours of it, then slips in the first derivative."""
        way = way_of(args)
        if way is None:
            return ()
        every = (
            *(slip for slip in _turned(way, way.degree) if slip.name in OF_COEFFICIENTS),
            *_neighbours(way),
            *(slip for slip in _signs(way) if slip.place[1] == way.degree),
            *walked(way),
        )
        return distinct(every, lambda taken: self.result(args, setting, taken), way.coefficient(way.degree), args)

    def result(self, args: Args, _: Setting, taken: frozenset[Slip]) -> Tree | None:
        """Return the coefficient with these slips."""
        way = way_of(args)
        others = frozenset(slip for slip in taken if slip.name not in {ORDER_BEFORE, ORDER_AFTER})
        changed = None if way is None else changed_by(way, others)
        if changed is None:
            return None
        k = changed.degree + sum(1 if slip.name == ORDER_AFTER else -1 for slip in taken - others)
        return changed.coefficient(k) if 0 <= k < len(changed.values) else None


def way_of(args: Args) -> Written | None:
    """Return what leads to the right polynomial, None where it has none."""
    return right_way(args[0], name_of(args[1]), args[2], order(args))


def changed_by(way: Written, taken: frozenset[Slip]) -> Written | None:
    """Return the way with these slips on it, None where one of them cannot be made."""
    steps = placed(taken, (WALK,))
    changed = _with_derivative(way, Walk(variable=way.point.name).of(way.point.function, steps)) if steps else way
    names = {slip.name for slip in taken}
    for turn in TURNS:
        if changed is not None and turn.name in names:
            changed = turn.change(changed)
    if changed is None:
        return None
    turned = {slip.place[1] for slip in taken if slip.name == TERM_SIGN}
    values = tuple(negate(value) if k in turned else value for k, value in enumerate(changed.values))
    return replace(changed, values=values)


def _with_derivative(way: Written, slope: Tree | None) -> Written | None:
    """Return the way on which the first derivative is this one and all later ones are right; None where it ends."""
    later = None if slope is None else _values_of(way.point, way.degree - 1, slope)
    return None if later is None else written(way.point, way.degree, (way.values[0], *later), way.base)


@lru_cache(maxsize=256)
def _values_of(point: Point, degree: int, slope: Tree) -> tuple[Tree, ...] | None:
    """Return the values of a wrong slope and of its derivatives at the point, from its series where that is known."""
    found = expansion(fitted(slope, point.name), point.name) if exact_number(point.place) == 0 else None
    if found is not None:
        known = tuple(textbook(product([number(factorial(k)), found.coefficient(k)])) for k in range(degree + 1))
        return None if any(point.value(value) is None for value in known) else known
    values: list[Tree] = []
    for k in range(degree + 1):
        value = None if size(slope) > LARGEST else point.value(slope)
        if value is None:
            return None
        values.append(value)
        slope = differentiate(slope, point.name) if k < degree else slope
    return tuple(values)


def _turned(way: Written, first: int = 0) -> Iterator[Slip]:
    for turn in TURNS:
        changed = turn.change(way)
        if changed is not None:
            yield from slip_at(way, changed, turn.name, turn.place, turn.say, first)


def _signs(way: Written) -> Iterator[Slip]:
    for k in range(1, way.degree + 1):
        if way.values[k] != ZERO:
            values = tuple(negate(value) if k == j else value for j, value in enumerate(way.values))
            changed = replace(way, values=values)
            yield from slip_at(way, changed, TERM_SIGN, (SIGNS, k), "The sign of one term is wrong. It is {}.")


def _neighbours(way: Written) -> Iterator[Slip]:
    asked = call("coefficient", way.point.function, Name(way.point.name), way.point.place, number(way.degree))
    right = way.coefficient(way.degree)
    for name, k in ((ORDER_BEFORE, way.degree - 1), (ORDER_AFTER, way.degree + 1)):
        if 0 <= k < len(way.values):
            say = f"That is the coefficient of the power {k}. Asked is the one of the power {way.degree}."
            yield Slip(name=name, place=(3,), part=asked, right=right, wrong=way.coefficient(k), say=say)


def slip_at(
    way: Written, changed: Written, name: str, place: tuple[int, ...], say: str, first: int = 0
) -> Iterator[Slip]:
    """Yield the slip with the first term, from an order on, that it changes; nothing where it changes none."""
    for k in range(first, max(way.degree, changed.degree) + 1):
        right, wrong = (one.term(k) for one in (way, changed))
        if right != wrong:
            told = right if right != ZERO else wrong
            yield Slip(
                name=name, place=place, part=_part(way, k), right=right, wrong=wrong, say=say.replace("{}", tex(told))
            )
            return


def _part(way: Written, k: int) -> Tree:
    """Return the term as its definition has it: f''(a)/2! (x - a)^2."""
    x = Name(way.point.name)
    if k == 0:
        return call("at", way.point.function, x, way.point.place)
    slope = call("derivative", way.point.function, x, *([number(k)] if k > 1 else []))
    value = call("at", slope, x, way.point.place)
    front = div(value, call("factorial", number(k))) if k > 1 else value
    return call("mul", front, way.base if k == 1 else call("pow", way.base, number(k)))


def walked(way: Written) -> Iterator[Slip]:
    """Yield slips in the first derivative, the likeliest first."""
    if 0 < way.degree <= DEEPEST and exact_number(way.point.function) is None:
        found = Walk(variable=way.point.name).sites(way.point.function, (WALK,))
        yield from found[:MOST_WALKED]


TAYLOR_SLIPS: dict[str, Slips] = {"taylor": TaylorSlips(), "coefficient": CoefficientSlips()}
