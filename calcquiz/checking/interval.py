"""Intervals and unions of intervals: exact ends, and whether each end belongs, compared separately."""

from dataclasses import dataclass
from fractions import Fraction

from calcquiz.algebra.shapes import sort_of
from calcquiz.algebra.tree import ONE, Apply, Name, Number, Tree, add, free_names, neg
from calcquiz.checking.decide import Prove, decide, domain_of, special_value
from calcquiz.checking.digits import rational_of
from calcquiz.checking.lines import Line, line_through
from calcquiz.checking.regions import region_of
from calcquiz.checking.verdicts import partial, right, wrong
from calcquiz.records.errors import FormulaError
from calcquiz.records.rules import Rules
from calcquiz.records.verdict import Method, Verdict

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
    response, key = (_as_region(tree, response, key, rules) for tree in (response, key))
    if not _is_region(response):
        return wrong("wrong-type", message="Write an interval such as (0, 1] or (-oo, 2).")
    ours, theirs = merged(pieces(response)), merged(pieces(key))
    same_ends = _ends(ours) == _ends(theirs) or _close_ends(ours, theirs, rules)
    if same_ends and _flags(ours) == _flags(theirs):
        return right(Method.EXACT)
    if same_ends:
        return partial("wrong-strictness", Fraction(1, 2), Method.EXACT)
    open_ends = free_names(response) | free_names(key)
    if decide(response, key, rules, prove if open_ends else None).equal:
        return right(Method.STRUCTURE)
    return wrong(method=Method.EXACT, message=_which_end(ours, theirs, rules))


def _which_end(ours: list[Piece], theirs: list[Piece], rules: Rules) -> str:
    """Return which ends of one interval are not right."""
    if len(ours) != 1 or len(theirs) != 1:
        return ""
    sides = (("left", ours[0].low, theirs[0].low), ("right", ours[0].high, theirs[0].high))
    bad = [side for side, mine, other in sides if not _near(mine, other, rules)]
    return f"The {bad[0]} end is not right." if len(bad) == 1 else "Neither end is right."


def _as_region(tree: Tree, response: Tree, key: Tree, rules: Rules) -> Tree:
    """Return an inequality in the one variable there is as the interval it stands for; anything else as it is."""
    if sort_of(tree) != "truth":
        return tree
    names = free_names(response) | free_names(key)
    name = next(iter(names)) if len(names) == 1 else None
    return (as_interval(_with_finite_ends(tree, name), name, rules) or tree) if name else tree


def _with_finite_ends(tree: Tree, name: str) -> Tree:
    """Return an inequality without what holds of every number: -oo < x < 2 says x < 2, -oo < x < oo nothing."""
    terms = tree.args if isinstance(tree, Apply) and tree.head == "and" else (tree,)
    kept = tuple(term for term in terms if not _holds_of_all(term))
    if not kept:
        return Apply("=", (Name(name), Name(name)))
    return kept[0] if len(kept) == 1 else Apply("and", kept)


def _holds_of_all(term: Tree) -> bool:
    if not isinstance(term, Apply) or term.head not in {"<", "<=", ">", ">="}:
        return False
    ends = [special_value(arg) for arg in term.args]
    return ends[0] == "-oo" or ends[1] == "oo" if term.head in {"<", "<="} else ends[0] == "oo" or ends[1] == "-oo"


def as_interval(tree: Tree, name: str, rules: Rules) -> Tree | None:
    """Return the points of a line where a relation holds, as a union of intervals with exact or 60-digit ends."""
    region = region_of(tree)
    if region is None:
        return None
    domain = domain_of(rules, tree)
    low, high = domain.ends(name)
    line = line_through(region, region, name, {}, domain)
    found = _runs(line, float("-inf") if low is None else low, float("inf") if high is None else high)
    return Apply("union", tuple(map(_tree_of, found))) if found else Name("emptyset")


def _runs(line: Line, start: End, end: End) -> list[Piece]:
    """Return the pieces of a line, from start to end, on which the first region holds."""
    found: list[Piece] = []
    low: End = start
    for place, cell in enumerate(line.cells):
        at = cell.point[line.name].value
        if cell.is_gap:
            following = line.cells[place + 1 : place + 2]
            high: End = following[0].point[line.name].value if following else end
            piece = Piece(low=low, high=high, low_closed=False, high_closed=False)
        else:
            piece, low = Piece(low=at, high=at, low_closed=True, high_closed=True), at
        if cell.yours is True:
            found.append(piece)
    return merged(found)


def _tree_of(piece: Piece) -> Tree:
    brackets = ("[" if piece.low_closed else "(") + ("]" if piece.high_closed else ")")
    return Apply(f"interval{brackets}", (_tree_of_end(piece.low), _tree_of_end(piece.high)))


def _tree_of_end(end: End) -> Tree:
    if isinstance(end, Fraction):
        return Number(end)
    return Name("oo") if end > 0 else neg(Name("oo"))


def as_relation(tree: Tree, name: str) -> Apply | None:
    """Return an interval, a union of them or a finite set as the inequalities it stands for; None if it is none.

    Raises:
        FormulaError: as `pieces`.
    """
    if not _is_region(tree):
        return None
    parts = [_relation_of(piece, Name(name)) for piece in pieces(tree)]
    return Apply("or", tuple(parts)) if parts else Apply("=", (Name(name), add(Name(name), ONE)))


def _relation_of(piece: Piece, name: Name) -> Apply:
    low = Apply("<=" if piece.low_closed else "<", (_tree_of_end(piece.low), name))
    high = Apply("<=" if piece.high_closed else "<", (name, _tree_of_end(piece.high)))
    kept = tuple(part for part, end in ((low, piece.low), (high, piece.high)) if isinstance(end, Fraction))
    return Apply("and", kept) if kept else Apply("=", (name, name))


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
