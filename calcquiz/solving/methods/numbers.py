"""Numbers put in: formulas as one writes them before they are worked out, and what proves a line of them."""

from collections.abc import Iterable, Sequence

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tidy import negate
from calcquiz.algebra.tree import Apply, Name, Number, Tree, add, mul, neg, substitute
from calcquiz.solving.move import Proof
from calcquiz.solving.prove import equal
from calcquiz.tasks.numeric import numeric_value
from calcquiz.tasks.task import Setting, open_names
from calcquiz.tasks.vectors import entrywise
from calcquiz.typeset import tree_tex

FIGURES = 6
"""Figures of a decimal that is said beside an exact value."""
ROUNDING = 1e-11
"""Relative error that rounding to 13 figures may leave."""

Pair = tuple[Tree, Tree]


def summed(terms: Sequence[Tree]) -> Tree:
    """Return a sum as it is written down, with its zeros: 1 + 0 - 3."""
    first, *others = terms
    return add(first, *map(_signed, others))


def _signed(term: Tree) -> Tree:
    """Return a later term of a sum with its minus sign in front."""
    if isinstance(term, Number) and term.value < 0:
        return neg(negate(term))
    if isinstance(term, Apply) and term.head == "mul":
        first, *others = term.args
        if isinstance(first, Number) and first.value < 0:
            return neg(mul(*others) if first.value == -1 else mul(negate(first), *others))
        if isinstance(first, Apply) and first.head == "neg":
            return neg(mul(first.args[0], *others))
    return term


def put_in(tree: Tree, names: Sequence[str], values: Sequence[Tree]) -> Tree:
    """Return a formula with values put in and nothing worked out."""
    return substitute(tree, dict(zip(names, values, strict=True)))


def about(tree: Tree) -> str:
    """Return `about 1.49` for a constant that is no rational number, nothing for others."""
    if exact_number(tree) is not None or open_names(tree):
        return ""
    value = numeric_value(tree, {})
    if value is None:
        return ""
    from mpmath import nstr

    return f"about ${nstr(value, FIGURES)}$"


def unused(letters: Iterable[str], *trees: Tree) -> str:
    """Return the first letter that none of the formulas uses."""
    taken = frozenset().union(*(open_names(tree) for tree in trees))
    return next((letter for letter in letters if letter not in taken), "F")


def all_equal(pairs: Iterable[Pair], setting: Setting) -> Proof:
    """Return a proof that the two sides of every pair have the same values, vectors entry by entry."""

    def proof() -> bool | None:
        verdicts = [equal(entrywise(left), entrywise(right), setting) for left, right in pairs]
        return False if False in verdicts else None if None in verdicts else True

    return proof


def all_close(pairs: Iterable[Pair]) -> Proof:
    """Return a proof that constants agree up to the rounding of what is shown."""

    def proof() -> bool | None:
        verdicts = [_close(entrywise(left), entrywise(right)) for left, right in pairs]
        return False if False in verdicts else None if None in verdicts else True

    return proof


def _close(left: Tree, right: Tree) -> bool | None:
    if isinstance(left, Apply) and left.head == "vector" and isinstance(right, Apply):
        verdicts = [_close(one, other) for one, other in zip(left.args, right.args, strict=True)]
        return False if False in verdicts else None if None in verdicts else True
    values = [numeric_value(side, {}) for side in (left, right)]
    if None in values:
        return None
    return bool(abs(values[0] - values[1]) <= ROUNDING * max(1, abs(values[0])))


def label(names: Sequence[str], turn: int) -> str:
    r"""Return an iterate's name as TeX: x_{2}, (x_{2}, y_{2}); with an index already, w_1^{(2)} or \mathbf{w}_{2}."""
    if not any("_" in name for name in names):
        marked = ", ".join(f"{tree_tex(Name(name))}_{{{turn}}}" for name in names)
        return marked if len(names) == 1 else f"({marked})"
    return f"{tree_tex(Name(names[0]))}^{{({turn})}}" if len(names) == 1 else rf"\mathbf{{w}}_{{{turn}}}"
