"""Direct comparison, the integral test and the alternating test."""

from functools import partial

from calcquiz.algebra.antiderivative import direct_antiderivative
from calcquiz.algebra.differentiate import differentiate
from calcquiz.algebra.growth import growth_of
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tidy import quotient, tidy
from calcquiz.algebra.tree import (
    ONE,
    TWO,
    ZERO,
    Apply,
    Name,
    Tree,
    call,
    free_names,
    number,
    rebuild,
    sub,
    substitute,
    walk,
)
from calcquiz.records.derivation import Level
from calcquiz.records.errors import CalcquizError
from calcquiz.solving.derivatives.derivatives import Differential, differentiated, is_plain
from calcquiz.solving.limits.approach import DNE, MINUS_OO, OO, Approach
from calcquiz.solving.limits.end import Sort
from calcquiz.solving.limits.ends import end_of
from calcquiz.solving.limits.work import limit_worked
from calcquiz.solving.series.judge import Series
from calcquiz.solving.series.terms import at
from calcquiz.solving.series.tests import concluded
from calcquiz.solving.sheet import Sheet
from calcquiz.solving.words import tex
from calcquiz.tasks.numeric import numeric_value
from calcquiz.tasks.own_text import read
from calcquiz.tasks.textbook import textbook

HARD = frozenset({"factorial", "sin", "cos", "tan", "sigma", "erf", "Phi", "floor", "abs", "binomial"})
"""Functions with which integrals of terms take the worker too long."""
STARTS = range(1, 20)
FURTHEST_START = 60
"""From here on, at the latest, terms must decrease for the alternating test."""
LOOKED_AT = (*range(1, 41), 60, 100, 300, 1000, 4000)


def by_bound(series: Series, sheet: Sheet) -> bool | None:
    """Compare with the terms in which what stays bounded is replaced by its bound."""
    from calcquiz.solving.series.positive import converges_positive

    wild = [node for node in walk(series.term) if isinstance(node, Apply) and _is_bounded(node, series)]
    if not wild:
        return None
    ends = [_replaced(series.term, wild, sign) for sign in (1, -1)]
    for other, converges in ((ends[0], True), (ends[1], True), (ends[1], False), (ends[0], False)):
        told = growth_of(other, series.name) is not None and _is_bound(series, other, upper=converges) is True
        if not told or (not converges and series.way.sign(other) <= 0):
            continue  # what lies above a negative bound may do as it likes
        if series.of(other).holds("absolutely" if converges else "diverges")() is not True:
            continue
        relation = r"\le" if converges else r"\ge"
        bound = {"sin": "1", "cos": "1", "atan": r"\frac{\pi}{2}"}[wild[0].head]
        inner = tex(wild[0])[1:-1]
        known = rf"As $|{inner}| \le {bound}$, $0 \le |a_{{{series.name}}}| {relation} {tex(other)[1:-1]}$."
        if not converges:
            known = rf"As $|{inner}| \le {bound}$, $a_{{{series.name}}} \ge {tex(other)[1:-1]}$."
        sheet.say(
            f"Compare: {known}",
            level=Level.BRIEF,
            proof=partial(_is_bound, series, other, upper=converges),
        )
        found = converges_positive(series.of(other), sheet)
        if found is not converges:
            return None
        does = "converges absolutely" if converges else "diverges"
        which = "smaller in size" if converges else "larger"
        why = f"The terms are {which}: by comparison the series {does}."
        return concluded(series, sheet, "direct-comparison", why, converges=converges)
    return None


def _is_bounded(node: Apply, series: Series) -> bool:
    if node.head == "atan":
        return series.name in free_names(node) and end_of(node.args[0], series.way).limit == OO
    return node.head in {"sin", "cos"} and end_of(node, series.way).sort is Sort.BOUNDED


def _replaced(term: Tree, wild: list[Apply], sign: int) -> Tree:
    bounds = {"sin": number(sign), "cos": number(sign), "atan": quotient(Name("pi"), TWO) if sign > 0 else ONE}
    made = rebuild(term, lambda node: bounds[node.head] if isinstance(node, Apply) and node in wild else node)
    made = textbook(made)
    return textbook(made.args[0]) if isinstance(made, Apply) and made.head == "abs" else made


def _is_bound(series: Series, other: Tree, *, upper: bool) -> bool | None:
    """Return whether |a(n)| stays below (or a(n) above) the bound, at many n."""
    for n in LOOKED_AT[2:]:
        mine, bound = (numeric_value(tree, {series.name: n}) for tree in (call("abs", series.term), other))
        if mine is None or bound is None:
            continue
        if (mine > bound * (1 + 1e-12)) if upper else (mine < bound * (1 - 1e-12)):
            return False
    return True


def by_integral(series: Series, sheet: Sheet) -> bool | None:
    """Apply the integral test: the antiderivative found by the worker, its limit worked."""
    from mpmath import mpf

    defined = (n for n in STARTS if numeric_value(series.term, {series.name: mpf(n)}) is not None)
    start = next((n for n in defined if _falls_from(series.term, series.name, n)), None)
    if start is None:
        return None
    found = _antiderivative(series)
    if found is None:
        return None
    found = rebuild(found, lambda node: node.args[0] if isinstance(node, Apply) and node.head == "abs" else node)
    asked = Apply("integral", (series.term, series.index, number(start), OO))
    n = tex(series.index)
    sheet.say(
        f"Integral test: {tex(series.term)} is positive, continuous and decreasing from {n} = {start} on, "
        "so series and integral do the same.",
        level=Level.BRIEF,
        proof=partial(_falls_from, series.term, series.name, start),
    )
    far = Name("b" if series.name != "b" else "c")
    value = sub(substitute(found, {series.name: far}), at(found, series.name, start))
    way = Approach(variable=far.name, place=OO, setting=series.setting)
    after = way.task(tidy(value))
    sheet.chain(asked).to(
        "improper-by-limit",
        after,
        f"An antiderivative is {tex(found)}: put in the ends.",
        proof=lambda: _same_slope(found, series),
    )
    limit = limit_worked(tidy(value), way, sheet)
    if limit == DNE:
        return None
    converges = limit not in {OO, MINUS_OO}
    does, so = ("is finite", "converges") if converges else ("diverges", "diverges too")
    why = f"The integral {does}: by the integral test the series {so}."
    return concluded(series, sheet, "integral-test", why, converges=converges)


def _antiderivative(series: Series) -> Tree | None:
    """Return an antiderivative: off the table, else by the worker where the terms are plain enough for it."""
    found = direct_antiderivative(series.term, series.name, frozenset({series.name}))
    if found is not None:
        return textbook(found)
    if any(isinstance(node, Apply) and node.head in HARD for node in walk(series.term)):
        return None
    try:
        text = series.setting.compute("integral", to_text(series.term), series.name, series.name)
    except CalcquizError:
        return None  # no antiderivative is known
    return textbook(read(text))


def _same_slope(found: Tree, series: Series) -> bool | None:
    from calcquiz.algebra.points import Domain
    from calcquiz.algebra.probe import same_values

    return same_values(differentiate(found, series.name), series.term, Domain(positive=frozenset({series.name})))


def _falls_from(term: Tree, name: str, start: int) -> bool:
    """Return whether a(n + 1) < a(n) at many n from a start on."""
    from mpmath import mpf

    places = sorted({*range(start, start + 30), *(n for n in LOOKED_AT if n >= start)})
    for n in places:
        here, there = (numeric_value(term, {name: mpf(n + step)}) for step in (0, 1))
        if here is not None and there is not None and not 0 < there < here:
            return False
    return True


def alternates_to_zero(sizes: Series, sheet: Sheet) -> bool:
    """Write the three conditions of the alternating test for b(n) = |a(n)|; False where one of them fails."""
    start = next((n for n in range(1, FURTHEST_START) if _falls_from(sizes.term, sizes.name, n)), None)
    if start is None:
        return False
    b = f"$b_{{{sizes.name}}} = {tex(sizes.term)[1:-1]}$"
    sheet.say(f"The signs alternate: try the alternating series test with {b}, which is positive.", level=Level.BRIEF)
    _say_decreasing(sizes, start, sheet)
    if limit_worked(sizes.term, sizes.way, sheet) != ZERO:
        return False
    why = f"The $b_{{{sizes.name}}}$ are positive, decrease and tend to 0: by the alternating series test it converges."
    sheet.say(why, rule="alternating-test", proof=partial(_falls_from, sizes.term, sizes.name, start))
    return True


def _say_decreasing(sizes: Series, start: int, sheet: Sheet) -> None:
    """Write why the sizes decrease: the bottom grows under a constant, or the derivative is negative."""
    proof = partial(_falls_from, sizes.term, sizes.name, start)
    n = tex(sizes.index)
    term = sizes.term
    if isinstance(term, Apply) and term.head == "div" and sizes.name not in free_names(term.args[0]):
        sheet.say(
            f"It decreases, because the bottom {tex(term.args[1])} grows with {n}.", level=Level.BRIEF, proof=proof
        )
        return
    slope = textbook(differentiate(term, sizes.name))
    by = Differential(variable=sizes.name)
    if not is_plain(term, by):
        slope = differentiated(term, by, sheet.inner())
    begins = _negative_from(slope, sizes.name, start)
    since = f" from {n} = {begins} on" if begins > 1 else ""
    sheet.say(f"It decreases: the derivative {tex(slope)} is negative{since}.", level=Level.BRIEF, proof=proof)


def _negative_from(slope: Tree, name: str, start: int) -> int:
    """Return the first whole number from which a slope is negative, as far as values tell."""
    from mpmath import mpf

    places = list(range(start, start + FURTHEST_START))
    signs = [(value := numeric_value(slope, {name: mpf(n)})) is not None and value < 0 for n in places]
    late = [n for n, negative in zip(places, signs, strict=True) if not negative]
    return late[-1] + 1 if late else start
