"""The form in which a lecturer leaves a result: what cancels is cancelled, what gets shorter is multiplied out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TypeAlias

from calcquiz.algebra.tree import Apply, Tree, size
from calcquiz.tasks.common_factors import cancelled, taken_out
from calcquiz.tasks.decimals import decimalised, has_decimals
from calcquiz.tasks.factor_writer import Style, tree_of, whole_of
from calcquiz.tasks.factors import Term, collected, factor_of, joined, terms_of
from calcquiz.tasks.multiplied import multiplied_out, with_squares
from calcquiz.tasks.textbook import textbook

LARGEST = 500
"""Nodes of a formula that is put in order at all."""
ROUNDS = 2
"""Multiplying out may leave something to cancel."""


class Act(StrEnum):
    """What is done to a formula on the way to its neat form."""

    JOIN = "join"
    TAKE_OUT = "take out"
    """A factor that all terms share."""
    CANCEL = "cancel"
    CLEAR = "clear"
    """Numerator and denominator are multiplied by what stands below inside one of them."""
    MULTIPLY_OUT = "multiply out"
    SQUARES = "squares"
    """sin^2 + cos^2 = 1 and its relatives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A formula in the next form, and what was done to get there."""

    act: Act
    tree: Tree


def neat(tree: Tree) -> Tree:
    """Return the tree in the form in which a lecturer leaves it; in textbook form where it is long.

    Example:
        >>> from calcquiz.algebra.parse import parse
        >>> from calcquiz.algebra.text import to_text
        >>> to_text(neat(parse("(2*x*(x^2 + 1)^3 - 6*x^3*(x^2 + 1)^2)/(x^2 + 1)^6", {"x"})))
        '(2*x - 4*x^3)/(x^2 + 1)^4'
    """
    last = textbook(tree) if size(tree) > LARGEST else tree
    for line in neat_lines(tree):
        last = line.tree
    return last


def neat_lines(tree: Tree) -> Iterator[Line]:
    """Yield the forms on the way to the neat one, each different from the one before."""
    if size(tree) > LARGEST:
        return
    if has_decimals(tree):
        stages = ((Act.CANCEL, None, partial(cancelled, clear=False)), *STAGES[1:])
        yield from (Line(act=line.act, tree=decimalised(line.tree)) for line in _lines(tree, stages))
    else:
        yield from _lines(tree, STAGES)


def _lines(tree: Tree, stages: "Stages") -> Iterator[Line]:
    now, style = tree, Style.of(tree)
    made = joined(tree)
    if made != now:
        yield Line(act=Act.JOIN, tree=made)
        now = made
    idle = 0
    for act, on_sum, on_term in stages * ROUNDS:
        made = _passed(now, Pass(style=style, on_sum=on_sum, on_term=on_term))
        idle = idle + 1 if made == now else 0
        if not idle:
            yield Line(act=act, tree=made)
            now = made
        elif idle == len(STAGES):
            return  # another round would find nothing either


def _passed(tree: Tree, one: "Pass") -> Tree:
    if isinstance(tree, Apply) and tree.head in {"vector", "list"}:
        return Apply(tree.head, tuple(_passed(arg, one) for arg in tree.args))
    return tree_of(one.over(terms_of(tree)), one.style)


OnSum = Callable[[list[Term]], list[Term]]
OnTerm = Callable[[Term], Term]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """One pass over a formula, from the innermost sums outwards."""

    style: Style
    on_sum: OnSum | None
    on_term: OnTerm | None

    def over(self, terms: Sequence[Term]) -> list[Term]:
        """Return the terms of a sum after the pass."""
        made = collected([self._term(term) for term in terms])
        return made if self.on_sum is None else collected(self.on_sum(made))

    def _term(self, term: Term) -> Term:
        made = Term(term.coefficient)
        for base, exponent in term.powers:
            whole = whole_of(exponent)
            if isinstance(base, Apply) and base.head == "add" and whole is not None:
                inner = self.over(terms_of(base))
                if inner or whole > 0:
                    made = made.times(factor_of(inner, self.style), whole)
                    continue
            made = made.times(Term(powers=((base, exponent),)))
        return made if self.on_term is None else self.on_term(made)


Stages: TypeAlias = tuple[tuple[Act, OnSum | None, OnTerm | None], ...]
STAGES: Stages = (
    (Act.CANCEL, None, cancelled),
    (Act.TAKE_OUT, taken_out, None),
    (Act.MULTIPLY_OUT, multiplied_out, None),
    (Act.SQUARES, with_squares, None),
)
