"""The terms of a series taken apart: their sign, the quotient of neighbours, and exponentials joined."""

from fractions import Fraction

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.parts import factors_of, fraction_of
from calcquiz.algebra.powers import slope_of, whole_of
from calcquiz.algebra.tabular import polynomial_in
from calcquiz.algebra.tidy import negate, product, quotient, raised, tidy, total
from calcquiz.algebra.tree import MINUS_ONE, ONE, ZERO, Apply, Name, Number, Tree, call, free_names, number, substitute
from calcquiz.solving.limits.parts import cancelled, is_rational
from calcquiz.tasks.task import Setting
from calcquiz.tasks.textbook import textbook

LONGEST_FACTORIAL = 4
"""How fast the argument of a factorial may grow: (4n)!"""
E = Name("e")


def at(term: Tree, name: str, place: Tree | int) -> Tree:
    """Return the term of a series with a number or formula as its index."""
    where = number(place) if isinstance(place, int) else place
    return textbook(substitute(term, {name: where}))


def next_term(term: Tree, name: str) -> Tree:
    """Return a(n + 1) as it stands, sums tidied: (n + 1)!"""
    return tidy(substitute(term, {name: Apply("add", (Name(name), ONE))}))


def ratio_of(term: Tree, name: str, setting: Setting) -> Tree | None:
    """Return a(n + 1)/a(n), what top and bottom have in common cancelled; None where no rule of powers tells."""
    above, below = factors_of(term)
    tops: list[Tree] = []
    bottoms: list[Tree] = []
    for factors, upper, lower in ((above, tops, bottoms), (below, bottoms, tops)):
        for factor in factors:
            made = _ratio_of_factor(factor, name)
            if made is None:
                return None
            upper.append(made[0])
            lower.append(made[1])
    return shortened(product(tops), product(bottoms), name, setting)


def shortened(top: Tree, bottom: Tree, name: str, setting: Setting) -> Tree:
    """Return a quotient with the common factors of its polynomial parts cancelled, equal powers joined."""
    above, below = factors_of(quotient(top, bottom))
    plain = [factor for factor in above if is_rational(factor, name)]
    under = [factor for factor in below if is_rational(factor, name)]
    short = textbook(quotient(product(plain), product(under)))
    if name in free_names(short):
        short = cancelled(short, setting)
    first, second = fraction_of(short)
    others = [factor for factor in above if factor not in plain]
    beneath = [factor for factor in below if factor not in under]
    return textbook(quotient(product([first, *others]), product([second, *beneath])))


def _ratio_of_factor(factor: Tree, name: str) -> tuple[Tree, Tree] | None:
    """Return f(n + 1)/f(n) as top and bottom."""
    if name not in free_names(factor):
        return ONE, ONE
    if isinstance(factor, Apply):
        if factor.head == "factorial":
            return _of_factorial(factor, name)
        if factor.head == "binomial":
            return _of_binomial(factor, name)
        if factor.head == "exp":
            return _of_exponential(E, factor.args[0], name)
        if factor.head == "pow":
            return _of_power(factor, name)
    return next_term(factor, name), factor


def _of_factorial(factor: Apply, name: str) -> tuple[Tree, Tree] | None:
    """Return (s n + t + 1)(s n + t + 2) … for (s n + t)!"""
    inner = factor.args[0]
    step = _step(inner, name)
    if step is None or not 0 < step <= LONGEST_FACTORIAL:
        return None
    return product([textbook(total([inner, number(k)])) for k in range(1, step + 1)]), ONE


def _of_binomial(factor: Apply, name: str) -> tuple[Tree, Tree] | None:
    """Return the quotient of n!/(k! (n - k)!) and the one before it, from those of the three factorials."""
    whole, chosen = factor.args
    inners = (whole, chosen, textbook(total([whole, negate(chosen)])))
    made = [_ratio_of_factor(call("factorial", inner), name) for inner in inners]
    known = [one for one in made if one is not None]
    if len(known) < len(made):
        return None
    return known[0][0], product([known[1][0], known[2][0]])


def _step(exponent: Tree, name: str) -> int | None:
    slope = slope_of(exponent, name)
    return None if slope is None else whole_of(slope)


def _of_exponential(base: Tree, exponent: Tree, name: str) -> tuple[Tree, Tree] | None:
    slope = slope_of(exponent, name)
    if slope is None:
        upper = _collected(textbook(total([next_term(exponent, name), negate(exponent)])), name)
        return (call("exp", upper) if base == E else Apply("pow", (base, upper))), ONE
    value = exact_number(slope)
    if value is not None and value < 0:
        return ONE, _power_of(base, number(-value))
    return _power_of(base, slope), ONE


def _collected(tree: Tree, name: str) -> Tree:
    """Return a polynomial multiplied out, (n + 1)^2 - n^2 as 2n + 1; else the tree itself."""
    found = polynomial_in(tree, name)
    if not found:
        return tree
    terms = [
        product([Number(found[k]), raised(Name(name), number(k))]) for k in sorted(found, reverse=True) if found[k]
    ]
    return textbook(total(terms)) if terms else ZERO


def _power_of(base: Tree, exponent: Tree) -> Tree:
    if base == E and exponent != ONE:
        return call("exp", exponent)
    return raised(base, exponent)


def _of_power(factor: Apply, name: str) -> tuple[Tree, Tree] | None:
    base, exponent = factor.args
    if name not in free_names(base):
        return _of_exponential(base, exponent, name)
    if name not in free_names(exponent):
        made = _ratio_of_factor(base, name)
        return None if made is None else (raised(made[0], exponent), raised(made[1], exponent))
    following = next_term(base, name)
    step = _step(exponent, name)
    if step is None:
        return None
    share = _share(following, base, name)
    return product([raised(following, number(step)), Apply("pow", (share, exponent))]), ONE


def _share(following: Tree, base: Tree, name: str) -> Tree:
    """Return (n + 1)/n as 1 + 1/n, anything else as it stands."""
    return total([ONE, quotient(ONE, base)]) if base == Name(name) else quotient(following, base)


def joined_exponentials(term: Tree, name: str) -> Tree:
    """Return the term with all powers b^(k n + m) of numbers as one power: (-2)^n/(n 2^n) is (-1)^n/n."""
    above, below = factors_of(term)
    base, constant = Fraction(1), Fraction(1)
    kept: list[list[Tree]] = [[], []]
    found = False
    for side, factors in enumerate((above, below)):
        for factor in factors:
            parts = exponential_parts(factor, name)
            if parts is None:
                kept[side].append(factor)
                continue
            found = True
            base *= parts[0] ** (-1 if side else 1)
            constant *= parts[1] ** (-1 if side else 1)
    if not found:
        return textbook(term)
    top = [number(constant.numerator), _to_the(abs(base.numerator), name), *kept[0]]
    bottom = [number(constant.denominator), _to_the(base.denominator, name), *kept[1]]
    if abs(base) != 1 and base.denominator != 1 and abs(base.numerator) != 1:
        top[1] = Apply("pow", (number(abs(base)), Name(name)))
        bottom[1] = ONE
    made = textbook(quotient(product(top), product(bottom)))
    return made if base > 0 else _with_sign(made, name)


def _with_sign(tree: Tree, name: str) -> Tree:
    """Return (-1)^n in front of a formula, above its fraction bar."""
    sign = Apply("pow", (MINUS_ONE, Name(name)))
    if isinstance(tree, Apply) and tree.head == "div":
        return quotient(product([sign, tree.args[0]]), tree.args[1])
    return product([sign, tree])


def _to_the(base: int, name: str) -> Tree:
    return ONE if base == 1 else Apply("pow", (number(base), Name(name)))


def exponential_parts(factor: Tree, name: str) -> tuple[Fraction, Fraction] | None:
    """Return b and c of a factor c b^n, b a rational number; None for any other."""
    if not isinstance(factor, Apply) or factor.head != "pow" or name not in free_names(factor.args[1]):
        return None
    base, step = exact_number(factor.args[0]), _step(factor.args[1], name)
    shift = whole_of(substitute(factor.args[1], {name: ZERO}))
    if base is None or not base or step is None or shift is None or abs(step) > LONGEST_FACTORIAL:
        return None
    return base**step, base**shift
