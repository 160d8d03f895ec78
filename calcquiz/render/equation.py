"""The equation of one step of a solution: `before = after`, or `= after` where it goes on from the step above."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from calcquiz.algebra.tree import Apply, Tree
from calcquiz.records.variant import Step
from calcquiz.render.formula import drawn, readable, rows_of, tree_of
from calcquiz.render.style import Style

RELATIONS = frozenset({"=", "!=", "<", "<=", ">", ">=", "and", "or", "not"})
SIGN = "= "


@dataclass(frozen=True, slots=True, kw_only=True)
class Equation:
    """The rows of an equation and where its sign stands in them."""

    rows: tuple[str, ...] = ()
    sign: int = 0
    """Cells before the equals sign; the same for all rows."""

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
            equation = Equation(rows=tuple(" " * sign + row for row in equation.rows))
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
        return Equation(rows=_rows(after, style, room))
    if goes_on:
        return _after_sign(after, style, room)
    left = _rows(before, style, room)
    whole = _rows(Apply("=", (before, after)), style, room)
    if max(map(cell_len, whole)) <= room and (style.plain or len(whole) > 1 or len(left) == 1):
        return Equation(rows=whole, sign=max(map(cell_len, left)) + 1)
    return Equation(rows=(*left, *_after_sign(after, style, room).rows))


def _is_relation(tree: Tree) -> bool:
    return isinstance(tree, Apply) and tree.head in RELATIONS


def _after_sign(tree: Tree, style: Style, room: int) -> Equation:
    """Return `= tree`, the sign on the row where the fraction bars and the letters stand."""
    from calcquiz.typeset import from_tree

    whole = drawn(from_tree(tree), style, room - len(SIGN))
    signs = (SIGN if row == whole.baseline else " " * len(SIGN) for row in range(whole.height))
    return Equation(rows=tuple(sign + row for sign, row in zip(signs, whole.lines, strict=True)))


def _rows(tree: Tree, style: Style, room: int) -> tuple[str, ...]:
    from calcquiz.typeset import from_tree

    return rows_of(from_tree(tree), style, room)
