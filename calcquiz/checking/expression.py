"""Expressions and derivatives: equal wherever the key is defined."""

from calcquiz.algebra.differentiate import differentiate
from calcquiz.algebra.shapes import sort_of
from calcquiz.algebra.tree import Tree, free_names
from calcquiz.checking.decide import Prove, decide
from calcquiz.checking.number import check_number
from calcquiz.checking.verdicts import verdict_of, wrong
from calcquiz.records.rules import Rules
from calcquiz.records.verdict import Verdict


def check_expression(response: Tree, key: Tree, rules: Rules, prove: Prove | None) -> Verdict:
    """Decide whether two formulas are equal wherever the key is defined.

    Returns:
        INCORRECT with a witness confirmed at 110 digits where they differ, or with the point where
        only the key is defined; UNDECIDED when fewer than 6 points are usable and no proof is found.
    """
    if sort_of(response) != sort_of(key):
        return wrong("wrong-type")
    if not free_names(key) and not free_names(response):
        return check_number(response, key, rules, prove)
    return verdict_of(decide(response, key, rules, prove), lenient_domain=rules.domain == "lenient")


def check_derivative(response: Tree, key: Tree, rules: Rules, prove: Prove | None) -> Verdict:
    """Decide whether the response is the derivative of the key, a function of `rules.variable`."""
    return check_expression(response, differentiate(key, rules.variable), rules, prove)
