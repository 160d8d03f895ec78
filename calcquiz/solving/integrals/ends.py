"""Where an integrand is unbounded, jumps or has a corner between the ends of an integral."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from calcquiz.algebra.critical_points import Search
from calcquiz.algebra.exact import exact_number, exact_value
from calcquiz.algebra.precise import mp_value, workable_value
from calcquiz.algebra.precise_functions import OutgrownError
from calcquiz.algebra.text import to_text
from calcquiz.algebra.tidy import negate, tidy
from calcquiz.algebra.tree import ONE, ZERO, Apply, Name, Tree, call, free_names, number, rebuild, walk
from calcquiz.records.errors import FormulaError
from calcquiz.solving.integrals.places import as_mpf, close_by, exact_place
from calcquiz.solving.integrals.values import plus_first
from calcquiz.solving.sheet import UnworkedError
from calcquiz.tasks.numeric import is_infinite
from calcquiz.tasks.textbook import textbook

SWITCHES = frozenset({"abs", "sign", "max", "min", "relu", "pick", "floor", "ceiling"})
"""Functions that change their formula from piece to piece."""
STEPS = ("1e-4", "1e-8", "1e-12")
GROWTH = 1.2
"""An integrand that grows by this factor from step to step is unbounded."""
MOST_PIECES = 8
NEAR = 1e-25


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place on the line, exactly and as a number."""

    tree: Tree
    value: Any
    unbounded: bool = False
    """Whether the integrand is unbounded there, seen from inside the range."""
    jump: bool = False
    """Whether only the antiderivative jumps there."""

    @property
    def bad(self) -> bool:
        """Return whether the place has to be approached by a limit."""
        return self.unbounded or self.jump


def places_between(function: Tree, name: str, low: Tree, high: Tree) -> list[Place]:
    """Return where the integrand is unbounded or changes its formula in a range, its ends included, in order.

    Names other than the variable stand for numbers that are not known: nothing is looked for then.

    Raises:
        UnworkedError: there is such a place, but it cannot be written exactly.
    """
    if free_names(function) - {name} or free_names(low) | free_names(high):
        return []
    left, right = sorted((_end(low), _end(high)))
    found: list[Place] = []
    for point in Search(name, {}).edges(function):
        value = as_mpf(point.value)
        inside = left < value < right or close_by(value, left) or close_by(value, right)
        if not inside or any(close_by(value, other.value) for other in found):
            continue
        unbounded = is_unbounded(function, name, value, (left, right))
        if unbounded or (switches(function) and not close_by(value, left) and not close_by(value, right)):
            found.append(Place(tree=exact_place(point.value, (low, high)), value=value, unbounded=unbounded))
    if len(found) > MOST_PIECES:
        raise UnworkedError("the integrand changes its formula in too many places", "Ask for a shorter range.")
    return sorted(found, key=lambda place: place.value)


def jumps_between(found: Tree, name: str, low: Tree, high: Tree) -> list[Place]:
    """Return where an antiderivative jumps inside a range, tan(x/2) at π, or has no value at an end, x ln x at 0."""
    if free_names(found) - {name} or free_names(low) | free_names(high):
        return []
    left, right = sorted((_end(low), _end(high)))
    ends = {tree: _end(tree) for tree in (low, high)}
    places = [Place(tree=tree, value=end, jump=True) for tree, end in ends.items() if not _is_finite(found, name, end)]
    for point in Search(name, {}).edges(found):
        value = as_mpf(point.value)
        if left < value < right and _jumps(found, name, value):
            places.append(Place(tree=exact_place(point.value, (low, high)), value=value, jump=True))
    return sorted(places, key=lambda place: place.value)[:MOST_PIECES]


def _is_finite(found: Tree, name: str, place: Any) -> bool:
    """Return whether a formula has a value at a place, its parts too: tan x has none at π/2, rounded or not."""
    point = {name: place}
    below = [part for node in walk(found) if isinstance(node, Apply) for part in _vanishing(node)]
    values = [mp_value(part, point) for part in below if name in free_names(part)]
    return mp_value(found, point) is not None and all(value is not None and abs(value) > NEAR for value in values)


def _vanishing(node: Apply) -> tuple[Tree, ...]:
    """Return what must not be zero for a function to have a value: what stands below, the cosine of a tangent."""
    if node.head in {"tan", "sec"}:
        return (call("cos", node.args[0]),)
    if node.head in {"cot", "csc"}:
        return (call("sin", node.args[0]),)
    return node.args[1:] if node.head == "div" else node.args[:1] if node.head == "log" else ()


def _jumps(found: Tree, name: str, place: Any) -> bool:
    from mpmath import mpf

    near = mpf(STEPS[-1])
    before, after = (mp_value(found, {name: place + side * near}) for side in (-1, 1))
    return before is None or after is None or bool(abs(before - after) > 1e-4)


def _end(tree: Tree) -> Any:
    from mpmath import inf

    sign = is_infinite(tree)
    return inf * sign if sign else mp_value(tree, {})


def switches(tree: Tree) -> bool:
    """Return whether a function stands in the tree that changes its formula."""
    return any(isinstance(node, Apply) and node.head in SWITCHES for node in walk(tree))


def is_unbounded(function: Tree, name: str, place: Any, ends: tuple[Any, Any]) -> bool:
    """Return whether the integrand grows without bound as the place is approached from inside the range."""
    from mpmath import mp, mpf

    low, high = ends
    for side in (1, -1):
        if (side > 0 and place >= high) or (side < 0 and place <= low):
            continue
        with mp.workdps(50):
            values = [mp_value(function, {name: place + side * mpf(step)}, 50) for step in STEPS]
        sizes = [abs(value) for value in values if value is not None]
        if len(sizes) == len(STEPS) and sizes[2] > GROWTH * sizes[1] and sizes[1] > GROWTH * sizes[0]:
            return True
    return False


def on_piece(function: Tree, name: str, low: Tree, high: Tree) -> Tree:
    """Return the integrand as it is between two neighbouring places: bars, maxima and cases gone."""
    middle = _middle(_end(low), _end(high))

    def change(node: Tree) -> Tree:
        if not isinstance(node, Apply) or node.head not in SWITCHES or name not in free_names(node):
            return node
        return _at_middle(node, name, middle)

    return plus_first(textbook(rebuild(function, change)))


def _middle(low: Any, high: Any) -> Any:
    from mpmath import isinf

    if isinf(low):
        return high - 1 if not isinf(high) else 0
    return low + 1 if isinf(high) else (low + high) / 2


def _at_middle(node: Apply, name: str, middle: Any) -> Tree:
    values = [mp_value(arg, {name: middle}) for arg in node.args] if node.head != "pick" else []
    if node.head == "pick":
        return _case(node, name, middle)
    if any(value is None for value in values):
        return node
    sign = 1 if values[0] > 0 else -1
    if node.head == "abs":
        return node.args[0] if sign > 0 else plus_first(textbook(negate(node.args[0])))
    if node.head == "sign":
        return number(sign)
    if node.head == "relu":
        return node.args[0] if sign > 0 else ZERO
    if node.head in {"max", "min"}:
        best = (max if node.head == "max" else min)(values)
        return node.args[values.index(best)]
    from mpmath import ceil, floor

    return number(int((floor if node.head == "floor" else ceil)(values[0])))


def _case(node: Apply, name: str, middle: Any) -> Tree:
    *cases, otherwise = node.args
    place = Fraction(str(middle))
    for condition, value in zip(cases[::2], cases[1::2], strict=True):
        if exact_value(condition, {name: place}) is True:
            return value
    return otherwise


SHARES = ("0.13", "0.37", "0.61", "0.89")
"""Where in a piece values are compared."""


def require_values(function: Tree, name: str, low: Tree, high: Tree) -> None:
    """Raise FormulaError where the integrand has no value on a part of the range; names are not looked at.

    Raises:
        FormulaError: with a place where it has none.
    """
    if free_names(function) - {name} or free_names(low) | free_names(high):
        return
    from mpmath import mpf, nstr

    left, right = sorted((_end(low), _end(high)))
    left, right = max(left, mpf(-FAR)), min(right, mpf(FAR))
    places = [left + (right - left) * mpf(share) for share in WITHIN]
    bare = next((place for place in places if not _has_value(function, name, place)), None)
    if bare is not None:
        raise FormulaError(
            f"`{to_text(function)}` has no real value at {name} = {nstr(bare, 2)}, which lies between the ends",
            advice="Integrate over a range where the function is defined.",
        )


def _has_value(function: Tree, name: str, place: Any) -> bool:
    """Return whether the integrand has a value at a place, however large."""
    try:
        return workable_value(function, {name: place}) is not None
    except OutgrownError:
        return True


FAR = 50
WITHIN = tuple(
    f"0.{digits}" for digits in ("0313", "1271", "2237", "3163", "4219", "5171", "6133", "7219", "8231", "9677")
)
"""Where between the ends an integrand must have values."""


def same_on_pieces(function: Tree, pieces: Sequence[Apply]) -> bool | None:
    """Return whether an integrand has the values of the pieces it was split into."""
    from mpmath import mpf

    for piece in pieces:
        inside, variable, *ends = piece.args
        low, high = (_end(end) for end in ends)
        assert isinstance(variable, Name)
        for share in SHARES:
            point = {variable.name: low + (high - low) * mpf(share)}
            ours, theirs = mp_value(inside, point), mp_value(function, point)
            if ours is None or theirs is None:
                return None
            if abs(ours - theirs) > NEAR * (1 + abs(theirs)):
                return False
    return True


def is_reversed(low: Tree, high: Tree) -> bool:
    """Return whether the lower end is above the upper one."""
    if free_names(low) | free_names(high):
        return False
    return bool(_end(low) > _end(high))


def middle_of(low: Tree, high: Tree) -> Tree:
    """Return a simple place between two ends: 0 where it lies there."""
    left, right = _end(low), _end(high)
    if left < 0 < right:
        return ZERO
    from mpmath import isinf

    if isinf(right):
        start = exact_number(low)
        return number(start + 1) if start is not None else tidy(Apply("add", (low, ONE)))
    if isinf(left):
        start = exact_number(high)
        return number(start - 1) if start is not None else tidy(Apply("add", (high, negate(ONE))))
    return tidy(Apply("div", (Apply("add", (low, high)), number(2))))
