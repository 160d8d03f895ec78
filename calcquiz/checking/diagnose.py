"""General diagnoses of a wrong formula: what was probably done instead, said only when it was verified."""

from collections.abc import Callable
from dataclasses import replace

from calcquiz.algebra.differentiate import differentiate
from calcquiz.algebra.tree import ONE, ZERO, Name, Tree, div, free_names, neg, sub, substitute
from calcquiz.checking.decide import decide
from calcquiz.checking.verdicts import MESSAGES
from calcquiz.records.errors import FormulaError
from calcquiz.records.rules import Rules
from calcquiz.records.verdict import Verdict

Hypothesis = Callable[[Tree, Tree, Rules], bool]


def diagnose(verdict: Verdict, response: Tree, key: Tree, rules: Rules) -> Verdict:
    """Return the verdict with the first general diagnosis that holds, unless it has one already."""
    if verdict.mistake is not None:
        return verdict
    for name, holds in HYPOTHESES:
        if holds(response, key, rules):
            return replace(verdict, mistake=name, message=verdict.message or MESSAGES[name])
    return verdict


def _same(left: Tree, right: Tree, rules: Rules) -> bool:
    decision = decide(left, right, rules)
    return decision.equal is True and not decision.smaller_domain


def _wrong_case(response: Tree, key: Tree, rules: Rules) -> bool:
    known = free_names(key)
    swaps = {name: Name(name.swapcase()) for name in free_names(response) - known if name.swapcase() in known}
    return bool(swaps) and _same(substitute(response, dict(swaps)), key, rules)


def _wrong_variable(response: Tree, key: Tree, rules: Rules) -> bool:
    del rules
    return bool(free_names(key)) and bool(free_names(response) - free_names(key))


def _differentiated(response: Tree, key: Tree, rules: Rules) -> bool:
    """Whether the response is f' (up to a constant) where an antiderivative F of f was asked."""
    return _derivatives_match(response, 1, key, 3, rules)


def _integrated(response: Tree, key: Tree, rules: Rules) -> bool:
    """Whether the response is an antiderivative of f where the derivative of f was asked."""
    return _derivatives_match(response, 2, key, 0, rules)


def _derivatives_match(left: Tree, left_order: int, right: Tree, right_order: int, rules: Rules) -> bool:
    if rules.variable not in free_names(left) or rules.variable not in free_names(right):
        return False
    try:
        slopes = _nth_derivative(left, left_order, rules), _nth_derivative(right, right_order, rules)
    except FormulaError:
        return False
    return _same(*slopes, rules) and not _same(slopes[0], ZERO, rules)


def _nth_derivative(tree: Tree, order: int, rules: Rules) -> Tree:
    for _ in range(order):
        tree = differentiate(tree, rules.variable)
    return tree


def _sign(response: Tree, key: Tree, rules: Rules) -> bool:
    return _same(neg(response), key, rules)


def _reciprocal(response: Tree, key: Tree, rules: Rules) -> bool:
    return _same(div(ONE, response), key, rules)


def _factor(response: Tree, key: Tree, rules: Rules) -> bool:
    """Whether response / key is the same number everywhere."""
    return bool(free_names(key)) and _is_constant(div(response, key), rules)


def _difference(response: Tree, key: Tree, rules: Rules) -> bool:
    return bool(free_names(key)) and _is_constant(sub(response, key), rules)


def _is_constant(tree: Tree, rules: Rules) -> bool:
    del rules
    import numpy as np

    from calcquiz.algebra.evaluate import numpy_values
    from calcquiz.algebra.points import Domain, seeded, stratified

    names = sorted(free_names(tree))
    points = stratified(names, Domain(), seeded("constant"), per_stratum=4)
    columns = {name: np.array([float(value) for value in values]) for name, values in points.columns.items()}
    values = numpy_values(tree, columns)
    values = values[~np.isnan(values)]
    return len(values) >= 8 and bool(np.ptp(values) <= 1e-9 * np.max(np.abs(values)))


HYPOTHESES: tuple[tuple[str, Hypothesis], ...] = (
    ("wrong-case", _wrong_case),
    ("differentiated-instead", _differentiated),
    ("integrated-instead", _integrated),
    ("wrong-sign", _sign),
    ("constant-factor", _factor),
    ("constant-difference", _difference),
    ("reciprocal", _reciprocal),
    ("wrong-variable", _wrong_variable),
)
