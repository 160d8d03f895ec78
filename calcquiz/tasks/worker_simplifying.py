"""Simplifying in the worker: the shortest form of a value, the factors of a formula."""

from collections.abc import Callable

from calcquiz.algebra.bridge import from_sympy, to_sympy
from calcquiz.algebra.text import to_text
from calcquiz.tasks.own_text import read
from calcquiz.tasks.worker_solving import simple


def simplest(expression: str, positive: str = "") -> str:
    """Return a formula in its shortest form, roots out of denominators: 1/sqrt(2) is sqrt(2)/2."""
    return to_text(from_sympy(simple(to_sympy(read(expression), frozenset(positive.split(","))))))


def factored(expression: str, positive: str = "") -> str:
    """Return a formula as one fraction of products of factors over the rationals."""
    import sympy

    return to_text(from_sympy(sympy.factor(to_sympy(read(expression), frozenset(positive.split(","))))))


FUNCTIONS: dict[str, Callable[..., str]] = {"simplest": simplest, "factored": factored}
