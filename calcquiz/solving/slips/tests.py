"""Slips in the second derivative test and in stationary points: signs misread, D wrong, coordinates mixed up."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from calcquiz.algebra.tidy import negate
from calcquiz.algebra.tree import ZERO, Apply, Name, Tree, substitute
from calcquiz.records.errors import CalcquizError
from calcquiz.solving.equations.constants import constant
from calcquiz.solving.equations.numbers import value_of
from calcquiz.solving.equations.polynomials import equals
from calcquiz.solving.equations.systems import System, solve_system
from calcquiz.solving.points.stationary_points import stationary
from calcquiz.solving.sheet import Sheet
from calcquiz.solving.slips.derivatives import after, result_of_walks, sites_of_walks, walks_of
from calcquiz.solving.slips.distinct import distinct
from calcquiz.solving.slips.lines import QUICK
from calcquiz.solving.slips.matrices import under
from calcquiz.solving.slips.slip import Slip, Slips
from calcquiz.tasks.classify import TASK as CLASSIFY
from calcquiz.tasks.directional import coordinates
from calcquiz.tasks.task import Args, Setting, names_of

ZERO_SIZE = 1e-25
LINE_WAYS = {
    "minimum-and-maximum-swapped": "$f'' > 0$ means an upward curve, a minimum; $f'' < 0$ means a maximum.",
    "zero-bend-read-as-minimum": "$f'' = 0$ says nothing: the test is inconclusive.",
    "slope-not-checked": "First look at the slope: where it is not zero there is no extremum to classify.",
}
PLANE_WAYS = {
    "discriminant-ignored": "The sign of $f_{xx}$ alone does not tell: $D = f_{xx} f_{yy} - f_{xy}^2$ comes first.",
    "minimum-and-maximum-swapped": "With $D > 0$ the sign of $f_{xx}$ tells: positive means a minimum.",
    "sign-of-discriminant": "$D < 0$ means a saddle, $D > 0$ an extremum.",
    "zero-discriminant-read-as-saddle": "$D = 0$ says nothing: the test is inconclusive.",
    "slope-not-checked": "First look at the gradient: where it is not zero there is nothing to classify.",
}
SWAPPED = {"minimum": "maximum", "maximum": "minimum"}


class ClassifySlips:
    """Slips of `classify`: each leads to another option."""

    def sites(self, args: Args, setting: Setting) -> Iterable[Slip]:
        """Return the slips, the likeliest first; one for each wrong option."""
        right = self.result(args, setting, frozenset())
        if right is None:
            return
        seen = {right}
        ways = LINE_WAYS if len(names_of(args[1])) == 1 else PLANE_WAYS
        for name, say in ways.items():
            asked = Slip(name=name, place=(), part=Apply("classify", args), right=right, wrong=right, say=say)
            wrong = self.result(args, setting, frozenset({asked}))
            if wrong is not None and wrong not in seen:
                seen.add(wrong)
                yield replace(asked, wrong=wrong)

    def result(self, args: Args, _: Setting, taken: frozenset[Slip]) -> Tree | None:
        """Return the option that a learner with these slips chooses."""
        names = names_of(args[1])
        point = dict(zip(names, coordinates(args[2], len(names), CLASSIFY.signature), strict=True))
        ways = {slip.name for slip in taken}
        values = {by: _sign(after(args[0], by), point) for by in _derivatives(names)}
        if None in values.values():
            return None
        is_flat = not any(values[(name,)] for name in names)
        if not is_flat and "slope-not-checked" not in ways:
            return Name("neither")
        if len(names) == 1:
            return Name(_on_line(values[names[0], names[0]] or 0, ways))
        return Name(_in_plane(args[0], (names[0], names[1]), point, ways))


def _derivatives(names: Sequence[str]) -> list[tuple[str, ...]]:
    return [*((name,) for name in names), *((name, name) for name in names)]


def _sign(tree: Tree, point: Mapping[str, Tree]) -> int | None:
    value = value_of(substitute(tree, point))
    return None if value is None else 0 if abs(value) < ZERO_SIZE else 1 if value > 0 else -1


def _on_line(bend: int, ways: set[str]) -> str:
    kind = {1: "minimum", -1: "maximum", 0: "inconclusive"}[bend]
    if "zero-bend-read-as-minimum" in ways and not bend:
        return "minimum"
    return SWAPPED.get(kind, kind) if "minimum-and-maximum-swapped" in ways else kind


def _in_plane(function: Tree, names: tuple[str, str], point: Mapping[str, Tree], ways: set[str]) -> str:
    x, y = names
    xx, yy, xy = (value_of(substitute(after(function, by), point)) for by in ((x, x), (y, y), (x, y)))
    inside = xx * yy - xy * xy
    sign = 0 if abs(inside) < ZERO_SIZE else 1 if inside > 0 else -1
    if "sign-of-discriminant" in ways:
        sign = -sign
    if "discriminant-ignored" in ways:
        sign = 1 if xx else 0
    if sign == 0:
        return "saddle" if "zero-discriminant-read-as-saddle" in ways else "inconclusive"
    if sign < 0:
        return "saddle"
    kind = "minimum" if xx > 0 else "maximum"
    return SWAPPED[kind] if "minimum-and-maximum-swapped" in ways else kind


STATIONARY_WAYS = {
    "coordinates-swapped": "The coordinates of the points stand in the wrong order.",
    "signs-turned": "Check the signs: put the points into the partial derivatives.",
}
LOST = "The equations have another solution: no factor may be divided away without its own case."
SIGN = "Check the sign of this coordinate: put the point into the partial derivatives."
MOST_POINTS, MOST_WALKED = 6, 4
WALK = 9
"""Places that begin with it lie inside a partial derivative."""


class StationarySlips:
    """Slips of `stationary_points`; a place is the number of a point, and of a coordinate in it."""

    def sites(self, args: Args, setting: Setting) -> Iterable[Slip]:
        """Return the slips: all coordinates, then points lost, then single signs."""
        right = self.result(args, setting, frozenset())
        if right is None or not isinstance(right, Apply):
            return ()
        points = right.args
        whole = Apply("stationary_points", args)

        def every() -> Iterator[Slip]:
            rows: list[tuple[str, tuple[int, ...], str]] = [(name, (), say) for name, say in STATIONARY_WAYS.items()]
            if len(points) > 1:
                rows += [("point-lost", (index,), LOST) for index in range(min(len(points), MOST_POINTS))]
            for index, point in enumerate(points[:MOST_POINTS]):
                count = len(point.args) if isinstance(point, Apply) else 0
                rows += [("sign-of-coordinate", (index, entry), SIGN) for entry in range(count)]
            for name, place, say in rows:
                asked = Slip(name=name, place=place, part=whole, right=right, wrong=right, say=say)
                wrong = self.result(args, setting, frozenset({asked}))
                if wrong is not None:
                    yield replace(asked, wrong=wrong)
            yield from _in_partials(args)

        return distinct(every(), lambda taken: self.result(args, setting, taken), right, args)

    def result(self, args: Args, setting: Setting, taken: frozenset[Slip]) -> Tree | None:
        """Return the points that a learner with these slips finds."""
        positive = setting.domain.positive
        inside = frozenset(slip for slip in taken if slip.place[:1] == (WALK,))
        found = _points_of(args, positive, inside) if inside else _points(args, positive)
        if found is None:
            return None
        names = {slip.name for slip in taken if not slip.place}
        lost = {slip.place[0] for slip in taken if slip.name == "point-lost"}
        signs = {slip.place for slip in taken if slip.name == "sign-of-coordinate"}
        made = [_changed(point, index, names, signs) for index, point in enumerate(found) if index not in lost]
        return Apply("set", tuple(dict.fromkeys(made))) if made else Name("emptyset")


def _changed(point: Tree, index: int, names: set[str], signs: set[tuple[int, ...]]) -> Tree:
    assert isinstance(point, Apply)
    turned = "signs-turned" in names
    entries = [
        constant(negate(entry)) if turned != ((index, place) in signs) else entry
        for place, entry in enumerate(point.args)
    ]
    return Apply("vector", tuple(reversed(entries) if "coordinates-swapped" in names else entries))


@lru_cache(maxsize=64)
def _points(args: Args, positive: frozenset[str]) -> tuple[Tree, ...] | None:
    setting = Setting(compute=QUICK.compute, variables=dict.fromkeys(positive, "positive"))
    try:
        return tuple(stationary(args[0], names_of(args[1]), Sheet(setting)))
    except CalcquizError:
        return None


def _in_partials(args: Args) -> Iterator[Slip]:
    """Yield slips inside the partial derivatives; a place begins by the number of the variable."""
    for index, walk in enumerate(walks_of(args[0], names_of(args[1]))):
        for slip in islice(sites_of_walks(args[0], [walk]), MOST_WALKED):
            yield replace(slip, place=(WALK, index, *slip.place))


def _points_of(args: Args, positive: frozenset[str], inside: frozenset[Slip]) -> tuple[Tree, ...] | None:
    """Return the points at which partial derivatives taken with slips vanish."""
    names = names_of(args[1])
    equations = []
    for index, walk in enumerate(walks_of(args[0], names)):
        slope = result_of_walks(args[0], [walk], under(inside, (WALK, index)), staged=False)
        if slope is None:
            return None
        equations.append(equals(slope, ZERO))
    system = System(names, tuple(equations), positive)
    try:
        return tuple(solve_system(system, Sheet(QUICK)))
    except CalcquizError:
        return None


TEST_SLIPS: Mapping[str, Slips] = {"classify": ClassifySlips(), "stationary_points": StationarySlips()}
