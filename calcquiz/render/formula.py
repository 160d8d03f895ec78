"""Formulas for a screen: text in the language of formulas as one line or as a two-dimensional block."""

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.text import Text

from calcquiz.records.errors import FormulaError
from calcquiz.render.safe import to_ascii, visible
from calcquiz.render.style import Style
from calcquiz.render.wrap import wrap

if TYPE_CHECKING:
    from calcquiz.algebra.tree import Tree
    from calcquiz.typeset import Block, Layout

SHORTHAND = frozenset({"taylor", "coefficient", "riemann", "trapezoid", "simpson", "newton", "descent", "iterate"})
"""Tasks whose notation, T₄ or x₃, does not say all that is asked."""
TASKS = SHORTHAND | frozenset(
    {
        *("derivative", "partial", "integral", "limit", "sum", "gradient", "at"),
        *("implicit", "difference", "jacobian", "hessian", "determinant", "directional"),
    }
)
"""Tasks with a notation of their own: they stand in worked solutions as d/dx, ∫, lim, T₄."""
SIDES = ("left", "right", "central", "mid")
"""Words that stand in one-sided limits, central differences and Riemann sums."""
SIDED = ("limit(", "difference(", "riemann(")
CONTINUED = "    "
"""What a formula on one line is indented by where it goes on."""


@lru_cache(maxsize=512)
def tree_of(text: str, names: tuple[str, ...] = ()) -> "Tree | None":
    """Return the tree of a formula in the language of formulas, or None when it is no formula."""
    from calcquiz.algebra.parse import parse

    known = (*names, *SIDES) if any(task in text for task in SIDED) else names
    try:
        return parse(text, known, author=True, open_names=True, functions=TASKS)
    except FormulaError:
        return None


def formula_line(text: str, style: Style, names: tuple[str, ...] = ()) -> str:
    """Return the formula on one line, e.g. `(1/2)·x + sin 2x`; what is no formula comes back as it is."""
    from calcquiz.typeset import from_tree, line

    tree = tree_of(text, names)
    return readable(text, style) if tree is None else line(from_tree(tree), ascii_only=style.ascii_only)


def formula_lines(text: str, style: Style, names: tuple[str, ...] = (), *, indent: str = "") -> list[Text]:
    """Return the formula as an indented block where it fits and the style allows one, else on one line, wrapped."""
    from calcquiz.typeset import from_tree

    tree = tree_of(text, names)
    if tree is None:
        return wrap([Text(readable(text, style))], style.width, first=indent)
    return display(from_tree(tree), style, indent=indent)


def display(layout: "Layout", style: Style, *, indent: str = "") -> list[Text]:
    """Return a layout on lines of its own: a block that fits, else its line form, wrapped at spaces."""
    rows = drawn(layout, style, style.width - len(indent)).lines
    if len(rows) > 1:
        return [Text(indent + row.rstrip()) for row in rows]
    return wrap([Text(rows[0])], style.width, first=indent, rest=indent + CONTINUED)


def drawn(layout: "Layout", style: Style, room: int) -> "Block":
    """Return a layout as a block where that helps: not for screen readers, not wider than `room` cells.

    In ASCII every power would make a block; where Unicode needs only one line, `(3x^2 - 1)^4` reads better.
    """
    from calcquiz.typeset import Block, block, cells, line

    if not style.plain and not (style.ascii_only and block(layout).height == 1):
        whole = block(layout, ascii_only=style.ascii_only)
        if whole.width <= room:
            return whole
    row = line(layout, ascii_only=style.ascii_only)
    return Block((row,), 0, cells(row))


def readable(text: str, style: Style) -> str:
    """Return text from outside as this screen can show it."""
    return to_ascii(visible(text)) if style.ascii_only else visible(text)
