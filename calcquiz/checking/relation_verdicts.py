"""What equations and inequalities have in common: proofs by arithmetic, witnesses, names that do not belong."""

from collections.abc import Iterable
from fractions import Fraction

from calcquiz.algebra.canonical import canonical
from calcquiz.algebra.differentiate import differentiate
from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.rational import constant_ratio, opaque_parts
from calcquiz.algebra.shapes import RELATIONS
from calcquiz.algebra.snapped import Coordinate
from calcquiz.algebra.tidy import tidy
from calcquiz.algebra.tree import ZERO, Apply, Name, Tree, div, free_names, mul, neg, substitute, walk
from calcquiz.checking.decide import decide, decimal_text, to_text_value
from calcquiz.checking.lines import Cell
from calcquiz.checking.regions import difference, relations
from calcquiz.records.errors import FormulaError
from calcquiz.records.rules import Rules
from calcquiz.records.verdict import Witness

LARGEST_WRITTEN = 10**12
"""Numerators and denominators beyond this are told in six digits."""
TRUTH_WORDS = {True: "true", False: "false", None: "undefined"}


def proved_same(ours: Apply, theirs: Apply) -> bool:
    """Whether arithmetic proves that two regions are the same: each relation is a multiple of its partner."""
    if canonical(ours) == canonical(theirs):
        return True
    if ours.head in RELATIONS and theirs.head in RELATIONS:
        return _multiples(*_oriented(ours), *_oriented(theirs))
    if ours.head == theirs.head and len(ours.args) == len(theirs.args) <= 6 and _paired(ours.args, theirs.args):
        return True
    products = [_as_product(region) for region in (ours, theirs)]
    return products[0] is not None and products[1] is not None and _multiples("=", products[0], "=", products[1])


def _multiples(head: str, ours: Tree, other_head: str, theirs: Tree) -> bool:
    if head != other_head:
        return False
    ratio = constant_ratio(ours, theirs)
    return ratio is not None and (ratio > 0 or head in {"=", "!="})


def _oriented(relation: Apply) -> tuple[str, Tree]:
    """Return head and formula of `formula head 0`, where the head is =, !=, < or <=."""
    if relation.head in {">", ">="}:
        return relation.head.replace(">", "<"), neg(difference(relation))
    return relation.head, difference(relation)


def _paired(ours: Iterable[Tree], theirs: Iterable[Tree]) -> bool:
    rest = [other for other in theirs if isinstance(other, Apply)]
    for arg in ours:
        partner = next((other for other in rest if isinstance(arg, Apply) and proved_same(arg, other)), None)
        if partner is None:
            return False
        rest = [other for other in rest if other is not partner]
    return True


def _as_product(region: Apply) -> Tree | None:
    """Return the formula whose zeros are those of equations joined by or, if all are defined everywhere."""
    parts = _alternatives(region)
    if parts is None:
        return None
    product = mul(*(difference(part) for part in parts))
    return None if opaque_parts(product) or any(_may_be_undefined(node) for node in walk(product)) else product


def _alternatives(region: Apply) -> list[Apply] | None:
    if region.head == "=":
        return [region]
    if region.head != "or":
        return None
    parts = [_alternatives(arg) for arg in region.args if isinstance(arg, Apply)]
    return None if None in parts else [relation for part in parts if part is not None for relation in part]


def _may_be_undefined(node: Tree) -> bool:
    if not isinstance(node, Apply):
        return False
    if node.head == "div":
        return bool(free_names(node.args[1]))
    return node.head == "pow" and (exact_number(node.args[1]) or Fraction(0)) < 1


def same_function(ours: Apply, theirs: Apply, rules: Rules) -> bool:
    """Whether both are one equation that says y = f(x, …) for the same y, and the two f are equal."""
    if ours.head != "=" or theirs.head != "=":
        return False
    for name in sorted(free_names(ours) & free_names(theirs)):
        solved = [_solved_for(difference(relation), name) for relation in (ours, theirs)]
        if solved[0] is not None and solved[1] is not None:
            decision = decide(solved[0], solved[1], rules)
            if decision.equal and not decision.smaller_domain and not decision.larger_domain:
                return True
    return False


def _solved_for(formula: Tree, name: str) -> Tree | None:
    """Return f where the formula is c * (name - f) with a number c other than 0."""
    try:
        factor = differentiate(formula, name)
    except FormulaError:
        return None
    value = exact_number(factor)
    return tidy(neg(div(substitute(formula, {name: ZERO}), factor))) if value else None


def stray_names(ours: Apply, theirs: Apply) -> str | None:
    """Return `wrong-case` or `wrong-variable` when the response has a name that the key does not have."""
    known, stray = free_names(theirs), free_names(ours) - free_names(theirs)
    if not stray or not known:
        return None
    swaps: dict[str, Tree] = {name: Name(name.swapcase()) for name in stray if name.swapcase() in known}
    swapped = substitute(ours, swaps)
    if swaps and isinstance(swapped, Apply) and proved_same(swapped, theirs):
        return "wrong-case"
    return "wrong-variable"


def witness_of(cell: Cell) -> Witness:
    """Return a cell as the counterexample shown to the learner."""
    at = {name: _coordinate_text(coordinate) for name, coordinate in sorted(cell.point.items())}
    return Witness(at=at, yours=TRUTH_WORDS[cell.yours], right=TRUTH_WORDS[cell.right])


def _coordinate_text(coordinate: Coordinate) -> str:
    from mpmath import mp

    if coordinate.exact and abs(coordinate.value) < LARGEST_WRITTEN and coordinate.value.denominator < LARGEST_WRITTEN:
        return to_text_value(coordinate.value)
    return decimal_text(mp.mpf(coordinate.value.numerator) / coordinate.value.denominator)


def clearest(cells: list[Cell]) -> Cell:
    """Return the cell that reads best as a counterexample: exact and short."""
    return min(cells, key=_length)


def _length(cell: Cell) -> tuple[int, int]:
    inexact = sum(not coordinate.exact for coordinate in cell.point.values())
    return inexact, sum(len(_coordinate_text(coordinate)) for coordinate in cell.point.values())


def holds_nowhere(region: Apply) -> bool:
    """Whether every relation is between constants: with no solution at all it is a contradiction."""
    return not any(free_names(relation) for relation in relations(region))
