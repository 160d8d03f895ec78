"""The tasks `jacobian(F, (x, y))`, `hessian(f, (x, y))` and `determinant(M)`."""

from calcquiz.algebra.tidy import negate, product, total
from calcquiz.algebra.tree import Apply, Name, Tree
from calcquiz.records.errors import FormulaError
from calcquiz.records.evidence import Evidence
from calcquiz.records.variant import Kind
from calcquiz.tasks import partial
from calcquiz.tasks.neat import neat
from calcquiz.tasks.spread import CONTAINERS, compare_entries, spread
from calcquiz.tasks.task import Args, Setting, Task, names_of, open_names
from calcquiz.tasks.textbook import textbook

DIFFERENCES = "differences at high precision"
LARGEST = 4
"""Rows of a matrix whose determinant is worked out."""


def jacobian_key(args: Args, setting: Setting) -> Tree:
    """Return the partial derivatives, one row a function (numerator layout)."""
    functions = args[0].args if isinstance(args[0], Apply) and args[0].head in CONTAINERS else (args[0],)
    return _matrix([[partial.key((f, Name(name)), setting) for name in names_of(args[1])] for f in functions])


def hessian_key(args: Args, setting: Setting) -> Tree:
    """Return the second partial derivatives; mixed ones are worked out once."""
    names = [Name(name) for name in names_of(args[1])]
    ordered = [[sorted((row, column)) for column in range(len(names))] for row in range(len(names))]
    return _matrix([[partial.key((args[0], names[one], names[two]), setting) for one, two in row] for row in ordered])


def _matrix(rows: list[list[Tree]]) -> Tree:
    return Apply("list", tuple(Apply("list", tuple(row)) for row in rows))


def jacobian_oracle(args: Args, found: Tree, setting: Setting) -> Evidence:
    """Compare each entry with differences of its function at high precision."""
    return compare_entries(found, spread(JACOBIAN.application(args)), setting, DIFFERENCES)


def hessian_oracle(args: Args, found: Tree, setting: Setting) -> Evidence:
    """Compare each entry with mixed differences of the function at high precision."""
    return compare_entries(found, spread(HESSIAN.application(args)), setting, DIFFERENCES)


def determinant_key(args: Args, _: Setting) -> Tree:
    """Return the determinant, expanded along the first row."""
    return neat(_expanded(rows_of(args[0])))


def rows_of(tree: Tree) -> list[list[Tree]]:
    """Return the rows of a square matrix; FormulaError when it is none."""
    rows = tree.args if isinstance(tree, Apply) and tree.head == "list" else ()
    found = [list(row.args) for row in rows if isinstance(row, Apply) and row.head == "list"]
    if not 1 <= len(found) <= LARGEST or len(found) != len(rows) or any(len(row) != len(found) for row in found):
        message = f"a determinant needs a square matrix of at most {LARGEST} rows"
        raise FormulaError(message, advice=f"Write {DETERMINANT.signature}.")
    return found


def _expanded(rows: list[list[Tree]]) -> Tree:
    if len(rows) == 1:
        return rows[0][0]
    terms = []
    for place, entry in enumerate(rows[0]):
        term = textbook(product([entry, _expanded([row[:place] + row[place + 1 :] for row in rows[1:]])]))
        terms.append(negate(term) if place % 2 else term)
    return textbook(total(terms))


def determinant_oracle(args: Args, found: Tree, setting: Setting) -> Evidence:
    """Compare with the determinant by elimination of the entries' values."""
    return compare_entries(found, DETERMINANT.application(args), setting, "elimination")


JACOBIAN = Task(
    name="jacobian",
    signature="jacobian((f, g), (x, y))",
    arity=(2, 2),
    names=(1,),
    kind=lambda _: Kind.MATRIX,
    key=jacobian_key,
    oracle=jacobian_oracle,
    variable=lambda _: None,
)
HESSIAN = Task(
    name="hessian",
    signature="hessian(f, (x, y))",
    arity=(2, 2),
    names=(1,),
    kind=lambda _: Kind.MATRIX,
    key=hessian_key,
    oracle=hessian_oracle,
    variable=lambda _: None,
)
DETERMINANT = Task(
    name="determinant",
    signature="determinant([[a, b], [c, d]]) or determinant(hessian(f, (x, y)))",
    arity=(1, 1),
    kind=lambda args: Kind.EXPRESSION if open_names(args[0]) else Kind.NUMBER,
    key=determinant_key,
    oracle=determinant_oracle,
    variable=lambda _: None,
)
TASKS = (JACOBIAN, HESSIAN, DETERMINANT)
