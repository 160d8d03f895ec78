"""The equation of one step of a solution: `before = after`, or `= after` where it goes on from the step above."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rich.cells import cell_len

from calcquiz.algebra.tree import Apply, Tree
from calcquiz.records.variant import Step
from calcquiz.render.formula import drawn, readable, tree_of
from calcquiz.render.style import Style

if TYPE_CHECKING:
    from calcquiz.typeset import Block

RELATIONS = frozenset({"=", "!=", "<", "<=", ">", ">=", "and", "or", "not"})
SIGN = "= "


@dataclass(frozen=True, slots=True, kw_only=True)
class Equation:
    """The rows of an equation and where its sign stands in them."""

    rows: tuple[str, ...] = ()
    sign: int = 0
    """Cells before the equals sign; the same for all rows."""
    baseline: int = 0
    """The row on which letters and fraction bars stand."""

    @property
    def width(self) -> int:
        """Return the cells of the widest row."""
        return max(map(cell_len, self.rows), default=0)


def equations(steps: Sequence[Step], style: Style, names: tuple[str, ...], room: int) -> list[Equation]:
    """Return the equation of every step; one that goes on from the step above has its sign under the one there."""
    found: list[Equation] = []
    last, sign = "", 0
    for step in steps:
        goes_on = bool(last) and step.before == last
        equation = _equation(step, style, names, room, goes_on=goes_on)
        if goes_on and equation.width + sign <= room and not style.plain:
            equation = replace(equation, rows=tuple(" " * sign + row for row in equation.rows))
        elif equation.rows:
            sign = equation.sign
        found.append(equation)
        last = step.after or last
    return found


def _equation(step: Step, style: Style, names: tuple[str, ...], room: int, *, goes_on: bool) -> Equation:
    if not step.after:
        return Equation()
    before, after = tree_of(step.before, names), tree_of(step.after, names)
    if after is None or (step.before and before is None):
        joined = f"{step.before} {SIGN}{step.after}" if step.before else step.after
        return Equation(rows=(readable(joined, style),))
    if before is None or _is_relation(before) or _is_relation(after):
        return _of_block(_drawn(after, style, room))
    if goes_on:
        return _after_sign(after, style, room)
    left = _drawn(before, style, room)
    whole = _drawn(Apply("=", (before, after)), style, room)
    if whole.width <= room and (style.plain or whole.height > 1 or left.height == 1):
        return replace(_of_block(whole), sign=left.width + 1)
    right = _after_sign(after, style, room)
    return Equation(rows=(*left.lines, *right.rows), baseline=left.baseline)


def is_relation(text: str) -> bool:
    """Whether a formula is an equation, an inequality, or several of them: it leads to others, and equals none."""
    tree = tree_of(text)
    return tree is not None and _is_relation(tree)


def _is_relation(tree: Tree) -> bool:
    return isinstance(tree, Apply) and tree.head in RELATIONS


def _after_sign(tree: Tree, style: Style, room: int) -> Equation:
    """Return `= tree`, the sign on the row where letters and fraction bars stand."""
    whole = _drawn(tree, style, room - len(SIGN))
    signs = (SIGN if row == whole.baseline else " " * len(SIGN) for row in range(whole.height))
    rows = tuple(sign + row for sign, row in zip(signs, whole.lines, strict=True))
    return Equation(rows=rows, baseline=whole.baseline)


def _of_block(whole: "Block") -> Equation:
    return Equation(rows=whole.lines, baseline=whole.baseline)


def _drawn(tree: Tree, style: Style, room: int) -> "Block":
    from calcquiz.typeset import from_tree

    return drawn(from_tree(tree), style, room)
