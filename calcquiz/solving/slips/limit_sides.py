"""Slips where a formula changes at the place of a limit: the other side, one side for both, the value at the place."""

from calcquiz.algebra.tree import Tree
from calcquiz.solving.limits.approach import DNE, Approach
from calcquiz.solving.limits.end import Sort
from calcquiz.solving.limits.ends import end_of
from calcquiz.solving.limits.parts import top_and_bottom
from calcquiz.solving.limits.sides import without_pieces
from calcquiz.solving.slips.limit_values import limit_by_slopes, value_at
from calcquiz.solving.slips.turns import Turn, Turns
from calcquiz.solving.words import tex
from calcquiz.tasks.textbook import textbook


def turns_of_pieces(tree: Tree, way: Approach) -> Turns | None:
    """Return the turns at a place where the formula changes: the other side, the value at the place."""
    if way.infinite:
        return None
    values: list[Tree | None] = []
    for side in ("left", "right"):
        one = way.sided(side)
        piece = without_pieces(tree, one)
        values.append(None if piece is None else _side_value(piece, one))
    left, right = values
    if left is None or right is None:
        return None
    return _between_sides(left, right, value_at(tree, way), way)


def _between_sides(left: Tree, right: Tree, here: Tree | None, way: Approach) -> Turns:
    place = tex(way.place)
    turns = []
    if way.side:
        asked, other = (left, right) if way.side == "left" else (right, left)
        say = f"That is the limit from the other side of {place}."
        turns.append(Turn(name="sides-swapped", wrong=other, say=say))
        turns.append(
            Turn(
                name="one-side-taken-for-both",
                wrong=DNE,
                say="Only one side is asked for, and there the values settle.",
            )
        )
    elif left == right:
        asked = left
        turns.append(
            Turn(
                name="pieces-taken-for-no-limit",
                wrong=DNE,
                say="Both sides lead to the same value, so the limit exists.",
            )
        )
    else:
        asked = DNE
        say = f"The two sides of {place} lead to different values."
        turns.append(Turn(name="left-side-only", wrong=left, say=say))
        turns.append(Turn(name="right-side-only", wrong=right, say=say))
    if here is not None:
        say = f"A limit looks at the values close to {place}, not at the value there."
        turns.append(Turn(name="value-at-the-place", wrong=here, say=say))
    return Turns(right=asked, turns=tuple(turns))


def _side_value(piece: Tree, way: Approach) -> Tree | None:
    """Return the limit of the formula that holds on one side."""
    end = end_of(piece, way)
    if end.limit is not None:
        return textbook(end.limit)
    return limit_by_slopes(*top_and_bottom(piece), way) if end.sort is Sort.FORM else None
