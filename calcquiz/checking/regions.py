"""Regions: equations and inequalities joined by and, or, not, as sets of points where they are true."""

from collections.abc import Iterator, Mapping
from itertools import product

from calcquiz.algebra.shapes import LOGIC, RELATIONS, sort_of
from calcquiz.algebra.snapped import Coordinate, truth_at
from calcquiz.algebra.tidy import tidy
from calcquiz.algebra.tree import Apply, Name, Tree, add, free_names, neg, rebuild, walk

OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
"""Relation -> what holds where it does not hold and both sides are defined."""
TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
DUAL = {"and": "or", "or": "and"}
MOST_BRANCHES = 24

Point = Mapping[str, Coordinate]


def region_of(tree: Tree) -> Apply | None:
    """Return the relations of an answer joined by and and or alone; None when it is no relation.

    Several relations in brackets, (x = 1, y = 2), have to hold together.
    """
    if isinstance(tree, Apply) and tree.head in {"vector", "list"} and _all_truths(tree):
        return Apply("and", tuple(_positive(arg, negated=False) for arg in tree.args))
    if sort_of(tree) != "truth" or any(_holds_a_set(node) for node in walk(tree)):
        return None
    return _positive(tree, negated=False)


def _all_truths(tree: Apply) -> bool:
    return bool(tree.args) and all(region_of(arg) is not None for arg in tree.args)


def _holds_a_set(node: Tree) -> bool:
    if isinstance(node, Name):
        return node.name in {"emptyset", "oo", "dne"}
    return isinstance(node, Apply) and node.head in RELATIONS and any(sort_of(arg) != "value" for arg in node.args)


def _positive(tree: Tree, *, negated: bool) -> Apply:
    assert isinstance(tree, Apply)
    if tree.head == "not":
        return _positive(tree.args[0], negated=not negated)
    if tree.head in LOGIC:
        head = DUAL[tree.head] if negated else tree.head
        return Apply(head, tuple(_positive(arg, negated=negated) for arg in tree.args))
    return Apply(OPPOSITE[tree.head], tree.args) if negated else tree


def relations(region: Apply) -> list[Apply]:
    """Return the equations and inequalities of a region."""
    if region.head in RELATIONS:
        return [region]
    return [relation for arg in region.args if isinstance(arg, Apply) for relation in relations(arg)]


def difference(relation: Apply) -> Tree:
    """Return left side minus right side."""
    left, right = relation.args
    return add(left, neg(right))


def boundaries(relation: Apply) -> list[Tree]:
    """Return formulas one of which is zero where both sides are equal: the factors of their difference."""
    waiting, found = [tidy(difference(relation))], []
    while waiting:
        formula = waiting.pop()
        if isinstance(formula, Apply) and formula.head in {"mul", "neg"}:
            waiting += formula.args
        elif isinstance(formula, Apply) and formula.head in {"pow", "div"}:
            waiting.append(formula.args[0])
        elif free_names(formula):
            found.append(formula)
    return found


def holds(region: Apply, point: Point) -> bool | None:
    """Return whether a point belongs to the region; None where that hangs on something undefined."""
    if region.head in RELATIONS:
        return truth_at(region, point)
    settles = region.head == "or"
    unknown = False
    for arg in region.args:
        assert isinstance(arg, Apply)
        truth = holds(arg, point)
        if truth is settles:
            return settles
        unknown = unknown or truth is None
    return None if unknown else not settles


def branches(region: Apply) -> list[list[Apply]]:
    """Return lists of relations: the region is where all of one list hold; empty when there are too many."""
    found = list(_branches(region))
    return found if len(found) <= MOST_BRANCHES else []


def _branches(region: Apply) -> Iterator[list[Apply]]:
    if region.head in RELATIONS:
        yield [region]
    elif region.head == "or":
        for arg in region.args:
            assert isinstance(arg, Apply)
            yield from _branches(arg)
    else:
        parts = [branches(arg) for arg in region.args if isinstance(arg, Apply)]
        size = 1
        for part in parts:
            size *= len(part)
        if size > MOST_BRANCHES:
            return
        for chosen in product(*parts):
            yield [relation for part in chosen for relation in part]


def is_equation(region: Apply) -> bool:
    """Whether the region is made of equations alone."""
    return all(relation.head == "=" for relation in relations(region))


def turned_round(region: Apply) -> Apply:
    """Return the region with every < turned into > and back."""

    def turn(node: Tree) -> Tree:
        return Apply(TURNED[node.head], node.args) if isinstance(node, Apply) and node.head in TURNED else node

    turned = rebuild(region, turn)
    assert isinstance(turned, Apply)
    return turned
