"""Sums that are zero: denominators cleared, common factors taken out."""

from fractions import Fraction

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.powers import powers_of
from calcquiz.algebra.tidy import product, quotient, raised, total
from calcquiz.algebra.tree import ONE, ZERO, Apply, Name, Tree, free_names, number
from calcquiz.records.derivation import Level
from calcquiz.solving.equations.numbers import Line, zeros
from calcquiz.solving.equations.polynomials import Turn, equals, polynomial_of, polynomial_tree
from calcquiz.solving.words import tex
from calcquiz.tasks.textbook import textbook


def is_unexpanded(tree: Tree, where: Line) -> bool:
    """Return whether a power or product of sums stands in a polynomial, or two terms with the same power."""
    terms = tree.args if isinstance(tree, Apply) and tree.head == "add" else (tree,)
    found = [polynomial_of(term, where.name) for term in terms]
    degrees = [tuple(one) for one in found if one is not None]
    return any(len(degree) > 1 for degree in degrees) or len(set(degrees)) < len(degrees)


def terms_of(tree: Tree) -> list[Tree]:
    """Return the terms of a sum."""
    return list(tree.args) if isinstance(tree, Apply) and tree.head == "add" else [tree]


def denominators_turn(tree: Tree, where: Line) -> Turn | None:
    """Multiply a sum of fractions by what all their denominators divide."""
    needed: dict[Tree, int] = {}
    rows = []
    for term in terms_of(tree):
        sign, inner = (-1, term.args[0]) if isinstance(term, Apply) and term.head == "neg" else (1, term)
        above, below = inner.args if isinstance(inner, Apply) and inner.head == "div" else (inner, ONE)
        powers = _factors(below, where)
        rows.append((product([number(sign), above]), powers, _fixed(below, where)))
        for base, exponent in powers.items():
            needed[base] = max(needed.get(base, 0), exponent)
    if not needed:
        return None
    terms = [_lifted(above, powers, needed, fixed, where) for above, powers, fixed in rows]
    common = product([raised(base, number(exponent)) for base, exponent in needed.items()])
    never = not zeros(common, where)
    why = f"Multiply by {tex(common)}, which is {'never zero' if never else 'not zero where the equation makes sense'}."
    whole = total(terms)
    polynomial = polynomial_of(whole, where.name)
    if polynomial and not is_unexpanded(whole, where):
        whole = polynomial_tree(polynomial, Name(where.name))
    return Turn(rule="clear-denominators", became=(equals(whole, ZERO),), why=why, forward=not never)


def _lifted(above: Tree, powers: dict[Tree, int], needed: dict[Tree, int], fixed: Tree, where: Line) -> Tree:
    missing = [raised(base, number(exponent - powers.get(base, 0))) for base, exponent in needed.items()]
    whole = textbook(quotient(product([above, *(one for one in missing if one != ONE)]), fixed))
    row = powers_of(whole, where.name) if any(_is_root(one) for one in missing) else None
    if row is None:
        return whole
    return textbook(row.constant.times(product([raised(part, exponent) for part, exponent in row.parts.items()])))


def _is_root(tree: Tree) -> bool:
    exponent = exact_number(tree.args[1]) if isinstance(tree, Apply) and tree.head == "pow" else None
    return exponent is not None and exponent.denominator > 1


def _factors(tree: Tree, where: Line) -> dict[Tree, int]:
    found: dict[Tree, int] = {}
    for factor in tree.args if isinstance(tree, Apply) and tree.head == "mul" else (tree,):
        if where.name not in free_names(factor):
            continue
        base, exponent = factor, 1
        if isinstance(factor, Apply) and factor.head == "pow":
            whole = exact_number(factor.args[1])
            if whole is not None and whole.denominator == 1 and whole > 0:
                base, exponent = factor.args[0], int(whole)
        found[base] = found.get(base, 0) + exponent
    return found


def _fixed(tree: Tree, where: Line) -> Tree:
    factors = tree.args if isinstance(tree, Apply) and tree.head == "mul" else (tree,)
    return product([factor for factor in factors if where.name not in free_names(factor)])


def common_factor_turn(tree: Tree, where: Line) -> Turn | None:
    """Factor out what all terms of a sum have in common."""
    terms = terms_of(tree)
    if len(terms) < 2:
        return None
    rows = [powers_of(term, where.name) for term in terms]
    known = [row for row in rows if row is not None]
    if len(known) < len(rows):
        return None
    shared: dict[Tree, Fraction] = {}
    for part in known[0].parts:
        exponents = [exact_number(row.parts[part]) for row in known if part in row.parts]
        values = [value for value in exponents if value is not None]
        if len(values) == len(known) and min(values) > 0:
            shared[part] = min(values)
    if not shared:
        return None
    common = product([raised(part, number(exponent)) for part, exponent in shared.items()])
    rest = []
    for row in known:
        left = {part: _less(exponent, shared.get(part)) for part, exponent in row.parts.items()}
        moving = product([raised(part, exponent) for part, exponent in left.items() if exponent != ZERO])
        rest.append(textbook(row.constant.times(moving)))
    whole = product([common, textbook(total(rest))])
    return Turn(rule="factor-out", became=(equals(whole, ZERO),), why=f"Factor out {tex(common)}.", level=Level.BRIEF)


def _less(exponent: Tree, by: Fraction | None) -> Tree:
    value = exact_number(exponent)
    return exponent if by is None or value is None else number(value - by)
