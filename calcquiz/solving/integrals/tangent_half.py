"""Rational functions of sine and cosine: u = cos, u = sin, u = tan, or the tangent of the half angle."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from calcquiz.algebra.dense import divided, greatest_common, times
from calcquiz.algebra.powers import slope_of
from calcquiz.algebra.rational import fraction_of
from calcquiz.algebra.tidy import product, quotient, raised
from calcquiz.algebra.tree import ONE, TWO, Apply, Name, Tree, call, number
from calcquiz.solving.integrals.algebra import constant_and_rest, finished, holds, integral
from calcquiz.solving.integrals.plan import Line, Plan, Planner
from calcquiz.solving.integrals.slopes import as_fraction
from calcquiz.solving.words import tex

Powers: TypeAlias = Mapping[tuple[int, int], Fraction]
"""(power of the sine, power of the cosine) -> coefficient."""
Dense: TypeAlias = Sequence[Fraction]
SINE, COSINE = Name("sine"), Name("cosine")
HIGHEST = 8
IN_SINE_AND_COSINE = {
    "sin": SINE,
    "cos": COSINE,
    "tan": quotient(SINE, COSINE),
    "cot": quotient(COSINE, SINE),
    "sec": quotient(ONE, COSINE),
    "csc": quotient(ONE, SINE),
}
ONE_MINUS_SQUARE: Dense = (Fraction(1), Fraction(0), Fraction(-1))
ONE_PLUS_SQUARE: Dense = (Fraction(1), Fraction(0), Fraction(1))


def rational_in_sine_and_cosine(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Substitute so that a rational function of sine and cosine becomes one of u."""
    found = _read(function, name)
    if found is None:
        return None
    inner, top, bottom = found
    slope = slope_of(inner, name)
    if slope is None:
        return None
    letter = planner.letter(function)
    for way in (_by_cosine, _by_sine, _by_tangent, _by_half_angle):
        made = way(top, bottom)
        if made is None:
            continue
        above, below = made
        u, words = _words(way.__name__, inner, letter, name)
        rational = _lowest(above, below, letter)
        constant, rest = constant_and_rest(rational, letter) or (ONE, rational)
        body = product([quotient(constant, slope), integral(rest, letter)])
        became = Apply("at", (body, Name(letter), u))
        line = Line(rule="substitution", part=integral(function, name), became=became, why=words)
        plan = planner.made(function, name, [line])
        if plan is not None:
            return plan
    return None


def _lowest(above: Dense, below: Dense, letter: str) -> Tree:
    common = greatest_common(above, below)
    return as_fraction(divided(above, common)[0], divided(below, common)[0], letter)


def _read(function: Tree, name: str) -> tuple[Tree, Powers, Powers] | None:
    """Return the angle, and numerator and denominator as polynomials in its sine and cosine."""
    angles: set[Tree] = set()

    def change(node: Tree) -> Tree:
        if isinstance(node, Apply) and node.head in IN_SINE_AND_COSINE and holds(node, name):
            angles.add(node.args[0])
            return IN_SINE_AND_COSINE[node.head]
        return Apply(node.head, tuple(change(arg) for arg in node.args)) if isinstance(node, Apply) else node

    changed = change(function)
    if len(angles) != 1 or holds(changed, name):
        return None
    fraction = fraction_of(changed)
    read = [_powers(part) for part in fraction] if fraction else []
    if len(read) != 2 or None in read:
        return None
    top, bottom = read
    return (angles.pop(), top, bottom) if top and bottom else None


def _powers(polynomial: Mapping[tuple[tuple[tuple[object, ...], int], ...], Fraction]) -> Powers | None:
    found = {}
    for monomial, coefficient in polynomial.items():
        exponents = {form[1]: power for form, power in monomial if form[0] == "name"}
        if len(exponents) != len(monomial) or set(exponents) - {"sine", "cosine"}:
            return None
        key = (exponents.get("sine", 0), exponents.get("cosine", 0))
        if max(key) > HIGHEST:
            return None
        found[key] = coefficient
    return found


def _plus(left: Dense, right: Dense, factor: int = 1) -> list[Fraction]:
    size = max(len(left), len(right))
    padded = [
        (left[k] if k < len(left) else Fraction(0)) + factor * (right[k] if k < len(right) else Fraction(0))
        for k in range(size)
    ]
    while padded and not padded[-1]:
        padded.pop()
    return padded


def _to(base: Dense, power: int) -> list[Fraction]:
    result = [Fraction(1)]
    for _ in range(power):
        result = times(result, base)
    return result


def _split(powers: Powers, kept: int) -> tuple[list[Fraction], list[Fraction]]:
    """Return A and B of A(u) + s B(u): u is the function number `kept`, s the other, s^2 = 1 - u^2."""
    parts: list[list[Fraction]] = [[], []]
    for key, coefficient in powers.items():
        other, mine = key[1 - kept], key[kept]
        term = times(_to(ONE_MINUS_SQUARE, other // 2), [Fraction(0)] * mine + [coefficient])
        parts[other % 2] = _plus(parts[other % 2], term)
    return parts[0], parts[1]


def _odd_in_other(top: Powers, bottom: Powers, kept: int) -> tuple[list[Fraction], list[Fraction]] | None:
    """Return R of f = s R(u), where f changes its sign with s."""
    a, b = _split(top, kept)
    c, d = _split(bottom, kept)
    even = _plus(times(a, c) if a and c else [], times(ONE_MINUS_SQUARE, times(b, d)) if b and d else [], -1)
    if even:
        return None
    above = _plus(times(b, c) if b and c else [], times(a, d) if a and d else [], -1)
    below = _plus(times(c, c) if c else [], times(ONE_MINUS_SQUARE, times(d, d)) if d else [], -1)
    return (above, below) if above and below else None


def _by_cosine(top: Powers, bottom: Powers) -> tuple[list[Fraction], list[Fraction]] | None:
    found = _odd_in_other(top, bottom, 1)
    return None if found is None else ([-value for value in found[0]], found[1])


def _by_sine(top: Powers, bottom: Powers) -> tuple[list[Fraction], list[Fraction]] | None:
    return _odd_in_other(top, bottom, 0)


def _by_tangent(top: Powers, bottom: Powers) -> tuple[list[Fraction], list[Fraction]] | None:
    """Return the integrand in u = tan, where sine and cosine may change their signs together."""
    parities = [{sum(key) % 2 for key in powers} for powers in (top, bottom)]
    if parities[0] != parities[1] or len(parities[0]) != 1:
        return None
    highest = max(sum(key) for powers in (top, bottom) for key in powers)
    above, below = (
        _sum_of(
            [
                times(_to(ONE_PLUS_SQUARE, (highest - sum(key)) // 2), [Fraction(0)] * key[0] + [coefficient])
                for key, coefficient in powers.items()
            ]
        )
        for powers in (top, bottom)
    )
    return above, times(below, ONE_PLUS_SQUARE)


def _sum_of(polynomials: Sequence[Dense]) -> list[Fraction]:
    found: list[Fraction] = []
    for polynomial in polynomials:
        found = _plus(found, polynomial)
    return found


def _by_half_angle(top: Powers, bottom: Powers) -> tuple[list[Fraction], list[Fraction]] | None:
    highest = max(sum(key) for powers in (top, bottom) for key in powers)
    twice: Dense = (Fraction(0), Fraction(2))

    def written(powers: Powers) -> list[Fraction]:
        return _sum_of(
            [
                times(
                    times(_to(twice, i), _to(ONE_MINUS_SQUARE, j)),
                    times(_to(ONE_PLUS_SQUARE, highest - i - j), [coefficient]),
                )
                for (i, j), coefficient in powers.items()
            ]
        )

    return times(written(top), [Fraction(2)]), times(written(bottom), ONE_PLUS_SQUARE)


def _words(way: str, inner: Tree, letter: str, name: str) -> tuple[Tree, str]:
    """Return what u stands for and what is said of it."""
    slope = slope_of(inner, name)
    assert slope is not None
    factor = "" if slope == ONE else f"{tex(slope)[1:-1]}\\,"
    sine, cosine, tangent = (call(head, inner) for head in ("sin", "cos", "tan"))
    square, bare = f"{letter}^2", tex(Name(name))[1:-1]
    if way == "_by_cosine":
        how = f"$d{letter} = -{factor}{tex(sine)[1:-1]}\\,d{bare}$, with {_square(sine)} = 1 - {square}$"
        return cosine, f"Substitute ${letter} = {tex(cosine)[1:]}, {how}."
    if way == "_by_sine":
        how = f"$d{letter} = {factor}{tex(cosine)[1:-1]}\\,d{bare}$, with {_square(cosine)} = 1 - {square}$"
        return sine, f"Substitute ${letter} = {tex(sine)[1:]}, {how}."
    if way == "_by_tangent":
        return tangent, (
            f"Substitute ${letter} = {tex(tangent)[1:]}: then {_square(sine)} = \\frac{{{square}}}{{1 + {square}}}$, "
            f"{_square(cosine)} = \\frac{{1}}{{1 + {square}}}$ and "
            f"${factor}d{bare} = \\frac{{d{letter}}}{{1 + {square}}}$."
        )
    half = call("tan", finished(quotient(inner, TWO)))
    return half, (
        f"Half-angle substitution ${letter} = {tex(half)[1:]}: then "
        f"{tex(sine)[:-1]} = \\frac{{2 {letter}}}{{1 + {square}}}$, "
        f"{tex(cosine)[:-1]} = \\frac{{1 - {square}}}{{1 + {square}}}$ and "
        f"${factor}d{bare} = \\frac{{2\\,d{letter}}}{{1 + {square}}}$."
    )


def _square(tree: Tree) -> str:
    return tex(raised(tree, number(2)))[:-1]
