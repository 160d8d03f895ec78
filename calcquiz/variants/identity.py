"""Identities of authored solutions: their links, with the numbers as put in where working them out leaves nothing."""

from calcquiz.algebra.put_in import put_in
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import ZERO, Apply, Tree, free_names, walk
from calcquiz.typeset import tree_tex
from calcquiz.variants.environment import Environment

Link = tuple[Tree, Tree]


def identity_links(holds: str, here: Environment, said: str = "") -> list[Link]:
    """Return what an identity claims on a variant, link by link: a = b = c has two.

    Numbers are worked out, 2*a*x is 6x; but where that makes the two sides of a link the same, the left one stays as
    it is written down first: 2*3 + 4 = 10. A formula with variables does so only where a derivative has become it,
    5*4*x^(4 - 1) = 20*x^3. Links that say nothing even so have two equal sides, and so have those that the sentence
    before them, `said`, has already.
    """
    worked = [_seen(*link) for link in _links(here.fill_as_written(holds))]
    first = _links(put_in(here.with_names_filled(holds)))
    shown = []
    for place, (left, right) in enumerate(worked):
        tells = left == right and (not free_names(left) or _differentiated(first, place))
        shown.append(_written(first[place][0], left, said) if tells else left)
    return [
        (shown[place], shown[place + 1] if _goes_on(first, place) else right) for place, (_, right) in enumerate(worked)
    ]


def _differentiated(links: list[Link], place: int) -> bool:
    """Return whether the link before this one ends a derivative in its left side, with no factor 0 in it."""
    if place == 0 or not _goes_on(links, place - 1):
        return False
    before, left = links[place - 1]
    zeros = (node for node in walk(left) if isinstance(node, Apply) and node.head == "mul" and ZERO in node.args)
    return isinstance(before, Apply) and before.head in {"derivative", "partial"} and not any(zeros)


def _seen(left: Tree, right: Tree) -> Link:
    """Return a link with equal sides where one sees no difference: products may be nested otherwise."""
    return (left, left) if to_text(left) == to_text(right) else (left, right)


def _written(first: Tree, worked: Tree, said: str) -> Tree:
    """Return a formula as it is written down first, or worked out where one would not see the difference."""
    if to_text(first) == to_text(worked) or f"{tree_tex(first)} = {tree_tex(worked)}" in said:
        return worked
    return first


def _goes_on(links: list[Link], place: int) -> bool:
    """Return whether the next link begins with what this one ends in."""
    return place + 1 < len(links) and links[place][1] == links[place + 1][0]


def _links(tree: Tree) -> list[Link]:
    chain = tree.args if isinstance(tree, Apply) and tree.head == "and" else (tree,)
    return [(link.args[0], link.args[1]) for link in chain if isinstance(link, Apply) and link.head == "="]
