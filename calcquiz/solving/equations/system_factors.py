"""Equations of systems as products: common variables in front, factors from the worker."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.parse import parse
from calcquiz.algebra.powers import is_positive, powers_of
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tidy import negate, product, quotient, raised, total
from calcquiz.algebra.tree import (
    ONE,
    ZERO,
    Apply,
    Name,
    Number,
    Tree,
    call,
    free_names,
    number,
    rebuild,
    sub,
)
from calcquiz.records.errors import CalcquizError
from calcquiz.solving.equations.polynomials import equals, polynomial_of
from calcquiz.solving.equations.products import vanishing_base
from calcquiz.solving.move import Move, Proof
from calcquiz.solving.prove import equal
from calcquiz.solving.sheet import Sheet
from calcquiz.solving.words import tex
from calcquiz.tasks.textbook import textbook

NEVER_ZERO = frozenset({"exp", "cosh", "sigma"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduction:
    """What an equation of a system becomes."""

    rule: str
    equation: Apply
    became: tuple[Apply, ...]
    why: str
    proof: Proof

    def move(self, sheet: Sheet) -> Move:
        """Return the step as it is written."""
        after = self.became[0] if len(self.became) == 1 else Apply("or", self.became)
        return Move(
            rule=self.rule, why=self.why, before=self.equation, after=after, depth=sheet.depth, proof=self.proof
        )


def residual(equation: Apply) -> Tree:
    """Return left side minus right side."""
    left, right = equation.args
    return left if right == ZERO else sub(left, right)


def factor_step(equation: Apply, unknowns: Sequence[str], sheet: Sheet, *, clears: bool = False) -> Reduction | None:
    """Return an equation in several unknowns as alternatives, where it is a product; None where it is none.

    Args:
        equation: Not solved yet.
        unknowns: Their names.
        sheet: For the worker.
        clears: Whether getting rid of a denominator is enough.
    """
    whole = textbook(residual(equation))
    made = _factored(whole, sheet)
    if made is None:
        return None
    above, below = _fraction(made)
    factors = [factor for factor in _factors(above) if set(free_names(factor)) & set(unknowns)]
    vanishing = [factor for factor in factors if not _never_zero(factor, sheet)]
    is_cleared = clears and bool(set(free_names(below)) & set(unknowns))
    is_changed = len(vanishing) > 1 or len(vanishing) < len(factors) or is_cleared
    if not is_changed or not vanishing:
        return None
    became = tuple(dict.fromkeys(_factor_zero(vanishing_base(factor), unknowns) for factor in vanishing))
    if became == (equation,):
        return None
    shown = "" if made == whole else f"Factored, {tex(equals(made, ZERO))}. "
    why = f"{shown}A product is zero where one of its factors is."
    if len(became) == 1:
        why = f"{shown}Only one factor can be zero."
    return Reduction(
        rule="zero-product",
        equation=equation,
        became=became,
        why=why,
        proof=lambda: equal(whole, made, sheet.setting),
    )


def _factored(whole: Tree, sheet: Sheet) -> Tree | None:
    """Return a formula as a product, as it is written where it is one."""
    if len(_factors(whole)) > 1:
        return whole
    common = _common_front(whole)
    if common is not None:
        return common
    try:
        text = sheet.setting.compute("factored", to_text(whole), sheet.setting.positive)
    except CalcquizError:
        return None
    return textbook(rebuild(parse(text, free_names(whole), author=True), _exponentials_up))


def _common_front(whole: Tree) -> Tree | None:
    """Return a sum with the variables that all its terms share in front: 2xy - 4x is 2x(y - 2)."""
    if not isinstance(whole, Apply) or whole.head != "add":
        return None
    front: list[Tree] = []
    terms = list(whole.args)
    for name in sorted(free_names(whole)):
        rows = [powers_of(term, name) for term in terms]
        shared = [exact_number(row.parts.get(Name(name), ZERO)) for row in rows if row is not None]
        lowest = min((value for value in shared if value is not None), default=0) if len(shared) == len(terms) else 0
        if None in shared or lowest < 1:
            continue
        factor = raised(Name(name), number(lowest))
        front.append(factor)
        terms = [textbook(quotient(term, factor)) for term in terms]
    values = [number_in_front(term) for term in terms]
    divisor = math.gcd(*(abs(value) for value in values))
    if not front:
        return None
    terms = [textbook(quotient(term, number(divisor))) for term in terms]
    return textbook(product([number(divisor), *front, positive_first(total(terms))]))


def number_in_front(term: Tree) -> int:
    """Return the whole number a term begins with, 1 where there is none."""
    inner = term.args[0] if isinstance(term, Apply) and term.head == "neg" else term
    first = inner.args[0] if isinstance(inner, Apply) and inner.head == "mul" else inner
    return int(first.value) if isinstance(first, Number) and first.value.denominator == 1 and first.value else 1


def _exponentials_up(tree: Tree) -> Tree:
    """Return y/exp(x) as y exp(-x)."""
    if not isinstance(tree, Apply) or tree.head != "div":
        return tree
    below = _factors(tree.args[1])
    moved = [factor for factor in below if isinstance(factor, Apply) and factor.head == "exp"]
    if not moved:
        return tree
    top = product([tree.args[0], *(call("exp", negate(factor.args[0])) for factor in moved)])
    kept = [factor for factor in below if factor not in moved]
    return quotient(top, product(kept)) if kept else top


def _fraction(tree: Tree) -> tuple[Tree, Tree]:
    if isinstance(tree, Apply) and tree.head == "neg":
        return _fraction(tree.args[0])
    if isinstance(tree, Apply) and tree.head == "div":
        return tree.args[0], tree.args[1]
    return tree, ONE


def _factors(tree: Tree) -> list[Tree]:
    if isinstance(tree, Apply) and tree.head == "neg":
        return _factors(tree.args[0])
    if isinstance(tree, Apply) and tree.head == "mul":
        return [one for factor in tree.args for one in _factors(factor)]
    return [tree]


def _factor_zero(factor: Tree, unknowns: Sequence[str]) -> Apply:
    """Return factor = 0, a linear factor in one unknown solved at once."""
    names = [name for name in unknowns if name in free_names(factor)]
    polynomial = polynomial_of(factor, names[0]) if len(names) == 1 else None
    if polynomial is None or max(polynomial, default=0) != 1:
        return equals(factor, ZERO)
    return equals(Name(names[0]), textbook(negate(quotient(polynomial.get(0, ZERO), polynomial[1]))))


def _never_zero(factor: Tree, sheet: Sheet) -> bool:
    base = vanishing_base(factor)
    if isinstance(base, Apply) and base.head in NEVER_ZERO:
        return True
    positive = sheet.setting.domain.positive
    return is_positive(base, positive)


def positive_first(tree: Tree) -> Tree:
    """Return a sum that begins with a negative term with its first positive term in front."""
    if not isinstance(tree, Apply) or tree.head != "add" or not _is_negative(tree.args[0]):
        return tree
    place = next((k for k, term in enumerate(tree.args) if not _is_negative(term)), 0)
    return total([tree.args[place], *tree.args[:place], *tree.args[place + 1 :]])


def _is_negative(tree: Tree) -> bool:
    return (isinstance(tree, Number) and tree.value < 0) or (isinstance(tree, Apply) and tree.head == "neg")
