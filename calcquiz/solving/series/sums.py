"""Infinite sums, worked: geometric, telescoping, those of known power series, and those that diverge."""

from collections.abc import Callable

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.parts import factors_of, fraction_of, terms_of
from calcquiz.algebra.tidy import negate, quotient, tidy, total
from calcquiz.algebra.tree import ONE, ZERO, Apply, Name, Tree, free_names, number, sub
from calcquiz.records.derivation import Level
from calcquiz.records.errors import CalcquizError
from calcquiz.solving.limits.approach import DNE, MINUS_OO, OO, Approach
from calcquiz.solving.limits.parts import evaluated, expanded
from calcquiz.solving.limits.work import limit_worked
from calcquiz.solving.prove import equal
from calcquiz.solving.series.judge import DIVERGES, Series, mpf_of
from calcquiz.solving.series.telescoping import left_over, telescope, telescopes, written_out
from calcquiz.solving.series.terms import at, joined_exponentials, ratio_of
from calcquiz.solving.sheet import Chain, Sheet, UnworkedError
from calcquiz.solving.words import tex
from calcquiz.tasks.numeric import numeric_value
from calcquiz.tasks.series_sum import TASK
from calcquiz.tasks.task import Args, name_of, whole_number
from calcquiz.tasks.terms import direction_of_terms
from calcquiz.tasks.textbook import textbook

TERMS_REQUIRED = 12
"""Terms at the beginning that must be defined."""


def infinite_sum(args: Args, sheet: Sheet) -> Tree:
    """Work `sum(a, n, m, oo)`.

    Raises:
        UnworkedError: no rule of ours leads to its value.
    """
    series = Series(term=tidy(args[0]), name=name_of(args[1]), setting=sheet.setting)
    start = whole_number(args[2], "start", low=-1000, high=1000)
    require_terms(series, start, start + TERMS_REQUIRED)
    if textbook(series.term) == ZERO:
        _chain(series, start, sheet).to("simplify", ZERO, "All terms are 0, and so is their sum.")
        return ZERO
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


def _of_terms(series: Series, start: int, sheet: Sheet) -> Tree | None:
    """Sum a sum of terms that are geometric or of a known series, each on its own: (2^n + 3^n)/6^n, n (n + 1)/2^n."""
    top, bottom = fraction_of(series.term)
    parts = terms_of(top)
    if len(parts) < 2:
        parts = terms_of(expanded(top, series.setting)) if _has_sum(top) else []
    pieces = [joined_exponentials(quotient(part, bottom), series.name) for part in parts]
    sums = [Apply("sum", (piece, series.index, number(start), OO)) for piece in pieces]
    if len(pieces) < 2 or any(_alone(series.of(piece), start, Sheet(series.setting)) is None for piece in pieces):
        return None
    chain = _chain(series, start, sheet)
    why = "Each part has a sum of its own: sum them one by one."
    chain.to("sum-term-by-term", total([_signed(one) for one in sums]), why)
    found = [_alone(series.of(piece), start, sheet.inner()) for piece in pieces]
    chain.to("put-in", total([value for value in found if value is not None]), "Put in the sums.")
    return chain.now


def _has_sum(top: Tree) -> bool:
    return any(isinstance(factor, Apply) and factor.head == "add" for factor in factors_of(top)[0])


def _alone(series: Series, start: int, sheet: Sheet) -> Tree | None:
    """Return the finite sum of a geometric or a known series, None for any other."""
    found = _geometric(series, start, sheet) or _from_known(series, start, sheet)
    return None if found in {OO, MINUS_OO, DNE} else found


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


def _divergent(series: Series, start: int, sheet: Sheet) -> Tree | None:
    """Write that a sum has no value, by the tests of series."""
    if series.holds(DIVERGES)() is not True:
        return None
    from calcquiz.solving.series.work import verdict_worked

    if verdict_worked(series, sheet) != DIVERGES:
        return None
    direction = series.way.sign(series.term) or direction_of_terms(series.term, series.name) or 0
    result = OO if direction > 0 else MINUS_OO if direction else DNE
    why = _goes_told(series, start, direction)
    _chain(series, start, sheet).to("divergent-sum", result, why, proof=_proof(series, start, result))
    return result


def _goes_told(series: Series, start: int, direction: int) -> str:
    """Return where the partial sums of a divergent series go, and why."""
    if not direction:
        return "So the sum has no value."
    goes = "grow beyond all bounds" if direction > 0 else "fall below all bounds"
    values = [numeric_value(series.term, {series.name: mpf_of(n)}) for n in range(start, start + TERMS_REQUIRED)]
    if series.way.sign(series.term) != direction:
        return f"The partial sums {goes}."
    kind = "positive" if direction > 0 else "negative"
    late = any(value is not None and value * direction < 0 for value in values)
    return f"{'In the end all' if late else 'All'} terms are {kind}, so the partial sums {goes}."


def _from_known(series: Series, start: int, sheet: Sheet) -> Tree | None:
    from calcquiz.solving.series.known import known_sum

    return known_sum(series, start, sheet)


RULES = (_geometric, _of_terms, _telescoping, _from_known, _divergent)
"""In the order in which they are tried."""
