"""Derivatives of integrals by their ends: the fundamental theorem, with the chain rule where an end is a function."""

from itertools import islice

from calcquiz.algebra.tidy import negate, product, total
from calcquiz.algebra.tree import ZERO, Apply, Name, Tree, substitute
from calcquiz.solving.derivatives.differential import Differential
from calcquiz.solving.sheet import Chain
from calcquiz.solving.words import tex
from calcquiz.tasks.derivative import FEW_POINTS
from calcquiz.tasks.numeric import numeric_value
from calcquiz.tasks.points import close, sample_points
from calcquiz.tasks.task import name_of, open_names

DIGITS, ACCURACY = 15, 1e-9
"""Derivatives of integrals are slow to work out by numbers."""


def is_accumulation(tree: Tree, way: Differential) -> bool:
    """Return whether a function is an integral whose ends alone depend on the variable."""
    if not isinstance(tree, Apply) or tree.head != "integral" or len(tree.args) != 4:
        return False
    inside, name, *ends = tree.args
    return not way.holds(inside) and name != Name(way.variable) and any(map(way.holds, ends))


def write_ends(tree: Tree, way: Differential, chain: Chain) -> None:
    """Write the derivative of an integral: its integrand at the ends, times the derivatives of these."""
    assert isinstance(tree, Apply)
    inside, name, low, high = tree.args
    slopes = [
        product([substitute(inside, {name_of(name): end}), way.value(end)]) if way.holds(end) else ZERO
        for end in (high, low)
    ]
    became = total([slopes[0], negate(slopes[1])])
    asked, setting = chain.now, chain.sheet.setting

    def proof() -> bool | None:
        verdicts = []
        for point in islice(sample_points(open_names(asked), setting.variables), FEW_POINTS):
            left, right = (numeric_value(side, point, DIGITS) for side in (asked, became))
            if left is not None and right is not None:
                verdicts.append(close(left, right, ACCURACY))
        return all(verdicts) if verdicts else None

    chain.to("derivative-of-integral", became, _why(low, high, way), proof=proof)


def _why(low: Tree, high: Tree, way: Differential) -> str:
    parts = []
    if way.holds(high):
        parts.append(f"the integrand at the upper end {tex(high)}{_times_slope(high, way)}")
    if way.holds(low):
        parts.append(f"minus the integrand at the lower end {tex(low)}{_times_slope(low, way)}")
    return f"Fundamental theorem: {', '.join(parts)}."


def _times_slope(end: Tree, way: Differential) -> str:
    return "" if end == Name(way.variable) else f" times its derivative {tex(way.value(end))}"
