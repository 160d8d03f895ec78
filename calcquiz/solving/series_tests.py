"""The tests of convergence for series of positive terms: each writes its reasons and says what it found."""

from collections.abc import Callable
from fractions import Fraction
from functools import partial

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.powers import slope_of
from calcquiz.algebra.tidy import product, quotient, raised, total
from calcquiz.algebra.tree import ONE, ZERO, Apply, Tree, call, free_names, number
from calcquiz.records.derivation import Level
from calcquiz.solving.limit_approach import DNE, OO, tend_alike
from calcquiz.solving.limit_ends import end_of
from calcquiz.solving.limit_forms import limit_by_numbers
from calcquiz.solving.limit_growth import Growth, growth_of
from calcquiz.solving.limit_infinity import as_monomial, monomial, over
from calcquiz.solving.limit_parts import factors_of, fraction_of, terms_of
from calcquiz.solving.limits import limit_worked
from calcquiz.solving.series_judge import ABSOLUTELY, DIVERGES, Series
from calcquiz.solving.series_terms import exponential_parts, joined_exponentials, next_term, ratio_of
from calcquiz.solving.sheet import Sheet
from calcquiz.solving.words import tex
from calcquiz.tasks.textbook import textbook

STAYS = 0.1
"""Terms as large as this far out, of which no growth is known, are worked for the test of the n-th term."""
Test = Callable[[Series, Sheet], bool | None]
"""Takes a series of positive terms; True: it converges, False: it diverges, None: the test does not apply."""


def total_tex(term: Tree) -> str:
    """Return `sum of the term` as `$TeX$`."""
    return f"$\\sum {tex(term)[1:-1]}$"


def concluded(series: Series, sheet: Sheet, rule: str, why: str, *, converges: bool) -> bool:
    """Write what a test concludes, proved by how the terms shrink."""
    verdict = ABSOLUTELY if converges else DIVERGES
    sheet.say(why, rule=rule, proof=series.holds(verdict))
    return converges


def by_terms(series: Series, sheet: Sheet) -> bool | None:
    """Apply the test of the n-th term, where the terms do not tend to 0."""
    growth = series.growth
    if growth is None:
        known = limit_by_numbers(series.term, series.way)
        if not known or (known == "finite" and _is_small(series)):
            return None
    elif growth.direction < 0:
        return None
    sheet.say("First look at the terms: a series can only converge when they tend to 0.", level=Level.NORMAL)
    if series.name not in free_names(series.term):
        why = f"The terms are all {tex(series.term)}: they do not tend to 0, so the series diverges."
        return concluded(series, sheet, "nth-term-test", why, converges=False)
    limit = limit_worked(series.term, series.way, sheet)
    if limit == ZERO:
        return None
    known = "grow beyond all bounds" if limit == OO else f"tend to {tex(limit)}, not to 0"
    why = f"The terms {known}: by the test of the $n$-th term the series diverges."
    return concluded(series, sheet, "nth-term-test", why.replace("$n$", tex(series.index)), converges=False)


def _is_small(series: Series) -> bool:
    """Return whether the terms are, or may be, on their way to 0."""
    if end_of(series.term, series.way).is_zero:
        return True
    rows = series.way.rows(series.term)
    return not rows or not rows[0] or abs(rows[0][-1]) < STAYS


def by_geometric(series: Series, sheet: Sheet) -> bool | None:
    """Recognize a geometric series by its constant ratio."""
    ratio = ratio_of(series.term, series.name, series.setting)
    if ratio is None or series.name in free_names(ratio) or ratio == ONE:
        return None
    size = exact_number(ratio)
    small = size < 1 if size is not None else series.growth is not None and series.growth.direction < 0
    why = (
        f"{total_tex(series.term)} is a geometric series with ratio $r = {tex(ratio)[1:-1]}$; "
        f"as $|r| {'<' if small else '>='} 1$, it {'converges' if small else 'diverges'}."
    ).replace(">=", r"\ge")
    return concluded(series, sheet, "geometric-test", why, converges=small)


def by_p_series(series: Series, sheet: Sheet) -> bool | None:
    """Recognize a constant times 1/n^p."""
    found = as_monomial(series.term, series.way)
    if found is None or found[1] >= 0:
        return None
    power = -found[1]
    converges = power > 1
    if power == 1:
        why = f"{total_tex(series.term)} is the harmonic series (up to a factor), which diverges: $p = 1$."
        if found[0] == ONE:
            why = f"{total_tex(series.term)} is the harmonic series, which diverges: $p = 1$."
    else:
        relation = "> 1" if converges else r"\le 1"
        why = (
            f"{total_tex(series.term)} is a $p$-series with $p = {tex(number(power))[1:-1]} {relation}$: "
            f"it {'converges' if converges else 'diverges'}."
        )
    return concluded(series, sheet, "p-series", why, converges=converges)


def by_ratio(series: Series, sheet: Sheet) -> bool | None:
    """Apply the ratio test to products of powers, exponentials and factorials."""
    growth = series.growth
    if growth is None or not (growth.super or growth.rate) or _adds_exponentials(series):
        return None
    ratio = ratio_of(series.term, series.name, series.setting)
    if ratio is None:
        return None
    sheet.say("Ratio test: look at the quotient of neighbouring terms.", level=Level.NORMAL)
    limit = ratio_limit(series, ratio, sheet)
    return _by_size(series, limit, sheet, "ratio-test")


def _adds_exponentials(series: Series) -> bool:
    """Return whether an exponential is one term of a sum: comparison is shorter then."""
    for factor in (*factors_of(series.term)[0], *factors_of(series.term)[1]):
        growth = growth_of(factor, series.name)
        if isinstance(factor, Apply) and factor.head == "add" and (growth is None or growth.rate):
            return True
    return False


def ratio_limit(series: Series, ratio: Tree, sheet: Sheet) -> Tree:
    """Write the limit of a(n + 1)/a(n) and return it."""
    raw = Apply("div", (next_term(series.term, series.name), series.term))
    start, after = series.way.task(raw), series.way.of(ratio)
    why = "Divide and cancel."
    sheet.chain(start).to(
        "quotient-of-terms", after, why, level=Level.BRIEF, proof=lambda: tend_alike(start, after, series.way)
    )
    return limit_worked(ratio, series.way, sheet) if series.name in free_names(ratio) else ratio


def _by_size(series: Series, limit: Tree, sheet: Sheet, rule: str) -> bool | None:
    """Conclude from the limit of the ratio or the root."""
    from calcquiz.algebra.precise import mp_value

    size = mp_value(limit, {})
    if limit != OO and (size is None or size == 1):
        return None
    converges = limit != OO and bool(size < 1)
    name = "ratio" if rule == "ratio-test" else "root"
    relation = "= \\infty" if limit == OO else f"= {tex(limit)[1:-1]} {'<' if converges else '>'} 1"
    does = "converges absolutely" if converges else "diverges"
    why = f"The limit is $L {relation}$: by the {name} test the series {does}."
    return concluded(series, sheet, rule, why, converges=converges)


def by_root(series: Series, sheet: Sheet) -> bool | None:
    """Apply the root test where the terms are n-th powers."""
    above, below = factors_of(series.term)
    top, bottom = ([_root_of(factor, series) for factor in side] for side in (above, below))
    rooted = [factor for factor in (*top, *bottom) if factor is not None]
    moving = any(series.name in free_names(factor) for factor in rooted)
    if len(rooted) < len(top) + len(bottom) or not moving:
        return None
    root = textbook(quotient(product([f for f in top if f is not None]), product([f for f in bottom if f is not None])))
    start = series.way.task(Apply("pow", (series.term, Apply("div", (ONE, series.index)))))
    after = series.way.of(root)
    sheet.say(f"The terms are powers with {tex(series.index)} in the exponent: take the root test.", level=Level.NORMAL)
    sheet.chain(start).to("root-of-terms", after, "Take the root.", proof=lambda: tend_alike(start, after, series.way))
    limit = limit_worked(root, series.way, sheet)
    return _by_size(series, limit, sheet, "root-test")


def _root_of(factor: Tree, series: Series) -> Tree | None:
    """Return the n-th root of b^(k n) or b^(n^2)."""
    if factor == ONE:
        return ONE
    if not isinstance(factor, Apply) or factor.head not in {"pow", "exp"}:
        return None
    base, exponent = factor.args[0], factor.args[-1]
    if series.name not in free_names(exponent):
        return None
    share = textbook(quotient(exponent, series.index))
    if isinstance(exponent, Apply) and exponent.head == "add":
        return None
    return call("exp", share) if factor.head == "exp" else raised(base, share)


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
    powers = fraction_of(monomial(power, series.way))
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
    other = quotient(ONE, monomial(power, series.way))
    converges = power > 1
    name = "the harmonic series" if power == 1 else f"a $p$-series with $p = {tex(number(power))[1:-1]}$"
    return other, converges, f"{name}, which {'converges' if converges else 'diverges'}."


def _compared_power(growth: Growth) -> Fraction | None:
    """Return p of the p-series that tells: the power itself, or one between it and 1 where logarithms disturb."""
    power = Fraction(-growth.power).limit_denominator(24)
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


TESTS: tuple[Test, ...] = (by_terms, by_geometric, by_p_series, by_root, by_ratio, by_limit_comparison)
"""In the order in which a teacher tries them; comparison by size and the integral test come last."""
