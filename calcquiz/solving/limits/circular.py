"""Circular functions in limits: written by sine and cosine."""

from typing import TypeGuard

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.tidy import quotient, raised
from calcquiz.algebra.tree import ONE, Apply, Tree, call, rebuild, walk
from calcquiz.solving.limits.approach import Approach
from calcquiz.solving.limits.end import Sort
from calcquiz.solving.limits.ends import end_of
from calcquiz.solving.limits.parts import Rewriting
from calcquiz.tasks.textbook import textbook

POLES = {"tan": ("sin", "cos"), "cot": ("cos", "sin"), "sec": ("one", "cos"), "csc": ("one", "sin")}
"""Function -> what stands above and below when it is a quotient."""


def as_quotient(tree: Apply, way: Approach) -> Rewriting:
    """Return tan, cot, sec or csc as a quotient of sine and cosine: they have poles where the bottom is 0."""
    inner = tree.args[0]
    top, bottom = POLES[tree.head]
    above: Tree = ONE if top == "one" else call(top, inner)
    made = quotient(above, call(bottom, inner))
    return Rewriting(rule="by-sine-and-cosine", became=way.of(made), why="Write it by sine and cosine.")


def in_sines(tree: Tree, way: Approach) -> Rewriting | None:
    """Return a formula with tan, cot, sec and csc written by sine and cosine; a cotangent alone is 1/tan."""
    parts = [node for node in walk(tree) if isinstance(node, Apply) and node.head in POLES and way.holds(node)]
    heads = {node.head for node in parts}
    if all(end_of(node, way).sort is Sort.VALUE for node in parts):
        return None  # there is no pole among them
    if heads == {"cot"}:
        made = rebuild(tree, lambda node: quotient(ONE, call("tan", node.args[0])) if _is(node, "cot") else node)
    else:
        made = rebuild(tree, _by_sine_and_cosine)
    made = textbook(made)
    return Rewriting(rule="by-sine-and-cosine", became=way.of(made), why="Write it by sine, cosine and tangent.")


def _is(node: Tree, head: str) -> TypeGuard[Apply]:
    return isinstance(node, Apply) and node.head == head


def _by_sine_and_cosine(node: Tree) -> Tree:
    if not isinstance(node, Apply):
        return node
    if node.head in POLES:
        top, bottom = POLES[node.head]
        return quotient(ONE if top == "one" else call(top, node.args[0]), call(bottom, node.args[0]))
    base, whole = node.args[0], exact_number(node.args[-1])
    if node.head == "pow" and _is(base, "div") and whole is not None and whole.denominator == 1:
        return quotient(*(raised(part, node.args[1]) for part in base.args))
    return node
