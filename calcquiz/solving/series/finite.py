"""Finite sums, worked: term by term, by the formulas for powers of n, geometric, telescoping."""

from collections.abc import Callable
from dataclasses import replace

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.parts import factors_of, terms_of
from calcquiz.algebra.tidy import negate, product, quotient, raised, tidy, total
from calcquiz.algebra.tree import ONE, TWO, Apply, Name, Tree, div, free_names, mul, neg, number, power, sub
from calcquiz.records.derivation import Level
from calcquiz.solving.limits.parts import evaluated, expanded, is_rational, one_fraction
from calcquiz.solving.prove import equal
from calcquiz.solving.series.judge import Series
from calcquiz.solving.series.sums import TERMS_REQUIRED, require_terms
from calcquiz.solving.series.telescoping import left_over, telescope, written_out
from calcquiz.solving.series.terms import at, ratio_of
from calcquiz.solving.sheet import Chain, Sheet, UnworkedError
from calcquiz.solving.words import tex
from calcquiz.tasks.task import Args, name_of
from calcquiz.tasks.textbook import textbook

SHORT = 8
"""A sum of so many terms is written out."""
LONGEST = 10_000


def _next(n: Tree) -> Tree:
    return textbook(total([n, ONE]))


FORMULAS: dict[int, tuple[str, Callable[[Tree], Tree]]] = {
    0: (r"\sum_{n = 1}^{N} 1 = N", lambda n: n),
    1: (r"\sum_{n = 1}^{N} n = \frac{N(N + 1)}{2}", lambda n: div(mul(n, _next(n)), TWO)),
    2: (
        r"\sum_{n = 1}^{N} n^2 = \frac{N(N + 1)(2N + 1)}{6}",
        lambda n: div(mul(n, _next(n), _next(textbook(mul(TWO, n)))), number(6)),
    ),
    3: (
        r"\sum_{n = 1}^{N} n^3 = \left(\frac{N(N + 1)}{2}\right)^2",
        lambda n: power(div(mul(n, _next(n)), TWO), TWO),
    ),
}
"""Power -> the formula as TeX and as a function of the last index."""


def finite_sum(args: Args, sheet: Sheet) -> Tree:
    """Work `sum(a, n, m, N)`.

    Raises:
        UnworkedError: no formula of ours gives it, and it is too long to write out.
    """
    series = Series(term=tidy(args[0]), name=name_of(args[1]), setting=sheet.setting)
    low, high = args[2], args[3]
    first, last = exact_number(low), exact_number(high)
    if first is not None and first.denominator == 1 and last is not None:
        require_terms(series, int(first), min(int(last), int(first) + TERMS_REQUIRED))
    count = int(last - first) + 1 if first is not None and last is not None else None
    if count is not None and count <= SHORT:
        return _written_out(series, (int(exact_number(low) or 0), count), args, sheet)
    for rule in (_geometric, _by_formulas, _telescoping):
        found = rule(series, low, high, sheet)
        if found is not None:
            return found
    raise UnworkedError("no formula for this sum is known", "Ask for the result alone.")


def _written_out(series: Series, where: tuple[int, int], args: Args, sheet: Sheet) -> Tree:
    start, count = where
    chain = sheet.chain(Apply("sum", (series.term, *args[1:])))
    terms = [at(series.term, series.name, start + k) for k in range(max(count, 0))]
    as_they_stand: Tree = Apply("add", tuple(terms)) if len(terms) > 1 else total(terms)
    chain.to("write-out", as_they_stand, f"Put in ${series.name} = {start}$ to ${start + count - 1}$ and add.")
    chain.to("simplify", evaluated(total(terms), series.setting), "Add up.", level=Level.NORMAL)
    return chain.now


def _proof(chain: Chain, after: Tree, series: Series) -> Callable[[], bool | None]:
    """Return the proof of a line: values at whole numbers, for the ends of a sum are whole."""
    before = chain.now
    names = free_names(Apply("add", (before, after))) - {series.name}
    setting = replace(series.setting, variables={**series.setting.variables, **dict.fromkeys(names, "integer")})
    return lambda: equal(before, after, setting)


def _number_of_terms(low: Tree, high: Tree) -> Tree:
    return textbook(total([high, negate(low), ONE]))


def _geometric(series: Series, low: Tree, high: Tree, sheet: Sheet) -> Tree | None:
    """Sum a finite geometric series: a (1 - r^k)/(1 - r)."""
    ratio = ratio_of(series.term, series.name, series.setting)
    if ratio is None or series.name in free_names(ratio) or ratio == ONE:
        return None
    ratio, first, count = textbook(ratio), at(series.term, series.name, low), _number_of_terms(low, high)
    sheet.say(
        f"A geometric sum with first term $a = {tex(first)[1:-1]}$, ratio $r = {tex(ratio)[1:-1]}$ "
        f"and {tex(count)} terms."
    )
    shape = Apply("div", (product([first, sub(ONE, Apply("pow", (ratio, count)))]), sub(ONE, ratio)))
    chain = sheet.chain(Apply("sum", (series.term, series.index, low, high)))
    why = r"With $N$ terms the sum is $\frac{a(1 - r^N)}{1 - r}$."
    chain.to("finite-geometric-sum", shape, why, proof=_proof(chain, shape, series))
    chain.to("simplify", _tidied(shape), "Simplify.", level=Level.NORMAL)
    return chain.now


def _tidied(shape: Apply) -> Tree:
    """Return a (1 - r^k)/(1 - r) with the number below worked out."""
    above, below = shape.args
    value = exact_number(tidy(shape))
    if value is not None:
        return number(value)
    size = exact_number(tidy(below))
    if size is None:
        return textbook(tidy(shape))
    top, bottom = factors_of(tidy(above))
    sums: list[Tree] = [one for one in top if isinstance(one, Apply) and one.head == "add"]
    plain = [one for one in top if one not in sums]
    if size < 0 and sums:
        sums[0], size = _reversed(sums[0]), -size
    return textbook(product([quotient(product(plain), product([number(size), *bottom])), *sums]))


def _reversed(terms: Tree) -> Tree:
    """Return 1 - r^N as r^N - 1."""
    return total([tidy(negate(term)) for term in reversed(terms_of(terms))])


def _by_formulas(series: Series, low: Tree, high: Tree, sheet: Sheet) -> Tree | None:
    """Sum a polynomial of degree 3 at most, term by term, by the formulas for powers."""
    if not is_rational(series.term, series.name):
        return None
    flat = expanded(series.term, series.setting)
    parts = [_power_term(term, series.name) for term in terms_of(flat)]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts) or any(degree not in FORMULAS for _, degree in known):
        return None
    start = exact_number(low)
    before = None if start == 1 else textbook(sub(low, ONE))
    chain = sheet.chain(Apply("sum", (series.term, series.index, low, high)))
    pieces = [product([c, Apply("sum", (raised(series.index, number(p)), series.index, low, high))]) for c, p in known]
    if len(pieces) > 1 or known[0][0] != ONE:
        why = "Multiply out and sum term by term, constant factors in front."
        chain.to("sum-term-by-term", total(pieces), why, proof=_proof(chain, total(pieces), series))
    used = [FORMULAS[degree][0] for degree in sorted({degree for _, degree in known}, reverse=True)]
    sheet.say(f"{'The formulas are' if len(used) > 1 else 'The formula is'} ${'$ and $'.join(used)}$.")
    values = [_times(c, _difference(FORMULAS[p][1](high), p, before)) for c, p in known]
    less = "" if before is None else f", the terms up to {tex(before)} taken away"
    put_in = Apply("add", tuple(values)) if len(values) > 1 else values[0]
    chain.to("sum-of-powers", put_in, f"Put in{less}.", proof=_proof(chain, put_in, series))
    chain.to("simplify", _joined(total(values), series), "Simplify.", level=Level.NORMAL)
    return chain.now


def _times(factor: Tree, formula: Tree) -> Tree:
    """Return a multiple of a formula, the formula as it stands."""
    if factor == ONE:
        return formula
    if isinstance(factor, Apply) and factor.head == "neg":
        return neg(_times(factor.args[0], formula))
    value = exact_number(factor)
    return neg(_times(number(-value), formula)) if value is not None and value < 0 else mul(factor, formula)


def _difference(whole: Tree, exponent: int, before: Tree | None) -> Tree:
    if before is None:
        return whole
    return sub(whole, textbook(FORMULAS[exponent][1](before)))


def _power_term(term: Tree, name: str) -> tuple[Tree, int] | None:
    from calcquiz.algebra.powers import powers_of

    powers = powers_of(term, name)
    if powers is None or set(powers.parts) - {Name(name)}:
        return None
    exponent = exact_number(next(iter(powers.parts.values()), number(0)))
    if exponent is None or exponent.denominator != 1 or exponent < 0:
        return None
    return powers.constant.times(ONE), int(exponent)


def _joined(tree: Tree, series: Series) -> Tree:
    """Return a sum of formulas as one fraction, factored."""
    if not free_names(tree):
        return evaluated(tree, series.setting)
    top, bottom = one_fraction(tree, series.setting)
    return textbook(quotient(top, bottom))


def _telescoping(series: Series, low: Tree, high: Tree, sheet: Sheet) -> Tree | None:
    found = telescope(series)
    if found is None:
        return None
    parts, piece, why = found
    chain = sheet.chain(Apply("sum", (series.term, series.index, low, high)))
    if parts != series.term:
        chain.to("partial-fractions-of-terms", Apply("sum", (parts, series.index, low, high)), why)
    left = left_over(piece, series, low, high)
    start = int(exact_number(low) or 0)
    why = f"The sum telescopes: {written_out(parts, series, start)}. Only the ends are left."
    chain.to("telescoping", left, why, proof=_proof(chain, left, series))
    chain.to("simplify", _joined(left, series), "Simplify.", level=Level.NORMAL)
    return chain.now
