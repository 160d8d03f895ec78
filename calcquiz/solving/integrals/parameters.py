"""Integrals of powers of a^2 ± b^2 x^2, a and b names of positive numbers: scaled to 1 ± t^2 and back."""

from dataclasses import dataclass
from fractions import Fraction

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.powers import is_positive, powers_of, slope_of, whole_of
from calcquiz.algebra.tidy import negate, product, quotient, raised, tidy, total
from calcquiz.algebra.tree import (
    MINUS_ONE,
    ONE,
    TWO,
    ZERO,
    Apply,
    Name,
    Tree,
    call,
    free_names,
    is_sum,
    number,
    rebuild,
    substitute,
)
from calcquiz.solving.integrals.algebra import finished, integral
from calcquiz.solving.integrals.direct import expanded
from calcquiz.solving.integrals.plan import Back, Line, Plan, Planner
from calcquiz.solving.words import listed, tex
from calcquiz.tasks.textbook import textbook


@dataclass(frozen=True, slots=True)
class Squares:
    """The sum c a^2 + k (b x)^2, c and k signs, a and b positive and free of x."""

    c: int
    a: Tree
    k: int
    b: Tree


def scaled_squares(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Substitute t = b x/a in x^m (± a^2 ± b^2 x^2)^e, where a or b is no number."""
    powers = powers_of(function, name)
    if powers is None or not 1 <= len(powers.parts) <= 2:
        return None
    bases = [part for part in powers.parts if part != Name(name)]
    if len(bases) != 1:
        return None
    squares = squares_of(bases[0], name, planner.positive)
    m = whole_of(powers.parts.get(Name(name), number(0)))
    e = exact_number(powers.parts[bases[0]])
    if squares is None or m is None or m % 2 or e is None or not free_names(total([squares.a, squares.b])):
        return None
    return _scaled(function, name, squares, (m, e), powers.constant.times(ONE), planner)


def linear_over_squares(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Multiply p + q x beside a power of a^2 ± b^2 x^2 out, a or b a name."""
    powers = powers_of(function, name)
    if powers is None or len(powers.parts) != 2:
        return None
    bases = [part for part in powers.parts if squares_of(part, name, planner.positive) is not None]
    others = [part for part in powers.parts if part not in bases]
    if len(bases) != 1 or not free_names(bases[0]) - {name} or powers.parts[others[0]] != ONE:
        return None
    if not is_sum(others[0]) or slope_of(others[0], name) is None:
        return None
    return expanded(function, name, planner)


def _scaled(
    function: Tree, name: str, squares: Squares, exponents: tuple[int, Fraction], front: Tree, planner: Planner
) -> Plan | None:
    """Return the plan: x = (a/b) t takes a and b out of the integral."""
    m, e = exponents
    t = planner.letter(function)
    ratio = quotient(squares.a, squares.b)
    square = raised(Name(t), TWO)
    inside = total([number(squares.c), square if squares.k > 0 else negate(square)])
    under = call("sqrt", inside)
    power = raised(under, number(2 * e)) if e.denominator == 2 else raised(inside, number(e))
    rest = textbook(product([raised(Name(t), number(m)), power]))
    outside = textbook(product([front, raised(ratio, number(m + 1)), raised(squares.a, number(2 * e))]))
    place = quotient(product([squares.b, Name(name)]), squares.a)
    slope = quotient(squares.b, squares.a)
    names = [tex(part) for part in (squares.a, squares.b) if free_names(part)]
    line = Line(
        rule="substitution",
        part=integral(function, name),
        became=Apply("at", (product([outside, integral(rest, t)]), Name(t), place)),
        why=(
            f"Substitute ${t} = {tex(place)[1:-1]}$, $d{t} = {tex(slope)[1:-1]}\\,d{name}$, "
            f"which takes {listed(names)} out of the integral."
        ),
    )
    words = f"Put {tex(Name(t))[:-1]} = {tex(place)[1:]} back."
    return planner.made(function, name, [line], back=_back(t, name, squares), back_why=words)


def squares_of(base: Tree, name: str, positive: frozenset[str]) -> Squares | None:
    """Return the squares of a sum of two, one of them free of the variable; None where it is no such sum."""
    if not is_sum(base) or not isinstance(base, Apply) or len(base.args) != 2:
        return None
    fixed = moving = None
    for term in base.args:
        sign, square = (-1, term.args[0]) if isinstance(term, Apply) and term.head == "neg" else (1, term)
        if name not in free_names(term):
            fixed = (sign, _root_of(square, positive))
            continue
        powers = powers_of(square, name)
        if powers is None or set(powers.parts) != {Name(name)} or powers.parts[Name(name)] != TWO:
            return None
        moving = (sign, _root_of(powers.constant.times(ONE), positive))
    if fixed is None or moving is None or fixed[1] is None or moving[1] is None:
        return None
    if fixed[0] < 0 and moving[0] < 0:
        return None
    return Squares(fixed[0], fixed[1], moving[0], moving[1])


def _root_of(square: Tree, positive: frozenset[str]) -> Tree | None:
    """Return the root of a formula without the variable, None where it is not positive for certain."""
    value = exact_number(square)
    if value is not None:
        return tidy(call("sqrt", square)) if value > 0 else None
    if not is_positive(square, positive):
        return None
    powers = powers_of(square, "")
    if powers is None:
        return None
    if isinstance(square, Apply) and square.head == "pow" and square.args[1] == TWO:
        return square.args[0]
    root = product([_half(base, exponent) for base, exponent in powers.constant.powers.items()])
    return product([tidy(call("sqrt", number(powers.constant.rational))), root])


def _half(base: Tree, exponent: int) -> Tree:
    whole, odd = divmod(exponent, 2)
    return product([raised(base, number(whole)), call("sqrt", base)]) if odd else raised(base, number(whole))


def _back(t: str, name: str, squares: Squares) -> Back:
    """Return how a formula in t is written in x: ±1 ± t^2 becomes (± a^2 ± b^2 x^2)/a^2, its root loses an a."""
    place = quotient(product([squares.b, Name(name)]), squares.a)
    fixed = raised(squares.a, TWO)
    moving = product([raised(squares.b, TWO), raised(Name(name), TWO)])

    def whole(signs: tuple[int, int]) -> Tree:
        c, k = signs
        terms = [fixed if c > 0 else negate(fixed), moving if k > 0 else negate(moving)]
        return total(terms[::-1] if c < 0 < k else terms)

    def root(node: Tree) -> Tree:
        signs = _signs(node.args[0], t) if isinstance(node, Apply) and node.head == "sqrt" else None
        return node if signs is None else quotient(call("sqrt", whole(signs)), squares.a)

    def change(node: Tree) -> Tree:
        signs = _signs(node, t)
        return node if signs is None else quotient(whole(signs), fixed)

    return lambda tree: finished(textbook(substitute(rebuild(rebuild(tree, root), change), {t: place})))


def _signs(node: Tree, t: str) -> tuple[int, int] | None:
    """Return c and k of a sum c + k t^2 whose c and k are 1 or -1, None for any other formula."""
    if not isinstance(node, Apply) or node.head != "add" or len(node.args) != 2:
        return None
    square = raised(Name(t), TWO)
    found: dict[bool, int] = {}
    for term in node.args:
        sign, bare = (-1, term.args[0]) if isinstance(term, Apply) and term.head == "neg" else (1, term)
        if bare == square:
            found[True] = sign
        elif bare in {ONE, number(-1)}:
            found[False] = sign if bare == ONE else -sign
    return (found[False], found[True]) if len(found) == 2 else None


def symbolic_fractions(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Split a constant or x over distinct factors x - a, x - b, … whose zeros are names or numbers."""
    powers = powers_of(function, name)
    if powers is None:
        return None
    degree = whole_of(powers.parts.pop(Name(name), number(0)))
    factors = list(powers.parts)
    if degree is None or degree < -1 or any(exponent != MINUS_ONE for exponent in powers.parts.values()):
        return None
    if degree == -1:
        factors, degree = [*factors, Name(name)], 0
    if len(factors) < 2:
        return None
    slopes = [slope_of(factor, name) for factor in factors]
    if degree >= len(factors) or None in slopes or not any(free_names(f) - {name} for f in factors):
        return None
    zeros = [_zero(factor, slope, name) for factor, slope in zip(factors, slopes, strict=True) if slope is not None]
    terms = []
    for place, (factor, zero) in enumerate(zip(factors, zeros, strict=True)):
        others = [substitute(other, {name: zero}) for n, other in enumerate(factors) if n != place]
        above = raised(zero, number(degree)) if degree else ONE
        share = quotient(above, textbook(product(others)))
        terms.append(quotient(textbook(share), factor))
    front = powers.constant.times(ONE)
    became = product([front, integral(total(terms), name)])
    line = Line(
        rule="partial-fractions",
        part=integral(function, name),
        became=became,
        why="Split into partial fractions: each numerator is the rest at the zero of its factor.",
    )
    return planner.made(function, name, [line])


def _zero(factor: Tree, slope: Tree, name: str) -> Tree:
    """Return where a linear factor vanishes."""
    rest = substitute(factor, {name: ZERO})
    return textbook(negate(quotient(tidy(rest), slope)))
