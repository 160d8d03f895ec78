"""The expression writer: a syntax tree to the layout a textbook would give it."""

from calcquiz.algebra.tree import Apply, Name, Number, Tree
from calcquiz.typeset.arithmetic import ARITHMETIC
from calcquiz.typeset.binding import Form, Written
from calcquiz.typeset.function_forms import FUNCTION_FORMS, NAMES, applied
from calcquiz.typeset.layout import Kind, Layout, Symbol
from calcquiz.typeset.names import name, number
from calcquiz.typeset.task_forms import TASK_FORMS
from calcquiz.typeset.tex_writer import to_tex

FORMS: dict[str, Form] = ARITHMETIC | FUNCTION_FORMS


def from_tree(tree: Tree) -> Layout:
    """Return the layout of an expression; brackets stand wherever its meaning needs them.

    Example:
        >>> from calcquiz.algebra.parse import parse
        >>> from calcquiz.typeset.line_writer import line
        >>> line(from_tree(parse("x*sin(2x)^2 - (1/2)*exp(-x)", {"x"})))
        'x sin² 2x − (1/2)e⁻ˣ'
    """
    return _written(tree).layout


def tree_tex(tree: Tree) -> str:
    r"""Return an expression in TeX, without dollar signs."""
    return to_tex(from_tree(tree))


def _written(tree: Tree) -> Written:
    if isinstance(tree, Number):
        return number(tree)
    if isinstance(tree, Name):
        return name(tree)
    form = FORMS.get(tree.head) or _task_form(tree)
    if form is not None:
        return form(tree, _written)
    return applied(Symbol(NAMES.get(tree.head, tree.head), Kind.FUNCTION), tree.args, _written)


def _task_form(tree: Apply) -> Form | None:
    form, (fewest, most) = TASK_FORMS.get(tree.head, (None, (0, 0)))
    return form if fewest <= len(tree.args) <= most else None
