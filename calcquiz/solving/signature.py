"""Signatures of answers: their shape and values at fixed points, so that thousands are compared in a moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from calcquiz.algebra.differentiate import differentiate
from calcquiz.algebra.points import Domain, seeded, stratified
from calcquiz.algebra.tree import Apply, Name, Number, Tree, free_names, sub
from calcquiz.records.errors import FormulaError
from calcquiz.records.variant import Kind

if TYPE_CHECKING:
    import numpy as np

    from calcquiz.algebra.evaluate import Column

Shape: TypeAlias = tuple[object, ...]

CONTAINERS = frozenset({"vector", "list", "set", "union", "intersection", "and", "or", "<", "<=", ">", ">="})
BRACKETS = {"vector": "interval()", "list": "interval[]"}
"""What (a, b) and [a, b] are where an interval is asked for."""
WORDS = frozenset({"oo", "dne", "emptyset"})
PER_STRATUM = 4
CLOSE = 1e-9
"""Relative difference up to which floats count as equal."""
ENOUGH = 6
"""Points at which two functions must both have a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How the answers to one question are compared."""

    kind: Kind
    variable: str
    names: tuple[str, ...]
    """Every name that may stand in an answer."""
    domain: Domain


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What two equal answers have in common."""

    shape: Shape
    """Heads of containers and words; `equation` where values count up to a factor."""
    values: "np.ndarray"
    """A row for each number or function in the answer, a column for each point; NaN where undefined."""
    constant: bool
    """Whether no name stands in it."""


def signature(tree: Tree, reading: Reading) -> Signature | None:
    """Return the signature of an answer; None where it has none: a choice has its name alone."""
    import numpy as np

    if reading.kind is Kind.CHOICE:
        return Signature(shape=(tree,), values=np.empty((0, 1)), constant=True)
    if reading.kind is Kind.ANTIDERIVATIVE:
        try:
            tree = differentiate(tree, reading.variable)
        except FormulaError:
            return None
    if reading.kind is Kind.INTERVAL and isinstance(tree, Apply) and len(tree.args) == 2:
        tree = Apply(BRACKETS.get(tree.head, tree.head), tree.args)
    if reading.kind is Kind.SET and not (isinstance(tree, Apply) and tree.head == "set") and tree != Name("emptyset"):
        tree = Apply("set", (tree,))
    leaves: list[Tree] = []
    shape = _shape(tree, leaves)
    columns = _columns(reading.names, reading.domain)
    values = np.array([_values(leaf, columns) for leaf in leaves]) if leaves else np.empty((0, 1))
    if isinstance(tree, Apply) and tree.head == "set":
        values = _in_order(values, len(tree.args))
    return Signature(shape=shape, values=values, constant=not any(free_names(leaf) for leaf in leaves))


def _shape(tree: Tree, leaves: list[Tree]) -> Shape:
    """Return the heads of the containers; what stands in them is gathered in `leaves`."""
    if isinstance(tree, Name) and tree.name in WORDS:
        return (tree.name,)
    if isinstance(tree, Apply) and tree.head == "neg" and tree.args[0] == Name("oo"):
        return ("-oo",)
    if isinstance(tree, Apply) and (tree.head in CONTAINERS or tree.head.startswith("interval")):
        return (tree.head, *(_shape(arg, leaves) for arg in tree.args))
    if isinstance(tree, Apply) and tree.head == "=":
        leaves.append(sub(*tree.args))
        return ("equation",)
    leaves.append(tree)
    return ()


@lru_cache(maxsize=64)
def _columns(names: tuple[str, ...], domain: Domain) -> "dict[str, Column]":
    import numpy as np

    points = stratified(names, domain, seeded("slips"), per_stratum=PER_STRATUM)
    return {name: np.array([float(value) for value in values]) for name, values in points.columns.items()}


def _values(tree: Tree, columns: "dict[str, Column]") -> "Column":
    from calcquiz.algebra.evaluate import numpy_values

    return numpy_values(tree, columns)


def _in_order(values: "np.ndarray", members: int) -> "np.ndarray":
    """Return the rows of the members of a set in the order of their values."""
    import numpy as np

    if members < 2 or len(values) % members:
        return values
    blocks = values.reshape(members, len(values) // members, -1)
    order = sorted(range(members), key=lambda member: tuple(np.round(blocks[member][:, 0], 9)))
    return blocks[order].reshape(values.shape)


def alike(left: Signature, right: Signature) -> bool:
    """Return whether two signatures are those of equal answers."""
    if left.shape != right.shape or left.values.shape != right.values.shape:
        return False
    ours, theirs = left.values, right.values
    if "equation" in left.shape:
        return _proportional(ours[0], theirs[0])
    needed = 1 if left.constant and right.constant else ENOUGH
    return all(_close(mine, other, needed) for mine, other in zip(ours, theirs, strict=True))


def _close(left: "Column", right: "Column", needed: int) -> bool:
    import numpy as np

    both = ~(np.isnan(left) | np.isnan(right))
    if np.count_nonzero(both) < needed:
        return False
    mine, other = left[both], right[both]
    return bool(np.all(np.abs(mine - other) <= CLOSE * np.maximum(1, np.maximum(np.abs(mine), np.abs(other)))))


def _proportional(left: "Column", right: "Column") -> bool:
    """Whether two sides of equations differ by a constant factor only."""
    import numpy as np

    both = ~(np.isnan(left) | np.isnan(right)) & (np.abs(right) > CLOSE)
    if np.count_nonzero(both) < ENOUGH:
        return False
    ratios = left[both] / right[both]
    return bool(abs(ratios[0]) > CLOSE and np.all(np.abs(ratios - ratios[0]) <= 1e-7 * abs(ratios[0])))


def rounds_to(exact: Signature, typed: Tree) -> bool:
    """Whether a decimal that was typed, with at least three figures, is an exact number rounded or cut off there."""
    decimal = typed.args[0] if isinstance(typed, Apply) and typed.head == "neg" else typed
    if not isinstance(decimal, Number) or not decimal.is_decimal or exact.shape or not exact.constant:
        return False
    places = len(decimal.text.partition(".")[2])
    if "e" in decimal.text.lower() or len(decimal.text.replace(".", "").strip("0")) < 3:
        return False
    unit = float(Fraction(1, 10**places))
    return bool(abs(abs(exact.values[0][0]) - float(decimal.value)) < unit) and _same_sign(exact, typed)


def _same_sign(exact: Signature, typed: Tree) -> bool:
    negative = isinstance(typed, Apply)
    return bool((exact.values[0][0] < 0) == negative)


def names_of_answers(trees: Sequence[Tree]) -> tuple[str, ...]:
    """Return every name in some trees, sorted."""
    return tuple(sorted(frozenset().union(*(free_names(tree) for tree in trees))))
