"""Slips at indeterminate forms: terms compared wrongly, wrong derivatives, factors and roots forgotten."""

from collections.abc import Iterator
from fractions import Fraction

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.polynomials import Sparse, quotient_in
from calcquiz.algebra.powers import slope_of
from calcquiz.algebra.tidy import negate, product, quotient, tidy, total
from calcquiz.algebra.tree import ONE, TWO, ZERO, Apply, Tree, call, free_names, number, walk
from calcquiz.records.errors import CalcquizError
from calcquiz.solving.limits.approach import MINUS_OO, OO, Approach
from calcquiz.solving.limits.parts import FORMS
from calcquiz.solving.limits.standard import by_euler
from calcquiz.solving.slips.derivatives import sites_of_walks
from calcquiz.solving.slips.limit_values import slope_at, value_at
from calcquiz.solving.slips.turns import Turn, Turns
from calcquiz.solving.slips.walk import Walk
from calcquiz.solving.words import tex
from calcquiz.tasks.textbook import textbook


def turns_of_polynomials(tree: Tree, right: Tree, way: Approach) -> Iterator[Turn]:
    """Yield the turns in a quotient of polynomials: the wrong terms compared, factors with the wrong sign."""
    found = quotient_in(tree, way.variable, {}) if not free_names(tree) - {way.variable} else None
    if found is None or not found.top or not found.bottom:
        return
    if way.infinite:
        yield from _of_leading_terms(found.top, found.bottom, right, way)
        return
    place = exact_number(way.place)
    if place is None:
        return
    above, below = _without_root(found.top, place), _without_root(found.bottom, place)
    if above is None or below is None:
        return
    for name, say, values in (
        (
            "factor-sign",
            "A factor has the wrong sign: multiply the factors out to check.",
            _with_turned_roots(above, below, place),
        ),
        (
            "cancelled-at-zero",
            f"After cancelling, {tex(way.place)} is put in, not 0.",
            (_at(above, Fraction(0)), _at(below, Fraction(0))),
        ),
    ):
        if values[1]:
            yield Turn(name=name, wrong=number(values[0] / values[1]), say=say)


def _of_leading_terms(top: Sparse, bottom: Sparse, right: Tree, way: Approach) -> Iterator[Turn]:
    high, low = max(top), max(bottom)
    ratio = number(top[high] / bottom[low])
    if high == low:
        turned = number(bottom[low] / top[high])
        yield Turn(
            name="ratio-inverted",
            wrong=turned,
            say="The leading coefficient of the top goes above, that of the bottom below.",
        )
        if top.get(0) and bottom.get(0):
            say = f"For large {tex(way.name)} the highest powers decide, not the constant terms."
            yield Turn(name="constant-terms", wrong=number(top[0] / bottom[0]), say=say)
        yield Turn(name="sign-lost", wrong=negate(ratio), say="Look at the signs of the leading coefficients.")
    else:
        say = "The highest powers above and below differ: their coefficients alone do not give the limit."
        yield Turn(name="degrees-not-compared", wrong=ratio, say=say)
    if right in {OO, MINUS_OO}:
        say = f"Look at the sign of the quotient for ${way.variable} \\to {tex(way.place)[1:-1]}$."
        yield Turn(name="sign-of-infinity", wrong=MINUS_OO if right == OO else OO, say=say)


def _without_root(polynomial: Sparse, root: Fraction) -> Sparse | None:
    """Return a polynomial divided by x - root, None where that leaves a remainder."""
    made: Sparse = {}
    carry = Fraction(0)
    for exponent in range(max(polynomial), 0, -1):
        carry = carry * root + polynomial.get(exponent, Fraction(0))
        if carry:
            made[exponent - 1] = carry
    return made if carry * root + polynomial.get(0, Fraction(0)) == 0 else None


def _with_turned_roots(above: Sparse, below: Sparse, place: Fraction) -> tuple[Fraction, Fraction]:
    """Return the values at the place when every root of the top has the other sign."""
    sign = (-1) ** max(above, default=0)
    return sign * _at(above, -place), _at(below, place)


def _at(polynomial: Sparse, place: Fraction) -> Fraction:
    return sum((value * place**exponent for exponent, value in polynomial.items()), Fraction(0))


def turns_of_slopes(top: Tree, bottom: Tree, right: Tree, way: Approach) -> Iterator[Turn]:
    """Yield the turns in L'Hôpital's rule: derivatives forgotten, or differentiated wrongly."""
    if way.infinite:
        return
    slopes = [slope_at(part, way) for part in (top, bottom)]
    if slopes[0] is None or slopes[1] is None:
        return
    above, below = (value_at(slope, way) for slope in slopes)
    if above is None or below is None or below == ZERO:
        return
    if right not in {ZERO, ONE}:
        yield Turn(name="ratio-inverted", wrong=quotient(ONE, right), say="Top and bottom are exchanged.")
    say = "L'Hôpital's rule differentiates the bottom too."
    yield Turn(name="bottom-not-differentiated", wrong=above, say=say)
    yield from _quotient_rule(slopes, below, way)
    for place, part in enumerate((top, bottom)):
        for slip in sites_of_walks(part, [Walk(variable=way.variable)]):
            wrong = value_at(slip.wrong, way) if slip.part == Apply("derivative", (part, way.name)) else None
            if wrong is None or (place and wrong == ZERO):
                continue
            made = quotient(wrong, below) if not place else quotient(above, wrong)
            yield Turn(name=f"{slip.name}-{'below' if place else 'above'}", wrong=made, say=slip.say)


def _quotient_rule(slopes: list[Tree | None], below: Tree, way: Approach) -> Iterator[Turn]:
    """Yield the derivative of the quotient, taken for L'Hôpital's rule: (u'' v' - u' v'')/(2 v'^2) at the place."""
    first, second = slopes
    assert first is not None
    assert second is not None
    bent = [value_at(slope, way) for slope in (slope_at(first, way), slope_at(second, way)) if slope is not None]
    above = value_at(first, way)
    if len(bent) < 2 or bent[0] is None or bent[1] is None or above is None:
        return
    made = quotient(total([product([bent[0], below]), negate(product([above, bent[1]]))]), product([TWO, below, below]))
    say = "L'Hôpital's rule is not the quotient rule: top and bottom are differentiated each on its own."
    yield Turn(name="quotient-rule-for-lhopital", wrong=tidy(made), say=say)


def turns_of_scales(tree: Tree, right: Tree, way: Approach) -> Iterator[Turn]:
    """Yield the turns with the factors inside sine and cosine, with roots and their conjugates, and with signs."""
    if right in {ZERO, OO, MINUS_OO}:
        return
    parts = [node for node in walk(tree) if isinstance(node, Apply) and way.holds(node)]
    for index, node in enumerate(parts):
        slope = slope_of(node.args[0], way.variable) if node.args else None
        scaled = node.head in {"sin", "cos", "tan", "exp", "log", "atan"} and not way.infinite
        if scaled and slope is not None and slope != ONE:
            say = f"The factor {tex(slope)} inside {tex(node)} is missing, or not raised to its power."
            yield Turn(name="inner-factor-dropped", wrong=quotient(right, slope), say=say, place=(index,))
            squared = quotient(right, product([slope, slope]))
            yield Turn(name="inner-factor-squared-away", wrong=squared, say=say, place=(index,))
        if node.head == "cos":
            say = r"$\frac{1 - \cos u}{u^2}$ tends to $\frac{1}{2}$: the half is missing."
            yield Turn(name="half-forgotten", wrong=product([TWO, right]), say=say, place=(index,))
        if node.head == "sqrt" and not way.infinite:
            yield from _of_root(node, index, right, way)
    yield Turn(name="sign-lost", wrong=negate(right), say="The sign is lost.")


def _of_root(node: Apply, index: int, right: Tree, way: Approach) -> Iterator[Turn]:
    say = "The conjugate is a sum of two parts, and both count when the place is put in."
    yield Turn(name="conjugate-halved", wrong=product([TWO, right]), say=say, place=(index,))
    inside = value_at(node.args[0], way)
    if inside is not None and inside not in {ZERO, ONE}:
        say = f"The root {tex(node)} is put in, not what stands under it."
        made = quotient(right, tidy(call("sqrt", inside)))
        yield Turn(name="radicand-for-root", wrong=made, say=say, place=(index,))


def turns_of_euler(tree: Tree, way: Approach) -> Turns | None:
    """Return the turns of (1 + k/n)^(m n), whose limit is e^(k m)."""
    try:
        made = by_euler(tree, way)
    except CalcquizError:
        return None
    if made is None or not isinstance(made.became, Apply) or not isinstance(tree, Apply):
        return None
    rate = made.became.args[0]
    factor = slope_of(tree.args[1], way.variable) if way.infinite else None
    shape = FORMS["1^oo"]
    turns = [Turn(name="base-goes-to-one", wrong=ONE, say=f"The base tends to 1, but the form {shape} is not 1.")]
    if factor is not None and not way.holds(factor):
        inner = textbook(quotient(rate, factor))
        say = f"The {tex(inner)} in the base counts: the limit is $e^{{k m}}$."
        turns.append(Turn(name="base-factor-ignored", wrong=call("exp", factor), say=say))
        say = f"The factor {tex(factor)} in the exponent counts too."
        turns.append(Turn(name="exponent-factor-ignored", wrong=call("exp", inner), say=say))
        say = "The factors in base and exponent are multiplied, not added."
        turns.append(Turn(name="factors-added", wrong=call("exp", tidy(total([inner, factor]))), say=say))
    turns.append(Turn(name="sign-in-exponent", wrong=call("exp", negate(rate)), say="Look at the sign in the base."))
    turns.append(Turn(name="form-taken-for-infinity", wrong=OO, say=f"The form {shape} is not infinite by itself."))
    return Turns(right=made.became, turns=tuple(turns))
