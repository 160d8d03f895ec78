"""Input: whether a text is readable as mathematics, and means the same as a reference."""

from calcquiz.algebra.parse import parse
from calcquiz.algebra.shapes import sort_of
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tree import Tree
from calcquiz.checking.decide import decide
from calcquiz.checking.interval import pieces
from calcquiz.checking.verdicts import right
from calcquiz.records.errors import FormulaError
from calcquiz.records.rules import Rules
from calcquiz.records.verdict import Method, Outcome, Verdict


def check_input(response: str, reference: str, rules: Rules) -> Verdict:
    """Judge whether a text is readable (and, with a reference, means the same).

    Raises:
        FormulaError: the text is not readable, or not as `rules.type`.
    """
    tree = parse(response, rules.variables, open_names=rules.open_names, decimal_separator=rules.decimal_separator)
    if rules.type == "interval or set":
        _require_region(tree)
    verdict = right(Method.STRUCTURE)
    if reference:
        key = parse(reference, rules.variables, open_names=True, author=True)
        decision = decide(tree, key, rules)
        if decision.equal is False:
            verdict = Verdict(outcome=Outcome.INCORRECT, method=decision.method, witness=decision.witness)
    from dataclasses import replace

    return replace(verdict, read_as=to_text(tree))


def _require_region(tree: Tree) -> None:
    start, end = tree.span
    if sort_of(tree) not in {"set", "vector", "list"}:
        raise FormulaError("this is no interval or set", start=start, end=end, advice="Write (0, 1] or {1, 2}.")
    if sort_of(tree) in {"vector", "list"} or tree.head.startswith(("interval", "union")):  # type: ignore[union-attr]
        pieces(tree)
