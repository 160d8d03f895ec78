"""Limits from one side: absolute values and pieces resolved, poles, and two sides that differ or agree."""

from calcquiz.algebra.tidy import tidy
from calcquiz.algebra.tree import Apply, Tree, neg, number, rebuild, walk
from calcquiz.solving.limits.approach import Approach
from calcquiz.solving.limits.end import Sort
from calcquiz.solving.limits.ends import end_of
from calcquiz.solving.limits.parts import Rewriting
from calcquiz.solving.words import tex

PIECEWISE = frozenset({"abs", "sign", "floor", "ceiling", "relu", "max", "min", "pick"})


def has_pieces(tree: Tree, way: Approach) -> bool:
    """Return whether a function that changes its formula stands in the tree, with the variable inside."""
    return any(isinstance(node, Apply) and node.head in PIECEWISE and way.holds(node) for node in walk(tree))


def without_pieces(tree: Tree, way: Approach) -> Tree | None:
    """Return the formula that holds close to the place, None where it differs from side to side."""
    failed = False

    def resolved(node: Tree) -> Tree:
        nonlocal failed
        if not isinstance(node, Apply) or node.head not in PIECEWISE or not way.holds(node):
            return node
        made = _piece(node, way)
        failed = failed or made is None
        return node if made is None else made

    made = rebuild(tree, resolved)
    return None if failed else tidy(made)


def _piece(node: Apply, way: Approach) -> Tree | None:
    if node.head == "pick":
        return _branch(node, way)
    if node.head in {"floor", "ceiling"}:
        values = {int(value) for row in way.rows(node) for value in row[-2:]}
        return number(values.pop()) if len(values) == 1 else None
    if node.head in {"max", "min"}:
        return _extreme(node, way)
    inner = node.args[0]
    sign = way.sign(inner)
    if not sign:
        return None
    if node.head == "sign":
        return number(sign)
    if node.head == "abs":
        return inner if sign > 0 else tidy(neg(inner))
    return inner if sign > 0 else number(0)


def _extreme(node: Apply, way: Approach) -> Tree | None:
    for arg in node.args:
        if all(other is arg or way.sign(Apply("add", (arg, neg(other)))) in _wanted(node) for other in node.args):
            return arg
    return None


def _wanted(node: Apply) -> set[int]:
    return {1} if node.head == "max" else {-1}


def _branch(node: Apply, way: Approach) -> Tree | None:
    """Return the case whose condition holds close to the place, on each side that counts."""
    *cases, otherwise = node.args
    for condition, value in zip(cases[::2], cases[1::2], strict=True):
        truths = {truth for row in way.rows(Apply("pick", (condition, number(1), number(0)))) for truth in row[-2:]}
        if truths == {1}:
            return value
        if truths != {0}:
            return None
    return otherwise


def by_piece(tree: Tree, way: Approach) -> Rewriting | None:
    """Return the formula that holds on the side from which the variable comes."""
    made = without_pieces(tree, way)
    if made is None or made == tree:
        return None
    pieces = list(dict.fromkeys(node for node in walk(tree) if isinstance(node, Apply) and node.head in PIECEWISE))
    told = [f"${tex(piece)[1:-1]} = {tex(without_pieces(piece, way) or piece)[1:-1]}$" for piece in pieces[:1]]
    where = _where(way)
    why = f"{where}, the formula {tex(made)} holds." if pieces[0].head == "pick" else f"{where}, {told[0]}."
    return Rewriting(rule="piece", became=way.of(made), why=why)


def _where(way: Approach) -> str:
    if way.infinite:
        return f"For large {tex(way.name)}" if way.infinite > 0 else "Far to the left"
    place = tex(way.place)
    if not way.side:
        return f"Near {place}"
    return f"Just {'left' if way.side == 'left' else 'right'} of {place}"


def pole_told(tree: Tree, way: Approach) -> str:
    """Return why a quotient grows beyond all bounds: what top and bottom tend to, and their signs."""
    assert isinstance(tree, Apply)
    top, bottom = tree.args
    above = end_of(top, way)
    below = end_of(bottom, way)
    if above.sort is not Sort.VALUE or not below.is_zero:
        return ""
    signs = {1: "positive", -1: "negative"}
    part = f"The top tends to {tex(above.value)}" if way.holds(top) else f"The top is {tex(top)}"
    near = f"; the bottom tends to 0 and is {signs[below.sign]}" if below.sign else "; the bottom tends to 0"
    side = {"left": f" left of {tex(way.place)}", "right": f" right of {tex(way.place)}"}.get(way.side, "")
    end = "" if not below.sign else side or f" on both sides of {tex(way.place)}"
    return f"{part}{near}{end}."
