"""Integrals with roots: rationalizing substitutions, completed squares, trigonometric substitution."""

from collections.abc import Iterator
from fractions import Fraction
from math import lcm

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.powers import powers_of, slope_of, whole_of
from calcquiz.algebra.tabular import polynomial_in
from calcquiz.algebra.tidy import product, raised, total
from calcquiz.algebra.tree import TWO, Apply, Name, Tree, call, is_sum, number, rebuild, substitute, walk
from calcquiz.solving.integrals.algebra import is_algebraic, replaced
from calcquiz.solving.integrals.change import monomial_and_rest
from calcquiz.solving.integrals.direct import expanded, rewriting
from calcquiz.solving.integrals.plan import Back, Line, Plan, Planner
from calcquiz.solving.integrals.substitution import substituted
from calcquiz.solving.words import tex


def power_inside(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Substitute u = k x^n + c under a root where x^m stands beside and n divides m + 1."""
    powers = powers_of(function, name)
    m = None if powers is None else exact_number(powers.parts.get(Name(name), number(0)))
    if powers is None or m is None or len(powers.parts) != 2:
        return None
    base = next((part for part in powers.parts if part != Name(name)), None)
    found = None if base is None or not is_sum(base) else monomial_and_rest(base, name)
    exponent = None if base is None else exact_number(powers.parts[base])
    if base is None or found is None or exponent is None or exponent.denominator == 1:
        return None
    steps = (m + 1) / found[1] if found[1] else Fraction(0)
    if steps.denominator != 1 or steps < 1:
        return None
    return substituted(function, name, base, planner)


def linear_base(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Substitute u = a x + b in a polynomial times a power of a x + b, so that it can be multiplied out."""
    powers = powers_of(function, name)
    if powers is None:
        return None
    bases = [p for p in powers.parts if is_sum(p) and slope_of(p, name) is not None]
    rooted = [p for p in bases if whole_of(powers.parts[p]) is None]
    bases = rooted or bases
    others = [p for p in powers.parts if p not in bases]
    if len(bases) != 1 or not others:
        return None
    exponent = exact_number(powers.parts[bases[0]])
    if exponent is None or (exponent.denominator == 1 and exponent < 3):
        return None
    if any(polynomial_in(p, name) is None or (whole_of(powers.parts[p]) or 0) < 1 for p in others):
        return None
    return substituted(function, name, bases[0], planner)


def root_of_linear(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Substitute u for the root of a linear formula; of x with several roots, their common one."""
    for radicand, degree in _radicands(function, name):
        inner = call("sqrt", radicand) if degree == 2 else raised(radicand, number(Fraction(1, degree)))
        plan = substituted(function, name, inner, planner)
        if plan is not None:
            return plan
    return None


def root_of_algebraic(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Substitute u for the root of a linear formula where nothing but roots, powers and arithmetic stands."""
    return root_of_linear(function, name, planner) if is_algebraic(function) else None


def _radicands(function: Tree, name: str) -> Iterator[tuple[Tree, int]]:
    """Yield the linear formulas under roots and the degree that all their roots share."""
    degrees: dict[Tree, int] = {}
    for node in walk(function):
        if not isinstance(node, Apply):
            continue
        base, exponent = _base_and_exponent(node)
        if base is not None and exponent.denominator > 1 and slope_of(base, name) is not None:
            degrees[base] = lcm(degrees.get(base, 1), exponent.denominator)
    yield from degrees.items()


def _base_and_exponent(node: Apply) -> tuple[Tree | None, Fraction]:
    if node.head in {"sqrt", "cbrt"}:
        return node.args[0], Fraction(1, 2 if node.head == "sqrt" else 3)
    exponent = exact_number(node.args[1]) if node.head == "pow" else None
    return (None, Fraction(1)) if exponent is None else (node.args[0], exponent)


def over_root(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Multiply a polynomial beside a root of a quadratic out."""
    powers = powers_of(function, name)
    if powers is None:
        return None
    roots = [
        p
        for p, e in powers.parts.items()
        if whole_of(e) is None and max(polynomial_in(p, name) or {0: Fraction(1)}) == 2
    ]
    others = [p for p in powers.parts if p not in roots]
    if len(roots) != 1 or not any(is_sum(p) and (whole_of(powers.parts[p]) or 0) in {1, 2} for p in others):
        return None
    if any(polynomial_in(p, name) is None or whole_of(powers.parts[p]) is None for p in others):
        return None
    return expanded(function, name, planner)


def completed_root(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Complete the square under a root and substitute what is squared."""
    powers = powers_of(function, name)
    if powers is None:
        return None
    for part, exponent in powers.parts.items():
        value = exact_number(exponent)
        polynomial = polynomial_in(part, name) if value is not None and value.denominator == 2 else None
        if polynomial is None or max(polynomial) != 2 or not polynomial.get(1):
            continue
        a, b, c = polynomial[2], polynomial[1], polynomial.get(0, Fraction(0))
        inner = total([Name(name), number(b / (2 * a))])
        rest = c - b * b / (4 * a)
        square = product([number(a), raised(inner, TWO)])
        written = total([number(rest), square]) if a < 0 < rest else total([square, number(rest)])
        became = replaced(function, part, written)
        words = f"Complete the square: {tex(part)[:-1]} = {tex(written)[1:]}."
        first = rewriting("completing-the-square", function, became, name, words)
        if len(powers.parts) == 1 and value == Fraction(-1, 2):
            return planner.made(function, name, [first])
        later = _shifted(became, name, inner, planner)
        if later is None:
            return None
        return planner.made(function, name, [first, later], back=_multiplied_back(later, part, name))
    return None


def _multiplied_back(line: Line, radicand: Tree, name: str) -> Back:
    """Return how u goes back to x, the root with the radicand that was given: sqrt(x^2 + 2 x), no square in it."""
    assert isinstance(line.became, Apply)
    _, letter, inner = line.became.args
    assert isinstance(letter, Name)
    polynomial = polynomial_in(radicand, name)

    def given(node: Tree) -> Tree:
        if not isinstance(node, Apply) or _base_and_exponent(node)[1].denominator != 2:
            return node
        return Apply(node.head, (radicand, *node.args[1:])) if polynomial_in(node.args[0], name) == polynomial else node

    return lambda tree: rebuild(substitute(tree, {letter.name: inner}), given)


def _shifted(function: Tree, name: str, inner: Tree, planner: Planner) -> Line | None:
    """Return the substitution of what is squared."""
    plan = substituted(function, name, inner, planner)
    return None if plan is None else plan.lines[0]
