"""The textbook form of a key: powers of one base joined, well-known values written out, plain arithmetic done."""

import math
from fractions import Fraction

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tidy import negate, product, quotient, raised, tidy, total
from calcquiz.algebra.tree import CONSTANTS, ONE, ZERO, Apply, Name, Number, Tree, free_names, number, rebuild
from calcquiz.tasks.angles import known_angles

E, PI = Name("e"), Name("pi")
DIGITS = 60
WHOLE = 1e-40
LARGEST_WHOLE = 10**15
HALF = number(Fraction(1, 2))

KNOWN_VALUES: dict[tuple[str, Tree], Tree] = {
    ("exp", ZERO): ONE,
    ("exp", ONE): E,
    ("log", ONE): ZERO,
    ("log", E): ONE,
    ("sin", ZERO): ZERO,
    ("cos", ZERO): ONE,
    ("tan", ZERO): ZERO,
    ("sec", ZERO): ONE,
    ("asin", ZERO): ZERO,
    ("atan", ZERO): ZERO,
    ("sinh", ZERO): ZERO,
    ("cosh", ZERO): ONE,
    ("tanh", ZERO): ZERO,
    ("sech", ZERO): ONE,
    ("erf", ZERO): ZERO,
    ("sigma", ZERO): HALF,
    ("Phi", ZERO): HALF,
    ("phi", ZERO): Apply("div", (ONE, Apply("sqrt", (Apply("mul", (number(2), PI)),)))),
    ("softplus", ZERO): Apply("log", (number(2),)),
    ("relu", ZERO): ZERO,
    **known_angles(),
    ("atan", ONE): Apply("div", (PI, number(4))),
}
"""(function, argument) -> the value that is written out."""


def textbook(tree: Tree) -> Tree:
    """Return the tree as a textbook prints it; nothing is expanded or factored.

    Example:
        >>> from calcquiz.algebra.parse import parse
        >>> from calcquiz.algebra.text import to_text
        >>> to_text(textbook(parse("x^2*(1/x) + -6*x/(x^2)^2 + exp(0)", {"x"})))
        'x - 6/x^3 + 1'
    """
    return tidy(rebuild(tidy(tree), _one))


def with_whole_values(tree: Tree) -> Tree:
    """Return the tree with floor and ceiling of constants worked out: ceiling(log(1000)/log(2)) is 10."""
    return tidy(rebuild(tree, _whole_value))


def _whole_value(tree: Tree) -> Tree:
    if not isinstance(tree, Apply) or tree.head not in {"floor", "ceiling"} or free_names(tree):
        return tree
    from calcquiz.algebra.precise import mp_value

    inner = mp_value(tree.args[0], {}, DIGITS)
    if inner is None or abs(inner) > LARGEST_WHOLE:
        return tree
    nearest = round(inner)
    if abs(inner - nearest) < WHOLE:
        return number(nearest)  # log(8)/log(2) is 3, whatever its last digit
    return number(math.floor(inner) if tree.head == "floor" else math.ceil(inner))


def _one(tree: Tree) -> Tree:
    if not isinstance(tree, Apply):
        return tree
    if tree.head in {"mul", "div"}:
        return _joined(tree)
    if tree.head == "add":
        return _collected(tree)
    if tree.head == "neg" and isinstance(tree.args[0], Apply) and tree.args[0].head == "add":
        return total([negate(term) for term in tree.args[0].args])
    if tree.head == "pow":
        return _power(*tree.args)
    if len(tree.args) == 1:
        known = KNOWN_VALUES.get((tree.head, tree.args[0]))
        value = exact_number(tree) if known is None else None
        if value is not None and value.denominator < 10**6 and abs(value.numerator) < 10**12:
            return Number(value)
        return tree if known is None else known
    return tidy(tree)


def _collected(tree: Apply) -> Tree:
    """Return a sum with like terms added: 3 x + 2 x is 5 x."""
    kept: dict[Tree, Fraction] = {}
    for term in tree.args:
        coefficient, rest = _split(term)
        kept[rest] = kept.get(rest, Fraction(0)) + coefficient
    if len(kept) == len(tree.args):
        return tidy(tree)
    return total([_times(coefficient, rest) for rest, coefficient in kept.items()])


def _split(term: Tree) -> tuple[Fraction, Tree]:
    """Return a term's rational factor and what it multiplies."""
    if isinstance(term, Number):
        return term.value, ONE
    if isinstance(term, Apply) and term.head == "neg":
        coefficient, rest = _split(term.args[0])
        return -coefficient, rest
    if isinstance(term, Apply) and term.head == "mul" and isinstance(term.args[0], Number):
        return term.args[0].value, product(list(term.args[1:]))
    if isinstance(term, Apply) and term.head == "div":
        above, top = _split(term.args[0])
        below, bottom = _split(term.args[1])
        if below:
            return above / below, top if bottom == ONE else quotient(top, bottom)
    return Fraction(1), term


def _times(coefficient: Fraction, rest: Tree) -> Tree:
    if coefficient.denominator == 1 or (isinstance(rest, Apply) and rest.head == "div"):
        return product([Number(coefficient), rest])
    return quotient(product([number(coefficient.numerator), rest]), number(coefficient.denominator))


def _power(base: Tree, exponent: Tree) -> Tree:
    """Return (x^m)^n as x^(mn) for whole m, n; powers of constants worked out where they are plain again."""
    known = _constant_power(base, exponent)
    if known is not None:
        return known
    if isinstance(base, Apply) and base.head == "pow":
        inner, outer = _whole(base.args[1]), _whole(exponent)
        if inner is not None and outer is not None:
            return _power(base.args[0], number(inner * outer))
    whole = _whole(exponent)
    if whole is not None and whole < 0:
        return quotient(ONE, raised(base, number(-whole)))
    return raised(base, exponent)


def _constant_power(base: Tree, exponent: Tree) -> Tree | None:
    """Return 4^(-3/2) as 1/8, sqrt(2)^3 as 2 sqrt(2), (sqrt(3)/2)^2 as 3/4; None where nothing is simpler."""
    if isinstance(base, Number) and isinstance(exponent, Number):
        value = exact_number(Apply("pow", (base, exponent)))
        return Number(value) if value is not None and exponent.value.denominator != 1 else None
    whole = _whole(exponent)
    if whole is None or whole < 2 or not isinstance(base, Apply):
        return None
    if base.head == "sqrt" and isinstance(base.args[0], Number):
        outside = raised(base.args[0], number(whole // 2))
        return product([outside, base]) if whole % 2 else outside
    if base.head == "div" and isinstance(base.args[1], Number) and not free_names(base):
        return quotient(_power(base.args[0], exponent), raised(base.args[1], exponent))
    return None


def _whole(tree: Tree) -> int | None:
    return int(tree.value) if isinstance(tree, Number) and tree.value.denominator == 1 else None


def _joined(tree: Apply) -> Tree:
    """Return a product or quotient with whole powers of equal bases joined."""
    powers: dict[Tree, int] = {}
    coefficient = _collect(tree, 1, powers)
    if coefficient is None:
        return tidy(tree)
    ordered = sorted(powers.items(), key=_rank)
    above = [_power(base, number(exponent)) for base, exponent in ordered if exponent > 0]
    below = [_power(base, number(-exponent)) for base, exponent in ordered if exponent < 0]
    if coefficient.denominator == 1 and not below:
        return product([Number(coefficient), *above])
    bottom = product([number(coefficient.denominator), *below])
    return quotient(product([number(coefficient.numerator), *above]), bottom)


def _rank(power: tuple[Tree, int]) -> tuple[int, str]:
    """Return where a factor stands: constants, then variables by name, then the rest as it comes."""
    base = power[0]
    if not isinstance(base, Name):
        return 2, ""
    return (0 if base.name in CONSTANTS else 1), base.name


def _collect(tree: Tree, sign: int, powers: dict[Tree, int]) -> Fraction | None:
    """Add a factor's powers to the table and return its numeric part; None when it is too odd to join."""
    if isinstance(tree, Number):
        return None if sign < 0 and tree.value == 0 else tree.value**sign
    if isinstance(tree, Apply) and tree.head == "neg":
        inner = _collect(tree.args[0], sign, powers)
        return None if inner is None else -inner
    if isinstance(tree, Apply) and tree.head in {"mul", "div"}:
        coefficient = Fraction(1)
        for place, factor in enumerate(tree.args):
            part = _collect(factor, -sign if tree.head == "div" and place else sign, powers)
            if part is None:
                return None
            coefficient *= part
        return coefficient
    base: Tree = tree
    exponent = 1
    if isinstance(tree, Apply) and tree.head == "pow" and (whole := _whole(tree.args[1])) is not None:
        base, exponent = tree.args[0], whole
    powers[base] = powers.get(base, 0) + sign * exponent
    return Fraction(1)
