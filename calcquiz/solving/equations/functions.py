"""Equations with the unknown inside functions: exponentials, logarithms, roots, bars, sine and cosine."""

from collections.abc import Mapping
from functools import partial

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.powers import powers_of
from calcquiz.algebra.tidy import negate, product, quotient, raised, total
from calcquiz.algebra.tree import ONE, TWO, ZERO, Apply, Name, Tree, call, free_names, number, rebuild, walk
from calcquiz.records.derivation import Level
from calcquiz.solving.equations.collecting import (
    terms_of,
)
from calcquiz.solving.equations.constants import exp_of
from calcquiz.solving.equations.numbers import Line
from calcquiz.solving.equations.polynomials import Turn, equals, polynomial_of, polynomial_tree
from calcquiz.solving.words import tex
from calcquiz.tasks.textbook import textbook


def same_growth_turn(tree: Tree, where: Line) -> Turn | None:
    """Join exponentials that differ by constant factors: e^(1 - x) + e^(2 - x) is (e + e^2) e^(-x)."""
    fixed: list[Tree] = []
    factors: list[Tree] = []
    slopes = set()
    for term in terms_of(tree):
        if where.name not in free_names(term):
            fixed.append(term)
            continue
        row = powers_of(term, where.name)
        parts = list(row.parts.items()) if row is not None else []
        if row is None or len(parts) != 1 or parts[0][1] != ONE or not isinstance(parts[0][0], Apply):
            return None
        exponent = polynomial_of(parts[0][0].args[0], where.name)
        if parts[0][0].head != "exp" or exponent is None or max(exponent) != 1:
            return None
        slopes.add(exponent[1])
        factors.append(row.constant.times(exp_of(exponent.get(0, ZERO))))
    if len(slopes) != 1 or len(factors) < 2:
        return None
    common = call("exp", textbook(product([*slopes, Name(where.name)])))
    value = textbook(negate(quotient(total(fixed), total([textbook(factor) for factor in factors]))))
    why = f"Every exponential is a multiple of {tex(common)}. Solve for it."
    return Turn(rule="same-on-both-sides", became=(equals(common, value),), why=why)


def two_exponentials_turn(tree: Tree, where: Line) -> Turn | None:
    """Divide a e^u + b e^v = 0 by one of the exponentials."""
    terms = terms_of(tree)
    if len(terms) != 2:
        return None
    rows = [powers_of(term, where.name) for term in terms]
    exponents = []
    for row in rows:
        parts = list(row.parts) if row is not None else []
        if row is None or len(parts) != 1 or not isinstance(parts[0], Apply) or parts[0].head != "exp":
            return None
        exponents.append(parts[0].args[0])
    first, second = (row.constant.times(ONE) for row in rows if row is not None)
    both = total([exponents[0], negate(exponents[1])])
    found = polynomial_of(both, where.name)
    inner = textbook(both) if found is None else polynomial_tree(found, Name(where.name))
    divisor = call("exp", exponents[1])
    became = equals(call("exp", inner), textbook(negate(quotient(second, first))))
    why = f"Divide by {tex(divisor)}, which is never zero."
    return Turn(rule="same-on-both-sides", became=(became,), why=why)


def logarithms_turn(tree: Tree, where: Line) -> Turn | None:
    """Join a sum of logarithms to one."""
    above: list[Tree] = []
    below: list[Tree] = []
    fixed: list[Tree] = []
    for term in terms_of(tree):
        sign, inner = (-1, term.args[0]) if isinstance(term, Apply) and term.head == "neg" else (1, term)
        times, log = (
            (inner.args[0], inner.args[1])
            if isinstance(inner, Apply) and inner.head == "mul" and len(inner.args) == 2
            else (ONE, inner)
        )
        whole = exact_number(times)
        if (
            isinstance(log, Apply)
            and log.head == "log"
            and len(log.args) == 1
            and whole is not None
            and whole.denominator == 1
        ):
            (above if sign * whole > 0 else below).append(raised(log.args[0], number(abs(whole))))
        elif where.name not in free_names(term):
            fixed.append(term)
        else:
            return None
    moving = [one for one in (*above, *below) if where.name in free_names(one)]
    if len(moving) < 2:
        return None
    if not fixed and above and below:
        became = equals(product(above), product(below))
        why = "Join the logarithms on either side; equal logarithms belong to equal numbers."
        return Turn(rule="join-logarithms", became=(became,), why=why, forward=True)
    inside = quotient(product(above), product(below))
    joined = equals(call("log", inside), textbook(negate(total(fixed))))
    return Turn(rule="join-logarithms", became=(joined,), why="Join the logarithms to one.", forward=True)


def isolated_root_turn(tree: Tree, where: Line) -> Turn | None:
    """Square an equation with a square root alone on its left."""
    for root in _nodes(tree, "sqrt", where):
        alone = _alone(tree, root, where)
        if alone is None:
            continue
        became = equals(root.args[0], textbook(raised(alone, TWO)))
        why = f"Square both sides of ${tex(equals(root, alone))[1:-1]}$. False solutions may come in."
        return Turn(rule="square-both-sides", became=(became,), why=why, forward=True, level=Level.BRIEF)
    return None


def bars_turn(tree: Tree, where: Line) -> Turn | None:
    """Open bars with either sign."""
    bars = _nodes(tree, "abs", where)
    alone = _alone(tree, bars[0], where) if bars else None
    if alone is None:
        return None
    inner = bars[0].args[0]
    became = (equals(inner, alone), equals(inner, negate(alone)))
    why = f"Two cases for ${tex(equals(bars[0], alone))[1:-1]}$: the bars hold the right side or its opposite."
    return Turn(rule="absolute-value", became=became, why=why, forward=True, level=Level.BRIEF)


def _nodes(tree: Tree, head: str, where: Line) -> list[Apply]:
    found = [node for node in walk(tree) if isinstance(node, Apply) and node.head == head]
    return list(dict.fromkeys(node for node in found if where.name in free_names(node)))


def _alone(tree: Tree, node: Apply, where: Line) -> Tree | None:
    """Return what a function equals in tree = 0, where it stands in one term with a constant factor."""
    terms = terms_of(tree)
    holding = [term for term in terms if node in set(walk(term))]
    if len(holding) != 1:
        return None
    factor = textbook(quotient(holding[0], node))
    if where.name in free_names(factor):
        return None
    rest = total([term for term in terms if term not in holding])
    return textbook(negate(_divided(rest, factor)))


def _divided(tree: Tree, factor: Tree) -> Tree:
    return textbook(total([quotient(term, factor) for term in terms_of(tree)])) if factor != ONE else tree


def to_tangent_turn(tree: Tree, where: Line) -> Turn | None:
    """Divide a sin u + b cos u = 0 by cos u."""
    terms = terms_of(tree)
    rows = [powers_of(term, where.name) for term in terms]
    if len(terms) != 2 or None in rows:
        return None
    heads = {}
    for row in rows:
        assert row is not None
        parts = list(row.parts.items())
        if len(parts) != 1 or parts[0][1] != ONE or not isinstance(parts[0][0], Apply):
            return None
        heads[parts[0][0].head] = (parts[0][0].args, row.constant.times(ONE))
    if set(heads) != {"sin", "cos"} or heads["sin"][0] != heads["cos"][0]:
        return None
    ratio = textbook(negate(quotient(heads["cos"][1], heads["sin"][1])))
    became = equals(Apply("tan", heads["sin"][0]), ratio)
    cosine = Apply("cos", heads["cos"][0])
    why = f"Divide by {tex(cosine)}: where it is zero the left side is not."
    return Turn(rule="same-on-both-sides", became=(became,), why=why)


def double_angle_turn(tree: Tree, where: Line) -> Turn | None:
    """Write sin 2u and cos 2u by sin u and cos u where both angles stand in the equation."""
    inner = {node.args[0] for head in ("sin", "cos") for node in _nodes(tree, head, where)}
    for angle in inner:
        double = polynomial_of(product([TWO, angle]), where.name)
        doubled = next((one for one in inner if polynomial_of(one, where.name) == double), None)
        if double is None or doubled is None:
            continue
        sine, cosine = Apply("sin", (angle,)), Apply("cos", (angle,))
        has_sine = sine in set(walk(tree))
        forms: dict[Tree, Tree] = {
            Apply("sin", (doubled,)): product([TWO, sine, cosine]),
            Apply("cos", (doubled,)): _double_cosine(sine if has_sine else cosine, is_sine=has_sine),
        }
        used = next(node for node in forms if node in set(walk(tree)))
        written = textbook(rebuild(tree, partial(_by_forms, forms)))
        why = f"Double angle: {tex(equals(used, forms[used]))}."
        return Turn(rule="double-angle", became=(equals(written, ZERO),), why=why)
    return None


def _by_forms(forms: Mapping[Tree, Tree], node: Tree) -> Tree:
    return forms.get(node, node)


def _double_cosine(function: Tree, *, is_sine: bool) -> Tree:
    square = product([TWO, raised(function, TWO)])
    return total([ONE, negate(square)]) if is_sine else total([square, number(-1)])
