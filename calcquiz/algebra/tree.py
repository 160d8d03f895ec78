"""The syntax tree of a formula: numbers, names and applications, each knowing where in the text it stood."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from operator import is_not
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
NOWHERE: Span = (0, 0)


@dataclass(frozen=True, slots=True)
class Number:
    """A rational number; `text` is how it was typed when that matters (decimals)."""

    value: Fraction
    text: str = field(default="", compare=False)
    span: Span = field(default=NOWHERE, compare=False, repr=False)

    @property
    def is_decimal(self) -> bool:
        """Whether it was typed with a decimal point or an exponent."""
        return any(mark in self.text for mark in ".eE")


@dataclass(frozen=True, slots=True)
class Name:
    """A variable, or one of the constants `pi`, `e`, `oo`, `dne`, `i`, `emptyset`."""

    name: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Apply:
    """An operator or function applied to arguments.

    Heads: `add` (n terms), `mul` (n factors), `div`, `pow`, `neg`; every function of
    `functions.FUNCTIONS` by its first name (`sin`, `log`, `abs`, `factorial`, `pick`, …);
    `=`, `!=`, `<`, `<=`, `>`, `>=`; `and`, `or`, `not`; `vector` for (1, 2) and <1, 2>,
    `list` for [1, 2] (a matrix is a list of lists), `set` for {1, 2}; `interval()`,
    `interval(]`, `interval[)`, `interval[]`; `union`, `intersection`.
    A task (`derivative`, `integral`, …) is an application too.
    """

    head: str
    args: tuple["Tree", ...]
    span: Span = field(default=NOWHERE, compare=False, repr=False)


Tree: TypeAlias = Number | Name | Apply

CONSTANTS = frozenset({"pi", "e", "oo", "dne", "i", "emptyset"})
ZERO, ONE, TWO = Number(Fraction(0)), Number(Fraction(1)), Number(Fraction(2))
MINUS_ONE = Number(Fraction(-1))


def number(value: int | Fraction) -> Number:
    """Return the number as a tree."""
    return Number(Fraction(value))


def add(*terms: Tree) -> Tree:
    """Return the sum of the terms as it stands, nothing tidied; a single term is itself."""
    return terms[0] if len(terms) == 1 else Apply("add", terms)


def mul(*factors: Tree) -> Tree:
    """Return the product of the factors as it stands; a single factor is itself."""
    return factors[0] if len(factors) == 1 else Apply("mul", factors)


def neg(tree: Tree) -> Tree:
    """Return -tree."""
    return Apply("neg", (tree,))


def sub(left: Tree, right: Tree) -> Tree:
    """Return left - right."""
    return Apply("add", (left, neg(right)))


def div(numerator: Tree, denominator: Tree) -> Tree:
    """Return the fraction as it stands."""
    return Apply("div", (numerator, denominator))


def power(base: Tree, exponent: Tree) -> Tree:
    """Return base^exponent as it stands."""
    return Apply("pow", (base, exponent))


def call(function: str, *args: Tree) -> Tree:
    """Return the function applied to the arguments."""
    return Apply(function, args)


def walk(tree: Tree) -> Iterator[Tree]:
    """Yield the tree and all its parts, parents first."""
    stack = [tree]
    while stack:
        node = stack.pop()
        yield node
        if isinstance(node, Apply):
            stack.extend(reversed(node.args))


def free_names(tree: Tree) -> frozenset[str]:
    """Return the names in the tree that are not constants."""
    return frozenset(n.name for n in walk(tree) if isinstance(n, Name) and n.name not in CONSTANTS)


def rebuild(tree: Tree, change: Callable[[Tree], Tree]) -> Tree:
    """Return the tree with `change` applied to every part, children first."""
    if isinstance(tree, Apply):
        args = [rebuild(arg, change) for arg in tree.args]
        if any(map(is_not, args, tree.args)):
            tree = Apply(tree.head, tuple(args), tree.span)
    return change(tree)


def substitute(tree: Tree, values: Mapping[str, Tree]) -> Tree:
    """Return the tree with names replaced; replacements are not searched again."""
    if isinstance(tree, Name):
        return values.get(tree.name, tree)
    if not isinstance(tree, Apply):
        return tree
    args = [substitute(arg, values) for arg in tree.args]
    changed = any(map(is_not, args, tree.args))
    return Apply(tree.head, tuple(args), tree.span) if changed else tree


def is_sum(tree: Tree) -> bool:
    """Return whether the tree is a sum."""
    return isinstance(tree, Apply) and tree.head == "add"


def size(tree: Tree) -> int:
    """Return the number of nodes."""
    count, stack = 0, [tree]
    while stack:
        node = stack.pop()
        count += 1
        if isinstance(node, Apply):
            stack.extend(node.args)
    return count
