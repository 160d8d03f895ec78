"""Values at points: what stands at a point, put in as it is, then worked out; determinants and difference quotients."""

from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import TWO, ZERO, Apply, Name, Number, Tree, add, mul, neg, power, size, substitute
from calcquiz.records.derivation import Level
from calcquiz.solving.derivatives.derivatives import why_neat
from calcquiz.solving.nested import worked_inside
from calcquiz.solving.sheet import Sheet
from calcquiz.solving.words import equation, listed
from calcquiz.solving.worker import Worker
from calcquiz.tasks.at import TASK as AT
from calcquiz.tasks.at import point_of
from calcquiz.tasks.matrices import DETERMINANT, rows_of
from calcquiz.tasks.neat import neat_lines
from calcquiz.tasks.task import Args, open_names
from calcquiz.typeset import tree_tex

SMALL = 3
"""Nodes of what is worked out without a line of its own: 2^3, 3 + 4."""


def at_point(asked: Tree, placed: Tree, sheet: Sheet, *, value: Tree | None = None, why: str = "") -> Tree:
    """Write what is asked, the point put in, and its value; return the value.

    Args:
        asked: `at(f, x, a)`, or a formula of numbers.
        placed: The point put in, nothing worked out.
        sheet: Where it is written.
        value: What comes out, when it is known.
        why: What is said of it.
    """
    if value is None:
        value = AT.key((placed, Apply("vector", ()), Apply("vector", ())), sheet.setting)
    chain = sheet.chain(asked)
    if asked == placed:
        chain.to("evaluate", value, why)
    elif to_text(placed) != to_text(value) and size(placed) > SMALL:
        chain.to("put-in", placed, why or "Put in the point.")
        chain.to("evaluate", value, "Worked out.", level=Level.NORMAL)
    else:
        chain.to("put-in", value, why or "Put in the point.")
    return value


def at(args: Args, sheet: Sheet) -> Tree:
    """Work `at(task, x, a)`: the task first, then the point put in."""
    inner = worked_inside(args[0], sheet)
    point = point_of(args)
    value = AT.key((inner, *args[1:]), sheet.setting)
    where = listed([equation(tree_tex(Name(name)), place) for name, place in point.items()])
    return at_point(Apply("at", args), substitute(inner, point), sheet, value=value, why=f"Put in {where}.")


def determinant(args: Args, sheet: Sheet) -> Tree:
    """Work `determinant(M)`: of two rows by the cross rule, of more along the first row."""
    matrix = worked_inside(args[0], sheet)
    expected = DETERMINANT.key((matrix,), sheet.setting)
    rows = rows_of(matrix)
    chain = sheet.chain(Apply("determinant", args))
    chain.to("put-in", Apply("determinant", (matrix,)), "Put in the matrix.", level=Level.FULL)
    if len(rows) > 2:
        chain.to("determinant", _along_first_row(rows), "Expand along the first row, the signs alternating.")
        level = Level.NORMAL
        while minors := _minors(chain.now):
            inner = rows_of(minors[0].args[0])
            why = f"Of two rows each: {CROSS}." if len(inner) == 2 else "Along the first row again."
            chain.rewrite("determinant", minors[0], _expanded(inner), why, level=level, clean=_same)
            level = Level.FULL if len(inner) == 2 else level
    else:
        why = f"Of two rows: {CROSS}." if len(rows) == 2 else "A single entry is its own determinant."
        chain.to("determinant", _expanded(rows), why)
    if open_names(matrix):
        for line in neat_lines(chain.now):
            if to_text(line.tree) != to_text(chain.now):
                chain.to("simplify", line.tree, why_neat(line, chain.now), level=Level.NORMAL)
    if to_text(chain.now) != to_text(expected):
        chain.to("evaluate", expected, "Worked out.", level=Level.NORMAL)
    return expected


CROSS = r"$\det\begin{bmatrix}a & b \\ c & d\end{bmatrix} = a d - b c$"


def _same(tree: Tree) -> Tree:
    return tree


def _expanded(rows: list[list[Tree]]) -> Tree:
    """Return the determinant of one or two rows as it stands, of more along the first row."""
    if len(rows) == 1:
        return rows[0][0]
    if len(rows) == 2:
        (a, b), (c, d) = rows
        return add(_times(a, d), neg(_times(b, c)))
    return _along_first_row(rows)


def _times(left: Tree, right: Tree) -> Tree:
    return power(left, TWO) if left == right and not isinstance(left, Number) else mul(left, right)


def _along_first_row(rows: list[list[Tree]]) -> Tree:
    terms = []
    for place, entry in enumerate(rows[0]):
        if entry == ZERO:
            continue
        rest = [Apply("list", tuple(row[:place] + row[place + 1 :])) for row in rows[1:]]
        term = mul(entry, Apply("determinant", (Apply("list", tuple(rest)),)))
        terms.append(neg(term) if place % 2 else term)
    return add(*terms) if terms else ZERO


def _minors(tree: Tree) -> list[Apply]:
    if not isinstance(tree, Apply):
        return []
    if tree.head == "determinant":
        return [tree]
    return list(dict.fromkeys(minor for arg in tree.args for minor in _minors(arg)))


WORKERS: dict[str, Worker] = {"at": at, "determinant": determinant}
