"""Integrals of powers and products of trigonometric functions."""

from dataclasses import dataclass
from fractions import Fraction

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.integral_table import power_of
from calcquiz.algebra.powers import powers_of, slope_of
from calcquiz.algebra.tidy import negate, product, quotient, raised, total
from calcquiz.algebra.tree import MINUS_ONE, ONE, TWO, Apply, Name, Tree, call, free_names, number, sub, walk
from calcquiz.solving.integrals.algebra import distributed, finished, integral, multiplied_out, terms_of
from calcquiz.solving.integrals.change import IN_SINE_AND_COSINE
from calcquiz.solving.integrals.direct import neat, rewriting
from calcquiz.solving.integrals.plan import Line, Plan, Planner
from calcquiz.solving.integrals.simplify import simplified
from calcquiz.solving.integrals.slopes import slope_in
from calcquiz.solving.integrals.substitution import substitution_words
from calcquiz.solving.words import tex

PLAIN = frozenset({"sin", "cos"})
MOST = 16
"""Powers up to which is integrated."""


def sine_cosine_powers(function: Tree, name: str, *, fractions: bool = False) -> tuple[Tree, Fraction, Fraction] | None:
    """Return u, m and n of a product of trigonometric functions that is sin^m u cos^n u, u linear.

    Only whole powers, unless `fractions` are asked for.
    """
    powers = powers_of(function, name)
    if powers is None or powers.constant.times(ONE) != ONE or not powers.parts:
        return None
    m = n = Fraction(0)
    inner: Tree | None = None
    for part, exponent in powers.parts.items():
        power = exact_number(exponent)
        if not isinstance(part, Apply) or part.head not in IN_SINE_AND_COSINE or power is None:
            return None
        if power.denominator > 1 and not fractions:
            return None
        if inner is not None and part.args[0] != inner:
            return None
        inner = part.args[0]
        sines, cosines = IN_SINE_AND_COSINE[part.head]
        m, n = m + sines * power, n + cosines * power
    if inner is None or slope_of(inner, name) is None or max(abs(m), abs(n)) > MOST:
        return None
    return inner, m, n


def whole_powers(function: Tree, name: str) -> tuple[Tree, int, int] | None:
    """Return u, m and n of sin^m u cos^n u with whole powers."""
    found = sine_cosine_powers(function, name)
    return None if found is None else (found[0], int(found[1]), int(found[2]))


def odd_power(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Split one factor off an odd power where only sines and cosines stand."""
    heads = {node.head for node in walk(function) if isinstance(node, Apply)}
    return None if heads & (IN_SINE_AND_COSINE.keys() - PLAIN) else any_odd_power(function, name, planner)


def any_odd_power(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Split one factor off an odd power of sine or cosine, the rest written by the other function."""
    found = sine_cosine_powers(function, name, fractions=True)
    if found is None:
        return None
    inner, m, n = found
    choices = [(abs(k), head) for head, k in (("sin", m), ("cos", n)) if k > 0 and k % 2 == 1]
    if not choices or (m < 0 and n < 0):
        return None
    _, split = min(choices)
    other = "cos" if split == "sin" else "sin"
    k, rest = (m, n) if split == "sin" else (n, m)
    u, differential = call(other, inner), call(split, inner)
    even = _one_minus_square(u, int(k - 1) // 2)
    became = _with_power(product([even, differential]), u, rest)
    lines = []
    if k > 1:
        words = (
            f"The power of {tex(differential)} is odd: keep one factor and use "
            f"{tex(raised(differential, TWO))[:-1]} = {tex(_one_minus_square(u, 1))[1:]}."
        )
        lines.append(rewriting("trigonometric-powers", function, became, name, words))
    return _substituted(function, name, became, (u, int(k - 1) // 2, rest), lines, planner)


def _with_power(tree: Tree, u: Tree, exponent: Fraction) -> Tree:
    """Return the tree times a power of u, a negative one below."""
    if exponent >= 0:
        return product([tree, power_of(u, number(exponent))]) if exponent else tree
    return quotient(tree, power_of(u, number(-exponent)))


def _one_minus_square(u: Tree, times: int) -> Tree:
    return raised(sub(ONE, raised(u, TWO)), number(times))


def _substituted(
    function: Tree, name: str, became: Tree, powers: tuple[Tree, int, Fraction], lines: list[Line], planner: Planner
) -> Plan | None:
    """Return the plan with u for the function that is left: powers are u, the power of 1 - u^2, and that of u."""
    u, times, rest = powers
    assert isinstance(u, Apply)
    letter, slope, scale = planner.letter(function), slope_in(u, name), slope_of(u.args[0], name)
    assert slope is not None
    assert scale is not None
    inside = neat(product([_one_minus_square(Name(letter), times), raised(Name(letter), number(rest))]), letter)
    front = quotient(ONE if u.head == "sin" else number(-1), scale)
    line = Line(
        rule="substitution",
        part=integral(became if lines else function, name),
        became=Apply("at", (product([front, integral(inside, letter)]), Name(letter), u)),
        why=substitution_words(u, name, letter),
    )
    return planner.made(function, name, [*lines, line])


def half_angles(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Lower even powers of sine and cosine with half-angle formulas."""
    found = whole_powers(function, name)
    if found is None:
        return None
    inner, m, n = found
    if m % 2 or n % 2 or m < 0 or n < 0 or m + n == 0:
        return None
    double = Apply("cos", (neat_inner(product([TWO, inner])),))
    words, factors = [], []
    if m == n:
        doubled = Apply("sin", double.args)
        factors = [raised(quotient(doubled, TWO), number(m))]
        words = [rf"{tex(product([call('sin', inner), call('cos', inner)]))[:-1]} = {tex(quotient(doubled, TWO))[1:]}"]
    else:
        for head, power, sign in (("sin", m, -1), ("cos", n, 1)):
            half = quotient(total([ONE, product([number(sign), double])]), TWO)
            if power:
                factors.append(raised(half, number(power // 2)))
                words.append(f"{tex(raised(call(head, inner), TWO))[:-1]} = {tex(half)[1:]}")
    opened = neat(_opened(factors, name), name)
    opened_words = "; multiply out" if m + n > 2 and m != n else ""
    why = f"Half-angle formula{'s' if len(words) > 1 else ''}: {' and '.join(words)}{opened_words}."
    return planner.made(function, name, [rewriting("half-angle", function, opened, name, why)])


def one_and_cosine(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Write c/(1 + cos u) as c/(2 cos^2(u/2)) and c/(1 - cos u) as c/(2 sin^2(u/2)): both are in the table."""
    powers = powers_of(function, name)
    if powers is None or len(powers.parts) != 1 or set(powers.parts.values()) != {MINUS_ONE}:
        return None
    (below,) = powers.parts
    square = doubled_square(below)
    if square is None:
        return None
    became = powers.constant.times(quotient(ONE, square))
    words = f"Double-angle formula: {tex(below)[:-1]} = {tex(square)[1:]}."
    return planner.made(function, name, [rewriting("double-angle", function, became, name, words)])


def doubled_square(tree: Tree) -> Tree | None:
    """Return 2 cos^2(u/2) for 1 + cos u, 2 sin^2(u/2) for 1 - cos u; None for any other formula."""
    terms = terms_of(tree)
    cosine = next((term for term in map(_unsigned, terms) if isinstance(term, Apply) and term.head == "cos"), None)
    if len(terms) != 2 or ONE not in terms or not isinstance(cosine, Apply):
        return None
    if set(terms) not in ({ONE, cosine}, {ONE, negate(cosine)}):
        return None
    half = neat_inner(quotient(cosine.args[0], TWO))
    return product([TWO, raised(call("cos" if cosine in terms else "sin", half), TWO)])


def _unsigned(term: Tree) -> Tree:
    return term.args[0] if isinstance(term, Apply) and term.head == "neg" else term


def _opened(factors: list[Tree], name: str) -> Tree:
    whole = simplified(product(factors))
    return multiplied_out(whole, name) or finished(whole)


def neat_inner(inner: Tree) -> Tree:
    """Return a multiple of a linear argument, multiplied out."""
    return finished(distributed(inner))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """tan^m u sec^n u, or cot^m u csc^n u."""

    first: Tree
    second: Tree
    m: int
    n: int

    @property
    def tree(self) -> Tree:
        """Return the product as a formula."""
        if self.m < 0:
            return quotient(raised(self.second, number(self.n)), raised(self.first, number(-self.m)))
        return product([raised(self.first, number(self.m)), raised(self.second, number(self.n))])

    @property
    def sign(self) -> Tree:
        """Return the sign of the slopes: 1 for tangent and secant, -1 for cotangent and cosecant."""
        return number(1 if isinstance(self.first, Apply) and self.first.head == "tan" else -1)

    @property
    def inner(self) -> Tree:
        """Return the argument of both."""
        assert isinstance(self.first, Apply)
        return self.first.args[0]


def tangent_secant(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Integrate tan^m sec^n (or cot^m csc^n): u = tan, u = sec, or tan^2 = sec^2 - 1."""
    found = whole_powers(function, name)
    if found is None:
        return None
    inner, sines, cosines = found
    n = -(sines + cosines)
    pairs = [Pair(first=call("tan", inner), second=call("sec", inner), m=sines, n=n)]
    if sines < 0:
        pairs.append(Pair(first=call("cot", inner), second=call("csc", inner), m=cosines, n=n))
    for pair in pairs:
        if n < 0 or (n == 0 and pair.m < 2) or (pair.m < 0 and n < 2):
            continue
        plan = _paired(function, name, pair, planner)
        if plan is not None:
            return plan
    return None


def _paired(function: Tree, name: str, pair: Pair, planner: Planner) -> Plan | None:
    lines = []
    start = function
    if _powers_differ(pair.tree, function, name):
        start = pair.tree
        words = f"Write {tex(function)} as {tex(start)}."
        lines = [rewriting("trigonometric-identity", function, start, name, words)]
    last = _even_secant(start, name, pair, planner) or _odd_tangent(start, name, pair, planner)
    if last is None and pair.m >= 2:
        last = _lowered(start, name, pair)
    if last is None and not lines:
        return None
    return planner.made(function, name, lines if last is None else [*lines, last])


def _powers_differ(left: Tree, right: Tree, name: str) -> bool:
    first, second = powers_of(left, name), powers_of(right, name)
    return first is None or second is None or first.parts != second.parts


def _even_secant(start: Tree, name: str, pair: Pair, planner: Planner) -> Line | None:
    """Substitute u = tan where the power of the secant is even."""
    if pair.n < 2 or pair.n % 2:
        return None
    square = raised(pair.second, TWO)
    words = _keep(square, square, total([ONE, raised(pair.first, TWO)])) if pair.n > 2 else ""
    u = Name(planner.letter(start))
    one = raised(total([ONE, raised(u, TWO)]), number((pair.n - 2) // 2))
    return _substitution(start, name, pair.first, product([raised(u, number(pair.m)), one]), pair, words)


def _odd_tangent(start: Tree, name: str, pair: Pair, planner: Planner) -> Line | None:
    """Substitute u = sec where the power of the tangent is odd."""
    if pair.m < 1 or pair.m % 2 == 0 or pair.n < 1:
        return None
    less = total([raised(pair.second, TWO), number(-1)])
    words = _keep(product([pair.second, pair.first]), raised(pair.first, TWO), less) if pair.m > 1 else ""
    u = Name(planner.letter(start))
    one = raised(total([raised(u, TWO), number(-1)]), number((pair.m - 1) // 2))
    return _substitution(start, name, pair.second, product([raised(u, number(pair.n - 1)), one]), pair, words)


def _substitution(start: Tree, name: str, u: Tree, inside: Tree, pair: Pair, words: str) -> Line:
    letter = next(iter(free_names(inside)), "u")
    slope = slope_of(pair.inner, name)
    assert slope is not None
    made = product([quotient(pair.sign, slope), integral(neat(inside, letter), letter)])
    return Line(
        rule="substitution",
        part=integral(start, name),
        became=Apply("at", (made, Name(letter), u)),
        why=substitution_words(u, name, letter) + words,
    )


def _lowered(start: Tree, name: str, pair: Pair) -> Line:
    """Replace one tan^2 by sec^2 - 1."""
    square = raised(pair.second, TWO)
    rest = product([raised(pair.first, number(pair.m - 2)), raised(pair.second, number(pair.n))])
    opened = neat(total([product([rest, square]), negate(rest)]), name)
    words = f"Use {tex(raised(pair.first, TWO))[:-1]} = {tex(total([square, number(-1)]))[1:]}."
    return rewriting("trigonometric-identity", start, opened, name, words)


def _keep(kept: Tree, square: Tree, other: Tree) -> str:
    return f" Keep {tex(kept)} and use {tex(square)[:-1]} = {tex(other)[1:]}."
