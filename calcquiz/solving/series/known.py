"""Sums of known power series: e^x, sine and cosine, logarithm, arctangent, n x^n; and sums of 1/n^2 and 1/n^4."""

from collections.abc import Callable
from dataclasses import dataclass

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tidy import negate, product, quotient, raised, tidy, total
from calcquiz.algebra.tree import ONE, TWO, ZERO, Apply, Name, Tree, call, div, free_names, mul, neg, number, power, sub
from calcquiz.records.derivation import Level
from calcquiz.solving.limits.approach import OO
from calcquiz.solving.limits.infinity import as_monomial
from calcquiz.solving.limits.parts import cancelled, evaluated, is_rational
from calcquiz.solving.series.judge import Series
from calcquiz.solving.series.terms import at, ratio_of
from calcquiz.solving.sheet import Sheet
from calcquiz.solving.words import tex
from calcquiz.tasks.textbook import textbook

MOST_MISSING = 6
"""Terms at the beginning that a sum may leave out of a known series, or add to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A power series with a known sum, told by the quotient y of neighbouring terms."""

    shape: str
    """The series and its sum, as TeX, with `n` as its index."""
    first: int
    """The index at which it begins."""
    freed: Callable[[Tree], Tree]
    """What the quotient of neighbours is multiplied by so that only y is left."""
    argument: Callable[[Tree], Tree | None]
    """The x of the series for a y; None where the series has no sum there."""
    sum: Callable[[Tree], Tree]
    """The sum of the series at x, as it stands."""
    leading: Callable[[Tree], Tree]
    """The first term of the series at x."""


def _odd(n: Tree, shift: int) -> Tree:
    return total([product([TWO, n]), number(shift)])


def _any(y: Tree) -> Tree | None:
    return y


def _below_one(y: Tree) -> Tree | None:
    size = exact_number(y)
    return y if size is None or abs(size) < 1 else None


def _positive_below_one(y: Tree) -> Tree | None:
    size = exact_number(y)
    return y if size is not None and 0 < size < 1 else None


def _minus(y: Tree) -> Tree | None:
    """Return -y where the sum of (-1)^(n+1) x^n/n exists at it."""
    size = exact_number(y)
    return textbook(negate(y)) if size is not None and -1 <= size < 0 else None


def _root(y: Tree) -> Tree | None:
    """Return x with y = -x^2."""
    from calcquiz.algebra.precise import mp_value

    inner = textbook(negate(y))
    size = mp_value(inner, {})
    if size is not None and size < 0:
        return None
    if isinstance(inner, Apply) and inner.head == "div":
        return textbook(quotient(_plain_root(inner.args[0]), _plain_root(inner.args[1])))
    return _plain_root(inner)


def _plain_root(tree: Tree) -> Tree:
    if isinstance(tree, Apply) and tree.head == "pow" and tree.args[1] == TWO:
        return tree.args[0]
    root = call("sqrt", tree)
    exact = exact_number(root)
    return root if exact is None else number(exact)


def _root_to_one(y: Tree) -> Tree | None:
    size = exact_number(y)
    return _root(y) if size is not None and -1 <= size < 0 else None


KNOWN: tuple[Known, ...] = (
    Known(
        shape=r"\sum_{n = 0}^{\infty} \frac{x^n}{n!} = e^x",
        first=0,
        freed=lambda n: total([n, ONE]),
        argument=_any,
        sum=lambda x: call("exp", x),
        leading=lambda _: ONE,
    ),
    Known(
        shape=r"\sum_{n = 1}^{\infty} \frac{x^n}{n} = -\ln(1 - x)",
        first=1,
        freed=lambda n: quotient(total([n, ONE]), n),
        argument=_positive_below_one,
        sum=lambda x: neg(call("log", sub(ONE, x))),
        leading=lambda x: x,
    ),
    Known(
        shape=r"\sum_{n = 1}^{\infty} (-1)^{n + 1} \frac{x^n}{n} = \ln(1 + x)",
        first=1,
        freed=lambda n: quotient(total([n, ONE]), n),
        argument=_minus,
        sum=lambda x: call("log", Apply("add", (ONE, x))),
        leading=lambda x: x,
    ),
    Known(
        shape=r"\sum_{n = 1}^{\infty} n x^{n - 1} = \frac{1}{(1 - x)^2}",
        first=1,
        freed=lambda n: quotient(n, total([n, ONE])),
        argument=_below_one,
        sum=lambda x: div(ONE, power(sub(ONE, x), TWO)),
        leading=lambda _: ONE,
    ),
    Known(
        shape=r"\sum_{n = 1}^{\infty} n^2 x^{n - 1} = \frac{1 + x}{(1 - x)^3}",
        first=1,
        freed=lambda n: quotient(raised(n, TWO), raised(total([n, ONE]), TWO)),
        argument=_below_one,
        sum=lambda x: div(Apply("add", (ONE, x)), power(sub(ONE, x), number(3))),
        leading=lambda _: ONE,
    ),
    Known(
        shape=r"\sum_{n = 0}^{\infty} (-1)^n \frac{x^{2n}}{(2n)!} = \cos x",
        first=0,
        freed=lambda n: product([_odd(n, 1), _odd(n, 2)]),
        argument=_root,
        sum=lambda x: call("cos", x),
        leading=lambda _: ONE,
    ),
    Known(
        shape=r"\sum_{n = 0}^{\infty} (-1)^n \frac{x^{2n + 1}}{(2n + 1)!} = \sin x",
        first=0,
        freed=lambda n: product([_odd(n, 2), _odd(n, 3)]),
        argument=_root,
        sum=lambda x: call("sin", x),
        leading=lambda x: x,
    ),
    Known(
        shape=r"\sum_{n = 0}^{\infty} (-1)^n \frac{x^{2n + 1}}{2n + 1} = \arctan x",
        first=0,
        freed=lambda n: quotient(_odd(n, 3), _odd(n, 1)),
        argument=_root_to_one,
        sum=lambda x: call("atan", x),
        leading=lambda x: x,
    ),
)
ZETA = {2: (2, 6), 4: (4, 90)}
"""p -> power of pi and what it is divided by in the sum of 1/n^p."""


def known_sum(series: Series, start: int, sheet: Sheet) -> Tree | None:
    """Write the sum by a power series of the table, first terms added or left out; None where none fits."""
    found = _zeta(series, start, sheet)
    if found is not None:
        return found
    ratio = ratio_of(series.term, series.name, series.setting)
    if ratio is None:
        return None
    for entry in KNOWN:
        found = _by_entry(entry, ratio, series, start, sheet)
        if found is not None:
            return found
    return None


def _by_entry(entry: Known, ratio: Tree, series: Series, start: int, sheet: Sheet) -> Tree | None:
    freed = product([ratio, entry.freed(series.index)])
    y = cancelled(freed, series.setting) if is_rational(freed, series.name) else textbook(freed)
    if series.name in free_names(y) or y == ZERO or abs(start - entry.first) > MOST_MISSING:
        return None
    x = entry.argument(textbook(y))
    if x is None:
        return None
    factor = textbook(quotient(at(series.term, series.name, entry.first), entry.leading(x)))
    whole = entry.sum(x) if factor == ONE else mul(factor, entry.sum(x))
    times = "" if factor == ONE else f", times {tex(factor)}"
    here = "" if x == Name("x") and not times else f" Here $x = {tex(x)[1:-1]}${times}."
    sheet.say(f"A known series: ${entry.shape}$.{here}", level=Level.BRIEF)
    return _written(entry.first, whole, series, start, sheet)


def _written(first: int, whole: Tree, series: Series, start: int, sheet: Sheet) -> Tree:
    """Write the known sum, and what the first terms make of it."""
    terms = [at(series.term, series.name, k) for k in range(min(first, start), max(first, start))]
    missing = [term for term in terms if term != ZERO]
    chain = sheet.chain(Apply("sum", (series.term, series.index, number(start), OO)))
    if terms and not missing:
        chain.to("known-series", whole, f"The terms before ${series.name} = {max(first, start)}$ are 0.")
    elif start > first:
        shown = Apply("add", (whole, *(neg(one) for one in missing)))
        chain.to("known-series", shown, f"The whole series, less its terms before ${series.name} = {start}$.")
    elif start < first:
        shown = Apply("add", (*missing, whole))
        chain.to("known-series", shown, f"The terms before ${series.name} = {first}$ are added.")
    else:
        chain.to("known-series", whole, "Put in.")
    chain.to("simplify", evaluated(tidy(chain.now), series.setting), "Simplify.", level=Level.NORMAL)
    return chain.now


def _zeta(series: Series, start: int, sheet: Sheet) -> Tree | None:
    """Return the sum of c/n^2 or c/n^4, which are known."""
    plain = as_monomial(series.term, series.way)
    if plain is None or -plain[1] not in ZETA or not 1 <= start <= MOST_MISSING:
        return None
    exponent, below = ZETA[int(-plain[1])]
    whole = div(power(Name("pi"), number(exponent)), number(below))
    shape = rf"\sum_{{n = 1}}^{{\infty}} \frac{{1}}{{n^{exponent}}} = \frac{{\pi^{exponent}}}{{{below}}}"
    sheet.say(f"A known series, found by Euler: ${shape}$.", level=Level.BRIEF)
    return _written(1, whole if plain[0] == ONE else mul(plain[0], whole), series, start, sheet)
