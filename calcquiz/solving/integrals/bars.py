"""Bars: roots of squares have them, even powers do without, and where the inside keeps its sign they go."""

from collections.abc import Sequence
from fractions import Fraction
from math import gcd, isqrt, lcm

from calcquiz.algebra.dense import times, trimmed
from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.powers import powers_of, whole_of
from calcquiz.algebra.tabular import polynomial_in
from calcquiz.algebra.tidy import product, quotient, raised, tidy
from calcquiz.algebra.tree import ONE, TWO, Apply, Name, Tree, call, free_names, number, rebuild, walk
from calcquiz.solving.integrals.algebra import integral, term_tree, terms_of
from calcquiz.solving.integrals.direct import rewriting
from calcquiz.solving.integrals.ends import on_piece, switches
from calcquiz.solving.integrals.plan import Plan, Planner
from calcquiz.solving.integrals.polynomials import ratio_of, sparse
from calcquiz.solving.integrals.slopes import polynomial_tree
from calcquiz.solving.integrals.trig import doubled_square
from calcquiz.solving.sheet import Chain
from calcquiz.solving.words import tex

POWER_WORDS = "An even power needs no bars: $|u|^2 = u^2$."


def with_bars(function: Tree, name: str) -> tuple[Tree, str]:
    """Return the integrand with |u| for sqrt(u^2) and u^2 for |u|^2, and what is said of it; unchanged: no words."""
    for root in [node for node in walk(function) if isinstance(node, Apply) and node.head == "sqrt"]:
        made = _root_of_square(root, name)
        if made != root:
            became = rebuild(function, lambda node: _root_of_square(node, name))
            return tidy(became), _root_words(root.args[0], made)
    made = rebuild(function, _even_power)
    return (tidy(made), POWER_WORDS) if made != function else (function, "")


def _root_words(radicand: Tree, made: Tree) -> str:
    """Return which square stands under the root."""
    factors = made.args if isinstance(made, Apply) and made.head == "mul" else (made,)
    square = product([_squared(factor) for factor in factors])
    plain = _factors(square) == _factors(radicand)
    shown = "" if plain else f"Under the root stands a square, {tex(radicand)[:-1]} = {tex(square)[1:]}. "
    return rf"{shown}The root of a square is an absolute value: $\sqrt{{u^2}} = |u|$."


def _factors(tree: Tree) -> frozenset[Tree]:
    return frozenset(tree.args if isinstance(tree, Apply) and tree.head == "mul" else (tree,))


def _squared(factor: Tree) -> Tree:
    if isinstance(factor, Apply) and factor.head == "sqrt":
        return factor.args[0]
    return raised(factor.args[0] if isinstance(factor, Apply) and factor.head == "abs" else factor, TWO)


def root_of_square(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Write sqrt(u^2) as |u| and |u|^2 as u^2."""
    made, words = with_bars(function, name)
    if not words:
        return None
    return planner.made(function, name, [rewriting("root-of-square", function, made, name, words)])


def _root_of_cosine(node: Tree) -> Tree:
    """Return sqrt(1 - cos 2 x) as sqrt(2) |sin x|."""
    square = doubled_square(node.args[0]) if isinstance(node, Apply) and node.head == "sqrt" else None
    if not isinstance(square, Apply) or not isinstance(square.args[1], Apply):
        return node
    return product([call("sqrt", square.args[0]), call("abs", square.args[1].args[0])])


IDENTITIES = {
    ("sinh", 1, 1): "cosh",
    ("cosh", 1, -1): "sinh",
    ("sin", -1, 1): "cos",
    ("cos", -1, 1): "sin",
    ("tan", 1, 1): "sec",
    ("sec", 1, -1): "tan",
}
"""(function, sign of its square, constant) -> whose square that is: 1 + sinh^2 is cosh^2."""


def _root_of_identity(node: Tree) -> Tree:
    """Return sqrt(1 + sinh(x)^2) as cosh x, sqrt(1 - sin(x)^2) as |cos x|."""
    terms = terms_of(node.args[0]) if isinstance(node, Apply) and node.head == "sqrt" else []
    constant = next((value for value in map(exact_number, terms) if value is not None), None)
    squares = [term for term in terms if exact_number(term) is None]
    if len(terms) != 2 or len(squares) != 1 or constant is None:
        return node
    sign = -1 if isinstance(squares[0], Apply) and squares[0].head == "neg" else 1
    square = squares[0].args[0] if sign < 0 and isinstance(squares[0], Apply) else squares[0]
    if not isinstance(square, Apply) or square.head != "pow" or square.args[1] != TWO:
        return node
    wave = square.args[0]
    found = IDENTITIES.get((wave.head, sign, int(constant))) if isinstance(wave, Apply) else None
    if found is None or not isinstance(wave, Apply):
        return node
    made = Apply(found, wave.args)
    return made if found == "cosh" else call("abs", made)


def _root_of_square(node: Tree, name: str) -> Tree:
    """Return sqrt(x (x + 1)^2) as |x + 1| sqrt(x), sqrt(x^2 - 2 x + 1) as |x - 1|."""
    if not isinstance(node, Apply) or node.head != "sqrt" or name not in free_names(node):
        return node
    for identity in (_root_of_cosine, _root_of_identity):
        if identity(node) != node:
            return identity(node)
    square = _square_of_linear(node.args[0], name) or _square_of_fraction(node.args[0], name)
    if square is not None:
        return square
    powers = powers_of(node.args[0], name)
    if powers is None:
        return node
    wholes = {part: whole_of(power) or 1 for part, power in powers.parts.items() if _may_be_negative(part)}
    squares = {part: whole // 2 for part, whole in wholes.items() if whole % 2 == 0}
    if not squares:
        return node
    outside = [raised(call("abs", part), number(half)) for part, half in squares.items()]
    rest = term_tree(powers.constant, {part: power for part, power in powers.parts.items() if part not in squares})
    return product([*outside, ONE if rest == ONE else call("sqrt", rest)])


def _may_be_negative(part: Tree) -> bool:
    return not isinstance(part, Apply) or part.head not in {"exp", "cosh", "abs", "sqrt"}


def _square_of_linear(inside: Tree, name: str) -> Tree | None:
    """Return |a x + b| for the root of a^2 x^2 + 2 a b x + b^2, a and b whole; None for any other root."""
    found = polynomial_in(inside, name) if isinstance(inside, Apply) and inside.head == "add" else None
    if found is None or set(found) != {0, 1, 2} or any(value.denominator > 1 for value in found.values()):
        return None
    a, b = (_whole_root(found[power]) for power in (2, 0))
    if a is None or b is None or abs(found[1]) != 2 * a * b:
        return None
    linear = Apply("add", (product([number(a), Name(name)]), number(b if found[1] > 0 else -b)))
    return call("abs", tidy(linear))


def _square_of_fraction(inside: Tree, name: str) -> Tree | None:
    """Return |p/q| for the root of p^2/q^2: 1 + (x/2 - 1/(2 x))^2 is the square of (x^2 + 1)/(2 x)."""
    found = ratio_of(inside, name) if isinstance(inside, Apply) and inside.head == "add" else None
    if found is None or len(found[1]) < 2:
        return None
    roots = [_polynomial_root(part) for part in found]
    if None in roots:
        return None
    above, below = (root or [] for root in roots)
    scale = lcm(*(value.denominator for value in (*above, *below)))
    shared = gcd(*(int(value * scale) for value in (*above, *below)))
    whole = [polynomial_tree(sparse([value * scale / shared for value in root]), name) for root in (above, below)]
    return call("abs", quotient(*whole))


def _polynomial_root(square: Sequence[Fraction]) -> list[Fraction] | None:
    """Return p where p^2 is the polynomial, coefficients constant first; None where there is none."""
    degree, rest = divmod(len(square) - 1, 2)
    leading = _fraction_root(square[-1])
    if rest or leading is None:
        return None
    root = [Fraction(0)] * degree + [leading]
    for k in range(1, degree + 1):
        place = 2 * degree - k
        known = sum(root[i] * root[place - i] for i in range(degree - k + 1, degree) if 0 <= place - i <= degree)
        root[degree - k] = (square[place] - known) / (2 * leading)
    return root if trimmed(times(root, root)) == list(square) else None


def _fraction_root(value: Fraction) -> Fraction | None:
    above, below = (_whole_root(Fraction(part)) for part in (value.numerator, value.denominator))
    return None if above is None or below is None else Fraction(above, below)


def _whole_root(value: Fraction) -> int | None:
    root = isqrt(int(value)) if value >= 0 else -1
    return root if root * root == value else None


def _even_power(node: Tree) -> Tree:
    """Return |u|^2 as u^2."""
    if not isinstance(node, Apply) or node.head != "pow" or not isinstance(node.args[0], Apply):
        return node
    whole = whole_of(node.args[1])
    if node.args[0].head != "abs" or whole is None or whole % 2:
        return node
    return raised(node.args[0].args[0], node.args[1])


def without_bars_between(chain: Chain, function: Tree, name: str) -> Tree:
    """Write the integrand without bars, where it does not change its formula between the ends; return it."""
    assert isinstance(chain.now, Apply)
    low, high = chain.now.args[2:]
    if not switches(function) or free_names(function) != {name} or free_names(low) | free_names(high):
        return function
    made = on_piece(function, name, low, high)
    if made != function:
        words = f"Between the ends the integrand does not change its formula: it is {tex(made)}."
        chain.to("bars-resolved", integral(made, name, low, high), words)
    return made
