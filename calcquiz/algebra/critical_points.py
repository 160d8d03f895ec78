"""Where a formula in one variable vanishes, ends, jumps or turns: exactly where it can be, else by its signs."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from calcquiz.algebra.exact import exact_number
from calcquiz.algebra.polynomials import Quotient, quotient_in
from calcquiz.algebra.real_roots import real_roots, roots_and_touches
from calcquiz.algebra.scan import scanned_zeros
from calcquiz.algebra.snapped import Coordinate, nearby
from calcquiz.algebra.tree import MINUS_ONE, ONE, Apply, Name, Tree, add, call, mul, neg, walk

MOST_POINTS = 60
NEAR = Fraction(1, 10**30)
"""Two places that are relatively closer than this are one."""

VANISH_WITH_ARGUMENT = frozenset(
    {"sqrt", "cbrt", "root", "abs", "sinh", "tanh", "asinh", "asin", "atan", "atanh", "erf", "sign", "relu", "pow"}
)
VANISH_AT_ONE = frozenset({"log", "log10", "acosh", "acos"})
NEVER_VANISH = frozenset({"exp", "cosh", "sech", "sigma", "softplus", "Phi", "phi", "sec", "csc", "csch", "coth"})
EDGE_AT_ZERO = frozenset({"sqrt", "root", "log", "log10", "abs", "sign", "relu", "csch", "coth", "acsch", "asech"})
EDGE_AT_ONE = frozenset({"asin", "acos", "atanh", "asec", "acsc", "acoth", "acosh", "asech"})
POLES = {"tan": "cos", "sec": "cos", "cot": "sin", "csc": "sin"}


class Search:
    """The search along one line: one variable moves, the other names stand for numbers."""

    def __init__(
        self, name: str, values: Mapping[str, Fraction], *, low: Fraction | None = None, high: Fraction | None = None
    ) -> None:
        self.name = name
        self.values = values
        self.low, self.high = low, high
        self.known: dict[Tree, list[Coordinate]] = {}
        self.exact = True
        """Whether everything so far was found by exact means, so that nothing was missed."""

    def critical(self, tree: Tree, factors: Iterable[Tree] | None = None) -> list[Coordinate]:
        """Return zeros and edges of the formula in order, at most `MOST_POINTS`, those nearest to 0.

        Args:
            tree: A formula.
            factors: What it is a product of, when that is known: it is zero where one of these is.
        """
        parts = [tree] if factors is None else factors
        found = [*(point for part in parts for point in self.zeros(part)), *self.edges(tree)]
        if self.low is not None:
            found = [point for point in found if point.value > self.low]
        if self.high is not None:
            found = [point for point in found if point.value < self.high]
        return sorted(distinct(found)[:MOST_POINTS], key=lambda point: point.value)

    def edges(self, tree: Tree) -> list[Coordinate]:
        """Return where a part of the formula ends, jumps or turns a corner."""
        return [p for node in walk(tree) if isinstance(node, Apply) for edge in _edges(node) for p in self.zeros(edge)]

    def zeros(self, tree: Tree) -> list[Coordinate]:
        """Return where the formula is zero, together with some places where it is not defined."""
        if not _moves(tree, self.name):
            return []
        if tree not in self.known:
            self.known[tree] = self._rational(tree) or []
        return self.known[tree]

    def _rational(self, tree: Tree) -> list[Coordinate]:
        quotient = quotient_in(tree, self.name, self.values)
        roots = _roots(quotient) if quotient is not None else None
        if roots is not None:
            return roots
        assert isinstance(tree, Apply)
        parts = _vanishing_parts(tree)
        if parts is not None:
            return [point for part in parts for point in self.zeros(part)]
        self.exact = False
        places = [float(edge.value) for edge in self.edges(tree) if abs(edge.value) < 10**15]
        known = [point for points in self.known.values() for point in points]
        return scanned_zeros(tree, self.name, self.values, places, known)


def _roots(quotient: Quotient) -> list[Coordinate] | None:
    find = real_roots if quotient.exact else roots_and_touches
    roots = [find(part) for part in (quotient.top, quotient.bottom)]
    if None in roots:
        return None
    return [_coordinate(root, quotient) for part in roots if part is not None for root in part]


def _coordinate(root: Fraction, quotient: Quotient) -> Coordinate:
    if not quotient.exact:
        return nearby(root)
    # What is no short fraction came from an irrational root, known to 70 digits.
    return Coordinate(root, exact=root.denominator < 10**30)


def _moves(tree: Tree, name: str) -> bool:
    return any(isinstance(node, Name) and node.name == name for node in walk(tree))


def _vanishing_parts(tree: Apply) -> list[Tree] | None:
    """Return formulas one of which is zero wherever the tree is; None where signs have to tell."""
    if tree.head in {"mul", "div", "neg"}:
        return list(tree.args)
    if tree.head == "pow":
        return [tree.args[0]]
    if tree.head in VANISH_WITH_ARGUMENT:
        return [tree.args[0]]
    if tree.head in VANISH_AT_ONE:
        return [add(tree.args[0], MINUS_ONE), tree.args[0]]
    return [] if tree.head in NEVER_VANISH else None


def _edges(node: Apply) -> Iterable[Tree]:
    argument = node.args[0]
    if node.head == "div":
        yield node.args[1]
    if node.head in EDGE_AT_ZERO or (node.head == "pow" and _is_edged(node.args[1])):
        yield argument
    if node.head in EDGE_AT_ONE:
        yield add(argument, MINUS_ONE)
        yield add(argument, ONE)
    if node.head == "log" and len(node.args) == 2:
        yield from (node.args[1], add(node.args[1], MINUS_ONE))
    if node.head in POLES:
        yield call(POLES[node.head], argument)
    if node.head in {"floor", "ceiling"}:
        yield call("sin", mul(Name("pi"), argument))
    if node.head in {"min", "max"}:
        yield from (add(left, neg(right)) for left, right in zip(node.args, node.args[1:], strict=False))
    if node.head in {"=", "!=", "<", "<=", ">", ">="}:
        yield add(argument, neg(node.args[1]))


def _is_edged(exponent: Tree) -> bool:
    value = exact_number(exponent)
    return value is None or value < 0 or value.denominator > 1


def distinct(points: Iterable[Coordinate]) -> list[Coordinate]:
    """Return the places once each, exact ones preferred, those nearest to zero first."""
    kept: list[Coordinate] = []
    for point in sorted(points, key=lambda p: (p.value, not p.exact)):
        if kept and abs(point.value - kept[-1].value) <= NEAR * (1 + abs(point.value)):
            kept[-1] = point if point.exact else kept[-1]
        else:
            kept.append(point)
    return sorted(kept, key=lambda p: abs(p.value))
