"""The form of a right answer: factored, expanded, lowest terms, one fraction, partial fractions, no decimals."""

import math
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.factors import content, have_common_factor, is_reducible
from calcquiz.algebra.rational import fraction_of
from calcquiz.algebra.tree import Apply, Number, Tree, walk
from calcquiz.records.verdict import Outcome, Verdict

NEARLY = Fraction(4, 5)
"""Credit for the right value in another form."""
_PARTED = frozenset({"vector", "list", "set", "="})


def judge_form(verdict: Verdict, response: Tree, form: str) -> Verdict:
    """Return the verdict on a right answer, PARTIAL with mistake `wrong-form` where its form is not the one asked for.

    Args:
        verdict: CORRECT.
        response: The answer as typed.
        form: A name of `FORMS`.
    """
    holds, message = FORMS[form]
    if has_form(response, holds):
        return verdict
    return replace(verdict, outcome=Outcome.PARTIAL, credit=NEARLY, mistake="wrong-form", message=message)


def has_form(tree: Tree, holds: Callable[[Tree], bool]) -> bool:
    """Whether a formula, or every entry of a vector, matrix, set or equation, has the form."""
    if isinstance(tree, Apply) and tree.head in _PARTED:
        return all(has_form(arg, holds) for arg in tree.args)
    return holds(tree)


def is_factored(tree: Tree) -> bool:
    """Whether it is a product in which no sum can be factored further over the rationals."""
    if not isinstance(tree, Apply):
        return True
    if tree.head in {"neg", "mul", "div"}:
        return all(is_factored(arg) for arg in tree.args)
    if tree.head == "pow":
        return is_factored(tree.args[0])
    return tree.head != "add" or _is_prime_sum(tree)


def _is_prime_sum(tree: Apply) -> bool:
    ratio = fraction_of(tree)
    if ratio is None:
        return True  # too large to judge
    top, bottom = ratio
    if any(monomial for monomial in bottom) or len(top) < 2:
        return False
    return content(top) == 1 and not is_reducible(top)


def terms_of(tree: Tree) -> list[Tree]:
    """Return the terms of a sum, signs left out."""
    if isinstance(tree, Apply) and tree.head in {"add", "neg"}:
        return [term for arg in tree.args for term in terms_of(arg)]
    return [tree]


def is_expanded(tree: Tree) -> bool:
    """Whether it is a sum of terms in which no sum is multiplied, divided or raised to a power."""
    return all(_is_multiplied_out(term) for term in terms_of(tree))


def _is_multiplied_out(tree: Tree) -> bool:
    if not isinstance(tree, Apply):
        return True
    if tree.head == "add":
        return False
    if tree.head in {"mul", "neg"}:
        return all(_is_multiplied_out(arg) for arg in tree.args)
    if tree.head == "div":
        return _is_multiplied_out(tree.args[0])
    whole = exact_number(tree.args[1]) if tree.head == "pow" else None
    if whole is None or whole.denominator != 1 or whole < 0:
        return True
    return not (isinstance(tree.args[0], Apply) and tree.args[0].head in {"add", "mul", "div", "neg"})


def is_in_lowest_terms(tree: Tree) -> bool:
    """Whether no fraction in it can be reduced, and none is written as a decimal."""
    return has_no_decimals(tree) and all(_is_reduced(node) for node in walk(tree) if _is_fraction(node))


def _is_fraction(tree: Tree) -> bool:
    return isinstance(tree, Apply) and tree.head == "div"


def _is_reduced(tree: Tree) -> bool:
    assert isinstance(tree, Apply)
    if any(_has_fraction(arg) for arg in tree.args):
        return False  # a fraction of fractions
    top, bottom = (fraction_of(arg) for arg in tree.args)
    if top is None or bottom is None or not top[0] or not bottom[0]:
        return True  # too large to judge, or zero
    above, below = top[0], bottom[0]
    if math.gcd(content(above), content(below)) != 1 or below == {(): Fraction(1)}:
        return False
    return not have_common_factor(above, below)


def is_one_fraction(tree: Tree) -> bool:
    """Whether it has at most one fraction, which is not a term of a sum, and no negative power."""
    if isinstance(tree, Apply) and tree.head in {"neg", "mul"}:
        fractions = [arg for arg in tree.args if _has_fraction(arg)]
        return len(fractions) <= 1 and all(is_one_fraction(arg) for arg in fractions)
    if isinstance(tree, Apply) and tree.head == "div":
        return not any(_has_fraction(arg) for arg in tree.args)
    return not _has_fraction(tree)


def _has_fraction(tree: Tree) -> bool:
    return any(_is_fraction(node) or _is_negative_power(node) for node in walk(tree))


def _is_negative_power(tree: Tree) -> bool:
    if not (isinstance(tree, Apply) and tree.head == "pow"):
        return False
    exponent = exact_number(tree.args[1])
    return exponent is not None and exponent < 0


def is_in_partial_fractions(tree: Tree) -> bool:
    """Whether it is a sum of terms, each over a power of one irreducible factor and of lower degree than it."""
    seen: list[object] = []
    for term in terms_of(tree):
        below = _denominator(term)
        if below is None:
            continue
        if below in seen or not _is_partial_fraction(term):
            return False
        seen.append(below)
    return True


def _denominator(term: Tree) -> object:
    ratio = fraction_of(term)
    if ratio is None or not any(monomial for monomial in ratio[1]):
        return None
    top_coefficient = next(iter(ratio[1].values()))
    return {monomial: value / top_coefficient for monomial, value in ratio[1].items()}


def _is_partial_fraction(term: Tree) -> bool:
    base = _base_below(term)
    ratio, below = fraction_of(term), fraction_of(base) if base is not None else None
    if ratio is None or below is None:
        return False
    degrees = [max((sum(k for _, k in monomial) for monomial in part), default=0) for part in (ratio[0], below[0])]
    return degrees[0] < degrees[1] and not is_reducible(below[0])


def _base_below(tree: Tree) -> Tree | None:
    """Return the q of c/(d q^k) as written; None where several factors that hold names stand below."""
    bases: list[Tree] = []
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Apply) and node.head in {"neg", "mul"}:
            waiting += node.args
        elif isinstance(node, Apply) and node.head == "div":
            waiting.append(node.args[0])
            bases += _factors(node.args[1])
        elif _is_negative_power(node) and isinstance(node, Apply):
            bases += _factors(node.args[0])
    return bases[0] if len(bases) == 1 else None


def _factors(tree: Tree) -> list[Tree]:
    """Return the bases of the factors of a product that are not numbers."""
    if isinstance(tree, Number):
        return []
    if isinstance(tree, Apply) and tree.head in {"neg", "mul"}:
        return [factor for arg in tree.args for factor in _factors(arg)]
    if isinstance(tree, Apply) and tree.head == "pow":
        return _factors(tree.args[0])
    return [tree]


def has_no_decimals(tree: Tree) -> bool:
    """Whether no number was typed with a decimal point."""
    return not any(isinstance(node, Number) and node.is_decimal for node in walk(tree))


FORMS: dict[str, tuple[Callable[[Tree], bool], str]] = {
    "factored": (
        is_factored,
        "The value is right. Factor it fully: no sum in it can then be factored further.",
    ),
    "expanded": (is_expanded, "The value is right. Multiply it out: a sum in which no brackets are multiplied."),
    "lowest-terms": (is_in_lowest_terms, "The value is right. Cancel what numerator and denominator have in common."),
    "single-fraction": (is_one_fraction, "The value is right. Write it as one fraction."),
    "partial-fractions": (
        is_in_partial_fractions,
        "The value is right. Write it as a sum of partial fractions, each over a power of one factor.",
    ),
    "no-decimals": (has_no_decimals, "The value is right. Write it without decimals: a fraction or a root is exact."),
}
"""Form -> whether a formula has it, and what the learner is told where it has not."""
