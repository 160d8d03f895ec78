"""Substitution in equations: what is a polynomial in e^x, x^2, ln x, sin x and the like is solved for that first."""

from fractions import Fraction

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tidy import negate, product, quotient, raised, total
from calcquiz.algebra.tree import ONE, TWO, ZERO, Apply, Name, Tree, free_names, number, walk
from calcquiz.records.derivation import Level
from calcquiz.solving.equations.constants import same_base
from calcquiz.solving.equations.numbers import Line
from calcquiz.solving.equations.polynomials import Turn, equals, polynomial_of, polynomial_tree
from calcquiz.solving.words import tex
from calcquiz.tasks.textbook import textbook

INNER = frozenset({"exp", "log", "sin", "cos", "tan", "sqrt", "abs", "sigma", "tanh", "cbrt", "atan"})
LETTERS = ("u", "t", "s", "v")


def substitution_turn(tree: Tree, where: Line) -> Turn | None:
    """Return tree = 0 as an equation for a new unknown, which is worked beside it; None where nothing fits."""
    letter = next((one for one in LETTERS if one not in free_names(tree) | {where.name}), None)
    if letter is None:
        return None
    for inner in _candidates(tree, where):
        put = _put_in(tree, inner, Name(letter), where)
        if put is None:
            continue
        polynomial = polynomial_of(put, letter)
        if polynomial is None or max(polynomial, default=0) < 1 or where.name in free_names(put):
            continue
        if max(polynomial) == 1:
            value = textbook(negate(quotient(polynomial.get(0, ZERO), polynomial[1])))
            why = f"Collect the terms and solve for {tex(inner)}."
            return Turn(rule="same-on-both-sides", became=(equals(inner, value),), why=why)
        equation = equals(polynomial_tree(polynomial, Name(letter)), ZERO)
        why = f"Put {tex(equals(Name(letter), inner))}."
        if isinstance(inner, Apply) and inner.head in {"sin", "cos"} and _uses_other(tree, inner):
            other = "cos" if inner.head == "sin" else "sin"
            why = f"With $\\{other}^2 = 1 - \\{inner.head}^2$, put {tex(equals(Name(letter), inner))}."
        return Turn(rule="substitute-unknown", became=(inner,), why=why, beside=equation, level=Level.BRIEF)
    return None


def _uses_other(tree: Tree, inner: Apply) -> bool:
    other = "cos" if inner.head == "sin" else "sin"
    return any(isinstance(node, Apply) and node.head == other for node in walk(tree))


def _candidates(tree: Tree, where: Line) -> list[Tree]:
    """Return what may be the new unknown: functions in the tree, and a power of the old one."""
    found: list[Tree] = []
    exponents = []
    for node in walk(tree):
        if not isinstance(node, Apply) or where.name not in free_names(node):
            continue
        if node.head in INNER:
            found.append(node)
        if node.head == "pow" and where.name not in free_names(node.args[0]):
            found.append(node)
        if node.head == "pow" and node.args[0] == Name(where.name):
            value = exact_number(node.args[1])
            if value is not None and value > 0:
                exponents.append(value)
    if exponents:
        found.append(raised(Name(where.name), number(min(exponents))))
    distinct = list(dict.fromkeys(found))
    return sorted(distinct, key=lambda node: (_spread(node, where), str(node)))


def _spread(node: Tree, where: Line) -> Fraction:
    """Return how fast the exponent of an exponential moves: e^x comes before e^(2x)."""
    slope = _slope(node, where)
    if slope is None:
        return Fraction(0)
    return abs(slope) + (Fraction(1, 2) if slope < 0 else 0)


def _slope(node: Tree, where: Line) -> Fraction | None:
    if not isinstance(node, Apply) or node.head not in {"exp", "pow"}:
        return None
    polynomial = polynomial_of(node.args[-1], where.name)
    return exact_number(polynomial[1]) if polynomial and set(polynomial) == {1} else None


def _put_in(tree: Tree, inner: Tree, letter: Name, where: Line) -> Tree | None:
    """Return the formula in the new unknown, cleared of its denominators; None where the old one stays."""
    assert isinstance(inner, Apply)

    def put(node: Tree) -> Tree:
        if node == inner:
            return letter
        ratio = _ratio(node, inner, where)
        if ratio is not None:
            return raised(letter, number(ratio))
        if isinstance(node, Apply) and node.head == "pow" and inner.head in {"sin", "cos"}:
            other = Apply("cos" if inner.head == "sin" else "sin", inner.args)
            if node.args == (other, TWO):
                return total([ONE, negate(raised(letter, TWO))])
        return node

    found = _from_top(tree, put)
    if where.name in free_names(found):
        return None
    found = textbook(found)
    lowest = _lowest_power(found, letter)
    if lowest < 0:
        terms = found.args if isinstance(found, Apply) and found.head == "add" else (found,)
        found = total([textbook(product([term, raised(letter, number(-lowest))])) for term in terms])
    return found


def _from_top(tree: Tree, put: object) -> Tree:
    assert callable(put)
    made: Tree = put(tree)
    if made != tree or not isinstance(tree, Apply):
        return made
    return Apply(tree.head, tuple(_from_top(arg, put) for arg in tree.args))


def _lowest_power(tree: Tree, letter: Name) -> int:
    lowest = 0
    for term in tree.args if isinstance(tree, Apply) and tree.head == "add" else (tree,):
        inner = term.args[0] if isinstance(term, Apply) and term.head == "neg" else term
        if isinstance(inner, Apply) and inner.head == "div":
            polynomial = polynomial_of(inner.args[1], letter.name)
            lowest = min(lowest, -max(polynomial, default=0) if polynomial else 0)
    return lowest


def _ratio(node: Tree, inner: Apply, where: Line) -> Fraction | None:
    """Return k where a node is inner^k, k a whole number: e^(2x) is (e^x)^2, x^4 is (x^2)^2, x is sqrt(x)^2."""
    variable = Name(where.name)
    if inner.head == "sqrt":
        if node == inner.args[0]:
            return Fraction(2)
        is_power = isinstance(node, Apply) and node.head == "pow" and node.args[0] == inner.args[0]
        exponent = exact_number(node.args[1]) if is_power and isinstance(node, Apply) else None
        return 2 * exponent if exponent is not None and (2 * exponent).denominator == 1 else None
    if inner.head == "pow" and inner.args[0] == variable:
        return _power_ratio(node, inner, variable)
    mine, own = _slope(node, where), _slope(inner, where)
    if mine is None or own is None or not isinstance(node, Apply):
        return None
    if node.head != inner.head:
        return None
    ratio = mine / own
    if node.head == "pow" and node.args[0] != inner.args[0]:
        power = same_base(inner.args[0], node.args[0])
        if power is None:
            return None
        ratio *= power
    return ratio if ratio.denominator == 1 else None


def _power_ratio(node: Tree, inner: Apply, variable: Name) -> Fraction | None:
    own = exact_number(inner.args[1])
    if own is None:
        return None
    if node == variable:
        ratio = 1 / own
    elif isinstance(node, Apply) and node.head == "pow" and node.args[0] == variable:
        value = exact_number(node.args[1])
        if value is None:
            return None
        ratio = value / own
    else:
        return None
    return ratio if ratio.denominator == 1 else None
