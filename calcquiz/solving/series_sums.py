"""Infinite sums, worked: geometric, telescoping, those of known power series, and those that diverge."""

from collections.abc import Callable
from fractions import Fraction

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tidy import negate, product, quotient, tidy, total
from calcquiz.algebra.tree import ONE, Apply, Name, Number, Tree, call, free_names, number, sub, substitute
from calcquiz.records.derivation import Level
from calcquiz.records.errors import CalcquizError
from calcquiz.solving.limit_approach import DNE, MINUS_OO, OO, Approach
from calcquiz.solving.limit_parts import cancelled, evaluated, expanded, factors_of, fraction_of, is_rational, terms_of
from calcquiz.solving.limits import limit_worked
from calcquiz.solving.prove import equal
from calcquiz.solving.series_judge import DIVERGES, Series, mpf_of
from calcquiz.solving.series_terms import at, joined_exponentials, ratio_of
from calcquiz.solving.sheet import Chain, Sheet, UnworkedError
from calcquiz.solving.words import tex
from calcquiz.tasks.numeric import numeric_value
from calcquiz.tasks.own_text import read
from calcquiz.tasks.points import close
from calcquiz.tasks.series_sum import TASK
from calcquiz.tasks.task import Args, name_of, whole_number
from calcquiz.tasks.textbook import textbook

TERMS_REQUIRED = 12
"""Terms at the beginning that must be defined."""
TERMS_SHOWN = 3
CHECKED_ENDS = (2, 5, 11, 24)
FURTHEST_SHIFT = 6
"""How far apart the terms of a telescoping sum may stand: 1/(n (n + 6))."""


def infinite_sum(args: Args, sheet: Sheet) -> Tree:
    """Work `sum(a, n, m, oo)`.

    Raises:
        UnworkedError: no rule of ours leads to its value.
    """
    series = Series(term=tidy(args[0]), name=name_of(args[1]), setting=sheet.setting)
    start = whole_number(args[2], "start", low=-1000, high=1000)
    require_terms(series, start, start + TERMS_REQUIRED)
    for rule in RULES:
        known = len(sheet.moves)
        found = rule(series, start, sheet)
        if found is not None:
            return found
        del sheet.moves[known:]
    raise UnworkedError("no rule for this sum is known", "Ask for the result alone.")


def require_terms(series: Series, start: int, end: int) -> None:
    """Raise CalcquizError where a term of the sum is not defined."""
    if free_names(series.term) - {series.name}:
        return
    for n in range(start, end + 1):
        value = numeric_value(series.term, {series.name: mpf_of(n)})
        if value is None and exact_number(at(series.term, series.name, n)) is None:
            advice = "A sum needs all its terms: begin it later."
            raise CalcquizError(f"the term for {series.name} = {n} is not defined", advice)


def summed(series: Series, start: int) -> Tree:
    """Return the sum as a task."""
    return Apply("sum", (series.term, series.index, number(start), OO))


def _chain(series: Series, start: int, sheet: Sheet) -> Chain:
    return sheet.chain(summed(series, start))


def _geometric(series: Series, start: int, sheet: Sheet) -> Tree | None:
    """Sum a geometric series: its first term over 1 - r."""
    ratio = ratio_of(series.term, series.name, series.setting)
    if ratio is None or series.name in free_names(ratio):
        return None
    ratio, first = textbook(ratio), at(series.term, series.name, start)
    size = exact_number(ratio)
    if size is not None and abs(size) >= 1:
        return _without_sum(series, start, ratio, sheet)
    n, r = series.name, tex(ratio)[1:-1]
    why = f"A geometric series with first term {tex(first)} (at ${n} = {start}$) and ratio $r = {r}$"
    sheet.say(f"{why}; ${'|r| < 1' if size is not None else f'|{r}| < 1'}$, so it converges.", level=Level.BRIEF)
    chain = _chain(series, start, sheet)
    as_it_stands = Apply("div", (first, sub(ONE, ratio)))
    why = r"The sum is the first term over $1 - r$: $\frac{a}{1 - r}$."
    chain.to("geometric-series", as_it_stands, why)
    chain.to("simplify", evaluated(tidy(as_it_stands), series.setting), "Simplify.", level=Level.NORMAL)
    return chain.now


def _without_sum(series: Series, start: int, ratio: Tree, sheet: Sheet) -> Tree:
    """Write that a geometric series diverges, and how."""
    size = exact_number(ratio)
    assert size is not None
    result = (OO if series.way.sign(series.term) > 0 else MINUS_OO) if size > 0 else DNE
    r = tex(ratio)[1:-1]
    end = "The partial sums grow beyond all bounds." if size > 0 else "The partial sums swing to and fro."
    if result == MINUS_OO:
        end = "The partial sums fall below all bounds."
    why = f"A geometric series with ratio $r = {r}$; as $|r| \\ge 1$, it diverges. {end}"
    _chain(series, start, sheet).to("geometric-series", result, why, proof=_proof(series, start, result))
    return result


def _proof(series: Series, start: int, result: Tree) -> Callable[[], bool | None]:
    args = (series.term, series.index, number(start), OO)
    return lambda: TASK.oracle(args, result, series.setting).agrees


def _of_geometric_terms(series: Series, start: int, sheet: Sheet) -> Tree | None:
    """Sum a sum of geometric terms, each on its own: (2^n + 3^n)/6^n."""
    top, bottom = fraction_of(series.term)
    parts = terms_of(top)
    if len(parts) < 2:
        return None
    pieces = [joined_exponentials(quotient(part, bottom), series.name) for part in parts]
    ratios = [ratio_of(piece, series.name, series.setting) for piece in pieces]
    sizes = [None if ratio is None else exact_number(ratio) for ratio in ratios]
    if any(size is None or abs(size) >= 1 for size in sizes):
        return None
    chain = _chain(series, start, sheet)
    sums = [Apply("sum", (piece, series.index, number(start), OO)) for piece in pieces]
    chain.to(
        "sum-term-by-term",
        total([_signed(one) for one in sums]),
        "Both parts are geometric series that converge: sum each.",
    )
    found = {one: _geometric(series.of(one.args[0]), start, sheet.inner()) for one in sums}
    after = total([value for value in found.values() if value is not None])
    chain.to("put-in", after, "Put in both sums.")
    return chain.now


def _signed(summation: Apply) -> Tree:
    term, *rest = summation.args
    if isinstance(term, Apply) and term.head == "neg":
        return negate(Apply("sum", (term.args[0], *rest)))
    return summation


def _telescoping(series: Series, start: int, sheet: Sheet) -> Tree | None:
    """Sum terms h(n) - h(n + 1): what is left of a partial sum is h(m) - h(N + 1)."""
    found = telescope(series)
    if found is None:
        return None
    parts, piece, why = found
    chain = _chain(series, start, sheet)
    if parts != series.term:
        opened = Apply("sum", (parts, series.index, number(start), OO))
        chain.to("partial-fractions-of-terms", opened, why, proof=lambda: equal(series.term, parts, series.setting))
    last = Name("N" if series.name != "N" else "M")
    partial = left_over(piece, series, number(start), last)
    way = Approach(variable=last.name, place=OO, whole=True, setting=series.setting)
    why = f"The sum telescopes: {written_out(parts, series, start)}. Up to ${series.name} = {last.name}$ this is left:"
    chain.to("telescoping", way.task(partial), why, proof=lambda: telescopes(partial, series, start, last.name))
    return limit_worked(partial, way, sheet)


def left_over(piece: Tree, series: Series, low: Tree, high: Tree) -> Tree:
    """Return h(m) - h(N + 1), each term of the end with its own sign."""
    following = textbook(total([high, ONE]))
    ends = [_tidied_below(substitute(term, {series.name: following}), series) for term in terms_of(piece)]
    return total([at(piece, series.name, low), *(tidy(negate(end)) for end in ends)])


def _tidied_below(term: Tree, series: Series) -> Tree:
    """Return A/(2(N + 1) - 1) as A/(2N + 1)."""
    if isinstance(term, Apply) and term.head == "div" and len(free_names(term)) == 1:
        below = [expanded(one, series.setting) for one in factors_of(term.args[1])[0]]
        return textbook(quotient(term.args[0], product(below)))
    return textbook(term)


def written_out(parts: Tree, series: Series, start: int) -> str:
    """Return the first terms, each in brackets with its parts: (1 - 1/3) + (1/2 - 1/4), and dots."""
    shown = []
    for n in range(start, start + TERMS_SHOWN):
        pieces = [tidy(substitute(term, {series.name: number(n)})) for term in terms_of(parts)]
        shown.append(rf"\left({tex(Apply('add', tuple(pieces)))[1:-1]}\right)")
    return f"${' + '.join(shown)} + \\dots$"


def telescopes(partial: Tree, series: Series, start: int, last: str) -> bool | None:
    """Return whether partial sums are what is left of them, at several N."""
    for high in CHECKED_ENDS:
        whole = Apply("sum", (series.term, series.index, number(start), number(start + high)))
        mine = numeric_value(substitute(partial, {last: number(start + high)}), {})
        other = numeric_value(whole, {})
        if mine is None or other is None:
            return None
        if not close(mine, other, 1e-12):
            return False
    return True


def telescope(series: Series) -> tuple[Tree, Tree, str] | None:
    """Return the terms in parts, h with a(n) = h(n) - h(n + 1), and the reason for the parts."""
    return _of_fractions(series) or _of_difference(series)


def _of_fractions(series: Series) -> tuple[Tree, Tree, str] | None:
    """Return h for a quotient of polynomials with simple zeros below, whole numbers apart."""
    name = series.name
    if not is_rational(series.term, name) or free_names(series.term) != {name}:
        return None
    parts = textbook(read(series.setting.compute("apart", to_text(series.term), name)))
    shifts = [_shift(term, name) for term in terms_of(parts)]
    known = sorted((one for one in shifts if one is not None), key=lambda one: one[1])
    if len(known) < 2 or len(known) < len(shifts) or sum(weight for weight, _ in known) != 0:
        return None
    low = known[0][1]
    steps = [shift - low for _, shift in known]
    if any(step.denominator != 1 for step in steps) or max(steps) > FURTHEST_SHIFT:
        return None
    left, pieces = Number(known[0][0] - known[0][0]).value, []
    weights = dict(zip((int(step) for step in steps), (one[0] for one in known), strict=True))
    for step in range(int(max(steps))):
        left += weights.get(step, 0)
        if left:
            pieces.append(_fraction(left, low + step, name))
    return parts, total(pieces), "Partial fractions."


def _shift(term: Tree, name: str) -> tuple[Fraction, Fraction] | None:
    """Return A and s of a term A/(n + s)."""
    from calcquiz.algebra.polynomials import quotient_in

    found = quotient_in(term, name, {})
    if found is None or set(found.top) != {0} or max(found.bottom) != 1:
        return None
    slope = found.bottom[1]
    return found.top[0] / slope, found.bottom.get(0, slope * 0) / slope


def _fraction(weight: Fraction, shift: Fraction, name: str) -> Tree:
    """Return A/(n + s) without fractions below."""
    scale = shift.denominator
    below = total([product([number(scale), Name(name)]), number(shift * scale)])
    above = weight * scale
    return quotient(number(above.numerator), product([number(above.denominator), below]))


def _of_difference(series: Series) -> tuple[Tree, Tree, str] | None:
    """Return h for terms written as h(n) - h(n + 1) or the reverse, logarithms of quotients opened."""
    opened, why = _opened(series)
    terms = terms_of(opened)
    if len(terms) != 2:
        return None
    for plus, minus in (terms, reversed(terms)):
        bare = tidy(negate(minus))
        if textbook(substitute(plus, {series.name: total([series.index, ONE])})) == textbook(bare):
            return opened, plus, why
        if textbook(substitute(bare, {series.name: total([series.index, ONE])})) == textbook(plus):
            return opened, tidy(negate(bare)), why
    return None


def _opened(series: Series) -> tuple[Tree, str]:
    term = series.term
    if isinstance(term, Apply) and term.head == "log" and len(term.args) == 1:
        inner = cancelled(term.args[0], series.setting) if is_rational(term.args[0], series.name) else term.args[0]
        from calcquiz.solving.limit_parts import one_fraction

        above, below = one_fraction(inner, series.setting)
        if series.name in free_names(below):
            return total(
                [call("log", above), negate(call("log", below))]
            ), "The logarithm of a quotient is a difference."
    return term, "Written as a difference."


def _divergent(series: Series, start: int, sheet: Sheet) -> Tree | None:
    """Write that a sum has no value, by the tests of series."""
    if series.holds(DIVERGES)() is not True:
        return None
    from calcquiz.solving.series import verdict_worked

    if verdict_worked(series, sheet) != DIVERGES:
        return None
    sign = series.way.sign(series.term)
    result = OO if sign > 0 else MINUS_OO if sign < 0 else DNE
    why = {
        1: "All terms are positive, so the partial sums grow beyond all bounds.",
        -1: "All terms are negative, so the partial sums fall below all bounds.",
        0: "So the sum has no value.",
    }[sign]
    _chain(series, start, sheet).to("divergent-sum", result, why, proof=_proof(series, start, result))
    return result


def _from_known(series: Series, start: int, sheet: Sheet) -> Tree | None:
    from calcquiz.solving.series_known import known_sum

    return known_sum(series, start, sheet)


RULES = (_geometric, _of_geometric_terms, _telescoping, _from_known, _divergent)
"""In the order in which they are tried."""
