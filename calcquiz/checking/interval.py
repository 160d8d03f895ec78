"""Intervals and unions of intervals: exact ends, and whether each end belongs, compared separately."""

from dataclasses import dataclass
from fractions import Fraction

from calcquiz.algebra.shapes import sort_of
from calcquiz.algebra.tree import Apply, Name, Tree
from calcquiz.checking.decide import Prove, decide, special_value
from calcquiz.checking.digits import rational_of
from calcquiz.checking.verdicts import partial, right, wrong
from calcquiz.records.errors import FormulaError
from calcquiz.records.rules import Rules
from calcquiz.records.verdict import Method, Outcome, Verdict

End = Fraction | float
"""A rational, or ±infinity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One interval, or a single point when its ends are equal and closed."""

    low: End
    high: End
    low_closed: bool
    high_closed: bool


def check_interval(response: Tree, key: Tree, rules: Rules, prove: Prove | None) -> Verdict:
    """Compare two unions of intervals; right ends with a wrong bracket are PARTIAL, `wrong-strictness`."""
    if not _is_region(response):
        return wrong("wrong-type", message="Write an interval such as (0, 1] or (-oo, 2).")
    ours, theirs = merged(pieces(response)), merged(pieces(key))
    same_ends = _ends(ours) == _ends(theirs) or _close_ends(ours, theirs, rules)
    if same_ends and _flags(ours) == _flags(theirs):
        return right(Method.EXACT)
    if same_ends:
        return partial("wrong-strictness", Fraction(1, 2), Method.EXACT)
    if decide(response, key, rules, prove).equal:
        return right(Method.STRUCTURE)
    return Verdict(outcome=Outcome.INCORRECT, method=Method.EXACT)


def _is_region(tree: Tree) -> bool:
    if sort_of(tree) == "set":
        return True
    return isinstance(tree, Apply) and tree.head in {"vector", "list"} and len(tree.args) == 2


def pieces(tree: Tree) -> list[Piece]:
    """Return the intervals of a region as typed.

    Raises:
        FormulaError: an end that is not a number, ends the wrong way round, an infinite end that is closed.
    """
    if tree == Name("emptyset"):
        return []
    assert isinstance(tree, Apply)
    if tree.head == "union":
        return [piece for arg in tree.args for piece in pieces(arg)]
    if tree.head == "set":
        return [Piece(low=_end(arg), high=_end(arg), low_closed=True, high_closed=True) for arg in tree.args]
    brackets = {"vector": "()", "list": "[]"}.get(tree.head, tree.head.removeprefix("interval"))
    if len(tree.args) != 2 or len(brackets) != 2:
        raise FormulaError("an interval has two ends", start=tree.span[0], end=tree.span[1], advice="Write (0, 1].")
    low, high = (_end(arg) for arg in tree.args)
    if low > high or (low == high and low in {float("inf"), float("-inf")}):
        raise FormulaError(
            "the ends of this interval are the wrong way round",
            start=tree.span[0],
            end=tree.span[1],
            advice="Write the smaller end first: (-oo, 2).",
        )
    # An infinite end never belongs to the interval, however its bracket was typed.
    return [
        Piece(
            low=low,
            high=high,
            low_closed=brackets[0] == "[" and low != float("-inf"),
            high_closed=brackets[1] == "]" and high != float("inf"),
        )
    ]


def _end(tree: Tree) -> End:
    special = special_value(tree)
    if special in {"oo", "-oo"}:
        return float("inf") if special == "oo" else float("-inf")
    value = rational_of(tree)
    if value is None:
        raise FormulaError(
            "this end is not a number", start=tree.span[0], end=tree.span[1], advice="Write a number, oo or -oo."
        )
    return value


def merged(parts: list[Piece]) -> list[Piece]:
    """Return the same region as disjoint intervals in order: (0, 1) U [1, 2) is (0, 2)."""
    kept = [p for p in parts if p.low < p.high or (p.low_closed and p.high_closed)]
    kept.sort(key=lambda p: (p.low, not p.low_closed))
    result: list[Piece] = []
    for piece in kept:
        last = result[-1] if result else None
        touching = last is not None and (
            piece.low < last.high or (piece.low == last.high and (piece.low_closed or last.high_closed))
        )
        if last is None or not touching:
            result.append(piece)
            continue
        high, closed = max((last.high, last.high_closed), (piece.high, piece.high_closed))
        result[-1] = Piece(low=last.low, high=high, low_closed=last.low_closed, high_closed=closed)
    return result


def _ends(parts: list[Piece]) -> list[tuple[End, End]]:
    return [(p.low, p.high) for p in parts]


def _flags(parts: list[Piece]) -> list[tuple[bool, bool]]:
    return [(p.low_closed, p.high_closed) for p in parts]


def _close_ends(ours: list[Piece], theirs: list[Piece], rules: Rules) -> bool:
    """Whether every end agrees within the tolerance (irrational ends are rationals within 10^-58)."""
    if len(ours) != len(theirs):
        return False
    pairs = [(a, b) for p, q in zip(ours, theirs, strict=True) for a, b in ((p.low, q.low), (p.high, q.high))]
    return all(_near(a, b, rules) for a, b in pairs)


def _near(ours: End, theirs: End, rules: Rules) -> bool:
    if isinstance(ours, float) or isinstance(theirs, float):
        return ours == theirs
    relative = rules.rtol or (Fraction(1, 1000) if rules.practice and not rules.exact else Fraction(1, 10**12))
    if ours.denominator < 10**6 and theirs.denominator < 10**6 and not (rules.practice or rules.rtol or rules.atol):
        return ours == theirs
    return abs(ours - theirs) <= max(rules.atol or Fraction(0), relative * abs(theirs))
