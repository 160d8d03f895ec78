"""Integrands factored or divided first: common factors, improper factors, hyperbolic functions as exponentials."""

from fractions import Fraction

from calcquiz.algebra.dense import divided
from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.powers import Constant, powers_of, whole_of
from calcquiz.algebra.tabular import polynomial_in
from calcquiz.algebra.tidy import negate, product, quotient, raised, total
from calcquiz.algebra.tree import ONE, TWO, ZERO, Apply, Name, Tree, call, is_sum, number, rebuild, walk
from calcquiz.solving.integrals.algebra import holds, multiplied_out, replaced, term_tree, terms_of
from calcquiz.solving.integrals.direct import neat, rewriting
from calcquiz.solving.integrals.plan import Plan, Planner
from calcquiz.solving.integrals.polynomials import ratio_of, sparse
from calcquiz.solving.integrals.slopes import as_fraction, polynomial_tree
from calcquiz.solving.words import tex

HYPERBOLIC = frozenset({"sinh", "cosh", "tanh", "coth", "sech", "csch"})


def common_factor(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Take a factor that all terms of a sum share out of it: x ln x - x is x (ln x - 1)."""
    powers = powers_of(function, name)
    for part, exponent in powers.parts.items() if powers else ():
        shared = _shared(part, name) if is_sum(part) and (exact_number(exponent) or 0) < 0 else {}
        if not shared:
            continue
        factor = term_tree(Constant(), shared)
        inside = neat(total([quotient(term, factor) for term in terms_of(part)]), name)
        written = product([factor, inside])
        became = neat(replaced(function, part, written), name)
        if became == function:
            continue
        words = f"Factor: {tex(part)[:-1]} = {tex(written)[1:]}."
        return planner.made(function, name, [rewriting("factor-out", function, became, name, words)])
    return None


def _shared(part: Tree, name: str) -> dict[Tree, Tree]:
    """Return the powers that all terms of a sum have, with the lowest exponent."""
    found: dict[Tree, Fraction] | None = None
    for term in terms_of(part):
        powers = powers_of(term, name)
        if powers is None:
            return {}
        mine = {p: exact_number(e) for p, e in powers.parts.items()}
        known = {p: e for p, e in mine.items() if e is not None and e > 0}
        found = known if found is None else {p: min(e, known[p]) for p, e in found.items() if p in known}
    return {p: number(e) for p, e in (found or {}).items()}


def improper_factor(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Divide an improper rational factor beside another function: x^2/(x^2 + 1) atan x."""
    powers = powers_of(function, name)
    if powers is None:
        return None
    rational = {p: e for p, e in powers.parts.items() if whole_of(e) is not None and polynomial_in(p, name) is not None}
    others = {p: e for p, e in powers.parts.items() if p not in rational}
    found = ratio_of(term_tree(Constant(), rational), name) if rational and others else None
    if found is None or len(found[1]) < 2 or len(found[0]) < len(found[1]):
        return None
    whole, rest = divided(*found)
    below = polynomial_tree(sparse(found[1]), name)
    pieces = [polynomial_tree(sparse(whole), name), *([as_fraction(rest, found[1], name)] if rest else [])]
    beside = term_tree(powers.constant, others)
    became = neat(total([part for piece in pieces for part in _times(piece, beside, name)]), name)
    words = f"Divide by {tex(below)} first."
    return planner.made(function, name, [rewriting("long-division", function, became, name, words)])


def _times(piece: Tree, beside: Tree, name: str) -> list[Tree]:
    return terms_of(multiplied_out(product([piece, beside]), name) or product([piece, beside]))


def root_below(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Write sqrt(x^2 + x)/x as (x + 1)/sqrt(x^2 + x): the root below, what is above divided."""
    powers = powers_of(function, name)
    m = None if powers is None else whole_of(powers.parts.get(Name(name), ZERO))
    if powers is None or m is None or m >= 0 or len(powers.parts) != 2:
        return None
    part = next(p for p in powers.parts if p != Name(name))
    polynomial = polynomial_in(part, name) if powers.parts[part] == number(Fraction(1, 2)) else None
    if polynomial is None or 0 in polynomial or max(polynomial) != 2:
        return None
    above = neat(quotient(part, raised(Name(name), number(-m))), name)
    opened = neat(total([quotient(term, raised(Name(name), number(-m))) for term in terms_of(part)]), name)
    became = quotient(product([powers.constant.times(ONE), opened or above]), call("sqrt", part))
    words = f"Multiply above and below by {tex(call('sqrt', part))} and divide."
    return planner.made(function, name, [rewriting("conjugate", function, became, name, words)])


def hyperbolic_as_exponentials(function: Tree, name: str, planner: Planner) -> Plan | None:
    """Write hyperbolic functions by e^x."""
    used = {n.head: n for n in walk(function) if isinstance(n, Apply) and n.head in HYPERBOLIC and holds(n, name)}
    if not used:
        return None
    changed = rebuild(function, lambda node: _by_exponentials(node) if isinstance(node, Apply) else node)
    became = neat(multiplied_out(changed, name) or changed, name)
    words = " and ".join(f"{tex(node)[:-1]} = {tex(_by_exponentials(node))[1:]}" for node in used.values())
    return planner.made(function, name, [rewriting("hyperbolic-identity", function, became, name, f"Write {words}.")])


def _by_exponentials(node: Apply) -> Tree:
    if node.head not in HYPERBOLIC:
        return node
    up, down = call("exp", node.args[0]), call("exp", negate(node.args[0]))
    plus, minus = total([up, down]), total([up, negate(down)])
    return {
        "sinh": quotient(minus, TWO),
        "cosh": quotient(plus, TWO),
        "tanh": quotient(minus, plus),
        "coth": quotient(plus, minus),
        "sech": quotient(TWO, plus),
        "csch": quotient(TWO, minus),
    }[node.head]
