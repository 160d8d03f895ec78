"""The environment of a variant: what each name of the problem stands for, and formulas with the names filled in."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from calcquiz.algebra.points import SORTS, Domain, span_of
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tidy import tidy
from calcquiz.algebra.tree import Apply, Name, Number, Tree, rebuild, size, substitute, walk
from calcquiz.records.errors import FormulaError, LimitError
from calcquiz.records.problem import Problem
from calcquiz.tasks.formula import read_formula

LARGEST_FORMULA = 4000
"""Parts of a formula: names that stand for names that stand for names grow like a chain letter."""


@lru_cache(maxsize=4096)
def read(text: str, names: frozenset[str]) -> Tree:
    """Return the tree of an author's formula; the same texts come again for every variant."""
    return read_formula(text, names)


def _protect(tree: Tree, kept: dict[str, Tree]) -> Tree:
    """Return the tree with each product inside a product put aside, tidied, under a name of its own."""
    if not isinstance(tree, Apply):
        return tree
    args = tuple(_protect(arg, kept) for arg in tree.args)
    if tree.head == "mul":
        args = tuple(_put_aside(arg, kept) for arg in args)
    return Apply(tree.head, args, tree.span)


def _put_aside(factor: Tree, kept: dict[str, Tree]) -> Tree:
    if not isinstance(factor, Apply) or factor.head != "mul":
        return factor
    inner = tidy(factor)
    if not isinstance(inner, Apply) or inner.head not in {"mul", "neg"}:
        return inner
    name = f"product {len(kept)}"
    kept[name] = inner
    return Name(name)


@dataclass(frozen=True, slots=True)
class Environment:
    """Names and what they stand for in one variant."""

    variables: frozenset[str]
    trees: Mapping[str, Tree] = field(default_factory=dict)
    """Params, columns of formulas, `let` names and, once known, `key`: in the variables alone."""
    sentences: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[int, Tree] = field(default_factory=dict)
    """The learner's own answers to earlier parts."""
    kept_in: Mapping[str, str] = field(default_factory=dict)
    """What each variable may be, as the author wrote it: an interval may have names at its ends, `(0, N)`."""

    @property
    def sorts(self) -> dict[str, str]:
        """Return what each variable may be: `real`, `positive`, `integer`, or an interval between two numbers.

        Raises:
            FormulaError: an interval has an end that is no rational number, or is empty.
        """
        return {
            name: sort if sort in SORTS or span_of(sort) else self._interval(name, sort)
            for name, sort in self.kept_in.items()
        }

    @property
    def domain(self) -> Domain:
        """Return what the variables may be, for probing."""
        return Domain.of(self.sorts)

    def _interval(self, name: str, text: str) -> str:
        interval = to_text(self.fill(text))
        if span_of(interval) is None:
            advice = "Write an interval between two rational numbers, the smaller first."
            raise FormulaError(f"`{interval}` is no interval for {name}", advice=advice)
        return interval

    @property
    def names(self) -> frozenset[str]:
        """Return every name a formula may use."""
        return self.variables | set(self.trees) | set(self.sentences)

    def fill(self, text: str) -> Tree:
        """Return a formula with the names filled in, tidied; tasks stay as they are."""
        known = self.trees.get(text)
        if known is not None:
            return tidy(known)
        tree = self._substituted(text)
        return tidy(rebuild(tree, self._given) if self.given else tree)

    def fill_as_written(self, text: str) -> Tree:
        """Return a formula like `fill`, but a product in brackets stays a factor: `m*u*(2*a*x)` is 3 · u · 10x."""
        kept: dict[str, Tree] = {}
        filled = tidy(_protect(self.with_names_filled(text), kept))
        while any(isinstance(node, Name) and node.name in kept for node in walk(filled)):
            filled = substitute(filled, kept)
        return filled

    def with_names_filled(self, text: str) -> Tree:
        """Return a formula with the names filled in and nothing tidied."""
        return rebuild(self._substituted(text), self._given)

    def _substituted(self, text: str) -> Tree:
        """Return a formula with the names filled in; its size is worked out before it is built."""
        tree = read(text, self.names)
        used = [self.trees[node.name] for node in walk(tree) if isinstance(node, Name) and node.name in self.trees]
        if sum(size(value) for value in used) > LARGEST_FORMULA:
            message = f"`{text[:60]}` becomes larger than {LARGEST_FORMULA} parts with its names filled in"
            raise LimitError(message, advice="Use fewer names that stand for long formulas.")
        return substitute(tree, self.trees)

    def _given(self, node: Tree) -> Tree:
        if isinstance(node, Apply) and node.head == "given" and isinstance(node.args[0], Number):
            return self.given.get(int(node.args[0].value), node)
        return node

    def text(self, formula: str) -> str:
        """Return a formula with the names filled in, as text."""
        return to_text(self.fill(formula))

    def with_tree(self, name: str, tree: Tree) -> "Environment":
        """Return the environment in which one more name is known."""
        return replace(self, trees={**self.trees, name: tree})

    def with_given(self, given: Mapping[int, Tree]) -> "Environment":
        """Return the environment with answers to earlier parts."""
        return replace(self, given=given)


def environment(problem: Problem, values: Mapping[str, str]) -> Environment:
    """Return the environment of a draw.

    Args:
        problem: The problem.
        values: The text drawn for each param and each column of `cases`.
    """
    made = Environment(frozenset(problem.variables), kept_in=problem.variables)
    for param in problem.params:
        made = made.with_tree(param.name, made.fill(values[param.name]))
    columns = {}
    for name in problem.cases[0] if problem.cases else ():
        if name not in problem.sentences:
            columns[name] = made.fill(values[name])
    sentences = {name: values[name] for name in problem.sentences}
    made = replace(made, trees={**made.trees, **columns}, sentences=sentences)
    for name, formula in problem.let:
        made = made.with_tree(name, made.fill(formula))
    return made
