"""Maclaurin polynomials from known series: what is put in for u, multiplied, added, as far as it is asked for."""

from collections.abc import Iterator
from dataclasses import dataclass

from calcquiz.algebra.tidy import negate, tidy
from calcquiz.algebra.tree import (
    MINUS_ONE,
    ONE,
    ZERO,
    Apply,
    Name,
    Number,
    Tree,
    call,
    div,
    mul,
    neg,
    number,
    power,
)
from calcquiz.solving.methods.numbers import all_equal, summed
from calcquiz.solving.sheet import Sheet
from calcquiz.solving.taylor.expand import Expansion, Polynomial, Product, Quotient, Scaled, Series, Sum, written_out
from calcquiz.solving.taylor.known import U
from calcquiz.solving.words import equation, tex
from calcquiz.tasks.taylor import term

MOST_PROVED = 6
"""Coefficients of a known series that are compared with numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """What all lines of one expansion have in common."""

    name: str
    sheet: Sheet

    @property
    def variable(self) -> Name:
        """Return the variable."""
        return Name(self.name)


def write_series(known: Expansion, degree: int, writer: Writer, result: Tree | None = None) -> Tree:
    """Write how an expansion comes from known series and return its polynomial, in the form of `result` if given."""
    result = written_out(known, writer.name, degree) if result is None else result
    shown = displayed(known, degree, writer)
    writer.sheet.chain(shown).to("combine-series", result, _reason(known, degree, writer))
    return result


def _reason(known: Expansion, degree: int, writer: Writer) -> str:
    end = tex(power(writer.variable, number(degree))) if degree > 1 else tex(writer.variable)
    if isinstance(known, Scaled):
        return "Divide term by term." if known.shift < 0 else "Multiply out."
    if isinstance(known, Sum):
        return f"Add, as far as {end}."
    if isinstance(known, Quotient):
        return (
            f"Divide, as far as {end}: the quotient times what is below must give what is above, "
            "so each coefficient follows from those before it."
        )
    return f"Multiply the series and collect each power, as far as {end}."


def displayed(known: Expansion, degree: int, writer: Writer) -> Tree:
    """Return the expansion with the polynomials of its series in their places, writing where they come from."""
    if degree < 0:
        return ZERO
    if isinstance(known, Polynomial):
        return written_out(known, writer.name, degree)
    if isinstance(known, Series):
        return _series(known, degree, writer)
    if isinstance(known, Scaled):
        return _scaled(known, _within(known.inner, degree - known.shift, writer), writer)
    if isinstance(known, Sum):
        return _added([_within(part, degree, writer) for part in known.parts])
    if isinstance(known, Quotient):
        for part in (known.above, known.below):
            displayed(part, degree + known.order, writer)
        return _quotient(known, degree, writer)
    for part in (known.left, known.right):
        displayed(part, degree, writer)
    return _product(known, degree, writer)


def _within(known: Expansion, degree: int, writer: Writer) -> Tree:
    """Return a part of an expansion as it is displayed, a product or quotient worked out on a line of its own."""
    shown = displayed(known, degree, writer)
    if not isinstance(known, Product | Quotient):
        return shown
    found = written_out(known, writer.name, degree)
    writer.sheet.chain(shown).to("combine-series", found, _reason(known, degree, writer))
    return found


def _added(parts: list[Tree]) -> Tree:
    """Return a sum, brackets around what is subtracted alone."""
    kept = [part for part in parts if part != ZERO]
    return summed(kept) if kept else ZERO


def _scaled(known: Scaled, inner: Tree, writer: Writer) -> Tree:
    front = term(known.front, writer.name, ZERO, max(known.shift, 0))
    if known.front == MINUS_ONE and known.shift <= 0:
        whole: Tree = neg(inner)
    else:
        whole = inner if front == ONE else mul(front, inner)
    return whole if known.shift >= 0 else div(whole, tidy(power(writer.variable, number(-known.shift))))


def _series(known: Series, degree: int, writer: Writer) -> Tree:
    """Write the known series and what is put in for u; return its polynomial, raw where u is x itself."""
    inner = known.inner(writer.name)
    raw, found = written_in(known, inner, degree // known.step), written_out(known, writer.name, degree)
    plain = inner == writer.variable
    write_known(known, writer, placed=plain)
    if plain:
        return raw
    why = f"Put in {equation(U, inner)}; more terms are not needed."
    if raw == found:
        raw = call("at", written_in(known, Name(U), degree // known.step), Name(U), inner)
    writer.sheet.chain(raw).to("substitute-series", found, why)
    return found


def write_known(known: Series, writer: Writer, *, placed: bool) -> None:
    """Write a known series, once; `placed` when no line of its own says what is put in for u."""
    about = known.known
    told = f"The {about.name} series is ${about.told}$"
    if about.exponent is not None:
        told += f", with {equation('p', Number(about.exponent))}"
    if any(move.why.startswith(told) for move in writer.sheet.moves):
        return
    if placed:
        told += f", with {equation(U, known.inner(writer.name))}"
    wanted = [call("coefficient", about.pattern, Name(U), ZERO, number(k)) for k in range(MOST_PROVED)]
    pairs = [(one, Number(about.coefficient(k))) for k, one in enumerate(wanted)]
    writer.sheet.say(f"{told}.", rule="known-series", proof=all_equal(pairs, writer.sheet.setting))


def written_in(known: Series, inner: Tree, count: int) -> Tree:
    """Return a known series with something put in for u, as far as the count, nothing worked out."""
    terms = []
    for k in range(count + 1):
        front = known.known.written(k)
        if front != ZERO:
            terms.append(_term(front, inner, k))
    return summed(terms) if terms else ZERO


def _term(front: Tree, inner: Tree, k: int) -> Tree:
    """Return front u^k: over what stands below the front, with its minus before it."""
    if k == 0:
        return front
    raised = inner if k == 1 else power(inner, number(k))
    if isinstance(front, Apply) and front.head == "neg":
        return neg(_term(front.args[0], inner, k))
    if isinstance(front, Number) and front.value < 0:
        return neg(_term(Number(-front.value), inner, k))
    if isinstance(front, Apply) and front.head == "div" and (turned := _turned(front.args[0])) is not None:
        return neg(_term(div(turned, front.args[1]), inner, k))
    if isinstance(front, Number) and front.value.numerator == 1:
        below = number(front.value.denominator)
        return raised if below == ONE else div(raised, below)
    if isinstance(front, Apply) and front.args[0] == ONE:
        return div(raised, front.args[1])
    return mul(front, raised)


def _turned(tree: Tree) -> Tree | None:
    """Return a product with the sign of its first number turned, where that is negative."""
    if isinstance(tree, Apply) and tree.head == "mul":
        first, *others = tree.args
        return mul(negate(first), *others) if isinstance(first, Number) and first.value < 0 else None
    return None


def _product(known: Product, degree: int, writer: Writer) -> Tree:
    """Return the product with the coefficients of each power collected but not worked out."""
    terms = []
    for k in range(degree + 1):
        pairs = known.pairs(k)
        if pairs:
            front = summed([_times(one, other) for one, other in pairs])
            power_of = term(ONE, writer.name, ZERO, k)
            terms.append(front if k == 0 else _times(front, power_of))
    return summed(terms) if terms else ZERO


def _quotient(known: Quotient, degree: int, writer: Writer) -> Tree:
    """Return the quotient with each coefficient as it comes of those before, not worked out."""
    terms = []
    for k in range(degree + 1):
        front = _written_quotient(known, k)
        if front != ZERO:
            terms.append(front if k == 0 else _times(front, term(ONE, writer.name, ZERO, k)))
    return summed(terms) if terms else ZERO


def _written_quotient(known: Quotient, k: int) -> Tree:
    """Return what is left of the numerator, over what leads below, nothing worked out."""
    taken = [neg(_times(*pair)) for pair in known.products(k)]
    left = [part for part in (known.above.coefficient(k + known.order), *taken) if part != ZERO]
    lead = known.below.coefficient(known.order)
    if not left:
        return ZERO
    return summed(left) if lead == ONE else div(summed(left), lead)


def _times(one: Tree, other: Tree) -> Tree:
    if one == ONE:
        return other
    if other == ONE:
        return one
    return mul(*one.args, other) if isinstance(one, Apply) and one.head == "mul" else mul(one, other)


def written_coefficient(known: Expansion, k: int) -> Tree:
    """Return what stands in front of x^k, not worked out."""
    if isinstance(known, Series):
        if k % known.step or known.coefficient(k) == ZERO:
            return ZERO
        front = known.known.written(k // known.step)
        rate = known.rate if k == known.step else power(known.rate, number(k // known.step))
        return front if known.rate == ONE or not k else _times(front, rate)
    if isinstance(known, Scaled):
        inner = written_coefficient(known.inner, k - known.shift) if k >= known.shift else ZERO
        return ZERO if inner == ZERO else _times(known.front, inner)
    if isinstance(known, Sum):
        return _added([written_coefficient(part, k) for part in known.parts])
    if isinstance(known, Product):
        return _added([_times(*pair) for pair in known.pairs(k)])
    if isinstance(known, Quotient):
        return _written_quotient(known, k)
    return known.coefficient(k)


def series_in(known: Expansion) -> Iterator[Series]:
    """Yield the known series an expansion is made of."""
    if isinstance(known, Series):
        yield known
    elif isinstance(known, Scaled):
        yield from series_in(known.inner)
    elif isinstance(known, Sum):
        for part in known.parts:
            yield from series_in(part)
    elif isinstance(known, Product | Quotient):
        left, right = (known.left, known.right) if isinstance(known, Product) else (known.above, known.below)
        yield from series_in(left)
        yield from series_in(right)
