"""Bars: roots of squares have them, even powers do without, and where the inside keeps its sign they go."""

from fractions import Fraction
from math import isqrt

from calcquiz.algebra.powers import powers_of, whole_of
from calcquiz.algebra.tabular import polynomial_in
from calcquiz.algebra.tidy import product, raised, tidy
from calcquiz.algebra.tree import ONE, Apply, Name, Tree, call, free_names, number, rebuild
from calcquiz.solving.integrals.algebra import integral, term_tree
from calcquiz.solving.integrals.direct import rewriting
from calcquiz.solving.integrals.ends import on_piece, switches
from calcquiz.solving.integrals.plan import Plan, Planner
from calcquiz.solving.integrals.trig import doubled_square
from calcquiz.solving.sheet import Chain
from calcquiz.solving.words import tex

ROOT_WORDS = r"The root of a square is an absolute value: $\sqrt{u^2} = |u|$."
COSINE_WORDS = (
    r"Double-angle formulas, $1 - \cos 2 u = 2 \sin^2 u$ and $1 + \cos 2 u = 2 \cos^2 u$, "
    "and the root of a square is an absolute value."
)
POWER_WORDS = "An even power needs no bars: $|u|^2 = u^2$."


def with_bars(function: Tree, name: str) -> tuple[Tree, str]:
    """Return the integrand with |u| for sqrt(u^2) and u^2 for |u|^2, and what is said of it; unchanged: no words."""
    made = rebuild(function, _root_of_cosine)
    if made != function:
        return tidy(made), COSINE_WORDS
    made = rebuild(function, lambda node: _root_of_square(node, name))
    if made != function:
        return tidy(made), ROOT_WORDS
    made = rebuild(function, _even_power)
    return (tidy(made), POWER_WORDS) if made != function else (function, "")


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


def _root_of_square(node: Tree, name: str) -> Tree:
    """Return sqrt(x (x + 1)^2) as |x + 1| sqrt(x), sqrt(x^2 - 2 x + 1) as |x - 1|."""
    if not isinstance(node, Apply) or node.head != "sqrt" or name not in free_names(node):
        return node
    square = _square_of_linear(node.args[0], name)
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
