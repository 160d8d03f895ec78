"""Tidying: what no textbook prints (1x, x + 0, x^1, + -3, --x) goes; everything else stays as it was written."""

from fractions import Fraction

from calcquiz.algebra.exact import digits, exact_number
from calcquiz.algebra.tree import MINUS_ONE, ONE, ZERO, Apply, Number, Tree, add, mul, rebuild

FOLDED_DIGITS = 60
"""Plain arithmetic is folded while the result has at most this many digits."""
MOST_PLACES = 6
"""What is worked out from decimals is written as one while it has at most this many places."""


def tidy(tree: Tree) -> Tree:
    """Return the tree without trivial parts, plain arithmetic of numbers worked out.

    Order, brackets and roots stay: `2*(x + 1)` is not expanded, `sqrt(8)` stays.

    Example:
        >>> from calcquiz.algebra.parse import parse
        >>> from calcquiz.algebra.text import to_text
        >>> to_text(tidy(parse("1*x^1 + -3 + 0*y - -2*3*z", {"x", "y", "z"})))
        'x - 3 + 6*z'
        >>> to_text(tidy(parse("2 - 0.1*3", set())))
        '1.7'
    """
    return rebuild(tree, _tidy_one)


def worked_out(value: Fraction, *parts: Tree) -> Number:
    """Return a number worked out from others: with decimals among them it is one too, where it has few places."""
    if value.denominator == 1 or 10**MOST_PLACES % value.denominator:
        return Number(value)
    if not any(isinstance(part, Number) and part.is_decimal for part in parts):
        return Number(value)
    whole, rest = divmod(abs(value.numerator) * 10**MOST_PLACES // value.denominator, 10**MOST_PLACES)
    sign = "-" if value < 0 else ""
    return Number(value, f"{sign}{whole}.{rest:0{MOST_PLACES}}".rstrip("0"))


def negate(tree: Tree) -> Tree:
    """Return -tree, tidied: the sign of a number, product or quotient is taken from its first factor."""
    if isinstance(tree, Number):
        return worked_out(-tree.value, tree)
    if isinstance(tree, Apply):
        if tree.head == "neg":
            return tree.args[0]
        if tree.head == "mul" and isinstance(tree.args[0], Number):
            return product([negate(tree.args[0]), *tree.args[1:]])
    return Apply("neg", (tree,))


def _tidy_one(tree: Tree) -> Tree:
    if not isinstance(tree, Apply):
        return tree
    rule = _RULES.get(tree.head)
    return rule(tree) if rule else tree


def total(terms: list[Tree]) -> Tree:
    """Return the sum of tidied terms: zeros dropped, neighbouring numbers folded."""
    kept: list[Tree] = []
    for term in terms:
        parts = term.args if isinstance(term, Apply) and term.head == "add" else (term,)
        for part in parts:
            if isinstance(part, Number) and part.value == 0:
                continue
            if kept and isinstance(part, Number) and isinstance(kept[-1], Number):
                kept[-1] = worked_out(kept[-1].value + part.value, kept[-1], part)
            else:
                kept.append(part)
    kept = [_minus_in_front(term) if place else term for place, term in enumerate(kept) if term != ZERO]
    return add(*kept) if kept else ZERO


def _minus_in_front(term: Tree) -> Tree:
    """Return a later term of a sum so that its sign joins the sum: + -3 x becomes - 3 x."""
    if isinstance(term, Apply):
        first = term.args[0] if term.args else None
        if term.head == "mul" and isinstance(first, Number) and first.value < 0:
            return Apply("neg", (negate(term),))
        if term.head == "div" and _is_negative(first):
            assert first is not None
            return Apply("neg", (quotient(negate(first), term.args[1]),))
    return term


def _is_negative(tree: Tree | None) -> bool:
    if isinstance(tree, Number):
        return tree.value < 0
    if isinstance(tree, Apply) and tree.head == "neg":
        return True
    return isinstance(tree, Apply) and tree.head == "mul" and _is_negative(tree.args[0])


def product(factors: list[Tree]) -> Tree:
    """Return the product of tidied factors: ones dropped, zero absorbs, numbers folded into the first."""
    coefficient = ONE
    kept: list[Tree] = []
    waiting = list(reversed(factors))
    while waiting:
        factor = waiting.pop()
        if isinstance(factor, Number):
            known = coefficient
            coefficient = factor if known == ONE else worked_out(known.value * factor.value, known, factor)
        elif isinstance(factor, Apply) and factor.head == "mul":
            waiting.extend(reversed(factor.args))
        elif isinstance(factor, Apply) and factor.head == "neg":
            coefficient = worked_out(-coefficient.value, coefficient)
            waiting.append(factor.args[0])
        else:
            kept.append(factor)
    if coefficient == ZERO:
        return ZERO
    if not kept:
        return coefficient
    if abs(coefficient.value) == 1:
        whole = mul(*kept)
        return whole if coefficient == ONE else negate(whole)
    return _times_number(coefficient, kept)


def _times_number(coefficient: Number, kept: list[Tree]) -> Tree:
    """Return coefficient times the factors; a fraction joins a quotient: 3/2 · x stays, 2 · x/3 is 2x/3."""
    if len(kept) == 1 and isinstance(kept[0], Apply) and kept[0].head == "div":
        numerator, denominator = kept[0].args
        return quotient(product([coefficient, numerator]), denominator)
    if coefficient.value < 0:
        return Apply("neg", (mul(negate(coefficient), *kept),))
    return mul(coefficient, *kept)


def quotient(numerator: Tree, denominator: Tree) -> Tree:
    """Return a fraction of tidied parts: over 1 it goes, signs come to the front, numbers are reduced."""
    if denominator == ONE:
        return numerator
    if denominator == MINUS_ONE:
        return negate(numerator)
    if numerator == ZERO and denominator != ZERO:
        return ZERO
    if isinstance(numerator, Number) and isinstance(denominator, Number) and denominator.value:
        return worked_out(numerator.value / denominator.value, numerator, denominator)
    if isinstance(numerator, Apply) and numerator.head == "neg":
        return negate(quotient(numerator.args[0], denominator))
    if isinstance(denominator, Apply) and denominator.head == "neg":
        return negate(quotient(numerator, denominator.args[0]))
    if isinstance(denominator, Number) and denominator.value < 0:
        return negate(quotient(numerator, negate(denominator)))
    if isinstance(numerator, Number) and numerator.value < 0:
        return Apply("neg", (quotient(negate(numerator), denominator),))
    if isinstance(numerator, Apply) and numerator.head == "div" and not isinstance(denominator, Number):
        return quotient(numerator.args[0], product([numerator.args[1], denominator]))
    return _reduced(numerator, denominator)


def _reduced(numerator: Tree, denominator: Tree) -> Tree:
    """Return the fraction with the numbers in front of numerator and denominator reduced."""
    above, top = _coefficient(numerator)
    below, bottom = _coefficient(denominator)
    ratio = above / below
    if above == ratio.numerator and below == ratio.denominator:
        return Apply("div", (numerator, denominator))
    new_top = product([Number(Fraction(ratio.numerator)), *top])
    new_bottom = product([Number(Fraction(ratio.denominator)), *bottom])
    return new_top if new_bottom == ONE else Apply("div", (new_top, new_bottom))


def _coefficient(tree: Tree) -> tuple[Fraction, list[Tree]]:
    """Return the number in front of a tree and the other factors."""
    if isinstance(tree, Number):
        return (tree.value, []) if tree.value else (Fraction(1), [tree])
    if isinstance(tree, Apply) and tree.head == "mul" and isinstance(tree.args[0], Number):
        return tree.args[0].value or Fraction(1), list(tree.args[1:])
    return Fraction(1), [tree]


def raised(base: Tree, exponent: Tree) -> Tree:
    """Return a power of tidied parts: x^1 is x, x^0 is 1, powers of numbers are worked out while short."""
    if exponent == ONE:
        return base
    if exponent == ZERO and base != ZERO:
        return ONE
    tree = Apply("pow", (base, exponent))
    if isinstance(base, Number) and isinstance(exponent, Number) and exponent.value.denominator == 1:
        value = exact_number(tree)
        if value is not None and digits(value) <= FOLDED_DIGITS:
            return worked_out(value, base)
    return tree


def _folded(tree: Apply) -> Tree:
    """Work out a function of plain numbers that has an exact value (gcd, floor, max, …)."""
    value = exact_number(tree)
    return tree if value is None or digits(value) > FOLDED_DIGITS else worked_out(value, *tree.args)


def _picked(tree: Apply) -> Tree:
    from calcquiz.algebra.exact import exact_value

    *cases, otherwise = tree.args
    kept: list[Tree] = []
    for condition, value in zip(cases[::2], cases[1::2], strict=True):
        truth = exact_value(condition, {})
        if truth is True and not kept:
            return value
        if truth is not False:
            kept += [condition, value]
    return Apply("pick", (*kept, otherwise)) if kept else otherwise


_RULES = {
    "add": lambda tree: total(list(tree.args)),
    "mul": lambda tree: product(list(tree.args)),
    "neg": lambda tree: negate(tree.args[0]),
    "div": lambda tree: quotient(*tree.args),
    "pow": lambda tree: raised(*tree.args),
    # Roots of perfect squares only: sqrt(9) is 3, sqrt(8) stays.
    "sqrt": _folded,
    "pick": _picked,
    **dict.fromkeys(("gcd", "floor", "ceiling", "min", "max", "abs", "sign", "binomial"), _folded),
}
