"""Slips in sums of known series: n r^n, r^n/n!, and 1/n^2."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.parts import factors_of
from calcquiz.algebra.tidy import negate, product, total
from calcquiz.algebra.tree import Name, Tree, call, div, free_names, number, power
from calcquiz.solving.limits.approach import OO
from calcquiz.solving.limits.infinity import as_monomial
from calcquiz.solving.series.judge import Series
from calcquiz.solving.series.terms import at, exponential_parts
from calcquiz.solving.slips.turns import Turn, Turns
from calcquiz.solving.words import tex
from calcquiz.tasks.textbook import textbook

MOST_MISSING = 6
CONVERGES = "The terms shrink fast enough: the sum is finite."


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A term c r^n times what is left of it."""

    factor: Fraction
    ratio: Fraction
    above: tuple[Tree, ...]
    below: tuple[Tree, ...]


def known_turns(series: Series, args: tuple[Tree, ...]) -> Turns | None:
    """Return the turns of a sum whose value a known series gives."""
    start = exact_number(args[2])
    if start is None or not 0 <= start <= MOST_MISSING:
        return None
    zeta = _of_squares(series, int(start))
    if zeta is not None:
        return zeta
    parts = _parts(series)
    if parts is None:
        return None
    if parts.above == (series.index,) and not parts.below:
        return _of_moments(parts) if start in {0, 1} and abs(parts.ratio) < 1 else None
    if parts.below == (call("factorial", series.index),) and not parts.above:
        return _of_exponentials(series, parts, int(start))
    return None


def _parts(series: Series) -> Parts | None:
    factor, ratio = Fraction(1), Fraction(1)
    left: list[list[Tree]] = [[], []]
    for place, side in enumerate(factors_of(series.term)):
        for one in side:
            found = exponential_parts(one, series.name)
            value = exact_number(one)
            if found is not None:
                ratio *= found[0] ** (-1 if place else 1)
                factor *= found[1] ** (-1 if place else 1)
            elif value:
                factor *= value ** (-1 if place else 1)
            elif series.name in free_names(one):
                left[place].append(one)
            else:
                return None
    return Parts(factor=factor, ratio=ratio, above=tuple(left[0]), below=tuple(left[1]))


def _of_moments(parts: Parts) -> Turns:
    """Return the turns of c n r^n from 1 on: c r/(1 - r)^2."""
    c, r = parts.factor, parts.ratio
    square = "The sum of $n r^n$ is $\\frac{r}{(1 - r)^2}$, from differentiating the geometric series"
    turns = (
        Turn(name="not-squared", wrong=number(c * r / (1 - r)), say=f"{square}: the bottom is squared."),
        Turn(name="ratio-missing-above", wrong=number(c / (1 - r) ** 2), say=f"{square}, times $r$."),
        Turn(name="plain-geometric", wrong=number(c / (1 - r)), say="The factor $n$ in the terms changes the sum."),
        Turn(name="sign-of-ratio", wrong=number(c * r / (1 + r) ** 2), say=f"{square}: mind the sign of $r$."),
        Turn(name="taken-for-divergent", wrong=OO, say=CONVERGES),
    )
    return Turns(right=number(c * r / (1 - r) ** 2), turns=turns)


def _of_exponentials(series: Series, parts: Parts, start: int) -> Turns:
    """Return the turns of c r^n/n! from m on: c e^r less the terms before m."""
    missing = [at(series.term, series.name, k) for k in range(start)]
    whole = product([number(parts.factor), call("exp", number(parts.ratio))])

    def less(terms: list[Tree], of: Tree = whole) -> Tree:
        return textbook(total([of, *(negate(term) for term in terms)]))

    def every() -> Iterator[Turn]:
        n = series.name
        if missing:
            say = f"The series of $e^x$ begins at ${n} = 0$: the terms before ${n} = {start}$ have to be taken away."
            yield Turn(name="first-terms-kept", wrong=less([]), say=say)
        say = f"The sum begins at ${n} = {start}$."
        yield Turn(name="one-term-too-few", wrong=less([*missing, at(series.term, n, start)]), say=say)
        if parts.ratio != 1:
            say = f"The {tex(number(parts.ratio))} to the power ${n}$ goes into the exponent of $e$."
            plain = product([number(parts.factor), Name("e")])
            yield Turn(name="argument-ignored", wrong=less(missing, plain), say=say)
        turned = product([number(parts.factor), call("exp", number(-parts.ratio))])
        yield Turn(name="sign-of-argument", wrong=less(missing, turned), say="Mind the sign in the exponent.")
        yield Turn(name="taken-for-divergent", wrong=OO, say=CONVERGES)

    return Turns(right=less(missing), turns=tuple(every()))


def _of_squares(series: Series, start: int) -> Turns | None:
    """Return the turns of c/n^2: c pi^2/6 less the terms before the start."""
    plain = as_monomial(series.term, series.way)
    if plain is None or plain[1] != -2 or start < 1:
        return None
    missing = [negate(at(series.term, series.name, k)) for k in range(1, start)]
    whole = product([plain[0], div(power(Name("pi"), number(2)), number(6))])
    turns = [Turn(name="taken-for-divergent", wrong=OO, say=CONVERGES)]
    if missing:
        say = f"The sum begins at ${series.name} = {start}$: the terms before have to be taken away."
        turns.append(Turn(name="first-terms-kept", wrong=whole, say=say))
    turns.append(
        Turn(
            name="first-term-only",
            wrong=at(series.term, series.name, start),
            say="That is the first term, not the sum.",
        )
    )
    return Turns(right=textbook(total([whole, *missing])), turns=tuple(turns))
