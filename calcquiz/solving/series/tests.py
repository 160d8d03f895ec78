"""The tests of convergence for series of positive terms: each writes its reasons and says what it found."""

from collections.abc import Callable

from calcquiz.algebra.antiderivative import direct_antiderivative
from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.growth import growth_of
from calcquiz.algebra.parts import factors_of
from calcquiz.algebra.powers import slope_of
from calcquiz.algebra.tidy import product, quotient, raised, worked_out
from calcquiz.algebra.tree import ONE, ZERO, Apply, Tree, call, free_names, walk
from calcquiz.records.derivation import Level
from calcquiz.solving.limits.approach import OO, tend_alike
from calcquiz.solving.limits.ends import end_of
from calcquiz.solving.limits.forms import limit_by_numbers
from calcquiz.solving.limits.infinity import as_monomial
from calcquiz.solving.limits.work import limit_worked
from calcquiz.solving.series.judge import ABSOLUTELY, DIVERGES, Series
from calcquiz.solving.series.terms import next_term, ratio_of
from calcquiz.solving.sheet import Sheet, UnworkedError
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
        written = tex(worked_out(power, *walk(series.term)))[1:-1]
        why = (
            f"{total_tex(series.term)} is a $p$-series with $p = {written} {relation}$: "
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


def by_ratio_of_powers(series: Series, sheet: Sheet) -> bool | None:
    """Apply the ratio test where powers like 2^(n^2) stand, whose antiderivatives nobody knows."""
    if series.growth is not None or not _has_quick_power(series):
        return None
    if direct_antiderivative(series.term, series.name, frozenset({series.name})) is not None:
        return None
    ratio = ratio_of(series.term, series.name, series.setting)
    if ratio is None:
        return None
    try:
        ratio_limit(series, ratio, Sheet(series.setting))
    except UnworkedError:
        return None
    sheet.say("Ratio test: look at the quotient of neighbouring terms.", level=Level.NORMAL)
    return _by_size(series, ratio_limit(series, ratio, sheet), sheet, "ratio-test")


def _has_quick_power(series: Series) -> bool:
    return any(
        isinstance(node, Apply)
        and node.head in {"pow", "exp"}
        and series.name in free_names(node.args[-1])
        and slope_of(node.args[-1], series.name) is None
        for node in walk(series.term)
    )


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
