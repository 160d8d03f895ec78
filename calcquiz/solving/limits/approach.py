"""How a variable comes close to a place: from which sides, and what values and signs a formula has there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from calcquiz.algebra.tree import Apply, Name, Tree, free_names, rebuild, substitute
from calcquiz.tasks.approach import approach, grows, tends_to
from calcquiz.tasks.limit import SIDES, TASK, side_of
from calcquiz.tasks.numeric import is_infinite
from calcquiz.tasks.points import sample_points
from calcquiz.tasks.sequences import is_sequence
from calcquiz.tasks.task import Args, Setting, name_of

OO = Name("oo")
MINUS_OO = Apply("neg", (OO,))
DNE = Name("dne")
DIGITS = 60
DISTANCES = ("0.003", "1e-5", "1e-8", "1e-11")
FAR = (9, 25, 60, 200, 900, 4000)
PHASES = {True: (0, 1), False: ("0.37", "2.11")}
"""What is added to a far place: whole numbers for sequences, even and odd."""
CLOSEST = 3
SAMPLES = 2
"""Points of the other names at which lines are compared."""

Point = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Approach:
    """A variable on its way to a place."""

    variable: str
    place: Tree
    side: str = ""
    """`left`, `right`, or nothing for both."""
    whole: bool = False
    """The variable runs through whole numbers: a sequence."""
    setting: Setting = field(compare=False)

    @property
    def name(self) -> Name:
        """Return the variable as a tree."""
        return Name(self.variable)

    @property
    def infinite(self) -> int:
        """Return 1 toward oo, -1 toward -oo, else 0."""
        return is_infinite(self.place)

    @property
    def sides(self) -> tuple[str, ...]:
        """Return the sides from which the variable comes; one without a name toward infinity."""
        if self.infinite:
            return ("",)
        return (self.side,) if self.side else ("left", "right")

    def sided(self, side: str) -> "Approach":
        """Return the same from one side."""
        return replace(self, side=side)

    def holds(self, tree: Tree) -> bool:
        """Return whether the variable stands in the tree."""
        return self.variable in free_names(tree)

    def of(self, tree: Tree) -> Tree:
        """Return the limit of a formula, still to be taken; of a constant the constant itself."""
        return self.task(tree) if self.holds(tree) else tree

    def task(self, tree: Tree) -> Apply:
        """Return the limit of a formula as a task."""
        side = (Name(self.side),) if self.side else ()
        return Apply("limit", (tree, self.name, self.place, *side))

    def put_in(self, tree: Tree) -> Tree:
        """Return the formula with the place in the variable's stead."""
        return substitute(tree, {self.variable: self.place})

    def rows(self, tree: Tree) -> list[list[Any]]:
        """Return values of a formula ever closer to the place, a row for each side; undefined ones are left out."""
        from calcquiz.algebra.precise import mp_value

        point = _sample(free_names(tree) - {self.variable}, self.setting)
        centre = None if self.infinite else mp_value(self.place, _sample(free_names(self.place), self.setting), DIGITS)
        rows = []
        for places in self._places(centre):
            values = (mp_value(tree, {**point, self.variable: place}, DIGITS) for place in places)
            rows.append([value for value in values if value is not None])
        return rows

    def _places(self, centre: Any) -> Iterator[list[Any]]:
        from mpmath import mpf, workdps

        with workdps(DIGITS):
            if self.infinite:
                phases = [mpf(phase) for phase in PHASES[self.whole]]
                yield from ([self.infinite * (place + phase) for place in FAR] for phase in phases)
            elif centre is not None:
                signs = [-1 if side == "left" else 1 for side in self.sides]
                yield from ([centre + sign * mpf(distance) for distance in DISTANCES] for sign in signs)

    def sign(self, tree: Tree) -> int:
        """Return 1 or -1 when all values close by have that sign, 0 when they differ or cannot be told."""
        signs = {1 if value > 0 else -1 if value < 0 else 0 for row in self.rows(tree) for value in row[-CLOSEST:]}
        return signs.pop() if len(signs) == 1 else 0

    def is_defined(self, tree: Tree) -> bool:
        """Return whether the formula has values close by on each side."""
        rows = self.rows(tree)
        return bool(rows) and all(rows)


def approach_of(args: Args, setting: Setting) -> Approach:
    """Return the approach that a `limit(f, x, a[, side])` asks for."""
    whole = is_sequence(args, setting.variables)
    return Approach(variable=name_of(args[1]), place=args[2], side=side_of(args), whole=whole, setting=setting)


def _sample(names: frozenset[str], setting: Setting) -> Point:
    return next(sample_points(names, setting.variables))


def without_limits(tree: Tree) -> Tree:
    """Return the formula with every `limit(f, …)` in it replaced by f."""
    return rebuild(tree, lambda node: node.args[0] if isinstance(node, Apply) and node.head == "limit" else node)


def holds_limit(tree: Tree) -> bool:
    """Return whether a limit still has to be taken."""
    return without_limits(tree) != tree


def tend_alike(before: Apply, after: Tree, way: Approach) -> bool | None:
    """Return whether a limit and what a line makes of it agree, by values close to the place.

    While limits stand in the line, the values under them are compared; a result with what the values tend to.
    """
    setting = way.setting
    if way.whole:
        setting = replace(setting, variables={**setting.variables, way.variable: "integer"})
    before = _where_defined(before, way)
    if not holds_limit(after) and (after in {OO, MINUS_OO, DNE} or not free_names(before.args[0]) - {way.variable}):
        return TASK.oracle(before.args, after, setting).agrees
    names = (free_names(before.args[0]) | free_names(after) | free_names(way.place)) - {way.variable, *SIDES}
    verdicts = _verdicts(before, after, names, way)
    return False if False in verdicts else True if verdicts and None not in verdicts else None


def _where_defined(limit: Apply, way: Approach) -> Apply:
    """Return a limit from both sides as one from the only side on which the function has values."""
    if way.infinite or way.side:
        return limit
    sided = [side for side in SIDES if all(way.sided(side).rows(limit.args[0]))]
    return way.sided(sided[0]).task(limit.args[0]) if len(sided) == 1 else limit


def _verdicts(before: Apply, after: Tree, names: frozenset[str], way: Approach) -> list[bool | None]:
    """Return what points of the other names say; points without values do not count while others have some."""
    if not names:
        return [_closes_in(before, after, {}, way)]
    points = sample_points(names, way.setting.variables)
    verdicts: list[bool | None] = []
    for point in points:
        verdict = _closes_in(before, after, point, way)
        if verdict is not None:
            verdicts.append(verdict)
        if len(verdicts) == SAMPLES:
            break
    return verdicts


def _closes_in(before: Apply, after: Tree, point: Point, way: Approach) -> bool | None:
    mine, other = before.args[0], without_limits(after)
    gap = Apply("add", (mine, Apply("neg", (other,))))
    rows = approach((gap, *before.args[1:]), point, whole=way.whole)
    verdicts = [tends_to(row, 0) for row in rows]
    if all(verdicts):
        return True
    shares = approach((Apply("div", (mine, other)), *before.args[1:]), point, whole=way.whole)
    if all(tends_to(row, 1) for row in shares):
        return True
    both = [approach((side, *before.args[1:]), point, whole=way.whole) for side in (mine, other)]
    if all(grows(a) == grows(b) != 0 for a, b in zip(*both, strict=True)):
        return True
    return None if None in verdicts else False
