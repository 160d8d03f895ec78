"""Telescoping: terms written as h(n) - h(n + 1), and what is left of their partial sums."""

from fractions import Fraction

from calcquiz.algebra.parts import factors_of, terms_of
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tidy import negate, product, quotient, tidy, total
from calcquiz.algebra.tree import ONE, Apply, Name, Number, Tree, call, free_names, number, substitute
from calcquiz.solving.limits.parts import cancelled, expanded, is_rational, one_fraction
from calcquiz.solving.series.judge import Series
from calcquiz.solving.series.terms import at
from calcquiz.solving.words import tex
from calcquiz.tasks.numeric import numeric_value
from calcquiz.tasks.own_text import read
from calcquiz.tasks.points import close
from calcquiz.tasks.textbook import textbook

TERMS_SHOWN = 3
CHECKED_ENDS = (2, 5, 11, 24)
"""How many terms are added up to prove what is left of a partial sum."""
FURTHEST_SHIFT = 6
"""How far apart the terms of a telescoping sum may stand: 1/(n (n + 6))."""


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
        above, below = one_fraction(inner, series.setting)
        if series.name in free_names(below):
            return total(
                [call("log", above), negate(call("log", below))]
            ), "The logarithm of a quotient is a difference."
    return term, "Written as a difference."
