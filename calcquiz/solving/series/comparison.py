"""Limit comparison: the quotient of the terms and those of a p-series or a geometric series."""

from fractions import Fraction
from functools import partial

from calcquiz.algebra.growth import growth_of
from calcquiz.algebra.orders import Growth
from calcquiz.algebra.parts import factors_of, fraction_of, terms_of
from calcquiz.algebra.powers import slope_of
from calcquiz.algebra.tidy import product, quotient, total, worked_out
from calcquiz.algebra.tree import ONE, ZERO, Apply, Tree, free_names, walk
from calcquiz.records.derivation import Level
from calcquiz.solving.limits.approach import DNE, OO, tend_alike
from calcquiz.solving.limits.infinity import FINEST, as_monomial, monomial, over
from calcquiz.solving.limits.work import limit_worked
from calcquiz.solving.series.judge import Series
from calcquiz.solving.series.terms import exponential_parts, joined_exponentials, ratio_of
from calcquiz.solving.series.tests import concluded, total_tex
from calcquiz.solving.sheet import Sheet
from calcquiz.solving.words import tex


def by_limit_comparison(series: Series, sheet: Sheet) -> bool | None:
    """Compare with a p-series or a geometric series by the limit of the quotient of the terms."""
    found = _companion(series)
    if found is None:
        return None
    other, known, reason = found
    geometric = series.growth is not None and bool(series.growth.rate)
    quotients = _over_leaders(series) if geometric else _divided_by(series, other)
    sheet.say(f"Compare with $b_{{{series.name}}} = {tex(other)[1:-1]}$: {reason}", level=Level.BRIEF)
    if geometric:
        start, after = series.way.task(Apply("div", (series.term, other))), series.way.of(quotients)
        proof = partial(tend_alike, start, after, series.way)
        sheet.chain(start).to("quotient-of-terms", after, "Divide top and bottom by their fastest terms.", proof=proof)
    limit = limit_worked(quotients, series.way, sheet)
    if limit == DNE or (limit == ZERO and not known) or (limit == OO and known):
        return None
    where = total_tex(other)
    if limit == ZERO:
        end = f"The quotient tends to 0 and {where} converges: by limit comparison the series converges too."
    elif limit == OO:
        end = f"The quotient grows beyond all bounds and {where} diverges: by limit comparison the series diverges too."
    else:
        does = "converges" if known else "diverges"
        end = f"The limit is positive and finite: by limit comparison the series {does} as {where} does."
    return concluded(series, sheet, "limit-comparison", end, converges=known)


def _divided_by(series: Series, other: Tree) -> Tree:
    """Return a(n)/b(n) with the powers of n joined, a sum whose terms do not cancel term by term."""
    terms = terms_of(series.term)
    growths = [growth_of(term, series.name) for term in terms]
    if len(terms) > 1 and all(one is not None and one <= (series.growth or one) for one in growths):
        return total([_divided_by(series.of(term), other) for term in terms_of(series.term)])
    above, below = factors_of(quotient(series.term, other))
    power = Fraction(0)
    kept: list[list[Tree]] = [[], []]
    for place, side in enumerate((above, below)):
        for factor in side:
            plain = as_monomial(factor, series.way)
            if plain is None or plain[0] != ONE:
                kept[place].append(factor)
            else:
                power += -plain[1] if place else plain[1]
    powers = fraction_of(monomial(power, series.way, series.term))
    return quotient(product([*kept[0], powers[0]]), product([*kept[1], powers[1]]))


def _companion(series: Series) -> tuple[Tree, bool, str] | None:
    """Return the terms to compare with, whether their series converges, and why."""
    growth = series.growth
    if growth is None or growth.super:
        return None
    if growth.rate:
        return _geometric_companion(series)
    power = _compared_power(growth)
    if power is None or power <= 0:
        return None
    other = quotient(ONE, monomial(power, series.way, series.term))
    converges = power > 1
    name = (
        "the harmonic series"
        if power == 1
        else f"a $p$-series with $p = {tex(worked_out(power, *walk(series.term)))[1:-1]}$"
    )
    return other, converges, f"{name}, which {'converges' if converges else 'diverges'}."


def _compared_power(growth: Growth) -> Fraction | None:
    """Return p of the p-series that tells: the power itself, or one between it and 1 where logarithms disturb."""
    power = Fraction(-growth.power).limit_denominator(FINEST)
    if not growth.logs:
        return power
    if growth.logs > 0:
        return (power + 1) / 2 if power > 1 else power
    if power == 1:
        return None
    return power if power > 1 else Fraction(1)


def _leaders(series: Series) -> list[Tree] | None:
    """Return the fastest terms above and below."""
    leaders = []
    for part in fraction_of(series.term):
        growths = [(growth_of(term, series.name), term) for term in terms_of(part)]
        known = [(growth, term) for growth, term in growths if growth is not None]
        if len(known) < len(growths):
            return None
        leaders.append(max(known, key=lambda pair: pair[0])[1])
    return leaders


def _over_leaders(series: Series) -> Tree:
    """Return top and bottom of the terms, each divided by its fastest exponential."""
    leaders = _leaders(series)
    assert leaders is not None
    parts = []
    for part, leader in zip(fraction_of(series.term), leaders, strict=True):
        if series.name in free_names(leader):
            parts.append(total([over(term, leader, series.way) for term in terms_of(part)]))
        else:
            parts.append(quotient(part, leader))
    return quotient(*parts)


def _geometric_companion(series: Series) -> tuple[Tree, bool, str] | None:
    from calcquiz.algebra.precise import mp_value

    leaders = _leaders(series)
    if leaders is None or not all(_is_exponential(one, series) for one in leaders if series.name in free_names(one)):
        return None
    other = joined_exponentials(quotient(*leaders), series.name)
    ratio = ratio_of(other, series.name, series.setting)
    size = None if ratio is None else mp_value(ratio, {})
    if other == series.term or ratio is None or size is None or size == 1:
        return None
    does = "converges" if size < 1 else "diverges"
    return other, bool(size < 1), f"a geometric series with ratio ${tex(ratio)[1:-1]}$, which {does}."


def _is_exponential(leader: Tree, series: Series) -> bool:
    if isinstance(leader, Apply) and leader.head == "exp":
        return slope_of(leader.args[0], series.name) is not None
    return exponential_parts(leader, series.name) is not None
