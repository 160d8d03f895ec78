"""Integration by substitution: f'/f, a factor that is the slope of what stands inside, and powers of x."""

from collections.abc import Iterator
from math import gcd

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.powers import is_positive, powers_of, slope_of, whole_of
from calcquiz.algebra.rational import constant_ratio
from calcquiz.algebra.real_roots import real_roots
from calcquiz.algebra.tabular import polynomial_in
from calcquiz.algebra.tidy import product, raised
from calcquiz.algebra.tree import MINUS_ONE, ONE, ZERO, Apply, Name, Tree, call, is_sum, number, walk
from calcquiz.solving.integrals.algebra import constant_and_rest, integral, term_tree
from calcquiz.solving.integrals.change import candidates, in_terms_of, solved_for
from calcquiz.solving.integrals.plan import Line, Plan, Planner
from calcquiz.solving.integrals.slopes import slope_in
from calcquiz.solving.words import tex


def slope_over_function(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Integrate c f'/f: c ln|f|."""
    powers = powers_of(function, name)
    if powers is None:
        return None
    for part, exponent in powers.parts.items():
        if exponent != MINUS_ONE or part == Name(name):
            continue
        slope = slope_in(part, name)
        rest = term_tree(powers.constant, {p: e for p, e in powers.parts.items() if p != part})
        ratio = None if slope is None or slope == ZERO else constant_ratio(rest, slope)
        if ratio is not None:
            line = Line(
                rule="logarithmic-integral",
                part=integral(function, name),
                became=product([number(ratio), logarithm(part, name, planner.positive)]),
                why=_slope_words(part, slope, ratio == 1),
            )
            return Plan(integrand=function, name=name, lines=(line,))
    return None


def _slope_words(below: Tree, slope: Tree | None, exactly: bool) -> str:  # noqa: FBT001  # one caller
    assert slope is not None
    share = " the" if exactly else ", up to a constant factor, the"
    return (
        f"The numerator is{share} derivative {tex(slope)} of the denominator {tex(below)}: "
        r"$\int \frac{f'}{f}\,dx = \ln |f|$."
    )


def logarithm(inside: Tree, name: str, positive: frozenset[str]) -> Tree:
    """Return log|inside|, without bars where the inside is positive for certain."""
    return call("log", inside if stays_positive(inside, name, positive) else call("abs", inside))


def stays_positive(tree: Tree, name: str, positive: frozenset[str]) -> bool:
    """Return whether a formula is positive for every value of the variable, seen from how it is written."""
    if is_positive(tree, positive):
        return True
    polynomial = polynomial_in(tree, name)
    return polynomial is not None and real_roots(polynomial) == [] and polynomial.get(0, 0) > 0


def substitution(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Substitute where what is left is in the table."""
    return _first(function, name, planner, inverse=False, direct=True)


def logarithm_inside(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Substitute ln x where only its slope 1/x stands beside functions of it: ln(ln x)/x is ln u."""
    powers = powers_of(function, name)
    logarithm = call("log", Name(name))
    if powers is None or powers.parts.get(Name(name)) != MINUS_ONE or logarithm in powers.parts:
        return None
    return substituted(function, name, logarithm, planner, inverse=False)


def any_substitution(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Substitute where what is left has a plan of any kind; what is left of x is written by u."""
    return _first(function, name, planner, inverse=False, direct=False) or _first(
        function, name, planner, inverse=True, direct=False
    )


def _first(function: Tree, name: str, planner: Planner, *, inverse: bool, direct: bool) -> Plan | None:
    for inner in (*candidates(function, name), *_powers_of_variable(function, name)):
        if direct and slope_of(inner, name) is not None:
            continue
        plan = substituted(function, name, inner, planner, inverse=inverse)
        if plan is not None and (not direct or plan.children[0].is_direct):
            return plan
    return None


def substituted(function: Tree, name: str, inner: Tree, planner: Planner, *, inverse: bool = True) -> Plan | None:
    """Return the plan with u for the inner function; None where x does not go or nothing becomes simpler."""
    letter = planner.letter(function)
    became = in_terms_of(function, name, inner, letter, inverse=inverse)
    if became is None or _is_no_simpler(became, letter, function, name):
        return None
    constant, rest = constant_and_rest(became, letter) or (ONE, became)
    made = Apply("at", (product([constant, integral(rest, letter)]), Name(letter), inner))
    line = Line(
        rule="substitution",
        part=integral(function, name),
        became=made,
        why=substitution_words(inner, name, letter, solve=inverse and in_terms_of_needs_solving(function, name, inner)),
    )
    return planner.made(function, name, [line])


def _is_no_simpler(became: Tree, letter: str, function: Tree, name: str) -> bool:
    """Return whether the integrand came back with another letter."""
    from calcquiz.algebra.tree import substitute

    return substitute(became, {letter: Name(name)}) == function


def in_terms_of_needs_solving(function: Tree, name: str, inner: Tree) -> bool:
    """Return whether x had to be written by u."""
    return in_terms_of(function, name, inner, "u", inverse=False) is None


def substitution_words(inner: Tree, name: str, letter: str, *, solve: bool = False) -> str:
    """Return what is said of a substitution: u, du, and x where it was solved for."""
    slope = slope_in(inner, name)
    assert slope is not None
    differential = "" if slope == ONE else _as_factor(slope)
    words = f"Substitute ${letter} = {tex(inner)[1:-1]}$, $d{letter} = {differential}d{tex(Name(name))[1:-1]}$"
    found = solved_for(inner, name, letter) if solve else None
    return f"{words}, so ${name} = {tex(found)[1:-1]}$." if found is not None else f"{words}."


def _as_factor(slope: Tree) -> str:
    if slope == MINUS_ONE:
        return "-"
    text = tex(slope)[1:-1]
    return rf"\left({text}\right)\,".replace(r"\left(", "(").replace(r"\right)", ")") if is_sum(slope) else rf"{text}\,"


def _powers_of_variable(function: Tree, name: str) -> Iterator[Tree]:
    """Yield x^n for the n that all powers of x within share, when x^(n - 1) stands in front."""
    inner: list[int] = []
    for node in walk(function):
        if isinstance(node, Apply) and node.head == "pow" and node.args[0] == Name(name):
            whole = whole_of(node.args[1])
            inner += [] if whole is None else [abs(whole)]
    powers = powers_of(function, name)
    outer = exact_number(powers.parts.get(Name(name), ZERO)) if powers else None
    if outer is None or outer.denominator != 1 or not inner:
        return
    shared = [n for n in range(max(inner), 1, -1) if (int(outer) + 1) % n == 0 and any(gcd(n, k) == n for k in inner)]
    yield from (raised(Name(name), number(n)) for n in shared)
