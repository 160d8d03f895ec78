"""Step 6, run in the worker: sympy tries to prove or refute that two formulas are equal."""

from calcquiz.algebra.parse import parse
from calcquiz.records.errors import FormulaError


def prove_equal(left: str, right: str, positive: tuple[str, ...] = ()) -> bool | None:
    """Return True or False where sympy finds a proof, None where it does not, or where a side is a region or a vector.

    Args:
        left: A formula in the language of formulas, from our own writer.
        right: The other one.
        positive: Names that are positive.
    """
    import sympy

    from calcquiz.algebra.bridge import to_sympy

    trees = [parse(text, open_names=True, author=True) for text in (left, right)]
    try:
        sides = [to_sympy(tree, frozenset(positive)) for tree in trees]
    except FormulaError:  # a region has no counterpart there
        return None
    if not all(isinstance(side, sympy.Expr) for side in sides):
        return None
    difference = sides[0] - sides[1]
    for step in _STEPS:
        difference = getattr(sympy, step)(difference)
        if difference == 0:
            return True
        if difference.is_number and difference.is_nonzero:
            return False
    return None


_STEPS = ("expand_log", "trigsimp", "radsimp", "simplify")

FUNCTIONS = {"prove_equal": prove_equal}
"""What the worker may run for checking."""
