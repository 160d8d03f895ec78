"""Slips in Taylor polynomials of several variables: the half, the mixed term, the point, a partial derivative."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import combinations_with_replacement
from math import factorial, prod

from calcquiz.algebra.differentiate import differentiate
from calcquiz.algebra.tidy import negate, product, total
from calcquiz.algebra.tree import ZERO, Apply, Name, Number, Tree, call
from calcquiz.records.errors import CalcquizError
from calcquiz.solving.slips.derivatives import after, walks_of
from calcquiz.solving.slips.distinct import distinct
from calcquiz.solving.slips.slip import Slip
from calcquiz.solving.slips.walk import placed
from calcquiz.solving.taylor.plane import Place, place_of
from calcquiz.solving.taylor.table import power_of
from calcquiz.solving.words import tex
from calcquiz.tasks.task import Args, Setting, whole_number
from calcquiz.tasks.taylor_plane import HIGHEST
from calcquiz.tasks.textbook import textbook

By = tuple[str, ...]
WALK = 9
"""Places that begin with it: the variable's number, then the way into the function."""
MOST_WALKED = 6
"""Slips of differentiation that are looked at for each variable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms of a polynomial: what each derivative is multiplied with."""

    place: Place
    values: tuple[tuple[By, Tree], ...]
    """Value of each derivative at the point, by its variables."""
    factors: tuple[tuple[By, Fraction], ...]
    """1 over the factorials of the exponents."""
    steps: tuple[tuple[str, Tree], ...]

    def term(self, by: By) -> Tree:
        """Return the term of a derivative, 0 where it is left out."""
        value = dict(self.values).get(by, ZERO)
        steps = dict(self.steps)
        powers = [power_of(steps[name], k) for name, k in Counter(by).items()]
        return textbook(product([Number(dict(self.factors).get(by, Fraction(0))), value, *powers]))

    def polynomial(self) -> Tree:
        """Return the sum of the terms."""
        return total([term for by, _ in self.values if (term := self.term(by)) != ZERO])

    def weighed(self, factor: Callable[[By], Fraction]) -> "Terms":
        """Return it with each term times a factor that depends on its variables."""
        return replace(self, factors=tuple((by, own * factor(by)) for by, own in self.factors))


def is_mixed(by: By) -> bool:
    """Return whether a derivative is taken by different variables."""
    return len(set(by)) > 1


def _only(wanted: Callable[[By], bool], factor: Fraction) -> Callable[[Terms], Terms]:
    return lambda terms: terms.weighed(lambda by: factor if wanted(by) else Fraction(1))


def _no_steps(terms: Terms) -> Terms:
    return replace(terms, steps=tuple((name, Name(name)) for name, _ in terms.steps))


def _steps_turned(terms: Terms) -> Terms:
    pairs = zip(terms.place.names, terms.place.values, strict=True)
    return replace(terms, steps=tuple((name, textbook(total([Name(name), value]))) for name, value in pairs))


def _swapped(terms: Terms) -> Terms:
    """Return it with the first derivatives before each other's step."""
    names = terms.place.names
    known = dict(terms.values)
    changed = {**known, (names[0],): known.get((names[1],), ZERO), (names[1],): known.get((names[0],), ZERO)}
    return replace(terms, values=tuple(changed.items()))


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongTurn:
    """A wrong step; `{}` in what is said stands for the right term where it shows first."""

    name: str
    place: tuple[int, ...]
    change: Callable[[Terms], Terms]
    say: str


def _is_mixed_second(by: By) -> bool:
    return len(by) == 2 and is_mixed(by)


TURNS = (
    WrongTurn(
        name="mixed-halved",
        place=(1,),
        change=_only(_is_mixed_second, Fraction(1, 2)),
        say="The mixed derivative occurs twice in the quadratic terms, so its term is not halved: it is {}.",
    ),
    WrongTurn(
        name="half-forgotten",
        place=(1,),
        change=_only(lambda by: len(by) == 2 and not is_mixed(by), Fraction(2)),
        say="The squares are multiplied by half the second derivatives. The half is missing: the term is {}.",
    ),
    WrongTurn(
        name="half-forgotten-everywhere",
        place=(1,),
        change=_only(lambda by: len(by) == 2, Fraction(2)),
        say="The quadratic terms are halved. The half is missing: the first of them is {}.",
    ),
    WrongTurn(
        name="mixed-forgotten",
        place=(1, 1),
        change=_only(_is_mixed_second, Fraction(0)),
        say="The mixed term {} is missing.",
    ),
    WrongTurn(
        name="base-point-forgotten",
        place=(2,),
        change=_no_steps,
        say="The powers are those of the distances from the point. They were taken of the variables themselves.",
    ),
    WrongTurn(
        name="base-point-sign",
        place=(2,),
        change=_steps_turned,
        say="A step is the variable minus its value at the point. The signs were turned.",
    ),
    WrongTurn(
        name="linear-missing",
        place=(3,),
        change=_only(lambda by: len(by) == 1, Fraction(0)),
        say="The linear terms are missing. They begin with {}.",
    ),
    WrongTurn(
        name="quadratic-missing",
        place=(3, 1),
        change=_only(lambda by: len(by) == 2, Fraction(0)),
        say="The quadratic terms are missing. They begin with {}.",
    ),
    WrongTurn(
        name="constant-term-missing",
        place=(4,),
        change=_only(lambda by: not by, Fraction(0)),
        say="The value at the point itself, {}, is missing.",
    ),
    WrongTurn(
        name="slopes-swapped",
        place=(5,),
        change=_swapped,
        say="Each partial derivative goes with the step of its own variable. The term is {}.",
    ),
)
SIGN = "The sign of one term is wrong. It is {}."


class PlaneSlips:
    """Slips in `taylor(f, (x, y), (a, b), n)`."""

    def sites(self, args: Args, setting: Setting) -> Iterable[Slip]:
        """Return the wrong turns, then signs of single terms, then slips in the first partial derivatives."""
        terms = right_terms(args)
        if terms is None:
            return ()
        every = (*_turned(terms), *_signs(terms), *_walked(terms))
        return distinct(every, lambda taken: self.result(args, setting, taken), terms.polynomial(), args)

    def result(self, args: Args, _: Setting, taken: frozenset[Slip]) -> Tree | None:
        """Return the polynomial with these slips."""
        terms = right_terms(args)
        if terms is None:
            return None
        for index, name in enumerate(terms.place.names):
            steps = placed(taken, (WALK, index))
            changed = _with_partial(terms, index, name, steps) if steps else terms
            if changed is None:
                return None
            terms = changed
        names = {slip.name for slip in taken}
        for turn in TURNS:
            terms = turn.change(terms) if turn.name in names else terms
        turned = {slip.place[1] for slip in taken if slip.name == "term-sign"}
        values = tuple((by, negate(v) if k in turned else v) for k, (by, v) in enumerate(terms.values))
        return replace(terms, values=values).polynomial()


def right_terms(args: Args) -> Terms | None:
    """Return the right terms, None where a derivative has no value at the point."""
    place, degree = place_of(args), whole_number(args[3], "degree", low=0, high=HIGHEST)
    return _terms(place, degree)


@lru_cache(maxsize=64)
def _terms(place: Place, degree: int) -> Terms | None:
    orders = [by for k in range(degree + 1) for by in combinations_with_replacement(place.names, k)]
    try:
        values = tuple((by, place.at(after(place.function, by))) for by in orders)
    except CalcquizError:
        return None
    factors = tuple((by, Fraction(1, prod(factorial(k) for k in Counter(by).values()))) for by in orders)
    return Terms(place=place, values=values, factors=factors, steps=tuple(place.steps.items()))


def _with_partial(terms: Terms, index: int, name: str, steps: Mapping[tuple[int, ...], str]) -> Terms | None:
    """Return the terms with the derivatives that begin with this variable taken from a wrong first one."""
    place = terms.place
    first = walks_of(place.function, place.names)[index].of(place.function, steps)
    if first is None:
        return None
    try:
        values = [
            (by, place.at(_derived(first, _without(by, name))) if name in by and by[0] == name else value)
            for by, value in terms.values
        ]
    except CalcquizError:
        return None
    return replace(terms, values=tuple(values))


@lru_cache(maxsize=256)
def _derived(slope: Tree, by: By) -> Tree:
    """Return the derivative of a wrong slope by these variables, one after the other."""
    for name in by:
        slope = differentiate(slope, name)
    return slope


def _without(by: By, name: str) -> By:
    rest = list(by)
    rest.remove(name)
    return tuple(rest)


def _turned(terms: Terms) -> Iterator[Slip]:
    for turn in TURNS:
        yield from _slip(terms, turn.change(terms), turn.name, turn.place, turn.say)


def _signs(terms: Terms) -> Iterator[Slip]:
    for k, (by, value) in enumerate(terms.values):
        if by and value != ZERO:
            values = tuple((own, negate(v) if own == by else v) for own, v in terms.values)
            yield from _slip(
                terms, replace(terms, values=values), "term-sign", (6, k), "The sign of one term is wrong. It is {}."
            )


def _slip(terms: Terms, changed: Terms, name: str, place: tuple[int, ...], say: str) -> Iterator[Slip]:
    """Yield the slip with the first term that it changes, nothing where it changes none."""
    for by, _ in terms.values:
        right, wrong = terms.term(by), changed.term(by)
        if right != wrong:
            said = say.replace("{}", tex(right if right != ZERO else wrong))
            yield Slip(name=name, place=place, part=_part(terms, by), right=right, wrong=wrong, say=said)
            return


def _part(terms: Terms, by: By) -> Tree:
    """Return the derivative at the point that a term is made of."""
    place = terms.place
    slope = call("partial", place.function, *map(Name, by)) if by else place.function
    return call("at", slope, Apply("vector", tuple(map(Name, place.names))), Apply("vector", place.values))


def _walked(terms: Terms) -> Iterator[Slip]:
    if len(terms.values) > 1:
        for index, walk in enumerate(walks_of(terms.place.function, terms.place.names)):
            yield from walk.sites(terms.place.function, (WALK, index))[:MOST_WALKED]
