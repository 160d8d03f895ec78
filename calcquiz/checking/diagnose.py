"""General diagnoses of a wrong formula: what was probably done instead, said only when it was verified."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from calcquiz.algebra.differentiate import differentiate
from calcquiz.algebra.tree import ONE, ZERO, Name, Tree, div, free_names, neg, sub, substitute
from calcquiz.checking.decide import decide
from calcquiz.checking.verdicts import MESSAGES
from calcquiz.records.errors import FormulaError
from calcquiz.records.rules import Rules
from calcquiz.records.variant import CONSTANTS_OF_INTEGRATION, Kind
from calcquiz.records.verdict import Verdict

if TYPE_CHECKING:
    from calcquiz.algebra.evaluate import Column
    from calcquiz.algebra.points import Points

LONG_NUMBERS = 100
"""Digits beyond the usual from which a wrong answer is not diagnosed."""

Hypothesis = Callable[[Tree, Tree, Rules], bool]


def diagnose(verdict: Verdict, kind: Kind, response: Tree, key: Tree, rules: Rules) -> Verdict:
    """Return the verdict with the first general diagnosis that holds, unless it has one already.

    Args:
        verdict: INCORRECT or PARTIAL.
        kind: Which diagnoses make sense.
        response: The response as read.
        key: The right answer itself: for a derivative f', for an antiderivative F.
        rules: What is accepted.
    """
    if verdict.mistake is not None or takes_long(response, key):
        return verdict
    for name, kinds, holds in HYPOTHESES:
        if kind in kinds and holds(response, key, rules):
            message = SLOPE_MESSAGES.get(name) if kind is Kind.ANTIDERIVATIVE else None
            return replace(verdict, mistake=name, message=verdict.message or message or MESSAGES[name])
    return verdict


def takes_long(*trees: Tree) -> bool:
    """Whether numbers are so long that every comparison takes a while: one is due to a learner, ten are not."""
    from calcquiz.algebra.probe import extra_digits

    return extra_digits(*trees) > LONG_NUMBERS


def _same(left: Tree, right: Tree, rules: Rules) -> bool:
    if clearly_apart(left, right):
        return False
    decision = decide(left, right, rules)
    return decision.equal is True and not decision.smaller_domain


def clearly_apart(left: Tree, right: Tree) -> bool:
    """Whether floats differ at most points: enough to drop a hypothesis, and cheap."""
    import numpy as np

    ours, theirs = (values for values, _ in _sampled(left, right))
    both = ~np.isnan(ours) & ~np.isnan(theirs)
    apart = np.abs(ours - theirs) > 1e-6 * np.maximum(np.abs(ours), np.abs(theirs))
    return bool(np.sum(apart & both) > np.sum(both) / 2)


def _sampled(*trees: Tree) -> Iterator[tuple["Column", "Points"]]:
    """Yield the values of each tree at the same 28 points, with the points."""
    from calcquiz.algebra.evaluate import numpy_values

    points, columns = _points(tuple(sorted(frozenset().union(*(free_names(tree) for tree in trees)))))
    for tree in trees:
        yield numpy_values(tree, columns), points


@lru_cache(maxsize=32)
def _points(names: tuple[str, ...]) -> tuple["Points", dict[str, "Column"]]:
    import numpy as np

    from calcquiz.algebra.points import Domain, seeded, stratified

    points = stratified(names, Domain(), seeded("diagnosis"), per_stratum=4)
    return points, {name: np.array([float(value) for value in values]) for name, values in points.columns.items()}


def _wrong_case(response: Tree, key: Tree, rules: Rules) -> bool:
    known = free_names(key)
    swaps = {name: Name(name.swapcase()) for name in free_names(response) - known if name.swapcase() in known}
    return bool(swaps) and _same(substitute(response, dict(swaps)), key, rules)


def _wrong_variable(response: Tree, key: Tree, rules: Rules) -> bool:
    del rules
    return bool(free_names(key)) and bool(free_names(response) - free_names(key))


def _wrong_variable_beside_the_constant(response: Tree, key: Tree, rules: Rules) -> bool:
    constants = dict.fromkeys(CONSTANTS_OF_INTEGRATION, ZERO)
    return _wrong_variable(substitute(response, constants), key, rules)


def _differentiated(response: Tree, key: Tree, rules: Rules) -> bool:
    """Whether the response is F'' = f' (up to a constant) where an antiderivative F of f was asked."""
    return _derivatives_match(response, 1, key, 3, rules)


def _integrated(response: Tree, key: Tree, rules: Rules) -> bool:
    """Whether the response is an antiderivative of f where the derivative f' was asked, and no more than that."""
    return _derivatives_match(response, 2, key, 0, rules) and not _difference(response, key, rules)


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
    del rules
    return bool(free_names(key)) and _is_constant(div(response, key), 1)


def _difference(response: Tree, key: Tree, rules: Rules) -> bool:
    del rules
    return bool(free_names(key)) and _is_constant(sub(response, key), 0)


def _is_constant(tree: Tree, trivial: int) -> bool:
    """Whether the tree has the same value to 20 digits at four points, another one than the trivial."""
    import numpy as np
    from mpmath import mp

    from calcquiz.algebra.precise import mp_value

    ((floats, points),) = _sampled(tree)
    rows = [int(row) for row in np.nonzero(~np.isnan(floats))[0]]
    if len(rows) < 8:
        return False
    first = None
    for row in rows[:: len(rows) // 4]:
        value = mp_value(tree, points.row(row), 60)
        first = value if first is None else first
        with mp.workdps(60):
            if value is None or abs(value - first) > abs(first) * mp.mpf(10) ** -20:
                return False
    return bool(first and abs(first - trivial) > mp.mpf(10) ** -20)


def _of_slopes(hypothesis: Hypothesis) -> Hypothesis:
    """Return the hypothesis about the derivatives: antiderivatives are compared up to a constant."""

    def holds(response: Tree, key: Tree, rules: Rules) -> bool:
        return hypothesis(differentiate(response, rules.variable), differentiate(key, rules.variable), rules)

    return holds


SLOPE_MESSAGES = {
    "wrong-sign": "Its derivative has the right size and the wrong sign.",
    "constant-factor": "Its derivative is the right one times a constant.",
}
"""What is said of an antiderivative, which is compared by its derivative."""
FORMULAS = frozenset({Kind.EXPRESSION, Kind.DERIVATIVE, Kind.NUMBER})
SLOPES = frozenset({Kind.EXPRESSION, Kind.DERIVATIVE})
ANTIDERIVATIVES = frozenset({Kind.ANTIDERIVATIVE})

HYPOTHESES: tuple[tuple[str, frozenset[Kind], Hypothesis], ...] = (
    ("wrong-case", FORMULAS | ANTIDERIVATIVES, _wrong_case),
    ("differentiated-instead", ANTIDERIVATIVES, _differentiated),
    ("integrated-instead", SLOPES, _integrated),
    ("wrong-sign", FORMULAS, _sign),
    ("wrong-sign", ANTIDERIVATIVES, _of_slopes(_sign)),
    ("constant-factor", FORMULAS, _factor),
    ("constant-factor", ANTIDERIVATIVES, _of_slopes(_factor)),
    ("constant-difference", FORMULAS, _difference),
    ("reciprocal", FORMULAS, _reciprocal),
    ("wrong-variable", FORMULAS, _wrong_variable),
    ("wrong-variable", ANTIDERIVATIVES, _wrong_variable_beside_the_constant),
)
"""Names in the order they are tried, the kinds they make sense for, and what must hold."""
