"""Slips in verdicts on series, in sets of parameters and in first indices; the list of slips of series."""

from collections.abc import Iterator
from fractions import Fraction

from calcquiz.algebra.alternating import without_sign
from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.growth import growth_of
from calcquiz.algebra.powers import slope_of
from calcquiz.algebra.tidy import tidy
from calcquiz.algebra.tree import ZERO, Apply, Name, Tree, free_names, number, substitute
from calcquiz.records.errors import CalcquizError
from calcquiz.solving.limits.approach import MINUS_OO, OO
from calcquiz.solving.series.judge import ABSOLUTELY, CONDITIONALLY, DIVERGES, Series
from calcquiz.solving.series.sets import exponent_of
from calcquiz.solving.slips.power_series import interval_turns, radius_turns
from calcquiz.solving.slips.slip import Slips
from calcquiz.solving.slips.turns import QUIET, Turn, Turns, TurnSlips
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.least import first_of
from calcquiz.tasks.task import Args, name_of
from calcquiz.tasks.terms import verdict_of_terms

MISREAD = {
    (
        ABSOLUTELY,
        CONDITIONALLY,
    ): "Conditional means that the sizes alone diverge. Here their sum is finite: the series converges absolutely.",
    (ABSOLUTELY, DIVERGES): "The sizes of the terms shrink fast enough to have a finite sum.",
    (CONDITIONALLY, ABSOLUTELY): "Without the signs the series diverges, so it does not converge absolutely.",
    (
        CONDITIONALLY,
        DIVERGES,
    ): "The sizes alone diverge, but the signs alternate and the sizes fall to 0: the series converges.",
    (DIVERGES, ABSOLUTELY): "The terms do not shrink fast enough: their sum grows beyond all bounds.",
    (DIVERGES, CONDITIONALLY): "No alternating test applies here: the series diverges.",
}
"""Right verdict, verdict given -> what was misread."""
STAYS = {
    ABSOLUTELY: "The terms do not tend to 0, so the series cannot converge.",
    CONDITIONALLY: "The signs alternate, but the terms do not tend to 0: the series diverges.",
}
"""What is said where the terms do not tend to 0."""
VANISH = "Terms that tend to 0 prove nothing: here they shrink too slowly, and the series diverges."


def verdict_turns(args: Args) -> Turns | None:
    """Return the other verdicts, each with the test that was misread."""
    series = Series(term=tidy(args[0]), name=name_of(args[1]), setting=QUIET)
    right = verdict_of_terms(series.term, series.name)
    if right is None:
        return None
    sizes = without_sign(series.term, series.name)
    growth = growth_of(series.term if sizes is None else sizes, series.name)
    stays = growth is not None and growth.direction >= 0
    turns = []
    for other in (ABSOLUTELY, CONDITIONALLY, DIVERGES):
        if other == right:
            continue
        say = MISREAD[right, other]
        if right == DIVERGES:
            alternating = ABSOLUTELY if sizes is None else other
            say = STAYS[alternating] if stays else VANISH if other == ABSOLUTELY else say
        turns.append(Turn(name=f"taken-for-{other}", wrong=Name(other), say=say))
    return Turns(right=Name(right), turns=tuple(turns))


def set_turns(args: Args) -> Turns | None:
    """Return the wrong turns of the set of parameters of a p-series, or those of an interval."""
    name, parameter = name_of(args[1]), name_of(args[2])
    term = tidy(args[0])
    if without_sign(term, name) is not None:
        return None
    found = exponent_of(term, name, parameter)
    if found is None:
        return interval_turns(args)
    exponent = found[0] if parameter in free_names(found[0]) else found[1]
    slope = slope_of(exponent, parameter)
    size = None if slope is None else exact_number(slope)
    start = exact_number(tidy(substitute(exponent, {parameter: ZERO})))
    if not size or start is None:
        return None
    return Turns(right=_ray((1 - start) / size, size), turns=tuple(_set_turns(size, start)))


def _ray(end: Fraction, slope: Fraction, *, closed: bool = False) -> Tree:
    if slope > 0:
        return Apply("interval[)" if closed else "interval()", (number(end), OO))
    return Apply("interval(]" if closed else "interval()", (MINUS_OO, number(end)))


def _set_turns(slope: Fraction, start: Fraction) -> Iterator[Turn]:
    end = (1 - start) / slope
    say = "At the end itself the exponent is 1: that is the harmonic series, which diverges."
    yield Turn(name="boundary-included", wrong=_ray(end, slope, closed=True), say=say)
    say = "The exponent has to be above 1, not only above 0: terms that tend to 0 are not enough."
    yield Turn(name="threshold-zero", wrong=_ray(-start / slope, slope), say=say)
    yield Turn(name="reversed", wrong=_ray(end, -slope), say="The larger the exponent, the faster the terms shrink.")
    say = "Solve for the parameter: the whole exponent has to be above 1."
    yield Turn(name="exponent-not-solved", wrong=_ray(Fraction(1), slope), say=say)
    yield Turn(name="shift-forgotten", wrong=_ray(1 / slope, slope), say=say)
    yield Turn(name="slope-forgotten", wrong=_ray(1 - start, slope), say=say)


def least_turns(args: Args) -> Turns | None:
    """Return the wrong turns of a first index: one too small, one too large, where it starts."""
    try:
        right = TASKS["least"].key(args, QUIET)
        start = first_of(args)
    except CalcquizError:
        return None
    value = exact_number(right)
    if value is None:
        return None
    name = name_of(args[0])
    small = f"For ${name} = {value - 1}$ the condition does not hold yet."
    large = f"The condition holds for ${name} = {value}$ already."
    turns = (
        Turn(name="one-too-small", wrong=number(value - 1), say=small),
        Turn(name="one-too-large", wrong=number(value + 1), say=large),
        Turn(
            name="counted-from-the-start",
            wrong=number(value - start + 1),
            say="The number itself is asked for, not how many were tried.",
        ),
    )
    return Turns(right=right, turns=turns if value > start else turns[1:2])


SERIES_SLIPS: dict[str, Slips] = {
    "convergence": TurnSlips("convergence", verdict_turns),
    "radius": TurnSlips("radius", radius_turns),
    "interval_of_convergence": TurnSlips("interval_of_convergence", interval_turns),
    "convergence_set": TurnSlips("convergence_set", set_turns),
    "least": TurnSlips("least", least_turns),
}
