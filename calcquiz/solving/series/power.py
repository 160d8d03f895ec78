"""Power series, worked: the ratio test for the radius, then each end as a series of its own."""

from collections.abc import Callable
from functools import cache, partial

from calcquiz.algebra.tidy import negate, product, quotient, raised, tidy, total
from calcquiz.algebra.tree import ONE, TWO, ZERO, Apply, Tree, call, free_names, number, substitute
from calcquiz.records.derivation import Level
from calcquiz.solving.limits.approach import MINUS_OO, OO, tend_alike
from calcquiz.solving.limits.parts import evaluated
from calcquiz.solving.limits.work import limit_worked
from calcquiz.solving.series.judge import DIVERGES, same_terms
from calcquiz.solving.series.power_terms import PowerSeries, power_series
from calcquiz.solving.series.terms import joined_exponentials, next_term, ratio_of
from calcquiz.solving.series.work import verdict_worked
from calcquiz.solving.sheet import Sheet, UnworkedError
from calcquiz.solving.words import tex
from calcquiz.tasks.catalog import TASKS
from calcquiz.tasks.task import Args
from calcquiz.tasks.terms import verdict_of_terms
from calcquiz.tasks.textbook import textbook


def region(found: PowerSeries, sheet: Sheet) -> Args:
    """Write the ratio test and return the ends of the interval inside which the series converges."""
    series = found.series
    ratio = ratio_of(found.rest, series.name, series.setting)
    if ratio is None:
        raise UnworkedError("the quotient of neighbouring terms does not simplify", "Ask for the result alone.")
    size = raised(call("abs", found.base), number(found.step))
    raw = call("abs", Apply("div", (next_term(series.term, series.name), series.term)))
    start, inner = series.way.task(raw), product([size, ratio])
    sheet.say("Ratio test: look at the quotient of neighbouring terms.", level=Level.NORMAL)
    chain = sheet.chain(start)
    after = product([size, series.way.of(ratio)])
    proof = partial(tend_alike, start, series.way.task(inner), series.way)
    why = "Divide and cancel; what does not depend on the index stays in front."
    chain.to("quotient-of-terms", after, why, proof=proof)
    limit = limit_worked(ratio, series.way, sheet.inner()) if series.name in free_names(ratio) else ratio
    limit = textbook(limit)
    whole = textbook(product([size, limit])) if limit != OO else OO
    if limit != OO:
        chain.to(
            "put-in", whole, "Put in the limit.", level=Level.NORMAL, proof=lambda: tend_alike(start, whole, series.way)
        )
    return _inside(found, whole, limit, sheet)


def _inside(found: PowerSeries, whole: Tree, limit: Tree, sheet: Sheet) -> Args:
    """Write for which x the limit of the ratio is below 1."""
    x = tex(found.name)
    if limit == OO:
        why = (
            f"The limit is infinite unless {tex(found.base)} is 0: it converges only at its centre {tex(found.centre)}."
        )
        sheet.say(why, rule="ratio-test", proof=partial(_reaches, found, found.centre))
        return found.centre, found.centre
    if limit == ZERO:
        why = f"The limit is 0 for every {x}, which is below 1: the series converges everywhere."
        sheet.say(why, rule="ratio-test", proof=partial(_reaches, found, OO))
        return MINUS_OO, OO
    bound = _bound(found, limit)
    low, high = _ends(found, bound)
    condition, simple = Apply("<", (whole, ONE)), condition_of(found, bound)
    why = "By the ratio test the series converges where this is below 1 and diverges where it is above 1."
    sheet.say(why, rule="ratio-test", proof=partial(_reaches, found, high))
    if simple != condition:
        why = f"Solve ${tex(condition)[1:-1]}$ for {tex(call('abs', found.base))}:"
        sheet.chain(condition).to(
            "solve-for-the-base", simple, why, proof=partial(_same_region, condition, simple, found)
        )
    return low, high


WHOLE_LINE = ("-4.3", "2.7")
PARTS = ("-1.07", "-0.9", "0.6", "0.95", "1.05")
"""Places where it is looked how the terms shrink: about the centre, in parts of the radius."""


def condition_of(found: PowerSeries, bound: Tree) -> Tree:
    """Return |base| < r."""
    return Apply("<", (call("abs", found.base), bound))


def half(low: Tree, high: Tree, sheet: Sheet) -> Tree:
    """Return half the length of an interval."""
    return evaluated(quotient(total([high, negate(low)]), TWO), sheet.setting)


def _bound(found: PowerSeries, limit: Tree) -> Tree:
    """Return r with |base| < r where |base|^k times the limit is below 1."""
    inverse = textbook(quotient(ONE, limit))
    if found.step == 1:
        return evaluated(inverse, found.series.setting)
    root = call("sqrt", inverse) if found.step == 2 else raised(inverse, quotient(ONE, number(found.step)))
    return evaluated(root, found.series.setting)


def _ends(found: PowerSeries, bound: Tree) -> Args:
    from calcquiz.algebra.precise import mp_value

    shift = textbook(substitute(found.base, {found.variable: ZERO}))
    ends = [
        evaluated(quotient(total([side, negate(shift)]), found.slope), found.series.setting)
        for side in (textbook(negate(bound)), bound)
    ]
    first, second = (mp_value(end, {}) for end in ends)
    if first is None or second is None:
        raise UnworkedError("the ends of the interval hold other names", "Give them values.")
    return tuple(ends) if first < second else tuple(reversed(ends))


def _same_region(condition: Tree, simple: Tree, found: PowerSeries) -> bool | None:
    """Return whether two conditions hold at the same places of a grid about the centre."""
    from mpmath import mpf

    from calcquiz.algebra.precise import mp_value

    centre = mp_value(found.centre, {})
    if centre is None:
        return None
    for k in range(-40, 41):
        place = {found.variable: centre + mpf(k) / 7 + mpf("0.0137")}
        if mp_value(condition, place) is not mp_value(simple, place):
            return False
    return True


def _says(found: PowerSeries, task: str, result: Tree) -> Callable[[], bool | None]:
    args = (found.series.term, found.series.index, found.name)
    return cache(lambda: TASKS[task].oracle(args, result, found.series.setting).agrees)


def _reaches(found: PowerSeries, high: Tree) -> bool | None:
    """Return whether the terms shrink at places inside the ends and do not outside."""
    from mpmath import mpf

    from calcquiz.algebra.precise import mp_value
    from calcquiz.algebra.snapped import as_fraction

    centre = mp_value(found.centre, {})
    radius = None if high == OO else mp_value(high, {}) - centre
    if radius is None:
        rows = [(centre + mpf(part), True) for part in WHOLE_LINE]
    elif not radius:
        rows = [(centre + mpf(part), False) for part in WHOLE_LINE]
    else:
        rows = [(centre + radius * mpf(part), abs(float(part)) < 1) for part in PARTS]
    verdicts = []
    for place, inside in rows:
        term = substitute(found.series.term, {found.variable: number(as_fraction(place))})
        verdict = verdict_of_terms(term, found.series.name)
        verdicts.append(None if verdict is None else (verdict != DIVERGES) is inside)
    return False if False in verdicts else None if None in verdicts else True


def radius(args: Args, sheet: Sheet) -> Tree:
    """Work `radius(a, n, x)`: half the length of the interval."""
    found = power_series(args, sheet)
    low, high = region(found, sheet)
    result = OO if high == OO else half(low, high, sheet)
    why = _radius_told(found, low, high, result)
    sheet.chain(_known(found, low, high)).to("radius", result, why, proof=partial(_reaches, found, high))
    return result


def _known(found: PowerSeries, low: Tree, high: Tree) -> Tree:
    """Return what is known before the brackets: low < x < high, or what holds everywhere or only at the centre."""
    if high == OO:
        return Apply("<", (ZERO, ONE))
    if low == high:
        return Apply("=", (found.name, found.centre))
    return Apply("and", (Apply("<", (low, found.name)), Apply("<", (found.name, high))))


def _radius_told(found: PowerSeries, low: Tree, high: Tree, result: Tree) -> str:
    if result == OO:
        return "It converges everywhere, so the radius is infinite."
    if result == ZERO:
        return "It converges only at its centre, so the radius is 0."
    inside = f"${tex(low)[1:-1]} < {found.variable} < {tex(high)[1:-1]}$"
    return f"So {inside}, an interval about {tex(found.centre)}; its radius is half its length:"


def interval_of_convergence(args: Args, sheet: Sheet) -> Tree:
    """Work `interval_of_convergence(a, n, x)`: inside by the ratio test, then each end by the tests of series."""
    return _interval("interval_of_convergence", args, sheet)


def _interval(task: str, args: Args, sheet: Sheet) -> Tree:
    found = power_series(args, sheet)
    low, high = region(found, sheet)
    before = _known(found, low, high)
    if high in {OO, low}:
        result = Apply("interval()" if high == OO else "interval[]", (low, high))
        why = "So the interval is the whole line:" if high == OO else "So the interval is that one point:"
    else:
        inside = f"${tex(low)[1:-1]} < {found.variable} < {tex(high)[1:-1]}$"
        why = f"So it converges for {inside}. The ratio test says nothing at the ends; look at each."
        sheet.say(why, level=Level.BRIEF)
        belongs = [_end_converges(found, end, sheet) for end in (low, high)]
        brackets = ("[" if belongs[0] else "(") + ("]" if belongs[1] else ")")
        result = Apply(f"interval{brackets}", (low, high))
        why = _brackets_told(belongs, low, high)
    proof = _says(found, task, result)
    sheet.chain(before).to("interval-of-convergence", result, why, proof=proof)
    return result


def _brackets_told(belongs: list[bool], low: Tree, high: Tree) -> str:
    if all(belongs):
        return "Both ends belong to the interval:"
    if not any(belongs):
        return "Neither end belongs to the interval:"
    inside, outside = (low, high) if belongs[0] else (high, low)
    return f"The end {tex(inside)} belongs to the interval, {tex(outside)} does not:"


def _end_converges(found: PowerSeries, end: Tree, sheet: Sheet) -> bool:
    """Write what the series does at an end."""
    series = found.series
    term = joined_exponentials(_at_end(found, end), series.name)
    place = f"${found.variable} = {tex(end)[1:-1]}$"
    sheet.say(
        f"At {place} the series is $\\sum {tex(term)[1:-1]}$.",
        level=Level.BRIEF,
        proof=partial(same_terms, _at_end(found, end), term, series.name),
    )
    converges = verdict_worked(series.of(term), sheet.inner()) != DIVERGES
    sheet.say(f"So it {'converges' if converges else 'diverges'} at {place}.", level=Level.BRIEF)
    return converges


def _at_end(found: PowerSeries, end: Tree) -> Tree:
    return tidy(substitute(found.series.term, {found.variable: end}))


def convergence_set_of_powers(args: Args, sheet: Sheet) -> Tree:
    """Work `convergence_set(a, n, p)` where it is a power series in p."""
    return _interval("convergence_set", args, sheet)
