"""Limits toward infinity: divide by what grows fastest, or compare orders of growth."""

from fractions import Fraction

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.growth import growth_of
from calcquiz.algebra.orders import Growth
from calcquiz.algebra.parts import factors_of, fraction_of, terms_of
from calcquiz.algebra.powers import powers_of
from calcquiz.algebra.size import is_steady
from calcquiz.algebra.tidy import negate, product, quotient, raised, total, worked_out
from calcquiz.algebra.tree import ONE, ZERO, Apply, Name, Tree, call, neg, substitute, walk
from calcquiz.solving.limits.approach import MINUS_OO, OO, Approach
from calcquiz.solving.limits.end import Sort
from calcquiz.solving.limits.ends import end_of
from calcquiz.solving.limits.parts import Rewriting
from calcquiz.solving.words import tex
from calcquiz.tasks.textbook import textbook

LADDER = r"$\ln {n} \ll {n}^p \ll a^{n} \ll {n}! \ll {n}^{n}$"
ALGEBRAIC = frozenset({"add", "mul", "div", "neg", "pow", "sqrt", "cbrt", "root", "sin", "cos"})
"""Heads among which dividing by the highest power helps; sines stay bounded."""
FINEST = 1000
"""Denominator up to which an exponent of growth is taken for a fraction: 0.37 is 37/100, 0.333… is 1/3."""
MOST_ROUNDS = 2
"""A power of x that L'Hôpital's rule would take down one by one; beyond it growth is compared."""
E = Name("e")


def growth(tree: Tree, way: Approach) -> Growth | None:
    """Return the growth toward the infinite place; what stays bounded is left out of a sum."""
    if way.infinite < 0:
        tree = textbook(substitute(tree, {way.variable: neg(way.name)}))
    if isinstance(tree, Apply) and tree.head == "add":
        kept = [term for term in terms_of(tree) if end_of(term, way).sort is not Sort.BOUNDED]
        tree = total(kept) if len(kept) < len(terms_of(tree)) else tree
    return growth_of(tree, way.variable)


def by_highest_power(tree: Tree, way: Approach) -> Rewriting | None:
    """Return a quotient of powers and roots with top and bottom divided by the highest power below."""
    if not way.infinite:
        return None
    if any(isinstance(node, Apply) and node.head not in ALGEBRAIC and way.holds(node) for node in walk(tree)):
        return None
    top, bottom = fraction_of(tree)
    above, below = growth(top, way), growth(bottom, way)
    if above is None or below is None or not (above.is_algebraic and below.is_algebraic):
        return None
    power = Fraction(below.power).limit_denominator(FINEST)
    if power <= 0 or above.power <= 0:
        return None
    made = quotient(divided(top, power, way), divided(bottom, power, way))
    if made == tree:
        return None
    why = f"Divide top and bottom by {tex(monomial(power, way, bottom))}, the highest power below."
    return Rewriting(rule="highest-power", became=way.of(made), why=why)


def monomial(power: Fraction, way: Approach, like: Tree = ONE) -> Tree:
    """Return x^p, square roots as roots; the exponent is a decimal where there are some in the formula it is like."""
    if power < 0:
        return quotient(ONE, monomial(-power, way, like))
    if power == Fraction(1, 2):
        return call("sqrt", way.name)
    return raised(way.name, worked_out(power, *walk(like)))


def divided(tree: Tree, power: Fraction, way: Approach) -> Tree:
    """Return tree / x^power with the division carried into sums and roots."""
    plain = as_monomial(tree, way)
    if plain is not None:
        coefficient, own = plain
        return times_monomial(coefficient, own - power, way)
    assert isinstance(tree, Apply)
    if tree.head == "add":
        return total([divided(term, power, way) for term in terms_of(tree)])
    if tree.head == "neg":
        return negate(divided(tree.args[0], power, way))
    if tree.head == "sqrt":
        root = call("sqrt", divided(tree.args[0], 2 * power, way))
        return negate(root) if way.infinite < 0 and power % 2 == 1 else root
    if tree.head == "cbrt":
        return call("cbrt", divided(tree.args[0], 3 * power, way))
    exponent = exact_number(tree.args[1]) if tree.head == "pow" else None
    if exponent is not None and (exponent.denominator == 1 or way.infinite > 0):
        return raised(divided(tree.args[0], power / exponent, way), tree.args[1])
    if tree.head == "mul":
        return _divided_product(tree, power, way)
    return textbook(quotient(tree, monomial(power, way)))


def _divided_product(tree: Apply, power: Fraction, way: Approach) -> Tree:
    """Return a product, each factor divided by its own power."""
    made, left = [], power
    for factor in tree.args:
        known = growth(factor, way) if way.holds(factor) else Growth()
        share = Fraction(known.power).limit_denominator(FINEST) if known is not None else Fraction(0)
        made.append(divided(factor, share, way))
        left -= share
    return product([*made, monomial(-left, way)] if left else made)


def as_monomial(tree: Tree, way: Approach) -> tuple[Tree, Fraction] | None:
    """Return c and p of a formula c x^p, None for any other."""
    powers = powers_of(tree, way.variable)
    if powers is None or set(powers.parts) - {way.name}:
        return None
    exponent = exact_number(powers.parts.get(way.name, ZERO))
    if exponent is None or (way.infinite < 0 and exponent.denominator % 2 == 0):
        return None
    return powers.constant.times(ONE), exponent


def times_monomial(coefficient: Tree, exponent: Fraction, way: Approach) -> Tree:
    """Return c x^p, a negative power below."""
    if exponent < 0:
        above, below = fraction_of(coefficient)
        return quotient(above, product([below, monomial(-exponent, way)]))
    return product([coefficient, monomial(exponent, way)])


def by_fastest_exponential(tree: Tree, way: Approach) -> Rewriting | None:
    """Return a quotient of exponentials with top and bottom divided by the fastest one below."""
    if not way.infinite:
        return None
    top, bottom = fraction_of(tree)
    below = growth(bottom, way)
    if below is None or below.super or below.rate <= 0 or (len(terms_of(bottom)) == 1 and len(terms_of(top)) == 1):
        return None
    fastest = max(terms_of(bottom), key=lambda term: growth(term, way) or Growth())
    leader = next((factor for factor in factors_of(fastest)[0] if _is_exponential(factor, way)), None)
    if leader is None:
        return None
    made = quotient(*(total([over(term, leader, way) for term in terms_of(part)]) for part in (top, bottom)))
    why = f"Divide top and bottom by {tex(leader)}, which grows fastest below."
    return Rewriting(rule="fastest-exponential", became=way.of(made), why=why)


def _is_exponential(factor: Tree, way: Approach) -> bool:
    if not isinstance(factor, Apply):
        return False
    if factor.head == "exp":
        return way.holds(factor)
    return factor.head == "pow" and not way.holds(factor.args[0]) and way.holds(factor.args[1])


def _base_and_exponent(factor: Tree) -> tuple[Tree, Tree]:
    assert isinstance(factor, Apply)
    return (E, factor.args[0]) if factor.head == "exp" else (factor.args[0], factor.args[1])


def over(term: Tree, leader: Tree, way: Approach) -> Tree:
    """Return term / leader, exponentials of the same kind joined: 2^n / 3^n is (2/3)^n."""
    base, exponent = _base_and_exponent(leader)
    above, below = factors_of(term)
    for place, factor in enumerate(above):
        if not _is_exponential(factor, way):
            continue
        other, upper = _base_and_exponent(factor)
        rest = [*above[:place], *above[place + 1 :]]
        difference = textbook(total([upper, negate(exponent)]))
        if base == E and other == E:
            joined = ONE if difference == ZERO else call("exp", difference)
        elif not way.holds(difference):
            joined = product([raised(other, difference), textbook(raised(quotient(other, base), exponent))])
            joined = raised(other, difference) if other == base else joined
        else:
            continue
        return quotient(product([*rest, joined]), product(below))
    if base == E:
        return product([term, call("exp", negate(exponent))])
    return quotient(product(above), product([*below, leader]))


def by_growth(tree: Tree, way: Approach) -> Rewriting | None:
    """Return 0 or oo where one side of a quotient outgrows the other, and rules of differentiation are no help."""
    if not way.infinite:
        return None
    top, bottom = fraction_of(tree)
    above, below = growth(top, way), growth(bottom, way)
    if above is None or below is None:
        return None
    if not way.holds(bottom):
        return _by_dying_factor(top, way) or _by_growing_factor(top, way)
    direction = above.times(below.raised(-1.0)).direction
    quick = (
        not way.whole and not (above.super or below.super) and max(abs(above.power), abs(below.power)) <= MOST_ROUNDS
    )
    if not direction or quick:
        return None
    if direction < 0:
        why = f"Order of growth: {_ladder(way)}. The bottom {tex(bottom)} outgrows the top."
        return Rewriting(rule="growth-order", became=ZERO, why=why)
    sign = way.sign(tree)
    if not sign:
        return None
    why = f"Order of growth: {_ladder(way)}. The top {tex(top)} outgrows the bottom."
    return Rewriting(rule="growth-order", became=OO if sign > 0 else MINUS_OO, why=why)


def _by_dying_factor(whole: Tree, way: Approach) -> Rewriting | None:
    """Return 0 for a product in which r^n with r below 1 outweighs what grows: n (9/10)^n."""
    moving = [factor for factor in factors_of(whole)[0] if way.holds(factor)]
    dying = [factor for factor in moving if (one := growth(factor, way)) is not None and one.rate < 0]
    known = growth(whole, way)
    if len(dying) != 1 or len(moving) < 2 or known is None or known.direction >= 0 or not way.whole:
        return None
    rest = product([factor for factor in moving if factor is not dying[0]])
    why = f"Order of growth: {_ladder(way)}. {tex(dying[0])} dies out faster than {tex(rest)} grows."
    return Rewriting(rule="growth-order", became=ZERO, why=why)


def _by_growing_factor(whole: Tree, way: Approach) -> Rewriting | None:
    """Return oo for a product of what grows and what stays away from 0: n (1 + 1/n)^n."""
    moving = [factor for factor in factors_of(whole)[0] if way.holds(factor)]
    growths = [growth(factor, way) for factor in moving]
    growing = [factor for factor, one in zip(moving, growths, strict=True) if one is not None and one.direction > 0]
    calm = [factor for factor, one in zip(moving, growths, strict=True) if one is not None and one.direction == 0]
    sign = way.sign(whole)
    if not all(is_steady(factor, way.variable) for factor in moving):
        return None
    if not growing or not calm or len(growing) + len(calm) < len(moving) or not sign:
        return None
    why = f"{tex(product(growing))} grows beyond all bounds, and {tex(product(calm))} stays away from 0."
    return Rewriting(rule="growth-order", became=OO if sign > 0 else MINUS_OO, why=why)


def _ladder(way: Approach) -> str:
    return LADDER.replace("{n}", way.variable)


def by_leading_term(tree: Tree, way: Approach) -> Rewriting | None:
    """Return a sum with its fastest term taken out (the form oo - oo), or decided by it."""
    terms = terms_of(tree)
    if not way.infinite or len(terms) < 2:
        return None
    growths = [growth(term, way) for term in terms]
    known = [one for one in growths if one is not None]
    if len(known) < len(terms) or max(known).direction <= 0:
        return None
    rooted = any(isinstance(node, Apply) and node.head in {"cbrt", "root"} for node in walk(tree))
    if known.count(max(known)) > 1 and not (rooted and all(one.is_algebraic for one in known)):
        return None
    leader = terms[known.index(max(known))]
    if all(one.is_algebraic and one.power == int(one.power) for one in known):
        power = Fraction(max(known).power)
        made = product([monomial(power, way), divided(tree, power, way)])
        why = f"Take out the highest power {tex(monomial(power, way))}."
        return Rewriting(rule="highest-power", became=way.of(made), why=why)
    sign = way.sign(leader)
    if not sign:
        return None
    why = f"Order of growth: {tex(leader)} outgrows the other terms, so it decides."
    return Rewriting(rule="growth-order", became=OO if sign > 0 else MINUS_OO, why=why)
