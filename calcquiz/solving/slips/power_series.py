"""Slips in radius and interval of convergence: brackets, centre, radius, and the factor of the variable."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.growth import growth_of
from calcquiz.algebra.parts import factors_of
from calcquiz.algebra.powers import slope_of
from calcquiz.algebra.tidy import tidy, total
from calcquiz.algebra.tree import ONE, ZERO, Apply, Tree, call, number, sub, substitute
from calcquiz.records.errors import CalcquizError
from calcquiz.solving.limits.approach import MINUS_OO, OO
from calcquiz.solving.series.judge import DIVERGES
from calcquiz.solving.series.power_terms import PowerSeries, power_series
from calcquiz.solving.series.terms import exponential_parts
from calcquiz.solving.sheet import Sheet
from calcquiz.solving.slips.turns import QUIET, Turn, Turns
from calcquiz.solving.words import tex
from calcquiz.tasks.task import Args, name_of
from calcquiz.tasks.terms import verdict_of_terms
from calcquiz.tasks.textbook import textbook


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far a power series converges: |base| < bound, in base = slope x + shift."""

    series: PowerSeries
    bound: Fraction
    low: Fraction
    high: Fraction

    @property
    def slope(self) -> Fraction:
        """Return the factor of the variable."""
        found = exact_number(self.series.slope)
        return Fraction(1) if found is None else found

    @property
    def centre(self) -> Fraction:
        """Return the middle of the interval."""
        return (self.low + self.high) / 2

    @property
    def radius(self) -> Fraction:
        """Return half its length."""
        return (self.high - self.low) / 2


def reach_of(args: Args) -> Reach | None:
    """Return how far a power series converges, where that is rational and read off at once."""
    found = _taken_apart(args)
    known = None if found is None else _limit_of_ratio(found.rest, found.series.name)
    if found is None or known is None or known[1] or known[0] <= 0:
        return None
    limit = known[0]
    bound = (
        1 / limit
        if found.step == 1
        else exact_number(Apply("pow", (number(1 / limit), number(Fraction(1, found.step)))))
    )
    slope, shift = exact_number(found.slope), exact_number(tidy(substitute(found.base, {found.variable: ZERO})))
    if bound is None or not slope or shift is None:
        return None
    low, high = sorted(((-bound - shift) / slope, (bound - shift) / slope))
    return Reach(series=found, bound=bound, low=low, high=high)


def _taken_apart(args: Args) -> PowerSeries | None:
    try:
        return power_series(args, Sheet(QUIET))
    except CalcquizError:
        return None


def extreme_of(args: Args) -> tuple[int, Tree] | None:
    """Return 1 and the centre where a power series converges everywhere, -1 where only there; None otherwise."""
    found = _taken_apart(args)
    known = None if found is None else _limit_of_ratio(found.rest, found.series.name)
    if found is None or known is None or not known[1]:
        return None
    return (1 if known[1] < 0 else -1), found.centre


def _limit_of_ratio(rest: Tree, name: str) -> tuple[Fraction, int] | None:
    """Return c and d with a(n + 1)/a(n) like c n^d, for exponentials, factorials and powers."""
    limit, degree = Fraction(1), 0
    for place, factors in enumerate(factors_of(rest)):
        sign = -1 if place else 1
        for factor in factors:
            parts = exponential_parts(factor, name)
            if parts is not None:
                limit *= parts[0] ** sign
                continue
            made = _of_factorial(factor, name)
            if made is not None:
                limit *= made[0] ** sign
                degree += sign * made[1]
            elif _grows(factor, name):
                return None
    return limit, degree


def _of_factorial(factor: Tree, name: str) -> tuple[Fraction, int] | None:
    """Return c and d with the ratio of (s n + t)!^k like c n^d."""
    base, power = factor.args if isinstance(factor, Apply) and factor.head == "pow" else (factor, ONE)
    times = exact_number(power)
    if not isinstance(base, Apply) or base.head != "factorial" or times is None or times.denominator != 1:
        return None
    slope = slope_of(base.args[0], name)
    step = None if slope is None else exact_number(slope)
    if step is None or step.denominator != 1 or step < 1:
        return None
    return step ** int(step * times), int(step * times)


def _grows(factor: Tree, name: str) -> bool:
    growth = growth_of(factor, name)
    return growth is None or bool(growth.super or growth.rate)


def radius_turns(args: Args) -> Turns | None:
    """Return the wrong turns of a radius."""
    reach = reach_of(args)
    if reach is not None:
        return Turns(right=number(reach.radius), turns=tuple(_radius_turns(reach)))
    extreme = extreme_of(args)
    if extreme is None:
        return None
    right, other = (OO, ZERO) if extreme[0] > 0 else (ZERO, OO)
    say = EXTREMES[extreme[0]]
    return Turns(
        right=right,
        turns=(
            Turn(name="everywhere-and-nowhere-exchanged", wrong=other, say=say),
            Turn(name="factorial-ignored", wrong=ONE, say=say),
        ),
    )


EXTREMES = {
    1: "The limit of the ratio is 0 for every value: the factorial wins, and the series converges everywhere.",
    -1: "The limit of the ratio is infinite away from the centre: the factorial makes the terms grow.",
}
"""1 where a series converges everywhere, -1 where only at its centre -> what is said."""


def _radius_turns(reach: Reach) -> Iterator[Turn]:
    radius = reach.radius
    say = r"The radius is where the limit of the ratio is 1: solve for $x$, do not read the limit off."
    yield Turn(name="radius-inverted", wrong=number(1 / radius), say=say)
    yield Turn(
        name="diameter",
        wrong=number(2 * radius),
        say="That is the length of the whole interval; the radius is half of it.",
    )
    if abs(reach.slope) != 1:
        factor = tex(number(abs(reach.slope)))
        size = tex(call("abs", reach.series.base))
        say = f"{size} is below {tex(number(reach.bound))}: divide by the factor {factor} too."
        yield Turn(name="slope-forgotten", wrong=number(reach.bound), say=say)
        yield Turn(name="multiplied-by-slope", wrong=number(reach.bound * abs(reach.slope)), say=say)
    if reach.series.step > 1:
        say = f"The exponent grows by {reach.series.step}: take the root."
        yield Turn(name="root-forgotten", wrong=number(reach.bound**reach.series.step / abs(reach.slope)), say=say)
    if radius != 1:
        say = "The exponentials in the terms change the radius; only powers of the index do not."
        yield Turn(name="exponential-ignored", wrong=ONE, say=say)
    if reach.centre:
        end = max(abs(reach.low), abs(reach.high))
        yield Turn(
            name="end-for-radius",
            wrong=number(end),
            say="That is an end of the interval. The radius is its distance from the centre.",
        )
        yield Turn(
            name="centre-for-radius",
            wrong=number(abs(reach.centre)),
            say="That is the centre of the interval, not its radius.",
        )
    yield Turn(name="taken-for-infinite", wrong=OO, say="The limit of the ratio is not 0: far out the series diverges.")
    yield Turn(
        name="taken-for-zero",
        wrong=ZERO,
        say="The limit of the ratio is finite: close to the centre the series converges.",
    )


def interval_turns(args: Args) -> Turns | None:
    """Return the wrong turns of an interval: the brackets, the centre, the radius."""
    reach = reach_of(args)
    if reach is None:
        return _extreme_turns(args)
    belongs = [_converges(args, end) for end in (reach.low, reach.high)]
    known = [one for one in belongs if one is not None]
    if len(known) < 2:
        return None
    right = _interval(reach.low, reach.high, known)
    return Turns(right=right, turns=tuple(_interval_turns(reach, known)))


def _extreme_turns(args: Args) -> Turns | None:
    extreme = extreme_of(args)
    if extreme is None:
        return None
    sign, centre = extreme
    everywhere, only = Apply("interval()", (MINUS_OO, OO)), Apply("interval[]", (centre, centre))
    near = Apply("interval()", (textbook(sub(centre, ONE)), textbook(total([centre, ONE]))))
    right, other = (everywhere, only) if sign > 0 else (only, everywhere)
    say = EXTREMES[sign]
    turns = (
        Turn(name="everywhere-and-nowhere-exchanged", wrong=other, say=say),
        Turn(name="factorial-ignored", wrong=near, say=say),
    )
    return Turns(right=right, turns=turns)


def _converges(args: Args, end: Fraction) -> bool | None:
    term = tidy(substitute(args[0], {name_of(args[2]): number(end)}))
    verdict = verdict_of_terms(term, name_of(args[1]))
    return None if verdict is None else verdict != DIVERGES


def _interval(low: Fraction, high: Fraction, belongs: list[bool]) -> Tree:
    brackets = ("[" if belongs[0] else "(") + ("]" if belongs[1] else ")")
    return Apply(f"interval{brackets}", (number(low), number(high)))


def _interval_turns(reach: Reach, belongs: list[bool]) -> Iterator[Turn]:
    low, high, centre, radius = reach.low, reach.high, reach.centre, reach.radius
    name = reach.series.variable
    for place, end in enumerate((low, high)):
        turned = [one is not (index == place) for index, one in enumerate(belongs)]
        does = "converges" if belongs[place] else "diverges"
        say = f"At ${name} = {tex(number(end))[1:-1]}$ the series {does}: look at it there once more."
        yield Turn(name=("left-bracket", "right-bracket")[place], wrong=_interval(low, high, turned), say=say)
    both = [not one for one in belongs]
    yield Turn(
        name="both-brackets",
        wrong=_interval(low, high, both),
        say="Look at both ends once more, each as a series of its own.",
    )
    if centre:
        say = f"The interval lies about its centre {tex(number(centre))}, not about 0."
        yield Turn(name="centre-forgotten", wrong=_interval(-radius, radius, belongs), say=say)
        say = f"The centre is where {tex(reach.series.base)} is 0: at {tex(number(centre))}."
        yield Turn(name="sign-of-centre", wrong=_interval(-centre - radius, -centre + radius, belongs), say=say)
    if radius != 1:
        say = "The radius is upside down: solve the condition that the limit of the ratio is below 1."
        yield Turn(name="radius-inverted", wrong=_interval(centre - 1 / radius, centre + 1 / radius, belongs), say=say)
        say = "The exponentials in the terms change the radius."
        yield Turn(name="exponential-ignored", wrong=_interval(centre - 1, centre + 1, belongs), say=say)
    if reach.series.step > 1:
        far = reach.bound**reach.series.step / abs(reach.slope)
        say = f"The exponent grows by {reach.series.step}: take the root."
        yield Turn(name="root-forgotten", wrong=_interval(centre - far, centre + far, belongs), say=say)
    if abs(reach.slope) != 1:
        wide = reach.bound
        say = f"Divide by the factor {tex(number(abs(reach.slope)))} of ${name}$ too."
        yield Turn(name="slope-forgotten", wrong=_interval(centre - wide, centre + wide, belongs), say=say)
    everywhere = Apply("interval()", (MINUS_OO, OO))
    yield Turn(
        name="taken-for-everywhere",
        wrong=everywhere,
        say="The limit of the ratio is not 0: far out the series diverges.",
    )
