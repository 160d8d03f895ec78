"""Binding: how tightly a written expression holds together, and brackets where its place asks for more."""

from collections.abc import Callable
from enum import IntEnum
from typing import NamedTuple, TypeAlias

from calcquiz.algebra.tree import Apply, Tree
from calcquiz.typeset.layout import Kind, Layout, Symbol, fenced


class Binding(IntEnum):
    """From what falls apart most easily to what never needs brackets."""

    LOGIC = 0
    RELATION = 1
    UNION = 2
    SUM = 3
    SIGN = 4
    """Begins with a minus."""
    OPEN = 5
    """Reaches to the right as far as it can: lim, ∑, d/dx."""
    PRODUCT = 6
    FACTOR = 7
    """May stand beside other factors: a fraction, sin x."""
    POWER = 8
    ATOM = 9


class Written(NamedTuple):
    """A layout and how tightly it binds; `closed` is the form to use where a factor follows."""

    layout: Layout
    binding: Binding
    closed: Layout | None = None


Write: TypeAlias = Callable[[Tree], Written]
Form: TypeAlias = Callable[[Apply, Write], Written]
"""How one head is written, given how its arguments are."""


def at_least(written: Written, binding: Binding) -> Layout:
    """Return the layout, in brackets where it binds less tightly than its place asks."""
    return written.layout if written.binding >= binding else fenced(written.layout)


def plain(written: Written) -> Layout:
    """Return the layout without brackets."""
    return written.layout


MINUS = Symbol("−", Kind.OPERATOR)
PLUS = Symbol("+", Kind.OPERATOR)
DOT = Symbol("·", Kind.OPERATOR)
