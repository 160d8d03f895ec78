"""Slips in sums: first term, ratio and index of geometric ones, what is left of telescoping ones, the last index."""

from collections.abc import Iterator
from fractions import Fraction

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tidy import negate, product, quotient, raised, tidy, total
from calcquiz.algebra.tree import ONE, ZERO, Name, Tree, free_names, number, sub
from calcquiz.records.errors import CalcquizError
from calcquiz.solving.limits.approach import OO
from calcquiz.solving.series.judge import DIVERGES, Series
from calcquiz.solving.series.terms import at, ratio_of
from calcquiz.solving.slips.known_sums import known_turns
from calcquiz.solving.slips.slip import Slips
from calcquiz.solving.slips.turns import QUIET, Turn, Turns, TurnSlips
from calcquiz.solving.words import tex
from calcquiz.tasks.task import Args, name_of
from calcquiz.tasks.textbook import textbook

LONGEST = 60
"""A finite sum of so many terms is added up to know the right answer."""
FURTHEST_SHIFT = 6


def sum_turns(args: Args) -> Turns | None:
    """Return the wrong turns of a sum."""
    series = Series(term=tidy(args[0]), name=name_of(args[1]), setting=QUIET)
    ratio = _ratio(series)
    if ratio is not None:
        return _of_geometric(series, ratio, args)
    if args[3] == OO:
        return _of_telescoping(series, args) or known_turns(series, args) or _of_divergent(series)
    return _of_finite(series, args)


def _ratio(series: Series) -> Tree | None:
    try:
        ratio = ratio_of(series.term, series.name, QUIET)
    except CalcquizError:
        return None  # it would have to be simplified by the worker: no geometric series
    return None if ratio is None or series.name in free_names(ratio) or ratio == ONE else textbook(ratio)


def _of_geometric(series: Series, ratio: Tree, args: Args) -> Turns | None:
    start, end = args[2], args[3]
    first = at(series.term, series.name, start)
    size = exact_number(ratio)
    if end != OO:
        return _of_finite_geometric(series, ratio, first, args)
    if size is not None and abs(size) >= 1:
        say = f"The ratio {tex(ratio)} is not below 1 in size: the series diverges."
        wrong = tidy(quotient(first, sub(ONE, ratio)))
        positive = series.way.sign(series.term) > 0
        right: Tree = OO if positive and size > 0 else Name("dne")
        return Turns(right=right, turns=(Turn(name="formula-without-convergence", wrong=wrong, say=say),))
    right = _over(first, sub(ONE, ratio))
    return Turns(right=right, turns=tuple(_geometric_turns(series, ratio, first, start)))


def _over(above: Tree, below: Tree) -> Tree:
    return textbook(tidy(quotient(above, tidy(below))))


def _geometric_turns(series: Series, ratio: Tree, first: Tree, start: Tree) -> Iterator[Turn]:
    n, r = series.name, tex(ratio)[1:-1]
    below = sub(ONE, ratio)
    begin = at(series.term, n, 0)
    if first != begin:
        say = f"The sum begins at ${n} = {tex(start)[1:-1]}$: its first term is {tex(first)}, not {tex(begin)}."
        yield Turn(name="starts-at-zero", wrong=_over(begin, below), say=say)
    one = at(series.term, n, 1)
    if start != ONE and one not in {first, begin}:
        say = f"The sum begins at ${n} = {tex(start)[1:-1]}$: its first term is {tex(first)}, not {tex(one)}."
        yield Turn(name="starts-at-one", wrong=_over(one, below), say=say)
    say = f"The first term is {tex(first)}; the sum is the first term over $1 - r$."
    if first != ONE:
        yield Turn(name="first-term-forgotten", wrong=_over(ONE, below), say=say)
    coefficient = textbook(quotient(first, raised(ratio, start)))
    if coefficient not in {ONE, first}:
        say = f"The factor {tex(coefficient)} in front of every term is missing."
        yield Turn(name="coefficient-forgotten", wrong=_over(textbook(quotient(first, coefficient)), below), say=say)
    say = f"The index is off by one: the first term belongs to ${n} = {tex(start)[1:-1]}$."
    yield Turn(name="index-one-late", wrong=_over(product([first, ratio]), below), say=say)
    yield Turn(name="index-one-early", wrong=_over(textbook(quotient(first, ratio)), below), say=say)
    say = f"The sum is over $1 - r$ with $r = {r}$: mind the sign."
    yield Turn(name="sign-of-ratio", wrong=_over(first, total([ONE, ratio])), say=say)
    yield Turn(
        name="ratio-as-denominator", wrong=_over(first, ratio), say=f"The sum is over $1 - r$, not over $r = {r}$."
    )
    yield Turn(
        name="ratio-on-top", wrong=_over(ratio, below), say=f"On top stands the first term {tex(first)}, not the ratio."
    )
    yield Turn(
        name="denominator-forgotten", wrong=first, say="That is the first term alone; it is still divided by $1 - r$."
    )
    yield Turn(name="upside-down", wrong=_over(below, first), say="The first term stands above, $1 - r$ below.")
    yield Turn(
        name="multiplied-by-one-minus-ratio",
        wrong=tidy(product([first, tidy(below)])),
        say="The sum is the first term over $1 - r$, not times it.",
    )
    say = f"$|r| < 1$ for $r = {r}$: the series converges."
    yield Turn(name="taken-for-divergent", wrong=OO, say=say)


def _of_finite_geometric(series: Series, ratio: Tree, first: Tree, args: Args) -> Turns:
    start, end = args[2], args[3]
    count = textbook(total([end, negate(start), ONE]))

    def with_terms(terms: Tree, leading: Tree = first) -> Tree:
        top = sub(ONE, raised(ratio, tidy(terms)))
        return _over(product([leading, tidy(top)]), sub(ONE, ratio))

    say = f"From {tex(start)} to {tex(end)} there are {tex(count)} terms."
    turns = [
        Turn(name="one-term-too-few", wrong=with_terms(total([count, number(-1)])), say=say),
        Turn(name="one-term-too-many", wrong=with_terms(total([count, ONE])), say=say),
    ]
    size = exact_number(ratio)
    if size is None or abs(size) < 1:
        say = "That is the sum of the whole series; this one ends."
        turns.append(Turn(name="infinite-formula", wrong=_over(first, sub(ONE, ratio)), say=say))
    if first != ONE:
        say = f"The first term {tex(first)} is missing as a factor."
        turns.append(Turn(name="first-term-forgotten", wrong=with_terms(count, ONE), say=say))
    last = at(series.term, series.name, end)
    turns.append(Turn(name="last-term-only", wrong=last, say="That is the last term, not the sum."))
    say = "The power of the ratio is taken away from 1, not added."
    plus = _over(product([first, tidy(total([ONE, raised(ratio, count)]))]), sub(ONE, ratio))
    turns.append(Turn(name="power-added", wrong=plus, say=say))
    return Turns(right=with_terms(count), turns=tuple(turns))


def _of_telescoping(series: Series, args: Args) -> Turns | None:
    """Return the turns of k/((n + a)(n + b)), a and b whole numbers apart."""
    from calcquiz.algebra.polynomials import quotient_in

    start = exact_number(args[2])
    found = quotient_in(series.term, series.name, {})
    if start is None or found is None or set(found.top) != {0} or max(found.bottom, default=0) != 2:
        return None
    shifts = _shifts(series.term, series.name)
    if shifts is None or not 0 < shifts[1] - shifts[0] <= FURTHEST_SHIFT:
        return None
    distance, factor = int(shifts[1] - shifts[0]), found.top[0] / found.bottom[2]
    survivors = [1 / (start + shifts[0] + step) for step in range(distance)]
    right = factor / distance * sum(survivors)
    turns = []
    if distance > 1:
        say = f"{distance} terms at the beginning are not taken away again, not only the first."
        turns.append(Turn(name="first-survivor-only", wrong=number(factor / distance * survivors[0]), say=say))
        say = f"The partial fractions have the factor $\\frac{{1}}{{{distance}}}$."
        turns.append(Turn(name="divisor-forgotten", wrong=number(factor * sum(survivors)), say=say))
    if factor != 1:
        say = f"The factor {tex(number(factor))} is missing."
        turns.append(Turn(name="coefficient-forgotten", wrong=number(right / factor), say=say))
    say = "Each fraction alone has no finite sum, but their difference has: all but a few terms cancel."
    turns.append(Turn(name="taken-for-harmonic", wrong=OO, say=say))
    turns.append(Turn(name="limit-of-terms", wrong=ZERO, say="That is what the terms tend to. Asked is their sum."))
    first = at(series.term, series.name, int(start))
    turns.append(Turn(name="first-term-only", wrong=first, say="That is the first term, not the sum."))
    return Turns(right=number(right), turns=tuple(turns))


def _shifts(term: Tree, name: str) -> tuple[Fraction, Fraction] | None:
    """Return a and b, the smaller first, of a quotient over (n + a)(n + b)."""
    from math import isqrt

    from calcquiz.algebra.polynomials import quotient_in

    found = quotient_in(term, name, {})
    assert found is not None
    c, b, a = (found.bottom.get(power, Fraction(0)) for power in range(3))
    square = b * b - 4 * a * c
    if square <= 0:
        return None
    above, below = isqrt(square.numerator), isqrt(square.denominator)
    if above**2 != square.numerator or below**2 != square.denominator:
        return None
    root = Fraction(above, below)
    low, high = sorted(((b - root) / (2 * a), (b + root) / (2 * a)))
    return (low, high) if (high - low).denominator == 1 else None


def _of_divergent(series: Series) -> Turns | None:
    """Return the turns where a series of positive terms diverges."""
    if series.way.sign(series.term) <= 0 or series.holds(DIVERGES)() is not True:
        return None
    turns = [Turn(name="limit-of-terms", wrong=ZERO, say="That is what the terms tend to. Asked is their sum.")]
    turns.append(
        Turn(name="first-term-only", wrong=at(series.term, series.name, 1), say="That is the first term, not the sum.")
    )
    return Turns(right=OO, turns=tuple(turns))


def _of_finite(series: Series, args: Args) -> Turns | None:
    """Return the turns of a short sum of numbers: a term too few, too many, or only the last one."""
    start, end = (exact_number(arg) for arg in args[2:])
    if start is None or end is None or not 0 <= end - start <= LONGEST or free_names(series.term) != {series.name}:
        return None
    values = [exact_number(at(series.term, series.name, int(start) + k)) for k in range(int(end - start) + 2)]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    *inside, beyond = known
    whole, n = sum(inside), series.name
    say = f"The sum runs from ${n} = {start}$ to ${n} = {end}$, both ends included."
    turns = (
        Turn(name="last-term-left-out", wrong=number(whole - inside[-1]), say=say),
        Turn(name="one-term-too-many", wrong=number(whole + beyond), say=say),
        Turn(name="first-term-left-out", wrong=number(whole - inside[0]), say=say),
        Turn(name="last-term-only", wrong=number(inside[-1]), say="That is the last term, not the sum."),
    )
    return Turns(right=number(whole), turns=turns)


SUM_SLIPS: dict[str, Slips] = {"sum": TurnSlips("sum", sum_turns)}
